"""Writes documents as JSON Lines, JSON, CSV, an HTML page or Parquet, for any kind of facts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from attrs import frozen

from tradefacts.cli.files import FileError
from tradefacts.facts import KINDS, Document, Fact, dump_json
from tradefacts.render import page

if TYPE_CHECKING:
    import pyarrow as pa

Named = Iterable[tuple[str, Document]]
"""Documents with the names of their files."""

Writer = Callable[[Named, TextIO], None]


@frozen
class Layout:
    """Which facts of a document are written, and how they look in each format."""

    facts: Callable[[Document], Iterable[Fact]]
    columns: Callable[[], Iterable[str]]
    """The columns of CSV, including those of all kinds registered when it is called."""
    cells: Callable[[Any], Mapping[str, object]]
    """A fact as a row of CSV; missing columns are empty."""
    whole: Callable[[Document], dict[str, Any]]
    """A document as a JSON object."""
    title: str
    """The caption of an HTML page of several files."""
    arrow: Callable[..., pa.Table]
    """Makes an Arrow table of documents and their `files`."""
    table: Writer
    """Writes the table for people."""


def writers(layout: Layout) -> Mapping[str, Writer]:
    """The writer of each format."""
    written = {
        "jsonl": write_jsonl,
        "json": write_json,
        "csv": write_csv,
        "html": write_html,
        "parquet": write_parquet,
    }
    return {"table": layout.table, **{name: partial(w, layout) for name, w in written.items()}}


def write_jsonl(layout: Layout, documents: Named, stream: TextIO) -> None:
    """Write one fact per line: the file's name and the fields of `fact.to_dict()`.

    The stream is flushed after each document, so the reader of a pipe need not wait for the next.
    """
    for name, document in documents:
        facts = ({"file": name, **fact.to_dict()} for fact in layout.facts(document))
        stream.writelines(dump_json(fact) + "\n" for fact in facts)
        stream.flush()


def write_json(layout: Layout, documents: Named, stream: TextIO) -> None:
    """Write one array with an object per document: the file's name and the document."""
    rows = [{"file": name, **layout.whole(document)} for name, document in documents]
    stream.write(dump_json(rows, indent=2) + "\n")


def write_csv(layout: Layout, documents: Named, stream: TextIO) -> None:
    """Write a header and one row per fact."""
    rows = csv.DictWriter(stream, ("file", *layout.columns()), lineterminator="\n")
    rows.writeheader()
    for name, document in documents:
        for fact in layout.facts(document):
            rows.writerow({"file": name, **{k: _cell(v) for k, v in layout.cells(fact).items()}})
        stream.flush()  # as above


def _cell(value: object) -> object:
    """A value as CSV text; booleans are written as in JSON and in grammars."""
    return str(value).lower() if isinstance(value, bool) else value


def write_html(layout: Layout, documents: Named, stream: TextIO) -> None:
    """Write one page with every text, its facts marked, and tables of all facts."""
    found = [(name, layout.whole(document)) for name, document in documents]
    caption = found[0][0] if len(found) == 1 else layout.title
    stream.write(page(found, kinds=KINDS, caption=caption))


def write_parquet(layout: Layout, documents: Named, stream: TextIO) -> None:
    """Write one row per fact.

    Raises `FileError` for a terminal, or without pyarrow, before reading the first document.
    """
    if stream.isatty():
        raise FileError("standard output: parquet is no text; add --output facts.parquet")
    try:
        from pyarrow import parquet  # noqa: PLC0415  # an extra
    except ImportError:
        raise FileError("parquet needs pyarrow: pip install 'tradefacts[arrow]'") from None
    found = list(documents)
    rows = layout.arrow([document for _, document in found], files=[name for name, _ in found])
    content = io.BytesIO()
    parquet.write_table(rows, content)
    stream.buffer.write(content.getbuffer())
