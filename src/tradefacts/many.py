"""Maps many texts lazily and in order, optionally with several processes.

Each extra process has a cost: it starts, makes its own extractor, and exchanges texts and results.
So texts are sent in batches, only a few batches per process are under way at a time, and one
process is the default.
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

_TEXTS = 64  # the most texts in a batch
_CHARACTERS = 100_000  # a batch of this size is full
_AHEAD = 3  # batches under way for each process
_GRACE = 2  # seconds to finish sending results that are no longer wanted

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
"""The function that a worker process applies to each text."""
_busy = False
"""Whether a worker process is working on texts; if not, it may be sending their results."""


def each(
    make: Callable[[], Callable[[_T], _R]], texts: Iterable[_T], workers: int = 1
) -> Iterator[_R | Exception]:
    """Apply a function to each text, in order; an exception takes the place of a failed result.

    `make` returns the function and is called once, in this process or in each worker; with more
    than one worker it must be a module-level name or a `functools.partial` of one. Texts are
    consumed lazily, a few batches ahead of the results. A text that kills its process gets a
    `BrokenProcessPool` as its result. Raises `ValueError` if `workers` is less than one, and what
    `make` raises; an error of `texts` is raised after the results of the texts before it. Raises
    `RuntimeError` if no process starts, as in a script without `if __name__ == "__main__":`, or in
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
    """Raise `RuntimeError` for a script from standard input, whose name is not that of a file."""
    name = Path(getattr(sys.modules["__main__"], "__file__", None) or "").name
    if name.startswith("<"):
        raise RuntimeError(_NO_FILE.format(name))


def _attempt(work: Callable[[_T], _R], text: _T) -> _R | Exception:
    try:
        return work(text)
    except Exception as error:  # noqa: BLE001  # it is handed to the caller
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
        pool.close()  # do not wait for more if the caller stops or Ctrl-C is pressed
    if source.failure is not None:
        raise source.failure


class _Batches(Generic[_T]):
    """Takes texts by the batch; keeps an error of their iterator until its texts are done."""

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
        except Exception as error:  # noqa: BLE001  # it is raised after the results
            self.failure = error
        return batch


def _length(item: object) -> int:
    """The length of a text or of an article's text."""
    text = getattr(item, "text", item)
    return len(text) if isinstance(text, str) else 1


class _Pool:
    """A pool of processes that is started again after a text has killed one."""

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
            # a text killed its process, which broke the pool for all batches: retry one by one
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
        with suppress(RuntimeError):  # garbage may be collected in a thread of the pool
            self.pool.shutdown(cancel_futures=True)
        self.watched.close()


def _prepare(make: Callable[[], Callable[[Any], Any]], watched: Connection) -> None:
    global _work  # noqa: PLW0603  # a worker process has one function for life
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process handles Ctrl-C
    Thread(target=_end_with, args=(watched,), daemon=True).start()
    _work = _attempted(make)


def _end_with(watched: Connection) -> None:
    """End this process when the parent process closes its end of the pipe or dies.

    Finish sending a result first: a parent that has half of one would wait for the rest for ever.
    """
    with suppress(EOFError, OSError):
        watched.recv()
    last = monotonic() + _GRACE
    while not _busy and monotonic() < last:
        sleep(_GRACE / 100)
    os._exit(0)


def _attempted(make: Callable[[], Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Make the function; if that fails, return one that raises the error for each text."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001  # a worker that fails to start would be restarted
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
