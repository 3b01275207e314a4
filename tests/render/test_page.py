"""The HTML itself, read back by the standard library's parser."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.facts import Document, Region
from tradefacts.facts.trade import TradeFact
from tradefacts.render import page

EVIL = "</div></script><script>hacked()</script><img src=x onerror=hacked()>&amp;\"'$title"


def fact(start: int, text: str, kind: str = "word", **fields: Any) -> dict[str, Any]:
    place = {"start": start, "stop": start + len(text), "text": text, "rule": "rule"}
    return {"kind": kind, **place, **fields}


@define
class Read(HTMLParser):
    """Texts, the facts marked in them, rows and elements of a page."""

    texts: list[str] = field(factory=list)
    marks: dict[str, str] = field(factory=dict)
    rows: list[list[str]] = field(factory=list)
    tags: list[str] = field(factory=list)
    styles: list[str] = field(factory=list)
    scripts: list[str] = field(factory=list)
    policy: str = ""
    title: str = ""
    _depth: int = 0

    def __attrs_post_init__(self) -> None:
        HTMLParser.__init__(self)
        self._to = ""
        self._link = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.tags.append(tag)
        self._to = {"style": "style", "script": "script", "td": "td", "title": "title"}.get(
            tag, self._to
        )
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag == "div" and given.get("class") == "text":
            self.texts.append("")
            self._to, self._depth = "text", 0
        if tag == "div" and self._to == "text":
            self._depth += 1
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")
        if tag == "a" and self._to == "text":
            self._link = given["href"] or ""
            self.marks.setdefault(self._link, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = ""
        if tag == "div" and self._to == "text":
            self._depth -= 1
        if tag in ("style", "script", "td", "title") or (self._to == "text" and not self._depth):
            self._to = ""

    def handle_data(self, data: str) -> None:
        if self._to == "text":
            self.texts[-1] += data
            if self._link:
                self.marks[self._link] += data
        elif self._to == "td":
            self.rows[-1][-1] += data
        elif self._to == "style":
            self.styles.append(data)
        elif self._to == "script":
            self.scripts.append(data)
        elif self._to == "title":
            self.title += data


def read(html: str) -> Read:
    reader = Read()
    reader.feed(html)
    reader.close()
    return reader


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Any text with any facts, which may nest, cross and coincide."""
    text = draw(st.text(st.sampled_from("аб<>&\"' \n$\0\ud800") | st.characters(), min_size=1))
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9))
    found = [
        fact(start, text[start : start + length], draw(st.sampled_from(["a", "b", "<b>"])))
        for start, length in draw(st.lists(places, max_size=6))
    ]
    return {"text": text, "facts": found}


def visible(text: str) -> str:
    return re.sub("[\0\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)


@given(st.lists(documents(), max_size=3))
def test_the_texts_and_every_fact_are_on_the_page(found: list[dict[str, Any]]) -> None:
    html = page([(f"{i}", document) for i, document in enumerate(found)])
    seen = read(html)
    facts = [fact for document in found for fact in document["facts"]]
    assert [visible(document["text"]) for document in found] == seen.texts
    assert {f"#r{n}" for n in range(1, len(facts) + 1)} == set(seen.marks)
    assert [visible(fact["text"]) for fact in facts] == [row[1] for row in seen.rows if row]
    assert html.encode().decode() == html


@given(documents())
def test_facts_apart_are_marked_whole(document: dict[str, Any]) -> None:
    apart: list[dict[str, Any]] = []
    for found in sorted(document["facts"], key=lambda fact: fact["start"]):
        if not apart or apart[-1]["stop"] <= found["start"]:
            apart.append(found)
    seen = read(page([("", {**document, "facts": apart})]))
    assert [visible(fact["text"]) for fact in apart] == list(seen.marks.values())


def test_a_fact_inside_another_interrupts_it() -> None:
    outer, inner = fact(0, "150 млрд белорусских рублей"), fact(9, "белорусских")
    html = page([("", {"text": outer["text"], "facts": [outer, inner]})])
    assert {"#r1": "150 млрд  рублей", "#r2": "белорусских"} == read(html).marks
    assert 1 == html.count('id="f1"') == html.count('id="f2"') == html.count('tabindex="-1" href')


def test_nothing_in_a_text_is_markup() -> None:
    def shown(row: dict[str, Any]) -> Read:
        text = {"text": EVIL, "title": EVIL, "date": EVIL, "facts": [row]}
        return read(page([(EVIL, text)] * 2, caption=EVIL))

    word = EVIL[:3]
    plain = shown(fact(0, word, name=word))
    evil = shown({**fact(0, word, EVIL, name=EVIL, currency=EVIL), "rule": EVIL})
    assert plain.tags == evil.tags
    assert [EVIL, EVIL, EVIL] == [evil.title, *evil.texts]
    assert [word, EVIL, EVIL, EVIL, "", EVIL, EVIL] == evil.rows[1][1:]


def test_the_policy_allows_the_page_s_own_script_and_style_alone() -> None:
    seen = read(page([("", {"text": "5%", "facts": [fact(0, "5%")]})]))

    def named(contents: Sequence[str]) -> list[str]:
        return [b64encode(sha256(c.encode()).digest()).decode() for c in contents]

    (style,), (script,) = named(seen.styles), named(seen.scripts)
    assert (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    ) == seen.policy
    assert [] == re.findall(r"https?://|url\(|@import", "".join([*seen.styles, *seen.scripts]))


def test_a_column_is_ranked_by_exact_amounts() -> None:
    amounts = ["1" + "0" * 30 + "1", "1" + "0" * 31, "-5", "1/3", "0.3"]
    facts = [fact(i, "x", value=amount) for i, amount in enumerate(amounts)]
    html = page([("", {"text": "xxxxx", "facts": facts})])
    ranks = re.findall(r'<td data-rank="(\d+)">(?!\d+</td><td><a)', html)
    assert ["4", "3", "0", "2", "1"] == ranks


def test_a_kind_has_its_colour_whatever_the_page_holds() -> None:
    kinds = ["money", "percent", "region"]
    alone = page([("", {"text": "x", "facts": [fact(0, "x", "region")]})], kinds=kinds)
    assert 'class="fact k2"' in alone
    hues = re.findall(r"\.k\d+ \{ --hue: (\d+)", page([], kinds=[f"k{i}" for i in range(12)]))
    assert 12 == len(set(hues))


def test_a_document_shows_itself() -> None:
    region = Region(start=0, stop=5, text="Минск", code="BY-HM", name="Минск", level="subdivision")
    document = Document("Минск", (region,))
    html = document.to_html(caption="Новости")
    seen = read(html)
    assert ("Новости", ["Минск"]) == (seen.title, seen.texts)
    expected = ["1", "Минск", "region", "Минск", "BY-HM", "level subdivision", ""]
    assert expected == seen.rows[1]
    frame = document._repr_html_()
    assert ["iframe"] == read(frame).tags


def test_a_title_and_a_date_stand_above_their_text() -> None:
    document = Document("Минск", title="Торговля <Беларуси>", date="2025-02-10")
    html = document.to_html()
    assert document.title == read(html).title
    shown = '<h3 lang="ru">Торговля &lt;Беларуси&gt;</h3><time>2025-02-10</time><div class="text"'
    assert shown in html
    plain = Document("Минск").to_html()
    assert ("Facts", False) == (read(plain).title, "<h3" in plain)


def test_a_title_lights_up_with_what_it_gave() -> None:
    row = stated([(0, 5)])
    outside = {**row["evidence"][0], "start": None, "stop": None, "place": "headline"}
    told = {**row, "evidence": [*row["evidence"], outside]}
    document = {"text": "x" * 30, "title": "Торговля", "facts": [], "trade_facts": [row, told]}
    assert '<h3 lang="ru"><span class="part" data-t="2">Торговля</span></h3>' in page(
        [("", document)]
    )


def stated(spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """A trade fact whose evidence stands at these spans."""
    fact = TradeFact(
        start=0,
        stop=30,
        text="." * 30,
        indicator="export",
        value={"value": "5", "currency": "USD"},
        value_span=(0, 1),
        evidence=[{"slot": "period", "place": "clause", "start": a, "stop": b} for a, b in spans],
    )
    return fact.to_dict()


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 29), st.integers(1, 30)), max_size=4), max_size=4),
    st.text(st.sampled_from("аб\n<"), min_size=30, max_size=30),
)
def test_what_lights_up_is_what_the_evidence_says(
    places: list[list[tuple[int, int]]], text: str
) -> None:
    spans = [[(min(a, b), max(a, b)) for a, b in found if a != b] for found in places]
    mentions = [fact(3, text[3:9]), fact(12, text[12:13])]
    html = page([("", {"text": text, "facts": mentions, "trade_facts": list(map(stated, spans))})])
    assert [text] == read(html).texts
    parts = Parts()
    parts.feed(html)
    for number, own in enumerate(spans, 1):
        expected = {at for a, b in [*own, (0, 1)] for at in range(a, b) if text[at] != "\n"}
        found = {at for at, numbers in parts.lit.items() if str(number) in numbers}
        assert expected == {at for at in found if text[at] != "\n"}


@define
class Parts(HTMLParser):
    """Which characters of the text belong to which trade facts."""

    lit: dict[int, list[str]] = field(factory=dict)
    at: int = 0
    depth: int = 0
    numbers: list[list[str]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "div" and (self.depth or given.get("class") == "text"):
            self.depth += 1
        if tag == "span" and self.depth:
            self.numbers.append((given.get("data-t") or "").split())

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.depth:
            self.depth -= 1
        if tag == "span" and self.depth:
            self.numbers.pop()

    def handle_data(self, data: str) -> None:
        for _ in data if self.depth else ():
            if self.numbers:
                self.lit[self.at] = self.numbers[-1]
            self.at += 1
