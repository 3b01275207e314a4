"""A part that is repeated: rounds are counted only as far as the bounds ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tradefacts.engine.compound import Wrapped
from tradefacts.engine.parts import Derivation, Ends, Part, Range
from tradefacts.engine.witness import Witness


class Repeat(Wrapped):
    """A part several times over, each time with a token at least."""

    def __init__(self, body: Part, low: int, high: int | None) -> None:
        super().__init__(body)
        self.optional = low == 0
        self.low = 1 if body.nullable else max(1, low)
        self.high = high
        self.nullable = low == 0 or body.nullable

    def allows(self, run: Witness, at: int) -> bool:
        return self.optional or self.body.allows(run, at)

    def _rounds(
        self, step: Callable[[Witness, int], Ends], run: Witness, at: int
    ) -> list[set[int]]:
        """Places after no round, after one, and so on; a place twice only while rounds count."""
        rounds = [{at}]
        seen: set[int] = set()
        while rounds[-1] and (self.high is None or len(rounds) <= self.high):
            places = {to for place in rounds[-1] for to in step(run, place) if to != place}
            if self.high is None and len(rounds) >= self.low:
                places -= seen
                seen |= places
            rounds.append(places)
        return rounds

    def forward(self, run: Witness, at: int) -> Iterable[int]:
        return {place for row in self._rounds(self.body.ends, run, at)[self.low :] for place in row}

    def backward(self, run: Witness, at: int) -> Iterable[int]:
        rows = self._rounds(self.body.starts, run, at)[self.low :]
        return {place for row in rows for place in row}

    def outward(self, run: Witness) -> Iterable[Range]:
        for start, stop in self.body.around(run):
            before = self._rounds(self.body.starts, run, start)
            after = self._rounds(self.body.ends, run, stop)
            for i, starts in enumerate(before):
                for j, stops in enumerate(after):
                    if self._fits(1 + i + j):
                        yield from ((first, last) for first in starts for last in stops)

    def _fits(self, count: int) -> bool:
        return self.low <= count and (self.high is None or count <= self.high)

    def derivations(self, run: Witness, start: int, stop: int) -> Iterable[Derivation]:
        return self._rest(run, 0, start, stop)

    def _rest(self, run: Witness, done: int, at: int, stop: int) -> tuple[Derivation, ...]:
        if self.high is None:
            done = min(done, self.low)  # beyond the least number rounds need no counting
        key = self, done, at, stop
        found = run.memo.get(key)
        if found is None:
            found = run.memo[key] = tuple(dict.fromkeys(self._tails(run, done, at, stop)))
        assert isinstance(found, tuple)
        return found

    def _tails(self, run: Witness, done: int, at: int, stop: int) -> Iterator[Derivation]:
        if at == stop:
            if done >= self.low:
                yield ()
            return
        if self.high is not None and done >= self.high:
            return
        for middle in sorted(self.body.ends(run, at)):
            if at < middle <= stop:
                for tail in self._rest(run, done + 1, middle, stop):
                    for first in self.body.derive(run, at, middle):
                        yield first + tail
