"""A part that is repeated: rounds are counted only as far as the bounds ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from tradefacts.engine.compound import Chain
from tradefacts.engine.parts import Part
from tradefacts.engine.rests import Holding, Rest, Step
from tradefacts.engine.row import Ends, View
from tradefacts.engine.wrapped import Wrapped


class Repeat(Chain, Wrapped):
    """A part several times over, each time with a token at least."""

    def __init__(self, body: Part, low: int, high: int | None, more: Repeat | None = None) -> None:
        super().__init__(body)
        self.more = more  # what this is left of
        self.optional = low == 0
        self.low = 1 if body.nullable else max(1, low)
        self.high = high
        self.nullable = low == 0 or body.nullable
        self._fewer: dict[int, Repeat] = {}

    def allows(self, view: View, at: int) -> bool:
        return self.optional or self.body.allows(view, at)

    # -- from the anchor outwards
    @cached_property
    def less(self) -> Part | None:
        """What is left after a round."""
        return self.but_one(0 if self.optional else self.low - 1)

    @cached_property
    def others(self) -> Part | None:
        """What may stand on either side of a round."""
        return self.but_one(0) if self.low > 1 else self.less

    @property
    def least(self) -> int:
        """How many rounds there have to be."""
        return 0 if self.optional else self.low

    def but_one(self, least: int) -> Repeat | None:
        """As this, with a round less, but `least` rounds; none where that is no round."""
        if self.optional and self.high is None:
            return self
        if self.high == 1:
            return None
        if least not in self._fewer:
            most = None if self.high is None else self.high - 1
            self._fewer[least] = Repeat(self.body, least, most, self)
        return self._fewer[least]

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        if self.others is not None:
            left = holding.left.rests.put(self.others, left)
            right = holding.right.rests.put(self.others, right)
        holding.enter(self.body, left, right)

    def read(self, step: Step) -> Rest:
        left, rests = step[self.body], step.rests
        return left if self.less is None else rests.fill(left, rests.put(self.less, rests.hole))

    def passes(self, glued: bool) -> bool:
        return self.optional or self.body.passes(glued)

    # -- exactly
    def _rounds(self, step: Callable[[View, int], Ends], view: View, at: int) -> list[set[int]]:
        """Places after no round, after one, and so on; a place twice only while rounds count."""
        rounds = [{at}]
        seen: set[int] = set()
        while rounds[-1] and (self.high is None or len(rounds) <= self.high):
            places = {to for place in rounds[-1] for to in step(view, place) if to != place}
            if self.high is None and len(rounds) >= self.low:
                places -= seen
                seen |= places
            rounds.append(places)
        return rounds

    def forward(self, view: View, at: int) -> Iterable[int]:
        rows = self._rounds(self.body.ends, view, at)[self.low :]
        return {place for row in rows for place in row}

    def backward(self, view: View, at: int) -> Iterable[int]:
        rows = self._rounds(self.body.starts, view, at)[self.low :]
        return {place for row in rows for place in row}

    def begun(self, done: int) -> int:
        # beyond the least number rounds need no counting
        return done if self.high is not None else min(done, self.low)

    def whole(self, done: int) -> bool:
        return done >= self.low

    def following(self, done: int, *, at_end: bool) -> Part | None:
        return None if at_end or (self.high is not None and done >= self.high) else self.body
