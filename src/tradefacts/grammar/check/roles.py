"""Checks of roles: kinds, spans, tests, what they bind, lines that stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from tradefacts.facts import KINDS
from tradefacts.grammar import ast
from tradefacts.grammar.analysis import children, walk
from tradefacts.grammar.check import sorts
from tradefacts.grammar.check.rules import MOST, check_node
from tradefacts.grammar.errors import Problem
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.schema import constants, domains, fact_schema
from tradefacts.grammar.sizes import Sizes
from tradefacts.grammar.terminals import SOFT

BOUND = ("sign", "head", "then")
"""The slots of roles that the assembly asks for."""


def check_roles(roles: ast.Roles, sizes: Sizes) -> Iterator[Problem]:
    """E026, E030, E041, E042, E047 to E049, E053 and E054: everything wrong in some roles."""
    for kind in roles.kinds:
        if kind not in KINDS:
            message = f"no kind of mention {kind!r}"
            yield Problem("E030", message, roles.at[kind], nearest(kind, KINDS))
    for alternative in roles.alternatives:
        if set(roles.kinds) <= set(KINDS):
            yield from _check_mention(alternative, roles)
            for test in alternative.tests:
                yield from _check_test(test, roles)
        yield from _check_name(alternative)
        for node in walk(alternative.pattern):
            yield from _check_part(node, sizes.grammar)
            yield from check_node(node, sizes)
            if isinstance(node, ast.Repeat) and (node.high or 0) > MOST:
                yield Problem("E049", f"repeated more than {MOST} times", node.location)
        for endless in _unbounded(alternative.pattern):
            hint = "write {1,8} for +"
            yield Problem("E047", "context without a bound", endless.location, hint)


def _check_mention(alternative: ast.Alternative, roles: ast.Roles) -> Iterator[Problem]:
    top = alternative.pattern.items
    spans = [n for n in walk(alternative.pattern) if isinstance(n, ast.Span)]
    whole = len(spans) == 1 and spans[0] in top and _mention(spans[0]) in (*roles.kinds, "it")
    if not whole:
        message = "a role is of one [mention], of a kind that these roles are for, or [it]"
        place = spans[-1].location if spans else alternative.location
        yield Problem("E053", message, place, f"write [ {roles.kinds[0]} ] once")


def _check_name(alternative: ast.Alternative) -> Iterator[Problem]:
    results = alternative.results
    named = len(results) == 1 and results[0].field is None and isinstance(results[0].expr, ast.Name)
    if not named:
        place = results[-1].location if results else alternative.location
        yield Problem("E054", "a role is one name: => change", place)
    for name in alternative.shared:
        place = alternative.at[name]
        yield Problem("E054", "a line of roles shares nothing", place, "leave sharing out")


def _check_test(test: ast.Test, roles: ast.Roles) -> Iterator[Problem]:
    """E041: a test compares fields of the mention, numbers, and names that a field can hold."""
    fields = _fields(roles)
    sides = [(test.left, _sort(test.right, fields)), (test.right, _sort(test.left, fields))]
    odd = [side for side, _ in sides if not _named(side) and not _is_number(side)]
    for side in odd:
        message = "a test in roles compares fields, numbers and names"
        yield Problem("E041", message, side.location, f"fields: {', '.join(sorted(fields))}")
    unknown = [
        (side, other)
        for side, other in sides
        if (name := _named(side)) and name not in fields and not _can_be(name, other)
    ]
    misspelt = [pair for pair in unknown if _named(pair[0]) not in constants()]
    for side, other in misspelt or unknown[:1]:  # beside what is misspelt no constant has a place
        known = frozenset[str]().union(*(domains().get(d) or () for d in other))
        message = f"no {'constant' if known else 'field'} {_named(side)!r} here"
        yield Problem("E041", message, side.location, nearest(_named(side), known or fields))
    if not odd and not unknown:
        yield from sorts.compared(test, fields)


def _sort(side: ast.Expr, fields: Mapping[str, sorts.Sort]) -> sorts.Sort:
    """What a side holds where it is a field."""
    return fields.get(_named(side), frozenset())


def _can_be(name: str, sort: sorts.Sort) -> bool:
    """Whether a field can hold a name."""
    return any(name in (domains().get(domain) or (name,)) for domain in sort - sorts.NUMBER)


def _fields(roles: ast.Roles) -> dict[str, sorts.Sort]:
    """The fields of mentions of some kinds, and what they hold."""
    found: dict[str, sorts.Sort] = {}
    for kind in roles.kinds:
        for name, schema in fact_schema(KINDS[kind]).items():
            found[name] = found.get(name, frozenset()) | sorts.of_domain(schema.domain)
    return found


def _named(expr: ast.Expr) -> str:
    """The name that a side of a test is, if it is one."""
    match expr:
        case ast.Name(name=name) | ast.Constant(value=str(name)):
            return name
    return ""


def _is_number(expr: ast.Expr) -> bool:
    inner = expr.operand if isinstance(expr, ast.Negative) else expr
    return isinstance(inner, ast.Constant) and isinstance(inner.value, Decimal)


def _check_part(node: ast.Node, grammar: ast.Grammar) -> Iterator[Problem]:
    match node:
        case ast.Terminal(name=name) if name not in SOFT:
            yield _above(name, node)
        case ast.Glued():
            yield _above("&", node)
        case ast.Ref(name=name) if _is_value_rule(grammar.rules.get(name)):
            yield _above(f"the rule {name.rpartition('.')[2]!r}", node)
        case ast.Slot(name=name) if name not in BOUND:
            message = f"no slot {name!r} is asked for in roles"
            yield Problem("E041", message, node.location, nearest(name, BOUND))


def _unbounded(node: ast.Node) -> Iterator[ast.Repeat]:
    """Repetitions without a bound; of those under a guard E048 tells."""
    if isinstance(node, ast.Repeat) and node.high is None:
        yield node
    if not isinstance(node, ast.Forbidden):
        for child in children(node):
            yield from _unbounded(child)


def _above(what: str, node: ast.Node) -> Problem:
    message = f"{what} reads the tokens of a mention; roles stand above them"
    return Problem("E053", message, node.location, "ANY, WORD, words, lexicons, kinds")


def _is_value_rule(rule: ast.Rule | None) -> bool:
    """Whether a rule is one that E023 does not forbid everywhere."""
    return rule is not None and rule.kind is not ast.RuleKind.FACT


def _mention(node: ast.Node) -> str | None:
    body = node.body if isinstance(node, ast.Span) else node
    return body.kind if isinstance(body, ast.Mention) else None


def check_lines(roles: ast.Roles) -> Iterator[Problem]:
    """W076: lines that ask for what an earlier line takes already."""
    taken: list[ast.Alternative] = []
    for alternative in roles.alternatives:
        same = (a for a in taken if a.pattern == alternative.pattern)
        first = next((a for a in same if a.tests in ((), alternative.tests)), None)
        if first is not None:
            hint = f"first at {first.location}; the first line that fits wins"
            yield Problem("W076", "this line stands twice", alternative.location, hint)
        taken.append(alternative)
