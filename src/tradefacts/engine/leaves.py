"""Parts that consume tokens themselves: lexicon forms, literal words, terminals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from tradefacts.engine.parts import NUMBER, SOFT, WORDS, Alike, Part
from tradefacts.engine.rests import Holding, Rest, Side, Step
from tradefacts.engine.row import Derivation, View
from tradefacts.engine.vocabulary import Bits, Graph, TokenClass, Traits, bits
from tradefacts.grammar.terminals import TERMINALS, WRITTEN
from tradefacts.grammar.values import Key

Edge = tuple[int, int]
"""An edge of the graph: the nodes that a word leads from and to."""


class Words(Part):
    """The forms of a lexicon, or literal words; `name` is the lexicon's key, None for literals."""

    def __init__(self, graph: Graph, root: int, name: Key | None) -> None:
        self.graph = graph
        self.root = root
        self.name = name
        self.accepting = graph.accepting
        self._edges: dict[int, tuple[Edge, ...]] = {}
        self._inside: dict[int, Inside] = {}

    @cached_property
    def below(self) -> frozenset[int]:
        """The nodes on the paths of the forms."""
        return self.graph.below(self.root)

    @cached_property
    def first(self) -> Traits:
        return frozenset({self.root})

    @cached_property
    def last(self) -> Traits:
        return frozenset(
            node
            for node in self.below
            if any(self.accepting[after] for after in self.graph.onward.get(node, ()))
        )

    @property
    def core(self) -> Traits:
        return self.below

    @cached_property
    def asked(self) -> Bits:
        return bits(self.below)

    def edges(self, token: TokenClass) -> tuple[Edge, ...]:
        """The edges that a token can follow inside the forms."""
        if token.id not in self._edges:
            steps = token.steps
            starts = self.below.intersection(steps)
            self._edges[token.id] = tuple(
                (start, stop) for start in starts for stop in steps[start]
            )
        return self._edges[token.id]

    # -- from the anchor outwards
    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        for start, stop in self.edges(holding.token):
            self.before(start, left, holding.left)
            self.beyond(stop, right, holding.right)

    def read(self, step: Step) -> Rest:
        side, token = Side(step.rests), step.token
        if step.rests.forward:
            for stop in token.steps[self.root]:
                self.beyond(stop, side.rests.hole, side)
        else:
            for start, stop in self.edges(token):
                if self.accepting[stop]:
                    self.before(start, side.rests.hole, side)
        return side.result()

    def before(self, node: int, rest: Rest, side: Side) -> None:
        """Tell `side` what is left, backward, of forms that have been read back to a node."""
        # no form returns to its root
        side.leave(rest if node == self.root else side.rests.put(self.inside(node), rest))

    def beyond(self, node: int, rest: Rest, side: Side) -> None:
        """Tell `side` what is left, forward, of forms that have been read up to a node."""
        if self.accepting[node]:
            side.leave(rest)
        if self.graph.continues(node):
            side.leave(side.rests.put(self.inside(node), rest))

    def inside(self, node: int) -> Inside:
        """The part for what is left of the forms at a node."""
        if node not in self._inside:
            self._inside[node] = Inside(self, node)
        return self._inside[node]

    # -- exactly
    def forward(self, view: View, at: int) -> Iterable[int]:
        return self._onward(view, self.root, at)

    def backward(self, view: View, at: int) -> Iterable[int]:
        for start, stop in self.edges(view.cls(at - 1)):
            if self.accepting[stop]:
                yield from self._backward(view, start, at - 1)

    def _onward(self, view: View, node: int, at: int) -> Iterator[int]:
        """The places where forms may end if they have reached a node before token `at`."""
        if not self.graph.continues(node):
            return
        for after in view.cls(at).steps.get(node, ()):
            if self.accepting[after]:
                yield at + 1
            yield from self._onward(view, after, at + 1)

    def _backward(self, view: View, node: int, at: int) -> Iterator[int]:
        """The places where forms begin that reach a node before token `at`."""
        if node == self.root:
            yield at
            return
        for start, stop in self.edges(view.cls(at - 1)):
            if stop == node:
                yield from self._backward(view, start, at - 1)

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        if stop in self.ends(view, start):
            yield () if self.name is None else ((WORDS, self.name, start, stop),)


class Inside(Part):
    """What is left of forms at a node inside them; only rests use it."""

    def __init__(self, words: Words, node: int) -> None:
        self.words = words
        self.node = node

    @cached_property
    def first(self) -> Traits:
        return frozenset({self.node})

    @cached_property
    def last(self) -> Traits:
        onward = self.words.graph.onward
        return frozenset(node for node in self.words.below if self.node in onward.get(node, ()))

    def read(self, step: Step) -> Rest:
        side, token = Side(step.rests), step.token
        if step.rests.forward:
            for stop in token.steps[self.node]:
                self.words.beyond(stop, side.rests.hole, side)
        else:
            for start, stop in self.words.edges(token):
                if stop == self.node:
                    self.words.before(start, side.rests.hole, side)
        return side.result()


class Terminal(Alike):
    """One token, chosen by what it is made of."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def first(self) -> Traits:
        return frozenset({self.name})

    @property
    def core(self) -> Traits:
        return self.first

    @cached_property
    def asked(self) -> Bits:
        return bits(self.first)

    @property
    def exact(self) -> bool:
        return self.name != "ANY"  # `ANY` does not cross sentences, which rests do not check

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        holding.left.leave(left)
        holding.right.leave(right)

    def read(self, step: Step) -> Rest:
        return step.rests.hole

    def forward(self, view: View, at: int) -> Iterable[int]:
        if self.name != "ANY" or not view.fresh(at + 1):
            yield at + 1

    def backward(self, view: View, at: int) -> Iterable[int]:
        if self.name != "ANY" or not view.fresh(at):
            yield at - 1

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        if stop == start + 1 and stop in self.ends(view, start):
            if self.name in WRITTEN:
                yield ((NUMBER, self.name, start),)
            else:
                yield ((SOFT,),) if TERMINALS[self.name].soft else ()
