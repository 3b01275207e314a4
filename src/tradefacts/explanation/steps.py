"""Result expressions step by step: as written, with values in place of names, evaluated."""

from __future__ import annotations

from tradefacts.explanation.model import Step
from tradefacts.grammar import ast, written
from tradefacts.grammar.lines import alternative_of, known_names, recipe, tested_names
from tradefacts.grammar.readings import Line
from tradefacts.grammar.recipes import evaluate
from tradefacts.grammar.values import MISSING, Slots


def steps(line: Line, grammar: ast.Grammar, slots: Slots) -> tuple[Step, ...]:
    """Evaluate the results and conditions of an alternative with these slots."""
    rule, alternative = line.rule, alternative_of(line, grammar)
    known = known_names(alternative, grammar)
    found: list[Step] = []
    both = dict(slots)
    for binding in alternative.results:
        value = evaluate(recipe(binding.expr, known), slots)
        if value is not MISSING:
            both[binding.field or "value"] = value
            filled = fill(binding.expr, slots, known)
            shown = "" if filled is None else written.expr(filled)
            expression = written.expr(binding.expr)
            found.append(Step(rule, binding.field or "", expression, shown, written.value(value)))
    names = tested_names(alternative, grammar)
    tests = (
        Step(rule, "if", written.condition(test), filled_test(test, both, names), "")
        for test in alternative.tests
    )
    return (*found, *tests)


def filled_test(test: ast.Test, slots: Slots, known: frozenset[str]) -> str:
    """Write a condition with values in place of names; names without a value stay."""
    left = fill(test.left, slots, known) or test.left
    right = fill(test.right, slots, known) or test.right
    return written.condition(ast.Test(test.op, left, right))


def fill(expr: ast.Expr, slots: Slots, known: frozenset[str]) -> ast.Expr | None:
    """Put values in place of the names of an expression; None if all values are missing."""
    at = expr.location
    match expr:
        case ast.Name():
            value = evaluate(recipe(expr, known), slots)
            return None if value is MISSING else ast.Constant(value, location=at)
        case ast.Call(function=function, args=args):
            if evaluate(recipe(expr, known), slots) is MISSING:
                return None
            shown = tuple(fill(arg, slots, known) or arg for arg in args)
            return ast.Call(function, shown, location=at)
        case ast.Negative(operand=operand):
            inner = fill(operand, slots, known)
            return None if inner is None else ast.Negative(inner, location=at)
        case ast.Binary(op=ast.Op.OR, left=left, right=right):
            return fill(left, slots, known) or fill(right, slots, known)
        case ast.Binary(op=op, left=left, right=right):
            first, second = fill(left, slots, known), fill(right, slots, known)
            if first is None or second is None:
                return first or second
            return ast.Binary(op, first, second, location=at)
    return expr
