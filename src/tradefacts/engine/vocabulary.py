"""All words of a grammar as one graph, and tokens as classes: what a token can be to the grammar.

A lexicon (or a kind or key of one, or literal words) is a root of the graph; a form is a path of
words from it. Equal continuations are one node, so that words which lead to the same things are
the same to the grammar: all plain cities, all lower-case words that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from attrs import field, frozen

from tradefacts.grammar.tokens import has_capitals, norm
from tradefacts.grammar.values import WRITTEN

Key = tuple[str, str | None]
"""A lexicon and its part, or literal words and ""."""

Step = tuple[int, str, int]
"""From a node by a word, of which the capitals demanded are given, to a node."""


class Steps(Protocol):
    """The steps of each word, found by its norm."""

    def get(self, word: str, default: tuple[Step, ...], /) -> tuple[Step, ...]:
        """The steps of a word; the default where there are none."""


DATES = ("DATE", "TIME", "YEARS")
_ROOM = 200_000  # texts whose class is remembered
_SHORT = 40  # digits that are remembered


class TokenClass:
    """What a token can be to a grammar; tokens of one class are interchangeable, values aside.

    `steps` are the nodes that it leads from and those that it leads to, `back` the same reversed;
    `terminals` are those that accept it, `ANY` among them for every token.
    """

    __slots__ = ("back", "id", "steps", "terminals")

    def __init__(
        self, number: int, edges: Iterable[tuple[int, int]], terminals: frozenset[str]
    ) -> None:
        self.id = number
        self.terminals = terminals
        self.steps: dict[int, tuple[int, ...]] = {}
        self.back: dict[int, tuple[int, ...]] = {}
        for start, stop in sorted(edges):
            self.steps[start] = (*self.steps.get(start, ()), stop)
            self.back[stop] = (*self.back.get(stop, ()), start)


@frozen(eq=False)
class Graph:
    """Nodes are numbers; `accepting[node]` says that a form ends there.

    `steps` are found by the norm of their word; `onward` are the nodes after each.
    """

    roots: Mapping[Key, int]
    accepting: Sequence[bool | int]
    steps: Steps
    onward: Mapping[int, tuple[int, ...]]

    def below(self, root: int) -> frozenset[int]:
        """A root and all nodes that its forms pass."""
        if root not in self._below:
            found = {root}
            queue = [root]
            while queue:
                for stop in self.onward.get(queue.pop(), ()):
                    if stop not in found:
                        found.add(stop)
                        queue.append(stop)
            self._below[root] = frozenset(found)
        return self._below[root]

    def continues(self, node: int) -> bool:
        """Whether a form goes on from a node."""
        return node in self.onward

    _below: dict[int, frozenset[int]] = field(factory=dict, init=False)


def capitals(word: str) -> str:
    """Where a word has capitals, for `has_capitals`: many words come to the same.

    >>> capitals("США"), capitals("Москва"), capitals("рубль")
    ('XXX', 'X', '')
    """
    return "".join("X" if letter.isupper() else "x" for letter in word).rstrip("x")


def build_graph(forms: Mapping[Key, Iterable[tuple[str, ...]]]) -> Graph:
    """The graph of the forms (rows of words) of every key."""
    known: dict[Any, int] = {}
    accepting: list[bool] = []
    steps: dict[str, dict[Step, None]] = {}
    onward: dict[int, tuple[int, ...]] = {}

    def intern(trie: dict[str, Any]) -> int:
        ends = "" in trie
        children = {word: intern(inner) for word, inner in trie.items() if word}
        shape = ends, frozenset(children.items())
        if shape not in known:
            known[shape] = number = len(accepting)
            accepting.append(ends)
            if children:
                onward[number] = tuple(sorted(set(children.values())))
            for word, child in children.items():
                steps.setdefault(norm(word), {})[number, capitals(word), child] = None
        return known[shape]

    roots = {}
    for key, rows in forms.items():
        trie: dict[str, Any] = {}
        for row in rows:
            inner = trie
            for word in row:
                inner = inner.setdefault(word, {})
            inner[""] = {}
        roots[key] = intern(trie)
    return Graph(roots, accepting, {word: tuple(found) for word, found in steps.items()}, onward)


class Classes:
    """Classes of tokens, made as they are met."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.none = TokenClass(0, (), frozenset())
        self.all = [self.none]
        self.by_text: dict[str, TokenClass] = {}
        self._by_digits: dict[tuple[str, str], TokenClass] = {}
        self._by_shape: dict[Any, TokenClass] = {}

    def of(self, text: str, kind: str) -> TokenClass:
        """The class of a token; `kind` is the name of a `TokenKind`."""
        if kind == "WORD" or kind == "MARK":  # this is called for every token
            found = self.by_text.get(text)
            if found is None:
                if len(self.by_text) > _ROOM:
                    self.by_text.clear()
                found = self.by_text[text] = self._new(text, kind)
            return found
        # the same digits may be a numeral here and a date there
        found = self._by_digits.get((text, kind))
        if found is None:
            found = self._new(text, kind)
            if len(text) <= _SHORT:
                if len(self._by_digits) > _ROOM:
                    self._by_digits.clear()
                self._by_digits[text, kind] = found
        return found

    def _new(self, text: str, kind: str) -> TokenClass:
        edges = frozenset(
            (start, stop)
            for start, word, stop in self.graph.steps.get(norm(text), ())
            if has_capitals(word, text)
        )
        key = edges, _terminals(text, kind)
        if key not in self._by_shape:
            self._by_shape[key] = made = TokenClass(len(self.all), *key)
            self.all.append(made)
        return self._by_shape[key]


def _terminals(text: str, kind: str) -> frozenset[str]:
    """The terminals that accept a token; that `ANY` stays in its sentence is asked apart."""
    match kind:
        case "WORD":
            return frozenset({"ANY", "WORD", "UPPER"} if text[0].isupper() else {"ANY", "WORD"})
        case "NUMERAL":
            found = {"ANY", "NUMBER", "DECIMAL", "GROUPED"}
            return frozenset({*found, "INT"} if text.isdigit() else found)
        case "DATED":
            written = {name for name in DATES if WRITTEN[name](text) is not None}
            return frozenset({"ANY", "NUMBER", *written})
    return frozenset({"ANY"})
