"""Convert parts to plain rows and back; parts in a file are made when a match first needs them.

A row holds the code of a part and its arguments; other parts are given by their row numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tradefacts.engine.compound import Choice, Rule, Seq
from tradefacts.engine.guards import Glued, NotAfter, NotBefore
from tradefacts.engine.leaves import Inside, Terminal, Words
from tradefacts.engine.parts import Part
from tradefacts.engine.repeat import Repeat
from tradefacts.engine.vocabulary import Graph
from tradefacts.engine.wrapped import Slot, Span

Row = tuple[Any, ...]


class Code:
    """The codes of the kinds of parts; plain numbers, as `marshal` cannot write enum members."""

    SEQ, CHOICE, REPEAT, SLOT, SPAN, TERMINAL, GLUED, NOT_AFTER, NOT_BEFORE, RULE, WORDS = range(11)
    FEWER, INSIDE = 11, 12  # what is left of a repetition or of words; these occur in rests


class Packer:
    """Writes each part as a row once, and numbers the rows."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._numbers: dict[Part, int] = {}

    def number(self, part: Part) -> int:
        """The row number of a part; writes the row if there is none yet."""
        if part not in self._numbers:
            row = self._row(part)
            self._numbers[part] = len(self.rows)
            self.rows.append(row)
        return self._numbers[part]

    def _row(self, part: Part) -> Row:
        match part:
            case Seq():
                return Code.SEQ, tuple(map(self.number, part.items)), part.anchors
            case Rule():
                return Code.RULE, part.name
            case Choice():
                return Code.CHOICE, tuple(map(self.number, part.options))
            case Repeat(more=Repeat() as more):
                return Code.FEWER, self.number(more), part.least
            case Repeat():
                return Code.REPEAT, self.number(part.body), part.least, part.high
            case Slot():
                return Code.SLOT, part.name, self.number(part.body)
            case Span():
                return Code.SPAN, self.number(part.body)
            case NotAfter():
                return Code.NOT_AFTER, self.number(part.body)
            case NotBefore():
                return Code.NOT_BEFORE, self.number(part.body)
        return self._leaf(part)

    def _leaf(self, part: Part) -> Row:
        match part:
            case Terminal():
                return Code.TERMINAL, part.name
            case Glued():
                return (Code.GLUED,)
            case Words():
                return Code.WORDS, part.root, part.name
            case Inside():
                return Code.INSIDE, self.number(part.words), part.node
        raise TypeError(part)


class Unpacker:
    """Makes parts from their rows, each once."""

    def __init__(self, rows: Sequence[Row], graph: Graph, rules: Mapping[str, Rule]) -> None:
        self.rows = rows
        self.graph = graph
        self.rules = rules
        self._made: dict[int, Part] = {}

    def part(self, number: int) -> Part:
        """The part in a row."""
        if number not in self._made:
            self._made[number] = self._part(*self.rows[number])
        return self._made[number]

    def row(self, number: int) -> Seq:
        """The part in a row that must hold a sequence."""
        part = self.part(number)
        assert isinstance(part, Seq)
        return part

    def _part(self, code: int, *args: Any) -> Part:
        return _MAKERS[code](self, *args)

    def parts(self, numbers: Sequence[int]) -> list[Part]:
        """The parts in several rows."""
        return [self.part(number) for number in numbers]

    def fewer(self, number: int, least: int) -> Repeat:
        """What is left of the repetition in a row after one round."""
        more = self.part(number)
        assert isinstance(more, Repeat)
        fewer = more.but_one(least)
        assert fewer is not None
        return fewer

    def inside(self, number: int, node: int) -> Inside:
        """What is left of the words in a row at a node."""
        words = self.part(number)
        assert isinstance(words, Words)
        return words.inside(node)


_MAKERS: Mapping[int, Callable[..., Part]] = {
    Code.SEQ: lambda of, numbers, anchors: Seq(of.parts(numbers), anchors),
    Code.CHOICE: lambda of, numbers: Choice(of.parts(numbers)),
    Code.RULE: lambda of, name: of.rules[name],
    Code.REPEAT: lambda of, body, least, high: Repeat(of.part(body), least, high),
    Code.FEWER: Unpacker.fewer,
    Code.SLOT: lambda of, name, body: Slot(name, of.part(body)),
    Code.SPAN: lambda of, body: Span(of.part(body)),
    Code.NOT_AFTER: lambda of, body: NotAfter(of.part(body)),
    Code.NOT_BEFORE: lambda of, body: NotBefore(of.part(body)),
    Code.TERMINAL: lambda _, name: Terminal(name),
    Code.GLUED: lambda _: Glued(),
    Code.WORDS: lambda of, root, name: Words(of.graph, root, name),
    Code.INSIDE: Unpacker.inside,
}
"""How to make a part from its row. A table, because the first text needs thousands of parts."""
