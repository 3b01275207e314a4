"""Precompute the rests that a grammar's examples lead to, to store them in its program file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tradefacts.engine.matcher import Matcher
from tradefacts.engine.packed import Packer
from tradefacts.engine.prepared import GoalRow, ReadRow, RestRow, told, told_all
from tradefacts.engine.program import Branch, Program
from tradefacts.engine.rests import Goal, Read, Rest
from tradefacts.grammar.records import recorded
from tradefacts.grammar.shelves import shelved


def prepare(program: Program, packer: Packer, records: list[bytes]) -> tuple[Any, ...]:
    """The ingredients of `Prepared` as plain data: traits, starts, rests of both sides, goals."""
    matcher = Matcher(program)
    for text in program.examples:
        row = matcher.row(text)
        for at in row.anchors():
            matcher.narrowed(row, at)
    numbers = Numbers(program, packer)
    left, right = (
        Table(numbers, side.automaton.rests.none) for side in (matcher.left, matcher.right)
    )
    starts = {
        told_all(anchor): (left.number(before), right.number(after))
        for anchor, (before, after) in matcher.starts.items()
    }
    rows = [recorded(table.rows(), records) for table in (left, right)]
    traits, known = shelved(numbers.traits, records), shelved(starts, records)
    return traits, known, *rows, numbers.goal_rows()


class Numbers:
    """Numbers the traits, parts and goals that rows refer to, each once."""

    def __init__(self, program: Program, packer: Packer) -> None:
        self.part = packer.number
        self.traits: dict[str, int] = {}
        self._goals: dict[Goal, int] = {}
        self._lines = {line: number for number, line in enumerate(program.lines.all)}

    def read(self, read: Read) -> ReadRow:
        """A read in numbers."""
        met, glued = read
        numbers = [self.traits.setdefault(told(one), len(self.traits)) for one in met]
        return (int(glued), *sorted(numbers))

    def goal(self, goal: Goal) -> int:
        """The number of a goal."""
        return self._goals.setdefault(goal, len(self._goals))

    def goal_rows(self) -> list[tuple[object, ...]]:
        """The rows of all numbered goals."""
        return [tuple(self._row(goal)) for goal in self._goals]

    def _row(self, goal: Goal) -> GoalRow:
        what = goal.what
        option = None if goal.option is None else self.part(goal.option)
        if isinstance(what, Branch):
            return GoalRow(self._lines[what.line], what.number, option)
        assert what is not None
        return GoalRow(None, self.part(what), option)


class Table:
    """Numbers the rests of one direction; 0 is the rest with nothing left."""

    def __init__(self, numbers: Numbers, none: Rest) -> None:
        self.numbers = numbers
        self._found: dict[Rest, int] = {none: 0}

    def number(self, rest: Rest) -> int:
        """The number of a rest."""
        return self._found.setdefault(rest, len(self._found))

    def rows(self) -> list[tuple[object, ...]]:
        """The rows of all numbered rests and of the rests that they lead to."""
        done: list[RestRow] = []
        while len(done) < len(self._found):
            done += map(self._row, list(self._found)[len(done) :])
        return [tuple(row) for row in done]

    def _row(self, rest: Rest) -> RestRow:
        goals, part = self._goals, self.numbers.part
        return RestRow(
            goals(rest.over),
            goals(rest.sure),
            goals(rest.ended),
            tuple((part(one), self.number(other)) for one, other in rest.items),
            tuple(rest.edge),
            {self.numbers.read(read): self.number(after) for read, after in rest.after.items()},
        )

    def _goals(self, found: Iterable[Goal]) -> tuple[int, ...]:
        return tuple(map(self.numbers.goal, found))
