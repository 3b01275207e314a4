"""Yargy 0.16 loses matches where a nullable rule ends a rule; our rules have none to lose."""

from __future__ import annotations

import pytest
from yargy import Parser, rule
from yargy.predicates import eq
from yargy.predicates import type as type_is
from yargy.tokenizer import Tokenizer

from .conftest import Engine

NUMBER = rule(type_is("INT"))


def found(yargy_rule: object, text: str) -> list[str]:
    parser = Parser(yargy_rule, tokenizer=Tokenizer())
    return [" ".join(token.value for token in match.tokens) for match in parser.findall(text)]


def test_the_bug_in_yargy_itself() -> None:
    """A second rule that asks for an empty one in the same column is not told that it is done."""
    dot = rule(eq(".")).optional()
    core = rule(NUMBER, rule(eq("млн"), dot))
    assert ["5 млн . руб"] == found(rule(core, dot, eq("руб")), "5 млн. руб")
    assert [] == found(rule(core, dot, eq("руб")), "5 млн руб")
    assert [] == found(rule(core, dot), "5 млн")
    # the same with the choice written out
    million = rule(eq("млн"))
    assert ["5 млн руб"] == found(rule(NUMBER, million, eq("руб")), "5 млн руб")


@pytest.mark.parametrize("text", ["5 млн руб", "5 млн. руб", "5 млн . руб", "5 млн.. руб"])
def test_ours_has_no_such_bug(engine: Engine, text: str) -> None:
    body = (
        'rule dot -> flag\n  | "." => dot\n\nrule core -> number\n  | n=INT "млн" dot? => n\n\n'
        'rule sum -> number\n  | n=core dot? "руб" => n\n'
    )
    assert ["5"] == [str(whole.value) for whole in engine(body).values("m.sum", text)]


@pytest.mark.parametrize(
    "tail",
    [
        'group? group? group? "руб"?',
        'group{0,3} "руб"?',
        '(group (group group?)?)? "руб"?',
        'group? (group | group group)? "руб"?',
        '(group+)? "руб"?',
        'group{1,2} group{0,2} ("руб" | "USD")?',
        '(group? group){1,2} "руб"?',
    ],
)
@pytest.mark.parametrize("text", ["а б в г руб", "а б в г", "а б руб", "а б"])
def test_optional_and_repeated_tails(engine: Engine, tail: str, text: str) -> None:
    """The whole of `1 234 567 890 руб`, not `234 567 890 руб`."""
    body = (
        "lexicon group : flag\n  g form б в г\n\n"
        f'rule sum -> Money\n  | [ "а" {tail} ] => value = 1, currency = RUB\n'
    )
    assert [text] == [fact.text for fact in engine(body).facts(f"за {text}!")]


def test_an_amount_keeps_its_first_digits(engine: Engine) -> None:
    body = (
        "lexicon cur : iso4217\n  RUB abbr руб\n\n"
        'rule sum -> Money\n  | [ value=DECIMAL ("с" "лишним")? ","? currency=cur ]\n'
    )
    texts = [fact.text for fact in engine(body).facts("на 1 234 567 890 руб, 12\u00a0345 руб.")]
    assert ["1 234 567 890 руб", "12\u00a0345 руб."] == texts


@pytest.mark.parametrize("before", ['"а"{0,99}', '"а" ' * 300])
def test_a_rule_may_be_long(engine: Engine, before: str) -> None:
    """Yargy rewrites rules recursively: a long chain of items was too deep for Python."""
    reference = engine(
        f"lexicon cur : iso4217\n  RUB abbr руб\n\n"
        f"rule sum -> Money\n  | {before} [ value=INT currency=cur ]\n"
    )
    assert ["5 руб"] == [fact.text for fact in reference.facts("а " * 300 + "5 руб")]
