"""Convert a program to bytes and back, so that a process can reuse what another has compiled.

Everything is plain data for `marshal`: words and forms, which are many, are shelved; patterns are
rows of `packed`; what lines give are recipes. What few texts need is a record of its own, read on
demand. The bytes come from `cache`, which makes sure that it wrote them itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from tradefacts.engine.anchors import Anchors
from tradefacts.engine.compound import Rule
from tradefacts.engine.packed import Packer, Unpacker
from tradefacts.engine.prepared import Prepared
from tradefacts.engine.program import FactLine, FactLines, Lexicon, Program
from tradefacts.engine.vocabulary import Graph
from tradefacts.grammar.readings import Line
from tradefacts.grammar.records import Records, Rows, Source, joined, parted, recorded
from tradefacts.grammar.shelves import Packed, Shelves, shelved
from tradefacts.grammar.values import Key


def pack(program: Program) -> bytes:
    """Convert a program to the bytes that `unpack` reads."""
    graph, anchors = program.graph, program.anchors
    from tradefacts.engine.prepare import prepare  # noqa: PLC0415  # not needed to unpack

    packer, records = Packer(), list[bytes]()
    lines = [(line.line.row, packer.number(line.pattern)) for line in program.lines.all]
    rules = [
        ([line.row for line in rule.lines], list(map(packer.number, rule.options)))
        for rule in program.rules.values()
    ]
    forms = {
        key: (lexicon.domain, _shelved(lexicon.rows, records))
        for key, lexicon in program.lexicons.items()
    }
    prepared = prepare(program, packer, records)  # numbers more parts, so before `packer.rows`
    steps = _shelved(graph.steps, records)
    plain = (
        (dict(graph.roots), bytes(graph.accepting), steps, dict(graph.onward)),
        forms,
        packer.rows,
        ([line.gives for line in program.lines.all], recorded(lines, records)),
        (list(program.rules), recorded(rules, records)),
        dict(program.lines.holders),
        None if anchors is None else (_shelved(anchors.words, records), anchors.kinds),
        program.abbreviations,
        prepared,
        _shelved(program.names, records),
    )
    return joined(plain, records)


def unpack(source: Source) -> Program:
    """The program that was packed. Raises `DamagedError`; using the program may raise it too."""
    plain, records = parted(source)
    words, forms, rows, lines, values, holders, anchors, abbreviations, ahead, names = plain
    roots, accepting, steps, onward = words
    graph = Graph(roots, accepting, Shelves(steps, records), onward)
    rules: dict[str, Rule] = {}
    parts = Unpacker(rows, graph, rules)
    told = _Told(parts, Rows(records, lines[1]), Rows(records, values[1]))
    rules.update((name, told.rule(name, number)) for number, name in enumerate(values[0]))
    facts = [told.line(gives, number) for number, gives in enumerate(lines[0])]
    traits, starts, left, right, goals = ahead
    return Program(
        graph,
        _Lexicons(forms, records),
        FactLines(facts, holders),
        rules,
        None if anchors is None else Anchors(Shelves(anchors[0], records), anchors[1]),
        abbreviations,
        Shelves(names, records),
        prepared=Prepared(
            Shelves(traits, records),
            Shelves(starts, records),
            Rows(records, left),
            Rows(records, right),
            goals,
            parts,
            facts,
        ),
    )


class _Lexicons(dict[Key, Lexicon]):
    """Lexicons by key, each made when a text first contains its words."""

    def __init__(self, forms: Mapping[Key, tuple[str, Packed]], records: Records) -> None:
        super().__init__()
        self.forms = forms
        self.records = records

    def __missing__(self, key: Key) -> Lexicon:
        domain, rows = self.forms[key]
        found = self[key] = Lexicon(domain, Shelves(rows, self.records))
        return found


class _Told:
    """Makes lines and rules from their rows, which are read when first needed."""

    def __init__(self, parts: Unpacker, lines: Rows, rules: Rows) -> None:
        self.parts = parts
        self.lines = lines
        self.rules = rules

    def line(self, gives: str, number: int) -> FactLine:
        return FactLine(
            gives,
            lambda: Line(*self.lines[number][0]),
            lambda: self.parts.row(self.lines[number][1]),
        )

    def rule(self, name: str, number: int) -> Rule:
        return Rule(
            name,
            lambda: [Line(*row) for row in self.rules[number][0]],
            lambda: [self.parts.part(part) for part in self.rules[number][1]],
        )


def _shelved(rows: object, records: list[bytes]) -> Packed:
    assert isinstance(rows, dict), "a program that was unpacked is not packed again"
    return shelved(rows, records)
