"""The bar on standard error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradefacts.cli.progress import LONG, watched


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
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * size)
    names = [str(path), "missing.txt", "-"]
    assert names == list(watched(names, shown=shown))
    out, err = capsys.readouterr()
    assert ("", expected) == (out, "extracting" in err)
