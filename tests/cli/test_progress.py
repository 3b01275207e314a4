"""What is told on standard error while work goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import tradefacts
from tradefacts import Extractor
from tradefacts.cli.articles import whole
from tradefacts.cli.mentions import WRITERS
from tradefacts.cli.progress import LONG, bar
from tradefacts.cli.reading import Many
from tradefacts.cli.writing import write_found


def test_a_first_use_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr("tradefacts.cli.writing.on_terminal", lambda stream: stream is sys.stderr)
    text = tmp_path / "a.txt"
    text.write_text("-5", encoding="utf-8")
    grammar = tmp_path / "own.tfg"
    grammar.write_text('grammar own\nrule r -> Money\n  | [ value=INT "$" ]  => currency = USD\n')

    def many() -> Many:
        return Extractor([grammar]).extract_many

    for told in (
        "tradefacts: these grammars are compiled, once: this may take a minute\n",
        "",
    ):
        write_found([str(text)], whole, many, WRITERS, "jsonl", None)
        assert told == capsys.readouterr().err


@pytest.mark.parametrize(
    ("size", "shown", "expected"),
    [(LONG, True, True), (LONG - 1, True, False), (LONG, False, False)],
)
def test_a_bar_is_shown_for_long_work_on_a_terminal(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    size: int,
    shown: bool,
    expected: bool,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # what rich takes for a terminal
    monkeypatch.setenv("COLUMNS", "120")
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * size)
    with bar([str(path), "missing.txt", "-"], shown=shown) as advance:
        advance(str(path), tradefacts.extract("5% и 6%"))
    out, err = capsys.readouterr()
    assert ("", expected) == (out, "1 of 3 files" in err)
    assert expected == ("2 facts" in err)
