"""The dictionary: pymorphy3, loaded once, and only to compile a grammar."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pymorphy3

SAME_CASE = {"gen1": "gent", "gen2": "gent", "loc2": "loct", "acc2": "accs"}
"""Maps the secondary cases of OpenCorpora to the main cases that they count as here."""


@cache
def morph() -> pymorphy3.MorphAnalyzer:
    """The analyzer, which takes a tenth of a second and 20 MB to load."""
    import pymorphy3  # noqa: PLC0415  # a compiled grammar already has its forms

    return pymorphy3.MorphAnalyzer()
