"""Choose the best of all readings of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tradefacts.grammar.readings import Reading


class Candidates:
    """The best reading for each set of spans per layer; `ties` are broken only arbitrarily."""

    def __init__(self) -> None:
        self.best: dict[tuple[int, tuple[tuple[int, int], ...]], Reading] = {}
        self.ties: list[tuple[Reading, Reading]] = []

    def add(self, reading: Reading) -> None:
        """Keep a reading if it outranks the one with the same spans."""
        key = reading.layer, reading.spans
        other = self.best.setdefault(key, reading)
        if other is reading:
            return
        rank, other_rank = reading.rank, other.rank
        if rank == other_rank and reading.facts != other.facts:
            self.ties.append((other, reading))
        if rank < other_rank or (rank == other_rank and _order(reading) < _order(other)):
            self.best[key] = reading


def _order(reading: Reading) -> tuple[str, list[tuple[str, int]]]:
    """An arbitrary order that breaks ties in the same way in every back end."""
    return repr(reading.facts), sorted(reading.lines)


class Chosen(NamedTuple):
    """The chosen readings of a text, with tokens counted from the start of their paragraphs.

    `ties` are pairs of readings with the same spans that neither context nor rule order separates.
    """

    readings: list[Reading]
    ties: list[tuple[Reading, Reading]]

    @classmethod
    def of(cls, paragraphs: Iterable[Candidates]) -> Chosen:
        """Choose readings paragraph by paragraph."""
        chosen = cls([], [])
        for candidates in paragraphs:
            chosen.readings.extend(resolve(candidates.best.values()))
            chosen.ties.extend(candidates.ties)
        return chosen


def resolve(readings: Iterable[Reading]) -> list[Reading]:
    """Choose readings layer by layer; a later layer gets the tokens that earlier ones left.

    Within a layer, the chosen readings do not overlap and have the greatest total weight. Between
    layers, only spans may not overlap, and even they may if one kind is allowed inside the other.
    """
    layers: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings:
        layers[reading.layer].append(reading)
    chosen: list[Reading] = []
    taken: dict[int, str] = {}  # the kind of the fact that each token is in
    for layer in sorted(layers):
        found = _heaviest(r for r in layers[layer] if not taken or _fits(r, taken))
        chosen += found
        for reading in found:
            kind = reading.facts[0].kind
            taken |= {at: kind for start, stop in reading.spans for at in range(start, stop)}
    return sorted(chosen, key=lambda r: (r.start, r.layer)) if len(layers) > 1 else chosen


def _fits(reading: Reading, taken: Mapping[int, str]) -> bool:
    """Whether each span is free, or inside facts of kinds that may contain it."""
    for start, stop in reading.spans:
        kinds = {taken.get(at) for at in range(start, stop)}
        if kinds != {None} and not kinds <= reading.facts[0].inside:
            return False
    return True


def _heaviest(readings: Iterable[Reading]) -> list[Reading]:
    """The non-overlapping readings of greatest total weight; ties go to leftmost, then longest.

    Weighted interval scheduling by dynamic programming from the right, O(n log n).
    """
    by_start: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_start[reading.start].append(reading)
    starts = sorted(by_start)
    # total[k] and choice[k]: the best from the k-th start on
    total = [0] * (len(starts) + 1)
    choice: list[Reading | None] = [None] * len(starts)
    after: dict[int, int] = {}
    for k in range(len(starts) - 1, -1, -1):
        total[k] = total[k + 1]
        for reading in sorted(by_start[starts[k]], key=_preference):
            following = after.setdefault(reading.stop, bisect_left(starts, reading.stop))
            weight = reading.weight + total[following]
            if weight > total[k] or (weight == total[k] and choice[k] is None):
                total[k], choice[k] = weight, reading
    chosen: list[Reading] = []
    k = 0
    while k < len(starts):
        best = choice[k]
        if best is None:
            k += 1
        else:
            chosen.append(best)
            k = after[best.stop]
    return chosen


def _preference(reading: Reading) -> tuple[int, int, int, tuple[tuple[int, int], ...]]:
    return (-reading.stop, *reading.rank, reading.spans)
