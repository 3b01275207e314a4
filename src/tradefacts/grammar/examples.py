"""Run a grammar's examples, rejects and todos: they are its tests.

An example asserts every field of its facts. An optional field that it leaves out must have its
default; a required one that it leaves out may have any value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from tradefacts.facts import Fact
from tradefacts.facts.checks import REFUSALS, refusal
from tradefacts.grammar import ast
from tradefacts.grammar.context import settle
from tradefacts.grammar.engine import Engine
from tradefacts.grammar.errors import Problem
from tradefacts.grammar.schema import fact_schema, fact_types
from tradefacts.grammar.values import MISSING, SlotValue, Value

TODAY = "2024-05-15"
"""The day on which every case counts as written, a Wednesday."""


@frozen
class Outcome:
    """The outcome of one case; `problem` is None if it passed."""

    case: ast.Case
    problem: Problem | None
    lines: frozenset[tuple[str, int]] = frozenset()
    """The alternatives that the case hit, by rule and index; ("roles", 5) is the one in line 5."""


def run(engine: Engine) -> Iterator[Outcome]:
    """Run the cases of the rules of the engine's grammar, in file order.

    The cases of frames need mentions from other grammars; `tradefacts.tools.cases` runs those too.
    """
    for case in engine.grammar.cases:
        if engine.grammar.own(case.rule) in engine.grammar.frames:
            continue
        rule = engine.grammar.rules[engine.grammar.own(case.rule)]
        if rule.kind is ast.RuleKind.FACT:
            yield _run_facts(engine, rule, case)
        else:
            yield _run_value(engine, rule, case)


def covered(outcomes: Iterable[Outcome]) -> tuple[frozenset[str], frozenset[tuple[str, int]]]:
    """The rules that have examples, and the alternatives that cases hit, as in `Outcome.lines`.

    Rejects count too: they hit the alternatives that keep a mention from being a fact.
    """
    ran = [outcome for outcome in outcomes if outcome.case.kind is not ast.CaseKind.TODO]
    hit = frozenset[tuple[str, int]]().union(*(outcome.lines for outcome in ran))
    return frozenset(o.case.rule for o in ran if o.case.kind is ast.CaseKind.EXAMPLE), hit


# -- fact rules
def _run_facts(engine: Engine, rule: ast.Rule, case: ast.Case) -> Outcome:
    chosen = engine.chosen(case.text, {rule.name})
    readings = chosen.readings
    facts = settle(readings, TODAY)
    lines = frozenset[tuple[str, int]]().union(*(reading.lines for reading in readings))
    shown = ", ".join(map(repr, facts)) or "nothing"
    if case.kind is ast.CaseKind.REJECT:
        good = not facts
    else:
        spans = case.spans or ((0, len(case.text)),)
        good = len(facts) == len(spans) and all(
            (fact.start, fact.stop) == span and _same(fact, expected)
            for fact, span, expected in zip(facts, spans, case.expected, strict=True)
        )
        ties = [(a, b) for a, b in chosen.ties if a in readings or b in readings]
        if good and ties and case.kind is ast.CaseKind.EXAMPLE:
            both = " or ".join(repr(r.facts) for r in ties[0])
            message = f"two readings of equal rank: {both}"
            return Outcome(case, Problem("W073", message, case.location), lines)
        if not case.spans and len(facts) == 1 and _same(facts[0], case.expected[0]):
            shown += "; without [brackets] the fact is the whole text"
        if not good and case.kind is ast.CaseKind.EXAMPLE:
            shown += _refused(case, spans)
    return Outcome(case, verdict(case, good, shown), lines)


def _refused(case: ast.Case, spans: Sequence[tuple[int, int]]) -> str:
    """Why the class of an expected fact refuses its values, which a grammar itself cannot tell."""
    for (start, stop), expected in zip(spans, case.expected, strict=False):
        given: dict[str, Any] = {"start": start, "stop": stop, "text": case.text[start:stop]}
        given |= expected.fields
        try:
            fact_types()[expected.type](**given)
        except REFUSALS as error:
            told = refusal(fact_types()[expected.type], error)
            return f"; no {expected.type} can be as expected: {told}"
        except TypeError:  # a required field that is left out may hold anything
            continue
    return ""


def _same(fact: Fact, expected: ast.Expected) -> bool:
    kind = fact_types()[expected.type]
    if type(fact) is not kind:
        return False
    for name, schema in fact_schema(kind).items():
        if name not in expected.fields and schema.required:
            continue
        actual, wanted = getattr(fact, name), expected.fields.get(name, schema.default)
        if actual != wanted and _spelled(actual) != wanted:
            return False
    return True


def _spelled(value: object) -> str:
    """How a grammar spells a value that is neither a number nor a name: `true`, `"1/3"`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


# -- other rules
def _run_value(engine: Engine, rule: ast.Rule, case: ast.Case) -> Outcome:
    found = engine.values(rule.name, case.text)
    shown = " or ".join(_shown(whole.value) for whole in found) or "nothing"
    if case.kind is ast.CaseKind.REJECT:
        return Outcome(case, verdict(case, not found, shown))
    good = len(found) == 1 and _fields(found[0].value) == dict(case.expected[0].fields)
    lines = frozenset[tuple[str, int]]().union(*(whole.lines for whole in found))
    return Outcome(case, verdict(case, good, shown), lines)


def _fields(value: SlotValue | dict[str, Value]) -> Mapping[str, Value]:
    if isinstance(value, dict):
        return value
    return {} if value is MISSING else {"value": value}


def _shown(value: SlotValue | dict[str, Value]) -> str:
    pairs = ", ".join(f"{k}={v}" for k, v in _fields(value).items())
    return f"Record({pairs})" if isinstance(value, dict) else f"Value({pairs})"


def verdict(case: ast.Case, good: bool, shown: str) -> Problem | None:
    """The problem of a case, if any: `good` tells whether it matched, `shown` is what it gave."""
    match case.kind:
        case ast.CaseKind.TODO if good:
            return Problem("E062", "a todo passes", case.location, "make it an example")
        case ast.CaseKind.TODO:
            return None
        case ast.CaseKind.REJECT if not good:
            return Problem("E060", "a rejected text gives a fact", case.location, f"got {shown}")
        case ast.CaseKind.EXAMPLE if not good:
            return Problem("E060", "an example fails", case.location, f"got {shown}")
    return None
