"""Facts as a table for people: each in its context, with what it is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tradefacts.facts import Amount, Document, Fact, Money, Percentage, Region
from tradefacts.units import exact

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_OTHER_COLUMNS = 56
"""The width that the columns beside the context are given; they wrap beyond it."""


def write_table(documents: Iterable[tuple[str, Document]], stream: TextIO) -> None:
    """One table a file, and a line that counts them all; all are read before the first is shown."""
    console = Console(file=stream, highlight=False)
    side = max(10, (console.width - _OTHER_COLUMNS) // 2)
    counts = Counter[str]()
    files = 0
    for name, document in list(documents):
        files += 1
        counts.update(fact.kind for fact in document.facts)
        console.print(_table(name, document, side) if document.facts else f"{name}: no facts")
    shown = "".join(f", {number} {kind}" for kind, number in counts.items())
    console.print(f"{files} {'file' if files == 1 else 'files'}{shown}")


def _table(name: str, document: Document, side: int) -> Table:
    table = Table(title=Text(name), title_justify="left", expand=False)
    for heading in ("text", "kind", "value", "unit", "relation"):
        table.add_column(heading, overflow="fold")
    for fact in document.facts:
        value, unit, relation = described(fact)
        context = in_context(document.text, fact, side)
        table.add_row(context, fact.kind, Text(value), Text(unit), relation)
    return table


def in_context(text: str, fact: Fact, side: int) -> Text:
    """The fact between square brackets, as in a grammar, with up to `side` characters around it."""
    before = text[max(0, fact.start - side) : fact.start]
    after = text[fact.stop : fact.stop + side]
    first = "…" if fact.start > side else ""
    last = "…" if fact.stop + side < len(text) else ""
    marked = (f"[{_printable(fact.text)}]", "bold")
    return Text.assemble(first, _printable(before).lstrip(), marked, _printable(after), last)


def _printable(text: str) -> str:
    """One line that cannot command the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def described(fact: Fact) -> tuple[str, str, str]:
    """Value, unit and relation of a fact, as words."""
    match fact:
        case Money():
            return _amount(fact), fact.currency, str(fact.relation)
        case Percentage():
            return _amount(fact), str(fact.unit), str(fact.relation)
        case Region():
            return fact.name, fact.code or "", ""
    raise AssertionError(f"no words for {fact!r}")


def _amount(fact: Amount) -> str:
    ends = (fact.value,) if fact.value is not None else (fact.low, fact.high)
    return " … ".join(grouped(end) for end in ends if end is not None)


def grouped(value: Decimal) -> str:
    """Digits in groups of three, parted by a space that does not break.

    >>> grouped(Decimal("-1234567.8901")).replace(NO_BREAK_SPACE, "_")
    '-1_234_567.8901'
    """
    whole, point, rest = exact.plain(value).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    groups += [digits[at : at + 3] for at in range(first, len(digits), 3)]
    return sign + NO_BREAK_SPACE.join(groups) + point + rest
