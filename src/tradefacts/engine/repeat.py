"""A repeated part; rounds are counted only as far as the bounds require."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from tradefacts.engine.compound import Chain
from tradefacts.engine.parts import Part
from tradefacts.engine.rests import Holding, Rest, Step
from tradefacts.engine.row import Ends, View
from tradefacts.engine.wrapped import Wrapped


class Repeat(Chain, Wrapped):
    """A part matched several times over; every round takes at least one token."""

    def __init__(self, body: Part, low: int, high: int | None, more: Repeat | None = None) -> None:
        super().__init__(body)
        self.more = more  # the repetition that this is the remainder of
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
        """What is left after one round; None if nothing is."""
        return self.but_one(0 if self.optional else self.low - 1)

    @cached_property
    def others(self) -> Part | None:
        """The other rounds that may stand on either side of a given round."""
        return self.but_one(0) if self.low > 1 else self.less

    @property
    def least(self) -> int:
        """The least number of rounds."""
        return 0 if self.optional else self.low

    def but_one(self, least: int) -> Repeat | None:
        """The repetition with one round fewer, at least `least`; None if no round is left."""
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
        """The places reached after no round, one round, and so on.

        A place comes up again only while the number of rounds matters.
        """
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
        # without an upper bound, rounds beyond the least number need no counting
        return done if self.high is not None else min(done, self.low)

    def whole(self, done: int) -> bool:
        return done >= self.low

    def following(self, done: int, *, at_end: bool) -> Part | None:
        return None if at_end or (self.high is not None and done >= self.high) else self.body
