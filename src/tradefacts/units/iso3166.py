"""ISO 3166: the codes of countries (part 1, alpha-2) and of their subdivisions (part 2).

`iso3166.tsv` names the version of its source.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from tradefacts.units.tables import Table, table, unknown


class Place(NamedTuple):
    """One entry of ISO 3166-1 or ISO 3166-2.

    `name` is the English short name of a country, the local name of a subdivision in Latin letters.
    `category` is the standard's word ("Country", "Oblast", "Republic"). `parent` is the code of the
    place directly above this one, a country or a subdivision; None for a country.
    `alpha_3` and `numeric` (three digits) belong to countries, None for others.
    """

    code: str
    name: str
    category: str
    parent: str | None = None
    alpha_3: str | None = None
    numeric: str | None = None

    @property
    def country(self) -> str:
        """The alpha-2 code of the country that the place lies in; for a country, its own code.

        >>> place("RU-VLG").country
        'RU'
        """
        return self.code[:2]


@cache
def place(code: str) -> Place:
    """Look up a code; for any other text, `NormalizationError` suggests the nearest code.

    >>> place("RU-VLG")  # doctest: +NORMALIZE_WHITESPACE
    Place(code='RU-VLG', name="Vologodskaya oblast'", category='Administrative region', parent='RU',
          alpha_3=None, numeric=None)
    >>> place("BY").name, place("GB-LND").parent
    ('Belarus', 'GB-ENG')
    >>> place("RU-VGL")
    Traceback (most recent call last):
    tradefacts.units.errors.NormalizationError: 'RU-VGL' is no ISO 3166 code; did you mean RU-VLG?
    """
    row = _table().get(code)
    if row is None:
        land = str(code)[:3].upper()  # suggest codes of the same country
        raise unknown(code, "ISO 3166 code", [c for c in codes() if c.startswith(land)] or codes())
    name, category, parent, alpha_3, numeric = row.split("\t")
    return Place(code, name, category, parent or None, alpha_3 or None, numeric or None)


@lru_cache(10_000)
def known(code: str) -> bool:
    """Whether a code is known; faster than `code in codes()` for a few look-ups.

    >>> known("BY-HM"), known("BLR")
    (True, False)
    """
    return _table().get(code) is not None


@cache
def codes() -> frozenset[str]:
    """List every code, of countries (two letters) and of subdivisions.

    >>> "BY" in codes(), "BY-HM" in codes(), "BLR" in codes()
    (True, True, False)
    """
    return frozenset(_table())


@cache
def countries() -> tuple[Place, ...]:
    """List the countries, by code.

    >>> [country.code for country in countries()][:3]
    ['AD', 'AE', 'AF']
    """
    return tuple(place(code) for code in _table() if len(code) == 2)


@cache
def subdivisions(country: str) -> tuple[Place, ...]:
    """List the subdivisions of a country, of every level, by code; a small country may have none.

    Raises `NormalizationError` if `country` is not an alpha-2 code of a country.

    >>> [part.code for part in subdivisions("BY")]
    ['BY-BR', 'BY-HM', 'BY-HO', 'BY-HR', 'BY-MA', 'BY-MI', 'BY-VI']
    """
    if place(country).parent is not None:
        raise unknown(country, "ISO 3166-1 code", (found.code for found in countries()))
    return tuple(place(code) for code in _table() if code.startswith(f"{country}-"))


@cache
def _table() -> Table:
    return table("iso3166.tsv")
