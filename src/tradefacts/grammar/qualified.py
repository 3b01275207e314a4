"""Qualified names: the grammar's name, a dot, the local name; `ast.Grammar.own` makes them."""

from __future__ import annotations


def local(name: str) -> str:
    """The local part of a qualified name.

    >>> local("number.figure")
    'figure'
    """
    return name.rpartition(".")[2]
