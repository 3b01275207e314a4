"""Runs the command line in an empty folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Golden = Callable[[str, str], None]

SHOP = """\
grammar shop
"Prices."

lexicon coin : iso4217
  RUB  lemma рубль  abbr руб
  USD  symbol $

rule sum -> (value, currency)
  | value=DECIMAL currency=coin

rule price -> Money
  | !("№") [ sum ]
  | "до" [ sum ]                   => relation = le
  | [ "от" low=DECIMAL "до" high=DECIMAL currency=coin ]
      => relation = range  if low < high

example sum
  "5 руб."         => Record(value=5, currency=RUB)
example price
  "цена [5 руб.]"  => Money(value=5, currency=RUB)
  "до [5 рублей]"  => Money(value=5, currency=RUB, relation=le)
  "[от 5 до 7$]"   => Money(low=5, high=7, currency=USD, relation=range)
reject price
  "№ 5 руб."
todo price
  "[$5]"           => Money(value=5, currency=USD)
"""
FAILING = (
    SHOP.partition("example sum")[0]
    + """\
example sum
  "5 руб."             => Record(value=6, currency=RUB)
  "5 штук"             => Record(value=5, currency=RUB)
example price
  "цена [5 руб.]"      => Money(value=5, currency=USD)
  "№ [5 руб.]"         => Money(value=5, currency=RUB)
  "[от 7 до 5 руб.]"   => Money(low=7, high=5, currency=RUB, relation=range)
  "до 5 [руб.]"        => Money(value=5, currency=RUB)
  "5 и [7 шт.]"        => Money(value=7, currency=RUB)
  "до [5 руб.] в день" => Money(value=5, currency=RUB)
reject price
  "5 рублей"
todo price
  "[5$]"               => Money(value=5, currency=USD)
"""
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two grammars, one of which fails."""
    monkeypatch.chdir(tmp_path)
    Path("shop.tfg").write_text(SHOP, encoding="utf-8")
    Path("failing.tfg").write_text(FAILING.replace("grammar shop", "grammar failing"), "utf-8")
    return tmp_path


@pytest.fixture
def run(run: Run, folder: Path) -> Run:
    """Run the command line in that folder."""
    return run
