"""Checks of what an alternative gives: results, conditions, what is lent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches

from attrs import evolve

from tradefacts.grammar import ast, written
from tradefacts.grammar.analysis import bound_slots, children, names_in, visible, waits, walk
from tradefacts.grammar.check import sorts
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.qualified import local
from tradefacts.grammar.readings import CONTEXT
from tradefacts.grammar.schema import (
    FUNCTIONS,
    FactSchema,
    constants,
    domains,
    fact_schema,
    fact_types,
)
from tradefacts.grammar.terminals import WRITTEN

RANGE = frozenset({"value", "low", "high"})
"""A fact with these three fields has either the first or the other two."""


class Results:
    """What one alternative sets, and whether the names it uses are bound."""

    def __init__(self, rule: ast.Rule, alternative: ast.Alternative, grammar: ast.Grammar) -> None:
        self.rule = rule
        self.alternative = alternative
        self.grammar = grammar
        self.bound = bound_slots(alternative.pattern, grammar)
        facts = rule.kind is ast.RuleKind.FACT
        self.slots = self.bound | (CONTEXT if facts else frozenset())
        self.unresolved = any(_unresolved(node, grammar) for node in walk(alternative.pattern))
        self.fields: FactSchema = {}
        if facts:
            self.fields = fact_schema(fact_types()[rule.type[0]])
        self.names = set(self.fields) | (
            set(rule.type) if rule.kind is ast.RuleKind.RECORD else set()
        )
        self.constants = constants()
        self.sorts = sorts.of_slots(alternative.pattern, grammar)
        self.bare = sorts.of_pattern(alternative.pattern, grammar)

    def problems(self) -> Iterator[Problem]:
        fields = [binding.field for binding in self.alternative.results]
        for index, binding in enumerate(self.alternative.results):
            if binding.field in fields[:index]:
                message = f"{binding.field or 'value'!r} is set twice"
                yield Problem("E013", message, binding.location, _point(binding.expr))
            yield from self.binding(binding)
        yield from self.filled()
        made = {b.field for b in self.alternative.results if b.field}
        yield from self.tests(made)
        for name in self.alternative.shared:
            if name not in self.bound:
                message = f"shares {name!r}, which no slot binds"
                hint = nearest(name, self.bound)
                yield Problem("E041", message, self.alternative.at[name], hint)
        yield from self.late()
        missing = self.missing(self.bound | made)
        wrong = self.names and not self.names >= set(fields)
        if missing and not wrong and not self.unresolved:
            message = f"this alternative never sets {', '.join(missing)}"
            value = self.rule.kind is ast.RuleKind.VALUE
            hint = self.meant(missing[0])
            hint = "write what it gives, as in => n * s; or leave one part bare" if value else hint
            yield Problem("E040", message, self.alternative.location, hint)

    def late(self) -> Iterator[Problem]:
        """E040: required fields that nothing sets before the readings are chosen."""
        context = CONTEXT - self.bound
        for binding in self.alternative.results:
            schema = self.fields.get(binding.field or "")
            if schema is None or not schema.required or binding.field in self.bound:
                continue
            if waits(binding.expr, context):
                name = next(name for name in names_in(binding.expr) if name in context)
                message = (
                    f"{binding.field} of {self.rule.type[0]} is required, and {name} is told later"
                )
                hint = f"what depends on {name} needs a field with a default"
                yield Problem("E040", message, binding.location, hint)

    def tests(self, made: set[str]) -> Iterator[Problem]:
        """E041 and E046 in conditions, which may name what is made."""
        given = {name: self.given(name) for name in made}
        for test in self.alternative.tests:
            unbound = [
                problem
                for side in (test.left, test.right)
                for problem in self.unbound(side, self.slots | made, self.constants)
            ]
            yield from unbound or sorts.compared(test, {**self.sorts, **given})

    def given(self, name: str) -> sorts.Sort:
        """What a result is; nobody knows of one that is told of already."""
        (first, *_) = (b.expr for b in self.alternative.results if b.field == name)
        sort = sorts.of_expr(first, self.sorts)
        return sort if sorts.fits(sort, self.domain(name)) else sorts.UNKNOWN

    def filled(self) -> Iterator[Problem]:
        """E041: what fills a field by its name alone, and cannot stand there."""
        results = {binding.field or "value" for binding in self.alternative.results}
        for node in visible(self.alternative.pattern):
            if isinstance(node, ast.Slot) and node.name not in results:
                sort, domain = sorts.of_pattern(node.body, self.grammar), self.domain(node.name)
                if not sorts.fits(sort, domain):
                    yield sorts.misfit(f"the slot {node.name!r}", sort, domain, node.location)
        if not results | {"value"} & self.slots and not sorts.fits(self.bare, self.domain("value")):
            place = self.alternative.location
            yield sorts.misfit("what this gives", self.bare, self.domain("value"), place)

    def domain(self, name: str | None) -> str:
        """The domain of a field or, in a value rule, of its value."""
        if self.rule.kind is ast.RuleKind.VALUE:
            return self.rule.type[0] if name in (None, "value") else ""
        return self.fields[name].domain if name and name in self.fields else ""

    def meant(self, field: str) -> str:
        """A hint for a field that is never set: a slot that is nearly of its name, else any."""
        free = sorted(self.slots - CONTEXT - self.names)
        near = next(iter(get_close_matches(field, free, 1, 0.75)), None)
        if near is not None:
            return f"the slot {near!r} fills no field: did you mean {field!r}?"
        return f"bind a slot of that name, or write => {field} = ..."

    def binding(self, binding: ast.Binding) -> Iterator[Problem]:
        name, place = binding.field, binding.location
        if name is not None and self.rule.kind is ast.RuleKind.VALUE:
            hint = f"leave out '{name} ='"
            yield Problem("E051", "the result of a value rule has no field", place, hint)
        elif name is None and self.names:
            hint = _point(binding.expr) or nearest("", self.names)
            yield Problem("E051", "name the field: => field = ...", place, hint)
        elif name is not None and name not in self.names:
            what = self.rule.type[0] if self.fields else local(self.rule.name)
            hint = nearest(name, self.names)
            yield Problem("E051", f"{what} has no field {name!r}", place, hint)
        domain = self.domain(name)
        allowed = frozenset() if domain == "number" else domains().get(domain) or self.constants
        unbound = list(self.unbound(binding.expr, self.slots, allowed, domain))
        yield from unbound or self.unfit(binding.expr, domain, allowed)

    def unfit(self, expr: ast.Expr, domain: str, allowed: frozenset[str]) -> Iterator[Problem]:
        """E041: arithmetic on what is no number, a number for a name, a name for a number."""
        wrong = list(sorts.operands(expr, self.sorts))
        yield from wrong
        sort = sorts.of_expr(expr, self.sorts)
        if not wrong and not sorts.fits(sort, domain):
            problem = sorts.misfit(repr(written.expr(expr)), sort, domain, expr.location)
            same = written.expr(expr) in allowed
            hint = f'a name of digits has quotes: "{written.expr(expr)}"' if same else ""
            listed = domains().get(domain) is not None
            yield evolve(problem, hint=hint or (nearest("", allowed) if listed else ""))

    def unbound(
        self,
        expr: ast.Expr,
        known: Iterable[str],
        allowed: frozenset[str],
        domain: str = "",
    ) -> Iterator[Problem]:
        """E041 and E046 in an expression; a flag may be any name, an open domain hold any words."""
        known, words = set(known), sorts.of_words(domain)
        match expr:
            case ast.Name(name=name) if name not in known | allowed and domain != "flag":
                if self.unresolved:
                    return
                hint = self.near(name, known, allowed, domain)
                yield Problem("E041", f"no slot {name!r} here", expr.location, hint)
            case ast.Constant(value=str() as name) if name not in allowed and not words:
                hint = nearest(name, allowed)
                yield Problem("E041", f"{name!r} is no constant here", expr.location, hint)
            case ast.Binary(left=left, right=right):
                yield from self.unbound(left, known, allowed, domain)
                yield from self.unbound(right, known, allowed, domain)
            case ast.Negative(operand=operand):
                yield from self.unbound(operand, known, allowed)
            case ast.Call(function=function, args=args):
                yield from _check_call(function, len(args), expr.location)
                for arg in args:
                    yield from self.unbound(arg, known, self.constants)

    def near(self, name: str, known: set[str], allowed: frozenset[str], domain: str) -> str:
        """A hint: what is meant, else what is known, the constants of a domain with it."""
        if name in CONTEXT:
            return "only rules of facts know it: give how far, and let the fact count from there"
        if sorts.of_words(domain):
            return f'{nearest(name, known)}; a constant here stands in quotes: "{name}"'
        if allowed != self.constants:
            return nearest(name, known | allowed)
        hint = nearest(name, known | {c for c in allowed if c.islower()})
        # a list of all constants helps nobody
        return hint if hint.startswith("did you mean") else nearest(name, known)

    def missing(self, made: Iterable[str]) -> list[str]:
        made = set(made)
        if self.rule.kind is ast.RuleKind.VALUE:
            results = bool(self.alternative.results) or "value" in made
            return [] if results or _single(self.alternative.pattern) else ["its value"]
        found = [f for f, schema in self.fields.items() if schema.required and f not in made]
        if set(self.fields) >= RANGE and "value" not in made and not {"low", "high"} <= made:
            found.append("value")
        return found


def _point(expr: ast.Expr) -> str:
    """A hint for a number that stands where a comma has parted results."""
    number = isinstance(expr, ast.Constant) and isinstance(expr.value, Decimal)
    return "a number has a decimal point: 0.5" if number else ""


def _check_call(function: str, count: int, place: Location) -> Iterator[Problem]:
    takes = FUNCTIONS.get(function)
    if takes is None:
        hint = nearest(function, FUNCTIONS)
        yield Problem("E046", f"no function {function!r}", place, hint)
    elif len(takes) != count:
        message = f"{function!r} takes {len(takes)}, not {count}"
        yield Problem("E046", message, place, f"{function}({', '.join(takes)})")


def _unresolved(node: ast.Node, grammar: ast.Grammar) -> bool:
    """Whether a name was reported when it was linked, so that nobody knows what it binds."""
    if not isinstance(node, ast.Ref):
        return isinstance(node, ast.Use)
    rule = grammar.rules.get(node.name)
    return node.name not in grammar.lexicons and (rule is None or rule.kind is ast.RuleKind.FACT)


def _single(pattern: ast.Node) -> bool:
    """Whether exactly one part of a pattern has a value, which is then the value of the rule."""
    if isinstance(pattern, ast.Terminal):
        return pattern.name in WRITTEN
    if isinstance(pattern, ast.Ref):
        return True
    if isinstance(pattern, ast.Choice):
        return all(_single(option) for option in pattern.options)
    if isinstance(pattern, ast.Seq):
        return sum(_single(item) for item in pattern.items) == 1
    some = isinstance(pattern, ast.Repeat | ast.Span)
    return some and any(_single(child) for child in children(pattern))
