"""Precomputed rests: what a grammar's examples lead to, as rows in the program file.

The first texts that a process reads need much the same rests in every process. The row of a rest
says which goals are reached, which traits the next token needs, and which rest follows each token
seen in an example. A row is read when first needed, and its parts are unpacked only when a text has
a token that no example had. So the examples affect only the speed, never the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tradefacts.engine.guards import Forbidden
from tradefacts.engine.rests import Beside, Goal, Goals, Read, Rest, Rests
from tradefacts.engine.vocabulary import Met, Trait, Traits

if TYPE_CHECKING:
    from tradefacts.engine.packed import Unpacker
    from tradefacts.engine.parts import Part
    from tradefacts.engine.program import FactLine
    from tradefacts.grammar.records import Rows
    from tradefacts.grammar.shelves import Shelves


ReadRow = tuple[int, ...]
"""A read in numbers: whether the token is glued, then the numbers of the traits it has."""


class RestRow(NamedTuple):
    """A rest in numbers: goals, parts and other rests are given by number."""

    over: Sequence[int]
    sure: Sequence[int]
    ended: Sequence[int]
    items: Sequence[tuple[int, int]]
    edge: Sequence[int | str]
    after: Mapping[ReadRow, int]
    """The rest after each read."""


class GoalRow(NamedTuple):
    """A goal in numbers. `line` is the line of a branch, None for a guard.

    `what` is the number of the branch, or the part of the guard; `option` is the part of an option.
    """

    line: int | None
    what: int
    option: int | None


def told(trait: tuple[Trait, tuple[int, ...] | None]) -> str:
    """A string that identifies a trait of a token, the same in every process."""
    return str(trait)


def told_all(met: Met) -> str:
    """A string that identifies a set of traits, the same in every process."""
    return " ".join(sorted(map(told, met)))


class Prepared:
    """The prepared rows of a program, and what their numbers mean.

    `traits` maps a trait, as `told` writes it, to its number. `starts` maps the traits of an anchor
    to the numbers of the rests to its left and right. `left` and `right` are the rests of both
    directions; in either, rest 0 has nothing left.
    """

    def __init__(
        self,
        traits: Shelves[str, int],
        starts: Shelves[str, tuple[int, int]],
        left: Rows,
        right: Rows,
        goals: Sequence[tuple[int | None, int, int | None]],
        parts: Unpacker,
        lines: Sequence[FactLine],
    ) -> None:
        self.starts = starts
        self.left = left
        self.right = right
        self.part = parts.part
        self._lines = lines
        self._traits = traits
        self._numbers: dict[object, int] = {}
        self._rows = goals
        self._goals: dict[int, Goal] = {}

    def read(self, read: Read) -> ReadRow:
        """A read in numbers; -1 is a trait that no example had."""
        met, glued = read
        return (int(glued), *sorted(map(self._number, met)))

    def _number(self, trait: tuple[Trait, tuple[int, ...] | None]) -> int:
        found = self._numbers.get(trait)
        if found is None:
            found = self._numbers[trait] = self._traits.get(told(trait), -1)
        return found

    def goals(self, numbers: Iterable[int]) -> Goals:
        """The goals with these numbers."""
        return frozenset(map(self._goal, numbers))

    def _goal(self, number: int) -> Goal:
        if number not in self._goals:
            row = GoalRow(*self._rows[number])
            option = None if row.option is None else self.part(row.option)
            if row.line is None:
                guard = self.part(row.what)
                assert isinstance(guard, Forbidden)
                self._goals[number] = Goal(guard, option)
            else:
                self._goals[number] = Goal(self._lines[row.line].branch(row.what), option)
        return self._goals[number]


class Ahead:
    """The prepared rests of both directions."""

    def __init__(self, prepared: Prepared, left: Rests, right: Rests) -> None:
        self.prepared = prepared
        self._left = Direction(prepared, left, prepared.left)
        self._right = Direction(prepared, right, prepared.right)

    def start(self, anchor: Met) -> Beside | None:
        """What is left on both sides of an anchor; None if no example had such an anchor."""
        left, right = self.prepared.starts.get(told_all(anchor), (-1, -1))
        if left < 0:
            return None
        return self._left.rest(left), self._right.rest(right)


class Direction:
    """The prepared rests of one direction, each made when first needed."""

    def __init__(self, prepared: Prepared, rests: Rests, rows: Rows) -> None:
        self.prepared = prepared
        self.rests = rests
        self._rows = rows
        self._made: dict[int, Rest] = {0: rests.none}

    def rest(self, number: int) -> Rest:
        """The rest in a row."""
        found = self._made.get(number)
        if found is None:
            row = RestRow(*self._rows[number])
            found = self._made[number] = (
                PreparedRest(self, row)
                if row.items
                else self.rests.of({}, self.prepared.goals(row.ended))
            )
        return found


class PreparedRest(Rest):
    """A rest that answers from its row where it can."""

    def __init__(self, direction: Direction, row: RestRow) -> None:
        self.direction = direction
        self.row = row
        self.forward = direction.rests.forward

    @property
    def live(self) -> bool:
        return True

    def known(self, read: Read) -> Rest | None:
        found = self.after.get(read)
        if found is None:
            number = self.row.after.get(self.direction.prepared.read(read))
            if number is not None:
                found = self.after[read] = self.direction.rest(number)
        return found

    @cached_property
    def over(self) -> Goals:
        return self.direction.prepared.goals(self.row.over)

    @cached_property
    def sure(self) -> Goals:
        return self.direction.prepared.goals(self.row.sure)

    @cached_property
    def ended(self) -> Goals:  # type: ignore[override]
        return self.direction.prepared.goals(self.row.ended)

    @cached_property
    def edge(self) -> Traits:
        return frozenset(self.row.edge)

    @cached_property
    def items(self) -> Sequence[tuple[Part, Rest]]:  # type: ignore[override]
        part, rest = self.direction.prepared.part, self.direction.rest
        return tuple((part(one), rest(other)) for one, other in self.row.items)
