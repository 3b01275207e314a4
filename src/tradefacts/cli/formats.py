"""Documents -> a table, JSON Lines, JSON, CSV, an HTML page or Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from attrs import fields

from tradefacts.cli.files import FileError
from tradefacts.cli.table import write_table
from tradefacts.facts import KINDS, Document, Fact, dump_json, own_fields
from tradefacts.facts.tables import to_table
from tradefacts.render import page

if TYPE_CHECKING:
    import pyarrow as pa

Named = Iterable[tuple[str, Document]]
"""File names and what was found in the files."""


def write_jsonl(documents: Named, stream: TextIO) -> None:
    """One fact a line: the file's name and the fields of `fact.to_dict()`."""
    for name, document in documents:
        facts = ({"file": name, **fact.to_dict()} for fact in document.facts)
        stream.writelines(dump_json(fact) + "\n" for fact in facts)


def write_json(documents: Named, stream: TextIO) -> None:
    """One array, an object a file: its name, text and mentions."""
    rows = [{"file": name, **document.to_dict(trade_facts=False)} for name, document in documents]
    stream.write(dump_json(rows, indent=2) + "\n")


def columns() -> tuple[str, ...]:
    """The columns of CSV: the file, what every fact has, then what only some kinds have.

    >>> columns()[:6]
    ('file', 'kind', 'start', 'stop', 'text', 'rule')
    """
    shared = (attribute.name for attribute in fields(Fact))
    own = (name for kind in KINDS.values() for name in own_fields(kind))
    return tuple(dict.fromkeys(["file", "kind", *shared, *own]))


def write_csv(documents: Named, stream: TextIO) -> None:
    """A heading and one fact a row; a field that a kind lacks is empty."""
    rows = csv.DictWriter(stream, columns(), lineterminator="\n")
    rows.writeheader()
    for name, document in documents:
        rows.writerows({"file": name, **fact.to_dict()} for fact in document.facts)


def write_html(documents: Named, stream: TextIO) -> None:
    """One page with every text, the facts marked in it, and one table of them all."""
    found = [(name, document.to_dict(trade_facts=False)) for name, document in documents]
    title = found[0][0] if len(found) == 1 else "Facts"
    stream.write(page(found, kinds=KINDS, title=title))


def write_parquet(documents: Named, stream: TextIO) -> None:
    """One row a fact, the columns of `tradefacts.to_table`.

    Raises `FileError` for a terminal, and where pyarrow is missing, before the first document.
    """
    write_arrow(documents, stream, to_table)


def write_arrow(documents: Named, stream: TextIO, table: Callable[..., pa.Table]) -> None:
    """What `table` makes of documents and their `files`, as Parquet. Raises `FileError`."""
    if stream.isatty():
        raise FileError("standard output: parquet is no text; add --output facts.parquet")
    try:
        from pyarrow import parquet  # noqa: PLC0415  # an extra
    except ImportError:
        raise FileError("parquet needs pyarrow: pip install 'tradefacts[arrow]'") from None
    found = list(documents)
    rows = table([document for _, document in found], files=[name for name, _ in found])
    content = io.BytesIO()
    parquet.write_table(rows, content)
    stream.buffer.write(content.getbuffer())


WRITERS: Mapping[str, Callable[[Named, TextIO], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
    "html": write_html,
    "parquet": write_parquet,
}
