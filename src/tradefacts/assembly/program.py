"""A frame grammar made ready to run: plain tables, no morphology, no syntax trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tradefacts.assembly.names import Asked, LexiconName, Role, Side, Where
from tradefacts.grammar.records import Source, joined, parted
from tradefacts.grammar.shelves import Shelves, shelved

Seq = tuple[Any, ...]
"""A compiled pattern: a row of `(op, ...)` tuples, made by `compile` and run by `match`.

- `("words", (norm, ...))`: words one after another;
- `("lexicon", name, part, features)`: an entry of a lexicon, of a key unless `part` is empty;
- `("mention", kind, features)`: a mention; `features` are bits, 0 where none is asked for;
- `("slot", name, op)`: binds the item of an op;
- `("gap", terminal, low, high)`: so many of `ANY` or `WORD`;
- `("repeat", row, low, high)`: a row so often;
- `("choice", (row, ...))`: one of several rows;
- `("not", row, way)`: what must not begin there, read to the right (1), or not end there (-1).
"""


class Entry(NamedTuple):
    """An entry of a lexicon: what its words stand for."""

    lexicon: LexiconName
    key: str
    name: str | None
    """Of goods; or the noun itself, where the key is but the level of places."""
    line: str


class Phrase(NamedTuple):
    """One form of an entry: the words after the first, all as written, its features."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    entry: Entry
    features: int
    capitals: bool
    """Whether it demands any."""


class RoleRule(NamedTuple):
    """A line of `roles`: what stands before the mention (outwards), what behind it, the tests."""

    role: Role
    before: Seq
    behind: Seq
    features: int
    tests: tuple[tuple[Any, str, Any], ...]
    bound: tuple[str, ...]
    line: str


class Slot(NamedTuple):
    """Which roles answer a field, and where they are looked for."""

    roles: frozenset[Role]
    places: tuple[Where, ...]
    line: str


class Flow(NamedTuple):
    """The roles of each party of an indicator, the best first."""

    sides: Mapping[Side, tuple[Role, ...]]
    line: str


_NO_FLOW = Flow({}, "")


class Program(NamedTuple):
    """All that `assemble` needs of a grammar."""

    name: str
    """The frame with its grammar, as `trade.trade`: the `rule` of what it makes."""
    phrases: Mapping[str, tuple[Phrase, ...]]
    """Forms by the norm of their first word, the longest first."""
    cases: Mapping[str, int]
    """The features of the first words of places."""
    roles: Mapping[str, tuple[RoleRule, ...]]
    slots: Mapping[Asked, Slot]
    flows: Mapping[str, Flow]
    abbreviations: frozenset[str]
    members: Mapping[str, tuple[str, ...]]
    """The codes of the members of unions."""

    def flow(self, indicator: str) -> Flow:
        """Who the parties of an indicator are; nobody where no flow tells."""
        return self.flows.get(indicator, _NO_FLOW)


class Phrases(Mapping[str, tuple[Phrase, ...]]):
    """Phrases by the norm of their first word, each made when a text first has it."""

    def __init__(self, rows: Shelves[str, Any], entries: Sequence[Entry]) -> None:
        self.rows = rows
        self.entries = entries
        self._made: dict[str, tuple[Phrase, ...]] = {}

    def __getitem__(self, first: str) -> tuple[Phrase, ...]:
        found = self._made.get(first)
        if found is None:
            rows = self.rows.get(first, None)
            if rows is None:
                raise KeyError(first)
            found = self._made[first] = tuple(
                Phrase(words, written, self.entries[entry], features, capitals)
                for words, written, entry, features, capitals in rows
            )
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def packed(program: Program) -> bytes:
    """A program as bytes; an entry stands once for all its forms."""
    numbers: dict[Entry, int] = {}
    phrases = {
        first: tuple(
            (p.words, p.written, numbers.setdefault(p.entry, len(numbers)), *p[3:]) for p in rows
        )
        for first, rows in program.phrases.items()
    }
    records: list[bytes] = []
    plain = (
        program.name,
        tuple(tuple(entry) for entry in numbers),
        shelved(phrases, records),
        dict(program.cases),
        {kind: tuple(tuple(rule) for rule in rules) for kind, rules in program.roles.items()},
        {name: tuple(slot) for name, slot in program.slots.items()},
        {name: (dict(flow.sides), flow.line) for name, flow in program.flows.items()},
        program.abbreviations,
        dict(program.members),
    )
    return joined(plain, records)


def unpacked(source: Source) -> Program:
    """The program that was packed. Raises `DamagedError`."""
    plain, records = parted(source, at_once=True)
    name, entries, phrases, cases, roles, slots, flows, abbreviations, members = plain
    return Program(
        name,
        Phrases(Shelves(phrases, records), [Entry(*entry) for entry in entries]),
        cases,
        {kind: tuple(RoleRule(*rule) for rule in rules) for kind, rules in roles.items()},
        {name: Slot(*slot) for name, slot in slots.items()},
        {name: Flow(*flow) for name, flow in flows.items()},
        abbreviations,
        members,
    )
