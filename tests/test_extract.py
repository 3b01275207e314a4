"""The public API: any text in, facts out, and errors that say what to do."""

from __future__ import annotations

import copy
import datetime as dt
import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, ClassVar

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import tradefacts
from tradefacts import (
    Amount,
    Article,
    Document,
    Extractor,
    Fact,
    FactError,
    Money,
    Percentage,
    Quantity,
    Region,
    TradeFact,
)
from tradefacts.extractor import ENGINES
from tradefacts.facts import KINDS
from tradefacts.units.exact import MAX_DIGITS
from tradefacts.units.numerals import UNSEEN

ROOT = Path(__file__).parents[1]
PIECES = """\
grammar pieces

rule pieces -> Percentage
  | [ value=DECIMAL "долей" ]   => unit = percent

example pieces
  "5 долей"   => Percentage(value=5, unit=percent)
"""
TEXT = "Экспорт в Калужской области вырос на 5%, до $1,2 млрд"


@frozen(kw_only=True, repr=False)
class Inner(Fact):
    kind: ClassVar[str] = "inner"
    inside: ClassVar[Any] = "money"


@frozen(kw_only=True, repr=False)
class Kindless(Fact):
    pass


# -- extract
def test_facts_stand_in_the_order_of_the_text() -> None:
    document = tradefacts.extract(TEXT)
    expected = document.regions + document.percentages + document.money
    assert expected == document.facts
    assert [fact.text for fact in expected] == ["Калужской области", "5%", "$1,2 млрд"]


def test_facts_compare_by_value() -> None:
    first, second = tradefacts.extract(TEXT), tradefacts.extract(TEXT)
    assert first == second
    assert hash(first.money[0]) == hash(second.money[0])


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\0", "\ud800", "\udfff\ud800", "слова без фактов"]
)
def test_a_text_without_facts(text: str) -> None:
    assert Document(text) == tradefacts.extract(text)


@pytest.mark.parametrize("engine", ENGINES)
def test_more_digits_than_a_number_may_have_are_no_fact(engine: str) -> None:
    digits = "1" * (MAX_DIGITS + 1)
    extractor = Extractor(["money", "percent"], engine=engine)
    for text in (f"{digits} рублей", f"{digits}%", f"от {digits} до {digits} рублей"):
        found = extractor.extract(f"{text}, рост на 5%")
        assert ["5%"] == [fact.text for fact in found.facts]


@pytest.mark.parametrize(
    "noise", ["\0", "\ud800", "😀", "\r\n", "e\u0301", "\u202e", "\ufeff", "\u2028"]
)
def test_offsets_are_code_points_of_the_text_as_given(noise: str) -> None:
    text = f"{noise} рост на 5% {noise} до $1,2 млрд {noise}"
    found = tradefacts.extract(text)
    assert [(fact.start, fact.text) for fact in found.facts] == [
        (text.index("5%"), "5%"),
        (text.index("$"), "$1,2 млрд"),
    ]


HYPHENS = "\u2010\u2011\ufe63\uff0d"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_hyphen_of_another_code_is_a_minus_and_a_dash(engine: str) -> None:
    extractor = Extractor(["money", "percent"], engine=engine)
    text = "Торговый баланс: -$5,7 млрд, в плане 5-7 млн рублей и -1%"
    plain = [fact.to_dict() for fact in extractor.extract(text).facts]
    assert ["-5700000000", None, "-1"] == [fact["value"] for fact in plain]
    for hyphen in HYPHENS:
        found = [fact.to_dict() for fact in extractor.extract(text.replace("-", hyphen)).facts]
        assert plain == [fact | {"text": fact["text"].replace(hyphen, "-")} for fact in found]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_not_seen_is_as_if_it_were_not_there(engine: str) -> None:
    extractor = Extractor(["money", "percent"], engine=engine)
    for text in (
        "$1,2_млрд",
        "$1,2 _млрд_",
        "_$_1,2 мил_лиарда_",
        "−_1_–_2%",
        "ми_нус_ 5%_",
        "1 млрд_ 300 млн рублей",
    ):
        (plain,) = extractor.extract(text.replace("_", "")).facts
        for unseen in UNSEEN:
            (found,) = extractor.extract(text.replace("_", unseen)).facts
            assert plain == evolve(found, start=plain.start, stop=plain.stop, text=plain.text)
            assert not {found.text[0], found.text[-1]} & set(UNSEEN)


@pytest.mark.parametrize("engine", ENGINES)
def test_digits_that_something_unseen_parts_are_no_number(engine: str) -> None:
    extractor = Extractor(["money", "percent"], engine=engine)
    for text in ("1_200 рублей", "1 _200 рублей", "1_ 200 рублей", "1,_2%", "1_,2%", "−1_5%"):
        for unseen in UNSEEN:
            assert () == extractor.extract(text.replace("_", unseen)).facts


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "a text is a str, not NoneType"),
        (5, "a text is a str, not int"),
        (["5%"], "a text is a str, not list"),
        (b"5%", "a text is a str, not bytes; decode it first"),
        (bytearray(b"5%"), "a text is a str, not bytearray; decode it first"),
    ],
)
def test_what_is_no_text_is_refused(value: object, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        tradefacts.extract(value)  # type: ignore[arg-type]
    assert message == str(caught.value)


@pytest.mark.parametrize("read", [tradefacts.extract, tradefacts.explain])
@pytest.mark.parametrize("wrong", ["вчера", "", "2024", "2024-W09", "2024W09", "2024-W09-5"])
def test_a_date_that_is_none(read: Any, wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"^no date ") as caught:
        read("x", date=wrong)
    assert f"no date {wrong!r}: write it as 2024-05-15" == str(caught.value)


@pytest.mark.parametrize("read", [tradefacts.extract, tradefacts.explain])
@pytest.mark.parametrize("wrong", [5, b"2024-01-01", dt.time(1)])
def test_a_date_of_another_type(read: Any, wrong: Any) -> None:
    name = type(wrong).__name__
    with pytest.raises(TypeError, match=f"^a date is a str or a datetime.date, not {name}$"):
        read("x", date=wrong)


@pytest.mark.parametrize(
    "day",
    [
        "2024-05-15",
        "20240515",
        "2024-05-15T09:00+03:00",
        dt.date(2024, 5, 15),
        dt.datetime(2024, 5, 15, 9),
    ],
)
def test_a_day_is_a_string_or_a_date(day: str | dt.date) -> None:
    assert "2024-05-15" == tradefacts.extract("5%", day).date == Document("5%", date=day).date


def test_a_title_is_a_string() -> None:
    with pytest.raises(TypeError, match=r"^a title is a str, not int$"):
        tradefacts.extract("5%", title=5)  # type: ignore[arg-type]


def test_only_a_text_is_explained() -> None:
    with pytest.raises(TypeError, match=r"^a text is a str, not NoneType$"):
        tradefacts.explain(None)  # type: ignore[arg-type]


def test_only_a_code_is_looked_up() -> None:
    with pytest.raises(FactError, match=r"^'XX' is no ISO 3166 code"):
        Region.lookup("XX")


@pytest.mark.parametrize("code", [None, ["RU"], b"RU"])
def test_a_code_is_a_string(code: Any) -> None:
    with pytest.raises(TypeError, match=r"^a code is a str, not (NoneType|list|bytes)"):
        Region.lookup(code)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"5,. -$%€\n\0\ud800😀(", "млрд", " руб.", "от ", "до ", " п.п.", "Москва"]
        ),
        max_size=25,
    ).map("".join)
)
def test_any_text_has_a_document_that_travels(text: str) -> None:
    document = tradefacts.extract(text)
    assert all(fact.text == text[fact.start : fact.stop] for fact in document.facts)
    ends = [0, *(end for fact in document.facts for end in (fact.start, fact.stop))]
    assert sorted(ends) == ends
    assert document == Document.from_json(document.to_json())


# -- Extractor
def test_kinds_filter_facts_and_change_none() -> None:
    everything = tradefacts.extract(TEXT)
    for kind in (Money, Percentage, Region):
        found = Extractor(kinds=[kind.kind]).extract(TEXT)
        assert everything.of(kind) == found.facts


def test_trade_facts_are_had_by_their_class() -> None:
    document = tradefacts.extract("Экспорт Армении в 2024 году вырос на 5%.")
    found: tuple[TradeFact, ...] = document.of(TradeFact)
    assert 1 == len(found)
    assert document.trade_facts == found
    assert document.facts == document.of(Fact)


def test_a_headline_is_of_a_title() -> None:
    extractor = Extractor()
    headline = extractor.extract("Экспорт Армении").facts
    with pytest.raises(FactError, match=r"^the document has no title that the headline could be"):
        extractor.trade_facts(extractor.extract("Рост на 5%."), headline)
    assert () == extractor.trade_facts(Document("Рост на 5%."), ())


def test_a_document_counts_its_facts() -> None:
    shown = [repr(tradefacts.extract(text)) for text in ("", "5%", "5%, 6%")]
    assert [
        "<Document of 0 characters, 0 facts>",
        "<Document of 2 characters, 1 fact>",
        "<Document of 6 characters, 2 facts>",
    ] == shown


def test_trade_facts_are_made_of_all_kinds() -> None:
    text = "Экспорт Армении в Китай в 2024 году составил $1,2 млрд."
    expected = tradefacts.extract(text, title="Экспорт вырос")
    few = Extractor(kinds=["money"])
    (article,) = few.extract_many([Article(text, title="Экспорт вырос")])
    for found in (few.extract(text, title="Экспорт вырос"), article):
        assert isinstance(found, Document)
        assert expected.money == found.facts
        assert expected.trade_facts == found.trade_facts
        assert Document.from_json(found.to_json()) == found


def test_trade_facts_are_made_of_all_kinds_by_processes_too() -> None:
    text = "Экспорт Армении в Китай в 2024 году составил $1,2 млрд."
    (found,) = Extractor(kinds=["money"]).extract_many([text], workers=2)
    assert isinstance(found, Document)
    assert tradefacts.extract(text).trade_facts == found.trade_facts


@pytest.mark.parametrize(
    ("names", "kinds", "message"),
    [
        (["money"], ["percent"], "these grammars give no percent: take kinds from money"),
        (["money", "percent"], [], "no kind is named: take kinds from money, percent"),
        (["money"], ["region", "period"],
         "these grammars give no period and no region: take kinds from money"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("engine", ENGINES)
def test_kinds_that_leave_nothing_are_told(
    names: list[str], kinds: list[str], message: str, engine: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Extractor(names, kinds=kinds, engine=engine)


def test_an_extractor_shows_what_it_reads() -> None:
    assert "<Extractor of money, percent>" == repr(Extractor(["money", "percent"]))
    few = Extractor(["money", "percent"], kinds=["money"])
    assert "<Extractor of money, percent: money alone>" == repr(few)


def test_the_version_is_that_of_the_package() -> None:
    assert version("tradefacts") == tradefacts.__version__


def test_grammars_are_named_or_given_as_files(tmp_path: Path) -> None:
    path = tmp_path / "pieces.tfg"
    path.write_text(PIECES, encoding="utf-8")
    expected = ["5 долей", "6%"]
    assert expected == [f.text for f in Extractor([path, "percent"]).extract("5 долей и 6%").facts]
    assert expected[:1] == [f.text for f in Extractor([str(path)]).extract("5 долей и 6%").facts]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (
            {"kinds": ["trade"]},
            ValueError,
            (
                "no kind 'trade': it is one of money, percent, region, period, ratio, quantity, "
                "region_adj; trade facts are made of all kinds: Document.trade_facts has them"
            ),
        ),
        ({"kinds": ["moeny"]}, ValueError, "no kind 'moeny': it is one of money, percent, region"),
        ({"engine": "fast"}, ValueError, "no engine 'fast': it is one of compiled, reference"),
        ({"grammars": []}, ValueError, "no grammar is named: take one of money, percent, region"),
        (
            {"grammars": ["moeny"]},
            FileNotFoundError,
            "no grammar 'moeny': name a .tfg file or one of",
        ),
        (
            {"grammars": ["no.tfg"]},
            FileNotFoundError,
            "no grammar 'no.tfg': name a .tfg file or one of",
        ),
    ],
)
def test_an_extractor_that_cannot_be(
    arguments: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        Extractor(**arguments)  # type: ignore[arg-type]
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Extractor("money"), "grammars are listed: write ['money']"),
        (lambda: Extractor(Path("a.tfg")),  # type: ignore[arg-type]
         f"grammars are listed: write [{Path('a.tfg')!r}]"),
        (lambda: Extractor(kinds="money"), "kinds are listed: write ['money']"),
        (lambda: Extractor(b"money"),  # type: ignore[arg-type]
         "grammars are listed: write [b'money']"),
        (lambda: tradefacts.json_schema(kinds="money"), "kinds are listed: write ['money']"),
        (lambda: tradefacts.extract_many("5%"), "texts are listed: write ['5%']"),
        (lambda: tradefacts.extract_many("5%", workers=2), "texts are listed: write ['5%']"),
        (lambda: tradefacts.extract_many(b"5%"),  # type: ignore[arg-type]
         "texts are listed: write [b'5%']"),
        (lambda: tradefacts.extract_many("5% " * 100), "texts are listed: write [...]"),
        (lambda: tradefacts.extract_many(Article("5%")),  # type: ignore[arg-type]
         "texts are listed: write [Article(text='5%', date=None, title=None)]"),
        (lambda: tradefacts.to_table(Document("5%")),  # type: ignore[arg-type]
         "documents are listed: write [<Document of 2 characters, 0 facts>]"),
        (lambda: tradefacts.to_trade_table(Document("5%")),  # type: ignore[arg-type]
         "documents are listed: write [<Document of 2 characters, 0 facts>]"),
        (lambda: tradefacts.register(Inner),
         "Inner: the kinds of inside are listed: write ['money']"),
        (lambda: Extractor(None),  # type: ignore[arg-type]
         "grammars are listed: None is no list"),
        (lambda: tradefacts.extract_many(None),  # type: ignore[arg-type]
         "texts are listed: None is no list"),
        (lambda: tradefacts.to_table(None),  # type: ignore[arg-type]
         "documents are listed: None is no list"),
    ],
)  # fmt: skip
def test_names_are_listed(make: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        make()
    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Extractor([None]),  # type: ignore[list-item]
         "a grammar is named by a str, not by None"),
        (lambda: Extractor([Money]),  # type: ignore[list-item]
         "a grammar is named by a str, not by the class Money: write 'money'"),
        (lambda: Extractor(kinds=[int]),  # type: ignore[list-item]
         "a kind is named by a str or by its class, not by <class 'int'>"),
        (lambda: Extractor(kinds=[tradefacts.Amount]),
         f"a kind is named by a str or by its class, not by {tradefacts.Amount!r}"),
        (lambda: Extractor(kinds=[["money"]]),  # type: ignore[list-item]
         "a kind is named by a str or by its class, not by ['money']"),
        (lambda: Document("5%").of("percent"),  # type: ignore[arg-type]
         "a kind is a class of facts, as Money, not 'percent': write Percentage"),
        (lambda: Document("5%").of((Money, Percentage)),  # type: ignore[arg-type]
         f"a kind is a class of facts, as Money, not {(Money, Percentage)!r}"),
        (lambda: Document("5%").mention(5),  # type: ignore[arg-type]
         "a span is (start, stop), not 5"),
        (lambda: Document("5%").mention((0, 1, 2)),
         "a span is (start, stop), not (0, 1, 2)"),
        (lambda: Extractor().trade_facts(None),  # type: ignore[arg-type]
         "trade facts are made of a Document, not of None"),
        (lambda: Extractor().trade_facts(Document("5%"), "Рост"),  # type: ignore[arg-type]
         ("a headline is the facts of a title, not the title 'Рост': "
          "write extract(text, title=...), which reads it")),
        (lambda: tradefacts.explain("5%", extractor=["percent"]),  # type: ignore[arg-type]
         "what explains is an Extractor, not ['percent']: write Extractor(['percent'])"),
        (lambda: tradefacts.explain("5%", extractor="percent"),  # type: ignore[arg-type]
         "what explains is an Extractor, not 'percent': write Extractor(['percent'])"),
        (lambda: tradefacts.explain("5%", extractor=5),  # type: ignore[arg-type]
         "what explains is an Extractor, not 5"),
        (lambda: tradefacts.explain("5%", Extractor(["percent"])),  # type: ignore[arg-type]
         "a date is a str or a datetime.date, not Extractor"),
        (lambda: Document("5%").to_html(caption=5),  # type: ignore[arg-type]
         "a caption is a str, not int"),
    ],
)  # fmt: skip
def test_what_is_given_for_another_thing_is_told(make: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        make()
    assert message == str(caught.value)


def test_a_grammar_that_is_named_twice_is_one(tmp_path: Path) -> None:
    path = tmp_path / "pieces.tfg"
    path.write_text(PIECES, encoding="utf-8")
    assert Extractor(["percent"]).paths == Extractor(["percent", "percent"]).paths
    beside = tmp_path / "folder" / ".." / "pieces.tfg"
    beside.parent.parent.mkdir()
    found = Extractor([path, beside, "percent", str(path)])
    assert "<Extractor of pieces, percent>" == repr(found)


def test_an_extractor_outlives_its_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pieces.tfg").write_text(PIECES, encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pieces.tfg").write_text("grammar pieces\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    extractor = Extractor(["pieces.tfg"])
    monkeypatch.chdir(tmp_path / "other")
    assert "pieces" == extractor.grammar.name
    for again in (copy.copy(extractor), pickle.loads(pickle.dumps(extractor))):
        assert ["5 долей"] == [fact.text for fact in again.extract("5 долей").facts]
    (found,) = extractor.extract_many(["5 долей"], workers=2)
    assert extractor.extract("5 долей") == found
    assert tradefacts.explain("5 долей", extractor=extractor).facts


@pytest.mark.parametrize("workers", ["2", None, 1.5, True])
def test_workers_are_counted(workers: Any) -> None:
    with pytest.raises(TypeError, match=f"^workers: {re.escape(repr(workers))} is no int$"):
        tradefacts.extract_many(["$5"], workers=workers)


def test_only_a_class_of_facts_is_parsed() -> None:
    kind: Any
    for kind in ("money", str):
        with pytest.raises(TypeError, match=r"^a kind is a class of facts, as Money, not .+"):
            Extractor(["money"]).parse(kind, "$5")


def test_names_may_come_one_by_one() -> None:
    extractor = Extractor((name for name in ["money", "percent"]), kinds=(k for k in ["money"]))
    assert ["$5"] == [fact.text for fact in extractor.extract("$5, 6%").facts]


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_an_extractor_travels_as_what_it_was_made_of(engine: str) -> None:
    extractor = Extractor(["percent", "sign"], kinds=["percent"], engine=engine)
    again = pickle.loads(pickle.dumps(extractor))
    assert extractor.extract("$5, 6%") == again.extract("$5, 6%")
    assert (extractor.engine_name, extractor.paths) == (again.engine_name, again.paths)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("names", [["number"], ["cue", "number"]])
def test_grammars_without_facts_are_told(engine: str, names: list[str]) -> None:
    message = f"^no rule of these grammars gives a fact: {', '.join(names)}; name one that has "
    with pytest.raises(ValueError, match=message):
        Extractor(names, engine=engine)
    assert ["5%"] == [f.text for f in Extractor([*names, "percent"]).extract("более 5%").facts]


def test_frames_give_no_facts_of_their_own() -> None:
    with pytest.raises(ValueError, match=r"^no rule of these grammars gives a fact: trade; "):
        Extractor(["trade"])


# -- extract_many
@pytest.mark.parametrize("workers", [1, 2])
def test_many_texts_are_as_each_alone(workers: int) -> None:
    texts: list[Any] = [TEXT, "", b"5%", "в прошлом году", None, "5%" * 1000]
    found = list(tradefacts.extract_many(texts, workers=workers, date="2024-05-15"))
    for text, document in zip(texts, found, strict=True):
        if isinstance(text, str):
            assert tradefacts.extract(text, "2024-05-15") == document
        else:
            assert isinstance(document, TypeError)


@pytest.mark.parametrize("workers", [1, 2])
def test_many_articles_have_dates_and_titles_of_their_own(workers: int) -> None:
    text = "В прошлом году экспорт вырос на 5%."
    title = "Экспорт Армении в Китай"
    articles: list[str | Article] = [
        Article(text, date="2024-05-15", title=title),
        Article(text, dt.date(2022, 5, 15)),
        Article(text, title=title),
        text,
        Article(text, date="вчера"),
        Article(text, title=5),  # type: ignore[arg-type]
        Article(b"5%"),  # type: ignore[arg-type]
        Article(text, date="2023-05-15"),
    ]
    found = tradefacts.extract_many(articles, workers=workers, date="2020-05-15")
    *documents, day, headline, raw, last = found
    assert [
        tradefacts.extract(text, "2024-05-15", title),
        tradefacts.extract(text, "2022-05-15"),
        tradefacts.extract(text, "2020-05-15", title),
        tradefacts.extract(text, "2020-05-15"),
    ] == documents
    assert "no date 'вчера': write it as 2024-05-15" == str(day)
    assert "a title is a str, not int" == str(headline)
    assert "a text is a str, not bytes; decode it first" == str(raw)
    assert tradefacts.extract(text, "2023-05-15") == last


def test_both_engines_name_a_place_alike() -> None:
    one, other = (Extractor(["region"], engine=name).engine for name in ENGINES)
    codes = ["RU-PER", "BY", "XX"]
    assert [[*one.names(code)] for code in codes] == [[*other.names(code)] for code in codes]


def test_a_kind_is_named_by_its_class_too() -> None:
    by_name, by_class = ([name] for name in ("money", Money))
    wanted = Extractor(["money", "percent"], kinds=by_name).extract(TEXT)
    assert wanted == Extractor(["money", "percent"], kinds=by_class).extract(TEXT)
    assert tradefacts.json_schema(kinds=by_name) == tradefacts.json_schema(kinds=by_class)
    tables = [tradefacts.to_table([wanted], kinds=kinds) for kinds in (by_name, by_class)]
    assert tables[0] == tables[1]


@pytest.mark.parametrize("trade", ["trade", TradeFact])
def test_trade_facts_are_no_kind_of_an_extractor(trade: Any) -> None:
    with pytest.raises(FactError, match=r"no kind 'trade': .*Document.trade_facts has them"):
        Extractor(["money"], kinds=[trade])


def test_many_texts_are_kept_to_the_kinds_of_the_extractor() -> None:
    extractor = Extractor(["money", "percent"], kinds=["money"])
    for workers in (1, 2):
        (document,) = extractor.extract_many([TEXT], workers=workers)
        assert extractor.extract(TEXT) == document


@pytest.mark.parametrize("arguments", [{"date": "May"}, {"workers": 0}])
def test_many_texts_that_cannot_be_begun(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"May|workers"):
        tradefacts.extract_many([TEXT], **arguments)


# -- the fast path
def test_what_is_imported_on_use_is_listed_too() -> None:
    listed = set(dir(tradefacts))
    assert set() == set(tradefacts.__all__) - listed
    assert {*tradefacts.__all__, "__version__"} == {"__version__"} | {
        name for name in listed if not name.startswith("__")
    }


def test_the_reference_lists_all_that_the_package_gives() -> None:
    page = ROOT.joinpath("docs", "api.md").read_text(encoding="utf-8")
    listed = {resolve_name(path) for path in re.findall(r"^::: (\S+)$", page, re.MULTILINE)}
    assert [] == [name for name in tradefacts.__all__ if getattr(tradefacts, name) not in listed]


def test_the_parts_of_a_trade_fact_are_of_the_package() -> None:
    fact = TradeFact.parse("Экспорт Армении вырос на 5%, до $2 млн.")
    for part in (fact.value, fact.change, *fact.evidence):
        assert type(part) is getattr(tradefacts, type(part).__name__)


def test_the_lists_that_a_trade_fact_speaks_in_are_of_the_package() -> None:
    (fact,) = tradefacts.extract("Экспорт Армении вырос на 5%.").trade_facts
    assert fact.change is not None
    assert tradefacts.Indicator.EXPORT is fact.indicator
    assert tradefacts.Modality.ACTUAL is fact.modality
    assert tradefacts.ChangeKind.PERCENT_CHANGE is fact.change.kind
    assert tradefacts.ChangeUnit.PERCENT is fact.change.unit
    assert tradefacts.Place.CLAUSE in [one.place for one in fact.evidence]
    code = "import sys, tradefacts; print('tradefacts.facts.trade_terms' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert b"False" == done.stdout.strip()


def test_the_first_facts_need_no_parser_and_no_dictionary(tmp_path: Path) -> None:
    names = "'lark', 'pymorphy3', 'yargy', 'rich', 'typer', 'multiprocessing', 'json', 'pickle', "
    names += "'tradefacts.grammar.ast'"
    code = (
        "import sys, tradefacts; tradefacts.extract('5%'); tradefacts.Region.lookup('RU-KLU');"
        f"print(*{{{names}}} & set(sys.modules))"
    )
    tradefacts.extract("5%")  # the cache is filled
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert b"" == done.stdout.strip()


def test_a_home_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    path = tmp_path / "pieces.tfg"
    path.write_text(PIECES, encoding="utf-8")
    code = (
        "import sys, tradefacts;"
        "print(len(tradefacts.Extractor([sys.argv[1]]).extract('5 долей').facts))"
    )
    unset = {"XDG_CACHE_HOME", "LOCALAPPDATA"}
    environment = {key: value for key, value in os.environ.items() if key not in unset}
    done = subprocess.run(
        [sys.executable, "-c", code, path],
        env={**environment, "HOME": "/dev/null", "USERPROFILE": "NUL"},
        capture_output=True,
        check=True,
    )
    assert b"1" == done.stdout.strip()


# -- parse
def test_a_string_that_is_one_fact() -> None:
    text = "4,2 трлн рублей"
    money = Money.parse(f" {text}\n")
    value = Decimal(4_200_000_000_000)
    expected = Money(start=1, stop=16, text=text, rule=money.rule, value=value, currency="RUB")
    assert expected == money
    assert Decimal("-0.5") == Percentage.parse("-0,5 п.п.").value
    assert Region.parse("Калужской области").code == "RU-KLU"


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (Money, "", "'' holds no Money"),
        (Money, "завтра", "'завтра' holds no Money"),
        (Money, "5%", "'5%' holds no Money"),
        (Percentage, "$5", "'$5' holds no Percentage"),
        (Money, "$5 и €6", "'$5 и €6' holds 2 facts of Money, not one: '$5', '€6'"),
        (Money, "до $5", "'до $5' is no Money as a whole: only '$5' is read"),
        (Money, "$5.", "'$5.' is no Money as a whole: only '$5' is read"),
        (
            Money,
            "5 рублей и 7 тонн",
            "'5 рублей и 7 тонн' is no Money as a whole: only '5 рублей' is read",
        ),
        (Percentage, "+ 5%", "'+ 5%' is no Percentage as a whole: only '5%' is read"),
        (Percentage, "++5%", "'++5%' is no Percentage as a whole: only '5%' is read"),
        (Percentage, "+-5%", "'+-5%' is no Percentage as a whole: only '-5%' is read"),
        (Region, "+Москва", "'+Москва' is no Region as a whole: only 'Москва' is read"),
        (Region, "x" * 100, f"'{'x' * 77}...' holds no Region"),
    ],
)
def test_a_string_that_is_not_one_fact(kind: type[Fact], text: str, message: str) -> None:
    with pytest.raises(FactError) as caught:
        kind.parse(text)
    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (Amount, "Amount has no kind of its own: parse by one of Money, Percentage, Quantity"),
        (Fact, "Fact has no kind of its own: parse by one of Money, Percentage, Region, Period, "),
        (Kindless, "Kindless has no kind of its own"),
    ],
)
def test_what_is_no_kind_is_not_parsed(kind: type[Fact], message: str) -> None:
    with pytest.raises(FactError) as caught:
        kind.parse("5%")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("kind", "text", "read"),
    [
        (Percentage, "+5%", "5%"),
        (Percentage, " +0,5 п.п.\n", "0,5 п.п."),
        (Percentage, "+5–7%", "5–7%"),
        (Money, "+5 млн рублей", "5 млн рублей"),
        (Money, "+$5", "$5"),
        (Quantity, "+5 тонн", "5 тонн"),
    ],
)
def test_a_plus_before_an_amount_is_growth(kind: type[Fact], text: str, read: str) -> None:
    fact = kind.parse(text)
    assert (text.index("+") + 1, read) == (fact.start, fact.text)
    assert (fact,) == tradefacts.extract(text).facts


def test_a_string_that_is_one_trade_fact() -> None:
    text = "Экспорт Армении вырос на 5%, до $2 млн."
    assert tradefacts.extract(text).trade_facts == (TradeFact.parse(text),)
    with pytest.raises(FactError, match=r"^'Экспорт вырос\.' holds no TradeFact$"):
        TradeFact.parse("Экспорт вырос.")


@pytest.mark.parametrize(
    ("names", "engine"),
    [(["percent"], "compiled"), (["percent"], "reference"), (["money", "percent"], "compiled")],
)
def test_a_kind_that_no_grammar_gives_is_told(names: list[str], engine: str) -> None:
    extractor = Extractor(names, kinds=["percent"], engine=engine)
    expected = (
        "no Money can be read here, but Percentage: "
        "write Extractor([...]).parse(Money, text) with the grammar that gives it"
    )
    with pytest.raises(FactError) as caught:
        extractor.parse(Money, "$5")
    assert expected == str(caught.value)
    with pytest.raises(FactError, match=r"^'\$5' holds no Percentage$"):
        extractor.parse(Percentage, "$5")


def test_only_a_string_is_parsed() -> None:
    with pytest.raises(TypeError):
        Money.parse(5)  # type: ignore[arg-type]


# -- JSON
def test_a_document_as_json() -> None:
    document = tradefacts.extract("выросли до $1,2 млрд")
    (money,) = document.money
    fact = {
        "kind": "money",
        "start": 11,
        "stop": 20,
        "text": "$1,2 млрд",
        "rule": money.rule,
        "value": "1200000000",
        "low": None,
        "high": None,
        "currency": "USD",
        "relation": "eq",
    }
    place = {"text": "выросли до $1,2 млрд", "title": None, "date": None}
    expected = {**place, "facts": [fact]}
    assert expected == document.to_dict(trade_facts=False)
    assert {**expected, "trade_facts": []} == json.loads(document.to_json())
    assert "млрд" in document.to_json(indent=2)
    assert document == Document.from_json(document.to_json(indent=2))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"currency": "XYZW"}, "$.facts[0]: currency: 'XYZW' is no currency code of ISO 4217"),
        ({"kind": "weight"}, f"$.facts[0].kind: 'weight' is not one of {', '.join(KINDS)}, trade"),
        ({"kind": "percent"}, "$.facts[0].currency: Percentage has no such field"),
        ({"colour": "red"}, "$.facts[0].colour: Money has no such field"),
    ],
)
def test_json_that_is_no_document(change: dict[str, object], message: str) -> None:
    data = tradefacts.extract("до $1,2 млрд").to_dict()
    data["facts"][0] |= change
    with pytest.raises(FactError) as caught:
        Document.from_json(json.dumps(data))
    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("kind", "row", "message"),
    [
        (Money, {"kind": "percent"}, "$.kind: 'percent' is not 'money'"),
        (TradeFact, {"kind": "money"}, "$.kind: 'money' is not 'trade'"),
        (Fact, {"kind": "money", "start": 0}, "$.stop: Money needs it"),
    ],
)
def test_json_that_is_another_fact(kind: type[Fact], row: dict[str, object], message: str) -> None:
    with pytest.raises(FactError, match=f"^{re.escape(message)}$"):
        kind.from_dict(row)


@pytest.mark.parametrize(
    "field", ["kind", "start", "stop", "text", "rule", "value", "low", "currency", "relation"]
)
@pytest.mark.parametrize("wrong", [5.5, [1], {}])
def test_an_error_of_json_names_the_field(field: str, wrong: object) -> None:
    data = Money.parse("$5").to_dict() | {field: wrong}
    with pytest.raises(FactError) as caught:
        Fact.from_dict(data)
    told = str(caught.value).removeprefix("$.")
    assert told.startswith(f"{field}: ")
    assert repr(wrong) in told


@pytest.mark.parametrize(
    "field",
    [
        "indicator",
        "reporter",
        "symmetric",
        "period",
        "value",
        "change_span",
        "modality",
        "evidence",
    ],
)
def test_an_error_of_a_trade_fact_names_the_field(field: str) -> None:
    data = TradeFact.parse("Экспорт Армении вырос на 5%, до $2 млн.").to_dict()
    with pytest.raises(FactError, match=f"^{field}: 5.5 is n"):
        Fact.from_dict(data | {field: 5.5})
    with pytest.raises(FactError, match=r"^value: value: an amount is a Decimal, "):
        Fact.from_dict(data | {"value": {**data["value"], "value": 5.5}})


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("{bad", "$: no JSON: line 1, column 2: Expecting property name enclosed in double quotes"),
        ("[]", '$: a document is {"text": "...", "facts": [...]}'),
        ('{"text": "5%", "facts": [], "date": "вчера"}',
         "$.date: no date 'вчера': write it as 2024-05-15"),
        ('{"text": "5%", "facts": [], "date": 5}', "$.date: 5 is no str"),
        ('{"text": "5%", "facts": [], "title": 5}', "$.title: 5 is no str"),
        ('{"text": "5%", "facts": [], "trade_fact": []}',
         "$.trade_fact: Document has no such field"),
    ],
)  # fmt: skip
def test_where_json_is_no_document(wrong: str, message: str) -> None:
    with pytest.raises(FactError) as caught:
        Document.from_json(wrong)
    assert message == str(caught.value)


def test_an_entry_of_the_command_line_is_a_document() -> None:
    document = tradefacts.extract("5%")
    assert document == Document.from_dict({"file": "a.txt", **document.to_dict()})


def test_documents_are_equal_where_they_say_the_same() -> None:
    document = tradefacts.extract("Экспорт Армении вырос на 5%, до $2 млн.")
    told = document.to_dict()
    read = Document.from_dict(told)
    assert document == read == Document.from_dict(document.to_dict(trade_facts=False))
    assert hash(document) == hash(read)
    silent = Document.from_dict(told | {"trade_facts": []})
    assert silent == Document.from_json(silent.to_json())
    for other in (document, read, tradefacts.extract(document.text)):
        assert silent != other
        assert other != silent
    assert document != document.text


def test_nobody_makes_trade_facts_to_compare_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (tradefacts.extract(TEXT, title=title) for title in ("a", "b"))
    silent = Document.from_dict(second.to_dict() | {"trade_facts": []})
    monkeypatch.delattr(Extractor, "trade_facts")
    assert first == tradefacts.extract(TEXT, title="a")
    assert first != second
    assert first != silent


@pytest.mark.parametrize(
    "wrong",
    [None, 5, b"\xff", "[" * 100_000, f"[{'1' * 5000}]", {"text": "5%", "facts": []}],
    ids=range(6),
)
def test_what_json_cannot_be_read_from(wrong: Any) -> None:
    with pytest.raises(FactError, match=r"^\$: no JSON: .+"):
        Document.from_json(wrong)


def test_json_may_be_bytes() -> None:
    document = tradefacts.extract("вырос до $5 млн")
    assert document == Document.from_json(document.to_json().encode())


@pytest.mark.parametrize("kind", ["money", "trade"])
def test_a_name_of_a_field_that_is_no_string(kind: str) -> None:
    row: Any = {"kind": kind, "start": 0, 5: 1, "x": 2}
    with pytest.raises(FactError, match=r"^\$\.5: \w+ has no such field$"):
        Fact.from_dict(row)
    with pytest.raises(FactError, match=r"^\$\.facts\[0\]\.5: \w+ has no such field$"):
        Document.from_dict({"text": "$5", "facts": [row]})


def test_a_document_puts_its_facts_in_order() -> None:
    expected = tradefacts.extract("вырос на 5%, до $1,2 млрд")
    for facts in (expected.facts[::-1], list(expected.facts), iter(expected.facts[::-1])):
        found = Document(expected.text, facts)
        assert (expected, hash(expected)) == (found, hash(found))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": b"5"}, "text: b'5' is no str"),
        ({"text": 5}, "text: 5 is no str"),
        ({"text": "5", "title": 5}, "title: 5 is no str"),
        ({"text": "5", "facts": None}, "facts: None is no list of facts"),
        ({"text": "5", "facts": (1,)}, "$.facts[0]: 1 is no Fact"),
        ({"text": "5", "facts": "5"}, "$.facts[0]: '5' is no Fact"),
        ({"text": "5", "date": "вчера"}, "no date 'вчера': write it as 2024-05-15"),
        ({"text": "5", "date": 5}, "a date is a str or a datetime.date, not int"),
    ],
)
def test_a_document_that_cannot_be(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(FactError) as caught:
        Document(**arguments)
    assert message == str(caught.value)


def test_a_schema_of_what_there_is_none() -> None:
    with pytest.raises(FactError, match=r"^no schema 'x': it is one of fact, document, trade$"):
        tradefacts.json_schema("x")  # type: ignore[arg-type]


def test_surrogates_travel() -> None:
    document = tradefacts.extract("\ud800 $5")
    assert document == Document.from_json(document.to_json().encode().decode())


def test_an_empty_name_is_that_of_no_grammar() -> None:
    with pytest.raises(FileNotFoundError, match=r"^no grammar '': name a .tfg file or one of "):
        Extractor([""])


def test_trade_facts_are_none_of_the_facts_of_a_document() -> None:
    document = tradefacts.extract("Экспорт Армении составил $5 млн.")
    with pytest.raises(FactError, match=r"^\$.facts\[0\]: TradeFact\(.*\) is a trade fact: "):
        Document(document.text, document.trade_facts)
    assert document == Document(document.text, document.facts, trade_facts=document.trade_facts)


def test_json_without_trade_facts() -> None:
    document = tradefacts.extract("Экспорт Армении составил $5 млн.")
    assert document.to_dict(trade_facts=False) == json.loads(document.to_json(trade_facts=False))
    assert document.to_dict() == json.loads(document.to_json())


def test_a_code_of_our_own_is_told() -> None:
    message = "'X-EAEU' is a code of our own, of a union or a macro-region, for which ISO 3166 has"
    with pytest.raises(FactError, match=f"^{message} no code; docs/trade.md tells what each is$"):
        Region.lookup("X-EAEU")
