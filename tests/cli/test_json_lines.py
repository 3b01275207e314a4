"""JSON Lines: a line in, its facts out, and no line that spoils another."""

from __future__ import annotations

import codecs
import json
import signal
import subprocess
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tradefacts.cli.articles import lines

Run = Callable[..., Result]
Process = Callable[..., "subprocess.Popen[bytes]"]


def article(text: str) -> bytes:
    return json.dumps({"text": text}).encode() + b"\n"


def test_a_bad_byte_costs_its_line_alone(run: Run) -> None:
    bad = article("~").replace(b"~", "рост на 6%".encode("cp1251"))
    rows = [codecs.BOM_UTF8 + article("5%"), bad, b"\n", bad, article("7%")]
    done = run("extract", "--jsonl", "-", text=b"".join(rows))
    hint = "if it is windows-1251, convert it: iconv -f windows-1251 -t utf-8"
    told = [
        f"-:2: byte 10 of the line is not UTF-8; {hint}",
        "-:4: byte 10 of the line is not UTF-8",
    ]
    assert (1, [f"tradefacts: {line}" for line in told]) == (
        done.exit_code,
        done.stderr.splitlines(),
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [("5%", "-:1"), ("7%", "-:5")] == [(row["text"], row["file"]) for row in found]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_that_is_no_such_text_is_told_once(run: Run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "рост на 5%"}\n' * 3, encoding=encoding)
    done = run("extract", "--jsonl", path)
    assert (1, "") == (done.exit_code, done.stdout)
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"tradefacts: {path}:1: ")


def test_json_lines_are_answered_one_by_one(process: Process) -> None:
    with process("facts", "--jsonl", "-") as done:
        assert done.stdin is not None
        assert done.stdout is not None
        for percent in (5, 6):  # the second is written when the first has been answered
            done.stdin.write(article(f"Экспорт Армении вырос на {percent}%."))
            done.stdin.flush()
            assert str(percent) == json.loads(done.stdout.readline())["change"]["value"]
        done.send_signal(signal.SIGINT)
        assert (130, b"") == (done.wait(), done.stdout.read())


def test_many_json_lines_take_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(article("x" * 1000) * 20_000)
    found = lines(str(path))
    tracemalloc.start()
    assert 20_000 == sum(1 for _ in found)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


def test_no_json_lines_are_told(run: Run) -> None:
    done = run("facts", "--jsonl", "-", text="\n\n")
    told = "tradefacts: standard input: holds no text, so there are no facts in it\n"
    assert (0, told) == (done.exit_code, done.stderr)
