"""What a case of a frame tells of a fact."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import tradefacts
from tradefacts.facts.trade import Change, Magnitude, TradeFact
from tradefacts.facts.trade_terms import ChangeKind
from tradefacts.grammar import ast
from tradefacts.grammar.check.cases import TOLD
from tradefacts.grammar.errors import Location
from tradefacts.grammar.load import load
from tradefacts.grammar.values import Value
from tradefacts.tools.frames import Frames, agrees, spelled, told

GRAMMAR = """grammar exports

lexicon indicator : indicator
  export  lemma экспорт
roles money
  | indicator ANY{0,4} [ money ]  => level
roles region
  | indicator [ region ]          => of

frame moved -> TradeFact
  slot value  = level
  slot change = level
  slot period = level in near
  slot base   = level in near
  flow export : reporter = of
"""
FIVE = Magnitude(value=5, currency="USD")


def fact(value: Magnitude | None, change: Change | None) -> TradeFact:
    return TradeFact(
        start=0,
        stop=32,
        text="экспорт вырос почти на 3%, до $5",
        indicator="export",
        value=value,
        value_span=value and (30, 32),
        change=change,
        change_span=change and (23, 25),
    )


def expected(**fields: int | str) -> ast.Expected:
    values: dict[str, Value] = {
        name: value if isinstance(value, str) else Decimal(value) for name, value in fields.items()
    }
    return ast.Expected("TradeFact", {"indicator": "export", **values}, Location("x", 1, 1), {})


@pytest.mark.parametrize("value", [FIVE, None])
def test_the_relation_of_a_change_has_a_name_of_its_own(value: Magnitude | None) -> None:
    one = fact(value, Change(kind="percent_change", value=3, relation="approx"))
    level: dict[str, int | str] = {"value": 5, "currency": "USD"} if value else {}
    assert agrees(one, expected(**level, percent_change=3, change_relation="approx"))
    assert not agrees(one, expected(**level, percent_change=3))
    assert not agrees(one, expected(**level, percent_change=3, relation="approx"))
    assert "change_relation=approx" in spelled(one)


def test_what_is_not_there_has_no_relation_to_tell() -> None:
    assert agrees(fact(FIVE, None), expected(value=5, currency="USD"))
    assert agrees(fact(None, Change(kind="share", value=3)), expected(share=3))


def test_the_rule_of_a_fact_is_its_frame_and_the_grammar_of_it(tmp_path: Path) -> None:
    path = tmp_path / "exports.tfg"
    path.write_text(GRAMMAR, "utf-8")
    (made,) = Frames(load(path)).assembler.facts(
        tradefacts.extract("Экспорт Армении составил $2 млн.")
    )
    assert "exports.moved" == made.rule


def test_a_check_knows_what_is_told() -> None:
    each = [told(fact(FIVE, Change(kind=kind, value=3))) for kind in ChangeKind]
    assert TOLD == {name for one in each for name in one}
