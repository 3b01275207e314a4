"""Turn the patterns of a linked grammar into parts that match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TypeVar

from attrs import field, frozen

from tradefacts.engine.compound import Choice, Rule, Seq
from tradefacts.engine.derive import AnchorItems
from tradefacts.engine.guards import Glued, NotAfter, NotBefore
from tradefacts.engine.leaves import Terminal, Words
from tradefacts.engine.parts import Part
from tradefacts.engine.program import FactLine, FactLines
from tradefacts.engine.repeat import Repeat
from tradefacts.engine.vocabulary import Graph
from tradefacts.engine.wrapped import Slot, Span
from tradefacts.grammar import ast
from tradefacts.grammar.lines import line_of, lines_of
from tradefacts.grammar.values import Key

_T = TypeVar("_T")


def _self(made: _T) -> _T:
    return made


@frozen(eq=False)
class Builder:
    """Makes the parts of one grammar; `lexicons` are the keys of words that carry a value."""

    grammar: ast.Grammar
    graph: Graph
    lexicons: frozenset[Key]
    anchors: AnchorItems
    parts: dict[object, Part] = field(factory=dict)
    words: dict[Key, Words] = field(factory=dict)
    rules: dict[str, Rule] = field(factory=dict)

    def fact_lines(self) -> FactLines:
        """The alternatives of all fact rules."""
        found: list[FactLine] = []
        holders: dict[int | str, dict[int, None]] = {}
        for rule in self.grammar.fact_rules:
            for index, alternative in enumerate(rule.alternatives):
                line = line_of(rule, index, len(found), self.grammar)
                pattern = self.seq(alternative.pattern.items)
                for trait in pattern.core:
                    holders.setdefault(trait, {})[len(found)] = None
                found.append(FactLine(line.type[0], partial(_self, line), partial(_self, pattern)))
        rows = {trait: tuple(lines) for trait, lines in holders.items()}
        one = {row: row for row in rows.values()}  # most rows are equal: the file stores each once
        return FactLines(found, {trait: one[row] for trait, row in rows.items()})

    def value_rules(self) -> Mapping[str, Rule]:
        """All rules that are not fact rules."""
        for rule in self.grammar.rules.values():
            if rule.kind is not ast.RuleKind.FACT:
                self.rule(rule.name)
        return self.rules

    def rule(self, name: str) -> Rule:
        if name not in self.rules:
            rule = self.grammar.rules[name]
            lines = lines_of(rule, self.grammar)
            patterns = [alternative.pattern for alternative in rule.alternatives]
            self.rules[name] = Rule(
                name, lambda: lines, lambda: [self.seq(pattern.items) for pattern in patterns]
            )
        return self.rules[name]

    def seq(self, items: Sequence[ast.Node]) -> Seq:
        return Seq([self.part(item) for item in items], self.anchors.of(items))

    def part(self, node: ast.Node) -> Part:
        """The part of a node; equal nodes share one part, so that it is matched only once."""
        key = node.key if isinstance(node, ast.Ref) else node
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
                return self.word(node.key)
        raise TypeError(node)

    def word(self, key: Key) -> Words:
        if key not in self.words:
            name = key if key in self.lexicons else None
            self.words[key] = Words(self.graph, self.graph.roots[key], name)
        return self.words[key]
