"""Alternatives cut at their gaps: Yargy parses the pieces, the chart joins them over the gaps.

Gaps (`ANY{0,16}`) inside an Earley chart make it hopeless; beside it they cost a comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from attrs import frozen

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import is_gap, nullable, walk
from tradefacts.grammar.errors import Location
from tradefacts.grammar.lines import line_of
from tradefacts.grammar.readings import Line
from tradefacts.reference.rules import RuleWriter, YargyRule


@frozen(eq=False)
class Piece:
    """A stretch of an alternative without gaps; Yargy parses pieces, we join them over gaps."""

    name: str
    pattern: ast.Seq
    rule: YargyRule
    may_be_empty: bool


@frozen(eq=False)
class Variant:
    """An alternative as pieces and the gaps between them (least and most tokens).

    `anchor` is the piece that holds the spans: Yargy finds it, the others are sought beside it.
    """

    line: Line
    pieces: tuple[Piece, ...]
    gaps: tuple[tuple[int, int], ...]
    anchor: int


def variants(writer: RuleWriter) -> Iterator[Variant]:
    """Every alternative of the fact rules, gaps apart; `Line.order` counts them."""
    order = 0
    for rule in writer.grammar.fact_rules:
        for index, alternative in enumerate(rule.alternatives):
            line = line_of(rule, index, order, writer.grammar)
            order += 1
            for items in _spread(alternative.pattern.items):
                yield _variant(writer, line, items, alternative.location)


def _variant(
    writer: RuleWriter, line: Line, items: Sequence[ast.Node], location: Location
) -> Variant:
    pieces: list[Piece] = []
    gaps: list[tuple[int, int]] = []
    part: list[ast.Node] = []
    for item in (*items, None):
        if item is not None and not is_gap(item):
            part.append(item)
            continue
        pieces.append(_piece(writer, ast.Seq(tuple(part), location=location)))
        part = []
        if isinstance(item, ast.Repeat):
            assert item.high is not None, "E047 forbids a gap without bound"
            gaps.append((item.low, item.high))
        elif item is not None:
            gaps.append((1, 1))
    spans = [
        k for k, p in enumerate(pieces) if any(isinstance(n, ast.Span) for n in walk(p.pattern))
    ]
    return Variant(line, tuple(pieces), tuple(gaps), spans[0] if spans else 0)


def _piece(writer: RuleWriter, seq: ast.Seq) -> Piece:
    name = f"piece {len(writer.labels)}"
    written = writer.pattern(seq)
    rule = None if written is None else written.named(name)
    return Piece(name, seq, rule, nullable(seq))


def _spread(items: Sequence[ast.Node]) -> Iterator[tuple[ast.Node, ...]]:
    """A choice that holds a gap is spread over several variants, so that gaps stand on top."""
    columns: list[list[tuple[ast.Node, ...]]] = []
    for item in items:
        if isinstance(item, ast.Choice) and any(is_gap(n) for n in walk(item)):
            rows = (o.items if isinstance(o, ast.Seq) else (o,) for o in item.options)
            columns.append([row for option in rows for row in _spread(option)])
        else:
            columns.append([(item,)])
    for choice in product(*columns):
        yield tuple(node for part in choice for node in part)
