"""Turn alternatives of rules into lines, which give results without the syntax tree."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import bound_slots, names_in
from tradefacts.grammar.readings import CONTEXT, Line
from tradefacts.grammar.recipes import Recipe


def line_of(rule: ast.Rule, index: int, order: int, grammar: ast.Grammar) -> Line:
    """Make the line of one alternative; `order` counts the alternatives of all fact rules."""
    alternative = rule.alternatives[index]
    known = known_names(alternative, grammar)
    also = tested_names(alternative, grammar)
    used = {name for binding in alternative.results for name in names_in(binding.expr)}
    return Line(
        rule.name,
        index,
        order,
        rule.kind.value,
        rule.type,
        alternative.shared,
        tuple((b.field or "value", recipe(b.expr, known)) for b in alternative.results),
        tuple(
            (test.op.value, recipe(test.left, also), recipe(test.right, also))
            for test in alternative.tests
        ),
        CONTEXT & used,
    )


def lines_of(rule: ast.Rule, grammar: ast.Grammar) -> list[Line]:
    """Make the lines of a non-fact rule."""
    return [line_of(rule, index, 0, grammar) for index in range(len(rule.alternatives))]


def alternative_of(line: Line, grammar: ast.Grammar) -> ast.Alternative:
    """The alternative that a line was made from."""
    return grammar.rules[line.rule].alternatives[line.index]


def known_names(alternative: ast.Alternative, grammar: ast.Grammar) -> frozenset[str]:
    """The names that are not constants in an alternative's results: its slots and the context."""
    return bound_slots(alternative.pattern, grammar) | CONTEXT


def tested_names(alternative: ast.Alternative, grammar: ast.Grammar) -> frozenset[str]:
    """The names that are not constants in its conditions, which may also use its results."""
    return known_names(alternative, grammar) | {b.field for b in alternative.results if b.field}


def recipe(expr: ast.Expr, known: Collection[str]) -> Recipe:
    """Make the recipe of an expression; a name that is not `known` is a constant."""
    match expr:
        case ast.Constant(value=Decimal() as number):
            return "number", str(number)
        case ast.Constant(value=value):
            return "constant", value
        case ast.Name(name=name):
            return "slot" if name in known else "constant", name
        case ast.Negative(operand=operand):
            return "negative", recipe(operand, known)
        case ast.Call(function=function, args=args):
            return "call", function, tuple(recipe(arg, known) for arg in args)
        case ast.Binary(op=op, left=left, right=right):
            return op.value, recipe(left, known), recipe(right, known)
    raise TypeError(expr)
