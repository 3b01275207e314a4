"""Many texts: order, laziness, errors in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tradefacts.engine.many import each


def measure() -> Callable[[str], int]:
    return len


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
