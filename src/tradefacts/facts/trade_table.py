"""Trade facts as flat rows: for CSV, and as an Arrow table, which needs `tradefacts[arrow]`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from os import PathLike
from typing import TYPE_CHECKING, Any

from tradefacts.facts.document import Document
from tradefacts.facts.reading import dump_json, plain_json
from tradefacts.facts.tables import PRECISION, SCALE, decimal_or_none, numbered, pyarrow, utf8
from tradefacts.facts.trade import TradeFact
from tradefacts.units import calendar

if TYPE_CHECKING:
    import pyarrow as pa


class Cell(Enum):
    """The type of a column."""

    WORDS = "string"
    WHOLE = "int64"
    TRUTH = "bool"
    DAY = "date32"
    NUMBER = "decimal"


def _named(cell: Cell, names: str) -> dict[str, Cell]:
    return dict.fromkeys(names.split(), cell)


COLUMNS: dict[str, Cell] = {
    **_named(Cell.WORDS, "indicator reporter partner"),
    **_named(Cell.TRUTH, "symmetric"),
    **_named(Cell.WORDS, "sector period"),
    **_named(Cell.DAY, "period_first period_last"),
    **_named(Cell.NUMBER, "value value_low value_high"),
    **_named(Cell.WORDS, "currency unit value_relation"),
    **_named(Cell.WORDS, "change"),
    **_named(Cell.NUMBER, "change_value change_low change_high"),
    **_named(Cell.WORDS, "change_unit change_relation base"),
    **_named(Cell.TRUTH, "base_implied"),
    **_named(Cell.WORDS, "modality"),
    **_named(Cell.TRUTH, "reporter_inferred partner_inferred period_inferred sector_inferred"),
    **_named(Cell.WORDS, "text"),
    **_named(Cell.WHOLE, "start stop value_start value_stop change_start change_stop"),
    **_named(Cell.WHOLE, "restates_start restates_stop"),
    **_named(Cell.WORDS, "rule evidence"),
}
"""The columns of a trade fact, in order."""


def flat(fact: TradeFact) -> dict[str, Any]:
    """Flatten a trade fact into one row with the keys of `COLUMNS`; unset values are None.

    >>> fact = TradeFact(start=0, stop=8, text="Рост, 5%", indicator="export", period="2024-02",
    ...     change={"kind": "percent_change", "value": "5"}, change_span=(6, 8))
    >>> row = flat(fact)
    >>> row["change_value"], row["period_last"].isoformat(), row["currency"]
    (Decimal('5'), '2024-02-29', None)
    """
    value, change = fact.value, fact.change
    first, last = _days(fact.period)
    row = {name: getattr(fact, name) for name in COLUMNS if hasattr(fact, name)}
    row |= {"period_first": first, "period_last": last, "evidence": None}
    if fact.evidence:
        row["evidence"] = dump_json(plain_json(fact.evidence))
    row |= _of(value, "", "value currency unit") | _of(value, "value_", "low high relation")
    row |= _of(change, "change_", "value low high unit relation")
    row |= _of(change, "", "base base_implied") | {"change": change and change.kind}
    for name, span in (
        ("value", fact.value_span),
        ("change", fact.change_span),
        ("restates", fact.restates),
    ):
        row[f"{name}_start"], row[f"{name}_stop"] = span or (None, None)
    return {name: row[name] for name in COLUMNS}


def _of(part: object, prefix: str, names: str) -> dict[str, Any]:
    return {prefix + name: getattr(part, name, None) for name in names.split()}


def _days(period: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of a period; None for an open end."""
    if period is None:
        return None, None
    if period.startswith("../"):
        return None, calendar.last(period[3:])
    if period.endswith("/.."):
        return calendar.first(period[:-3]), None
    return calendar.first(period), calendar.last(period)


def to_trade_table(
    documents: Iterable[Document], *, files: Iterable[str | PathLike[str]] | None = None
) -> pa.Table:
    """Make an Arrow table, one row per trade fact, in the order of the documents.

    >>> import tradefacts
    >>> table = to_trade_table([tradefacts.extract("Экспорт Армении вырос на 5%, до $1,2 млрд.")])
    >>> table.select(["indicator", "reporter", "value"]).to_pylist()
    [{'indicator': 'export', 'reporter': 'AM', 'value': Decimal('1200000000.000000000')}]

    `files` names the documents, one by one. A number is never rounded: if a decimal column cannot
    hold it, it is null there, and the column of the same name with `_exact` has it, as in JSON.
    Raises what `to_table` raises.
    """
    layout = trade_schema()
    rows = [
        {"document": number, "file": utf8(file), **_row(fact)}
        for number, file, document in numbered(documents, files)
        for fact in document.trade_facts
    ]
    return pyarrow().Table.from_pylist(rows, schema=layout)


def trade_schema() -> pa.Schema:
    """The columns of `to_trade_table`: the document's number and file, then `COLUMNS`.

    >>> [(field.name, str(field.type)) for field in trade_schema()][-1]
    ('evidence', 'string')
    """
    arrow = pyarrow()
    types = {"document": arrow.int64(), "file": arrow.string()}
    decimal = arrow.decimal128(PRECISION, SCALE)
    of_cell = {Cell.WHOLE: arrow.int64(), Cell.TRUTH: arrow.bool_(), Cell.DAY: arrow.date32()}
    for name, cell in COLUMNS.items():
        if cell is Cell.NUMBER:
            types |= {name: decimal, f"{name}_exact": arrow.string()}
        else:
            types[name] = of_cell.get(cell, arrow.string())
    return arrow.schema(list(types.items()))


def _row(fact: TradeFact) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in flat(fact).items():
        if COLUMNS[name] is Cell.NUMBER:
            assert isinstance(value, Decimal | Fraction | None)
            row |= {name: decimal_or_none(value), f"{name}_exact": plain_json(value)}
        else:
            row[name] = utf8(value)
    return row
