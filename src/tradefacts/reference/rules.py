"""Patterns -> Yargy rules without empty productions, each part named so that trees can be read.

Yargy 0.16 loses matches where a rule has an empty tail, so none is written: a sequence is
`tail(i) = item tail(i+1) | item | tail(i+1)`, the second where the rest may be empty, the third
where the item may be. That is linear, where writing out every optional is exponential.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from attrs import field, frozen
from yargy import forward, or_
from yargy import rule as sequence_rule
from yargy.rule.constructors import PipelineRule

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import nullable
from tradefacts.grammar.lexicon import Forms, compile_lexicon, literal
from tradefacts.grammar.lines import lines_of
from tradefacts.grammar.readings import Line
from tradefacts.grammar.values import Key
from tradefacts.reference.predicates import FormsPipeline, Terminal

YargyRule = Any
"""A `yargy.rule.Rule`; yargy has no types."""


@frozen(eq=False)
class Tail:
    """The name of a sequence from its item `index` on."""

    seq: ast.Seq
    index: int


@frozen(eq=False)
class Bound:
    """The name of a slot or a span."""

    node: ast.Slot | ast.Span


@frozen(eq=False)
class Words:
    """The name of a lexicon or of literal words; words of a domain have a value."""

    node: ast.Ref | ast.Literal
    domain: str | None


Label = Tail | Bound | Words | Line


@frozen(eq=False)
class RuleWriter:
    """Writes the rules of one grammar; what is used twice is written once."""

    grammar: ast.Grammar
    labels: dict[str, Label] = field(factory=dict)
    _memo: dict[Key, YargyRule] = field(factory=dict)
    _forms: dict[Key, Forms] = field(factory=dict)
    _ids: count[int] = field(factory=count)

    def pattern(self, node: ast.Node) -> YargyRule:
        """The rule of all non-empty matches; None where there are none."""
        match node:
            case ast.Seq():
                return self.seq(node)
            case ast.Choice(options=options):
                return union([self.pattern(option) for option in options])
            case ast.Repeat():
                return self.repeat(node)
            case ast.Slot(body=body) | ast.Span(body=body):
                inner = self.pattern(body)
                return None if inner is None else self.label(inner, Bound(node))
            case ast.Terminal(name=name):
                return self.once((name, None, ()), lambda: sequence_rule(Terminal(name)))
            case ast.Literal():
                return self.once(node.key, lambda: self.words(node, None))
            case ast.Ref(name=name) if name in self.grammar.rules:
                return self.once(node.key, lambda: self.rule(self.grammar.rules[name]))
            case ast.Ref(name=name):
                domain = self.grammar.lexicons[name].domain
                return self.once(node.key, lambda: self.words(node, domain))
        return None  # `&` and `!x` take no token: the reader checks them

    def rule(self, rule: ast.Rule) -> YargyRule:
        """A rule that is no fact: each alternative under its own name."""
        rows = zip(lines_of(rule, self.grammar), rule.alternatives, strict=True)
        return union([self.label(self.pattern(one.pattern), line) for line, one in rows])

    def seq(self, seq: ast.Seq) -> YargyRule:
        tail: YargyRule = None
        rest_empty = True
        for index in range(len(seq.items) - 1, -1, -1):
            item, optional = self.pattern(seq.items[index]), nullable(seq.items[index])
            if item is not None:
                options = [sequence_rule(item, tail)] if tail is not None else []
                options += [sequence_rule(item)] if rest_empty else []
                options += [tail] if optional and tail is not None else []
                tail = self.label(union(options), Tail(seq, index))
            rest_empty = rest_empty and optional
        return tail

    def repeat(self, node: ast.Repeat) -> YargyRule:
        item = self.pattern(node.body)
        if item is None:
            return None
        least = 1 if nullable(node.body) else max(1, node.low)
        if node.high is None:
            rest = forward()
            rest.define(union([sequence_rule(item, rest), sequence_rule(item)]))
            for _ in range(least - 1):
                rest = sequence_rule(item, rest)
            return rest
        rest = None
        for done in range(node.high, 0, -1):
            options = [sequence_rule(item, rest)] if rest is not None else []
            options += [sequence_rule(item)] if done >= least else []
            rest = union(options)
        return rest

    def words(self, node: ast.Ref | ast.Literal, domain: str | None) -> YargyRule:
        return self.label(PipelineRule(FormsPipeline(self.forms(node))), Words(node, domain))

    def forms(self, node: ast.Ref | ast.Literal) -> Forms:
        """The forms of a lexicon reference or of literal words."""
        key = node.key
        if key not in self._forms:
            self._forms[key] = (
                compile_lexicon(self.grammar.lexicons[node.name], node.part, node.features)
                if isinstance(node, ast.Ref)
                else literal(node.text)
            )
        return self._forms[key]

    def label(self, rule: YargyRule, label: Label) -> YargyRule:
        """A rule under a name of its own, by which the reader knows its nodes."""
        name = f"t{next(self._ids)}"
        self.labels[name] = label
        return rule.named(name)

    def once(self, key: Key, write: Any) -> YargyRule:
        if key not in self._memo:
            self._memo[key] = write()
        return self._memo[key]


def union(rules: Sequence[YargyRule]) -> YargyRule:
    """One of several rules; those that match nothing are left out."""
    some = [rule for rule in rules if rule is not None]
    if not some:
        return None
    return some[0] if len(some) == 1 else or_(*some)
