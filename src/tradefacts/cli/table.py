"""Facts as a table for people: each in its context, with what it is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tradefacts.facts import KINDS, Amount, Document, Fact, Money, Percentage, Region, own_fields
from tradefacts.units import exact

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_WIDTH = 100
"""Where there is no terminal to ask."""
_WIDEST_VALUE = 28
_LEAST_CONTEXT = 24


def write_table(documents: Iterable[tuple[str, Document]], stream: TextIO) -> None:
    """One table a file, and a line that counts them all; all are read before the first is shown."""
    width = None if stream.isatty() else _WIDTH
    console = Console(file=stream, width=width, highlight=False)
    counts = Counter[str]()
    found = list(documents)
    for name, document in found:
        counts.update(fact.kind for fact in document.facts)
        title = name.encode(errors="backslashreplace").decode()
        if document.facts:
            console.print(Text(title, "bold"), soft_wrap=True)
            console.print(_table(document, console.width))
        else:
            console.print(Text(f"{title}: no facts\n"), soft_wrap=True)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    total = f"{counted(len(found), 'file')}, {counted(counts.total(), 'fact')}"
    console.print(f"{total}: {kinds}" if kinds else total)


def counted(number: int, noun: str) -> str:
    """A number and what it counts.

    >>> counted(1, "fact"), counted(0, "fact")
    ('1 fact', '0 facts')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _table(document: Document, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD)
    headings = ("text", "kind", "value", "unit", "relation")
    for heading in headings:
        limit = _WIDEST_VALUE if heading == "value" else None
        table.add_column(heading, overflow="fold", max_width=limit)
    rows = [(fact.kind, *described(fact)) for fact in document.facts]
    columns = zip(headings[1:], *rows, strict=True)
    used = sum(min(_WIDEST_VALUE, max(map(len, column))) for column in columns)
    room = max(_LEAST_CONTEXT, width - used - 3 * len(headings) - 1)
    for fact, row in zip(document.facts, rows, strict=True):
        table.add_row(in_context(document.text, fact, room), *map(Text, row))
    return table


def in_context(text: str, fact: Fact, width: int) -> Text:
    """The fact between square brackets, as in a grammar, with the words around it that find room.

    >>> text = "Экспорт вырос до $1,2 млрд за год"
    >>> money = Money(start=17, stop=26, text="$1,2 млрд", value=Decimal("1.2e9"), currency="USD")
    >>> in_context(text, money, 28).plain
    '… до [$1,2 млрд] за год'
    """
    side = max(0, width - len(fact.text) - len("…[]…")) // 2
    before = _printable(text[max(0, fact.start - side) : fact.start])
    after = _printable(text[fact.stop : fact.stop + side])
    if fact.start > side:
        before = "…" + before[len(before.partition(" ")[0]) :]
    if fact.stop + side < len(text):
        after = after[: after.rfind(" ") + 1] + "…"
    return Text.assemble(before, (f"[{_printable(fact.text)}]", "bold"), after)


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
    amount = _amount(fact) if isinstance(fact, Amount) else ""
    told = {*own_fields(Amount), "relation"} if amount else {"relation"}
    rest = [getattr(fact, name) for name in own_fields(type(fact)) if name not in told]
    words = ", ".join(str(value) for value in rest if value is not None)
    relation = str(getattr(fact, "relation", ""))
    return (amount, words, relation) if amount else (words, "", relation)


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
