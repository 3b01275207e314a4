"""Defines how the trade facts of documents are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from tradefacts.cli.formats import Layout, Named, writers
from tradefacts.cli.table import counted, heading, terminal
from tradefacts.extractor import extract_many
from tradefacts.facts import Article, Document
from tradefacts.facts.reading import plain_json
from tradefacts.facts.trade import TradeFact
from tradefacts.facts.trade_table import COLUMNS, flat, to_trade_table
from tradefacts.render import NOTE, TradeWords, printable, trade_words

_HEADINGS = ("indicator", "parties", "sector", "period", "value", "change", "modality")

_WRAPPED = ("sector", "change")
"""Columns of words, which may wrap; codes and numbers may not."""

_NONE_MADE = "no trade facts can be made of it: a mistake of tradefacts, please report it"


def trade_facts_of(
    articles: Iterable[Article], date: str | dt.date | None = None
) -> Iterator[Document | Exception]:
    """Yield documents with their trade facts assembled, or the exception for one that fails.

    `date` is for articles that have none.
    """
    for document in extract_many(articles, date=date):
        yield document if isinstance(document, Exception) else _made(document)


def _made(document: Document) -> Document | Exception:
    try:
        with noted():
            _ = document.trade_facts
    except Exception as error:  # noqa: BLE001  # it is reported with the file's name
        return error
    return document


@contextmanager
def noted() -> Iterator[None]:
    """Add a note to errors raised inside, saying that trade facts could not be made."""
    try:
        yield
    except Exception as error:
        error.add_note(_NONE_MADE)
        raise


def write_table(documents: Named, stream: TextIO) -> None:
    """Write a table per text and a line of totals."""
    console = terminal(stream)
    found = list(documents)
    noted = False
    for name, document in found:
        if document.trade_facts:
            rows = [trade_words(fact.to_dict()) for fact in document.trade_facts]
            noted = noted or any(row.infers for row in rows)
            console.print(heading(name), soft_wrap=True)
            console.print(_table(rows))
        else:
            console.print(Text(f"{heading(name)}: no trade facts\n"), soft_wrap=True)
    facts = sum(len(document.trade_facts) for _, document in found)
    console.print(f"{counted(len(found), 'text')}, {counted(facts, 'trade fact')}")
    if noted:
        console.print(NOTE)


def _table(rows: list[TradeWords]) -> Table:
    named = [[getattr(row, name) for name in _HEADINGS] for row in rows]
    used = [name for at, name in enumerate(_HEADINGS) if any(row[at] for row in named)]
    table = Table(box=SIMPLE_HEAD)
    for name in used:
        table.add_column(name, overflow="fold", no_wrap=name not in _WRAPPED)
    for row in rows:
        table.add_row(*(Text(printable(getattr(row, name))) for name in used))
    return table


def _facts(document: Document) -> tuple[TradeFact, ...]:
    return document.trade_facts


def _cells(fact: TradeFact) -> Mapping[str, object]:
    """A trade fact as a row of CSV, its parts flattened; unset values are empty."""
    return {column: plain_json(cell) for column, cell in flat(fact).items()}


WRITERS = writers(
    Layout(
        facts=_facts,
        columns=lambda: COLUMNS,
        cells=_cells,
        whole=Document.to_dict,
        title="Trade facts",
        arrow=to_trade_table,
        table=write_table,
    )
)
