"""What a sentence says about trade: who, with whom, what, when, how much, how it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self, TypeVar

from attrs import Attribute, field, frozen
from attrs.validators import optional

from tradefacts.facts.checks import FactError, naming, string, worded
from tradefacts.facts.fact import Fact
from tradefacts.facts.mentions import as_truth
from tradefacts.facts.reading import json_object
from tradefacts.facts.trade_parts import Change, Evidence, Magnitude, Span, check_period
from tradefacts.facts.trade_terms import (
    INFERABLE,
    INFERRED,
    OWN_CODES,
    SLOTS,
    ChangeKind,
    ChangeUnit,
    Indicator,
    Modality,
    Place,
)
from tradefacts.units import iso3166

__all__ = [
    "Change",
    "ChangeKind",
    "ChangeUnit",
    "Evidence",
    "Indicator",
    "Magnitude",
    "Modality",
    "Place",
    "TradeFact",
]

PartT = TypeVar("PartT", Magnitude, Change, Evidence)


def _part(kind: type[PartT], value: object) -> PartT:
    return value if isinstance(value, kind) else kind.from_dict(value)  # type: ignore[arg-type]  # it checks


def _magnitude(value: object) -> Magnitude | None:
    return None if value is None else _part(Magnitude, value)


def _change(value: object) -> Change | None:
    return None if value is None else _part(Change, value)


def _evidence(values: object) -> tuple[Evidence, ...]:
    if not isinstance(values, list | tuple):
        raise FactError(f"{values!r} is no list")
    return tuple(_part(Evidence, value) for value in values)


def _span(value: Any) -> Span | None:
    if value is None:
        return None
    match value:
        case [start, stop] if type(start) is type(stop) is int and 0 <= start < stop:
            return start, stop
    raise FactError(f"{value!r} is no span of a text")


def _code(_: TradeFact, attribute: Attribute[str | None], value: object) -> None:
    if value is None:
        return
    if not (isinstance(value, str) and (iso3166.known(value) or value in OWN_CODES)):
        own = ", ".join(OWN_CODES)
        raise FactError(f"{attribute.name}: {value!r} is no code of ISO 3166 and none of {own}")


def _period(_: TradeFact, attribute: Attribute[str | None], value: str | None) -> None:
    try:
        check_period(value)
    except FactError as error:
        raise FactError(f"{attribute.name}: {error}") from None


@frozen(kw_only=True, repr=False, field_transformer=naming)
class TradeFact(Fact):
    """What one sentence says about trade; `start`, `stop` and `text` are the sentence.

    >>> fact = TradeFact(
    ...     start=0, stop=38, text="Экспорт Армении вырос на 5%, до $2 млн", indicator="export",
    ...     reporter="AM", value=Magnitude(value=2000000, currency="USD"), value_span=(32, 38),
    ...     change=Change(kind="percent_change", value=5), change_span=(25, 27),
    ... )
    >>> fact.change.factor, fact.modality.value, fact.period_inferred
    (Fraction(21, 20), 'actual', False)

    There is a `value`, a `change` or both; `value_span` and `change_span` are the places they were
    read from, mostly those of mentions, see `Document.mention`. `reporter` is the side that speaks
    or acts, `partner` the other one, both as codes of ISO 3166 or our own (`X-EAEU`); None means
    the world, or unknown. `symmetric` says that they may change places. `sector` is in the
    nominative, `period` in ISO 8601. `restates` is the `value_span` of the fact that says the same
    in another currency. `evidence` tells where each answer was found. `rule` is the frame of the
    grammar. Raises `FactError` if an invariant does not hold.
    """

    kind: ClassVar[str] = "trade"

    indicator: Indicator = field(
        converter=Indicator,
        metadata={"domain": "indicator", "values": Indicator},
    )
    reporter: str | None = field(default=None, validator=_code)
    partner: str | None = field(default=None, validator=_code)
    symmetric: bool = field(default=False, converter=as_truth)
    sector: str | None = field(default=None, validator=optional(worded))
    period: str | None = field(default=None, validator=[optional(string), _period])
    value: Magnitude | None = field(default=None, converter=_magnitude)
    value_span: Span | None = field(default=None, converter=_span)
    change: Change | None = field(default=None, converter=_change)
    change_span: Span | None = field(default=None, converter=_span)
    modality: Modality = field(
        default=Modality.ACTUAL,
        converter=Modality,
        metadata={"domain": "modality", "values": Modality},
    )
    restates: Span | None = field(default=None, converter=_span)
    evidence: tuple[Evidence, ...] = field(default=(), converter=_evidence)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.value is None and self.change is None:
            raise FactError("a trade fact has a value, a change or both")
        for name in ("value", "change"):
            span: Span | None = getattr(self, f"{name}_span")
            if (span is None) != (getattr(self, name) is None):
                raise FactError(f"{name} and {name}_span are set together")
            if span is not None and not self.start <= span[0] < span[1] <= self.stop:
                raise FactError(f"{name}_span: {list(span)} is not in [{self.start}, {self.stop})")

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self._told())
        return f"TradeFact({self.text!r}, {shown})"

    def _told(self) -> Iterable[tuple[str, object]]:
        """The fields that `repr` shows, if they are set."""
        for name in ("indicator", "reporter", "partner", "sector", "period"):
            if getattr(self, name) is not None:
                yield name, str(getattr(self, name))
        for name, part in (("value", self.value), ("change", self.change)):
            if part is not None:
                yield name, part
        if self.modality is not Modality.ACTUAL:
            yield "modality", str(self.modality)

    def evidence_of(self, slot: str) -> tuple[Evidence, ...]:
        """Where the answer to a slot was found; a slot is a field's name, or `currency`, `base`.

        Raises `FactError` for an unknown slot.
        """
        if slot not in SLOTS:
            raise FactError(f"{slot!r} is no slot of a trade fact: it is one of {', '.join(SLOTS)}")
        return tuple(one for one in self.evidence if one.slot == slot)

    def inferred(self, slot: str) -> bool:
        """Whether another sentence, the headline or the date gave the answer to a slot.

        Raises `FactError` for an unknown slot.
        """
        return any(one.place in INFERRED for one in self.evidence_of(slot))

    @property
    def reporter_inferred(self) -> bool:
        """Whether the sentence itself does not name the reporter."""
        return self.inferred("reporter")

    @property
    def partner_inferred(self) -> bool:
        """Whether the sentence itself does not name the partner."""
        return self.inferred("partner")

    @property
    def period_inferred(self) -> bool:
        """Whether the sentence itself does not name the period."""
        return self.inferred("period")

    @property
    def sector_inferred(self) -> bool:
        """Whether the sentence itself does not name the sector."""
        return self.inferred("sector")

    def to_dict(self) -> dict[str, Any]:
        """Return the fields, ready for JSON: `value`, `change` are objects, spans `[start, stop]`.

        After the fields come `reporter_inferred`, `partner_inferred`, `period_inferred` and
        `sector_inferred`, which follow from the evidence.
        """
        inferred = {f"{name}_inferred": self.inferred(name) for name in INFERABLE}
        return {**super().to_dict(), **inferred}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote. Raises `FactError` that names the field."""
        told = {f"{name}_inferred" for name in INFERABLE}
        return super().from_dict({k: v for k, v in json_object(data).items() if k not in told})
