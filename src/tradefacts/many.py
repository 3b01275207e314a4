"""Many texts: in order, each as it is asked for, by several processes where they pay.

A process more costs its start, in which it makes its own extractor, and the sending of texts and
results. So texts travel in batches, no more are under way than the processes can hold at once, and
one process is the default.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

_TEXTS = 64  # in a batch, at most
_CHARACTERS = 100_000  # with which a batch is full
_AHEAD = 3  # batches for each process that are under way
_GRACE = 2  # seconds to send results that nobody asks for any more

_NO_START = (
    "no worker process starts; where its message above tells of bootstrapping, the call stands "
    "at the top of a script, which every worker runs too: "
    "put it under if __name__ == '__main__':"
)

_NO_FILE = (
    "workers run the script that starts them, and {} is no file that they could run: "
    "save it as a file, or leave out workers"
)

_work: Callable[[Any], Any] | None = None
"""What a worker process does with a text."""
_busy = False
"""Whether a worker process is at work on texts; it sends their results when it is not."""


def each(
    make: Callable[[], Callable[[_T], _R]], texts: Iterable[_T], workers: int = 1
) -> Iterator[_R | Exception]:
    """What a function gives for each text, in order; an exception in the place of a result.

    `make` gives the function, in this process or, once, in each of several; with more than one
    worker it must be a name at the top of a module, or a `functools.partial` of one. Texts are
    taken as results are asked for; a few batches are under way at any time. A text that ends its
    process has a `BrokenProcessPool` in its place. Raises `ValueError` where `workers` is less than
    one, and what `make` raises; what `texts` raises comes after the results that it gave. Raises
    `RuntimeError` where no process starts, as in a script without `if __name__ == "__main__":`, or
    one that Python reads from standard input.

    >>> list(each(lambda: len, ["five", "", "three"]))
    [4, 0, 5]
    """
    if workers < 1:
        raise ValueError(f"workers are 1 or more, not {workers}")
    if workers == 1:
        work = make()
        return (_attempt(work, text) for text in texts)
    _check_script()
    return _by_processes(make, texts, workers)


def _check_script() -> None:
    """Raise `RuntimeError` for a script from standard input, which has a name and is no file."""
    name = Path(getattr(sys.modules["__main__"], "__file__", None) or "").name
    if name.startswith("<"):
        raise RuntimeError(_NO_FILE.format(name))


def _attempt(work: Callable[[_T], _R], text: _T) -> _R | Exception:
    try:
        return work(text)
    except Exception as error:  # noqa: BLE001  # it is handed to whoever asked
        return error


def _by_processes(
    make: Callable[[], Callable[[_T], _R]], texts: Iterable[_T], workers: int
) -> Iterator[_R | Exception]:
    source = _Batches(texts)
    running: deque[tuple[list[_T], Future[list[_R | Exception]]]] = deque()
    pool = _Pool(make, workers)
    try:
        while True:
            while len(running) < workers * _AHEAD:
                batch = source.next()
                if not batch:
                    break
                running.append((batch, pool.submit(batch)))
            if not running:
                break
            yield from pool.results(*running.popleft())
    finally:
        pool.close()  # whoever stops asking, or presses Ctrl-C, waits for nothing more
    if source.failure is not None:
        raise source.failure


class _Batches(Generic[_T]):
    """Texts by the batch; what their iterator raises is kept, as it also gave texts."""

    def __init__(self, texts: Iterable[_T]) -> None:
        self.texts = iter(texts)
        self.failure: Exception | None = None

    def next(self) -> list[_T]:
        batch: list[_T] = []
        size = 0
        try:
            while self.failure is None and len(batch) < _TEXTS and size < _CHARACTERS:
                text = next(self.texts)
                size += _length(text)
                batch.append(text)
        except StopIteration:
            pass
        except Exception as error:  # noqa: BLE001  # it is raised in its turn
            self.failure = error
        return batch


def _length(item: object) -> int:
    """How much there is to read in a text, or in what holds one."""
    text = getattr(item, "text", item)
    return len(text) if isinstance(text, str) else 1


class _Pool:
    """Processes that are started again when a text has ended one."""

    def __init__(self, make: Callable[[], Callable[[Any], Any]], workers: int) -> None:
        self.make = make
        self.workers = workers
        self.context = get_context("spawn")
        self.watched, self.alive = self.context.Pipe(duplex=False)
        self.pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        given = (self.make, self.watched)
        return ProcessPoolExecutor(self.workers, self.context, _prepare, given)

    def submit(self, batch: Sequence[Any]) -> Future[list[Any]]:
        try:
            return self.pool.submit(_batch, batch)
        except BrokenProcessPool:
            self.pool = self._started()
            return self.pool.submit(_batch, batch)

    def results(self, batch: Sequence[Any], future: Future[list[Any]]) -> Iterator[Any]:
        try:
            found = future.result()
        except BrokenProcessPool:
            # one of those under way ended a process, and with it all lost theirs: one by one
            self._check_start()
            found = [self._alone(text) for text in batch]
        yield from found

    def _check_start(self) -> None:
        try:
            self.submit([]).result()
        except BrokenProcessPool:
            raise RuntimeError(_NO_START) from None

    def _alone(self, text: Any) -> Any:
        try:
            return self.submit([text]).result()[0]
        except BrokenProcessPool as error:
            return error

    def close(self) -> None:
        self.alive.close()
        with suppress(RuntimeError):  # garbage is collected in any thread, also in one of the pool
            self.pool.shutdown(cancel_futures=True)
        self.watched.close()


def _prepare(make: Callable[[], Callable[[Any], Any]], watched: Connection) -> None:
    global _work  # noqa: PLW0603  # a worker process has one task in its life
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    Thread(target=_end_with, args=(watched,), daemon=True).start()
    _work = _attempted(make)


def _end_with(watched: Connection) -> None:
    """End this process when the one that asks closes the other end, or is gone.

    A result is sent to its end: who has the half of one, waits for the rest for ever.
    """
    with suppress(EOFError, OSError):
        watched.recv()
    last = monotonic() + _GRACE
    while not _busy and monotonic() < last:
        sleep(_GRACE / 100)
    os._exit(0)


def _attempted(make: Callable[[], Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """The function; where it cannot be made, one that raises why, for each text."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001  # a process that cannot begin would be started again
        reason = error

    def fail(_: Any) -> Any:
        raise reason

    return fail


def _batch(texts: Sequence[Any]) -> list[Any]:
    global _busy  # noqa: PLW0603  # as `_work`
    assert _work is not None
    _busy = True
    found = [_attempt(_work, text) for text in texts]
    _busy = False
    return found
