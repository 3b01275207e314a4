"""What a test of a line of `roles` asks of a mention."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradefacts.assembly.compile import compile_program
from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.roles import Roles
from tradefacts.facts import Fact, Money, Period, Region
from tradefacts.grammar.load import load

GRAMMAR = """grammar main

lexicon indicator : indicator
  export  lemma экспорт
roles {kind}
  | [ {kind} ]  => when  if {test}

frame main -> TradeFact
  slot value  = when
  slot change = when
  slot period = when in near
  slot base   = when in near
  flow export : reporter = when
"""
YEAR = Period(start=0, stop=1, text="x", iso="2024", relative=True)
TIMELESS = Period(start=0, stop=1, text="x")
NAMELESS = Region(start=0, stop=1, text="x", code=None, name="Урал", level="macroregion")
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
    ],
)
def test_a_field_is_compared(tmp_path: Path, mention: Fact, test: str, holds: bool) -> None:
    assert holds == fits(tmp_path, mention, test)


def fits(folder: Path, mention: Fact, test: str) -> bool:
    """Whether the one line of roles takes a mention."""
    path = folder / "main.tfg"
    path.write_text(GRAMMAR.format(kind=mention.kind, test=test), "utf-8")
    item = Item("x", 0, 1, mention.kind, mention)
    Roles(compile_program(load(path)).roles).assign(Row([item]))
    return item.role == "when"
