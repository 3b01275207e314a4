"""A program as bytes and back, so that a process need not compile what another has compiled.

All is plain data for `marshal`: patterns as rows of `packed`; what lines give as recipes. Words and
forms, which are many, by the shelf, and what examples lead to are `records`, read when they are
asked for. Bytes come from `cache`, which knows that it has written them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from attrs import astuple

from tradefacts.engine.anchors import Anchors
from tradefacts.engine.compound import Rule
from tradefacts.engine.packed import Packer, Unpacker
from tradefacts.engine.prepared import Prepared
from tradefacts.engine.program import FactLine, FactLines, Lexicon, Program
from tradefacts.engine.vocabulary import Graph
from tradefacts.grammar.readings import Line
from tradefacts.grammar.records import joined, parted
from tradefacts.grammar.shelves import Packed, Shelves, shelved


def pack(program: Program) -> bytes:
    """All that `unpack` needs."""
    graph, anchors = program.graph, program.anchors
    from tradefacts.engine.prepare import prepare  # noqa: PLC0415  # which nobody needs who reads

    packer, records = Packer(), list[bytes]()
    lines = [
        (line.gives, _row(line.line), packer.number(line.pattern)) for line in program.lines.all
    ]
    rules = {
        name: (list(map(_row, rule.lines)), list(map(packer.number, rule.options)))
        for name, rule in program.rules.items()
    }
    forms = [
        (key, lexicon.domain, _shelved(lexicon.rows, records))
        for key, lexicon in program.lexicons.items()
    ]
    prepared = prepare(program, packer, records)  # which numbers parts as well
    steps = _shelved(graph.steps, records)
    plain = (
        (dict(graph.roots), bytes(graph.accepting), steps, dict(graph.onward)),
        forms,
        packer.rows,
        lines,
        rules,
        dict(program.lines.holders),
        None if anchors is None else (_shelved(anchors.words, records), anchors.kinds),
        program.abbreviations,
        prepared,
        _shelved(program.names, records),
    )
    return joined(plain, records)


def unpack(data: bytes | memoryview) -> Program:
    """The program that was packed."""
    plain, records = parted(data)
    words, forms, rows, lines, values, holders, anchors, abbreviations, ahead, names = plain
    roots, accepting, steps, onward = words
    graph = Graph(roots, accepting, Shelves(steps, records), onward)
    rules: dict[str, Rule] = {}
    parts = Unpacker(rows, graph, rules)
    for name, (given, numbers) in values.items():
        rules[name] = Rule(name, partial(_lines, given), partial(_parts, parts, numbers))
    facts = [
        FactLine(gives, partial(Line, *line), partial(parts.row, number))
        for gives, line, number in lines
    ]
    classes, starts, goals, firsts = ahead
    return Program(
        graph,
        {key: Lexicon(domain, Shelves(rows, records)) for key, domain, rows in forms},
        FactLines(facts, holders),
        rules,
        None if anchors is None else Anchors(Shelves(anchors[0], records), anchors[1]),
        abbreviations,
        Shelves(names, records),
        prepared=Prepared(Shelves(classes, records), starts, goals, firsts, records, parts, facts),
    )


def _shelved(rows: object, records: list[bytes]) -> Packed:
    assert isinstance(rows, dict), "a program that was unpacked is not packed again"
    return shelved(rows, records)


def _parts(parts: Unpacker, numbers: Sequence[int]) -> Sequence[Any]:
    return [parts.part(number) for number in numbers]


def _row(line: Line) -> tuple[Any, ...]:
    return astuple(line, recurse=False)


def _lines(rows: Sequence[tuple[Any, ...]]) -> Sequence[Line]:
    return [Line(*row) for row in rows]
