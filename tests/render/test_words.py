from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.facts.trade import TradeFact
from tradefacts.render import Words, described, grouped, trade_words
from tradefacts.render.words import NO_BREAK_SPACE

PLACE: dict[str, Any] = {"start": 0, "stop": 1, "text": "x", "rule": "r"}


def test_an_amount_is_grouped_and_eq_goes_without_saying() -> None:
    fact = {
        "kind": "money",
        **PLACE,
        "value": "316400000",
        "low": None,
        "high": None,
        "currency": "USD",
        "relation": "eq",
    }
    expected = Words("316 400 000".replace(" ", NO_BREAK_SPACE), "USD", (), (Decimal(316400000),))
    assert expected == described(fact)


def test_a_range_shows_both_ends() -> None:
    fact = {"kind": "percent", **PLACE, "value": None, "low": "-1.5", "high": "2", "unit": "pp"}
    expected = Words("-1.5 … 2", "pp", (), (Decimal("-1.5"), Decimal(2)))
    assert expected == described(fact)


def test_a_ratio_is_decimal_where_that_is_exact() -> None:
    fact = {"kind": "ratio", **PLACE, "value": "5/2", "unit": "times"}
    assert Words("2.5", "times", (), (Decimal("2.5"),)) == described(fact)
    fact |= {"value": "1/3"}
    assert Words("1/3", "times", (), (Fraction(1, 3),)) == described(fact)


def test_amounts_of_any_size_are_shown_exactly() -> None:
    digits = "9" * 5000
    fact = {"kind": "money", **PLACE, "value": digits, "currency": "RUB"}
    words = described(fact)
    assert (digits, (Decimal(digits),)) == (
        words.value.replace(NO_BREAK_SPACE, ""),
        words.numbers,
    )


def test_a_kind_of_someone_else_shows_what_it_states_first() -> None:
    fact = {"kind": "fuel", **PLACE, "grade": "95", "octane": 95, "old": False, "tags": ["a", "я"]}
    expected = Words("95", "", (("octane", "95"), ("tags", '["a", "я"]')), ())
    assert expected == described(fact)


def test_a_truth_is_no_value() -> None:
    fact = {"kind": "period", **PLACE, "iso": None, "relative": True}
    assert Words("", "", (("relative", "true"),), ()) == described(fact)


def test_a_name_is_a_value_though_digits_are_no_amount() -> None:
    fact = {"kind": "region", **PLACE, "code": None, "name": "Урал", "level": "macroregion"}
    assert Words("Урал", "", (("level", "macroregion"),), ()) == described(fact)
    assert () == described({"kind": "x", **PLACE, "value": "٣"}).numbers


def test_groups_of_three() -> None:
    numbers = ["0", "12", "123", "1234", "-123456", "1234567.8901"]
    expected = ["0", "12", "123", "1 234", "-123 456", "1 234 567.8901"]
    assert expected == [grouped(Decimal(n)).replace(NO_BREAK_SPACE, " ") for n in numbers]


@pytest.mark.parametrize("value", ["2", "3/2", "1/2", "1/3"])
def test_a_ratio_has_one_spelling_wherever_it_is_shown(value: str) -> None:
    mention = described({"kind": "ratio", **PLACE, "value": value, "unit": "times"})
    change = {"kind": "ratio", "value": value}
    fact = TradeFact(**PLACE, indicator="export", change=change, change_span=(0, 1))
    words = trade_words(fact.to_dict())
    assert f"×{NO_BREAK_SPACE}{mention.value}" == words.change
    assert mention.numbers == words.changes


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_grouping_loses_no_digit(value: Decimal) -> None:
    shown = grouped(value)
    assert value == Decimal(shown.replace(NO_BREAK_SPACE, ""))
    whole = shown.lstrip("-").partition(".")[0].split(NO_BREAK_SPACE)
    assert all(len(group) == 3 for group in whole[1:])
    assert 1 <= len(whole[0]) <= 3


@pytest.mark.parametrize(
    ("expected", "change"),
    [
        ("+5%", {"kind": "percent_change", "value": 5}),
        ("-9.4% on 2012*", {"kind": "percent_change", "value": "-9.4", "base": "2012",
                            "base_implied": True}),
        ("<-9%", {"kind": "percent_change", "value": -9, "relation": "gt"}),
        ("+6% … +7%", {"kind": "percent_change", "low": 6, "high": 7, "relation": "range"}),
        ("100.9% of 2024-01/2024-06", {"kind": "percent_of_base", "value": "100.9",
                                       "base": "2024-01/2024-06"}),
        ("86.8% of the base", {"kind": "percent_of_base", "value": "86.8"}),
        ("× 0.5 on 2023", {"kind": "ratio", "value": "1/2", "base": "2023"}),
        ("× 1/3 on 2023", {"kind": "ratio", "value": "1/3", "base": "2023"}),
        ("≈× 2.5", {"kind": "ratio", "value": "5/2", "relation": "approx"}),
        ("0.25 of экспорт AM", {"kind": "share", "unit": "fraction", "value": "1/4",
                               "base": "экспорт AM"}),
        ("25% of a whole", {"kind": "share", "value": 25}),
    ],
)  # fmt: skip
def test_a_change_is_told_with_its_base(expected: str, change: dict[str, Any]) -> None:
    fact = TradeFact(
        start=0, stop=9, text="." * 9, indicator="export", change=change, change_span=(0, 3)
    )
    words = trade_words(fact.to_dict())
    assert (expected, "", "") == (
        words.change.replace(NO_BREAK_SPACE, " "),
        words.value,
        words.parties,
    )


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        ("BY", {"reporter": "BY"}),
        ("BY → RU", {"reporter": "BY", "partner": "RU"}),
        ("BY ↔ RU", {"reporter": "BY", "partner": "RU", "symmetric": True}),
        ("BY ← RU", {"reporter": "BY", "partner": "RU", "indicator": "import"}),
        ("? → X-EAEU", {"partner": "X-EAEU"}),
    ],
)
def test_goods_go_from_side_to_side(expected: str, fields: dict[str, Any]) -> None:
    value = {"value": "-2000", "currency": "USD", "relation": "gt"}
    place = {"start": 0, "stop": 9, "text": "." * 9, "value": value, "value_span": (0, 3)}
    words = trade_words(TradeFact(**{"indicator": "export", **place, **fields}).to_dict())
    assert expected == words.parties
    assert "< -2 000 USD" == words.value.replace(NO_BREAK_SPACE, " ")
