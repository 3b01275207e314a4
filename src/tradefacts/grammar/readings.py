"""Turn what a match saw into facts.

A back end walks a match from left to right and records in a `Trace` what it sees. The next steps,
sharing and results, are common to all back ends and are here; `choice` comes after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, NamedTuple

from tradefacts.facts import Fact
from tradefacts.facts.checks import REFUSALS, refusal
from tradefacts.grammar.qualified import local
from tradefacts.grammar.recipes import Recipe, evaluate, holds
from tradefacts.grammar.schema import fact_schema, fact_types
from tradefacts.grammar.values import MISSING, SlotValue, Value
from tradefacts.units.errors import NormalizationError

CONTEXT = frozenset({"today", "said", "topic", "topic_month", "topic_quarter"})
"""Names that results may use besides their slots: see `context`."""

SpanOf = Callable[[int, int], tuple[int, int]]
"""Tells where tokens [start, stop) are in the text, in code points."""


class Why(Enum):
    """Why a match was dismissed; the members document the details that `Dismissed` carries."""

    GUARD = "guard"
    """The guard or `&` (a node), and the token where it failed."""
    SENTENCE = "sentence"
    """The token that begins another sentence, which `ANY` does not cross."""
    AGREEMENT = "agreement"
    """The slot, and the two values that it would have had to hold."""
    CONDITION = "if"
    """The line, the index of the test, and the values of its names."""
    ARITHMETIC = "arithmetic"
    """The line, and why an amount has no exact value."""
    MISSING = "missing"
    """The line, and the required field that is not set."""
    CONTRACT = "contract"
    """The line, and what the fact's class says."""


class Dismissed(Exception):  # noqa: N818  # not an error: a match turned out not to hold
    """A guard, a condition, an agreement or a contract failed inside a match.

    `why` and `details` explain it on request; no message is made, as most are never looked at.
    """

    def __init__(self, why: Why, *details: object) -> None:
        super().__init__()
        self.why = why
        self.details = details


class Part(NamedTuple):
    """One span of a match, in tokens, and the slots that belong to it."""

    start: int
    stop: int
    slots: dict[str, Value]


class Trace:
    """What a match saw: spans, slots, and how many tokens `ANY` or `WORD` took.

    `clash` is a slot that was bound to two different values, with these values. `lines` are the
    alternatives of other rules that took part, by rule and index.
    """

    __slots__ = ("_open", "bare", "clash", "lines", "parts", "slots", "soft")

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.slots: dict[str, Value] = {}
        self.bare: SlotValue = MISSING
        self.soft = 0
        self.clash: tuple[object, ...] = ()
        self.lines: set[tuple[str, int]] = set()
        self._open = 0

    def bind(self, slot: str, value: Value) -> None:
        """Bind a slot to a value; bound twice inside one span, it must get the same value."""
        if self.slots.setdefault(slot, value) != value:
            self.clash = (slot, self.slots[slot], value)

    def note(self, what: object, start: int, stop: int, inner: Trace | None = None) -> None:
        """Note that tokens [start, stop) were read as a slot, rule or words; for explanations."""

    def absorb(self, inner: Trace) -> None:
        """Take over the counts and lines of an inner trace, but not its bindings."""
        self.soft += inner.soft
        self.lines |= inner.lines

    def open(self, at: int) -> None:
        """Begin a span at token `at`; the context slots seen so far belong to it."""
        self._open = at

    def close(self, at: int) -> None:
        """End the span before token `at`."""
        self.parts.append(Part(self._open, at, self.slots))
        self.slots = {}

    def finish(self, start: int, stop: int) -> list[Part]:
        """The spans of a match over [start, stop); if none is marked, one over the whole match."""
        if not self.parts:
            return [Part(start, stop, self.slots)]
        last = self.parts[-1].slots
        for name, value in self.slots.items():
            if last.setdefault(name, value) != value:
                self.clash = (name, last[name], value)
        return self.parts


class Line:
    """An alternative prepared to give results, made by `lines`.

    `index` is its index in its rule, `order` its index among the alternatives of all fact rules.
    `kind` and `type` are those of the rule. `recipes` are its results by field, `tests` its
    conditions; `needs` are the context names that its results use.
    """

    def __init__(
        self,
        rule: str,
        index: int,
        order: int,
        kind: str,
        type: tuple[str, ...],  # noqa: A002  # the term of the language
        shared: tuple[str, ...],
        recipes: tuple[tuple[str, Recipe], ...],
        tests: tuple[Recipe, ...],
        needs: frozenset[str],
    ) -> None:
        self.rule = rule
        self.index = index
        self.order = order
        self.kind = kind
        self.type = type
        self.shared = shared
        self.recipes = recipes
        self.tests = tests
        self.needs = needs

    @property
    def row(self) -> tuple[Any, ...]:
        """The arguments that make it, as plain data."""
        return tuple(vars(self).values())

    @property
    def key(self) -> tuple[str, int]:
        """The name of the rule and the index of this alternative in it."""
        return self.rule, self.index

    def results(self, slots: dict[str, Value]) -> dict[str, Value]:
        """Slots and results together. Raises `Dismissed` if a condition does not hold."""
        try:
            made = {
                name: value
                for name, recipe in self.recipes
                if (value := evaluate(recipe, slots)) is not MISSING
            }
        except NormalizationError as error:  # an amount without an exact decimal makes no fact
            raise Dismissed(Why.ARITHMETIC, self, error) from None
        both = {**slots, **made}
        for index, test in enumerate(self.tests):
            if not holds(test, both):
                raise Dismissed(Why.CONDITION, self, index, both)
        return both


class Reading(NamedTuple):
    """One way to read a stretch of tokens as facts."""

    start: int
    stop: int
    weight: int
    context: int
    line: Line
    spans: tuple[tuple[int, int], ...]
    facts: tuple[Fact, ...]
    slots: tuple[dict[str, Value], ...]
    lines: frozenset[tuple[str, int]]

    @property
    def layer(self) -> int:
        """The layer in which the facts are chosen."""
        return self.facts[0].layer

    @property
    def rank(self) -> tuple[int, int]:
        """Among readings with the same spans, the lowest wins: most context, then first in file."""
        return -self.context, self.line.order


class Whole(NamedTuple):
    """One result of a non-fact rule that matched a whole text."""

    value: SlotValue | dict[str, Value]
    lines: frozenset[tuple[str, int]]


def distinct(wholes: Iterable[Whole]) -> list[Whole]:
    """Each distinct value once, with the alternatives of all derivations that lead to it."""
    found: list[Whole] = []
    for whole in wholes:
        same = next((n for n, other in enumerate(found) if other.value == whole.value), None)
        if same is None:
            found.append(whole)
        else:
            found[same] = Whole(whole.value, found[same].lines | whole.lines)
    return found


def value_of(line: Line, trace: Trace) -> SlotValue | dict[str, Value]:
    """The result of a non-fact rule: a value, or the fields of a record.

    Raises `Dismissed` if its slots contradict each other or a condition fails.
    """
    if trace.clash:
        raise Dismissed(Why.AGREEMENT, *trace.clash)
    results = line.results(trace.slots)
    if line.kind == "record":
        return {name: results[name] for name in line.type if name in results}
    if line.recipes or "value" in trace.slots:
        return results.get("value", MISSING)
    return trace.bare


def read(line: Line, trace: Trace, start: int, stop: int, span: SpanOf, text: str) -> Reading:
    """Read the facts of a match over tokens [start, stop), which `span` locates in the text.

    Raises `Dismissed` if slots contradict each other, or a fact its conditions or its contract.
    """
    parts = trace.finish(start, stop)
    if trace.clash:
        raise Dismissed(Why.AGREEMENT, *trace.clash)
    _share(parts, line.shared)
    facts = tuple(_fact(line, part, span(part.start, part.stop), text) for part in parts)
    weight = sum(part.stop - part.start for part in parts)
    return Reading(
        parts[0].start,
        parts[-1].stop,
        weight,
        (stop - start) - weight - trace.soft,
        line,
        tuple((part.start, part.stop) for part in parts),
        facts,
        tuple(part.slots for part in parts),
        frozenset({line.key, *trace.lines}),
    )


def _share(parts: list[Part], shared: Iterable[str]) -> None:
    """Lend slots to spans that lack them, from the next span that has them, else the last one."""
    for name in shared:
        owners = [index for index, part in enumerate(parts) if name in part.slots]
        for index, part in enumerate(parts):
            if owners and index not in owners:
                later = [owner for owner in owners if owner > index]
                lender = later[0] if later else owners[-1]
                part.slots[name] = parts[lender].slots[name]


def _fact(line: Line, part: Part, span: tuple[int, int], text: str) -> Fact:
    results = line.results(part.slots)
    kind = fact_types()[line.type[0]]
    schema = fact_schema(kind)
    values: dict[str, Any] = {name: results[name] for name in schema if name in results}
    for name, wanted in schema.items():
        if wanted.required and name not in values:
            raise Dismissed(Why.MISSING, line, name)
    start, stop = span
    rule = local(line.rule)
    try:
        return kind(start=start, stop=stop, text=text[start:stop], rule=rule, **values)
    except REFUSALS as error:
        raise Dismissed(Why.CONTRACT, line, refusal(kind, error)) from None
    except Exception as error:
        shown = ", ".join(f"{name}={value!r}" for name, value in values.items())
        error.add_note(f"while the rule {line.rule} made {kind.__name__}({shown})")
        raise
