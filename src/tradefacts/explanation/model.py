"""The parts of an explanation: classes of plain data whose `to_dict` is ready for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, fields, frozen

from tradefacts.facts import Document, Fact
from tradefacts.grammar.errors import Location
from tradefacts.grammar.values import Missing, SlotValue
from tradefacts.units import exact

if TYPE_CHECKING:
    from tradefacts.explanation.trade import Assembled


class Sort(StrEnum):
    """The kind of item that a stretch of text was read as."""

    SLOT = "slot"
    RULE = "rule"
    LEXICON = "lexicon"
    WORDS = "words"
    TERMINAL = "terminal"


@frozen
class Explains:
    """Base class of the parts of an explanation, which can be written as JSON."""

    def to_dict(self) -> dict[str, Any]:
        """Return the fields by name; amounts are strings of digits, places `path:line:column`."""
        return {a.name: _json(getattr(self, a.name)) for a in fields(type(self))}


@frozen
class Step(Explains):
    """One result or condition, evaluated: `low = a * s = 3 * 1000 = 3000`.

    `name` is the field, empty for the value of a value rule, or `if` for a condition. `filled` is
    the expression with values in place of names; missing parts are left out.
    """

    rule: str
    name: str
    expression: str
    filled: str
    value: str

    def __str__(self) -> str:
        shown = list(dict.fromkeys([self.expression, self.filled, self.value]))
        if self.name == "if":
            return f"if {': '.join(shown[:2])}"
        return " = ".join([self.name, *shown] if self.name else shown)


@frozen
class Derived(Explains):
    """A stretch [start, stop) of the text, what it was read as, and its parts.

    `name` is the name of the slot, rule, lexicon or terminal; `value` is its result: a value, the
    fields of a record, or `MISSING`. `location` is that of a rule's alternative or of a lexicon's
    entry.
    """

    sort: Sort
    name: str
    start: int
    stop: int
    text: str
    value: SlotValue | Mapping[str, SlotValue]
    location: Location | None = None
    steps: tuple[Step, ...] = ()
    parts: tuple[Derived, ...] = ()


@frozen
class Lost(Explains):
    """A reading that was not chosen, and why."""

    rule: str
    alternative: int
    location: Location
    facts: tuple[Fact, ...]
    why: str
    """`context`, `order`, `weight`, `place`, `length` or `layer`."""
    reason: str


@frozen
class Miss(Explains):
    """An alternative that nearly matched [start, stop), and why it failed.

    `why` is a value of `tradefacts.grammar.readings.Why`, or `expected` if the text ends too early
    or continues differently. `inside` says that a chosen fact covers the whole stretch.
    """

    rule: str
    alternative: int
    location: Location
    start: int
    stop: int
    text: str
    why: str
    reason: str
    inside: bool = False


@frozen
class Explained(Explains):
    """A fact with its derivation.

    `rule` and `alternative` (from 1) name the line at `location` that read the fact; `pattern` is
    that line. `context` has the words outside the span that the line matched; `parts` what is in
    the span or was bound in the context; `lent` the slots that another fact shares.
    """

    fact: Fact
    rule: str
    alternative: int
    location: Location
    pattern: str
    context: tuple[str, ...]
    parts: tuple[Derived, ...]
    lent: Mapping[str, SlotValue]
    results: tuple[Step, ...]
    lost: tuple[Lost, ...] = ()

    @property
    def slots(self) -> tuple[Derived, ...]:
        """Every slot in text order, including those of inner rules."""
        return tuple(part for part in _all(self.parts) if part.sort is Sort.SLOT)

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of the normalisation, from the innermost rule to the fact."""
        return (*_steps(self.parts), *self.results)


@frozen
class Explanation(Explains):
    """The facts of a text with their derivations, and the near misses."""

    text: str
    facts: tuple[Explained, ...]
    attempts: tuple[Miss, ...] = field(repr=False)
    """Every miss, including those inside a fact."""
    date: str | None = field(default=None, kw_only=True)
    title: str | None = field(default=None, kw_only=True)
    headline: tuple[Fact, ...] | None = field(default=None, kw_only=True)
    """The facts found in the title."""

    @cached_property
    def document(self) -> Document:
        """The document with these facts, as `extract` returns it."""
        facts = tuple(explained.fact for explained in self.facts)
        return Document(self.text, facts, title=self.title, date=self.date, headline=self.headline)

    @cached_property
    def trade_facts(self) -> tuple[Assembled, ...]:
        """What the sentences say about trade, slot by slot; assembled on first use."""
        from tradefacts.explanation.trade import assembled  # noqa: PLC0415  # imports this module

        return assembled(self.document)

    def to_dict(self) -> dict[str, Any]:
        """Return the fields by name, and the trade facts."""
        return {**super().to_dict(), "trade_facts": _json(self.trade_facts)}

    @property
    def misses(self) -> tuple[Miss, ...]:
        """The misses that are not inside a fact."""
        return tuple(miss for miss in self.attempts if not miss.inside)

    def __str__(self) -> str:
        from tradefacts.explanation.show import as_text  # noqa: PLC0415  # it needs rich

        return as_text(self)


def _all(parts: tuple[Derived, ...]) -> list[Derived]:
    return [found for part in parts for found in (part, *_all(part.parts))]


def _steps(parts: tuple[Derived, ...]) -> list[Step]:
    return [step for part in parts for step in (*_steps(part.parts), *part.steps)]


def _json(value: object) -> object:
    match value:
        case Explains() | Fact():
            return value.to_dict()
        case Decimal():
            return exact.plain(value)
        case Location():
            return str(value)
        case Missing():
            return None
        case Enum():
            return value.value
        case tuple():
            return [_json(item) for item in value]
        case Mapping():
            return {name: _json(item) for name, item in value.items()}
    return value
