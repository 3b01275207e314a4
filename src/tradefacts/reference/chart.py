"""Yargy's chart of one paragraph, and alternatives completed over their gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from tradefacts.grammar.garbage import no_collection
from tradefacts.grammar.paragraphs import Token
from tradefacts.grammar.readings import Trace
from tradefacts.reference.parser import LookaheadParser
from tradefacts.reference.pieces import Piece, Variant
from tradefacts.reference.reader import TreeReader

Tree = tuple[Any, int, int]
"""A node of Yargy's tree over tokens [start, stop)."""


class Chart:
    """Yargy's chart of one paragraph, its trees sorted by piece; empty without a parser."""

    def __init__(
        self, parser: LookaheadParser | None, tokens: Sequence[Token], reader: TreeReader
    ) -> None:
        self.reader = reader
        self.trees: dict[str, list[Tree]] = defaultdict(list)
        with no_collection():
            states = [] if parser is None else list(parser.matches(tokens))
        for state in states:
            node = state.node
            while not str(node.rule.name).startswith("piece"):
                node = node.children[0]
            self.trees[node.rule.name].append((node.children[0], *state.range))

    def joined(self, variant: Variant, anchor: Tree) -> Iterator[list[Tree]]:
        """Every way to complete an alternative around its anchor: a tree for each piece."""
        left = self._side(variant, anchor, range(variant.anchor - 1, -1, -1), leftward=True)
        for before in left:
            right = range(variant.anchor + 1, len(variant.pieces))
            for after in self._side(variant, anchor, right, leftward=False):
                yield [*reversed(before), anchor, *after]

    def _side(
        self, variant: Variant, edge: Tree, pieces: range, *, leftward: bool
    ) -> list[list[Tree]]:
        """Trees for the pieces on one side, the nearest first."""
        rows: list[list[Tree]] = [[]]
        for index in pieces:
            least, most = variant.gaps[index if leftward else index - 1]
            piece = variant.pieces[index]
            rows = [
                [*row, tree]
                for row in rows
                for tree in self._beside(piece, row[-1] if row else edge, least, most, leftward)
            ]
        return rows

    def _beside(
        self, piece: Piece, edge: Tree, least: int, most: int, leftward: bool
    ) -> Iterator[Tree]:
        """Trees of a piece that a gap of `least` to `most` tokens parts from `edge`."""
        for tree in self.trees.get(piece.name, ()):
            start, stop = (tree[2], edge[1]) if leftward else (edge[2], tree[1])
            if least <= stop - start <= most and self._one_sentence(start, stop):
                yield tree
        if piece.may_be_empty:
            for length in range(least, most + 1):
                at = edge[1] - length if leftward else edge[2] + length
                start, stop = (at, edge[1]) if leftward else (edge[2], at)
                inside = start >= 0 and stop <= len(self.reader.recognizer.tokens)
                if inside and self._one_sentence(start, stop):
                    yield None, at, at

    def _one_sentence(self, start: int, stop: int) -> bool:
        """Whether `ANY` may take tokens [start, stop): the token after each is in its sentence."""
        new_sentence = self.reader.recognizer.new_sentence
        return not any(new_sentence(at + 1) for at in range(start, stop))

    def read(self, variant: Variant, trees: Sequence[Tree], trace: Trace) -> None:
        """Tell `trace` what the trees of an alternative saw. Raises `Dismissed`."""
        for piece, (node, start, _) in zip(variant.pieces, trees, strict=True):
            if node is None:
                self.reader.skipped(piece.pattern.items, start)
            else:
                self.reader.read(node, start, trace)
        trace.soft += sum(after[1] - before[2] for before, after in pairwise(trees))
