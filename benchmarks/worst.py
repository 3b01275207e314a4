"""Texts that are hard by design, and how the time grows with their size."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from benchmarks.timing import rounded, seconds

_MONTHS = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"
_BEFORE = ("месяцем", "кварталом", "годом", "двумя годами")


def _months() -> str:
    """Four million characters, no sentence twice; each names a month and refers back from it."""
    return "".join(
        f"В {month} {year} года цены выросли, {before} ранее упали. "
        for year in range(1000, 2800)
        for before in _BEFORE
        for month in _MONTHS.split()
    )


PIECES = {
    "digits": "9", "1 1 1": "1 ", "111 111": "111 ", "$$$$": "$", "1,1,1,": "1,", "тыс тыс": "тыс ",
    "абв": "абв", "1 and spaces": "1" + " " * 199, "5 руб": "5 руб ", "5 $": "5 $ ", "от от": "от ",
    "АААА": "А", "Республика": "Республика ", "-----": "-", "%%%%": "%", "1%1%": "1%",
    "two scripts": "aб", "a list without its noun": "Московской, Калужской, ",
    "Россия-Россия": "Россия-", "$usd": "$usd", "years": "2013 ", "of the year": "года ",
    "dates": "12.03.2014 ", "ratios": "1/2", "numbers in words": "двадцать пять ",
    "from year to year": "с 2012 по 2013, ", "other digits": "٣1",
    "unseen": "я\u00ad", "unseen between digits": "1\u200b", "1 and unseen": "1" + "\u200b" * 199,
    "trailing spaces": " ", "trailing line ends": "\r\n",
    "facts": "Россия заняла 5 млн руб., рост на 7%. ", "months spoken of": _months(),
}  # fmt: skip


Curve = tuple[str, list[float], float]
"""Name, seconds at each size, and the exponent of growth from the first size to the last."""


def filled(piece: str, size: int) -> str:
    """A text of this many characters that repeats a piece."""
    return (piece * (size // len(piece) + 1))[:size]


def texts(piece: str, size: int) -> list[str]:
    """Texts of `size` characters, a million in all; a longer piece continues in the next text.

    >>> texts("123", 500_000)[1][:4]
    '1231'
    """
    count = max(1, 10**6 // size)
    if len(piece) <= size:
        return [filled(piece, size)] * count
    whole = filled(piece, count * size)
    return [whole[at : at + size] for at in range(0, len(whole), size)]


def curves(
    work: Callable[[str], object],
    sizes: Sequence[int],
    pieces: Mapping[str, str] = PIECES,
    anew: Callable[[], object] = lambda: None,
) -> Iterator[Curve]:
    """Measure the curve of each piece; before each size, `anew` clears the caches of `work`.

    For each size, texts of a million characters in all are read and their mean time counts: the
    minimum over many small texts beside the one time of a large text would look like growth.
    """
    for name, piece in pieces.items():
        work(filled(piece, 2000))
        times = []
        for size in sizes:
            rows = texts(piece, size)
            anew()
            times.append(seconds(work, rows) / len(rows))
        growth = math.log(max(times[-1], 1e-6) / max(times[0], 1e-6), sizes[-1] / sizes[0])
        yield name, times, growth


def table(found: Iterable[Curve], sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a Markdown table of curves."""
    yield f"| text | {' | '.join(f'{n:,}' for n in sizes)} | exponent | characters/s |"
    yield "|---|" + "--:|" * (len(sizes) + 2)
    for name, times, growth in found:
        shown = " | ".join(f"{1000 * time:.1f} ms" for time in times)
        yield f"| `{name}` | {shown} | {growth:.2f} | {rounded(sizes[-1] / times[-1])} |"
