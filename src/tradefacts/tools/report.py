"""Reports on the cases of a grammar: expected and actual facts, and why they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from attrs import field, frozen

from tradefacts.explanation import Explained, Explanation, Miss, explain_rule, explain_value
from tradefacts.explanation.narrow import narrowed
from tradefacts.explanation.opening import opening
from tradefacts.facts import Fact
from tradefacts.grammar import ast, written
from tradefacts.grammar.engine import Engine
from tradefacts.grammar.errors import Problem
from tradefacts.grammar.examples import TODAY, Outcome
from tradefacts.grammar.schema import fact_schema
from tradefacts.grammar.values import MISSING
from tradefacts.tools.cases import run_cases
from tradefacts.tools.frames import Frames

ABSENT = "—"
"""Shown in a column if there is no such fact or field."""
_REASONS = 3
"""The most reasons given for each expected fact of a failing case."""


@frozen
class Difference:
    """One field of one fact, expected and actual; the field `[text]` stands for its place.

    `same` says whether they agree; a required field that a case leaves out agrees with anything.
    """

    fact: int
    name: str
    expected: str
    got: str
    same: bool


@frozen
class Failure:
    """A failing case: its fields side by side, and the most likely reasons."""

    case: ast.Case
    problem: Problem
    differences: tuple[Difference, ...]
    reasons: tuple[str, ...]


@frozen
class Report:
    """The outcomes of the cases in a grammar's own file."""

    grammar: ast.Grammar
    outcomes: tuple[Outcome, ...] = field(repr=False)
    failures: tuple[Failure, ...]

    def count(self, kind: ast.CaseKind, *, good: bool) -> int:
        """How many cases of a kind pass (`good`) or fail."""
        cases = (o for o in self.outcomes if o.case.kind is kind)
        return sum((o.problem is None or o.problem.is_warning) == good for o in cases)

    def todo(self) -> tuple[ast.Case, ...]:
        """The cases that the grammar is known not to read."""
        return tuple(o.case for o in self.outcomes if o.case.kind is ast.CaseKind.TODO)


def report(engine: Engine, rule: str | None = None) -> Report:
    """Run the cases of the engine's own grammar, or those of one rule of it."""
    found = tuple(o for o in run_cases(engine) if rule in {None, o.case.rule})
    bad = [(o, o.problem) for o in found if o.problem is not None and not o.problem.is_warning]
    frames = Frames(engine.grammar)
    failures = tuple(_failure(engine, frames, outcome.case, problem) for outcome, problem in bad)
    return Report(engine.grammar, found, failures)


def _failure(engine: Engine, frames: Frames, case: ast.Case, problem: Problem) -> Failure:
    name = engine.grammar.own(case.rule)
    if name in engine.grammar.frames:
        told, why = frames.rows(case)
        return Failure(case, problem, tuple(_row(*row) for row in told), tuple(why))
    rule = engine.grammar.rules[name]
    if rule.kind is not ast.RuleKind.FACT:
        return _value_failure(engine, rule, case, problem)
    reference = narrowed(engine.grammar, case.text)
    explanation = explain_rule(reference, case.text, {rule.name}, TODAY)
    facts = explanation.document.facts
    spans = case.spans or ((0, len(case.text)),)
    if case.kind is ast.CaseKind.REJECT:
        rows = [row for i, fact in enumerate(facts) for row in _compared(i, None, None, fact)]
        reasons = [_read_by(one) for one in explanation.facts]
        return Failure(case, problem, tuple(rows), tuple(reasons))
    rows = []
    wanted = list(zip(spans, case.expected, strict=False))
    for index, (span, expected, fact) in enumerate(_paired(wanted, facts)):
        text = None if span is None else case.text[slice(*span)]
        rows += _compared(index, text, expected, fact)
    opened = partial(opening, reference, rule, case.text)
    known = () if case.kind is ast.CaseKind.TODO else _reasons(explanation, spans, case, opened)
    reasons = list(known)
    return Failure(case, problem, tuple(rows), tuple(dict.fromkeys(reasons)))


Wanted = tuple[tuple[int, int], ast.Expected]
Pair = tuple[tuple[int, int] | None, ast.Expected | None, Fact | None]


def _paired(wanted: Sequence[Wanted], facts: Sequence[Fact]) -> Iterator[Pair]:
    """Pair each expected fact with the one that overlaps it most; unexpected facts come last."""
    free = list(facts)
    for span, expected in wanted:
        best = max(free, key=lambda fact: _overlap(span, fact), default=None)
        if best is not None and _overlap(span, best) > 0:
            free.remove(best)
            yield span, expected, best
        else:
            yield span, expected, None
    for fact in free:
        yield None, None, fact


def _overlap(span: tuple[int, int], other: Fact | Miss) -> int:
    return min(span[1], other.stop) - max(span[0], other.start)


def _compared(
    index: int, text: str | None, expected: ast.Expected | None, fact: Fact | None
) -> Iterator[Difference]:
    """One row per field, the place first; fields with defaults on both sides are left out."""
    got = "" if fact is None else repr(fact.text)
    wanted = "" if text is None else repr(text)
    yield _row(index, "[text]", wanted or None, got or None)
    name = None if expected is None else expected.type
    yield _row(index, "fact", name, None if fact is None else type(fact).__name__)
    schema = {} if fact is None else fact_schema(type(fact))
    names = [*(expected.fields if expected is not None else ()), *schema]
    for name in dict.fromkeys(names):
        default = schema[name].default if name in schema else None
        value = None if fact is None else getattr(fact, name, None)
        silent = expected is not None and name not in expected.fields
        if silent and name in schema and schema[name].required:
            yield Difference(index, name, "any", written.value(value), True)
            continue
        should = default if silent or expected is None else expected.fields[name]
        if should == value == default:
            continue
        yield _row(
            index,
            name,
            None if expected is None else written.value(should),
            None if fact is None else written.value(value),
        )


def _row(index: int, name: str, expected: str | None, got: str | None) -> Difference:
    return Difference(index, name, expected or ABSENT, got or ABSENT, expected == got)


# -- why
def _read_by(one: Explained) -> str:
    return f"{one.fact.text!r} is read by {written.place(one.location)}: {one.pattern}"


def _reasons(
    explanation: Explanation,
    spans: Sequence[tuple[int, int]],
    case: ast.Case,
    opened: Callable[[int], str | None],
) -> Iterator[str]:
    """For each expected fact what it lost to, then the nearest misses; finally what was read.

    If nothing covers the beginning of a fact, `opened` says what its rule expects there.
    """
    for span in spans:
        found = [
            f"{case.text[slice(*span)]!r} was read by {written.place(lost.location)} as "
            f"{', '.join(map(written.fact, lost.facts))}, but lost: {lost.reason}"
            for one in explanation.facts
            for lost in one.lost
            if any((fact.start, fact.stop) == span for fact in lost.facts)
        ]
        near = sorted(
            (miss for miss in explanation.attempts if _overlap(span, miss) > 0),
            key=lambda miss: (-_nearness(span, miss), miss.location),
        )
        there: list[Miss | Fact] = [*near, *(one.fact for one in explanation.facts)]
        if not found and not any(one.start <= span[0] < one.stop for one in there):
            reason = opened(span[0])
            found += [] if reason is None else [f"{case.rule}: {reason}"]
        nearest = {(m.location, m.reason): m for m in reversed(near)}  # the nearest miss for each
        found += [
            f"{m.text!r}, {written.place(m.location)}: {m.reason}"
            for m in near
            if nearest[m.location, m.reason] is m
        ]
        yield from found[:_REASONS]
    yield from (_read_by(one) for one in explanation.facts)


def _nearness(span: tuple[int, int], miss: Miss) -> float:
    """How closely a miss covers a span: intersection over union, 1 for the same span."""
    return _overlap(span, miss) / (max(span[1], miss.stop) - min(span[0], miss.start))


# -- rules that give no fact
def _value_failure(engine: Engine, rule: ast.Rule, case: ast.Case, problem: Problem) -> Failure:
    found = engine.values(rule.name, case.text)
    derived, reasons = explain_value(narrowed(engine.grammar, case.text), rule.name, case.text)
    wanted = case.expected[0].fields if case.expected else {}
    rows = []
    for index, whole in enumerate(found or (None,)):
        got: Mapping[str, object] = {}
        if whole is not None and whole.value is not MISSING:
            got = whole.value if isinstance(whole.value, dict) else {"value": whole.value}
        for name in dict.fromkeys([*wanted, *got]):
            expected = written.value(wanted[name]) if name in wanted else None
            rows.append(
                _row(index, name, expected, written.value(got[name]) if name in got else None)
            )
    read = [
        f"{part.text!r} is read by {written.place(part.location)}"
        for part in derived
        if part.location is not None
    ]
    return Failure(case, problem, tuple(rows), (*reasons[:_REASONS], *read))
