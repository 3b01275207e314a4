"""ISO 3166-1 and 3166-2, against pycountry."""

import pycountry
import pytest

from tradefacts.units import iso3166
from tradefacts.units.errors import NormalizationError
from tradefacts.units.iso3166 import Place


def test_countries_are_those_of_pycountry() -> None:
    expected = [
        Place(c.alpha_2, c.name, "Country", None, c.alpha_3, c.numeric)
        for c in sorted(pycountry.countries, key=lambda c: c.alpha_2)
    ]
    assert expected == list(iso3166.countries())


def test_subdivisions_are_those_of_pycountry() -> None:
    expected = [
        Place(s.code, s.name, s.type, s.parent_code or s.country_code)
        for s in sorted(pycountry.subdivisions, key=lambda s: s.code)
    ]
    found = [part for c in iso3166.countries() for part in iso3166.subdivisions(c.code)]
    assert expected == sorted(found, key=lambda part: part.code)


def test_codes_are_those_of_both_parts() -> None:
    expected = {c.alpha_2 for c in pycountry.countries} | {s.code for s in pycountry.subdivisions}
    assert expected == iso3166.codes()
    assert {iso3166.place(code).code for code in expected} == expected


def test_parents_lead_to_the_country() -> None:
    for code in iso3166.codes():
        place = iso3166.place(code)
        while place.parent is not None:
            assert place.country == iso3166.place(place.parent).country
            place = iso3166.place(place.parent)
        assert place.category == "Country"
        assert code[:2] == place.code == place.country


def test_a_place_in_two_steps() -> None:
    assert iso3166.place("GB-LND").parent == "GB-ENG"
    assert iso3166.place("GB-ENG").parent == "GB"
    assert iso3166.place("GB-LND").country == "GB"
    assert iso3166.subdivisions("FO") == ()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("ru", "'ru' is no ISO 3166 code; did you mean RU?"),
        ("RU-VGL", "'RU-VGL' is no ISO 3166 code; did you mean RU-VLG?"),
        ("ru-vgl", "'ru-vgl' is no ISO 3166 code; did you mean RU-VLG?"),
        ("RU-XXX", "'RU-XXX' is no ISO 3166 code"),
        ("XU-VLG", "'XU-VLG' is no ISO 3166 code; did you mean RU-VLG?"),
        ("", "'' is no ISO 3166 code"),
    ],
)
def test_unknown(code: str, message: str) -> None:
    for read in (iso3166.place, iso3166.subdivisions):
        with pytest.raises(NormalizationError) as caught:
            read(code)
        assert message == str(caught.value)


def test_a_subdivision_is_no_country() -> None:
    with pytest.raises(NormalizationError, match=r"'RU-MOW' is no ISO 3166-1 code"):
        iso3166.subdivisions("RU-MOW")
