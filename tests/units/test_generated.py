"""Generated files are what their scripts would write."""

import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"

Run = Callable[[Mapping[Path, str], Sequence[str]], int]


def test_generated_files_are_fresh() -> None:
    """One of the scripts, which `make test` runs all."""
    command = [sys.executable, "-W", "error", str(SCRIPTS / "generate_iso.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_run_writes_then_finds_nothing_stale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run: Run = runpy.run_path(str(SCRIPTS / "generated.py"))["run"]
    path = tmp_path / "new" / "table.tsv"
    assert run({path: "a\tя\n"}, ["--check"]) == 1
    assert not path.exists()
    assert run({path: "a\tя\n"}, []) == 0
    assert "a\tя\n".encode() == path.read_bytes()
    assert run({path: "a\tя\n"}, ["--check"]) == 0
    assert run({path: "b\n"}, ["--check"]) == 1
    assert run({path: "b\n"}, ["--chekc"]) == 2
    out = capsys.readouterr().out
    assert f"stale: {path}\nwritten: {path}\nstale: {path}\n" == out
