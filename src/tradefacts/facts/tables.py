"""Facts as an Arrow table, for pandas, polars, DuckDB and Parquet; needs `tradefacts[arrow]`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from os import PathLike, fsdecode
from typing import TYPE_CHECKING, Any

from tradefacts.facts.checks import FactError, check_listed
from tradefacts.facts.chosen_kinds import Kind, kinds_named
from tradefacts.facts.columns import Column, Content, columns_of
from tradefacts.facts.document import Document
from tradefacts.facts.fact import Fact
from tradefacts.units import exact
from tradefacts.units.errors import NormalizationError

if TYPE_CHECKING:
    import pyarrow as pa

PRECISION, SCALE = 38, 9
"""Precision and scale of the decimal columns.

38 digits are the most that polars and DuckDB hold. A scale of 9 leaves 29 digits before the
point, and the product of two columns is still a decimal there.
"""

_NUMBERS = (Content.AMOUNT, Content.RATIO)


def to_table(
    documents: Iterable[Document],
    *,
    files: Iterable[str | PathLike[str]] | None = None,
    kinds: Iterable[Kind] | None = None,
) -> pa.Table:
    """Make an Arrow table, one row per fact, in the order of the documents and their texts.

    `files` names the documents, one by one; without it the column `file` is null. `kinds` keeps
    only facts and columns of these kinds, given by name or class.

    >>> import tradefacts
    >>> news = [tradefacts.extract("вырос на 5%"), tradefacts.extract("до $1,2 млрд")]
    >>> table = to_table(news)
    >>> table.select(["document", "kind", "value"]).to_pylist()[1]
    {'document': 1, 'kind': 'money', 'value': Decimal('1200000000.000000000')}

    An amount is never rounded: if a decimal column cannot hold it, it is null there, and
    `value_exact` (`low_exact`, `high_exact`) has it in full, as in JSON. Raises `ImportError`
    without pyarrow, `ValueError` if there are more or fewer files than documents, `FactError` for
    an unknown kind, and `TypeError` for an exception among the documents, which `extract_many`
    gives for a text that cannot be read: leave it out.
    """
    classes = kinds_named(kinds)
    layout = schema(kinds)
    chosen = {kind.kind for kind in classes}
    columns = {kind: columns_of(kind) for kind in classes}
    rows = []
    for number, file, document in numbered(documents, files):
        for fact in document.facts:
            if fact.kind in chosen:
                known = columns.get(type(fact)) or columns_of(type(fact))
                place = {"document": number, "file": utf8(file), "kind": fact.kind}
                rows.append({**place, **_row(fact, known)})
    return pyarrow().Table.from_pylist(rows, schema=layout)


def numbered(
    documents: Iterable[Document], files: Iterable[str | PathLike[str]] | None
) -> Iterator[tuple[int, str | None, Document]]:
    """Yield every document with its number and file. Raises the same errors as `to_table`."""
    check_listed(documents, "documents")
    if files is not None:
        check_listed(files, "files")
    missing = object()
    named: Iterable[tuple[object, Any]] = (
        ((document, None) for document in documents)
        if files is None
        else zip_longest(documents, files, fillvalue=missing)
    )
    for number, (document, file) in enumerate(named):
        if missing in (document, file):
            shown = "fewer" if file is missing else "more"
            raise ValueError(f"files name the documents one by one: there are {shown}")
        if not isinstance(document, Document):
            shown = f"documents[{number}] is no Document, but {document!r}"
            raise TypeError(f"{shown}: leave out what could not be read")
        yield number, None if file is None else fsdecode(file), document


def schema(kinds: Iterable[Kind] | None = None) -> pa.Schema:
    """The columns of `to_table`: document number, file and kind, then the fields of all kinds.

    >>> [field.name for field in schema(["money"])][:7]
    ['document', 'file', 'kind', 'start', 'stop', 'text', 'rule']
    >>> str(schema(["money"]).field("value").type)
    'decimal128(38, 9)'

    Raises `FactError` if two kinds have fields with the same name but different types.
    """
    arrow = pyarrow()
    types = {"document": arrow.int64(), "file": arrow.string(), "kind": arrow.string()}
    decimal = arrow.decimal128(PRECISION, SCALE)
    of_content = {Content.WHOLE: arrow.int64(), Content.TRUTH: arrow.bool_()}
    for kind in kinds_named(kinds):
        for column in columns_of(kind):
            if column.content in _NUMBERS:
                found = {column.name: decimal, f"{column.name}_exact": arrow.string()}
            else:
                found = {column.name: of_content.get(column.content, arrow.string())}
            for name, type_ in found.items():
                if types.setdefault(name, type_) != type_:
                    raise FactError(
                        f"{kind.__name__}.{name} is {type_}, but {types[name]} in another kind: "
                        "choose kinds that agree, as in to_table(documents, kinds=['money'])"
                    )
    return arrow.schema(list(types.items()))


def _row(fact: Fact, columns: Iterable[Column]) -> dict[str, object]:
    plain = fact.to_dict()
    row: dict[str, object] = {}
    for column in columns:
        name, value = column.name, plain[column.name]
        if column.content in _NUMBERS:
            row |= {name: decimal_or_none(getattr(fact, name)), f"{name}_exact": value}
        elif column.content is Content.OTHER and value is not None:
            row[name] = utf8(json.dumps(value, ensure_ascii=False))
        else:
            row[name] = utf8(value)
    return row


def decimal_or_none(value: Decimal | Fraction | None) -> Decimal | None:
    """The number as a Decimal if a decimal column can hold it exactly, otherwise None."""
    if value is None:
        return None
    try:
        if isinstance(value, Fraction):
            value = exact.divide(Decimal(value.numerator), Decimal(value.denominator))
        value = exact.canonical(value)
    except NormalizationError:
        return None
    places = -int(value.as_tuple().exponent)
    return value if places <= SCALE and value.adjusted() < PRECISION - SCALE else None


def utf8(value: Any) -> Any:
    """A string that Arrow can hold: lone surrogates, as in file names, are escaped."""
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value


def pyarrow() -> Any:
    """Import pyarrow. Raises `ImportError` that says how to install it."""
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra
    except ImportError:
        raise ImportError("tables need pyarrow: pip install 'tradefacts[arrow]'") from None
    return pa
