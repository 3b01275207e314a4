"""Trade facts on the page: rows of a table, and the parts of the text that they highlight."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from attrs import field, frozen

from tradefacts.render.trade import TradeWords, trade_words

Span = tuple[int, int]

HEADINGS = ("Indicator", "Parties", "Sector", "Period", "Value", "Change")


@frozen
class Stated:
    """A trade fact prepared for the page; `number` is its index among all of the page."""

    number: int
    document: int
    name: str
    text: str
    row: Mapping[str, Any]
    words: TradeWords = field(init=False)

    @words.default
    def _words(self) -> TradeWords:
        return trade_words(self.row)

    @property
    def parts(self) -> list[tuple[str, str, Span | None, str]]:
        """Slot, place, span and rule of everything that the fact was made from."""
        numbers = (("value", self.row["value_span"]), ("change", self.row["change_span"]))
        told = {one["slot"] for one in self.row["evidence"]}
        found = [
            (name, "", _span(*span), "") for name, span in numbers if span and name not in told
        ]
        found += [
            (one["slot"], one["place"], _span(one["start"], one["stop"]), one["line"])
            for one in self.row["evidence"]
        ]
        return found


def _span(start: int | None, stop: int | None) -> Span | None:
    return None if start is None or stop is None else (start, stop)


@frozen
class Lights:
    """The stretches of one text that belong to trade facts, with the numbers of those facts."""

    starts: Sequence[int] = ()
    stretches: Sequence[tuple[int, int, str]] = field(default=())

    @classmethod
    def of(cls, facts: Iterable[Stated]) -> Lights:
        """Split the spans of facts into stretches that do not overlap, in text order."""
        begins: dict[int, list[int]] = {}
        ends: dict[int, list[int]] = {}
        for fact in facts:
            for span in {span for _, _, span, _ in fact.parts if span}:
                begins.setdefault(span[0], []).append(fact.number)
                ends.setdefault(span[1], []).append(fact.number)
        open_: list[int] = []
        stretches = []
        before = 0
        for at in sorted({*begins, *ends}):
            if open_:
                stretches.append((before, at, " ".join(map(str, sorted(set(open_))))))
            for number in ends.get(at, ()):
                open_.remove(number)
            open_ += begins.get(at, ())
            before = at
        return cls([start for start, *_ in stretches], stretches)

    def cut(self, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
        """Divide [start, stop) into stretches, each with its numbers or an empty string."""
        at = start
        for index in range(max(0, bisect_right(self.starts, start) - 1), len(self.stretches)):
            first, last, numbers = self.stretches[index]
            if first >= stop:
                break
            if last <= at:
                continue
            if at < first:
                yield at, first, ""
            at = max(at, first)
            yield at, min(last, stop), numbers
            at = min(last, stop)
        if at < stop:
            yield at, stop, ""


def from_title(facts: Iterable[Stated]) -> str:
    """The numbers of the trade facts that used a title outside the text."""
    return " ".join(
        str(fact.number)
        for fact in facts
        if any(place == "headline" and span is None for _, place, span, _ in fact.parts)
    )


def lit(text: str, numbers: str, line_break: str) -> str:
    """Wrap escaped text in an element that can be highlighted, a new one for each line."""
    if not numbers:
        return text.replace("\n", line_break)
    opened = f'<span class="part" data-t="{numbers}">'
    return opened + text.replace("\n", f"</span>{line_break}{opened}") + "</span>"


def rows(
    facts: Sequence[Stated], targets: Mapping[tuple[int, Span], int], *, named: bool
) -> Iterable[str]:
    """The rows of the table; `targets` maps document and span to the number of a mention."""
    amounts = _ranks(fact.words.amounts for fact in facts)
    changes = _ranks(fact.words.changes for fact in facts)
    for fact in facts:
        words, number = fact.words, fact.number
        spans = (_span(*s) for s in (fact.row["value_span"], fact.row["change_span"]) if s)
        found = (targets.get((fact.document, span)) for span in spans if span)
        at = next((mention for mention in found if mention is not None), None)
        link = f'href="#t{number}"' if at is None else f'href="#f{at}"'
        modality = f' <span class="name">{words.modality}</span>' if words.modality else ""
        cells = [
            f'<td data-rank="{number}">{number}</td>',
            f'<td><a id="t{number}" {link}>{_breakable(words.indicator)}</a>{modality}</td>',
            *(f"<td>{escape(w)}</td>" for w in (words.parties, words.sector, words.period)),
            f"<td{_rank(amounts, words.amounts)}>{escape(words.value)}</td>",
            f"<td{_rank(changes, words.changes)}>{escape(words.change)}</td>",
            f"<td>{escape(fact.name)}</td>" if named else "",
            f'<td class="why" hidden>{"".join(_why(fact))}</td>',
        ]
        yield f'<tr data-t="{number}">{"".join(cells)}</tr>'


def _breakable(name: str) -> str:
    """Let a narrow column break a name between its words."""
    return escape(name).replace("_", "_<wbr>")


def _why(fact: Stated) -> Iterator[str]:
    for slot, place, span, line in fact.parts:
        said = f"“{fact.text[slice(*span)]}”" if span else ""
        where = ", ".join(filter(None, (place, line)))
        shown = escape(" ".join(f"{said} {where}".split()))
        yield f"<dt>{escape(slot)}</dt><dd>{shown}</dd>"


def _ranks(numbers: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], int]:
    return {found: rank for rank, found in enumerate(sorted({n for n in numbers if n}))}


def _rank(ranks: Mapping[tuple[Any, ...], int], numbers: tuple[Any, ...]) -> str:
    return f' data-rank="{ranks[numbers]}"' if numbers else ""
