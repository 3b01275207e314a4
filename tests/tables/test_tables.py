"""Arrow tables: exact to the last digit, and as polars, DuckDB and pandas take them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from attrs import field, frozen
from attrs.converters import optional
from hypothesis import given
from hypothesis import strategies as st

import tradefacts
from tradefacts.facts import (
    Document,
    Fact,
    FactError,
    Money,
    Ratio,
    as_int,
    one_of,
    register,
)
from tradefacts.facts.tables import PRECISION, SCALE, schema, to_table

TEXT = "Экспорт Беларуси вырос на 5%, до $1,2 млрд, импорт упал на 10–12%"


@pytest.fixture(scope="module")
def document() -> Document:
    return tradefacts.extract(TEXT)


def money(value: Decimal | None, **fields: Any) -> Document:
    given = {"currency": "USD", **fields}
    return Document("$", (Money(start=0, stop=1, text="$", value=value, **given),))


def test_a_row_is_a_fact(document: Document) -> None:
    table = document.to_arrow()
    rows = table.to_pylist()
    assert len(document.facts) == len(rows)
    for fact, row in zip(document.facts, rows, strict=True):
        plain = {name: value for name, value in fact.to_dict().items() if value is not None}
        expected: dict[str, object] = {"document": 0, **plain}
        for name in {"value", "low", "high"} & set(plain):
            expected |= {name: Decimal(plain[name]), f"{name}_exact": plain[name]}
        assert expected == {name: value for name, value in row.items() if value is not None}


def test_documents_are_numbered_and_named(document: Document) -> None:
    table = to_table(iter([document, Document("x"), document]), files=["a", "b", "a"])
    size = len(document.facts)
    assert [0] * size + [2] * size == table["document"].to_pylist()
    assert ["a"] * 2 * size == table["file"].to_pylist()
    assert [None] * size == to_table([document])["file"].to_pylist()
    with pytest.raises(ValueError, match="there are fewer"):
        to_table([document], files=[])


def test_columns_are_the_same_whatever_the_facts(document: Document) -> None:
    assert schema() == document.to_arrow().schema == to_table([]).schema
    assert pa.decimal128(PRECISION, SCALE) == schema().field("value").type


def test_kinds_choose_rows_and_columns(document: Document) -> None:
    table = to_table([document], kinds=["money"])
    assert ["money"] == table["kind"].to_pylist()
    names = "document file kind start stop text rule value value_exact low low_exact high"
    assert [*names.split(), "high_exact", "currency", "relation"] == table.column_names
    with pytest.raises(FactError, match="no kind 'monye'"):
        to_table([document], kinds=["monye"])


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_no_amount_is_ever_rounded(value: Decimal) -> None:
    (row,) = to_table([money(value)]).to_pylist()
    assert value == Decimal(row["value_exact"])
    assert row["value"] is None or value == row["value"]


@pytest.mark.parametrize(
    ("digits", "held"),
    [
        ("9" * 29 + "." + "9" * 9, True),
        ("-" + "9" * 29 + "." + "9" * 9, True),
        ("1" + "0" * 29, False),
        ("0.0000000001", False),
        ("0", True),
        ("9" * 5000, False),
    ],
)
def test_a_decimal_column_holds_38_digits_and_9_places(digits: str, held: bool) -> None:
    (row,) = to_table([money(Decimal(digits))]).to_pylist()
    assert (Decimal(digits) if held else None, digits) == (row["value"], row["value_exact"])


def test_a_ratio_is_a_decimal_where_it_ends() -> None:
    def row(value: Fraction) -> tuple[Decimal | None, str]:
        ratio = Ratio(start=0, stop=1, text="x", value=value, unit="times")
        found = to_table([Document("x", (ratio,))]).to_pylist()[0]
        return found["value"], found["value_exact"]

    assert (Decimal("2.5"), "5/2") == row(Fraction(5, 2))
    assert (None, "1/3") == row(Fraction(1, 3))


def test_words_that_are_no_utf_8_are_escaped() -> None:
    table = to_table([money(Decimal(1))], files=["\udcff.txt"])
    assert ["\\udcff.txt"] == table["file"].to_pylist()


@pytest.mark.usefixtures("kinds")
def test_a_kind_of_one_s_own_brings_its_columns() -> None:
    @register
    @frozen(kw_only=True, repr=False)
    class Fuel(Fact):
        kind: ClassVar[str] = "fuel"
        grade: str = one_of("fuel_grade", ["92", "95"])
        octane: int = field(default=0, converter=as_int)
        litres: Decimal | None = field(
            default=None, converter=optional(Decimal), metadata={"domain": "number"}
        )
        tags: tuple[str, ...] = field(default=(), converter=tuple)

    fuel = Fuel(start=0, stop=1, text="x", grade="95", octane=95, tags=("я",))  # type: ignore[arg-type]
    (row,) = to_table([Document("x", (fuel,))], kinds=["fuel"]).to_pylist()
    assert {"grade": "95", "litres": None, "litres_exact": None, "tags": '["я"]'}.items() <= (
        row.items()
    )
    assert "grade" in schema().names


@pytest.mark.usefixtures("kinds")
def test_kinds_that_disagree_are_told_apart() -> None:
    @register
    @frozen(kw_only=True, repr=False)
    class Odd(Fact):
        kind: ClassVar[str] = "odd"
        value: str = ""

    with pytest.raises(FactError, match=r"Odd\.value is string, but decimal128\(38, 9\)"):
        schema()
    assert "value" in schema(["odd"]).names


def test_without_pyarrow_the_error_says_what_to_install(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'tradefacts\[arrow\]'"):
        document.to_arrow()


@pytest.mark.parametrize("make", [to_table, tradefacts.to_trade_table])
def test_a_text_that_could_not_be_read_is_told(make: Callable[..., pa.Table]) -> None:
    found = list(tradefacts.extract_many([TEXT, b"5%"]))  # type: ignore[list-item]
    with pytest.raises(TypeError) as caught:
        make(found)
    expected = (
        "documents[1] is no Document, but TypeError('a text is a str, not bytes; decode it first')"
        ": leave out what could not be read"
    )
    assert expected == str(caught.value)


@pytest.mark.parametrize("make", [to_table, tradefacts.to_trade_table])
@pytest.mark.parametrize("files", [[], ["a", "b"]])
def test_every_document_has_a_file(
    document: Document, make: Callable[..., pa.Table], files: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"^files name the documents") as caught:
        make([document], files=files)
    fewer = "fewer" if not files else "more"
    assert f"files name the documents one by one: there are {fewer}" == str(caught.value)


def test_files_may_be_paths(document: Document) -> None:
    for make in (to_table, tradefacts.to_trade_table):
        table = make([document], files=[Path("news", "a.txt")])
        assert {str(Path("news", "a.txt"))} == {*table["file"].to_pylist()}


def test_names_are_listed(document: Document) -> None:
    with pytest.raises(TypeError, match=r"^kinds are listed: write \['money'\]$"):
        to_table([document], kinds="money")
    with pytest.raises(TypeError, match=r"^files are listed: write \['a.txt'\]$"):
        to_table([document], files="a.txt")


# -- those who take the table
TOTAL = Decimal("1" + "0" * 20 + ".000000001")


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return to_table([money(Decimal("1e20")), money(Decimal("0.000000001"))])


def test_polars_keeps_decimals(table: pa.Table) -> None:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    assert pl.Decimal(PRECISION, SCALE) == frame["value"].dtype
    assert frame["value"].sum() == TOTAL
    assert table.to_pylist() == frame.to_dicts()


def test_duckdb_keeps_decimals(table: pa.Table) -> None:
    with duckdb.connect() as connection:
        connection.register("facts", table)
        query = "select sum(value), any_value(typeof(value)) from facts"
        found = connection.execute(query).fetchall()
    assert [(TOTAL, f"DECIMAL({PRECISION},{SCALE})")] == found


def test_pandas_keeps_decimals(table: pa.Table) -> None:
    pandas = pytest.importorskip("pandas")
    frame = table.to_pandas(types_mapper=pandas.ArrowDtype)
    assert frame["value"].sum() == TOTAL
    assert table.to_pylist() == pa.Table.from_pandas(frame).cast(table.schema).to_pylist()
