"""The bar on standard error."""

from __future__ import annotations

from pathlib import Path

import pytest

import tradefacts
from tradefacts.cli.progress import LONG, bar


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
