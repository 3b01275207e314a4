"""Numbers in words, as num2words writes them, are read back."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from properties import strategies
from properties.reading import Said, read


@given(strategies.integers, strategies.cases, st.sampled_from("mfn"), st.booleans())
def test_every_case_and_gender(number: int, case: str, gender: str, animate: bool) -> None:
    words = num2words(number, lang="ru", case=case, gender=gender, animate=animate)
    text = f"{words} рублей"
    assert [Said(text, Fraction(number), "RUB")] == read(text)


@given(strategies.spoken_decimals)
def test_fractions(value: Decimal) -> None:
    text = f"{num2words(value, lang='ru')} процента"
    assert [Said(text, Fraction(value), "percent")] == read(text)


@given(strategies.integers, st.integers(0, 99), strategies.spoken_currencies, st.booleans())
def test_money_with_its_hundredths(whole: int, part: int, code: str, spoken: bool) -> None:
    value = Fraction(100 * abs(whole) + part, 100)
    sign = -1 if whole < 0 else 1
    amount = Decimal(f"{whole}.{part:02}")
    text = num2words(amount, lang="ru", to="currency", currency=code, cents=spoken)
    assert [Said(text, sign * value, code)] == read(text)


@given(strategies.integers.filter(bool), strategies.nouns)
def test_digits_and_words_in_brackets(number: int, noun: tuple[str, str]) -> None:
    words = num2words(abs(number), lang="ru")
    text = f"{number} ({words}) {noun[0]}"
    assert [Said(text, Fraction(number), noun[1])] == read(text)


@given(st.integers(1, 999), st.sampled_from([("тыс.", 3), ("млн", 6), ("млрд", 9), ("трлн", 12)]))
def test_words_and_the_same_in_brackets(number: int, scale: tuple[str, int]) -> None:
    word, power = scale
    words = num2words(number * 10**power, lang="ru")
    text = f"{words} ({number} {word}) рублей"
    assert [Said(text, Fraction(number * 10**power), "RUB")] == read(text)
