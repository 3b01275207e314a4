"""A grammar prepared for matching: its words as a graph, its patterns as parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from tradefacts.engine.compound import Choice, Rule, Seq
from tradefacts.engine.guards import Forbidden, NotAfter, NotBefore
from tradefacts.engine.parts import Part
from tradefacts.engine.vocabulary import Classes, Graph, TokenClass, Traits
from tradefacts.grammar.tokens import has_capitals, norm

if TYPE_CHECKING:
    from tradefacts.engine.anchors import Anchors
    from tradefacts.engine.prepared import Prepared
    from tradefacts.grammar.readings import Line
    from tradefacts.grammar.values import Key, Value


_Guard = TypeVar("_Guard", bound=Forbidden)


class Spelling(NamedTuple):
    """A form and what it stands for."""

    words: tuple[str, ...]
    key: Value
    name: str | None


Alike = Sequence[tuple[tuple[str, ...], str | None, str | None]]
"""Forms that are spelled alike: the words, key and name of each."""


class Rows(Protocol):
    """Forms by the norms of their words."""

    def get(self, norms: tuple[str, ...], default: Alike, /) -> Alike:
        """The forms with these norms; the default if there are none."""


class Lexicon:
    """The forms of a lexicon reference."""

    def __init__(self, domain: str, rows: Rows) -> None:
        self.domain = domain
        self.rows = rows
        self._spellings: dict[tuple[str, ...], list[Spelling]] = {}

    def spellings(self, row: tuple[str, ...]) -> list[Spelling]:
        """The forms that these words of a text match, with the capitals that each form demands."""
        found = self._spellings.get(row)
        if found is None:
            number = self.domain == "number"
            found = self._spellings[row] = [
                Spelling(words, Decimal(key) if number and key is not None else key, name)
                for words, key, name in self.rows.get(tuple(map(norm, row)), ())
                if all(map(has_capitals, words, row))
            ]
        return found


class Names(Protocol):
    """Names of places by code, in the order of the lexicons."""

    def get(self, code: str, default: Sequence[str], /) -> Sequence[str]:
        """The names of a code; the default if there are none."""


class FactLine:
    """An alternative of a fact rule; its line and pattern are made when first needed.

    `gives` is the class of its facts.
    """

    def __init__(self, gives: str, line: Callable[[], Line], pattern: Callable[[], Seq]) -> None:
        self.gives = gives
        self._line = line
        self._pattern = pattern
        self._branches: dict[int, Branch] = {}

    @cached_property
    def line(self) -> Line:
        """What a match gives."""
        return self._line()

    @cached_property
    def pattern(self) -> Seq:
        """The pattern that it matches."""
        return self._pattern()

    @cached_property
    def rows(self) -> Sequence[Seq]:
        """The alternative sequences of parts that the pattern consists of, one per branch."""
        return tuple(_rows(self.pattern))

    def branch(self, number: int) -> Branch:
        """The branch of a row; the same object each time."""
        found = self._branches.get(number)
        if found is None:
            found = self._branches[number] = Branch(self, number)
        return found

    @property
    def branches(self) -> Iterator[Branch]:
        """The branches of all rows."""
        return map(self.branch, range(len(self.rows)))


class Branch:
    """A sequence of parts that a line may match, and the guards at its edges.

    `core` is the sequence without these guards, `whole` includes them, to check them again. Both
    are made when first needed: most branches are only promised, never matched.
    """

    def __init__(self, line: FactLine, number: int) -> None:
        self.line = line
        self.number = number

    @property
    def whole(self) -> Seq:
        """The sequence with its guards."""
        return self.line.rows[self.number]

    @cached_property
    def before(self) -> tuple[NotAfter, ...]:
        """The guards that it begins with."""
        return tuple(_leading(self.whole.items, NotAfter))

    @cached_property
    def after(self) -> tuple[NotBefore, ...]:
        """The guards that it ends with, the last one first."""
        return tuple(_leading(self.whole.items[::-1], NotBefore))

    @cached_property
    def core(self) -> Seq:
        """The parts between the guards."""
        items = self.whole.items
        first, last = len(self.before), len(items) - len(self.after)
        return Seq(items[first:last], tuple(index - first for index in self.whole.anchors))


def _rows(pattern: Seq) -> Iterator[Seq]:
    """Split a pattern that is nothing but a choice among sequences into these sequences."""
    only = pattern.items[0] if len(pattern.items) == 1 else None
    if type(only) is Choice and all(isinstance(option, Seq) for option in only.options):
        for option in only.options:
            assert isinstance(option, Seq)
            yield from _rows(option)
    else:
        yield pattern


def _leading(parts: Sequence[Part], kind: type[_Guard]) -> Iterator[_Guard]:
    for part in parts:
        if not isinstance(part, kind):
            return
        yield part


class FactLines:
    """All alternatives of fact rules, and which of them a token may be the anchor of.

    `holders` maps a trait (a graph node that the token continues from, or a terminal that accepts
    it) to the numbers of the lines whose anchor a token with that trait may be.
    """

    def __init__(
        self, lines: Sequence[FactLine], holders: Mapping[int | str, Sequence[int]]
    ) -> None:
        self.all = tuple(lines)
        self.holders = holders
        self.traits: Traits = frozenset(holders)
        """The traits that make a token an anchor."""
        self._held: dict[int, tuple[int, ...]] = {}

    def holds(self, token: TokenClass) -> tuple[int, ...]:
        """The numbers of the lines whose anchor a token of this class may be."""
        found = self._held.get(token.id)
        if found is None:
            numbers = {number for trait in token.traits for number in self.holders.get(trait, ())}
            found = self._held[token.id] = tuple(sorted(numbers))
        return found


class Program:
    """What the engine runs; from a file, with the rests `prepared` from the grammar's examples."""

    def __init__(
        self,
        graph: Graph,
        lexicons: Mapping[Key, Lexicon],
        lines: FactLines,
        rules: Mapping[str, Rule],
        anchors: Anchors | None,
        abbreviations: frozenset[str],
        names: Names,
        examples: Sequence[str] = (),
        prepared: Prepared | None = None,
    ) -> None:
        self.graph = graph
        self.classes = Classes(graph)
        self.lexicons = lexicons
        self.lines = lines
        self.rules = rules
        self.anchors = anchors
        self.abbreviations = abbreviations
        self.names = names
        self.examples = examples
        self.prepared = prepared

    def is_anchor(self, word: str, token: TokenClass) -> bool:
        """Whether to look for matches around such a token; every match contains an anchor."""
        if not self.lines.holds(token):
            return False
        return self.anchors is None or self.anchors.has(word)
