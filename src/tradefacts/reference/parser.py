"""Yargy's Earley parser, asked to look one token ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from yargy import Parser
from yargy.parser import State
from yargy.predicates import Predicate
from yargy.rule.bnf import BNFRule
from yargy.tree import Node

from tradefacts.grammar.tokens import Token, TokenKind
from tradefacts.reference.predicates import FormsRule, Terminal, Word
from tradefacts.reference.recognizer import TERMINALS


class LookaheadParser(Parser):  # type: ignore[misc]  # yargy has no types
    """Predicts only productions that may begin with the next token.

    Yargy's pipelines do the same through `rule.predict(token)`; here every rule does. The matches
    are those of `yargy.Parser`, at a fraction of its states. What was predicted at a token is not
    predicted there again: Yargy would make the same states anew and drop them.
    """

    def __init__(self, rule: Any, tokenizer: Any) -> None:
        super().__init__(rule, tokenizer=tokenizer)
        first = _first_sets(self.rule)
        self.tables = {key: _Table(rule, first) for key, rule in _rules(self.rule).items()}
        self._column: Any = None
        self._predicted: set[int] = set()

    def predict(self, column: Any, next_column: Any, rule: Any) -> None:
        """Add the productions of `rule` that the next token allows."""
        if next_column is None:
            return
        if column is not self._column:
            self._column = column
            self._predicted = set()
        if id(rule) in self._predicted:
            return
        self._predicted.add(id(rule))
        for rank, production in self.tables[id(rule)].allowed(next_column.token):
            node = Node(rule, production, rank, [])
            column.append(State(rule, production, 0, column, column, node))


class _First:
    """What a production may begin with: words and terminals."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.terminals: set[str] = set()

    def allows(self, token: Token) -> bool:
        """Whether a token may come first."""
        if token.norm in self.words:
            return True
        return any(TERMINALS[terminal](token) for terminal in self.terminals)

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
        self.forms = rule if isinstance(rule, FormsRule) else None
        self.words = first[id(rule)].words
        self.cache: dict[tuple[object, ...], list[tuple[int, Any]]] = {}
        terms = [] if self.forms else [(p, p.terms[0]) for p in rule.productions]
        self.productions = [
            (p, first[id(term)] if isinstance(term, BNFRule) else _of_predicate(term))
            for p, term in terms
        ]

    def allowed(self, token: Any) -> Iterator[tuple[int, Any]]:
        """Productions, with their ranks, that the token may begin."""
        if self.forms is not None:
            return enumerate(self.forms.predict(token))
        value: Token = token.source
        word = value.norm if value.norm in self.words else None
        dated = value.text if value.kind is TokenKind.DATED else None
        key = word, value.kind, value.upper, value.integer, dated
        if key not in self.cache:
            self.cache[key] = [
                (rank, production)
                for rank, (production, first) in enumerate(self.productions)
                if first.allows(value)
            ]
        return iter(self.cache[key])
