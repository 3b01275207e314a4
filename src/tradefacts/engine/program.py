"""A linked grammar made ready for matching: its words as a graph, its patterns as parts."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from attrs import frozen

from tradefacts.engine.anchors import AnchorItems, Anchors
from tradefacts.engine.compound import Choice, Repeat, Rule, Seq, Slot, Span
from tradefacts.engine.parts import Glued, NotAfter, NotBefore, Part, Terminal, Words
from tradefacts.engine.scan import Spelled
from tradefacts.engine.vocabulary import Classes, Graph, Key, TokenClass
from tradefacts.engine.words import key_of
from tradefacts.grammar import ast
from tradefacts.grammar.readings import Line


class Spelling(NamedTuple):
    """A form and what it stands for."""

    words: tuple[str, ...]
    key: ast.Value
    name: str | None


Rows = Mapping[tuple[str, ...], Sequence[tuple[tuple[str, ...], str | None, str | None]]]
"""Forms by the norms of their words: words, key, name."""


class Lexicon:
    """The forms of a lexicon reference; those of a file are unpacked when one is asked for."""

    def __init__(self, domain: str, rows: Rows | bytes) -> None:
        self.domain = domain
        self.rows = rows

    def spellings(self, norms: tuple[str, ...]) -> list[Spelling]:
        """The forms with these norms."""
        if isinstance(self.rows, bytes):
            self.rows = _unpacked(self.rows)
        number = self.domain == "number"
        return [
            Spelling(words, Decimal(key) if number and key is not None else key, name)
            for words, key, name in self.rows.get(norms, ())
        ]


def _unpacked(packed: bytes) -> Rows:
    rows: Rows = marshal.loads(packed)  # noqa: S302  # from our own cache, whose digest was right
    return rows


@frozen(eq=False)
class FactLine:
    """An alternative of a fact rule."""

    line: Line
    pattern: Seq


class FactLines:
    """All alternatives of fact rules; which of them a token may be the anchor of."""

    def __init__(self, lines: Sequence[FactLine]) -> None:
        self.all = tuple(lines)
        self._held: dict[int, tuple[int, ...]] = {}

    def holds(self, token: TokenClass) -> tuple[int, ...]:
        """The numbers of the lines whose anchor such a token may be."""
        if token.id not in self._held:
            rows = enumerate(self.all)
            self._held[token.id] = tuple(k for k, line in rows if line.pattern.holds(token))
        return self._held[token.id]


@frozen(eq=False)
class Program:
    """What the engine runs."""

    grammar: ast.Grammar
    graph: Graph
    classes: Classes
    lexicons: Mapping[Key, Lexicon]
    lines: FactLines
    rules: Mapping[str, Rule]
    anchors: Anchors | None
    spelled: Spelled | None
    abbreviations: frozenset[str]


def assemble(
    grammar: ast.Grammar,
    graph: Graph,
    lexicons: Mapping[Key, Lexicon],
    anchors: Anchors | None,
    spelled: Spelled | None,
    abbreviations: frozenset[str],
) -> Program:
    """A program from a grammar and its words."""
    builder = _Builder(grammar, graph, lexicons, AnchorItems(grammar, anchors), {}, {}, {})
    for rule in grammar.rules.values():
        if rule.kind is not ast.RuleKind.FACT:
            builder.rule(rule.name)
    lines = FactLines(builder.fact_lines())
    return Program(
        grammar,
        graph,
        Classes(graph),
        lexicons,
        lines,
        builder.rules,
        anchors,
        spelled,
        abbreviations,
    )


@frozen(eq=False)
class _Builder:
    grammar: ast.Grammar
    graph: Graph
    lexicons: Mapping[Key, Lexicon]
    anchors: AnchorItems
    parts: dict[object, Part]
    words: dict[Key, Words]
    rules: dict[str, Rule]

    def fact_lines(self) -> list[FactLine]:
        found: list[FactLine] = []
        for rule in self.grammar.fact_rules:
            for index in range(len(rule.alternatives)):
                line = Line.of(rule, index, len(found), self.grammar)
                found.append(FactLine(line, self.seq(line.alternative.pattern.items)))
        return found

    def rule(self, name: str) -> Rule:
        if name not in self.rules:
            rule = self.grammar.rules[name]
            lines = [Line.of(rule, k, 0, self.grammar) for k in range(len(rule.alternatives))]
            self.rules[name] = Rule(lines, lambda line: self.seq(line.alternative.pattern.items))
        return self.rules[name]

    def seq(self, items: Sequence[ast.Node]) -> Seq:
        return Seq([self.part(item) for item in items], self.anchors.of(items))

    def part(self, node: ast.Node) -> Part:
        """The part of a node; what is written twice is one part, so that it is asked once."""
        key = node if not isinstance(node, ast.Ref) else (node.name, node.part)
        if key not in self.parts:
            self.parts[key] = self.new_part(node)
        return self.parts[key]

    def new_part(self, node: ast.Node) -> Part:
        match node:
            case ast.Seq(items=items):
                return self.seq(items)
            case ast.Choice(options=options):
                return Choice([self.part(option) for option in options])
            case ast.Repeat(body=body, low=low, high=high):
                return Repeat(self.part(body), low, high)
            case ast.Slot(name=name, body=body):
                return Slot(name, self.part(body))
            case ast.Span(body=body):
                return Span(self.part(body))
            case ast.Terminal(name=name):
                return Terminal(name)
            case ast.Glued():
                return Glued()
            case ast.Forbidden(body=body, left=True):
                return NotAfter(self.part(body))
            case ast.Forbidden(body=body):
                return NotBefore(self.part(body))
            case ast.Ref(name=name) if name in self.grammar.rules:
                return self.rule(name)
            case ast.Ref() | ast.Literal():
                return self.word(key_of(node))
        raise TypeError(node)

    def word(self, key: Key) -> Words:
        if key not in self.words:
            self.words[key] = Words(
                self.graph, self.graph.roots[key], key if key in self.lexicons else None
            )
        return self.words[key]
