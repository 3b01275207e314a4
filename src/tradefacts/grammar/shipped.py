"""The grammars that come with the library."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SUFFIX = ".tfg"


@cache
def grammar_folder() -> Path:
    """Where the shipped `.tfg` files are: in the wheel, or the checkout's own folder."""
    packaged = Path(__file__).parents[1] / "grammars"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "grammars"
