"""Trade facts as rows."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

import tradefacts
from trade.strategies import LENGTH, trade_facts
from tradefacts.facts import Document
from tradefacts.facts.trade import TradeFact
from tradefacts.facts.trade_table import COLUMNS, trade_schema


@given(trade_facts())
def test_a_row_has_every_number_exactly(fact: TradeFact) -> None:
    document = Document("." * LENGTH, trade_facts=(fact,))
    table = tradefacts.to_trade_table([document], files=["a.txt"])
    (row,) = table.to_pylist()
    assert trade_schema() == table.schema
    for part, prefix in ((fact.value, "value"), (fact.change, "change")):
        for name in ("value", "low", "high"):
            column = "value" if name == prefix else f"{prefix}_{name}"
            number: Decimal | Fraction | None = getattr(part, name, None)
            found = row[f"{column}_exact"]
            assert number == (None if found is None else Fraction(found))
            assert row[column] is None or number == row[column]
    assert ("a.txt", 0) == (row["file"], row["document"])


def row(**fields: Any) -> dict[str, Any]:
    fact = TradeFact(
        start=0,
        stop=9,
        text="." * 9,
        indicator="export",
        value={"value": "1.5", "currency": "USD"},
        value_span=(1, 4),
        **fields,
    )
    found: dict[str, Any] = tradefacts.to_trade_table(
        [Document("." * 9, trade_facts=(fact,))]
    ).to_pylist()[0]
    return found


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-01/2024-02", (2024, 1, 1), (2024, 2, 29)),
        ("../2026", None, (2026, 12, 31)),
        ("2009/..", (2009, 1, 1), None),
        (None, None, None),
    ],
)
def test_a_period_has_days(
    period: str | None, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    expected = tuple(None if day is None else dt.date(*day) for day in (first, last))
    found = row(period=period)
    assert expected == (found["period_first"], found["period_last"])


def test_parts_are_unfolded() -> None:
    change = {"kind": "ratio", "value": "1/3", "base": "2023", "base_implied": True}
    found = row(change=change, change_span=(5, 7), reporter="X-EAEU")
    expected = {
        "value": Decimal("1.5"),
        "value_start": 1,
        "value_stop": 4,
        "currency": "USD",
        "change": "ratio",
        "change_value": None,
        "change_value_exact": "1/3",
        "change_unit": "times",
        "base": "2023",
        "base_implied": True,
        "reporter": "X-EAEU",
        "modality": "actual",
        "evidence": None,
    }
    assert expected == {name: found[name] for name in expected}
    assert set(COLUMNS) < set(found)
