"""Processor time, least of several rounds, so that other programs count little."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from time import process_time


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Processor seconds for all texts, once."""
    start = process_time()
    for text in texts:
        work(text)
    return process_time() - start


def speeds(
    works: dict[str, Callable[[str], object]], texts: Sequence[str], rounds: int
) -> dict[str, float]:
    """Characters a second of each work, in rounds in which they take turns.

    The least time of each text counts: on a machine that others use as well, no round over all
    texts is left alone.
    """
    least = {name: [float("inf")] * len(texts) for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times = least[name]
            for index, text in enumerate(texts):
                times[index] = min(times[index], seconds(work, [text]))
    size = sum(map(len, texts))
    return {name: size / max(sum(times), 1e-9) for name, times in least.items()}


def rounded(number: float, digits: int = 3) -> str:
    """A number with as many digits as it was measured to, the others 0.

    >>> rounded(4_245_241), rounded(44_470.41, 2), rounded(0.3074, 2)
    ('4,250,000', '44,000', '0.31')
    """
    return f"{Decimal(f'{number:.{digits}g}'):,f}"
