"""Sentences that a grammar gives by itself: whatever the language has can be in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradefacts.grammar.load import load
from tradefacts.grammar.terminals import TERMINALS
from tradefacts.reference import Reference
from tradefacts.tools.sample import samples

GRAMMAR = """grammar shop
lexicon coin : iso4217
  RUB  abbr руб
rule price -> Money
  | {} "за" [ value=DECIMAL currency=coin ]
"""


@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_terminal_has_samples(tmp_path: Path, terminal: str) -> None:
    path = tmp_path / "shop.tfg"
    path.write_text(GRAMMAR.format(terminal), encoding="utf-8")
    assert samples(Reference(load(path)), "price", 3)
