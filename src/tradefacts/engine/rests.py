"""Rests: what is left of patterns after some of their tokens. They are the states of the automaton.

A rest is a set of parts, each with the rest after it, up to the end of a branch (Antimirov,
"Partial derivatives of regular expressions", 1996). Rests are read in one direction, away from the
anchor. Equal rests are one object. A part that several branches have reached stands only once,
before what is left of all of them (as in Tomita's graph-structured stack, 1987).

What a token leaves of a part does not depend on what follows the part, and is the same for all
tokens that look alike to it. So it is worked out once, with a hole in place of what follows.

A rest may promise more than the patterns match, never less: guards that look against its direction
count as passed, and sentence boundaries are ignored. What is promised is matched again, exactly.
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
    """What is found when everything is read, and which option of a choice around the anchor it was.

    `what` is None in a hole.
    """

    what: Branch | Forbidden | None
    option: Part | None = None


Goals = frozenset[Goal]

_NO_GOALS: Goals = frozenset()


def _all(found: Sequence[Goals]) -> Goals:
    """The union of sets of goals; mostly it is empty, and then always the same object."""
    some = [goals for goals in found if goals]
    return frozenset().union(*some) if some else _NO_GOALS


Read = tuple[Met, bool]
"""What a token means to a rest or a part, and whether it is glued, if the rest or part asks."""


class Rest:
    """Parts that may come next, each with the rest after it, and the goals reached here."""

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
        """The rest after each read that was met so far."""
        return {}

    def known(self, read: Read) -> Rest | None:
        """The rest after a read; None if it was not worked out before."""
        return self.after.get(read)

    @cached_property
    def over(self) -> Goals:
        """The goals that may be reached without reading more."""
        return self._reached(glued=True)

    @cached_property
    def sure(self) -> Goals:
        """The goals that are reached without reading more, even if a space comes next."""
        return self._reached(glued=False)

    def _reached(self, *, glued: bool) -> Goals:
        found = [self.ended]
        for part, rest in self.items:
            if part.nullable and part.passes(glued):
                found.append(rest.over if glued else rest.sure)
        return _all(found)

    @cached_property
    def edge(self) -> Traits:
        """The traits of which the next token needs one; with `GLUE` if spaces matter here."""
        found = [part.edge(self.forward) for part, _ in self.items]
        found += [rest.edge for part, rest in self.items if part.nullable]
        return frozenset().union(*found)

    @cached_property
    def chosen(self) -> bool:
        """Whether the option of every goal is known."""
        ended = all(goal.option for goal in self.ended)
        return ended and all(rest.chosen for _, rest in self.items)


Beside = tuple[Rest, Rest]
"""The rests to the left and to the right of an anchor."""


class Rests:
    """Makes and combines the rests of one direction."""

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
        """The rest of a part that ends here, whatever follows it."""

    def end(self, *found: Branch | Forbidden) -> Rest:
        """The rest with nothing left, at which these goals are found."""
        return self.of({}, frozenset(map(Goal, found)))

    def choose(self, option: Part, rest: Rest) -> Rest:
        """Mark the goals of a rest with an option, so that both sides of an anchor agree on it.

        Nested options are not told apart: there would be too many, and those of one are alike.
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
        """The rest with these parts and goals."""
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
        """Put a part before a rest, unless rests ignore the part."""
        if part.idle:
            return rest
        item = part, rest
        found = self._rows.get(item)
        if found is None:
            found = self._rows[item] = Rest((item,), frozenset(), forward=self.forward)
        return found

    def put_row(self, parts: Sequence[Part], rest: Rest) -> Rest:
        """Put parts, given in text order, before a rest."""
        for part in reversed(parts) if self.forward else parts:
            rest = self.put(part, rest)
        return rest

    def union(self, rests: Collection[Rest]) -> Rest:
        """The union of several rests."""
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
        """What may be left after a token; backward, `glued` is about the space behind the token."""
        edge = rest.edge
        met = token.met(edge)
        if not met:
            return self.none
        read = met, glued and GLUE in edge
        found = rest.known(read)
        if found is None:
            read = self._reads.setdefault(read, read)  # many rests share equal reads
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
        """Fill the hole of `left` with `rest`."""
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
    """Maps a part to what the next token leaves of it, with a hole for what follows.

    `glued` tells whether no space precedes the token in the direction of reading.
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
    """Collects what is left on one side."""

    def __init__(self, rests: Rests) -> None:
        self.rests = rests
        self.found: list[Rest] = []

    def leave(self, rest: Rest) -> None:
        """Add a rest."""
        self.found.append(rest)

    def result(self) -> Rest:
        """The union of all rests added."""
        return self.rests.union(self.found)


class Holding:
    """Works out what is left on both sides of an anchor token."""

    def __init__(self, token: TokenClass, left: Rests, right: Rests) -> None:
        self.token = token
        self.left = Side(left)
        self.right = Side(right)
        self._agenda: dict[int, dict[Part, tuple[list[Rest], list[Rest]]]] = {}

    def enter(self, part: Part, left: Rest, right: Rest) -> None:
        """Look for the anchor in a part; `left` and `right` are the rests beside the part."""
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
