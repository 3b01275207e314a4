"""`tradefacts extract --format html` and `parquet`, `tradefacts schema`."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pyarrow import parquet
from typer.testing import Result

import tradefacts

Run = Callable[..., Result]
Process = Callable[..., "subprocess.Popen[bytes]"]

TEXT = "Экспорт вырос на 5%, до $1,2 млрд"


@pytest.fixture
def news(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "a.txt", tmp_path / "b <i>.txt"]
    for path in paths:
        path.write_text(TEXT, encoding="utf-8")
    return paths


def test_one_page_of_one_text(run: Run, news: list[Path]) -> None:
    done = run("extract", "--format", "html", news[0])
    expected = tradefacts.extract(TEXT).to_html(caption=str(news[0]), trade_facts=False)
    assert (0, expected) == (done.exit_code, done.stdout)


def test_one_page_of_several_texts(run: Run, news: list[Path], tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    done = run("extract", "--output", output, *news)
    html = output.read_text(encoding="utf-8")
    assert (0, "") == (done.exit_code, done.stdout)
    headings = [f"<h2>{tmp_path}/{name}</h2>" for name in ("a.txt", "b &lt;i&gt;.txt")]
    assert [1, 1] == [html.count(heading) for heading in headings]
    assert 4 == html.count('<tr data-kind="')


def test_parquet_is_the_table(run: Run, news: list[Path], tmp_path: Path) -> None:
    output = tmp_path / "facts.parquet"
    done = run("extract", "--output", output, *news)
    documents = [tradefacts.extract(TEXT)] * 2
    expected = tradefacts.to_table(documents, files=map(str, news))
    assert (0, "") == (done.exit_code, done.stdout)
    assert expected.equals(parquet.read_table(output))


def test_parquet_goes_through_a_pipe(process: Process, news: list[Path]) -> None:
    raw, _ = process("extract", "--format", "parquet", news[0]).communicate(timeout=60)
    assert [5, 1_200_000_000] == parquet.read_table(io.BytesIO(raw))["value"].to_pylist()


def test_parquet_is_no_text_for_a_terminal(process: Process, news: list[Path]) -> None:
    ours, theirs = pty.openpty()
    started = process("extract", "--format", "parquet", news[0], stdout=theirs)
    _, problem = started.communicate(timeout=60)
    os.close(theirs)
    os.close(ours)
    message = "tradefacts: standard output: parquet is no text; add --output facts.parquet\n"
    assert (1, message) == (started.returncode, problem.decode().replace("\r", ""))


def test_without_pyarrow_nothing_is_written(
    run: Run, news: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    output = tmp_path / "facts.parquet"
    output.write_bytes(b"before")
    done = run("extract", "--output", output, *news)
    message = "tradefacts: parquet needs pyarrow: pip install 'tradefacts[arrow]'\n"
    assert (1, message) == (done.exit_code, done.stderr)
    assert b"before" == output.read_bytes()


def test_what_is_printed_fits_the_schema_that_is_printed(run: Run, news: list[Path]) -> None:
    def printed(*arguments: str | Path) -> Any:
        return json.loads(run(*arguments).stdout)

    fact, document = Draft202012Validator(printed("schema")), printed("schema", "document")
    lines = run("extract", "--format", "jsonl", *news).stdout.splitlines()
    assert 4 == len(lines)
    for line in lines:
        fact.validate(json.loads(line))
    for found in printed("extract", "--format", "json", *news):
        Draft202012Validator(document).validate(found)
    assert document == tradefacts.json_schema("document")
