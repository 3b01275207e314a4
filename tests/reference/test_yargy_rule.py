"""A loaded grammar inside grammars written with Yargy."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from yargy import Parser, or_, rule
from yargy.interpretation import fact
from yargy.predicates import eq, in_, in_caseless
from yargy.predicates import type as type_is

from tradefacts.extractor import load_grammars
from tradefacts.facts import Fact
from tradefacts.reference import Reference, Tokenizer

from .conftest import Engine


@cache
def reference() -> Reference:
    return Reference(load_grammars(["money", "percent"]))


def found(yargy_rule: Any, text: str) -> list[list[Fact]]:
    parser = Parser(yargy_rule, tokenizer=Tokenizer())
    return [reference().facts_of(match, text) for match in parser.findall(text)]


@pytest.mark.parametrize(
    "text",
    [
        "5 млн рублей",
        "более $1,2 млрд",
        "с 3 до 5 млн рублей",
        "не менее 7,5%",
        "10–15 процентов",
        "1 234 567 890 руб.",
    ],
)
def test_alone_it_reads_what_the_engine_reads(text: str) -> None:
    both = or_(reference().yargy_rule("money.money"), reference().yargy_rule("percent.percent"))
    assert [reference().facts(text)] == found(both, text)


def test_in_a_rule_of_ones_own() -> None:
    money, percent = (reference().yargy_rule(name) for name in ("money.money", "percent.percent"))
    text = "Экспорт вырос на 5%, до $1,2 млрд, а импорт упал на 3%."
    growth = rule(eq("вырос"), eq("на"), percent, eq(","), eq("до"), money)
    (facts,) = found(growth, text)
    assert ["5%", "$1,2 млрд"] == [fact.text for fact in facts]
    assert all(fact.text == text[fact.start : fact.stop] for fact in facts)


def test_several_facts_of_one_match() -> None:
    money = reference().yargy_rule("money.money")
    (facts,) = found(rule(money, eq("против"), money), "5 млн рублей против 7 тыс. долларов")
    assert ["5000000", "7000"] == [fact.to_dict()["value"] for fact in facts]


def test_yargys_own_facts_stand_around_ours() -> None:
    Deal = fact("Deal", ["what"])  # noqa: N806  # a class that Yargy makes
    what = in_caseless({"контракт", "сделка"}).interpretation(Deal.what.custom(str.lower))
    deal = rule(what, eq("на"), reference().yargy_rule("money.money")).interpretation(Deal)
    (match,) = Parser(deal, tokenizer=Tokenizer()).findall("Контракт на 5 млн рублей")
    assert "контракт" == match.fact.what
    assert ["5 млн рублей"] == [
        f.text for f in reference().facts_of(match, "Контракт на 5 млн рублей")
    ]


def test_a_value_rule_is_a_rule_too() -> None:
    figure = reference().yargy_rule("number.figure")
    parser = Parser(rule(figure, in_({"тонн", "тонны"}), type_is("MARK")), tokenizer=Tokenizer())
    (match,) = parser.findall("всего 5,5 тонн!")
    assert ["5,5", "тонн", "!"] == [token.value for token in match.tokens]
    assert [] == reference().facts_of(match, "всего 5,5 тонн")


def test_a_condition_that_fails_leaves_no_fact(engine: Engine) -> None:
    read = engine('rule sum -> Money\n  | [ value=INT "$" ] => currency = USD if value < 9\n')
    parser = Parser(read.yargy_rule("sum"), tokenizer=Tokenizer())
    facts = [read.facts_of(match, "5 $, 10 $") for match in parser.findall("5 $, 10 $")]
    assert [["5 $"], []] == [[fact.text for fact in some] for some in facts]


def test_an_unknown_rule() -> None:
    with pytest.raises(KeyError):
        reference().yargy_rule("money.nothing")
