"""Random texts from a grammar's own words, for properties."""

from __future__ import annotations

from benchmarks.random_texts import Writer
from hypothesis import strategies as st

from tradefacts.grammar import ast


def texts(grammar: ast.Grammar) -> st.SearchStrategy[str]:
    """Texts made from the words of a grammar."""
    return st.randoms(use_true_random=False).map(Writer(grammar).text)
