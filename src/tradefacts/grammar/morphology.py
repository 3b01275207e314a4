"""The dictionary: pymorphy3, made once and where a grammar is compiled."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pymorphy3

SAME_CASE = {"gen1": "gent", "gen2": "gent", "loc2": "loct", "acc2": "accs"}
"""What OpenCorpora calls a case of its own, by the case that it is here."""


@cache
def morph() -> pymorphy3.MorphAnalyzer:
    """The analyzer, which takes a tenth of a second and 20 MB."""
    import pymorphy3  # noqa: PLC0415  # a compiled grammar has its forms already

    return pymorphy3.MorphAnalyzer()
