"""What a test of a line of `roles` asks of a mention."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradefacts.assembly.compile import compile_program
from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.roles import Roles
from tradefacts.facts import Fact, Money, Period
from tradefacts.grammar.load import load

GRAMMAR = """grammar main

lexicon indicator : indicator
  export  lemma экспорт
roles money, period
  | [ it ]  => when  if {test}

frame main -> TradeFact
  slot value  = when
  slot change = when
  slot period = when in near
  slot base   = when in near
  flow export : reporter = when
"""
YEAR = Period(start=0, stop=1, text="x", iso="2024", relative=True)
TIMELESS = Period(start=0, stop=1, text="x")
FIVE = Money(start=0, stop=1, text="x", value=5, currency="USD")
RANGE = Money(start=0, stop=1, text="x", low=5, high=7, currency="USD", relation="range")


@pytest.mark.parametrize(
    ("mention", "test", "holds"),
    [
        (YEAR, "relative = true", True),
        (YEAR, "relative != true", False),
        (YEAR, "relative = false", False),
        (TIMELESS, "relative = false", True),
        (YEAR, 'iso = "2024"', True),
        (YEAR, 'iso != "2024"', False),
        # the value of a range is its lower end
        (RANGE, "value = 5", True),
        (RANGE, "5 < value", False),
        (RANGE, "value < high", True),
        # a field of another kind is a name, which is no number, and no other name
        (YEAR, "currency = USD", False),
        (YEAR, "currency != USD", True),
        (YEAR, "value < 5", False),
    ],
)
def test_a_field_is_compared(tmp_path: Path, mention: Fact, test: str, holds: bool) -> None:
    assert holds == fits(tmp_path, mention, test)


@pytest.mark.parametrize("op", ["=", "!=", "<", "<="])
def test_a_test_on_a_missing_field_holds_as_in_rules(tmp_path: Path, op: str) -> None:
    assert fits(tmp_path, FIVE, f"low {op} 5")
    assert fits(tmp_path, FIVE, f"value {op} high")


def fits(folder: Path, mention: Fact, test: str) -> bool:
    """Whether the one line of roles takes a mention."""
    path = folder / "main.tfg"
    path.write_text(GRAMMAR.format(test=test), "utf-8")
    item = Item("x", 0, 1, mention.kind, mention)
    Roles(compile_program(load(path)).roles).assign(Row([item]))
    return item.role == "when"
