"""Yargy's Earley parser, asked to look one token ahead."""

from __future__ import annotations

import sys
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from yargy import Parser
from yargy.parser import State
from yargy.predicates import Predicate
from yargy.rule.bnf import BNFRule
from yargy.tree import Node

from tradefacts.grammar.paragraphs import Token
from tradefacts.grammar.terminals import taking
from tradefacts.reference.predicates import FormsRule, Terminal, Word
from tradefacts.reference.recognizer import takes

_DEPTH = 100_000
_LOCK = Lock()


@contextmanager
def _deep() -> Iterator[None]:
    """Room for Yargy, which rewrites rules recursively: some frames an item, a round of `x{0,99}`.

    The frames are Python's own and take nothing of the machine's stack.
    """
    with _LOCK:
        usual = sys.getrecursionlimit()
        sys.setrecursionlimit(max(usual, _DEPTH))
        try:
            yield
        finally:
            sys.setrecursionlimit(usual)


class LookaheadParser(Parser):  # type: ignore[misc]  # yargy has no types
    """Predicts only productions that may begin with the next token.

    Yargy's pipelines do the same through `rule.predict(token)`; here every rule does. The matches
    are those of `yargy.Parser`, at a fraction of its states: what was predicted at a token is not
    predicted there again, and where a rule comes first there is no state before it was read.
    """

    def __init__(self, rule: Any, tokenizer: Any) -> None:
        with _deep():
            super().__init__(rule, tokenizer=tokenizer)
        first = _first_sets(self.rule)
        self.tables = {key: _Table(rule, first) for key, rule in _rules(self.rule).items()}

    def matches(self, text: Any, all: bool = True) -> list[Any]:  # noqa: A002  # Yargy's name
        """The states of complete matches; of the chart nothing else is left.

        Its columns and states hold each other, half a million objects for a long paragraph: to
        search them for garbage takes half as long as the parse.
        """
        chart = self.chart(text, all=all)
        found = list((chart if all else chart.last_column).matches(self.rule))
        for column in chart.columns:
            column.states.clear()
            column.states_index.clear()
            _waiting(column).nodes.clear()
        return found

    def predict(self, column: Any, next_column: Any, rule: Any) -> None:
        """Add the productions of `rule` that the next token allows, and those they begin with."""
        if next_column is None:
            return
        waiting = _waiting(column)
        if id(rule) in waiting.predicted:
            return
        token = next_column.token
        terminals = taking(token.source.text)
        queue = deque([rule])
        while queue:
            key = id(queue.popleft())
            if key in waiting.predicted:
                continue
            waiting.predicted.add(key)
            for node, term in self.tables[key].allowed(token, terminals):
                if term is None:
                    column.append(State(node.rule, node.production, 0, column, column, node))
                else:
                    waiting.nodes[id(term)].append(node)
                    queue.append(term)

    def complete(self, column: Any, completed: Any) -> None:
        """Read on where the completed rule was waited for."""
        super().complete(column, completed)
        start = completed.start_column
        for node in _waiting(start).nodes.get(id(completed.rule), ()):
            read = node.attached(completed.node)
            column.append(State(node.rule, node.production, 1, start, column, read))


class _Waiting:
    """What was predicted in a column: rules, and trees by the rule that is to come first."""

    def __init__(self) -> None:
        self.predicted: set[int] = set()
        self.nodes: dict[int, list[Node]] = defaultdict(list)


def _waiting(column: Any) -> _Waiting:
    """What was predicted in a column of Yargy's chart, which keeps it."""
    found = getattr(column, "waiting", None)
    if found is None:
        found = column.waiting = _Waiting()
    assert isinstance(found, _Waiting)
    return found


class _First:
    """What a production may begin with: words and terminals."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.terminals: set[str] = set()

    def allows(self, token: Token) -> bool:
        """Whether a token may come first."""
        if token.norm in self.words:
            return True
        return any(takes(terminal, token) for terminal in self.terminals)

    def absorb(self, other: _First) -> bool:
        """Take over another set; whether that brought anything new."""
        before = len(self.words) + len(self.terminals)
        self.words |= other.words
        self.terminals |= other.terminals
        return len(self.words) + len(self.terminals) > before


def _rules(start: Any) -> dict[int, Any]:
    """All rules under `start`; a pipeline is a leaf."""
    found = {id(start): start}
    queue = [start]
    while queue:
        for production in () if isinstance(queue[-1], FormsRule) else queue[-1].productions:
            for term in production.terms:
                if isinstance(term, BNFRule) and id(term) not in found:
                    found[id(term)] = term
                    queue.insert(0, term)
        queue.pop()
    return found


def _first_sets(start: Any) -> dict[int, _First]:
    """First sets of every rule, by iteration to a fixed point (no rule is empty)."""
    rules = _rules(start)
    first = {key: _First() for key in rules}
    users: dict[int, list[int]] = defaultdict(list)
    for key, rule in rules.items():
        if isinstance(rule, FormsRule):
            first[key].words |= set(rule.index)
            continue
        for production in rule.productions:
            term = production.terms[0]
            if isinstance(term, BNFRule):
                users[id(term)].append(key)
            else:
                first[key].absorb(_of_predicate(term))
    changed = list(rules)
    while changed:
        key = changed.pop()
        changed += [user for user in users[key] if first[user].absorb(first[key])]
    return first


def _of_predicate(predicate: Predicate) -> _First:
    found = _First()
    if isinstance(predicate, Word):
        found.words.add(predicate.norm)
    else:
        found.terminals.add(predicate.name if isinstance(predicate, Terminal) else "ANY")
    return found


class _Table:
    """The productions of one rule by what they may begin with."""

    def __init__(self, rule: Any, first: dict[int, _First]) -> None:
        self.rule = rule
        self.words = first[id(rule)].words
        self.cache: dict[tuple[object, ...], list[tuple[Node, Any]]] = {}
        terms = () if isinstance(rule, FormsRule) else [(p, p.terms[0]) for p in rule.productions]
        self.productions = [
            (p, first[id(term)] if isinstance(term, BNFRule) else _of_predicate(term))
            for p, term in terms
        ]

    def allowed(self, token: Any, terminals: frozenset[str]) -> list[tuple[Node, Any]]:
        """Trees with nothing read yet that a token may begin; the rule that is to come first."""
        word = token.source.norm
        key = word if word in self.words else None, terminals
        found = self.cache.get(key)
        if found is None:
            found = self.cache[key] = [
                (Node(self.rule, production, rank, []), _rule_of(production.terms[0]))
                for rank, production in self._ranked(token)
            ]
        return found

    def _ranked(self, token: Any) -> Iterator[tuple[int, Any]]:
        if isinstance(self.rule, FormsRule):
            yield from enumerate(self.rule.predict(token))
        for rank, (production, first) in enumerate(self.productions):
            if first.allows(token.source):
                yield rank, production


def _rule_of(term: Any) -> Any:
    return term if isinstance(term, BNFRule) else None
