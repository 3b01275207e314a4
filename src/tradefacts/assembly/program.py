"""A frame grammar ready to run: plain tables, no morphology, no syntax trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tradefacts.assembly.names import Asked, LexiconName, Role, Side, Where
from tradefacts.grammar.records import Source, joined, parted
from tradefacts.grammar.shelves import Shelves, shelved

Seq = tuple[Any, ...]
"""A compiled pattern: a sequence of `(op, ...)` tuples, made by `compile` and run by `match`.

- `("words", (norm, ...))`: these words, one after another;
- `("lexicon", name, part, features)`: an entry of a lexicon; its key is `part` unless empty;
- `("mention", kind, features)`: a mention; `features` are bits, 0 if none are required;
- `("slot", name, op)`: binds the item that an op matches;
- `("gap", terminal, low, high)`: from `low` to `high` items of `ANY` or `WORD`;
- `("repeat", seq, low, high)`: a sequence, from `low` to `high` times;
- `("choice", (seq, ...))`: one of several sequences;
- `("not", seq, way)`: what must not begin here, read to the right (1), or not end here (-1).
"""


class Entry(NamedTuple):
    """An entry of a lexicon: what its words stand for."""

    lexicon: LexiconName
    key: str
    name: str | None
    """The name of goods; or the noun itself, if the key is only the level of places."""
    line: str


class Phrase(NamedTuple):
    """One form of an entry: the words after the first, all words as written, and its features."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    entry: Entry
    features: int
    capitals: bool
    """Whether it requires any capitals."""


class RoleRule(NamedTuple):
    """A line of `roles`: the patterns before the mention (outwards) and after it, the tests."""

    role: Role
    before: Seq
    behind: Seq
    features: int
    tests: tuple[tuple[Any, str, Any], ...]
    bound: tuple[str, ...]
    line: str


class Slot(NamedTuple):
    """Which roles answer a field, and where to look for them."""

    roles: frozenset[Role]
    places: tuple[Where, ...]
    line: str


class Flow(NamedTuple):
    """The roles that name each party of an indicator, the best first."""

    sides: Mapping[Side, tuple[Role, ...]]
    line: str


_NO_FLOW = Flow({}, "")


class Program(NamedTuple):
    """All that the assembly needs of a grammar."""

    name: str
    """The frame with its grammar, such as `trade.trade`: the `rule` of the facts it makes."""
    phrases: Mapping[str, tuple[Phrase, ...]]
    """Phrases by the norm of their first word, the longest first."""
    cases: Mapping[str, int]
    """The cases, as bits, of the words in names of places."""
    roles: Mapping[str, tuple[RoleRule, ...]]
    slots: Mapping[Asked, Slot]
    flows: Mapping[str, Flow]
    abbreviations: frozenset[str]
    members: Mapping[str, tuple[str, ...]]
    """The codes of the members of each union."""

    def flow(self, indicator: str) -> Flow:
        """The flow of an indicator; one without parties if the grammar has none."""
        return self.flows.get(indicator, _NO_FLOW)


class Phrases(Mapping[str, tuple[Phrase, ...]]):
    """Phrases by the norm of their first word, each made when it is first looked up."""

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
    """Pack a program into bytes; an entry is stored once for all its forms."""
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
    """Unpack a program. Raises `DamagedError`."""
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
