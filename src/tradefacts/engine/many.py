"""Many texts: in order, each as it is asked for, by several processes where they pay.

A process more costs its start, in which it makes its own extractor, and the sending of texts and
results. So texts travel in batches, no more are under way than the processes can hold at once, and
one process is the default.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

_TEXTS = 64  # in a batch
_AHEAD = 3  # batches for each process that are under way

_work: Callable[[Any], Any] | None = None
"""What a worker process does with a text."""


def each(
    make: Callable[[], Callable[[_T], _R]], texts: Iterable[_T], workers: int = 1
) -> Iterator[_R | Exception]:
    """What a function gives for each text, in order; an exception in the place of a result.

    `make` gives the function, in this process or, once, in each of several; with more than one
    worker it must be a name at the top of a module, or a `functools.partial` of one. Texts are
    taken as results are asked for; a few batches are under way at any time. Raises `ValueError`
    where `workers` is less than one, and what `make` raises, before the first result.

    >>> list(each(lambda: len, ["five", "", "three"]))
    [4, 0, 5]
    """
    if workers < 1:
        raise ValueError(f"workers are 1 or more, not {workers}")
    if workers == 1:
        work = make()
        return (_attempt(work, text) for text in texts)
    return _by_processes(make, texts, workers)


def _attempt(work: Callable[[_T], _R], text: _T) -> _R | Exception:
    try:
        return work(text)
    except Exception as error:  # noqa: BLE001  # it is handed to whoever asked
        return error


def _by_processes(
    make: Callable[[], Callable[[_T], _R]], texts: Iterable[_T], workers: int
) -> Iterator[_R | Exception]:
    source = iter(texts)
    running: deque[Future[list[_R | Exception]]] = deque()
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _prepare, (make,))
    try:
        while True:
            while len(running) < workers * _AHEAD:
                batch = list(islice(source, _TEXTS))
                if not batch:
                    break
                running.append(pool.submit(_batch, batch))
            if not running:
                return
            yield from running.popleft().result()
    finally:
        # whoever stops asking, or presses Ctrl-C, waits for what runs and for nothing more
        pool.shutdown(cancel_futures=True)


def _prepare(make: Callable[[], Callable[[Any], Any]]) -> None:
    global _work  # noqa: PLW0603  # a worker process has one task in its life
    _work = make()


def _batch(texts: Sequence[Any]) -> list[Any]:
    assert _work is not None
    return [_attempt(_work, text) for text in texts]
