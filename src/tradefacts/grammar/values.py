"""What slots hold, and what the tokens of terminals are worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final

from tradefacts.units import dates, numerals

Value = Decimal | str | None
"""What a lexicon key or a slot holds: a number, a name of a closed domain, or null."""

Key = tuple[str, str | None, tuple[str, ...]]
"""What tells words apart: a lexicon, its part and features, or literal words and ""."""

WRITTEN: Final[Mapping[str, Callable[[str], Value]]] = {
    "DECIMAL": numerals.decimal,
    "INT": numerals.decimal,
    "GROUPED": numerals.grouped,
    "DAY": dates.read_day,
    "DATE": dates.read_date,
    "TIME": dates.read_time,
    "YEARS": dates.read_years,
}
"""What the token of a terminal is worth, from its text."""

SOFT = ("ANY", "WORD")
"""Terminals whose tokens do not count as context: they say nothing of their own."""


class Missing(Enum):
    """What an unbound slot holds; unlike null, which is a value."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING

SlotValue = Value | Missing
Slots = Mapping[str, Value]
