from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tradefacts.render import Words, described, grouped
from tradefacts.render.words import NO_BREAK_SPACE

PLACE = {"start": 0, "stop": 1, "text": "x", "rule": "r"}


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


def test_a_name_is_a_value_though_digits_are_no_amount() -> None:
    fact = {"kind": "region", **PLACE, "code": None, "name": "Урал", "level": "macroregion"}
    assert Words("Урал", "", (("level", "macroregion"),), ()) == described(fact)
    assert () == described({"kind": "x", **PLACE, "value": "٣"}).numbers


def test_groups_of_three() -> None:
    numbers = ["0", "12", "123", "1234", "-123456", "1234567.8901"]
    expected = ["0", "12", "123", "1 234", "-123 456", "1 234 567.8901"]
    assert expected == [grouped(Decimal(n)).replace(NO_BREAK_SPACE, " ") for n in numbers]
