"""What is left of patterns after some of their tokens: the states of their automaton.

A rest is a set of parts, each with the rest after it, up to the end of a branch (Antimirov,
"Partial derivatives of regular expressions", 1996). Rests are read in one direction, away from the
anchor. Equal ones are one object, and a part that several branches have come to stands once, before
what is left of all of them (as in Tomita's graph-structured stack, 1987).

What a token leaves of a part does not depend on what stands after it, and is the same for all
tokens that are the same to the part: it is worked out once, with a hole where what follows goes.

A rest may promise more than the patterns hold, never less: guards that look against its direction
count as passed, and sentences are not looked at. What is promised is matched again, exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tradefacts.engine.vocabulary import GLUE, Met

if TYPE_CHECKING:
    from tradefacts.engine.guards import Forbidden
    from tradefacts.engine.parts import Part
    from tradefacts.engine.program import Branch
    from tradefacts.engine.vocabulary import TokenClass, Traits


class Goal(NamedTuple):
    """What is found when all of it is read; of a choice around the anchor, which option it was.

    In a hole nothing is found yet.
    """

    what: Branch | Forbidden | None
    option: Part | None = None


Goals = frozenset[Goal]

_NO_GOALS: Goals = frozenset()


def _all(found: Sequence[Goals]) -> Goals:
    """All goals of several sets; mostly there are none, which is one object."""
    some = [goals for goals in found if goals]
    return frozenset().union(*some) if some else _NO_GOALS


Read = tuple[Met, bool]
"""What a token counts as to a rest or a part, and whether it sees that no space is before it."""


class Rest:
    """Parts that may come next, each with the rest after it, and goals that are reached here."""

    def __init__(self, items: Sequence[tuple[Part, Rest]], ended: Goals, *, forward: bool) -> None:
        self.items = items
        self.ended = ended
        self.forward = forward

    @property
    def live(self) -> bool:
        """Whether anything may come next."""
        return bool(self.items)

    @cached_property
    def after(self) -> dict[Read, Rest]:
        """What is left after a token that was read."""
        return {}

    def known(self, read: Read) -> Rest | None:
        """What is left after a token, if that was worked out before."""
        return self.after.get(read)

    @cached_property
    def over(self) -> Goals:
        """The goals that may be reached with nothing more."""
        return self._reached(glued=True)

    @cached_property
    def sure(self) -> Goals:
        """The goals that are reached with nothing more, even if a space comes next."""
        return self._reached(glued=False)

    def _reached(self, *, glued: bool) -> Goals:
        found = [self.ended]
        for part, rest in self.items:
            if part.nullable and part.passes(glued):
                found.append(rest.over if glued else rest.sure)
        return _all(found)

    @cached_property
    def edge(self) -> Traits:
        """What a token must have one of to be read next; `GLUE`, where a look for a space is."""
        found = [part.edge(self.forward) for part, _ in self.items]
        found += [rest.edge for part, rest in self.items if part.nullable]
        return frozenset().union(*found)

    @cached_property
    def chosen(self) -> bool:
        """Whether an option is known of each goal."""
        ended = all(goal.option for goal in self.ended)
        return ended and all(rest.chosen for _, rest in self.items)


Beside = tuple[Rest, Rest]
"""What is left to the left and to the right of an anchor."""


class Rests:
    """The rests of one direction."""

    def __init__(self, *, forward: bool) -> None:
        self.forward = forward
        self._rests: dict[object, Rest] = {}
        self._rows: dict[tuple[Part, Rest], Rest] = {}
        self._unions: dict[frozenset[Rest], Rest] = {}
        self._chosen: dict[tuple[Part, Rest], Rest] = {}
        self._filled: dict[tuple[Rest, Rest], Rest] = {}
        self.left: dict[tuple[Part, Read], Rest] = {}
        self._reads: dict[Read, Read] = {}
        self._steps: dict[tuple[TokenClass, bool], Step] = {}
        self.none = self.end()
        self.hole = self.of({}, frozenset({Goal(None)}))
        """What is left of a part that may end here, whatever follows it."""

    def end(self, *found: Branch | Forbidden) -> Rest:
        """Nothing left: all of it was read."""
        return self.of({}, frozenset(map(Goal, found)))

    def choose(self, option: Part, rest: Rest) -> Rest:
        """What is left after an option, so that both sides of an anchor are those of one option.

        Options of options are not told apart: that would be many, and those of one are alike.
        """
        if rest.chosen:
            return rest
        found = self._chosen.get((option, rest))
        if found is None:
            items = {part: self.choose(option, following) for part, following in rest.items}
            goals = (goal if goal.option else Goal(goal.what, option) for goal in rest.ended)
            found = self._chosen[option, rest] = self.of(items, frozenset(goals))
        return found

    def of(self, items: dict[Part, Rest], ended: Goals) -> Rest:
        """The rest with these parts."""
        if len(items) == 1 and not ended:
            return self.put(*next(iter(items.items())))
        row = tuple(items.items())
        key = frozenset(row), ended
        found = self._rests.get(key)
        if found is None:
            found = Rest(row, ended, forward=self.forward)
            self._rests[key] = found
        return found

    def put(self, part: Part, rest: Rest) -> Rest:
        """A rest with a part before it; without it, where it promises nothing."""
        if part.idle:
            return rest
        item = part, rest
        found = self._rows.get(item)
        if found is None:
            found = self._rows[item] = Rest((item,), frozenset(), forward=self.forward)
        return found

    def put_row(self, parts: Sequence[Part], rest: Rest) -> Rest:
        """A rest with a row of parts before it, given as they stand in the text."""
        for part in reversed(parts) if self.forward else parts:
            rest = self.put(part, rest)
        return rest

    def union(self, rests: Collection[Rest]) -> Rest:
        """What is left of several."""
        if len(rests) == 1:
            (only,) = rests
            return only
        several = frozenset(rests)
        if len(several) <= 1:
            return next(iter(several), self.none)
        found = self._unions.get(several)
        if found is None:
            after: dict[Part, list[Rest]] = {}
            for one in several:
                for part, rest in one.items:
                    after.setdefault(part, []).append(rest)
            items = {part: self.union(rest) for part, rest in after.items()}
            found = self.of(items, _all([one.ended for one in several]))
            self._unions[several] = found
        return found

    def after(self, rest: Rest, token: TokenClass, *, glued: bool) -> Rest:
        """What may be left after a token; backward, `glued` tells of the space behind it."""
        edge = rest.edge
        met = token.met(edge)
        if not met:
            return self.none
        read = met, glued and GLUE in edge
        found = rest.known(read)
        if found is None:
            read = self._reads.setdefault(read, read)  # many rests read the same
            found = rest.after[read] = self._read(rest, self._step(token, glued=read[1]))
        return found

    def _step(self, token: TokenClass, *, glued: bool) -> Step:
        key = token, glued
        found = self._steps.get(key)
        if found is None:
            found = self._steps[key] = Step(self, token, glued)
        return found

    def _read(self, rest: Rest, step: Step) -> Rest:
        found = []
        queue = [rest]
        for one in queue:
            for part, following in one.items:
                left = step[part]
                if left is not self.none:
                    found.append(self.fill(left, following))
                if part.nullable and part.passes(step.glued) and following not in queue:
                    queue.append(following)
        return self.union(found)

    def fill(self, left: Rest, rest: Rest) -> Rest:
        """What is left with a rest in its hole."""
        if left is self.hole:
            return rest
        if rest is self.hole:
            return left
        found = self._filled.get((left, rest))
        if found is None:
            found = self.of({part: self.fill(after, rest) for part, after in left.items}, _NO_GOALS)
            if left.ended:
                found = self.union((found, rest))
            self._filled[left, rest] = found
        return found


class Step(dict["Part", Rest]):
    """The next token in a direction: what it leaves of each part, with a hole for what follows.

    `glued` tells whether no space is before it, as it is read.
    """

    __slots__ = ("glued", "rests", "token")

    def __init__(self, rests: Rests, token: TokenClass, glued: bool) -> None:
        super().__init__()
        self.rests = rests
        self.token = token
        self.glued = glued

    def __missing__(self, part: Part) -> Rest:
        left = self.rests.left
        edge = part.edge(self.rests.forward)
        met = self.token.met(edge)
        found = self.rests.none
        if met:
            key = part, (met, self.glued and GLUE in edge)
            known = left.get(key)
            found = left[key] = part.read(self) if known is None else known
        self[part] = found
        return found


class Side:
    """What is left on one side, as it is told."""

    def __init__(self, rests: Rests) -> None:
        self.rests = rests
        self.found: list[Rest] = []

    def leave(self, rest: Rest) -> None:
        """Take down what is left."""
        self.found.append(rest)

    def result(self) -> Rest:
        """All that is left."""
        return self.rests.union(self.found)


class Holding:
    """What is left on both sides of a token that is an anchor."""

    def __init__(self, token: TokenClass, left: Rests, right: Rests) -> None:
        self.token = token
        self.left = Side(left)
        self.right = Side(right)
        self._agenda: dict[int, dict[Part, tuple[list[Rest], list[Rest]]]] = {}

    def enter(self, part: Part, left: Rest, right: Rest) -> None:
        """Look for the anchor in a part that may hold it; rests are beside it."""
        if part.holds(self.token):
            waiting = self._agenda.setdefault(part.height, {}).setdefault(part, ([], []))
            waiting[0].append(left)
            waiting[1].append(right)

    def results(self) -> Beside:
        """What is left on both sides."""
        left, right = self.left, self.right
        while self._agenda:
            for part, (lefts, rights) in self._agenda.pop(max(self._agenda)).items():
                part.hold(left.rests.union(lefts), right.rests.union(rights), self)
        return left.result(), right.result()
