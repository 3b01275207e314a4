"""Reads many files in turn: yields their documents, reports problems, stops on Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tradefacts.cli.articles import Parts
from tradefacts.cli.files import STDIN, FileError, complain
from tradefacts.cli.progress import bar
from tradefacts.facts import Article, Document

Many = Callable[[Iterable[Article]], Iterable[Document | Exception]]
"""Maps texts to documents in the same order; an exception stands for an unreadable text."""


class Stop:
    """Whether Ctrl-C was pressed; documents finished by then are kept."""

    def __init__(self) -> None:
        self.asked = False
        self.waiting = False
        self.done = 0

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        """Handle Ctrl-C: the first stops after the current file, the second at once."""
        if self.asked or self.waiting or not self.done:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Let Ctrl-C stop after the current file, so that the output so far is complete.

    SIGTERM and SIGHUP stop at once, but still delete the draft of the output file.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop  # only the main thread can handle signals
        return
    before = {signal.SIGINT: signal.signal(signal.SIGINT, stop.ask)}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP, and nohup ignores it
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, _end)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # as in shells


def documents(
    names: Sequence[str],
    parts: Parts,
    many: Many,
    failures: list[Exception],
    stop: Stop,
    *,
    shown: bool,
) -> Generator[tuple[str, Document]]:
    """Yield the name and document of every readable text; report problems of the others.

    If `shown` and the work is long, a bar shows the numbers of files, characters and facts.
    """
    read: deque[str] = deque()
    with bar(names, shown=shown) as advance:
        for found in many(_articles(names, parts, read, failures, stop)):
            name = read.popleft()
            if isinstance(found, Exception):
                _fail(FileError(f"{name}: {told(found)}"), failures)
                continue
            yield name, found
            stop.done += 1
            advance(name, found)


def _articles(
    names: Iterable[str],
    parts: Parts,
    read: deque[str],
    failures: list[Exception],
    stop: Stop,
) -> Iterator[Article]:
    """Yield the articles of all files; append the name of each to `read`."""
    for name in names:
        for place, found in _parts(name, parts, failures, stop):
            if isinstance(found, FileError):
                _fail(found, failures)
                continue
            read.append(place)
            yield found


def _parts(
    name: str, parts: Parts, failures: list[Exception], stop: Stop
) -> Iterator[tuple[str, Article | FileError]]:
    """Yield the parts of a file until there are no more or Ctrl-C is pressed."""
    slow = name == STDIN or not Path(name).is_file()  # a pipe may block for ever
    found = iter(parts(name))
    while not stop.asked:
        stop.waiting = slow
        try:
            part = next(found, None)
        except KeyboardInterrupt:
            if not stop.done:
                raise
            stop.asked = True
            return
        except FileError as problem:
            _fail(problem, failures)
            return
        finally:
            stop.waiting = False
        if part is None or stop.asked:
            return
        yield part


def told(error: Exception) -> str:
    """The message of an error; errors in your own classes carry notes that say where."""
    notes = getattr(error, "__notes__", ())
    return "; ".join([f"{type(error).__name__}: {error}", *notes]) if notes else str(error)


def _fail(problem: FileError, failures: list[Exception]) -> None:
    complain(problem)
    failures.append(problem)
