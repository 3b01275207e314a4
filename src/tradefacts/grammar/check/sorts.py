"""Whether a value is a number, as far as a grammar tells without a text.

What can hold either, such as a slot of a choice or a field of a record, is never told of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from tradefacts.grammar import ast, written
from tradefacts.grammar.analysis import children, ref_slots, visible
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.readings import CONTEXT
from tradefacts.grammar.schema import OPEN, constants, domains
from tradefacts.grammar.terminals import TERMINALS

Sort = frozenset[str]
"""The domains that a value may be of; none for `null`, and for what has no value."""

NUMBER = frozenset({"number"})
PERIOD = frozenset({"iso8601"})
UNKNOWN = frozenset({"?"})
_CALLS = {"minor": NUMBER, "rest": NUMBER, "fraction": UNKNOWN}
"""What functions give; the others make periods. A fraction is a number that is written as words."""


def no_number(sort: Sort) -> bool:
    """Whether a value is certainly something else."""
    return bool(sort) and not sort & (NUMBER | UNKNOWN)


def of_domain(domain: str) -> Sort:
    """What a field or a rule of a domain holds; a flag may be anything."""
    known = domain in domains() or domain in PERIOD
    return frozenset({domain}) if known and domain != "flag" else UNKNOWN


def of_words(domain: str) -> bool:
    """Whether a field of a domain holds words that no list has."""
    return domain in {*OPEN, *PERIOD} - NUMBER


def fits(sort: Sort, domain: str) -> bool:
    """Whether a field of a domain can hold a value: a number where it wants one, else a name."""
    wanted = of_domain(domain)
    if wanted == UNKNOWN:
        return True
    return not no_number(sort) if wanted == NUMBER else sort != NUMBER


def misfit(what: str, sort: Sort, domain: str, place: Location) -> Problem:
    """E041 of a value that its domain cannot hold."""
    of = f", but of {_shown(sort)}" if "constant" not in sort else ""
    message = f"{what} is no number{of}" if domain == "number" else f"a number is no {domain}"
    return Problem("E041", message, place)


def of_pattern(node: ast.Node, grammar: ast.Grammar) -> Sort:
    """What the parts of a pattern that have a value are."""
    match node:
        case ast.Terminal(name=name):
            domain = TERMINALS[name].domain
            return frozenset() if domain is None else frozenset({domain})
        case ast.Ref(name=name) if name in grammar.lexicons:
            domain = grammar.lexicons[name].domain
            return frozenset({domain}) if domain in domains() else UNKNOWN
        case ast.Ref(name=name) if name in grammar.rules:
            rule = grammar.rules[name]
            return of_domain(rule.type[0]) if rule.kind is ast.RuleKind.VALUE else UNKNOWN
        case ast.Ref() | ast.Use():
            return UNKNOWN
        case ast.Forbidden():
            return frozenset()
    return frozenset[str]().union(*(of_pattern(child, grammar) for child in children(node)))


def of_slots(node: ast.Node, grammar: ast.Grammar) -> dict[str, Sort]:
    """What the slots of a pattern are, those of unnamed references and of the text among them."""
    found: dict[str, Sort] = {}
    for part in visible(node):
        if isinstance(part, ast.Slot):
            sort = of_pattern(part.body, grammar)
            found[part.name] = found.get(part.name, frozenset()) | sort
        elif isinstance(part, ast.Ref):
            found |= dict.fromkeys(ref_slots(part, grammar), UNKNOWN)
    return {**dict.fromkeys(CONTEXT, PERIOD), **found}


def of_expr(expr: ast.Expr, names: Mapping[str, Sort]) -> Sort:
    """What an expression gives, from what its names are."""
    match expr:
        case ast.Constant(value=str()):
            return frozenset({"constant"})
        case ast.Constant(value=value):
            return frozenset() if value is None else NUMBER
        case ast.Name(name=name):
            constant = frozenset({"constant"}) if name in constants() else UNKNOWN
            return names.get(name, constant)
        case ast.Call(function=function):
            return _CALLS.get(function, PERIOD)
        case ast.Binary(op=ast.Op.OR, left=left, right=right):
            return of_expr(left, names) | of_expr(right, names)
    return NUMBER


def operands(expr: ast.Expr, names: Mapping[str, Sort]) -> Iterator[Problem]:
    """E041: arithmetic on what is no number."""
    match expr:
        case ast.Negative(operand=operand):
            parts: tuple[ast.Expr, ...] = (operand,)
            arithmetic = True
        case ast.Binary(op=op, left=left, right=right):
            parts, arithmetic = (left, right), op is not ast.Op.OR
            if op is ast.Op.DIVIDE and isinstance(right, ast.Constant) and right.value == 0:
                yield Problem("E041", "nothing is divided by 0", right.location)
        case ast.Call(args=args):
            parts, arithmetic = args, False
        case _:
            return
    for part in parts:
        sort = of_expr(part, names)
        if arithmetic and no_number(sort):
            yield _is_none(part, sort, "arithmetic is of numbers")
        yield from operands(part, names)


def compared(test: ast.Test, names: Mapping[str, Sort]) -> Iterator[Problem]:
    """E041: a test that can never hold, or never fail, as it compares a number with a name."""
    sides = [(side, of_expr(side, names)) for side in (test.left, test.right)]
    for side, _ in sides:
        yield from operands(side, names)
    ordered = test.op in (ast.Op.LESS, ast.Op.LESS_EQUAL)
    if ordered or NUMBER in [sort for _, sort in sides]:
        for side, sort in sides:
            if no_number(sort):
                hint = f"{test.op.value} is of numbers" if ordered else "the other side is a number"
                yield _is_none(side, sort, hint)


def _is_none(expr: ast.Expr, sort: Sort, hint: str) -> Problem:
    return evolve(misfit(repr(written.expr(expr)), sort, "number", expr.location), hint=hint)


def _shown(sort: Sort) -> str:
    return " or ".join(sorted(sort))
