"""Facts through JSON and back, amounts through text and back."""

import json

import pytest
from hypothesis import example, given

from properties import strategies
from properties.reading import Said, read, said
from tradefacts.facts import Document, Fact, FactError, Money, Percentage
from tradefacts.units import exact


@given(strategies.facts())
def test_facts_through_json(fact: Fact) -> None:
    assert fact == Fact.from_dict(json.loads(json.dumps(fact.to_dict())))
    assert fact == type(fact).from_dict(fact.to_dict())
    assert fact == Fact.from_dict({"file": "a.txt", **fact.to_dict()})  # a line of JSON Lines


@given(strategies.documents())
def test_documents_through_json(document: Document) -> None:
    written = document.to_json()
    assert document == Document.from_json(written)
    assert document == Document.from_json(document.to_json(indent=2))
    assert written == Document.from_json(written).to_json()
    assert written == written.encode().decode()


FACT = {"kind": "money", "start": 0, "stop": 2, "text": "$5", "value": "5", "currency": "USD"}


@given(strategies.damaged_documents())
@example({"text": "$5", "facts": [None]})
@example({"text": "$5", "facts": [{**FACT, "start": 0.0}]})
@example({"text": "$5", "facts": [{**FACT, "text": ["$", "5"]}]})
@example({"text": "$5", "facts": [{**FACT, "rule": None}]})
@example({"text": "$5", "facts": [{**FACT, "kind": ["money"]}]})
@example({"text": "$5", "facts": [], "trade_facts": ["[", None]})
def test_a_damaged_document_is_named_or_sound(data: object) -> None:
    try:
        document = Document.from_dict(data)  # type: ignore[arg-type]  # that is the point
    except FactError as error:
        message = str(error)
        assert message.startswith("$"), message
    else:
        assert document == Document.from_json(document.to_json())


@given(strategies.json_values)
@example(None)
def test_any_json_is_no_document(data: object) -> None:
    with pytest.raises(FactError):
        Document.from_dict(data)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(FactError):
        Fact.from_dict(data)  # type: ignore[arg-type]


@given(strategies.money())
def test_money_written_plainly_is_read_back(money: Money) -> None:
    """A canonical amount, "-1234567,8900 USD": four decimals, so that no comma may group."""
    assert money.value is not None
    text = f"{exact.plain(money.value)}"
    whole, _, decimals = text.partition(".")
    text = f"{whole},{decimals:0<4} {money.currency}"
    again = Money.parse(text)
    assert (money.value, money.currency) == (again.value, again.currency)
    assert again == Money.parse(again.text)


@given(strategies.amounts)
def test_parse_reads_what_extract_reads(amount: Said) -> None:
    assert amount == said(Money.parse(amount.text))
    assert amount == said(Money.parse(f"  {amount.text}\n"))


@given(strategies.shares())
def test_parse_reads_percentages(share: Said) -> None:
    assert share == said(Percentage.parse(share.text))
    assert [share] == read(share.text)
