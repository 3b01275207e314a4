"""An amount is read to the last digit: its value is the Fraction that its digits make."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from properties import strategies
from properties.reading import Said, read
from properties.wordings import COINS


@given(strategies.amounts)
@example(Said("20.000 руб.", Fraction(20000), "RUB"))
@example(Said("$10,000", Fraction(10000), "USD"))
@example(Said("80,231 млрд рублей", Fraction(80231 * 10**6), "RUB"))
def test_money(amount: Said) -> None:
    assert [amount] == read(amount.text)


@given(strategies.shares())
def test_percentages(share: Said) -> None:
    assert [share] == read(share.text)


@given(strategies.adjectives())
def test_percentages_as_adjectives(share: Said) -> None:
    assert [share] == read(share.text)


@given(strategies.huge_amounts)
def test_thousands_of_digits(amount: Said) -> None:
    assert [amount] == read(amount.text)


@given(strategies.coined())
def test_major_and_minor_units(amount: Said) -> None:
    assert [amount] == read(amount.text)


@given(strategies.signs, st.integers(0, 10**6), st.sampled_from(COINS["RUB"][2]))
def test_minor_units_alone(sign: tuple[str, int], number: int, coin: str) -> None:
    text = f"{sign[0]}{number} {coin}"
    assert [Said(text, Fraction(sign[1] * number, 100), "RUB")] == read(text)
