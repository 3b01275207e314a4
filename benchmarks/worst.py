"""Texts that are hard on purpose, and how their time grows with their size."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from benchmarks.timing import seconds

PIECES = {
    "digits": "9", "1 1 1": "1 ", "111 111": "111 ", "$$$$": "$", "1,1,1,": "1,", "тыс тыс": "тыс ",
    "абв": "абв", "1 and spaces": "1" + " " * 199, "5 руб": "5 руб ", "5 $": "5 $ ", "от от": "от ",
    "АААА": "А", "Республика": "Республика ", "-----": "-", "%%%%": "%", "1%1%": "1%",
    "two scripts": "aб", "a list without its noun": "Московской, Калужской, ",
    "Россия-Россия": "Россия-", "$usd": "$usd", "years": "2013 ", "of the year": "года ",
    "dates": "12.03.2014 ", "ratios": "1/2", "numbers in words": "двадцать пять ",
    "from year to year": "с 2012 по 2013, ", "other digits": "٣1",
    "facts": "Россия заняла 5 млн руб., рост на 7%. ",
}  # fmt: skip


def curves(
    work: Callable[[str], object], sizes: list[int]
) -> Iterator[tuple[str, list[float], float]]:
    """Name, seconds at each size, and the exponent of the growth from the first to the last."""
    for name, piece in PIECES.items():
        work(piece * (2000 // len(piece)))
        times = [
            min(
                seconds(work, [piece * (size // len(piece))])
                for _ in range(3 if size < 10**6 else 1)
            )
            for size in sizes
        ]
        growth = math.log(max(times[-1], 1e-6) / max(times[0], 1e-6), sizes[-1] / sizes[0])
        yield name, times, growth
