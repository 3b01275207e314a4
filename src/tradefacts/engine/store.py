"""A program as bytes and back, so that a process need not compile what another has compiled.

Words and forms, which are many, are plain data for `marshal`; the few rules are pickled. Bytes come
from `cache`, which knows that it has written them.
"""

from __future__ import annotations

import marshal
import pickle
from typing import Any, cast

from attrs import evolve

from tradefacts.engine.anchors import Anchors
from tradefacts.engine.program import Lexicon, Program, assemble
from tradefacts.engine.scan import Spelled
from tradefacts.engine.vocabulary import Graph
from tradefacts.grammar import ast


def pack(program: Program) -> bytes:
    """All that `unpack` needs: no cases, no entries of lexicons, anchors as they are spelled."""
    lexicons = {
        name: evolve(lexicon, entries=()) for name, lexicon in program.grammar.lexicons.items()
    }
    rules = evolve(program.grammar, lexicons=lexicons, cases=(), sources={})
    graph, anchors, spelled = program.graph, program.anchors, program.spelled
    forms = [
        (key, lexicon.domain, marshal.dumps(cast(Any, lexicon.rows)))
        for key, lexicon in program.lexicons.items()
    ]
    plain = (
        dict(graph.roots),
        bytes(graph.accepting),
        dict(graph.steps),
        dict(graph.onward),
        forms,
        None if anchors is None else dict(anchors.costs),
        None if spelled is None else (spelled.characters, spelled.capital, spelled.plain),
        program.abbreviations,
        pickle.dumps(rules, protocol=5),
    )
    return marshal.dumps(plain)


def unpack(data: bytes) -> Program:
    """The program that was packed."""
    plain: Any = marshal.loads(data)  # noqa: S302  # from our own cache, whose digest was right
    roots, accepting, steps, onward, forms, costs, spelled, abbreviations, rules = plain
    grammar = pickle.loads(rules)  # noqa: S301  # as above
    assert isinstance(grammar, ast.Grammar)
    return assemble(
        grammar,
        Graph(roots, accepting, steps, onward),
        {key: Lexicon(domain, rows) for key, domain, rows in forms},
        None if costs is None else Anchors(frozenset(), frozenset(), costs),
        None if spelled is None else Spelled(*spelled),
        abbreviations,
    )
