"""ISO 4217, against pycountry, the iso4217 package and list three itself."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import iso4217 as published
import pycountry
import pytest

from tradefacts.units import iso4217
from tradefacts.units.errors import NormalizationError

LIST_THREE = Path(__file__).parents[2] / "scripts" / "sources" / "iso4217-list-three.xml"


def test_currencies_in_force_are_those_of_pycountry() -> None:
    expected = {c.alpha_3: (c.numeric, c.name) for c in pycountry.currencies}
    found = map(iso4217.currency, iso4217.codes())
    assert expected == {c.code: (c.numeric, c.name) for c in found if c.withdrawn is None}


def test_minor_units_are_those_of_list_one() -> None:
    expected = {unit.code: unit.exponent for unit in published.Currency}
    assert expected == {code: iso4217.currency(code).minor_unit for code in expected}


def test_withdrawn_currencies_are_those_of_list_three() -> None:
    entries = ET.parse(LIST_THREE).getroot().iter("HstrcCcyNtry")
    historic = {entry.findtext("Ccy") for entry in entries}
    in_force = {c.alpha_3 for c in pycountry.currencies}
    withdrawn = {c for c in iso4217.codes() if iso4217.currency(c).withdrawn is not None}
    assert historic - in_force == withdrawn


@pytest.mark.parametrize(
    ("code", "numeric", "withdrawn"),
    [
        ("LVL", "428", "2014-01"),
        ("HRK", "191", "2023-01"),
        ("BYR", "974", "2017-01"),
        ("BGN", "975", "2026-01"),
        ("VNC", "704", "1990"),
        ("BGJ", "100", "1990"),
        ("DDM", "278", "1990-09"),
        ("XFO", None, "2006-10"),
    ],
)
def test_withdrawn(code: str, numeric: str | None, withdrawn: str) -> None:
    found = iso4217.currency(code)
    assert (numeric, None, withdrawn) == (found.numeric, found.minor_unit, found.withdrawn)


def test_minor() -> None:
    for unit in published.Currency:
        if unit.exponent is not None:
            assert str(10**unit.exponent) == str(iso4217.minor(unit.code))
    assert Decimal(100) == iso4217.minor("RUB")


@pytest.mark.parametrize("code", ["XAU", "XDR", "LVL"])
def test_no_minor_unit(code: str) -> None:
    with pytest.raises(NormalizationError, match=f"{code} has no minor unit in ISO 4217"):
        iso4217.minor(code)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("usd", "'usd' is no ISO 4217 code; did you mean USD?"),
        ("", "'' is no ISO 4217 code"),
        ("ЯЯЯ", "'ЯЯЯ' is no ISO 4217 code"),
        ("R" * 90, f"'{'R' * 40}'... (90 characters) is no ISO 4217 code"),
    ],
)
def test_unknown(code: str, message: str) -> None:
    with pytest.raises(NormalizationError) as caught:
        iso4217.currency(code)
    assert message == str(caught.value)


def test_an_entry_is_immutable_and_made_once() -> None:
    rouble = iso4217.currency("RUB")
    assert iso4217.currency("RUB") is rouble
    with pytest.raises(AttributeError):
        rouble.name = "Rouble"  # type: ignore[misc]


@pytest.mark.parametrize("ask", [iso4217.minor, iso4217.currency])
def test_a_code_is_a_string(ask: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match=r"^a code is a str, not NoneType$"):
        ask(None)
