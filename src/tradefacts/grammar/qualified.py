"""Qualified names: that of a file, a dot, the name in it; `ast.Grammar.own` makes them."""

from __future__ import annotations


def local(name: str) -> str:
    """A qualified name in its own file.

    >>> local("number.figure")
    'figure'
    """
    return name.rpartition(".")[2]
