"""Many texts: order, laziness, errors in their places."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from tradefacts.engine.many import each


def measure() -> Callable[[str], int]:
    return len


def fragile() -> Callable[[str], int]:
    return lambda text: os._exit(1) if text == "exit" else len(text)


def broken() -> Callable[[str], int]:
    raise LookupError("no grammar")


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_and_errors_in_their_place(workers: int) -> None:
    texts: list[object] = [*("x" * n for n in range(200)), None, "xx"]
    found = list(each(measure, texts, workers))  # type: ignore[arg-type]  # None has no length
    assert list(range(200)) == found[:200]
    assert isinstance(found[200], TypeError)
    assert 2 == found[201]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_texts_raise_comes_after_their_results(workers: int) -> None:
    def texts() -> Iterator[str]:
        yield from ("x", "xx")
        raise OSError("the disk is gone")

    found = each(measure, texts(), workers)
    assert [1, 2] == [next(found), next(found)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(found)


def test_a_text_that_ends_its_process_takes_no_other_with_it() -> None:
    texts = ["x", "xx", "exit", "xxx", *("y" * 5 for _ in range(100))]
    found = list(each(fragile, texts, 2))
    assert [1, 2, 3] == [*found[:2], found[3]]
    assert isinstance(found[2], BrokenProcessPool)
    assert [5] * 100 == found[4:]


@pytest.mark.parametrize("workers", [1, 2])
def test_texts_are_taken_as_results_are_asked_for(workers: int) -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "text"

    found = each(measure, texts(), workers)
    assert [4, 4, 4] == [next(found) for _ in range(3)]
    assert taken < 1000
    found.close()  # type: ignore[attr-defined]  # a generator


def test_what_cannot_start_says_so() -> None:
    with pytest.raises(LookupError):
        each(broken, ["text"])
    with pytest.raises(ValueError, match="1 or more"):
        each(measure, [], 0)
