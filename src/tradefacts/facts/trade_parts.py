"""The parts of a trade fact: an amount, a change, and where each was found."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from attrs import Attribute, field, fields, frozen
from attrs.validators import optional

from tradefacts.facts.checks import FactError, naming, string, whole, worded
from tradefacts.facts.kinds import (
    NUMBER,
    RELATION,
    Relation,
    as_decimal,
    check_bounds,
    check_currency,
)
from tradefacts.facts.mentions import as_fraction, as_truth
from tradefacts.facts.reading import as_word, plain_json, read_fields
from tradefacts.facts.trade_terms import (
    SLOTS,
    ChangeKind,
    ChangeUnit,
    Place,
)
from tradefacts.units import calendar
from tradefacts.units.errors import NormalizationError

Span = tuple[int, int]


def check_period(value: str | None) -> None:
    """Raise `FactError` for anything but an ISO 8601 period; one end may be open: "../2026"."""
    if value is not None:
        ended = value.removeprefix("../")
        if ended != value and ("/" in ended or ended == calendar.OPEN):
            raise FactError(f"{value!r} is no period of ISO 8601: one time follows '../'")
        try:
            calendar.check(ended)
        except NormalizationError as error:
            raise FactError(str(error)) from None


@frozen(kw_only=True, repr=False)
class _Part:
    """A value that is an object in JSON."""

    def __repr__(self) -> str:
        shown = [
            f"{a.name}={as_word(value)!r}"
            for a in fields(type(self))
            if (value := getattr(self, a.name)) != self._usual(a.default)
        ]
        return f"{type(self).__name__}({', '.join(shown)})"

    def _usual(self, default: Any) -> Any:
        """The value of a field that is not set."""
        return default.factory(self) if getattr(default, "takes_self", False) else default

    def to_dict(self) -> dict[str, Any]:
        """Return all fields, ready for JSON; exact numbers are strings."""
        return {a.name: plain_json(getattr(self, a.name)) for a in fields(type(self))}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote. Raises `FactError`."""
        if not isinstance(data, Mapping):
            raise FactError(f"{data!r} is no {cls.__name__}")
        return read_fields(cls, data)


def _currency(part: Magnitude, attribute: Attribute[str | None], value: str | None) -> None:
    if value is not None:
        check_currency(part, attribute, value)  # type: ignore[arg-type]  # it is set


@frozen(kw_only=True, repr=False, field_transformer=naming)
class Magnitude(_Part):
    """How much: an amount of one currency, or a number of one unit; negative for a deficit.

    >>> Magnitude(value="-1700000000", currency="USD").value
    Decimal('-1700000000')

    Either `value` is set, or `low` < `high` with the relation `range`; either `currency` (ISO 4217)
    or `unit` (as in `Quantity`). `relation` bounds the size of a deficit: "дефицит более $2 млрд"
    is -2000000000 with `gt`. Raises `FactError` if an invariant does not hold.
    """

    value: Decimal | None = field(default=None, converter=as_decimal, metadata=NUMBER)
    low: Decimal | None = field(default=None, converter=as_decimal, metadata=NUMBER)
    high: Decimal | None = field(default=None, converter=as_decimal, metadata=NUMBER)
    currency: str | None = field(
        default=None,
        validator=[optional(string), _currency],
        metadata={"domain": "iso4217"},
    )
    unit: str | None = field(
        default=None,
        validator=optional(worded),
        metadata={"domain": "noun"},
    )
    relation: Relation = field(default=Relation.EQ, converter=Relation, metadata=RELATION)

    def __attrs_post_init__(self) -> None:
        check_bounds(self.value, self.low, self.high, self.relation)
        if (self.currency is None) == (self.unit is None):
            raise FactError("either currency is set, or unit")


def _number(value: object) -> Decimal | Fraction | None:
    """Convert a number exactly: a Fraction or "1/3" to a Fraction, others to a Decimal."""
    split = isinstance(value, Fraction) or (isinstance(value, str) and "/" in value)
    return as_fraction(value) if split else as_decimal(value)


UNITS = {
    ChangeKind.PERCENT_CHANGE: {ChangeUnit.PERCENT},
    ChangeKind.PERCENT_OF_BASE: {ChangeUnit.PERCENT},
    ChangeKind.RATIO: {ChangeUnit.TIMES},
    ChangeKind.SHARE: {ChangeUnit.PERCENT, ChangeUnit.FRACTION},
}
"""The units that each kind of change may have."""


@frozen(kw_only=True, repr=False, field_transformer=naming)
class Change(_Part):
    """How a level moved against a base, or what part of a whole it is.

    >>> fall = Change(kind="ratio", value="1/2", base="2024")
    >>> fall.value, fall.unit.value, fall.factor
    (Fraction(1, 2), 'times', Fraction(1, 2))

    Either `value` is set, or `low` < `high` with the relation `range`. Numbers of the unit
    `percent` are `Decimal`, others `Fraction`; a share has the unit `percent` unless `fraction` is
    given. A fall is negative as a `percent_change`, and below 1 as a `ratio`. `base` is the period
    compared with, in ISO 8601, or None if nothing tells it; for a share it is the whole, in words.
    `base_implied` says that the base period is not written. Raises `FactError` if an invariant does
    not hold.
    """

    kind: ChangeKind = field(converter=ChangeKind, metadata={"values": ChangeKind})
    unit: ChangeUnit = field(converter=ChangeUnit, metadata={"values": ChangeUnit})
    value: Decimal | Fraction | None = field(default=None, converter=_number)
    low: Decimal | Fraction | None = field(default=None, converter=_number)
    high: Decimal | Fraction | None = field(default=None, converter=_number)
    relation: Relation = field(default=Relation.EQ, converter=Relation, metadata=RELATION)
    base: str | None = field(default=None, validator=optional(string))
    base_implied: bool = field(default=False, converter=as_truth)

    @unit.default
    def _usual_unit(self) -> ChangeUnit:
        return ChangeUnit.TIMES if self.kind is ChangeKind.RATIO else ChangeUnit.PERCENT

    def __attrs_post_init__(self) -> None:
        exactly = as_decimal if self.unit is ChangeUnit.PERCENT else as_fraction
        for name in ("value", "low", "high"):
            object.__setattr__(self, name, exactly(getattr(self, name)))
        check_bounds(self.value, self.low, self.high, self.relation)
        if self.unit not in UNITS[self.kind]:
            raise FactError(f"unit: {self.unit} is none of a {self.kind}")
        lowest = self.low if self.value is None else self.value
        assert lowest is not None
        if self.kind is not ChangeKind.PERCENT_CHANGE and lowest < 0:
            raise FactError(f"{lowest} is below zero; a {self.kind} never is")
        if self.kind is not ChangeKind.SHARE:
            check_period(self.base)

    @property
    def factor(self) -> Fraction | None:
        """The new level divided by the base, for every kind; None for a range or a share.

        >>> Change(kind="percent_change", value="-9.4").factor
        Fraction(453, 500)
        """
        if self.value is None or self.kind is ChangeKind.SHARE:
            return None
        number = Fraction(self.value)
        match self.kind:
            case ChangeKind.PERCENT_CHANGE:
                return 1 + number / 100
            case ChangeKind.PERCENT_OF_BASE:
                return number / 100
        return number


def _slot(_: Evidence, attribute: Attribute[str], value: str) -> None:
    if value not in SLOTS:
        raise FactError(f"{attribute.name}: {value!r} is not one of {', '.join(SLOTS)}")


@frozen(kw_only=True, repr=False, field_transformer=naming)
class Evidence(_Part):
    """Which words answered a slot of a trade fact, where they stood, and the rule that took them.

    `start` and `stop` are code points of the text, None if no words of it gave the answer (`date`,
    `default`); `line` is the place of the rule or of the word, `trade.tfg:12`. Raises `FactError`
    if an invariant does not hold.

    >>> Evidence(slot="reporter", place="clause", start=8, stop=15, line="trade.tfg:1335")
    Evidence(slot='reporter', place='clause', start=8, stop=15, line='trade.tfg:1335')
    """

    slot: str = field(validator=_slot, metadata={"values": SLOTS})
    place: Place = field(converter=Place, metadata={"values": Place})
    start: int | None = field(default=None, validator=optional(whole))
    stop: int | None = field(default=None, validator=optional(whole))
    line: str = field(default="", validator=string)

    def __attrs_post_init__(self) -> None:
        if (self.start is None) != (self.stop is None):
            raise FactError("start and stop are set together")
        if self.start is not None and self.stop is not None and not 0 <= self.start < self.stop:
            raise FactError(f"[{self.start}, {self.stop}) is no span of a text")
