"""A program as bytes and back, so that a process need not compile what another has compiled.

All is plain data for `marshal`: words and forms, which are many, by the shelf; patterns as rows of
`packed`; what lines give as recipes. Bytes come from `cache`, which knows that it has written them.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from attrs import astuple

from tradefacts.engine.anchors import Anchors
from tradefacts.engine.compound import Rule
from tradefacts.engine.packed import Packer, Unpacker
from tradefacts.engine.prepared import Prepared
from tradefacts.engine.program import FactLine, FactLines, Lexicon, Names, Program
from tradefacts.engine.vocabulary import Graph
from tradefacts.grammar.readings import Line
from tradefacts.grammar.shelves import Packed, Shelves, shelved


def pack(program: Program) -> bytes:
    """All that `unpack` needs."""
    graph, anchors = program.graph, program.anchors
    from tradefacts.engine.prepare import prepare  # noqa: PLC0415  # which nobody needs who reads

    packer = Packer()
    lines = [
        (line.gives, _row(line.line), packer.number(line.pattern)) for line in program.lines.all
    ]
    rules = {
        name: (list(map(_row, rule.lines)), list(map(packer.number, rule.options)))
        for name, rule in program.rules.items()
    }
    forms = [
        (key, lexicon.domain, _shelved(lexicon.rows)) for key, lexicon in program.lexicons.items()
    ]
    prepared = prepare(program, packer)  # which numbers parts as well
    plain = (
        (dict(graph.roots), bytes(graph.accepting), _shelved(graph.steps), dict(graph.onward)),
        forms,
        packer.rows,
        lines,
        rules,
        dict(program.lines.holders),
        None if anchors is None else (_shelved(anchors.words), anchors.kinds),
        program.abbreviations,
        prepared,
        marshal.dumps(cast(Any, program.names.rows)),
    )
    return marshal.dumps(cast(Any, plain))


def unpack(data: bytes | memoryview) -> Program:
    """The program that was packed."""
    plain: Any = marshal.loads(data)  # noqa: S302  # from our own cache, whose digest was right
    words, forms, rows, lines, values, holders, anchors, abbreviations, ahead, names = plain
    roots, accepting, steps, onward = words
    graph = Graph(roots, accepting, Shelves(steps), onward)
    rules: dict[str, Rule] = {}
    parts = Unpacker(rows, graph, rules)
    for name, (given, numbers) in values.items():
        rules[name] = Rule(name, partial(_lines, given), partial(_parts, parts, numbers))
    facts = [
        FactLine(gives, partial(Line, *line), partial(parts.row, number))
        for gives, line, number in lines
    ]
    classes, starts, left, right, goals = ahead
    return Program(
        graph,
        {key: Lexicon(domain, Shelves(rows)) for key, domain, rows in forms},
        FactLines(facts, holders),
        rules,
        None if anchors is None else Anchors(Shelves(anchors[0]), anchors[1]),
        abbreviations,
        Names(names),
        prepared=Prepared(Shelves(classes), starts, left, right, goals, parts, facts),
    )


def _shelved(rows: object) -> Packed:
    assert isinstance(rows, dict), "a program that was unpacked is not packed again"
    return shelved(rows)


def _parts(parts: Unpacker, numbers: Sequence[int]) -> Sequence[Any]:
    return [parts.part(number) for number in numbers]


def _row(line: Line) -> tuple[Any, ...]:
    return astuple(line, recurse=False)


def _lines(rows: Sequence[tuple[Any, ...]]) -> Sequence[Line]:
    return [Line(*row) for row in rows]
