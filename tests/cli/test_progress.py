"""What is told on standard error while work goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import tradefacts
from tradefacts.cli.progress import LONG, bar

from .conftest import Run


@pytest.mark.parametrize("command", ["extract", "explain"])
@pytest.mark.parametrize("looked_at", [True, False])
def test_a_first_use_is_told_once_and_on_a_terminal_alone(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    command: str,
    looked_at: bool,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr("tradefacts.cache._SLOW", 0.0)
    monkeypatch.setattr(
        "tradefacts.cli.app.on_terminal", lambda stream: looked_at and stream is sys.stderr
    )
    grammar, text = tmp_path / "own.tfg", tmp_path / "a.txt"
    grammar.write_text('grammar own\nrule r -> Money\n  | [ value=INT "$" ]  => currency = USD\n')
    text.write_text("5$", encoding="utf-8")
    message = "tradefacts: the grammars are compiled, once: this may take a minute\n"
    for told in (message * looked_at, ""):
        done = run(command, "-g", grammar, text if command == "extract" else "5$")
        assert (0, told) == (done.exit_code, done.stderr)
        assert [] == caplog.records


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
