"""A new grammar to start from: small, complete, commented, passing its own tests."""

from __future__ import annotations

from importlib.resources import files

from tradefacts.grammar.brought import NAME
from tradefacts.grammar.shipped import SUFFIX, grammar_folder


def skeleton(name: str) -> str:
    """The text of a new grammar with this name.

    >>> skeleton("mine").splitlines()[0]
    'grammar mine'

    Raises `ValueError` for a name that a grammar cannot have.
    """
    if not NAME.fullmatch(name):
        message = "a name is made of small Latin letters, digits and _, a letter first"
        raise ValueError(f"{name!r}: {message}")
    shipped = {path.stem for path in grammar_folder().rglob(f"*{SUFFIX}")}
    if name in shipped:
        raise ValueError(f"{name!r}: a shipped grammar has that name; take another")
    text = files("tradefacts.tools").joinpath("skeleton.tfg").read_text(encoding="utf-8")
    return text.replace("NAME", name)
