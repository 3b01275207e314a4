"""What an explanation is made of; every class is plain data, `to_dict` is ready for JSON."""

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
    """What a stretch of text was read as."""

    SLOT = "slot"
    RULE = "rule"
    LEXICON = "lexicon"
    WORDS = "words"
    TERMINAL = "terminal"


@frozen
class Explains:
    """Something that is ready for JSON."""

    def to_dict(self) -> dict[str, Any]:
        """Fields by name; amounts are strings of digits, places are `path:line:column`."""
        return {a.name: _json(getattr(self, a.name)) for a in fields(type(self))}


@frozen
class Step(Explains):
    """One result or condition, evaluated: `low = a * s = 3 * 1000 = 3000`.

    `name` is the field, empty for the value of a value rule, or `if` for a condition; `filled` is
    the expression with values in place of names, without what is missing.
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
    """A stretch [start, stop) of the text, what it was read as, and what that is made of.

    `name` is that of the slot, rule, lexicon or terminal; `value` is what it gives: a value, the
    fields of a record, or `MISSING`. `location` is the alternative of a rule, or the entry of a
    lexicon.
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
    """An alternative that all but matched [start, stop), and why it did not.

    `why` is a value of `tradefacts.grammar.readings.Why`, or `expected` where the text ends too
    early or goes on otherwise. `inside` says that a chosen fact takes in the whole stretch.
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

    `rule` and `alternative` (from 1) say which line of which file, `location`, read it; `pattern`
    is that line. `context` are the words outside the span that the line asked for; `parts` what
    stands in the span or was bound in the context, `lent` the slots that another fact shares.
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
        """Every slot, those of the rules inside too, in the order of the text."""
        return tuple(part for part in _all(self.parts) if part.sort is Sort.SLOT)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The normalisation from the innermost rule to the fact."""
        return (*_steps(self.parts), *self.results)


@frozen
class Explanation(Explains):
    """The facts of a text with their derivations, and what nearly was one."""

    text: str
    facts: tuple[Explained, ...]
    attempts: tuple[Miss, ...] = field(repr=False)
    """Every miss, those inside a fact too."""
    date: str | None = field(default=None, kw_only=True)
    title: str | None = field(default=None, kw_only=True)
    headline: tuple[Fact, ...] | None = field(default=None, kw_only=True)
    """What was found in the title."""

    @cached_property
    def document(self) -> Document:
        """The facts as `extract` gives them."""
        facts = tuple(explained.fact for explained in self.facts)
        return Document(self.text, facts, title=self.title, date=self.date, headline=self.headline)

    @cached_property
    def trade_facts(self) -> tuple[Assembled, ...]:
        """What the sentences state of trade, slot by slot: made when it is first asked for."""
        from tradefacts.explanation.trade import assembled  # noqa: PLC0415  # it needs this module

        return assembled(self.document)

    def to_dict(self) -> dict[str, Any]:
        """As of every part, and the trade facts."""
        return {**super().to_dict(), "trade_facts": _json(self.trade_facts)}

    @property
    def misses(self) -> tuple[Miss, ...]:
        """What would have been more than the facts that were found."""
        return tuple(miss for miss in self.attempts if not miss.inside)

    def __str__(self) -> str:
        from tradefacts.explanation.show import as_text  # noqa: PLC0415  # rich, when it is shown

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
