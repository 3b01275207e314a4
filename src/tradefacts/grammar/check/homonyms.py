"""W078: a wording that two lexicons have, of which a rule asks at one place.

Within a lexicon a wording has one key (E033). Of two lexicons of one domain that stand alone at the
same place of a rule, nothing tells which is meant: one of the two entries is there in vain. What
needs a neighbour is no such case, nor is a slot that must agree with another: both tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import visible
from tradefacts.grammar.errors import Problem
from tradefacts.grammar.lexicon import wordings
from tradefacts.grammar.values import Value


def check_homonyms(rule: ast.Rule, grammar: ast.Grammar) -> Iterator[Problem]:
    """W078 of the lexicons that are alternatives of a rule, or of a choice in it."""
    if rule.type == ("flag",):
        return  # whatever it says, it says the same
    found = dict.fromkeys(
        problem
        for refs in _choices(rule)
        for same in _by_domain(refs, grammar)
        for problem in _shared(same, grammar, rule)
    )
    yield from found


def _choices(rule: ast.Rule) -> Iterator[list[ast.Ref]]:
    """The names that stand alone among those of one place."""
    lines = [line for line in rule.alternatives if not line.tests]
    yield [ref for line in lines for ref in _alone(line.pattern, _told(line, rule))]
    for line in lines:
        told = _told(line, rule)
        for node in visible(line.pattern):
            yield list(_alone(node, told))


def _told(line: ast.Alternative, rule: ast.Rule) -> frozenset[str]:
    """Slots that others must agree with: in a record any may have to, where it is used."""
    slots = Counter(n.name for n in visible(line.pattern) if isinstance(n, ast.Slot))
    often = rule.kind is ast.RuleKind.RECORD
    return frozenset(name for name, count in slots.items() if often or count > 1)


def _alone(node: ast.Node, told: frozenset[str]) -> Iterator[ast.Ref]:
    """The names that a pattern can be with nothing around them."""
    match node:
        case ast.Ref():
            yield node
        case ast.Seq(items=(only,)):
            yield from _alone(only, told)
        case ast.Choice(options=options):
            for option in options:
                yield from _alone(option, told)
        case ast.Slot(name=name, body=body) if name not in told:
            yield from _alone(body, told)
        case ast.Span(body=body):
            yield from _alone(body, told)


def _by_domain(refs: Sequence[ast.Ref], grammar: ast.Grammar) -> Iterator[list[ast.Ref]]:
    """The lexicons among some names, those of one domain together."""
    found: dict[str, list[ast.Ref]] = defaultdict(list)
    for ref in refs:
        if ref.name in grammar.lexicons:
            found[grammar.lexicons[ref.name].domain].append(ref)
    yield from found.values()


def _shared(refs: Sequence[ast.Ref], grammar: ast.Grammar, rule: ast.Rule) -> Iterator[Problem]:
    """What later lexicons have of earlier ones, under another key."""
    seen: dict[str, tuple[str, ast.Entry, ast.Wording]] = {}
    for ref in refs:
        for entry, wording in wordings(grammar.lexicons[ref.name], ref.part):
            name, first, place = seen.setdefault(wording.plain, (ref.name, entry, wording))
            if name != ref.name and _value(first) != _value(entry):
                shown = first.name if first.key is None else first.key
                message = f"{wording.text!r} also stands for {shown}"
                both = f"where the rule {rule.name!r} asks for both, one is there in vain"
                hint = f"at {place.location}; {both}"
                yield Problem("W078", message, wording.location, hint)


def _value(entry: ast.Entry) -> tuple[Value, str | None]:
    return entry.key, entry.name
