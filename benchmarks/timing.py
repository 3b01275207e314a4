"""Processor time, least of several rounds, so that other programs count little."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    """Characters a second of each work, best of rounds in which they take turns."""
    least = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            least[name] = min(least[name], seconds(work, texts))
    size = sum(map(len, texts))
    return {name: size / max(time, 1e-9) for name, time in least.items()}
