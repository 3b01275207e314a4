"""What is warned of, and what looks alike and is not."""

from __future__ import annotations

from typing import ClassVar

import pytest
from attrs import field, frozen

from tradefacts.facts import Fact, one_of, register
from tradefacts.grammar.check.homonyms import check_homonyms
from tradefacts.grammar.check.rules import check_slots

from .conftest import CURRENCY, Engine

TOWNS = """lexicon kz : iso3166
  KZ-55  form Аксу
lexicon kg : iso3166
  KG-Y  form Аксу
lexicon other : iso3166
  KZ-55  form Аксу
"""
MORE = "lexicon also : iso4217\n  EUR  lemma доллар\n"


@pytest.fixture
def wagons(kinds: None) -> None:
    @register
    @frozen(kw_only=True, repr=False)
    class Wagons(Fact):
        kind: ClassVar[str] = "wagons"
        count: str = field(metadata={"domain": "number"})
        state: str = one_of("state_of_a_wagon", ["full", "empty"], default="full")


@pytest.mark.usefixtures("wagons")
@pytest.mark.parametrize(
    ("rule", "slots"),
    [
        ('rule r -> Wagons\n  | [ count=INT "вагонов" ]', []),
        ('rule r -> Wagons\n  | [ empty=INT "вагонов" ]  => count = empty', ["empty"]),
        ('rule r -> Wagons\n  | [ gt=INT "вагонов" ]  => count = gt', []),
        ('rule r -> Money\n  | [ gt=INT "$" ]  => value = gt, currency = USD', ["gt"]),
        ('rule r -> Money\n  | [ physical=INT "$" ]  => value = physical, currency = USD', []),
        ('rule r -> relation\n  | gt=INT  => ge  if gt < 5', ["gt"]),
        ('rule r -> number\n  | gt=INT  => gt', []),
        ('rule r -> (gt, low)\n  | gt=INT low=INT', []),
        ('rule r -> (high, low)\n  | ge=INT low=INT  => high = ge', ["ge"]),
    ],
)  # fmt: skip
def test_a_slot_hides_only_what_its_rule_can_give(
    engine: Engine, rule: str, slots: list[str]
) -> None:
    made = engine(f"# {slots}\n{rule}\n").grammar.rules["m.r"]
    told = [problem.message for problem in check_slots(made)]
    assert [f"the slot {slot!r} hides the constant of that name" for slot in slots] == told


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("rule r -> (code, name)\n  | kz\n  | kg", 1),
        ("rule r -> (code, name)\n  | (kz | kg)", 1),
        ('rule r -> (code, name)\n  | "город" (kz | kg)', 1),
        ('rule r -> (code, name)\n  | kz\n  | "река" kg', 0),
        ("rule r -> (code, name)\n  | (kz | other)", 0),
        ("rule r -> (code, name)\n  | kz\n  | !kz kg", 0),
        ("rule r -> flag\n  | (kz | kg)  => eq", 0),
        ("rule r -> Region\n  | [ (kz | kg) ]  => level = city", 1),
        ("rule r -> iso4217\n  | cur\n  | also", 1),
        ("rule r -> Money\n  | [ value=INT currency=(cur | also) ]", 1),
        ("rule r -> Money\n  | [ value=INT currency=(cur.symbol | also) ]", 0),
        ("rule r -> Money\n  | [ currency=cur.symbol value=INT currency=(cur | also) ]", 0),
        ("rule r -> (value, currency)\n  | value=INT currency=(cur | also)", 0),
    ],
)
def test_a_wording_of_two_lexicons_is_told_where_nothing_tells_them_apart(
    engine: Engine, rule: str, found: int
) -> None:
    grammar = engine(f"{CURRENCY}{TOWNS}{MORE}{rule}\n").grammar
    told = list(check_homonyms(grammar.rules["m.r"], grammar))
    assert ["W078"] * found == [problem.code for problem in told]
