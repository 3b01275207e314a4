"""Documents: what makes two equal, who reads the headline, what stands where."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from itertools import product
from typing import Any

import pytest

import tradefacts
from tradefacts import Article, Document, Extractor, FactError, Money

TEXT = "Экспорт Армении в 2024 году вырос на 5%, до $2 млн."
UNTOLD = "Экспорт вырос на 5%."
TITLE = "Торговля Армении в 2023 году"


def alike() -> list[Document]:
    """Documents of one text whose facts are the same, and whose trade facts are not all so."""
    chosen, alone = Extractor(kinds=["money"]), Extractor(["money"])
    found = [
        reader.extract(text, title=title)
        for reader, title in product((chosen, alone), (None, TITLE))
        for text in (TEXT,)
    ]
    found += [Document.from_json(one.to_json()) for one in found]
    found += [Document.from_dict(one.to_dict(trade_facts=False)) for one in found[:4]]
    return found


def test_documents_are_equal_where_all_they_tell_is() -> None:
    found = alike()
    for one, other in product(found, found):
        told = (one.text, one.facts, one.title, one.trade_facts)
        same = told == (other.text, other.facts, other.title, other.trade_facts)
        assert same == (one == other)
        assert not same or hash(one) == hash(other)
    assert 2 <= len(set(found)) < len(found)


def test_equality_asks_for_trade_facts_where_they_could_differ_alone() -> None:
    one, other = (Extractor(["money"]).extract(TEXT, title=TITLE) for _ in range(2))
    assert one == other
    assert (None, None) == (one._made, other._made)
    assert one != Extractor(kinds=["money"]).extract(TEXT, title=TITLE)


def test_documents_of_the_same_facts_travel() -> None:
    for one in alike():
        again = pickle.loads(pickle.dumps(one))
        assert (one, one.trade_facts) == (again, again.trade_facts)


# -- who reads the headline
@pytest.mark.parametrize("workers", [1, 2])
def test_the_headline_is_read_by_the_grammars_of_the_text(workers: int) -> None:
    article = Article(UNTOLD, title=TITLE)
    for grammars, told in ((["percent"], (None, None)), (["percent", "region"], ("AM", None))):
        extractor = Extractor(grammars)
        (document,) = extractor.extract_many([article], workers=workers)
        assert isinstance(document, Document)
        (fact,) = document.trade_facts
        assert told == (fact.reporter, fact.period)
        assert document.trade_facts == extractor.trade_facts(document)
        assert document.trade_facts == pickle.loads(pickle.dumps(document)).trade_facts
    (fact,) = tradefacts.extract(UNTOLD, title=TITLE).trade_facts
    assert ("AM", "2023") == (fact.reporter, fact.period)


def test_the_headline_of_a_document_of_ones_own_is_read_too() -> None:
    facts = Extractor(["percent"]).extract(UNTOLD).facts
    (fact,) = Document(UNTOLD, facts, title=TITLE).trade_facts
    assert ("AM", "2023") == (fact.reporter, fact.period)


def test_no_grammars_are_loaded_that_nobody_chose() -> None:
    code = (
        "from tradefacts import Extractor\n"
        "from tradefacts.extractor import default_extractor\n"
        f"d = Extractor(['percent']).extract({UNTOLD!r}, title={TITLE!r})\n"
        "print(len(d.trade_facts), default_extractor.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "1 0" == done.stdout.strip()


def test_what_is_explained_has_the_headline_that_was_read() -> None:
    extractor = Extractor(["percent"])
    explained = tradefacts.explain(UNTOLD, title=TITLE, extractor=extractor)
    document = extractor.extract(UNTOLD, title=TITLE)
    assert document.trade_facts == tuple(one.fact for one in explained.trade_facts)
    assert (document, []) == (explained.document, explained.to_dict()["headline"])


# -- what stands where
def test_a_mention_is_found_by_any_pair() -> None:
    document = tradefacts.extract("Экспорт вырос до 150 млрд белорусских рублей и до $1,2 млрд")
    for fact in document.facts:
        for span in ((fact.start, fact.stop), [fact.start, fact.stop]):
            assert fact is document.mention(span)
    assert "region_adj" in {fact.kind for fact in document.facts}  # it stands inside another
    for none in (None, (0, 5), (17, 18), (10_000, 10_001)):
        assert document.mention(none) is None


def test_asking_for_every_mention_is_no_square() -> None:
    text = "$5 " * 15_000
    facts = [Money(start=at, stop=at + 2, text="$5", value=5, currency="USD")
             for at in range(0, len(text), 3)]  # fmt: skip
    document = Document(text, facts)
    began = time.process_time()
    assert facts == [document.mention((fact.start, fact.stop)) for fact in facts]
    assert time.process_time() - began < 1  # a search from the first took seven seconds


def test_nobody_changes_a_document_by_the_lists_it_was_given() -> None:
    (stated,) = tradefacts.extract(TEXT).trade_facts
    given: list[Any] = [stated]
    document = Document(TEXT, [], trade_facts=given, mentions=given[:0], headline=[])
    given.append("junk")
    assert (stated,) == document.trade_facts


def test_trade_facts_of_a_document_are_checked() -> None:
    document = tradefacts.extract(TEXT)
    with pytest.raises(FactError, match=r"^\$\.trade_facts\[0\]: Money\(.+\) is no trade fact$"):
        Document(TEXT, trade_facts=document.money)
    data = document.to_dict()
    data["trade_facts"][0]["evidence"][0] |= {"start": 99, "stop": 100}
    told = r"^\$\.trade_facts\[0\]\.evidence\[0\]: \[99, 100\) is not in the text$"
    with pytest.raises(FactError, match=told):
        Document.from_dict(data)
