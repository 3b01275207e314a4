"""What every trade fact of the seeds promises, whatever it says."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import tradefacts
from tradefacts.extractor import load_grammars
from tradefacts.facts import Document
from tradefacts.facts.trade import Indicator, TradeFact
from tradefacts.facts.trade_terms import OWN_CODES
from tradefacts.grammar.shipped import grammar_folder

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
DATE = "2025-08-25"
SCHEMA = Draft202012Validator(tradefacts.json_schema("document"))
PIECES = (
    *(
        "В 2024 году",
        "экспорт",
        "Беларуси",
        "в Россию",
        "вырос на 5%",
        "до $1,2 млрд",
        "упал вдвое",
    ),
    *(
        "товарооборот",
        "импорт",
        "составил",
        "20 млн т",
        "между",
        "и",
        ", или",
        "против",
        "$700 млн",
    ),
    *("годом ранее", "доля", "четверть", "к 2030 году", "планируется", "довести до", "регион"),
    *(".", "\n", '"', "(", ")", "—"),
)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    texts = [path.read_bytes().decode() for path in sorted(SEEDS.glob("*.txt"))]
    return [tradefacts.extract(text, date=DATE) for text in texts]


def test_the_docs_mark_the_indicators_that_no_grammar_reads() -> None:
    lexicons = load_grammars(["trade"]).lexicons.values()
    read = {entry.key for x in lexicons if x.domain == "indicator" for entry in x.entries}
    page = (ROOT / "docs" / "trade.md").read_text(encoding="utf-8")
    table = page.partition("### Indicators")[2].partition("###")[0]
    rows = [row.split("|")[2:4] for row in table.strip().splitlines()[2:]]
    marked = [set(re.findall(r"`(\w+)`", "".join(column))) for column in zip(*rows, strict=True)]
    assert [read, set(Indicator) - read] == marked


def test_the_docs_list_every_code_of_our_own() -> None:
    grammar = load_grammars(["trade"])
    keys = {str(entry.key) for x in grammar.lexicons.values() for entry in x.entries}
    page = (ROOT / "docs" / "trade.md").read_text(encoding="utf-8")
    table = page.partition("## Codes of our own")[2].partition("\n## ")[0]
    listed = re.findall(r"`(X-[A-Z]+)`", table)
    assert sorted(key for key in keys if key.startswith("X-")) == sorted(listed)
    assert sorted(OWN_CODES) == sorted(listed)


def every(documents: list[Document]) -> Iterator[tuple[Document, TradeFact]]:
    return ((document, fact) for document in documents for fact in document.trade_facts)


def test_numbers_are_mentions_of_the_document(documents: list[Document]) -> None:
    found = list(every(documents))
    assert len(found) >= 20
    for document, fact in found:
        for span in (fact.value_span, fact.change_span):
            assert span is None or document.mention(span) is not None
        assert document.text[fact.start : fact.stop] == fact.text


def test_every_answer_has_its_place_and_its_line(documents: list[Document]) -> None:
    lines = {path.name: path.read_text(encoding="utf-8").count("\n") for path in grammars()}
    for document, fact in every(documents):
        told = {one.slot for one in fact.evidence}
        assert {"indicator"} <= told
        for slot in ("reporter", "partner", "period", "value", "change"):
            assert getattr(fact, slot) is None or slot in told, (slot, fact)
        for one in fact.evidence:
            assert one.stop is None or one.stop <= len(document.text)
            name, _, line = one.line.partition(":")
            assert not one.line or int(line) <= lines[name.rpartition("/")[2]]


def grammars() -> list[Path]:
    return [*grammar_folder().glob("*.tfg"), *grammar_folder().glob("lexicons/*.tfg")]


def test_json_is_as_the_schema_says(documents: list[Document]) -> None:
    for document in documents:
        SCHEMA.validate(document.to_dict())
        again = Document.from_json(document.to_json())
        assert (document, document.trade_facts) == (again, again.trade_facts)


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_no_order_of_words_breaks_it(pieces: list[str]) -> None:
    document = tradefacts.extract(" ".join(pieces), date=DATE)
    SCHEMA.validate(document.to_dict())
    again = Document.from_json(document.to_json())
    assert (document, document.trade_facts) == (again, again.trade_facts)
    for fact in document.trade_facts:
        assert fact.value is not None or fact.change is not None
        assert "indicator" in {one.slot for one in fact.evidence}
        for number, span in ((fact.value, fact.value_span), (fact.change, fact.change_span)):
            assert (number is None) == (span is None)
            if span is not None:
                assert fact.start <= span[0] < span[1] <= fact.stop
                assert document.mention(span) is not None


def test_who_does_not_ask_does_not_load_it() -> None:
    code = (
        "import sys, tradefacts\n"
        "tradefacts.extract('вырос на 5%').to_dict(trade_facts=False)\n"
        "print([name for name in sys.modules if 'tradefacts.assembly' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()
