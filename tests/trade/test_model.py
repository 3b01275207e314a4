"""The class of trade facts: its invariants, JSON both ways, its schema."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, get_type_hints

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import tradefacts
from trade.strategies import LENGTH, changes, trade_facts
from tradefacts.facts import Document, Fact, FactError
from tradefacts.facts.trade import Change, ChangeKind, Evidence, Magnitude, TradeFact

USD = {"value": "5", "currency": "USD"}
GROWTH = {"kind": "percent_change", "value": "5"}
VALIDATOR = Draft202012Validator(tradefacts.json_schema("trade"))


def stated(**fields: Any) -> TradeFact:
    place = {"start": 0, "stop": 10, "text": "." * 10}
    usual = {"indicator": "export", "value": USD, "value_span": (2, 4)}
    return TradeFact(**{**place, **usual, **fields})


@given(trade_facts())
def test_json_goes_both_ways(fact: TradeFact) -> None:
    data = json.loads(json.dumps(fact.to_dict()))
    assert fact == TradeFact.from_dict(data)
    assert fact == Fact.from_dict(data)
    VALIDATOR.validate(data)


RANGED = {"value": None, "low": "1", "high": "2", "relation": "range"}


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("value", {"value": None}),
        ("value", {"low": "1"}),
        ("value", {"relation": "range"}),
        ("value", {"value": None, "relation": "range"}),
        ("value", {**RANGED, "relation": "eq"}),
        ("value", {"unit": "t"}),
        ("value", {"currency": None}),
        ("value", {"value": "1/3"}),
        ("value", {"currency": None, "unit": " "}),
        ("change", {"value": None}),
        ("change", {"value": None, "low": "1"}),
        ("change", {**RANGED, "relation": "eq"}),
        ("change", {"value": "1/3"}),
        ("change", {"unit": "times"}),
        ("change", {"kind": "ratio"}),
        ("change", {"kind": "percent_of_base", "value": "-1"}),
        ("change", {"kind": "share", "value": "-1"}),
        ("change", {"kind": "share", "unit": "fraction", "value": "-1/3"}),
        (None, {"value": None}),
        (None, {"value": None, "value_span": None, "change": None, "change_span": None}),
        (None, {"change_span": None}),
        (None, {"sector": " "}),
        ("evidence", {"start": 1}),
        ("evidence", {"stop": 2}),
        ("evidence", {"start": 0, "stop": 0}),
    ],
)
def test_what_the_class_refuses_its_schema_refuses(part: str | None, damage: Any) -> None:
    clue = {"slot": "period", "place": "date"}
    data = stated(change=GROWTH, change_span=(5, 6), evidence=[clue]).to_dict()
    VALIDATOR.validate(data)
    found = data if part is None else data[part]
    (found[0] if isinstance(found, list) else found).update(damage)
    with pytest.raises(FactError):
        TradeFact.from_dict(data)
    assert not VALIDATOR.is_valid(data)


@given(trade_facts(), trade_facts(), st.data())
def test_what_the_schema_takes_is_refused_for_its_order_or_its_calendar_alone(
    one: TradeFact, other: TradeFact, data: st.DataObject
) -> None:
    mixed = _mixed(one.to_dict(), other.to_dict(), data)
    refused = _refusal(mixed) if VALIDATOR.is_valid(mixed) else None
    assert refused is None or re.search("not below high|is not in|no period|no span", refused)


def _refusal(data: Any) -> str | None:
    try:
        TradeFact.from_dict(data)
    except FactError as error:
        return str(error)
    return None


def _mixed(one: Any, other: Any, data: st.DataObject) -> Any:
    """JSON of one with some fields of another, or null."""
    if not isinstance(one, dict):
        return data.draw(st.sampled_from([one, one, other, None]))
    others = other if isinstance(other, dict) else {}
    return {name: _mixed(value, others.get(name), data) for name, value in one.items()}


@given(trade_facts())
def test_a_document_keeps_its_trade_facts(fact: TradeFact) -> None:
    document = Document("." * LENGTH, title="t", date="2024-05-15", trade_facts=(fact,))
    found = Document.from_json(document.to_json())
    assert (document, (fact,)) == (found, found.trade_facts)
    assert "trade_facts" not in document.to_dict(trade_facts=False)


@given(changes())
def test_a_number_is_as_exact_as_its_unit(change: Change) -> None:
    kind = Decimal if change.unit == "percent" else Fraction
    numbers = [n for n in (change.value, change.low, change.high) if n is not None]
    assert {kind} == {type(number) for number in numbers}
    again = Change.from_dict(change.to_dict())
    assert numbers == [n for n in (again.value, again.low, again.high) if n is not None]


@pytest.mark.parametrize(
    ("factor", "change"),
    [
        (Fraction(21, 20), Change(kind="percent_change", value=5)),
        (Fraction(453, 500), Change(kind="percent_change", value="-9.4")),
        (Fraction(1009, 1000), Change(kind="percent_of_base", value="100.9")),
        (Fraction(4, 3), Change(kind="ratio", value="4/3")),
        (None, Change(kind="share", value=25)),
        (None, Change(kind="ratio", low=2, high=3, relation="range")),
    ],
)
def test_a_change_is_a_factor(factor: Fraction | None, change: Change) -> None:
    assert factor == change.factor


@pytest.mark.parametrize(
    ("message", "fields"),
    [
        ("'gdp' is no Indicator; it is one of turnover, export, ", {"indicator": "gdp"}),
        ("reporter: 'XX' is no code of ISO 3166 and no X-code", {"reporter": "XX"}),
        ("partner: 'X-1' is no code of ISO 3166 and no X-code", {"partner": "X-1"}),
        ("period: '2024-13' is no period of ISO 8601", {"period": "2024-13"}),
        ("a trade fact has a value, a change or both", {"value": None, "value_span": None}),
        ("value and value_span are set together", {"value_span": None}),
        ("change and change_span are set together", {"change": GROWTH}),
        ("value_span: [8, 12] is not in [0, 10)", {"value_span": [8, 12]}),
        ("[4, 2] is no span of a text", {"value_span": [4, 2]}),
        ("either currency is set, or unit", {"value": {"value": "5"}}),
        ("either currency is set, or unit", {"value": {**USD, "unit": "t"}}),
        ("currency: 'XYZ' is no currency", {"value": {"value": "5", "currency": "XYZ"}}),
        ("either value is set, or low and high", {"value": {"currency": "USD"}}),
        ("an amount is a Decimal", {"value": {"value": 0.5, "currency": "USD"}}),
        ("value.price: Magnitude has no such field", {"value": {**USD, "price": 1}}),
        ("5 is no Magnitude", {"value": 5}),
        ("'half' is no Modality", {"modality": "half"}),
        ("unit: times is none of a share",
         {"change": {"kind": "share", "unit": "times", "value": "2"}, "change_span": (5, 6)}),
        ("-1 is below zero; a ratio never is",
         {"change": {"kind": "ratio", "value": "-1"}, "change_span": (5, 6)}),
        ("'soon' is no period of ISO 8601",
         {"change": {**GROWTH, "base": "soon"}, "change_span": (5, 6)}),
        ("period: 5 is no str", {"period": 5}),
        ("period: '../2009/..' is no period of ISO 8601", {"period": "../2009/.."}),
        ("period: '../2024/2025' is no period of ISO 8601", {"period": "../2024/2025"}),
        ("period: '../..' is no period of ISO 8601", {"period": "../.."}),
        ("sector: '' says nothing", {"sector": ""}),
        ("sector: ' ' says nothing", {"sector": " "}),
        ("unit: '' says nothing", {"value": {"value": "5", "unit": ""}}),
        ("(True, 3) is no span of a text", {"restates": (True, 3)}),
        ("sector: ['мясо'] is no str", {"sector": ["мясо"]}),
        ("5 is neither true nor false", {"symmetric": 5}),
        ("base: 2024 is no str", {"change": {**GROWTH, "base": 2024}, "change_span": (5, 6)}),
        ("5 is neither true nor false",
         {"change": {**GROWTH, "base_implied": 5}, "change_span": (5, 6)}),
        ("unit: 5 is no str", {"value": {"value": "5", "unit": 5}}),
        ("currency: ['USD'] is no str", {"value": {"value": "5", "currency": ["USD"]}}),
        ("start: 1.5 is no int",
         {"evidence": [{"slot": "period", "place": "clause", "start": 1.5, "stop": 2}]}),
        ("line: 5 is no str", {"evidence": [{"slot": "period", "place": "clause", "line": 5}]}),
        ("5 is no list", {"evidence": 5}),
        ("slot: 'colour' is not one of indicator, ",
         {"evidence": [{"slot": "colour", "place": "clause"}]}),
        ("'moon' is no Place; it is one of stated, ",
         {"evidence": [{"slot": "period", "place": "moon"}]}),
        ("start and stop are set together",
         {"evidence": [{"slot": "period", "place": "clause", "start": 1}]}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(message: str, fields: dict[str, Any]) -> None:
    with pytest.raises(FactError) as caught:
        stated(**fields)
    assert message in str(caught.value)


def test_a_part_of_json_is_an_object_of_names() -> None:
    for wrong, message in (
        (None, "None is no Magnitude"),
        ({5: 1, "x": 2}, r"^\$\.5: Magnitude has no such field$"),
    ):
        with pytest.raises(FactError, match=message):
            Magnitude.from_dict(wrong)  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize("amount", ["1_000", " 5 ", "5\n", "пять", "", "1e5", "٥", "+5", "NaN"])
def test_an_amount_is_written_in_digits(amount: str) -> None:
    with pytest.raises(FactError, match="is no amount: write digits"):
        Magnitude.from_dict({"value": amount, "currency": "USD"})


def test_the_trade_of_a_union_with_itself_has_it_on_both_sides() -> None:
    assert "X-EAEU" == stated(reporter="X-EAEU", partner="X-EAEU").partner


@pytest.mark.parametrize("slot", ["reportr", "", "value_span"])
def test_what_is_no_slot_is_told(slot: str) -> None:
    for ask in (stated().evidence_of, stated().inferred):
        with pytest.raises(FactError, match=f"^'{slot}' is no slot of a trade fact: it is one of"):
            ask(slot)


def test_the_place_of_a_wrong_trade_fact_is_told() -> None:
    rows = [{"kind": "trade", "start": 0, "stop": 1, "text": "x", "indicator": "export"}]
    with pytest.raises(FactError, match=r"^\$\.trade_facts\[0\]: a trade fact has a value"):
        Document.from_dict({"text": "x", "facts": [], "trade_facts": rows})


def test_evidence_tells_what_is_inferred() -> None:
    fact = stated(
        reporter="BY",
        period="2024",
        evidence=[
            Evidence(slot="reporter", place="headline", start=0, stop=2),
            Evidence(slot="period", place="sentence", start=5, stop=9),
        ],
    )
    found = {name: value for name, value in fact.to_dict().items() if name.endswith("_inferred")}
    expected = {"reporter": True, "partner": False, "period": False, "sector": False}
    assert {f"{name}_inferred": value for name, value in expected.items()} == found
    assert (fact.evidence[0],) == fact.evidence_of("reporter")


def test_a_fact_shows_what_it_says() -> None:
    fact = stated(partner="X-EAEU", change=GROWTH, change_span=(5, 7), modality="target")
    value = "value=Magnitude(value=Decimal('5'), currency='USD')"
    change = "change=Change(kind='percent_change', value=Decimal('5'))"
    told = f"indicator='export', partner='X-EAEU', {value}, {change}, modality='target'"
    assert f"TradeFact('..........', {told})" == repr(fact)
    fraction = Change(kind="share", unit="fraction", value="1/4", base="экспорт AM")
    words = "value=Fraction(1, 4), base='экспорт AM'"
    assert f"Change(kind='share', unit='fraction', {words})" == repr(fraction)


def test_words_are_no_share_of_percent() -> None:
    share = Change(kind=ChangeKind.SHARE, value=25, base="экспорт AM")
    assert ("percent", Decimal(25), "экспорт AM") == (share.unit, share.value, share.base)
    assert Decimal(-2) == Magnitude(value=-2, currency="USD").value


@pytest.mark.parametrize("kind", [TradeFact, Magnitude, Change, Evidence])
def test_fields_of_closed_lists_tell_them_as_the_schema_does(kind: type[Any]) -> None:
    told = tradefacts.json_schema("trade")["$defs"][kind.__name__]["properties"]
    hints = get_type_hints(kind)
    listed = {a.name: a.metadata["values"] for a in fields(kind) if "values" in a.metadata}
    assert {name for name, hint in hints.items() if _is_enum(hint)} <= set(listed)
    assert {name: list(map(str, values)) for name, values in listed.items()} == {
        name: told[name]["enum"] for name in listed
    }


def _is_enum(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, StrEnum)
