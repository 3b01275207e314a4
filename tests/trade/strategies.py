"""Trade facts of any kind, on a text that consists of dots."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tradefacts.facts.trade import (
    Change,
    ChangeKind,
    ChangeUnit,
    Evidence,
    Indicator,
    Magnitude,
    Modality,
    Place,
    TradeFact,
)
from tradefacts.facts.trade_terms import SLOTS

LENGTH = 40
DIGITS = st.decimals(allow_nan=False, allow_infinity=False, places=2)
CODES = st.sampled_from([None, "BY", "RU-KLU", "X-EAEU"])
PERIODS = st.sampled_from([None, "2024", "2024-01/2024-06", "../2026", "2009/..", "2024-03-15"])


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    start = draw(st.integers(0, LENGTH - 1))
    return start, draw(st.integers(start + 1, LENGTH))


def _number(draw: st.DrawFn, numbers: st.SearchStrategy[Any]) -> dict[str, Any]:
    if draw(st.booleans()):
        relation = draw(st.sampled_from(["eq", "approx", "gt", "ge", "lt", "le"]))
        return {"value": draw(numbers), "relation": relation}
    low, high = sorted(draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
    return {"low": low, "high": high, "relation": "range"}


@st.composite
def magnitudes(draw: st.DrawFn) -> Magnitude:
    units = [{"currency": "USD"}, {"currency": "BYN"}, {"unit": "t"}, {"unit": "проект"}]
    return Magnitude(**_number(draw, DIGITS), **draw(st.sampled_from(units)))


@st.composite
def changes(draw: st.DrawFn) -> Change:
    kind = draw(st.sampled_from(ChangeKind))
    fraction = kind is ChangeKind.RATIO
    unit: dict[str, Any] = {}
    if kind is ChangeKind.SHARE and draw(st.booleans()):
        fraction, unit = True, {"unit": ChangeUnit.FRACTION}
    numbers: st.SearchStrategy[Decimal | Fraction] = DIGITS
    if fraction:
        numbers = st.fractions(min_value=0)
    elif kind is not ChangeKind.PERCENT_CHANGE:
        numbers = DIGITS.map(abs)
    share = kind is ChangeKind.SHARE
    base = draw(st.text(max_size=5) if share else PERIODS)
    return Change(
        kind=kind, base=base, base_implied=draw(st.booleans()), **_number(draw, numbers), **unit
    )


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    start, stop = draw(st.one_of(st.just((None, None)), spans()))
    return Evidence(
        slot=draw(st.sampled_from(SLOTS)),
        place=draw(st.sampled_from(Place)),
        start=start,
        stop=stop,
        line=draw(st.sampled_from(["", "trade.tfg:12"])),
    )


@st.composite
def trade_facts(draw: st.DrawFn) -> TradeFact:
    said = draw(st.sampled_from([(True, False), (False, True), (True, True)]))
    numbers: dict[str, Any] = {}
    if said[0]:
        numbers |= {"value": draw(magnitudes()), "value_span": draw(spans())}
    if said[1]:
        numbers |= {"change": draw(changes()), "change_span": draw(spans())}
    return TradeFact(
        start=0,
        stop=LENGTH,
        text="." * LENGTH,
        rule="trade.trade",
        indicator=draw(st.sampled_from(Indicator)),
        reporter=draw(CODES),
        partner=draw(CODES),
        symmetric=draw(st.booleans()),
        sector=draw(st.sampled_from([None, "молоко", "<b>"])),
        period=draw(PERIODS),
        modality=draw(st.sampled_from(Modality)),
        restates=draw(st.none() | spans()),
        evidence=draw(st.lists(evidence(), max_size=4)),
        **numbers,
    )
