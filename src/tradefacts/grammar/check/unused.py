"""W075: what is bound or named and then never asked for, which most often is misspelt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import bound_slots, names_in, visible, written_nodes
from tradefacts.grammar.errors import Problem
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.schema import fact_schema, fact_types


def check_unused(rule: ast.Rule, grammar: ast.Grammar) -> Iterator[Problem]:
    """W075 of a rule: slots that nothing uses, fields of a record that nothing sets."""
    for alternative in rule.alternatives:
        used = _fields(rule) | _named(alternative)
        slots = [n for n in visible(alternative.pattern) if isinstance(n, ast.Slot)]
        times = Counter(slot.name for slot in slots)
        for slot in slots:
            if slot.name not in used and times[slot.name] == 1:  # bound twice, it must agree
                message = f"the slot {slot.name!r} is never used"
                yield Problem("W075", message, slot.location, nearest(slot.name, used))
    if rule.kind is ast.RuleKind.RECORD:
        made = frozenset[str]().union(*(_made(a, grammar) for a in rule.alternatives))
        for name in rule.type:
            if name not in made:
                message = f"no alternative sets the field {name!r}"
                yield Problem("W075", message, rule.at[name], nearest(name, made))


def _fields(rule: ast.Rule) -> frozenset[str]:
    """What a slot fills by its name alone."""
    if rule.kind is ast.RuleKind.FACT:
        return frozenset(fact_schema(fact_types()[rule.type[0]]))
    return frozenset(rule.type if rule.kind is ast.RuleKind.RECORD else ("value",))


def _named(alternative: ast.Alternative) -> frozenset[str]:
    """The names that results and tests use; what is only lent is not used."""
    tested = [side for test in alternative.tests for side in (test.left, test.right)]
    exprs = [*(binding.expr for binding in alternative.results), *tested]
    return frozenset(name for expr in exprs for name in names_in(expr))


def _made(alternative: ast.Alternative, grammar: ast.Grammar) -> frozenset[str]:
    results = (binding.field for binding in alternative.results if binding.field is not None)
    return bound_slots(alternative.pattern, grammar).union(results)


def idle(module: ast.Module) -> tuple[ast.Idle, ...]:
    """What a file imports and never names; what it defines beside facts, and never names.

    Where it gives no facts, others may import that; a frame asks for lexicons by their names.
    """
    if module.frames or module.roles or module.broken:
        return ()
    used = {n.name for n in written_nodes(module) if isinstance(n, ast.Ref | ast.Use)}
    found = [ast.Idle("import", name, at) for i in module.imports for name, at in i.names]
    if any(rule.kind is ast.RuleKind.FACT for rule in module.rules):
        found += [ast.Idle("lexicon", one.name, one.location) for one in module.lexicons]
        found += [ast.Idle("pattern", one.name, one.location) for one in module.patterns]
    return tuple(one for one in found if one.name not in used)


def check_idle(grammar: ast.Grammar) -> Iterator[Problem]:
    """W075 of names that a file brings and does not use."""
    for one in grammar.idle:
        yield Problem("W075", f"the {one.kind} {one.name!r} is never used", one.location)
