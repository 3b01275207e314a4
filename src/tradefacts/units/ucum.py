"""Symbols of physical units in the style of UCUM, and their names in the library pint.

The symbols are those of UCUM (ucum.org, version 2.2) with plain powers (`m2`), except for a few
trade units that UCUM lacks or writes in brackets: `t`, `bbl`, `oz_tr`, `ct`, `TEU`.
"""

from types import MappingProxyType
from typing import Final

PINT: Final = MappingProxyType(
    {
        "mg": "milligram",
        "g": "gram",
        "kg": "kilogram",
        "dt": "0.1 * metric_ton",
        "t": "metric_ton",
        "kt": "1000 * metric_ton",
        "Mt": "1000000 * metric_ton",
        "oz_tr": "troy_ounce",
        "ct": "carat",
        "mm": "millimeter",
        "cm": "centimeter",
        "m": "meter",
        "km": "kilometer",
        "mi": "mile",
        "m2": "meter ** 2",
        "km2": "kilometer ** 2",
        "ha": "hectare",
        "ar": "0.01 * hectare",
        "mL": "milliliter",
        "L": "liter",
        "hL": "hectoliter",
        "daL": "10 * liter",
        "m3": "meter ** 3",
        "bbl": "oil_barrel",
        "W": "watt",
        "kW": "kilowatt",
        "MW": "megawatt",
        "GW": "gigawatt",
        "kWh": "kilowatt * hour",
        "MWh": "megawatt * hour",
        "GWh": "gigawatt * hour",
        "TWh": "terawatt * hour",
        "Gcal": "gigacalorie",
        "V": "volt",
        "kV": "kilovolt",
        "HP": "metric_horsepower",
        "t.km": "metric_ton * kilometer",
        "GB": "gigabyte",
        "TB": "terabyte",
    }
)
"""Symbols and what pint parses for each; units that are not physical are in `COUNTED`."""

COUNTED: Final = frozenset({"TEU"})
"""Symbols of units that are counted: a TEU is room for a twenty-foot container."""


def symbols() -> frozenset[str]:
    """List every symbol.

    >>> "t" in symbols(), "TEU" in symbols(), "ton" in symbols()
    (True, True, False)
    """
    return frozenset(PINT) | COUNTED
