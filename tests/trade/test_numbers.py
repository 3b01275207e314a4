"""The numbers of trade facts: exact, read by the rules of numerals, none lost beside a bad one."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

import tradefacts
from tradefacts.facts.trade import TradeFact

PREFIX = "Экспорт Армении в Китай "


def facts(text: str) -> tuple[TradeFact, ...]:
    return tradefacts.extract(text, date="2024-05-15").trade_facts


def values(text: str) -> list[Decimal | None]:
    return [fact.value.value for fact in facts(text) if fact.value is not None]


@pytest.mark.parametrize("precision", [3, 28])
def test_a_deficit_is_exact_at_any_size(precision: int) -> None:
    with localcontext(prec=precision):
        found = values(
            "Дефицит торговли Армении составил 1234567890123456789012345678901,56 долларов."
        )
    assert [Decimal("-1234567890123456789012345678901.56")] == found


@pytest.mark.parametrize(
    ("written", "number"),
    [("1.234.567", "1234567000"), ("1'234'567", "1234567000"), ("1 234,5", "1234500")],
)
def test_an_amount_that_shares_a_currency_is_read_by_the_rules_of_numerals(
    written: str, number: str
) -> None:
    found = values(f"{PREFIX}составил $5 млн, в Индию – {written} тыс.")
    assert [Decimal(5_000_000), Decimal(number)] == found


@pytest.mark.parametrize(
    "text", ["снизился в 0 раз.", "составил ² млн.", "составил 12.03.20145 млн."]
)
def test_what_is_no_number_gives_no_fact(text: str) -> None:
    assert () == facts(PREFIX + text)


@pytest.mark.parametrize("text", ["вырос на 5 п.п., до $5 млн.", "составил $5 млн (рост на 3 ‰)."])
def test_a_number_is_kept_beside_one_that_is_no_change(text: str) -> None:
    assert [Decimal(5_000_000)] == values(PREFIX + text)


@pytest.mark.parametrize(
    ("text", "ratio", "relation"),
    [
        ("упал более чем в 3 раза", Fraction(1, 3), "lt"),
        ("упал не менее чем вдвое", Fraction(1, 2), "le"),
        ("сократился менее чем на треть", Fraction(2, 3), "gt"),
        ("вырос более чем в 3 раза", Fraction(3), "gt"),
    ],
)
def test_a_relation_bounds_the_ratio_itself(text: str, ratio: Fraction, relation: str) -> None:
    (fact,) = facts(f"{PREFIX}{text}.")
    assert fact.change is not None
    assert (ratio, relation) == (fact.change.value, str(fact.change.relation))
