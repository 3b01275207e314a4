"""Documents -> their trade facts as a table, JSON Lines, JSON, CSV, an HTML page or Parquet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from tradefacts.cli.formats import Named, write_arrow
from tradefacts.cli.table import counted, heading, terminal
from tradefacts.facts import KINDS, dump_json
from tradefacts.facts.fact import plain_json
from tradefacts.facts.trade import TradeFact
from tradefacts.facts.trade_table import COLUMNS, flat, to_trade_table
from tradefacts.render import NOTE, page, printable, trade_words

_HEADINGS = ("indicator", "parties", "sector", "period", "value", "change", "modality")

_WRAPPED = ("sector", "change")
"""What is words may be cut into lines; codes and numbers are not."""


def write_table(documents: Named, stream: TextIO) -> None:
    """One table a file, and a line that counts them all."""
    console = terminal(stream)
    found = list(documents)
    for name, document in found:
        if document.trade_facts:
            console.print(heading(name), soft_wrap=True)
            console.print(_table(document.trade_facts))
        else:
            console.print(Text(f"{heading(name)}: no trade facts\n"), soft_wrap=True)
    facts = sum(len(document.trade_facts) for _, document in found)
    console.print(f"{counted(len(found), 'file')}, {counted(facts, 'trade fact')}")
    if facts:
        console.print(NOTE)


def _table(facts: tuple[TradeFact, ...]) -> Table:
    rows = [trade_words(fact.to_dict()) for fact in facts]
    named = [[getattr(row, name) for name in _HEADINGS] for row in rows]
    used = [name for at, name in enumerate(_HEADINGS) if any(row[at] for row in named)]
    table = Table(box=SIMPLE_HEAD)
    for name in used:
        table.add_column(name, overflow="fold", no_wrap=name not in _WRAPPED)
    for row in rows:
        table.add_row(*(Text(printable(getattr(row, name))) for name in used))
    return table


def write_jsonl(documents: Named, stream: TextIO) -> None:
    """One fact a line: the file's name and the fields of `fact.to_dict()`."""
    for name, document in documents:
        facts = ({"file": name, **fact.to_dict()} for fact in document.trade_facts)
        stream.writelines(dump_json(fact) + "\n" for fact in facts)


def write_json(documents: Named, stream: TextIO) -> None:
    """One array, an object a file: its name and the fields of `document.to_dict()`."""
    rows = [{"file": name, **document.to_dict()} for name, document in documents]
    stream.write(dump_json(rows, indent=2) + "\n")


def write_csv(documents: Named, stream: TextIO) -> None:
    """A heading and one fact a row, its parts unfolded; what is not said is empty."""
    rows = csv.DictWriter(stream, ("file", *COLUMNS), lineterminator="\n")
    rows.writeheader()
    for name, document in documents:
        for fact in document.trade_facts:
            cells = {column: plain_json(cell) for column, cell in flat(fact).items()}
            rows.writerow({"file": name, **cells})


def write_html(documents: Named, stream: TextIO) -> None:
    """One page with every text, its facts and trade facts."""
    found = [(name, document.to_dict()) for name, document in documents]
    title = found[0][0] if len(found) == 1 else "Trade facts"
    stream.write(page(found, kinds=KINDS, title=title))


def write_parquet(documents: Named, stream: TextIO) -> None:
    """One row a fact, the columns of `tradefacts.to_trade_table`. Raises `FileError`."""
    write_arrow(documents, stream, to_trade_table)


WRITERS: Mapping[str, Callable[[Named, TextIO], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
    "html": write_html,
    "parquet": write_parquet,
}
