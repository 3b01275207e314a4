"""Checks of rules: patterns, slots, results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import bound_slots, children, nullable, reach, walk
from tradefacts.grammar.errors import OWN_FACTS, Location, Problem, nearest
from tradefacts.grammar.readings import CONTEXT
from tradefacts.grammar.schema import (
    FUNCTIONS,
    FactSchema,
    constants,
    domains,
    fact_schema,
    fact_types,
)
from tradefacts.grammar.tokens import split

MOST = 100
"""The greatest bound of a repetition: the parser spells it out."""
RANGE = frozenset({"value", "low", "high"})
"""A fact with these three fields has either the first or the other two."""


def check_rule(rule: ast.Rule, grammar: ast.Grammar) -> Iterator[Problem]:
    """E030, E040 to E051: everything wrong in one rule."""
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
        yield from _check_bounds(alternative, grammar)
        yield from _check_values(alternative)
        yield from _Results(rule, alternative, grammar).problems()


def check_slots(rule: ast.Rule) -> Iterator[Problem]:
    """W074: slots of the rule that hide a constant."""
    for alternative in rule.alternatives:
        for node in walk(alternative.pattern):
            if isinstance(node, ast.Slot) and node.name in constants():
                message = f"the slot {node.name!r} hides the constant of that name"
                yield Problem("W074", message, node.location, "give the slot another name")


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


def _check_bounds(alternative: ast.Alternative, grammar: ast.Grammar) -> Iterator[Problem]:
    for node in walk(alternative.pattern):
        if isinstance(node, ast.Literal) and not split(node.text):
            yield Problem("E042", "a string without a word", node.location)
        if isinstance(node, ast.Repeat) and (node.high or 0) > MOST:
            hint = "x+ has no bound"
            yield Problem("E049", f"repeated more than {MOST} times", node.location, hint)
        if isinstance(node, ast.Repeat) and node.high is not None and node.high < max(node.low, 1):
            message = f"{{{node.low},{node.high}}} repeats nothing: the least, then the most"
            yield Problem("E042", message, node.location, "as in x{0,4}")
        if isinstance(node, ast.Forbidden) and reach(node.body, grammar) is None:
            hint = "write {1,8} for +"
            yield Problem("E048", "x+ under !: a guard has a bound", node.location, hint)
    left_of_spans = True
    for item in alternative.pattern.items:
        left_of_spans = left_of_spans and not _has(item, ast.Span)
        unbounded_gap = any(
            isinstance(n, ast.Repeat) and n.high is None and _has_any(n) for n in walk(item)
        )
        left = left_of_spans and _has_span(alternative) and reach(item, grammar) is None
        if (left or unbounded_gap) and not isinstance(item, ast.Forbidden):
            hint = "write x{1,8} for x+, ANY{0,16} for ANY+"
            yield Problem("E047", "context without a bound", item.location, hint)


def _check_values(alternative: ast.Alternative) -> Iterator[Problem]:
    for node in walk(alternative.pattern):
        if isinstance(node, ast.Slot) and _valueless(node.body):
            message = f"the slot {node.name!r} binds nothing: words and guards have no value"
            yield Problem("E027", message, node.location, "words that have one make a lexicon")


def _valueless(node: ast.Node) -> bool:
    if isinstance(node, ast.Literal | ast.Glued | ast.Forbidden):
        return True
    return bool(children(node)) and all(map(_valueless, children(node)))


def _has(node: ast.Node, kind: type[ast.Node]) -> bool:
    return any(isinstance(n, kind) for n in walk(node))


def _has_any(node: ast.Node) -> bool:
    return any(isinstance(n, ast.Terminal) and n.name == "ANY" for n in walk(node))


def _has_span(alternative: ast.Alternative) -> bool:
    return _has(alternative.pattern, ast.Span)


class _Results:
    """What one alternative sets, and whether the names it uses are bound."""

    def __init__(self, rule: ast.Rule, alternative: ast.Alternative, grammar: ast.Grammar) -> None:
        self.rule = rule
        self.alternative = alternative
        self.slots = bound_slots(alternative.pattern, grammar) | CONTEXT
        self.unresolved = any(_unresolved(node, grammar) for node in walk(alternative.pattern))
        self.fields: FactSchema = {}
        if rule.kind is ast.RuleKind.FACT:
            self.fields = fact_schema(fact_types()[rule.type[0]])
        self.names = set(self.fields) | (
            set(rule.type) if rule.kind is ast.RuleKind.RECORD else set()
        )
        self.constants = constants()

    def problems(self) -> Iterator[Problem]:
        fields = [binding.field for binding in self.alternative.results]
        for index, binding in enumerate(self.alternative.results):
            if binding.field in fields[:index]:
                message = f"{binding.field or 'value'!r} is set twice"
                yield Problem("E013", message, binding.location)
            yield from self.binding(binding)
        made = {b.field for b in self.alternative.results if b.field}
        for test in self.alternative.tests:
            for side in (test.left, test.right):
                yield from self.unbound(side, self.slots | made, self.constants)
        for name in self.alternative.shared:
            if name not in self.slots:
                message = f"shares {name!r}, which no slot binds"
                hint = nearest(name, self.slots)
                yield Problem("E041", message, self.alternative.at[name], hint)
        missing = self.missing(self.slots | made)
        wrong = self.names and not self.names >= set(fields)
        if missing and not wrong and not self.unresolved:
            message = f"this alternative never sets {', '.join(missing)}"
            value = self.rule.kind is ast.RuleKind.VALUE
            hint = f"bind a slot of that name, or write => {missing[0]} = ..."
            hint = "write what it gives, as in => n * s; or leave one part bare" if value else hint
            yield Problem("E040", message, self.alternative.location, hint)

    def binding(self, binding: ast.Binding) -> Iterator[Problem]:
        name, place = binding.field, binding.location
        if name is not None and self.rule.kind is ast.RuleKind.VALUE:
            hint = f"leave out '{name} ='"
            yield Problem("E051", "the result of a value rule has no field", place, hint)
        elif name is None and self.names:
            yield Problem("E051", "name the field: => field = ...", place, nearest("", self.names))
        elif name is not None and name not in self.names:
            what = self.rule.type[0] if self.fields else self.rule.name.rpartition(".")[2]
            hint = nearest(name, self.names)
            yield Problem("E051", f"{what} has no field {name!r}", place, hint)
        domain = self.fields[name].domain if name and name in self.fields else ""
        if self.rule.kind is ast.RuleKind.VALUE:
            domain = self.rule.type[0]
        constants = domains().get(domain) or self.constants
        if domains().get(domain) and _is_number(binding.expr):
            message = f"a number is no {domain}"
            yield Problem("E041", message, binding.expr.location, nearest("", constants))
        if domain == "number":
            constants = frozenset()
        yield from self.unbound(binding.expr, self.slots, constants, labels=domain == "flag")

    def unbound(
        self,
        expr: ast.Expr,
        known: Iterable[str],
        constants: frozenset[str],
        *,
        labels: bool = False,
    ) -> Iterator[Problem]:
        """E041 and E046 in an expression; with `labels` any name is a constant, as in a flag."""
        known = set(known)
        match expr:
            case ast.Name(name=name) if name not in known | constants and not labels:
                if self.unresolved:
                    return
                hint = self.near(name, known, constants)
                yield Problem("E041", f"no slot {name!r} here", expr.location, hint)
            case ast.Constant(value=str() as name) if name not in constants:
                hint = nearest(name, constants)
                yield Problem("E041", f"{name!r} is no constant here", expr.location, hint)
            case ast.Binary(left=left, right=right):
                yield from self.unbound(left, known, constants, labels=labels)
                yield from self.unbound(right, known, constants, labels=labels)
            case ast.Negative(operand=operand):
                yield from self.unbound(operand, known, constants)
            case ast.Call(function=function, args=args):
                yield from _check_call(function, len(args), expr.location)
                for arg in args:
                    yield from self.unbound(arg, known, self.constants)

    def near(self, name: str, known: set[str], constants: frozenset[str]) -> str:
        """A hint: what is meant, else what is known, the constants of a domain with it."""
        hint = nearest(name, known | {c for c in constants if c.islower()})
        all_ = constants == self.constants  # a list of them helps nobody
        return nearest(name, known) if all_ and not hint.startswith("did you mean") else hint

    def missing(self, made: Iterable[str]) -> list[str]:
        made = set(made)
        if self.rule.kind is ast.RuleKind.VALUE:
            results = bool(self.alternative.results) or "value" in made
            return [] if results or _single(self.alternative.pattern) else ["its value"]
        found = [f for f, schema in self.fields.items() if schema.required and f not in made]
        if set(self.fields) >= RANGE and "value" not in made and not {"low", "high"} <= made:
            found.append("value")
        return found


def _is_number(expr: ast.Expr) -> bool:
    return isinstance(expr, ast.Constant) and isinstance(expr.value, Decimal)


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
    if isinstance(pattern, ast.Ref | ast.Terminal):
        return True
    if isinstance(pattern, ast.Choice):
        return all(_single(option) for option in pattern.options)
    if isinstance(pattern, ast.Seq):
        return sum(_single(item) for item in pattern.items) == 1
    some = isinstance(pattern, ast.Repeat | ast.Span)
    return some and any(_single(child) for child in children(pattern))
