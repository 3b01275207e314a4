"""All words of a grammar as one graph, and the classes of tokens that the grammar distinguishes.

A lexicon (or a kind or key of one, or literal words) is a root of the graph; a form is a path of
words from it. Equal continuations share one node, so that words with the same continuations are
the same to the grammar: all plain cities, all lower-case words that it does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from tradefacts.grammar.terminals import TERMINALS, taking
from tradefacts.grammar.tokens import BLANK, has_capitals, is_paragraph_break, norm
from tradefacts.grammar.values import Key
from tradefacts.units.numerals import UNSEEN

Trait = int | str
"""A property of tokens: a node that they continue from, or a terminal that accepts them."""

Traits = frozenset[Trait]

Bits = int
"""A set of traits as the bits of a number, which is compact for many sets of thousands."""

Met = frozenset[tuple[Trait, tuple[int, ...] | None]]
"""The requested traits that a token has: terminals with None, nodes with the nodes they lead to."""

GLUE = "&"
"""A pseudo-trait that parts ask for if a space matters to them; no token has it."""

Step = tuple[int, str, int]
"""A node, the capitals that the word must have, and the node that the word leads to."""


class Steps(Protocol):
    """The steps of each word, keyed by norm."""

    def get(self, word: str, default: tuple[Step, ...], /) -> tuple[Step, ...]:
        """The steps of a word; the default if there are none."""


_TERMINALS = {name: number for number, name in enumerate(TERMINALS)}
_ROOM = 200_000  # how many pieces have their symbol remembered
_SHORT = 40  # longer pieces, in characters, are not remembered


def bits(traits: Traits) -> Bits:
    """Encode traits as the bits of a number.

    >>> bits(frozenset({0, 2})) == bits(frozenset({0})) | bits(frozenset({2}))
    True
    """
    places = [_place(trait) for trait in traits]
    found = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        found[place // 8] |= 1 << place % 8
    return int.from_bytes(found, "little")


def _place(trait: Trait) -> int:
    return len(_TERMINALS) + trait if isinstance(trait, int) else _TERMINALS[trait]


class TokenClass:
    """What a token can be to a grammar; tokens of one class are interchangeable, values aside.

    `steps` maps each node that the token continues from to the nodes it leads to; `terminals` are
    those that accept it, which always include `ANY`. Both together are its `traits`.
    """

    __slots__ = ("id", "steps", "terminals", "traits")

    def __init__(
        self, number: int, edges: Iterable[tuple[int, int]], terminals: frozenset[str]
    ) -> None:
        self.id = number
        self.terminals = terminals
        self.steps: dict[Trait, tuple[int, ...]] = {}
        for start, stop in sorted(edges):
            self.steps[start] = (*self.steps.get(start, ()), stop)
        self.traits: Traits = terminals.union(self.steps)

    def met(self, edge: Traits) -> Met:
        """The traits among `edge` that such tokens have."""
        steps = self.steps
        return frozenset([(trait, steps.get(trait)) for trait in edge & self.traits])

    def met_of(self, asked: Bits) -> Met:
        """The same, with the requested traits given as bits."""
        return self.met(frozenset([trait for trait in self.traits if asked >> _place(trait) & 1]))


class Graph:
    """The forms as a graph. Nodes are numbers; `accepting[node]` says whether a form ends there.

    `steps` maps the norm of a word to its steps; `onward` maps a node to the nodes after it.
    """

    def __init__(
        self,
        roots: Mapping[Key, int],
        accepting: Sequence[bool | int],
        steps: Steps,
        onward: Mapping[int, tuple[int, ...]],
    ) -> None:
        self.roots = roots
        self.accepting = accepting
        self.steps = steps
        self.onward = onward
        self._below: dict[int, frozenset[int]] = {}

    def below(self, root: int) -> frozenset[int]:
        """A root and all nodes reachable from it."""
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
        """Whether a form continues beyond a node."""
        return node in self.onward


def capitals(word: str) -> str:
    """The capitals of a word as a pattern for `has_capitals`; many words share one.

    >>> capitals("США"), capitals("Москва"), capitals("рубль")
    ('XXX', 'X', '')
    """
    return "".join("X" if letter.isupper() else "x" for letter in word).rstrip("x")


def build_graph(forms: Mapping[Key, Iterable[tuple[str, ...]]]) -> Graph:
    """Build the graph of the forms (rows of words) of every key."""
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


class Symbol:
    """A token in a text: its class, and what separates it from the token before.

    `glued`: nothing visible does; `breaks`: a paragraph break does. `anchor` tells whether the
    token may be an anchor; `trails` are the trails to its left and right, once known.
    """

    __slots__ = ("anchor", "breaks", "cls", "glued", "trails")

    def __init__(self, cls: TokenClass, glued: bool, breaks: bool, anchor: bool) -> None:
        self.cls = cls
        self.glued = glued
        self.breaks = breaks
        self.anchor = anchor
        self.trails: Any = None


class Classes:
    """The token classes of a grammar, made as tokens are met."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.none = TokenClass(0, (), frozenset())
        self._classes: dict[Any, TokenClass] = {}

    def of(self, word: str) -> TokenClass:
        """The class of a token."""
        steps = self.graph.steps.get(norm(word), ())
        edges = frozenset((a, b) for a, form, b in steps if has_capitals(form, word))
        key = edges, taking(word)
        found = self._classes.get(key)
        if found is None:
            found = self._classes[key] = TokenClass(len(self._classes) + 1, *key)
        return found


class Symbols(dict[str, Symbol]):
    """Maps a piece (a token with the space before it) to its symbol, made when first met."""

    def __init__(self, classes: Classes, is_anchor: Callable[[str, TokenClass], bool]) -> None:
        super().__init__()
        self.classes = classes
        self.is_anchor = is_anchor
        self.end = Symbol(classes.none, glued=False, breaks=True, anchor=False)
        self._symbols: dict[tuple[int, bool, bool, bool], Symbol] = {}

    def __missing__(self, piece: str) -> Symbol:
        word = piece.lstrip(BLANK)
        gap = piece[: len(piece) - len(word)]  # usually one space
        cls = self.classes.of(word)
        key = cls.id, not gap.strip(UNSEEN), is_paragraph_break(gap), self.is_anchor(word, cls)
        found = self._symbols.get(key)
        if found is None:
            found = self._symbols[key] = Symbol(cls, *key[1:])
        if len(piece) <= _SHORT:
            if len(self) > _ROOM:
                self.clear()
            self[piece] = found
        return found

    def forget(self) -> None:
        """Forget the trails of all symbols."""
        for symbol in self._symbols.values():
            symbol.trails = None
