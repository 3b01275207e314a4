"""A program as bytes and back, so that a process need not compile what another has compiled.

Words and forms, which are many, are plain data for `marshal`; the few lines are pickled, without
their patterns, which are rows of `packed`. What a text may not ask for is packed by itself and
unpacked when it is asked for. Bytes come from `cache`, which knows that it has written them.
"""

from __future__ import annotations

import io
import marshal
import pickle
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

from attrs import evolve

from tradefacts.engine.anchors import Anchors
from tradefacts.engine.compound import Rule
from tradefacts.engine.packed import Packer, Unpacker
from tradefacts.engine.program import FactLine, FactLines, Lexicon, Names, Program
from tradefacts.engine.shelves import Shelves, shelved
from tradefacts.engine.vocabulary import Graph
from tradefacts.grammar import ast
from tradefacts.grammar.errors import Location
from tradefacts.grammar.readings import Line


def pack(program: Program) -> bytes:
    """All that `unpack` needs: no cases, no entries of lexicons."""
    graph, anchors = program.graph, program.anchors
    packer = Packer()
    bare = {rule.name: _without_patterns(rule) for rule in program.grammar.rules.values()}
    patterns = [packer.number(line.pattern) for line in program.lines.all]
    lines = [_bare(line.line, bare) for line in program.lines.all]
    rules: dict[str, tuple[int, list[int]]] = {}
    for name, rule in program.rules.items():
        rules[name] = len(lines), list(map(packer.number, rule.options))
        lines += [_bare(line, bare) for line in rule.lines]
    forms = [
        (key, lexicon.domain, _shelved(lexicon.rows)) for key, lexicon in program.lexicons.items()
    ]
    plain = (
        (dict(graph.roots), bytes(graph.accepting), _shelved(graph.steps), dict(graph.onward)),
        forms,
        packer.rows,
        patterns,
        rules,
        dict(program.lines.holders),
        None if anchors is None else (_shelved(anchors.words), anchors.kinds),
        program.abbreviations,
        marshal.dumps(cast(Any, program.names.rows)),
        _pickled(lines),
        _pickled(_without_words(program.grammar)),
    )
    return marshal.dumps(cast(Any, plain))


def unpack(data: bytes | memoryview) -> Program:
    """The program that was packed."""
    plain: Any = marshal.loads(data)  # noqa: S302  # from our own cache, whose digest was right
    words, forms, rows, patterns, values, holders, anchors, abbreviations, names, *late = plain
    roots, accepting, steps, onward = words
    graph = Graph(roots, accepting, Shelves(steps), onward)
    lines = _Lines(late[0])
    rules: dict[str, Rule] = {}
    parts = Unpacker(rows, graph, rules)
    for name, (first, numbers) in values.items():
        rules[name] = Rule(
            name,
            partial(lines.some, first, len(numbers)),
            partial(_parts, parts, numbers),
        )
    facts = [
        FactLine(partial(lines.one, k), partial(parts.row, number))
        for k, number in enumerate(patterns)
    ]
    return Program(
        graph,
        {key: Lexicon(domain, Shelves(rows)) for key, domain, rows in forms},
        FactLines(facts, holders),
        rules,
        None if anchors is None else Anchors(Shelves(anchors[0]), anchors[1]),
        abbreviations,
        Names(names),
        partial(_unpickled, late[1]),
    )


def _shelved(rows: object) -> list[bytes]:
    assert isinstance(rows, dict), "a program that was unpacked is not packed again"
    return shelved(rows)


class _Lines:
    """Lines, unpacked together when the first is asked for."""

    def __init__(self, packed: bytes) -> None:
        self.packed = packed
        self.all: list[Line] | None = None

    def one(self, number: int) -> Line:
        return self.some(number, 1)[0]

    def some(self, first: int, count: int) -> Sequence[Line]:
        if self.all is None:
            self.all = _unpickled(self.packed)
        return self.all[first : first + count]


_NOWHERE = Location("", 1, 1)


class _Pickler(pickle.Pickler):
    """Leaves out where things stand in their files: it is half of all and no match asks for it."""

    def persistent_id(self, obj: object) -> object:
        return True if isinstance(obj, Location) else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, _: object) -> Location:
        return _NOWHERE


def _pickled(made: object) -> bytes:
    file = io.BytesIO()
    _Pickler(file, protocol=5).dump(made)
    return file.getvalue()


def _unpickled(packed: bytes) -> Any:
    return _Unpickler(io.BytesIO(packed)).load()


def _parts(parts: Unpacker, numbers: Sequence[int]) -> Sequence[Any]:
    return [parts.part(number) for number in numbers]


def _bare(line: Line, rules: Mapping[str, ast.Rule]) -> Line:
    return evolve(line, rule=rules[line.rule.name])


def _without_patterns(rule: ast.Rule) -> ast.Rule:
    rows = [evolve(a, pattern=evolve(a.pattern, items=())) for a in rule.alternatives]
    return evolve(rule, alternatives=tuple(rows))


def _without_words(grammar: ast.Grammar) -> ast.Grammar:
    lexicons = {name: evolve(lexicon, entries=()) for name, lexicon in grammar.lexicons.items()}
    return evolve(grammar, lexicons=lexicons, cases=(), sources={})
