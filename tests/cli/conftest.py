"""Run the command line inside this process, which is fast, or as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from typer.testing import Result

from tradefacts.extractor import GRAMMARS, Extractor

Run = Callable[..., Result]


@cache
def _extractor(grammars: tuple[str, ...], kinds: tuple[str, ...] | None) -> Extractor:
    return Extractor(grammars, kinds=kinds)


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process; extractors are made once for all tests."""
    monkeypatch.setenv("COLUMNS", "100")

    def extractor(
        grammars: Sequence[str] = GRAMMARS, kinds: Sequence[str] | None = None
    ) -> Extractor:
        return _extractor(tuple(grammars), None if kinds is None else tuple(kinds))

    monkeypatch.setattr("tradefacts.extractor.Extractor", extractor)
    return run


@pytest.fixture
def process() -> Callable[..., subprocess.Popen[bytes]]:
    """Start the installed command as a user does."""
    command = Path(sys.executable).with_name("tradefacts")

    def start(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]  # options are any
            [str(command), *map(str, arguments)], **{**pipes, **options}
        )

    return start
