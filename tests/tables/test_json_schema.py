"""The JSON Schema, checked by the package jsonschema against what really comes out."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

import tradefacts
from tradefacts.facts import KINDS, Document, Fact, FactError, one_of, register
from tradefacts.facts.json_schema import json_schema
from tradefacts.units import iso3166

TEXT = """Экспорт Беларуси в Калужскую область вырос на 5%, до $1,2 млрд, импорт упал на 10–12%.
Почти 300 тыс. евро, не менее 0,5 п.п., от 3 до 5 тыс. руб.; Урал, ЕС и Подмосковье."""


def validator(**options: Any) -> Draft202012Validator:
    schema = tradefacts.json_schema(**options)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def document() -> Document:
    return tradefacts.extract(TEXT)


def test_real_facts_and_documents_are_valid(document: Document) -> None:
    facts = validator()
    assert {"money", "percent", "region"} <= {fact.kind for fact in document.facts}
    for fact in document.facts:
        facts.validate(fact.to_dict())
        facts.validate({"file": "a.txt", **fact.to_dict()})
    validator(of="document").validate(document.to_dict())


def test_the_seeds_are_valid(request: pytest.FixtureRequest) -> None:
    documents = validator(of="document")
    for path in sorted(request.config.rootpath.glob("seeds/*.txt")):
        documents.validate(tradefacts.extract(path.read_text(encoding="utf-8")).to_dict())


MONEY: dict[str, Any] = {
    "kind": "money",
    "start": 0,
    "stop": 2,
    "text": "$5",
    "rule": "money",
    "value": "5",
    "low": None,
    "high": None,
    "currency": "USD",
    "relation": "eq",
}
REGION: dict[str, Any] = {
    "kind": "region",
    "start": 0,
    "stop": 1,
    "text": "x",
    "rule": "",
    "code": "RU",
    "name": "Россия",
    "level": "country",
}


QUANTITY: dict[str, Any] = {
    **{name: value for name, value in MONEY.items() if name != "currency"},
    "kind": "quantity",
    "unit": "проект",
    "unit_class": "count",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {**MONEY, "currency": "usd"},
        {**MONEY, "currency": None},
        {**MONEY, "value": 5},
        {**MONEY, "value": "5e3"},
        {**MONEY, "value": "05"},
        {**MONEY, "value": None},
        {**MONEY, "low": "1"},
        {**MONEY, "relation": "range"},
        {**MONEY, "value": None, "low": "1", "high": "2"},
        {**MONEY, "relation": "about"},
        {**MONEY, "start": -1},
        {**MONEY, "text": ""},
        {**MONEY, "kind": "cash"},
        {**MONEY, "colour": "green"},
        {name: value for name, value in MONEY.items() if name != "rule"},
        {**REGION, "code": "Russia"},
        {**REGION, "name": None},
        {**REGION, "level": None},
        {**QUANTITY, "unit": " "},
    ],
)
def test_what_a_fact_would_refuse_is_invalid(wrong: dict[str, Any]) -> None:
    assert not validator().is_valid(wrong)


@pytest.mark.parametrize(
    "right",
    [
        MONEY,
        {**MONEY, "value": None, "low": "-1.5", "high": "2", "relation": "range"},
        REGION,
        {**REGION, "code": None, "level": "union"},
        QUANTITY,
    ],
)
def test_what_a_fact_takes_is_valid(right: dict[str, Any]) -> None:
    assert right == Fact.from_dict(right).to_dict()
    validator().validate(right)


def test_every_code_of_iso_3166_fits() -> None:
    facts = validator()
    assert [] == [code for code in iso3166.codes() if not facts.is_valid({**REGION, "code": code})]


@pytest.mark.usefixtures("kinds")
def test_a_kind_of_one_s_own_is_in_the_schema() -> None:
    @register
    @frozen(kw_only=True, repr=False)
    class Fuel(Fact):
        kind: ClassVar[str] = "fuel"
        grade: str = one_of("fuel_grade", ["92", "95"])

    fuel = Fuel(start=0, stop=1, text="x", grade="95").to_dict()
    assert validator().is_valid(fuel)
    assert not validator().is_valid({**fuel, "grade": "98"})
    assert not validator(kinds=["money"]).is_valid(fuel)
    with pytest.raises(FactError, match="no kind"):
        json_schema(kinds=["diesel"])
    with pytest.raises(FactError, match=r"^no schema \['fact'\]: it is one of fact, "):
        json_schema(["fact"])  # type: ignore[arg-type]


def test_every_kind_that_is_registered_has_its_class(document: Document) -> None:
    schema = json_schema()
    named = {kind.__name__ for kind in KINDS.values()}
    assert {"Fact", *named} == set(schema["$defs"])
    trade = {"TradeFact", "Magnitude", "Change", "Evidence"}
    assert {"Fact", "Document", *trade, *named} == set(json_schema("document")["$defs"])
    described = [schema["$defs"][name]["description"] for name in sorted(named)]
    assert [] == [text for text in described if not text]
