"""What examples lead to, worked out ahead: the rests of an automaton as rows in a program's file.

What the first texts of a process ask for is much the same in all of them. A row of a rest says
which goals are reached, what a token must be to be read next, and which rest follows the tokens
that examples had. It is read when it is asked for, and its parts are unpacked only when a text has
another token: so nothing depends on examples but time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tradefacts.engine.guards import Forbidden
from tradefacts.engine.rests import Beside, Goal, Goals, Rest, Rests, Step
from tradefacts.engine.vocabulary import TokenClass, Traits

if TYPE_CHECKING:
    from tradefacts.engine.packed import Unpacker
    from tradefacts.engine.parts import Part
    from tradefacts.engine.program import FactLine
    from tradefacts.grammar.records import Rows
    from tradefacts.grammar.shelves import Shelves


class RestRow(NamedTuple):
    """A rest in numbers: of goals, of parts and of other rests."""

    over: Sequence[int]
    sure: Sequence[int]
    ended: Sequence[int]
    items: Sequence[tuple[int, int]]
    edge: Sequence[int | str]
    after: Mapping[int, int]
    """The rest after a token, by `read_as`."""


class GoalRow(NamedTuple):
    """The part of a guard, or the number of a branch and its line; the part of an option."""

    line: int | None
    what: int
    option: int | None


def told(token: TokenClass) -> str:
    """What tells a class of tokens from all others, in any process."""
    return f"{token.steps} {sorted(token.terminals)}"


def read_as(number: int, *, glued: bool) -> int:
    """What a token counts as to a rest: its class, and whether no space is before it."""
    return 2 * number + glued


class Prepared:
    """The rows of a program, and what their numbers mean.

    `starts` are the rests to the left and to the right of an anchor by the number of its class;
    `left` and `right` those of both directions. In either, rest 0 has nothing left.
    """

    def __init__(
        self,
        classes: Shelves[str, int],
        starts: Mapping[int, tuple[int, int]],
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
        self._classes = classes
        self._numbers: dict[int, int] = {}
        self._rows = goals
        self._goals: dict[int, Goal] = {}

    def number(self, token: TokenClass) -> int:
        """The number of a class; -1 where no example had such a token."""
        found = self._numbers.get(token.id)
        if found is None:
            found = self._numbers[token.id] = self._classes.get(told(token), -1)
        return found

    def goals(self, numbers: Iterable[int]) -> Goals:
        """The goals of some rows."""
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

    def start(self, token: TokenClass) -> Beside | None:
        """What is left beside an anchor; None where no example had such an anchor."""
        numbers = self.prepared.starts.get(self.prepared.number(token))
        if numbers is None:
            return None
        left, right = numbers
        return self._left.rest(left), self._right.rest(right)


class Direction:
    """The prepared rests of one direction, each made when it is first asked for."""

    def __init__(self, prepared: Prepared, rests: Rests, rows: Rows) -> None:
        self.prepared = prepared
        self.rests = rests
        self._rows = rows
        self._made: dict[int, Rest] = {0: rests.none}

    def rest(self, number: int) -> Rest:
        """The rest of a row."""
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
    """A rest that is read by its row as far as that goes."""

    def __init__(self, direction: Direction, row: RestRow) -> None:
        self.direction = direction
        self.row = row
        self.forward = direction.rests.forward

    @property
    def live(self) -> bool:
        return True

    def known(self, step: Step) -> Rest | None:
        number = self.direction.prepared.number(step.token)
        found = self.row.after.get(read_as(number, glued=step.glued))
        return None if found is None else self.direction.rest(found)

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
