"""Facts as a table for people: each in its context, with its value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tradefacts.facts import KINDS, Document, Fact
from tradefacts.render import described, printable

_WIDTH = 100
"""The width if the output is no terminal."""
_WIDEST_VALUE = 28
_LEAST_CONTEXT = 24


def write_table(documents: Iterable[tuple[str, Document]], stream: TextIO) -> None:
    """Write a table per text and a line of totals; all texts are read before the first is shown."""
    console = terminal(stream)
    counts = Counter[str]()
    found = list(documents)
    for name, document in found:
        counts.update(fact.kind for fact in document.facts)
        if document.facts:
            console.print(heading(name), soft_wrap=True)
            console.print(_table(document, console.width))
        else:
            console.print(Text(f"{heading(name)}: no facts\n"), soft_wrap=True)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    total = f"{counted(len(found), 'text')}, {counted(counts.total(), 'fact')}"
    console.print(f"{total}: {kinds}" if kinds else total)


class _Terminal(Console):
    """A console that leaves broken pipes to `replaced`."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def terminal(stream: TextIO) -> Console:
    """A console that writes to a stream, with a fixed width if that is no terminal."""
    return _Terminal(file=stream, width=None if stream.isatty() else _WIDTH, highlight=False)


def heading(name: str) -> Text:
    """The name of a file as a heading; it may hold anything, so it is escaped."""
    return Text(name.encode(errors="backslashreplace").decode(), "bold")


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural if needed.

    >>> counted(1, "fact"), counted(0, "fact")
    ('1 fact', '0 facts')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _table(document: Document, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD)
    headings = ("text", "kind", "value", "code", "details")
    for name in headings:
        limit = _WIDEST_VALUE if name == "value" else None
        table.add_column(name, overflow="fold", max_width=limit)
    rows = [_cells(fact) for fact in document.facts]
    columns = zip(headings[1:], *rows, strict=True)
    used = sum(min(_WIDEST_VALUE, max(map(len, column))) for column in columns)
    room = max(_LEAST_CONTEXT, width - used - 3 * len(headings) - 1)
    for fact, row in zip(document.facts, rows, strict=True):
        table.add_row(in_context(document.text, fact, room), *map(Text, row))
    return table


def _cells(fact: Fact) -> tuple[str, str, str, str]:
    words = described(fact.to_dict())
    details = (name if word == "true" else word for name, word in words.details)
    return fact.kind, words.value, words.code, ", ".join(details)


def in_context(text: str, fact: Fact, width: int) -> Text:
    """The fact in square brackets, as in a grammar, with as many words around it as fit.

    >>> from tradefacts.facts import Money
    >>> text = "Экспорт вырос до $1,2 млрд за год"
    >>> money = Money(start=17, stop=26, text="$1,2 млрд", value=1200000000, currency="USD")
    >>> in_context(text, money, 28).plain
    '… до [$1,2 млрд] за год'
    """
    side = max(0, width - len(fact.text) - len("…[]…")) // 2
    before = printable(text[max(0, fact.start - side) : fact.start])
    after = printable(text[fact.stop : fact.stop + side])
    if fact.start > side:
        before = "…" + before[len(before.partition(" ")[0]) :]
    if fact.stop + side < len(text):
        after = after[: after.rfind(" ") + 1] + "…"
    return Text.assemble(before, (f"[{printable(fact.text)}]", "bold"), after)
