"""The values that slots hold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Final

Value = Decimal | str | None
"""The value of a lexicon key or a slot: a number, a name of a closed domain, or null."""

Key = tuple[str, str | None, tuple[str, ...]]
"""Identifies a set of words: a lexicon, its part and features; or literal words and ""."""


class Missing(Enum):
    """The content of an unbound slot, unlike null, which is a value."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING

SlotValue = Value | Missing
Slots = Mapping[str, Value]
