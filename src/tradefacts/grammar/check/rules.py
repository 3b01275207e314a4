"""Checks of rules: what they give, patterns, slots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import children, nullable, walk
from tradefacts.grammar.check.results import Results
from tradefacts.grammar.errors import OWN_FACTS, Problem
from tradefacts.grammar.lexicon import has_form
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.schema import constants, domains, fact_schema, fact_types
from tradefacts.grammar.sizes import Sizes
from tradefacts.grammar.terminals import WRITTEN
from tradefacts.grammar.tokens import split

MOST = 100
"""The greatest bound of a repetition: the parser spells it out."""
MOST_ROUNDS = 1000
"""The greatest product of bounds where repetitions stand in one another."""


def check_rule(rule: ast.Rule, sizes: Sizes) -> Iterator[Problem]:
    """E026 to E030, E040 to E051, E053: everything wrong in one rule."""
    kind, domain = rule.kind, rule.type[0]
    if kind is ast.RuleKind.FACT and domain not in fact_types():
        known = nearest(domain, fact_types())
        hint = f"{known}; {OWN_FACTS}"
        yield Problem("E050", f"unknown fact {domain!r}", rule.at[domain], hint)
        return
    if kind is ast.RuleKind.VALUE and domain not in domains():
        fact = domain.title()
        hint = f"did you mean {fact!r}?" if fact in fact_types() else nearest(domain, domains())
        hint = f"{hint}; {OWN_FACTS}"
        yield Problem("E030", f"unknown domain {domain!r}", rule.at[domain], hint)
        if fact in fact_types():
            return
    for name, count in Counter(rule.type).items():
        if count > 1:
            yield Problem("E013", f"the field {name!r} is named twice", rule.at[name])
    for alternative in rule.alternatives:
        if nullable(alternative.pattern):
            yield Problem("E042", "this alternative can match nothing", alternative.location)
        yield from _check_spans(alternative, rule)
        yield from _check_bounds(alternative, sizes)
        yield from _check_parts(alternative)
        yield from Results(rule, alternative, sizes.grammar).problems()


def check_slots(rule: ast.Rule) -> Iterator[Problem]:
    """W074: slots of the rule that hide a constant which its results may name."""
    hidden = _nameable(rule)
    for alternative in rule.alternatives:
        for node in walk(alternative.pattern):
            if isinstance(node, ast.Slot) and node.name in hidden:
                message = f"the slot {node.name!r} hides the constant of that name"
                yield Problem("W074", message, node.location, "give the slot another name")


def _nameable(rule: ast.Rule) -> frozenset[str]:
    """The constants of the domains that a rule gives; a slot is to bear the name of a field."""
    if rule.kind is ast.RuleKind.RECORD:  # whose fields are of any domain
        return constants() - set(rule.type)
    schema = fact_schema(fact_types()[rule.type[0]]) if rule.kind is ast.RuleKind.FACT else {}
    given = [field.domain for field in schema.values()] or [rule.type[0]]
    names = (domains().get(domain) or frozenset() for domain in given)
    return frozenset[str]().union(*names) - schema.keys()


def _check_spans(alternative: ast.Alternative, rule: ast.Rule) -> Iterator[Problem]:
    for node in walk(alternative.pattern):
        match node:
            case ast.Span() if rule.kind is not ast.RuleKind.FACT:
                message = "a rule that gives a value has no [span]"
                hint = "square brackets mark a fact: use them in a rule -> Fact"
                yield Problem("E043", message, node.location, hint)
            case ast.Span(body=body):
                inside = list(walk(body))
                for inner in inside:
                    if isinstance(inner, ast.Span):
                        yield Problem("E044", "a [span] inside a [span]", inner.location)
                    if isinstance(inner, ast.Terminal) and inner.name == "ANY":
                        hint = "ANY is for context, outside the brackets"
                        yield Problem("E045", "ANY inside a [span]", inner.location, hint)


def check_node(node: ast.Node, sizes: Sizes) -> Iterator[Problem]:
    """E026, E042 and E048: what no pattern may have, of rules or of roles."""
    yield from _check_rounds(node, sizes)
    yield from _check_form(node, sizes.grammar)
    if isinstance(node, ast.Literal) and not split(node.text):
        yield Problem("E042", "a string without a word", node.location)
    if isinstance(node, ast.Repeat) and node.high is not None and node.high < max(node.low, 1):
        message = f"{{{node.low},{node.high}}} repeats nothing: the least, then the most"
        yield Problem("E042", message, node.location, "as in x{0,4}")
    if isinstance(node, ast.Forbidden) and sizes.reach(node.body) is None:
        hint = "write {1,8} for +"
        yield Problem("E048", "x+ under !: a guard has a bound", node.location, hint)
    if isinstance(node, ast.Forbidden):
        yield from _check_guard(node)


def _check_rounds(node: ast.Node, sizes: Sizes) -> Iterator[Problem]:
    """E026: a repetition of repetitions that multiply beyond all need."""
    if not isinstance(node, ast.Repeat) or (node.high or 0) > MOST:  # of which E049 tells
        return
    if sizes.rounds(node.body) <= MOST_ROUNDS < sizes.rounds(node):
        message = f"repetitions in one another repeat a part more than {MOST_ROUNDS} times"
        yield Problem("E026", message, node.location, "the greatest bounds are multiplied")


def _check_form(node: ast.Node, grammar: ast.Grammar) -> Iterator[Problem]:
    """E042: features that no form of the lexicon can have."""
    if not isinstance(node, ast.Ref) or not node.features:
        return
    lexicon = grammar.lexicons.get(node.name)
    if lexicon is not None and not has_form(lexicon, node.part, node.features):
        message = f"no form of {lexicon.name!r} can be {' '.join(node.features)}"
        hint = "they are asked of one form; abbr and symbol have none"
        yield Problem("E042", message, node.location, hint)


def _check_bounds(alternative: ast.Alternative, sizes: Sizes) -> Iterator[Problem]:
    for node in walk(alternative.pattern):
        yield from check_node(node, sizes)
        if isinstance(node, ast.Repeat) and (node.high or 0) > MOST:
            hint = "x+ has no bound"
            yield Problem("E049", f"repeated more than {MOST} times", node.location, hint)
    left_of_spans = True
    for item in alternative.pattern.items:
        left_of_spans = left_of_spans and not _has(item, ast.Span)
        unbounded_gap = any(
            isinstance(n, ast.Repeat) and n.high is None and _has_any(n) for n in walk(item)
        )
        left = left_of_spans and _has_span(alternative) and sizes.reach(item) is None
        if (left or unbounded_gap) and not isinstance(item, ast.Forbidden):
            hint = "write x{1,8} for x+, ANY{0,16} for ANY+"
            yield Problem("E047", "context without a bound", item.location, hint)


def _check_guard(guard: ast.Forbidden) -> Iterator[Problem]:
    """E048: what asks for nothing, and so holds always or never."""
    empty = nullable(guard.body, glue=False)
    if empty and _has(guard.body, ast.Forbidden):
        message, hint = "a guard in a guard", "what must be there needs no !"
    elif guard.left and isinstance(guard.body, ast.Glued):
        message = "!& asks for nothing at the start of an alternative"
        hint = "a guard in front looks back at words; elsewhere !& asks for a space"
    elif empty and not guard.left:
        message, hint = "a guard of what may be left out", "write !x for !(x?)"
    else:
        return
    yield Problem("E048", message, guard.location, hint)


def _check_parts(alternative: ast.Alternative) -> Iterator[Problem]:
    for node in walk(alternative.pattern):
        if isinstance(node, ast.Slot) and _valueless(node.body):
            tokens = [n.name for n in walk(node.body) if isinstance(n, ast.Terminal)]
            what = f"{tokens[0]} has" if tokens else "words and guards have"
            message = f"the slot {node.name!r} binds nothing: {what} no value"
            yield Problem("E027", message, node.location, "words that have one make a lexicon")


def _valueless(node: ast.Node) -> bool:
    if isinstance(node, ast.Literal | ast.Glued | ast.Forbidden):
        return True
    if isinstance(node, ast.Terminal):
        return node.name not in WRITTEN
    return bool(children(node)) and all(map(_valueless, children(node)))


def _has(node: ast.Node, kind: type[ast.Node]) -> bool:
    return any(isinstance(n, kind) for n in walk(node))


def _has_any(node: ast.Node) -> bool:
    return any(isinstance(n, ast.Terminal) and n.name == "ANY" for n in walk(node))


def _has_span(alternative: ast.Alternative) -> bool:
    return _has(alternative.pattern, ast.Span)
