"""The table for people."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.cli.table import NO_BREAK_SPACE, described, grouped, in_context
from tradefacts.facts import Money, Percentage, Region


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_grouping_loses_no_digit(value: Decimal) -> None:
    shown = grouped(value)
    assert value == Decimal(shown.replace(NO_BREAK_SPACE, ""))
    whole = shown.lstrip("-").partition(".")[0].split(NO_BREAK_SPACE)
    assert all(len(group) == 3 for group in whole[1:])
    assert 1 <= len(whole[0]) <= 3


@given(before=st.text(), text=st.text(min_size=1), after=st.text(), width=st.integers(0, 80))
def test_context_is_one_line_that_fits_and_shows_the_whole_fact(
    before: str, text: str, after: str, width: int
) -> None:
    fact = Region(
        start=len(before),
        stop=len(before) + len(text),
        text=text,
        code=None,
        name="n",
        level="union",
    )
    shown = in_context(before + text + after, fact, width).plain
    expected = "".join(c if c.isprintable() else " " for c in text)
    assert f"[{expected}]" in shown
    assert shown.replace(" ", "x").isprintable()
    assert len(shown) <= max(width, len(text) + len("…[]…"))


@pytest.mark.parametrize(
    ("expected", "fact"),
    [
        (
            ("1000 … 2500.5", "RUB", "range"),
            Money(
                start=0, stop=1, text="x", low=1000, high="2500.5", currency="RUB", relation="range"
            ),
        ),
        (
            ("0.5", "pp", "ge"),
            Percentage(start=0, stop=1, text="x", value="0.5", unit="pp", relation="ge"),
        ),
        (
            ("Урал", "", ""),
            Region(start=0, stop=1, text="x", code=None, name="Урал", level="macroregion"),
        ),
    ],
)
def test_words_of_a_fact(expected: tuple[str, str, str], fact: Money | Percentage | Region) -> None:
    value, *others = described(fact)
    assert expected == (value.replace(NO_BREAK_SPACE, ""), *others)
