"""Lists that belong together one by one, whatever they are of and however long they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

import tradefacts
from tradefacts.facts.trade import TradeFact


def facts(text: str) -> tuple[TradeFact, ...]:
    return tradefacts.extract(text, date="2025-11-20").trade_facts


_YEARS = ["2018", "2019", "2020", "2021", "2022"]
_SIDES = [("Китай", "CN"), ("Иран", "IR"), ("Катар", "QA"), ("Ирак", "IQ")]


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} и {words[-1]}"


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_each_number_has_its_year(count: int) -> None:
    years, numbers = _YEARS[:count], [str(n) for n in range(5, 5 + count)]
    text = f"Экспорт Армении в {_listed(years)} годах составил {_listed(numbers)} млн долларов."
    told = [(f.period, f.value.value) for f in facts(text) if f.value is not None]
    assert [(year, Decimal(n) * 1_000_000) for year, n in zip(years, numbers, strict=True)] == told


@pytest.mark.parametrize("count", [2, 3, 4])
def test_each_number_has_its_region(count: int) -> None:
    sides, numbers = _SIDES[:count], [f"{n}%" for n in range(5, 5 + count)]
    text = f"Экспорт Армении в {_listed([name for name, _ in sides])} вырос на {_listed(numbers)}."
    assert [code for _, code in sides] == [f.partner for f in facts(text)]


@pytest.mark.parametrize("numbers", ["5 и 13", "5, 8, 9 и 13"])
def test_lists_of_other_lengths_tell_no_time(numbers: str) -> None:
    text = f"Экспорт Армении в 2021, 2022 и 2023 годах составил {numbers} млрд долларов."
    assert {None} == {fact.period for fact in facts(text)}


def test_a_year_long_over_is_that_of_the_parts_told_behind_it() -> None:
    text = "В {} году экспорт Армении вырос на 5%, в марте – на 7%."
    assert ["2023", "2023-03"] == [fact.period for fact in facts(text.format(2023))]
    assert ["2024", "2025-03"] == [fact.period for fact in facts(text.format(2024))]
