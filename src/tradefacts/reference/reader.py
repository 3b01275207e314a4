"""A Yargy tree -> what it saw: the one walk that turns a parse into slots and spans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from yargy.tree import Leaf

from tradefacts.grammar import ast
from tradefacts.grammar.readings import Dismissed, Line, Trace, Why, value_of
from tradefacts.grammar.schema import NAMED
from tradefacts.grammar.terminals import SOFT, WRITTEN
from tradefacts.grammar.values import MISSING
from tradefacts.reference.predicates import FormProduction
from tradefacts.reference.recognizer import Recognizer
from tradefacts.reference.rules import Bound, Label, Tail, Words


@frozen(eq=False)
class TreeReader:
    """Reads the trees of one paragraph."""

    labels: Mapping[str, Label]
    recognizer: Recognizer

    def read(self, node: Any, at: int, trace: Trace) -> int:
        """Tell `trace` what a node saw from token `at` on; returns where it ends.

        Raises `Dismissed` where a guard fails.
        """
        while True:
            if isinstance(node, Leaf):
                self.leaf(node, at, trace)
                return at + 1
            label = self.labels.get(node.rule.name)
            match label:
                case Tail():
                    return self.tail(label, node, at, trace)
                case Bound(node=ast.Slot(name=name)):
                    return self.slot(name, node, at, trace)
                case Bound():
                    trace.open(at)
                    stop = self.read(node.children[0], at, trace)
                    trace.close(stop)
                    return stop
                case Words():
                    return self.words(label, node, at, trace)
                case Line():
                    return self.line(label, node, at, trace)
            # a union or a repetition: nothing of its own; its last part is read in this loop, as
            # a long list nests to the right
            *first, node = node.children
            for child in first:
                at = self.read(child, at, trace)

    def leaf(self, leaf: Any, at: int, trace: Trace) -> None:
        name = leaf.predicate.name
        if name in SOFT:
            trace.soft += 1
        if name == "ANY" and self.recognizer.new_sentence(at + 1):
            raise Dismissed(Why.SENTENCE, at + 1)
        if name in WRITTEN:
            trace.bare = WRITTEN[name](leaf.token.value)
        trace.note(name, at, at + 1)

    def tail(self, label: Tail, node: Any, at: int, trace: Trace) -> int:
        """A sequence, tail by tail; what was left out must be allowed to be."""
        items, seen = label.seq.items, 0
        while True:
            self.skipped(items[seen : label.index], at)
            child, *rest = node.children
            inner = self.labels.get(child.rule.name) if not isinstance(child, Leaf) else None
            if isinstance(inner, Tail) and inner.seq is label.seq:
                seen, label, node = label.index, inner, child
                continue
            at = self.read(child, at, trace)
            seen = label.index + 1
            if not rest:
                self.skipped(items[seen:], at)
                return at
            node = rest[0]
            following = self.labels[node.rule.name]
            assert isinstance(following, Tail)
            label = following

    def skipped(self, items: tuple[ast.Node, ...], at: int) -> None:
        for item in items:
            if not self.recognizer.allows(item, at):
                raise Dismissed(Why.GUARD, item, at)

    def slot(self, name: str, node: Any, at: int, trace: Trace) -> int:
        inner = type(trace)()
        stop = self.read(node.children[0], at, inner)
        trace.absorb(inner)
        if inner.bare is not MISSING:
            trace.bind(name, inner.bare)
        trace.note(name, at, stop, inner)
        return stop

    def words(self, label: Words, node: Any, at: int, trace: Trace) -> int:
        while not isinstance(node.production, FormProduction):
            node = node.children[0]
        form = node.production.form
        stop = at + len(form.words)
        if label.domain is not None:
            trace.bare = form.key
        if label.domain in NAMED:
            trace.bind("code", form.key)
            trace.bind("name", form.name)
        trace.note(label.node, at, stop)
        return stop

    def line(self, line: Line, node: Any, at: int, trace: Trace) -> int:
        inner = type(trace)()
        stop = self.read(node.children[0], at, inner)
        trace.absorb(inner)
        trace.lines.add(line.key)
        value = value_of(line, inner)
        trace.note(line, at, stop, inner)
        if isinstance(value, dict):
            for name, bound in value.items():
                trace.bind(name, bound)
        else:
            trace.bare = value
        return stop
