"""Exact arithmetic, against Fraction and under a decimal context that loses everything it can."""

import decimal
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.units import exact
from tradefacts.units.errors import NormalizationError

HOSTILE = decimal.Context(prec=1, Emax=1, Emin=-1, traps=[decimal.Rounded, decimal.Clamped])

decimals = st.builds(
    lambda sign, digits, exponent: Decimal(f"{sign}{digits}E{exponent}"),
    st.sampled_from(["", "-"]),
    st.text("0123456789", min_size=1, max_size=80),
    st.integers(-60, 60),
)


def hostile(operation: Callable[..., Decimal], *values: Decimal) -> Decimal:
    with decimal.localcontext(HOSTILE):
        return operation(*values)


@given(decimals, decimals)
def test_sums_and_products_are_those_of_fractions(a: Decimal, b: Decimal) -> None:
    assert Fraction(a) + Fraction(b) == Fraction(hostile(exact.add, a, b))
    assert Fraction(a) - Fraction(b) == Fraction(hostile(exact.subtract, a, b))
    assert Fraction(a) * Fraction(b) == Fraction(hostile(exact.multiply, a, b))
    assert -Fraction(a) == Fraction(hostile(exact.negate, a))


@given(decimals, decimals.filter(bool))
def test_a_quotient_is_exact_or_refused(a: Decimal, b: Decimal) -> None:
    quotient = Fraction(a) / Fraction(b)
    rest = quotient.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        assert quotient == Fraction(hostile(exact.divide, a, b))
    else:
        with pytest.raises(NormalizationError, match="no exact decimal"):
            exact.divide(a, b)


@given(decimals, st.integers(0, 200), st.integers(0, 200))
def test_what_was_multiplied_can_be_divided(a: Decimal, twos: int, fives: int) -> None:
    b = Decimal(2**twos * 5**fives)
    assert a == exact.multiply(exact.divide(a, b), b)
    assert a == exact.divide(exact.multiply(a, b), b)


@given(decimals)
def test_the_plain_form_is_the_value_in_its_shortest_digits(value: Decimal) -> None:
    with decimal.localcontext(HOSTILE):
        text = exact.plain(value)
        assert text == f"{exact.canonical(value):f}"
    assert Fraction(value) == Fraction(text)
    whole, _, fraction = text.removeprefix("-").partition(".")
    assert whole == (whole.lstrip("0") or "0")
    assert fraction == fraction.rstrip("0")
    assert text.isascii()
    assert text != "-0"


@given(decimals, st.integers(0, 40))
def test_equal_values_have_one_plain_form(value: Decimal, zeros: int) -> None:
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    same = Decimal((sign, digits + (0,) * zeros, exponent - zeros))
    assert exact.plain(value) == exact.plain(same)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1.20", "1.2"),
        ("1E+3", "1000"),
        ("-0.00", "0"),
        ("0E+999999999", "0"),
        (
            "-123456789012345678901234567890.50",
            "-123456789012345678901234567890.5",
        ),
    ],
)
def test_canonical(value: str, expected: str) -> None:
    assert expected == str(exact.canonical(Decimal(value)))


@pytest.mark.parametrize("size", [5_000, 1_000_000])
def test_long_numerals(size: int) -> None:
    """(10**n - 1)**2 is known without arithmetic."""
    nines = Decimal("9" * size)
    square = hostile(exact.multiply, nines, nines)
    assert "9" * (size - 1) + "8" + "0" * (size - 1) + "1" == exact.plain(square)
    assert "1" + "0" * (size - 1) + "1" == exact.plain(exact.add(nines, Decimal(2)))
    assert nines == exact.divide(square, nines)
    assert "-" + "9" * size == exact.plain(exact.negate(nines))
    assert "0." + "0" * (size - 1) + "1" == exact.plain(Decimal(f"1E-{size}"))


@pytest.mark.parametrize("huge", ["1E+999999999", "1E-999999999", "-7E+999999999999999999"])
def test_beyond_the_limit_is_an_error_and_not_the_end_of_memory(huge: str) -> None:
    value, one = Decimal(huge), Decimal(1)
    operations: list[Callable[[], object]] = [
        lambda: exact.add(value, one),
        lambda: exact.subtract(one, value),
        lambda: exact.multiply(value, value),
        lambda: exact.divide(value, one),
        lambda: exact.remainder(value, one),
        lambda: exact.negate(value),
        lambda: exact.canonical(value),
        lambda: exact.plain(value),
    ]
    for operation in operations:
        with pytest.raises(NormalizationError, match="no exact decimal of 10000000 digits"):
            operation()


def test_the_limit_itself_is_kept() -> None:
    limit = Decimal(f"1E+{exact.MAX_DIGITS - 1}")
    beyond = exact.multiply(limit, Decimal(10))
    assert len(exact.plain(limit)) == exact.MAX_DIGITS
    assert exact.plain(exact.subtract(beyond, Decimal(1))) == "9" * exact.MAX_DIGITS
    with pytest.raises(NormalizationError, match="no exact decimal"):
        exact.add(beyond, Decimal(1))


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_amounts_are_finite(value: str) -> None:
    operations: list[Callable[[Decimal], object]] = [
        exact.negate,
        exact.canonical,
        exact.plain,
        lambda x: exact.add(x, Decimal(1)),
        lambda x: exact.divide(Decimal(1), x),
        lambda x: exact.divide(x, Decimal(1)),
        lambda x: exact.remainder(x, Decimal(1)),
    ]
    for operation in operations:
        with pytest.raises(NormalizationError, match="not finite"):
            operation(Decimal(value))


@pytest.mark.parametrize("zero", ["0", "-0.00", "0E+999999999"])
@pytest.mark.parametrize("operation", [exact.divide, exact.remainder])
def test_division_by_zero(operation: Callable[..., Decimal], zero: str) -> None:
    with pytest.raises(NormalizationError, match="5 / 0: division by zero"):
        operation(Decimal(5), Decimal(zero))


def test_a_long_number_is_cut_in_a_message() -> None:
    with pytest.raises(NormalizationError) as caught:
        exact.divide(Decimal(1), Decimal("3" * 1000))
    assert f"1 / {'3' * 40}... (1000 characters) is no exact decimal of 10000000 digits" == str(
        caught.value
    )


def test_a_float_is_no_amount() -> None:
    with pytest.raises((TypeError, AttributeError)):
        exact.add(0.1, Decimal(1))  # type: ignore[arg-type]
