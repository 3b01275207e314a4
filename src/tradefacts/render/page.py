"""Texts and their facts -> one HTML page that needs no other file and no network."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources
from itertools import count
from string import Template
from typing import Any

from attrs import frozen

from tradefacts.render import trade_page
from tradefacts.render.trade import NOTE
from tradefacts.render.trade_page import Lights, Stated
from tradefacts.render.words import Words, described

Row = Mapping[str, Any]
"""A fact as in JSON: `fact.to_dict()`."""

_LINES = ("solid", "dashed", "dotted", "double")
_FIRST_HUE = 150
_GOLDEN_ANGLE = 137.508
"""Degrees between one hue and the next; this keeps any number of hues apart."""

_UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
"""Characters that HTML or UTF-8 cannot hold."""
_REPLACED = "\N{REPLACEMENT CHARACTER}"


@frozen
class _Shown:
    """A fact prepared for the page; `number` is its index among all facts of the page."""

    number: int
    kind: int
    name: str
    row: Row
    words: Words


def page(
    documents: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    kinds: Iterable[str] = (),
    caption: str = "Facts",
) -> str:
    """Make one HTML page of named texts with their facts, each text as `document.to_dict()`.

    `caption` names the page; a text's own title and date are shown above it.

    Trade facts, if a document has any, get a table of their own, whose rows highlight the parts of
    the text that they were made from.

    `kinds` gives the order of the colours, so that a kind looks the same on every page; other kinds
    follow in order of appearance. Text, names and rules may hold anything: they are escaped, and a
    policy in the page forbids every script and style but its own. A NUL or a lone surrogate, which
    HTML and UTF-8 cannot hold, is shown as U+FFFD.

    >>> text = page([("", {"text": "1 < 2", "facts": []})])
    >>> "1 &lt; 2" in text, "http://" in text
    (True, False)
    """
    texts = list(documents)
    named = len(texts) > 1
    found = [fact["kind"] for _, document in texts for fact in document["facts"]]
    order = {kind: index for index, kind in enumerate(dict.fromkeys([*kinds, *found]))}
    numbers, trade_numbers = count(1), count(1)
    shown = [
        [_Shown(next(numbers), order[f["kind"]], name, f, described(f)) for f in document["facts"]]
        for name, document in texts
    ]
    stated = [
        [
            Stated(next(trade_numbers), index, name, document["text"], row)
            for row in document.get("trade_facts", ())
        ]
        for index, (name, document) in enumerate(texts)
    ]
    articles = [
        _article(name if named else "", document, facts, trade)
        for (name, document), facts, trade in zip(texts, shown, stated, strict=True)
    ]
    everything = [fact for facts in shown for fact in facts]
    style, script = _asset("page.css") + _colours(len(order)), _asset("page.js")
    return Template(_asset("page.html")).substitute(
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        caption=_safe(caption),
        buttons="\n".join(_buttons(order, Counter(found))),
        status=_counted(len(everything)),
        articles="\n".join(articles),
        trade=_trade([fact for facts in stated for fact in facts], shown, named=named),
        table_class="mentions named" if named else "mentions",
        file_heading=_heading("File") if named else "",
        rows="\n".join(_rows(everything, named=named)),
    )


def embedded(html: str, *, height: int = 520) -> str:
    """Wrap a page in a frame for notebooks, so that its scripts and styles affect nothing else.

    >>> embedded("<p>“5%”</p>", height=100)[:57]
    '<iframe sandbox="allow-scripts" title="Facts of the text"'
    """
    frame = f'style="width:100%;height:{height}px;border:1px solid #8886;border-radius:6px"'
    source = f'srcdoc="{escape(html)}"'
    return f'<iframe sandbox="allow-scripts" title="Facts of the text" {frame} {source}></iframe>'


def _article(
    name: str, document: Mapping[str, Any], facts: Sequence[_Shown], stated: Sequence[Stated]
) -> str:
    """A text with its facts marked, below its name, title and date if they are known."""
    title, day = document.get("title"), document.get("date")
    heading = f"<h2>{_safe(name)}</h2>" if name else ""
    if title:
        words = trade_page.lit(_safe(title), trade_page.from_title(stated), "\n")
        heading += f'<h3 lang="ru">{words}</h3>'
    if day:
        heading += f"<time>{_safe(day)}</time>"
    marked = _marked(document["text"], facts, Lights.of(stated))
    return f'<article>{heading}<div class="text" lang="ru">{marked}</div></article>'


def _trade(facts: Sequence[Stated], shown: Sequence[Sequence[_Shown]], *, named: bool) -> str:
    """The table of trade facts, with headings for both tables; empty without trade facts."""
    if not facts:
        return ""
    targets = {
        (index, (mention.row["start"], mention.row["stop"])): mention.number
        for index, mentions in enumerate(shown)
        for mention in mentions
    }
    return Template(_asset("trade.html")).substitute(
        table_class="trade named" if named else "trade",
        headings="\n".join(map(_heading, trade_page.HEADINGS)),
        file_heading=_heading("File") if named else "",
        rows=_UNPRINTABLE.sub(_REPLACED, "\n".join(trade_page.rows(facts, targets, named=named))),
        note=NOTE,
    )


def _marked(text: str, facts: Sequence[_Shown], lights: Lights) -> str:
    """The text with a link from every fact to its row.

    Links do not nest: text that several facts cover belongs to the innermost; after it, the outer
    fact continues in another link, which the Tab key skips. Every line is a block, so that a
    browser lays out only the lines in view. Parts of trade facts can be highlighted.
    """
    pieces: list[str] = []
    begun = set[int]()
    for start, stop, fact in _runs(len(text), facts):
        if fact is None:
            pieces += _lit(text, start, stop, lights, "\n</div><div>")
        elif start < stop or fact.number not in begun:
            place = 'tabindex="-1"' if fact.number in begun else f'id="f{fact.number}"'
            link = f'<a class="fact k{fact.kind}" {place} href="#r{fact.number}">'
            pieces += [link, *_lit(text, start, stop, lights, "\n"), "</a>"]
            begun.add(fact.number)
    return f"<div>{''.join(pieces)}</div>"


def _lit(text: str, start: int, stop: int, lights: Lights, line_break: str) -> Iterator[str]:
    for first, last, numbers in lights.cut(start, stop):
        yield trade_page.lit(_safe(text[first:last]), numbers, line_break)


def _runs(length: int, facts: Sequence[_Shown]) -> Iterator[tuple[int, int, _Shown | None]]:
    """Consecutive stretches of a text with the innermost fact of each.

    Every fact gets at least one stretch, even if it is empty.
    """
    at = 0
    around: list[_Shown] = []
    ordered = sorted(facts, key=lambda fact: (fact.row["start"], -fact.row["stop"]))
    for fact in (*ordered, None):
        start = length if fact is None else fact.row["start"]
        while around and around[-1].row["stop"] <= start:
            inner = around.pop()
            yield at, max(at, inner.row["stop"]), inner
            at = max(at, inner.row["stop"])
        if at < start:
            yield at, start, around[-1] if around else None
            at = start
        if fact is not None:
            around.append(fact)


def _rows(facts: Sequence[_Shown], *, named: bool) -> Iterable[str]:
    """The rows of the table; `data-rank` sorts columns that would not sort right as words."""
    ordered = sorted({fact.words.numbers for fact in facts if fact.words.numbers})
    ranks = {numbers: rank for rank, numbers in enumerate(ordered)}
    for fact in facts:
        words, number, kind = fact.words, fact.number, _safe(fact.row["kind"])
        rank = f' data-rank="{ranks[words.numbers]}"' if words.numbers else ""
        details = " ".join(
            f'<span class="detail"><span class="name">{_safe(name)}</span> {_safe(word)}</span>'
            for name, word in words.details
        )
        cells = [
            f'<td data-rank="{number}">{number}</td>',
            f'<td><a id="r{number}" href="#f{number}" lang="ru">{_safe(fact.row["text"])}</a></td>',
            f'<td><span class="kind k{fact.kind}">{kind}</span></td>',
            f"<td{rank}>{_safe(words.value)}</td>",
            f"<td>{_safe(words.code)}</td>",
            f"<td>{details}</td>",
            f"<td>{_safe(fact.row['rule'])}</td>",
            f"<td>{_safe(fact.name)}</td>" if named else "",
        ]
        yield f'<tr data-kind="{fact.kind}">{"".join(cells)}</tr>'


def _buttons(order: Mapping[str, int], counts: Counter[str]) -> Iterable[str]:
    for kind, index in order.items():
        if counts[kind]:
            label = f'{_safe(kind)} <span class="count">{counts[kind]}</span>'
            pressed = f'aria-pressed="true" data-kind="{index}"'
            yield f'<button type="button" class="kind k{index}" {pressed}>{label}</button>'


def _heading(name: str) -> str:
    return f'<th scope="col" aria-sort="none"><button type="button">{name}</button></th>'


def _colours(kinds: int) -> str:
    """A hue and a style of underline for every kind, as not everyone can tell hues apart."""
    hues = ((_FIRST_HUE + index * _GOLDEN_ANGLE) % 360 for index in range(kinds))
    lines = (_LINES[index % len(_LINES)] for index in range(kinds))
    rules = enumerate(zip(hues, lines, strict=True))
    return "".join(f".k{i} {{ --hue: {hue:.0f}; --line: {line}; }}\n" for i, (hue, line) in rules)


def _counted(facts: int) -> str:
    return f"{facts} fact" if facts == 1 else f"{facts} facts"


@cache
def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """The hash by which a Content-Security-Policy allows a script or style."""
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()


def _safe(text: str) -> str:
    return escape(_UNPRINTABLE.sub(_REPLACED, text))
