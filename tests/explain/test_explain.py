"""What an explanation says, held to a small grammar, and to `extract` on the shipped ones."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import tradefacts
from tradefacts.explanation import Explanation, Sort, explain, explain_rule
from tradefacts.extractor import Extractor, default_extractor
from tradefacts.grammar.load import load
from tradefacts.grammar.shipped import SUFFIX, grammar_folder
from tradefacts.reference import Reference

HERE = Path(__file__).parent


@cache
def shop() -> Extractor:
    return Extractor([HERE / "shop.tfg"])


def misses(text: str) -> list[tuple[str, str, str]]:
    return [(miss.text, miss.why, miss.reason) for miss in explain(text, shop()).misses]


# -- facts
def test_a_fact_names_its_rule_its_file_and_line() -> None:
    (one,) = explain("всего 5 тыс. руб", shop()).facts
    assert ("shop.price", 1) == (one.rule, one.alternative)
    assert (str(HERE / "shop.tfg"), 17) == (one.location.path, one.location.line)
    assert '!("№") [ sum ]' == one.pattern


def test_slots_have_their_tokens_and_values() -> None:
    (one,) = explain("всего 5 тыс. руб", shop()).facts
    expected = [("n", "5", Decimal(5)), ("s", "тыс.", Decimal(1000)), ("currency", "руб", "RUB")]
    assert expected == [(slot.name, slot.text, slot.value) for slot in one.slots]
    (rule,) = one.parts
    fields = {"value": Decimal(5000), "currency": "RUB"}
    assert (Sort.RULE, "shop.sum", fields) == (rule.sort, rule.name, rule.value)


def test_a_word_leads_to_its_entry() -> None:
    (one,) = explain("5 долларов", shop()).facts
    (entry,) = one.slots[-1].parts
    assert (Sort.LEXICON, "shop.coin", 10) == (
        entry.sort,
        entry.name,
        entry.location.line if entry.location else 0,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 тыс. руб", ["value = n * s = 5 * 1000 = 5000"]),
        ("5 руб", ["value = n * s = 5"]),
        ("5 за 2 руб", ["value = n / d = 5 / 2 = 2.5"]),
        ("от 3 до 5 руб", ["relation = range", "if low < high: 3 < 5"]),
    ],
)
def test_steps_are_the_normalisation(text: str, expected: list[str]) -> None:
    (one,) = explain(text, shop()).facts
    assert expected == [str(step) for step in one.steps]


def test_context_is_what_stands_outside() -> None:
    (one,) = explain("не более 5 руб", shop()).facts
    assert ("не более",) == one.context


def test_a_shared_slot_is_lent() -> None:
    first, second = explain("5 и 7 млн руб", shop()).facts
    assert {"s": Decimal(1000000), "currency": "RUB"} == first.lent
    assert {} == second.lent
    assert (("и",), ()) == (second.context, first.context)


# -- what lost
@pytest.mark.parametrize(
    ("text", "why", "reason"),
    [
        ("не более 5 руб", "context", "less context than {}:18: 0 < 2"),
        ("5 и 7 млн руб", "weight", "fewer tokens in facts than {}:20: 3 < 4"),
    ],
)
def test_what_lost_says_why(text: str, why: str, reason: str) -> None:
    lost = explain(text, shop()).facts[0].lost
    place = "tests/explain/shop.tfg" if Path.cwd() == HERE.parents[1] else HERE / "shop.tfg"
    assert (why, reason.format(place)) in [(one.why, one.reason) for one in lost]


# -- near misses
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("№ 5 руб", ("5 руб", "guard", """guard !"№": '№' stands before""")),
        ("от 5 до 3 руб", ("от 5 до 3 руб", "if", "if low < high: 5 < 3 does not hold")),
        (
            "цена 5 руб доллар",
            ("5 руб доллар", "agreement", "agreement: currency is both RUB and USD"),
        ),
        ("7 за 3 руб", ("7 за 3 руб", "arithmetic", "no exact value: 7 / 3 is no exact decimal")),
        (
            "ровно 5-3 руб",
            ("5-3 руб", "contract", "the fact refuses it: low 5 is not below high 3"),
        ),
        ("7 тыс. штук", ("7 тыс.", "expected", "expected currency=coin before 'штук'")),
        ("вес 7", ("7", "expected", 'expected s=scale, currency=coin, "за", "и" before the end')),
    ],
)
def test_a_miss_says_why(text: str, expected: tuple[str, str, str]) -> None:
    found = misses(text)
    assert any(
        (text, why) == expected[:2] and reason.startswith(expected[2])
        for text, why, reason in found
    ), found


def test_a_guard_on_the_right_says_what_follows() -> None:
    attempts = explain("не более 5 руб в год", shop()).attempts
    expected = """guard !("в" "год"): 'в год' follows"""
    assert expected in [miss.reason for miss in attempts]
    assert () == explain("не более 5 руб в год", shop()).misses


def test_a_sentence_that_ends_before_a_gap_begins_is_no_reason() -> None:
    found = misses("Цена выросла. Теперь 5 руб доллар")
    assert "sentence" not in [why for _, why, _ in found]  # the gap never begins to match


def test_nothing_is_explained_where_nothing_is() -> None:
    assert Explanation("", (), ()) == explain("", shop())
    assert Explanation("Привет!", (), ()) == explain("Привет!", shop())


# -- as a whole
def test_it_reads_well(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    texts = ["от 3 до 5 руб", "5 и 7 млн руб", "не более 5 тыс. руб, № 5 руб", "нет"]
    shown = "\n".join(f"$ {text}\n{explain(text, shop())}\n" for text in texts)
    path = HERE / "golden" / "shop.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(shown, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == shown


def test_it_is_ready_for_json() -> None:
    explanation = explain("не более 5 тыс. руб, № 5 руб", shop())
    read = json.loads(json.dumps(explanation.to_dict(), ensure_ascii=False))
    assert "5000" == read["facts"][0]["fact"]["value"]
    (rule,) = (part for part in read["facts"][0]["parts"] if part["sort"] == "rule")
    assert ("value", "n * s") == (rule["steps"][0]["name"], rule["steps"][0]["expression"])
    assert read["attempts"]


def test_the_shipped_grammars_are_explained() -> None:
    explanation = tradefacts.explain("от 3 до 5 тыс. руб.")
    (one,) = explanation.facts
    row = Path(one.location.path).read_text(encoding="utf-8").split("\n")[one.location.line - 1]
    assert "money.money" == one.rule
    assert one.pattern.split("  ")[0] in row
    values = {slot.name: slot.value for slot in one.slots}
    assert (Decimal(3), Decimal(5), Decimal(1000), "RUB") == (
        values["a"],
        values["b"],
        values["s"],
        values["currency"],
    )
    steps = [str(step) for step in one.steps]
    assert "low = a * s = 3 * 1000 = 3000" in steps
    assert "high = b * s = 5 * 1000 = 5000" in steps
    assert "money.tfg" in str(explanation)


def test_the_facts_are_those_of_extract() -> None:
    text = (
        "Экспорт Калужской и Тульской областей вырос более чем на 5%, до $1,2 млрд.\n\n"
        "С 5 до 7 млн рублей; 10 рублей 50 центов, калужский завод, G20 %."
    )
    assert default_extractor().engine.facts(text) == list(explain(text).document.facts)


@pytest.mark.parametrize("name", ["percent", "money"])
def test_the_facts_of_every_case_are_those_of_the_engine(name: str) -> None:
    engine = Reference(load(grammar_folder() / f"{name}{SUFFIX}"))
    rule = engine.grammar.own(name)
    for case in engine.grammar.cases[::30]:
        if case.rule == name:
            found = explain_rule(engine, case.text, {rule})
            assert engine.facts(case.text, {rule}) == list(found.document.facts), case.text
