"""The grammars that come with the library."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SUFFIX = ".tfg"


@cache
def grammar_folder() -> Path:
    """The folder of the shipped `.tfg` files: in the installed package, or in the checkout."""
    packaged = Path(__file__).parents[1] / "grammars"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "grammars"
