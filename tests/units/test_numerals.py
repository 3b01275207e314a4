"""Numerals: reading them, and finding them whole in running text."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.units.errors import NormalizationError
from tradefacts.units.exact import MAX_DIGITS
from tradefacts.units.numerals import DATED, NUMERAL, decimal, grouped

TOKEN = re.compile(f"(?P<NUMBER>{NUMERAL})|(?P<OTHER>{DATED})")
GROUP_SPACES = " \u00a0\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"


def tokens(text: str) -> list[str]:
    """Numerals as they stand, other runs of digits in angle brackets."""
    return [
        found.group() if found.lastgroup == "NUMBER" else f"<{found.group()}>"
        for found in TOKEN.finditer(text)
    ]


def separated(whole: int, fraction: str, group: str, mark: str) -> str:
    """The digits of a number by hand: `group` between threes, `mark` before the fraction."""
    digits = str(whole)
    first = len(digits) % 3 or 3
    groups = [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
    return group.join(groups) + (mark + fraction if fraction else "")


whole = st.integers(0, 10**30)
fractions = st.text("0123456789", max_size=12)


@given(whole, fractions, st.sampled_from([*GROUP_SPACES, "'", "’", ""]), st.sampled_from(".,"))
def test_spaces_and_apostrophes_group(whole: int, fraction: str, group: str, mark: str) -> None:
    text = separated(whole, fraction, group, mark)
    expected = Fraction(f"{whole}.{fraction or 0}")
    assert [text] == tokens(text)
    assert expected == Fraction(decimal(text))
    if whole == 0 or whole >= 1000 or len(fraction) != 3:
        assert expected == Fraction(grouped(text))


@given(st.integers(1000, 10**30), fractions, st.sampled_from(".,"))
def test_a_mixed_pair_and_equal_separators_group(whole: int, fraction: str, mark: str) -> None:
    text = separated(whole, fraction, "." if mark == "," else ",", mark)
    read = grouped if whole < 10**6 and not fraction else decimal
    assert [text] == tokens(text)
    assert Fraction(f"{whole}.{fraction or 0}") == Fraction(read(text))


@given(whole, fractions, st.sampled_from(".,"))
def test_a_lone_separator_is_a_decimal_mark(whole: int, fraction: str, mark: str) -> None:
    text = f"{whole}{mark}{fraction}" if fraction else str(whole)
    assert Fraction(text.replace(",", ".")) == Fraction(decimal(text))


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
def test_grouped_reads_exactly_three_digits_as_thousands(high: int, low: int, mark: str) -> None:
    text = f"{high}{mark}{low:03}"
    assert Decimal(1000 * high + low) == grouped(text)
    assert Fraction(f"{high}.{low:03}") == Fraction(decimal(text))


@given(
    st.decimals(0, 10**15, places=2),
    st.sampled_from(["ru", "en", "de", "de_CH", "fr", "pt_BR", "es", "uk", "be", "kk", "it_CH"]),
)
def test_what_cldr_writes_is_read_back(value: Decimal, locale: str) -> None:
    assert value == grouped(format_decimal(value, locale=locale))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1 234 567,5", "1234567.5"),
        ("12'345'678", "12345678"),
        ("1,234.56", "1234.56"),
        ("1.234,567", "1234.567"),
        ("10.000.000", "10000000"),
        ("80,231", "80.231"),
        ("1 234.500", "1234.500"),
        ("5,30", "5.30"),
        ("0", "0"),
        ("00", "0"),
        ("07", "7"),
        ("007", "7"),
        ("0000", "0"),
    ],
)
def test_decimal(text: str, expected: str) -> None:
    assert Decimal(expected).as_tuple() == decimal(text).as_tuple()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20.000", "20000"),
        ("10,000", "10000"),
        ("1 234.500", "1234.500"),
        ("1'234.500", "1234.500"),
        ("0.500", "0.500"),
        ("1234.500", "1234.500"),
        ("012.500", "12.500"),
        ("20.00", "20.00"),
        ("20.0000", "20.0000"),
        ("1.234.567,890", "1234567.890"),
        ("20000", "20000"),
    ],
)
def test_grouped(text: str, expected: str) -> None:
    assert Decimal(expected).as_tuple() == grouped(text).as_tuple()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is no numeral: position 0, nothing there"),
        ("abc", "'abc' is no numeral: position 0, 'a'"),
        ("-5", "'-5' is no numeral: position 0, '-'"),
        ("5,3%", "'5,3%' is no numeral: position 3, '%'"),
        ("5,", "'5,' is no numeral: position 1, ','"),
        (" 5", "' 5' is no numeral: position 0, ' '"),
        ("1e5", "'1e5' is no numeral: position 1, 'e'"),
        ("1_000", "'1_000' is no numeral: position 1, '_'"),
        ("000", "'000' is no numeral: position 0, '0'"),  # the end of a torn one
        ("000.500", "'000.500' is no numeral: position 0, '0'"),
        ("12.03.2014", "'12.03.2014' is no numeral: position 5, '.'"),
        ("1,234,567,89", "'1,234,567,89' is no numeral: position 9, ','"),
        ("10,00,000", "'10,00,000' is no numeral: position 5, ','"),
        ("1 234'567", '"1 234\'567" is no numeral: position 5, "\'"'),
        ("2013 500", "'2013 500' is no numeral: position 4, ' '"),
        ("0.500.000", "'0.500.000' is no numeral: position 5, '.'"),
        ("٣", "'٣' is no numeral: position 0, '٣'"),
        ("5\n", "'5\\n' is no numeral: position 1, '\\n'"),
        ("1" * 50 + ":", f"'{'1' * 40}'... (51 characters) is no numeral: position 50, ':'"),
    ],
)
def test_what_is_no_numeral_is_named_with_its_place(text: str, message: str) -> None:
    for read in (decimal, grouped):
        with pytest.raises(NormalizationError) as caught:
            read(text)
        assert message == str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("рост на 5,3.", ["5,3"]),
        ("выросло до 5, затем", ["5"]),
        ("до 5,3, затем", ["5,3"]),
        ("5млн и US$5.3", ["5", "5.3"]),
        ("в 2013 500 тонн", ["2013", "500"]),
        ("в 2013 1 500 тонн", ["2013", "1 500"]),
        ("12 345 6789", ["12 345", "6789"]),
        ("2,5 100", ["2,5", "100"]),
        ("0 500", ["0", "500"]),
        ("10  000", ["<10  000>"]),
        ("10\t000", ["<10\t000>"]),
        ("10\u2003000", ["<10\u2003000>"]),
        ("10\n000", ["<10\n000>"]),
        ("10 \r\n 200 млн", ["<10 \r\n 200>"]),
        ("5  200,5 млн", ["<5  200,5>"]),
        ("1 500  200  300", ["<1 500  200  300>"]),
        ("10\n\n200 млн", ["10", "200"]),  # of another paragraph
        ("10\u2029200 млн", ["10", "200"]),
        ("2013  500 тонн", ["2013", "500"]),  # no number begins like this
        ("5,1   200 млн", ["5,1", "200"]),
        ("5  20 млн", ["5", "20"]),
        ("1  5 000 рублей", ["1", "5 000"]),
        ("000 рублей", ["<000>"]),
        ("5, 000,25 рублей", ["5", "<000,25>"]),
        ("1 млн 020 тыс.", ["1", "020"]),
        ("50 руб. 00 коп., 05", ["50", "00", "05"]),
        *((f"5{joint}000", [f"<5{joint}000>"]) for joint in "_·`´‘ʼ′٬∙⋅"),
        *((f"5{joint}5 млн", [f"<5{joint}5>"]) for joint in "⁄∕‚٫"),
        ("316,4&nbsp;млн", ["<316,4&nbsp;>"]),
        ("1&nbsp;200&nbsp;млн", ["<1&nbsp;200&nbsp;>"]),
        ("316&#44;4 и 5&#x2F;6", ["<316&#44;4>", "<5&#x2F;6>"]),
        ("5 &ndash; 7, Q&A 5&6; 7", ["5", "7", "5", "6", "7"]),
        ("1 1 1", ["1", "1", "1"]),
        ("111 111 ", ["111 111"]),
        ("1,1,", ["1,1"]),
        ("1,,2", ["1", "2"]),
        ("2013-2014", ["2013", "2014"]),
        ("10 000/кг", ["10 000"]),
        ("5: из них", ["5"]),
        ("−5", ["5"]),
        ("12.03.2014", ["<12.03.2014>"]),
        ("12.03.2014 500 рублей", ["<12.03.2014>", "500"]),
        ("1.2.3", ["<1.2.3>"]),
        ("1.2.3.4", ["<1.2.3.4>"]),
        ("1,2,3", ["<1,2,3>"]),
        ("3:2", ["<3:2>"]),
        ("10:30 100 человек", ["<10:30>", "100"]),
        ("10/12", ["<10/12>"]),
        ("в 2013/14 году", ["<2013/14>"]),
        ("10 000/12 000", ["<10 000/12 000>"]),
        ("1 234,567,890", ["<1 234,567,890>"]),
        ("1,234,567,89", ["<1,234,567,89>"]),
        ("1990'2000", ["<1990'2000>"]),
        ("1000 000 рублей", ["<1000 000>"]),
        ("1.000 000 рублей", ["<1.000 000>"]),
        ("1000 000,50 рублей", ["<1000 000,50>"]),
        ("10 00 рублей", ["<10 00>"]),
        ("10 0000 рублей", ["<10 0000>"]),
        ("5 000 00,5 рублей", ["<5 000 00,5>"]),
        ("№ 10 01.02.2014", ["10", "<01.02.2014>"]),
        ("в 2014 0,5%", ["2014", "0,5"]),
        ("٣5", ["<٣5>"]),
        ("5٣", ["<5٣>"]),
        ("٣", ["<٣>"]),
    ],
)
def test_running_text(text: str, expected: list[str]) -> None:
    assert expected == tokens(text)


digit_runs = st.text("0123456789" * 3 + "   ..,,:/'’\u00a0\n-x٣", max_size=40)


@given(digit_runs)
def test_every_digit_stands_in_one_token_and_no_run_is_torn(text: str) -> None:
    found = list(TOKEN.finditer(text))
    inside = {at for token in found for at in range(*token.span())}
    assert {at for at, character in enumerate(text) if character.isdecimal()} <= inside
    assert all(
        not text[token.end() : token.end() + 1].isdecimal()
        and text[token.start()].isdecimal()
        and text[token.end() - 1].isdecimal()
        for token in found
    )


@given(digit_runs)
def test_a_text_is_read_when_it_is_one_numeral(text: str) -> None:
    try:
        decimal(text)
    except NormalizationError:
        assert tokens(text) != [text]
    else:
        assert tokens(text) == [text]


@pytest.mark.parametrize(
    ("unit", "tail", "expected"),
    [
        ("1", "", 1),
        ("1 ", "", 500_000),
        ("111 ", "", 1),
        ("111 ", "111:5", 1),
        ("111 ", "111,5,5", 1),
        ("111,", "", 1),
        ("111,", "11", 1),
        ("111.", "111,1.1", 1),
        ("111'", "11", 1),
        ("1,", "", 1),
        ("1.1,", "", 1),
        ("1,1 111 ", "", 1_000_000),
        ("1 000/", "", 1),
        ("1 000 0", "", 2),
        ("000 ", "", 1),
        ("1,1, ", "", 500_000),
        ("111  ", "", 1),
        ("1\n", "", 500_000),
        ("111  ", "1", 2),
        ("1&nbsp;", "", 1),
        ("1&", "", 500_000),
    ],
)
def test_half_a_million_repetitions_take_one_pass(unit: str, tail: str, expected: int) -> None:
    """Megabytes of what a backtracking expression takes hours for."""
    assert expected == sum(1 for _ in TOKEN.finditer(unit * 500_000 + tail))


@pytest.mark.parametrize("size", [5_000, 1_000_000])
def test_long_numerals(size: int) -> None:
    digits = "9" * size
    assert digits == str(decimal(digits))
    assert f"{digits}.{digits}" == str(decimal(f"{digits},{digits}"))
    assert Decimal("999" * size) == decimal(" ".join(["999"] * size))
    assert Decimal("999" * size) == decimal(".".join(["999"] * size))


def test_a_numeral_has_a_greatest_length() -> None:
    for text in ("1" * (MAX_DIGITS + 1), "1," + "1" * MAX_DIGITS):
        with pytest.raises(NormalizationError, match="is longer than 10000000 digits"):
            decimal(text)


@pytest.mark.parametrize("read", [decimal, grouped])
def test_a_numeral_is_a_string(read: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match=r"^a numeral is a str, not int$"):
        read(5)
