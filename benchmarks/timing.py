"""CPU time, the minimum of several rounds, so that other programs have little effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from time import process_time


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """CPU seconds for all texts, once."""
    start = process_time()
    for text in texts:
        work(text)
    return process_time() - start


def speeds(
    works: dict[str, Callable[[str], object]], texts: Sequence[str], rounds: int
) -> dict[str, float]:
    """Characters per second of each function; in each round, they take turns.

    The minimum time of each text counts: on a shared machine, no whole round runs undisturbed.
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
    """Round a number to the measured precision; the remaining digits are 0.

    >>> rounded(4_245_241), rounded(44_470.41, 2), rounded(0.3074, 2)
    ('4,250,000', '44,000', '0.31')
    """
    return f"{Decimal(f'{number:.{digits}g}'):,f}"
