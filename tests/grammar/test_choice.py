"""Which of several readings is chosen; several spans; kinds that compete."""

from __future__ import annotations

from pathlib import Path

from tradefacts.grammar.load import load
from tradefacts.reference import Reference

from .conftest import CURRENCY, Engine, Facts, short

CUE = "lexicon cue : relation\n  gt form свыше\n  lt form менее\n\n"
SUM = "value=DECIMAL currency=cur"


def test_same_spans_most_context_wins(facts: Facts) -> None:
    rows = f'"до" [ {SUM} ] => relation = le\n"вырос" "до" [ {SUM} ] => relation = eq'
    assert ["[5 $] le 5 USD"] == facts(rows, "до 5 $")
    assert ["[5 $] 5 USD"] == facts(rows, "вырос до 5 $")


def test_any_and_word_are_no_context_that_counts(facts: Facts) -> None:
    rows = (
        f'"до" [ {SUM} ] => relation = le\n'
        f'ANY{{1,9}} "до" [ {SUM} ] => relation = gt\n'
        f'WORD "до" [ {SUM} ] => relation = lt'
    )
    assert ["[5 $] le 5 USD"] == facts(rows, "сегодня до 5 $")
    # a literal beside the gap counts
    rows += f'\n"рост" ANY{{0,9}} "до" [ {SUM} ]'
    assert ["[5 $] 5 USD"] == facts(rows, "рост сегодня до 5 $")


def test_same_context_the_first_in_the_file_wins(facts: Facts) -> None:
    rows = f"[ {SUM} ] => relation = gt\n[ {SUM} ] => relation = lt"
    assert ["[5 $] gt 5 USD"] == facts(rows, "5 $")


def test_same_context_the_first_rule_of_a_file_wins(engine: Engine) -> None:
    body = (
        f"{CURRENCY}rule b -> Money\n  | [ {SUM} ] => relation = gt\n\n"
        f"rule a -> Money\n  | [ {SUM} ] => relation = lt\n"
    )
    assert ["[5 $] gt 5 USD"] == [short(fact) for fact in engine(body).facts("5 $")]


def test_the_first_file_wins_where_two_are_loaded(tmp_path: Path) -> None:
    for name, relation in (("b", "gt"), ("a", "lt")):
        rule = f"rule sum -> Money\n  | [ {SUM} ] => relation = {relation}\n"
        (tmp_path / f"{name}.tfg").write_text(f"grammar {name}\n\n{CURRENCY}{rule}", "utf-8")
    for order, relation in (("ba", "gt"), ("ab", "lt")):
        found = Reference(load(*(tmp_path / f"{name}.tfg" for name in order))).facts("5 $")
        assert [f"[5 $] {relation} 5 USD"] == [short(fact) for fact in found]


def test_context_is_no_coverage(facts: Facts) -> None:
    # three words of context and one token do not outweigh a span of two
    rows = '"а" "б" "в" [ value=INT ] => currency = USD\n[ value=INT currency=cur ]'
    assert ["[5 €] 5 EUR"] == facts(rows, "а б в 5 €")


def test_the_context_of_two_facts_may_overlap(facts: Facts) -> None:
    both = f'"и"? [ {SUM} ] "и"?'
    assert ["[5 $] 5 USD", "[6 $] 6 USD"] == facts(both, "5 $ и 6 $")
    # and may lie on another fact
    rows = f'[ {SUM} ]\n"от" ANY{{0,6}} [ "всего" {SUM} ]'
    assert ["[5 $] 5 USD", "[всего 7 $] 7 USD"] == facts(rows, "от 5 $ до всего 7 $")


def test_spans_never_overlap_and_the_greatest_weight_is_chosen(facts: Facts) -> None:
    rows = f"[ currency=cur? value=DECIMAL ] => currency = currency or RUB\n[ {SUM} ]"
    # [5 $] [7] and [5] [$ 7] weigh the same: the leftmost, then the longest
    assert ["[5 $] 5 USD", "[7] 7 RUB"] == facts(rows, "5 $ 7")
    # a longer one does not win against two that together weigh more
    rows = (
        'value=DECIMAL "$" "x" "6" => currency = EUR\n'
        '"x" value=DECIMAL currency=cur\n"y" value=DECIMAL "$" => currency = USD'
    )
    assert ["[y 5 $] 5 USD", "[x 6 $] 6 USD"] == facts(rows, "y 5 $ x 6 $")
    assert ["[5 $ x 6] 5 EUR"] == facts(rows, "5 $ x 6 $")


def test_a_tie_goes_to_the_leftmost_then_the_longest(facts: Facts) -> None:
    left = '"а" value=INT => currency = USD\nvalue=INT "б" => currency = EUR'
    assert ["[а 5] 5 USD"] == facts(left, "а 5 б")
    # the same weight from the same place: one long fact rather than two short ones
    long = '"а" value=INT => currency = USD\n"б" value=INT => currency = EUR\n"а" value=INT "б" INT'
    assert ["[а 5 б 6] 5 RUB"] == facts(f"{long} => currency = RUB", "а 5 б 6")


def test_a_list_is_read_whole(facts: Facts) -> None:
    each = '([ value=INT ] ","){1,8} [ value=INT currency=cur ] sharing currency'
    assert ["[1] 1 USD", "[2] 2 USD", "[3] 3 USD", "[4 $] 4 USD"] == facts(each, "1, 2, 3, 4 $")


def test_several_spans_are_one_reading(facts: Facts) -> None:
    # what stands between two spans of one reading is taken by no other fact
    rows = f'[ {SUM} ] ANY{{1,3}} [ "а" value=INT ] sharing currency\n[ {SUM} ]'
    assert ["[5 $] 5 USD", "[а 7] 7 USD"] == facts(rows, "5 $ 6 $ а 7")


def test_kinds_compete(engine: Engine) -> None:
    body = (
        f"{CURRENCY}lexicon place : iso3166\n  US lemma США\n\n"
        'rule money -> Money\n  | [ value=INT currency=cur "США"? ]\n\n'
        "rule region -> Region\n  | [ place ] => level = country\n"
    )
    read = engine(body)
    assert ["[5 долларов США] 5 USD"] == [short(f) for f in read.facts("5 долларов США")]
    assert ["[5 долларов] 5 USD", "[США] US США"] == [
        short(f) for f in read.facts("5 долларов в США")
    ]
    # the rules that are named compete alone
    assert ["[США] US США"] == [short(f) for f in read.facts("5 долларов США", {"m.region"})]


def test_facts_come_in_the_order_of_the_text(engine: Engine) -> None:
    rules = f"rule a -> Money\n  | [ {SUM} ]\n\nrule b -> Money\n  | [ currency=cur & value=INT ]\n"
    body = f"{CURRENCY}{rules}"
    found = engine(body).facts("1 $, $2\n\n3 $, $4")
    assert ["1 $", "$2", "3 $", "$4"] == [fact.text for fact in found]
    assert ["a", "b", "a", "b"] == [fact.rule for fact in found]
    assert sorted(fact.start for fact in found) == [fact.start for fact in found]


def test_agreement_and_conditions_come_before_the_choice(facts: Facts) -> None:
    rows = "[ n=INT currency=cur m=INT currency=cur ] => value = n + m\n[ value=INT currency=cur ]"
    assert ["[5 $ 6 $] 11 USD"] == facts(rows, "5 $ 6 $")
    assert ["[5 $] 5 USD", "[6 €] 6 EUR"] == facts(rows, "5 $ 6 €")


def test_guards_come_before_the_choice(facts: Facts) -> None:
    rows = f'[ {SUM} "ровно" ] !("и")\n[ {SUM} ]'
    assert ["[5 $ ровно] 5 USD"] == facts(rows, "5 $ ровно")
    assert ["[5 $] 5 USD"] == facts(rows, "5 $ ровно и")


def test_optional_context_is_taken_where_it_says_more(facts: Facts) -> None:
    assert ["[5 $] gt 5 USD"] == facts(f"relation=cue? [ {SUM} ]", "свыше 5 $", CUE)
