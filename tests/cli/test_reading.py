"""How work on many files ends: closed when nobody reads on, and without a trace after a signal."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

import pytest

from tradefacts.cli.articles import parts_of
from tradefacts.cli.files import replaced
from tradefacts.cli.formats import Named
from tradefacts.cli.reading import stoppable
from tradefacts.cli.writing import write_found
from tradefacts.facts import Article, Document


def test_what_is_no_longer_read_is_closed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("5%")
    closed, kept = [], []

    def many(articles: Iterable[Article]) -> Iterator[Document | Exception]:
        try:
            for article in articles:
                yield Document(article.text)
        finally:
            closed.append("closed")

    def head(documents: Named, _: TextIO) -> None:
        next(iter(documents))
        kept.append(documents)  # as a traceback does
        raise BrokenPipeError

    names = [str(path)] * 2
    output = tmp_path / "facts.jsonl"
    write_found(names, parts_of(names, jsonl=False), lambda: many, {"jsonl": head}, None, output)
    assert ["closed"] == closed


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_draft_goes_with_the_work_that_a_signal_ends(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name, None)
    if number is None:
        pytest.skip("the system has no such signal")
    before = signal.signal(number, signal.SIG_DFL)  # the tests themselves may run under nohup

    def work() -> None:
        with stoppable(), replaced(tmp_path / "facts.jsonl") as out:
            out.write("half")
            os.kill(os.getpid(), number)

    try:
        with pytest.raises(SystemExit) as ended:
            work()
        assert signal.SIG_DFL == signal.getsignal(number)
    finally:
        signal.signal(number, before)
    assert 128 + number == ended.value.code
    assert [] == list(tmp_path.iterdir())


def test_what_nohup_ignores_stays_ignored() -> None:
    if not hasattr(signal, "SIGHUP"):
        pytest.skip("the system has no such signal")
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.SIG_IGN == signal.getsignal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
