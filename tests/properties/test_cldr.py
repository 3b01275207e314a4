"""What CLDR (through Babel) writes in Russian is read back: the same amount, the same currency."""

from decimal import Decimal
from fractions import Fraction

from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_percent,
    get_currency_name,
)
from hypothesis import example, given
from hypothesis import strategies as st

from properties import strategies
from properties.reading import Said, read


@given(strategies.cents, strategies.cldr_currencies)
@example(Decimal("5.40"), "XCD")
def test_currency_symbols(value: Decimal, code: str) -> None:
    text = format_currency(value, code, locale="ru", currency_digits=False, format="#,##0.00 ¤")
    assert [Said(text, Fraction(value), code)] == read(text)


@given(strategies.cents, strategies.cldr_currencies)
def test_currency_codes(value: Decimal, code: str) -> None:
    text = format_currency(value, code, locale="ru", currency_digits=False, format="#,##0.00 ¤¤")
    assert [Said(text, Fraction(value), code)] == read(text)


@given(st.integers(0, 10**12), strategies.cldr_currencies)
@example(5, "XOF")
@example(5, "XAF")
def test_currency_names(value: int, code: str) -> None:
    """In the form that goes with the number: "1 доллар США", "3 доллара США", "5 долларов США"."""
    number = format_currency(value, code, "#,##0", locale="ru", currency_digits=False)
    text = f"{number} {get_currency_name(code, count=value, locale='ru')}"
    assert [Said(text, Fraction(value), code)] == read(text)


@given(strategies.cents, strategies.cldr_currencies)
def test_currency_names_after_decimals(value: Decimal, code: str) -> None:
    text = format_currency(value, code, locale="ru", format_type="name", currency_digits=False)
    assert [Said(text, Fraction(value), code)] == read(text)


@given(strategies.mantissas, strategies.powers, strategies.cldr_currencies)
def test_compact_currency(mantissa: Decimal, power: int, code: str) -> None:
    """ "1,23 млн $"."""
    text = format_compact_currency(mantissa.scaleb(power), code, locale="ru", fraction_digits=3)
    assert [Said(text, Fraction(mantissa) * 10**power, code)] == read(text)


@given(strategies.mantissas, strategies.powers, strategies.cldr_currencies)
def test_long_compact_numbers_with_names(mantissa: Decimal, power: int, code: str) -> None:
    """ "1,23 миллиона долларов США"."""
    number = format_compact_decimal(
        mantissa.scaleb(power), format_type="long", locale="ru", fraction_digits=3
    )
    text = f"{number} {get_currency_name(code, count=5, locale='ru')}"
    assert [Said(text, Fraction(mantissa) * 10**power, code)] == read(text)


@given(st.decimals(-10, 100, places=6))
def test_percent(value: Decimal) -> None:
    text = format_percent(value, locale="ru", decimal_quantization=False)
    assert [Said(text, Fraction(value) * 100, "percent")] == read(text)
