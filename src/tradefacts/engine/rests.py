"""What is left of patterns after some of their tokens: the states of their automaton.

A rest is a set of parts, each with the rest after it, up to the end of a branch (Antimirov,
"Partial derivatives of regular expressions", 1996). Rests are read in one direction, away from the
anchor. Equal ones are one object, and a part that several branches have come to stands once, before
what is left of all of them (as in Tomita's graph-structured stack, 1987): so it is read once.

A rest may promise more than the patterns hold, never less: guards that look against its direction
count as passed, and sentences are not looked at. What is promised is matched again, exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tradefacts.engine.guards import Forbidden
    from tradefacts.engine.parts import Part
    from tradefacts.engine.program import Branch
    from tradefacts.engine.vocabulary import TokenClass, Traits


class Goal(NamedTuple):
    """What is found when all of it is read; of a choice around the anchor, which option it was."""

    what: Branch | Forbidden
    option: Part | None = None


Goals = frozenset[Goal]


class Step(NamedTuple):
    """The next token in a direction, and whether no space is before it.

    Backward it is the token on the left, and `glued` tells of the space between it and the last.
    """

    token: TokenClass
    glued: bool
    forward: bool

    @property
    def traits(self) -> Traits:
        """What the token is as it is read in this direction."""
        return self.token.ahead if self.forward else self.token.behind


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

    def known(self, step: Step) -> Rest | None:  # noqa: ARG002
        """What is left after a token, if that was worked out ahead: see `prepared`."""
        return None

    @cached_property
    def over(self) -> Goals:
        """The goals that may be reached with nothing more."""
        return self._reached(glued=True)

    @cached_property
    def sure(self) -> Goals:
        """The goals that are reached with nothing more, even if a space comes next."""
        return self._reached(glued=False)

    def _reached(self, *, glued: bool) -> Goals:
        found = self.ended
        for part, rest in self.items:
            if part.nullable and part.passes(glued):
                found |= rest.over if glued else rest.sure
        return found

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
        self.known: dict[tuple[Rest, Step], Rest] = {}
        self.none = self.end()

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
        key = frozenset(items.items()), ended
        found = self._rests.get(key)
        if found is None:
            found = Rest(tuple(items.items()), ended, forward=self.forward)
            self._rests[key] = found
        return found

    def put(self, part: Part, rest: Rest) -> Rest:
        """A rest with a part before it."""
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
            found = self.of(items, frozenset().union(*(one.ended for one in several)))
            self._unions[several] = found
        return found

    def after(self, rest: Rest, step: Step) -> Rest:
        """What may be left after a token."""
        if rest.edge.isdisjoint(step.traits):
            return self.none
        found = self.known.get((rest, step))
        if found is None:
            found = self.known[rest, step] = rest.known(step) or self._read(rest, step)
        return found

    def _read(self, rest: Rest, step: Step) -> Rest:
        advance = Advance(self, step)
        advance.begin(rest)
        return advance.result()


class Side:
    """What is left on one side, as it is told."""

    def __init__(self, rests: Rests) -> None:
        self.rests = rests
        self.found: list[Rest] = []

    def leave(self, rest: Rest) -> None:
        """Take down what is left."""
        self.found.append(rest)


class Advance(Side):
    """One token read by the parts of a rest: parts that hold others before those others."""

    def __init__(self, rests: Rests, step: Step) -> None:
        super().__init__(rests)
        self.step = step
        self._traits = step.traits
        self._agenda: dict[int, dict[Part, list[Rest]]] = {}

    def fits(self, part: Part) -> bool:
        """Whether a part may read the token next."""
        return not part.edge(self.step.forward).isdisjoint(self._traits)

    def begin(self, rest: Rest) -> None:
        """Let the parts of a rest read the token, and those after them that may be next."""
        for part, following in rest.items:
            self.enter(part, following)
            if part.nullable and part.passes(self.step.glued):
                self.begin(following)

    def enter(self, part: Part, rest: Rest) -> None:
        """Let a part read the token, if it can begin with it; a rest is after it."""
        if self.fits(part):
            self._agenda.setdefault(part.height, {}).setdefault(part, []).append(rest)

    def result(self) -> Rest:
        """What is left after the token."""
        while self._agenda:
            for part, rests in self._agenda.pop(max(self._agenda)).items():
                part.read(self.rests.union(rests), self)
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
        return left.rests.union(left.found), right.rests.union(right.found)
