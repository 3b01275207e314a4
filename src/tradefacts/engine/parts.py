"""Patterns as parts, which are matched in two ways.

From an anchor outwards, a token at a time and all lines at once, it is told where a match may begin
and end: `hold` tells what a part leaves on both sides of the anchor, `read` what is left after one
token more (see `rests`). What is found so is matched exactly, line by line: `ends` and `starts` tell
where a match from a place or up to it may reach, `derive` what it does. Values are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from tradefacts.engine.rests import Holding, Reading, Rest, Side, Step
from tradefacts.engine.row import View
from tradefacts.engine.vocabulary import Graph, Key, TokenClass
from tradefacts.grammar.values import WRITTEN

Ends = frozenset[int]
Range = tuple[int, int]
Op = tuple[object, ...]
Derivation = tuple[Op, ...]
"""What a match does, in order; the operations are those of `derivations`."""

_NOWHERE: Ends = frozenset()

WORDS, NUMBER, SOFT, OPEN, CLOSE, SLOT, LINE = range(7)


class Part:
    """A piece of a pattern; by default one that takes tokens."""

    nullable = False

    def __init__(self) -> None:
        self._begins: dict[int, bool] = {}
        self._finishes: dict[int, bool] = {}
        self._holds: dict[int, bool] = {}

    # -- what a class can be to this part
    def begins(self, token: TokenClass) -> bool:
        """Whether a match may begin with such a token."""
        found = self._begins.get(token.id)
        if found is None:
            found = self._begins[token.id] = self.may_begin(token)
        return found

    def finishes(self, token: TokenClass) -> bool:
        """Whether a match may end with such a token."""
        found = self._finishes.get(token.id)
        if found is None:
            found = self._finishes[token.id] = self.may_finish(token)
        return found

    def holds(self, token: TokenClass) -> bool:
        """Whether such a token may be the anchor of a match."""
        found = self._holds.get(token.id)
        if found is None:
            found = self._holds[token.id] = self.may_hold(token)
        return found

    def may_begin(self, token: TokenClass) -> bool:
        raise NotImplementedError

    def may_finish(self, token: TokenClass) -> bool:
        raise NotImplementedError

    def may_hold(self, token: TokenClass) -> bool:
        raise NotImplementedError

    @cached_property
    def traits(self) -> frozenset[int | str]:
        """What a token must have one of to be the anchor of a match: nodes and terminals."""
        return frozenset()

    # -- from the anchor outwards
    @cached_property
    def height(self) -> int:
        """How deep parts are nested in this one."""
        return 0

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        """Tell what is left on both sides of a token that is the anchor, given what is beside."""
        raise NotImplementedError

    def fits(self, step: Step) -> bool:
        """Whether a match in the direction of a step may go on with its token."""
        return self.begins(step.token) if step.forward else self.finishes(step.token)

    def read(self, rest: Rest, reading: Reading) -> None:
        """Tell what is left of this part and a rest after one token, which fits."""
        raise NotImplementedError

    def passes(self, glued: bool) -> bool:  # noqa: ARG002, FBT001
        """Whether a part that may match no token does so, by what is known: is there no space."""
        return True

    @property
    def exact(self) -> bool:
        """Whether rests promise no more than this part holds."""
        return True

    def asks_glue(self, forward: bool) -> bool:  # noqa: ARG002, FBT001
        """Whether a match that is read in a direction begins with a look for a space."""
        return False

    # -- exactly
    def allows(self, view: View, at: int) -> bool:  # noqa: ARG002
        """Whether the part matches no token at `at`: its guards hold there."""
        return False

    def ends(self, view: View, at: int) -> Ends:
        """Every place where a match from `at` on may end; `at` itself for an empty one."""
        key = self, at, "ends"
        found = view.memo.get(key)
        if found is None:
            fits = self.begins(view.cls(at))
            found = frozenset(self.forward(view, at)) if fits else _NOWHERE
            if self.nullable and self.allows(view, at):
                found |= {at}
            view.memo[key] = found
        assert isinstance(found, frozenset)
        return found

    def starts(self, view: View, at: int) -> Ends:
        """Every place where a match that ends before `at` may begin."""
        key = self, at, "starts"
        found = view.memo.get(key)
        if found is None:
            fits = self.finishes(view.cls(at - 1))
            found = frozenset(self.backward(view, at)) if fits else _NOWHERE
            if self.nullable and self.allows(view, at):
                found |= {at}
            view.memo[key] = found
        assert isinstance(found, frozenset)
        return found

    def forward(self, view: View, at: int) -> Iterable[int]:
        raise NotImplementedError

    def backward(self, view: View, at: int) -> Iterable[int]:
        raise NotImplementedError

    def derive(self, view: View, start: int, stop: int) -> tuple[Derivation, ...]:
        """Every different thing that a match over [start, stop) may do."""
        key = self, start, stop
        found = view.memo.get(key)
        if found is None:
            if start == stop:
                found = ((),) if self.nullable and self.allows(view, start) else ()
            else:
                found = tuple(dict.fromkeys(self.derivations(view, start, stop)))
            view.memo[key] = found
        assert isinstance(found, tuple)
        return found

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        raise NotImplementedError


class Words(Part):
    """The forms of a lexicon, or literal words; `name` is that of a lexicon."""

    def __init__(self, graph: Graph, root: int, name: Key | None) -> None:
        super().__init__()
        self.graph = graph
        self.root = root
        self.name = name
        self.accepting = graph.accepting
        self._edges: dict[int, tuple[Range, ...]] = {}
        self._inside: dict[int, Inside] = {}

    @cached_property
    def below(self) -> frozenset[int]:
        """The nodes that the forms pass."""
        return self.graph.below(self.root)

    @property
    def traits(self) -> frozenset[int | str]:
        return self.below

    def may_begin(self, token: TokenClass) -> bool:
        return self.root in token.steps

    def may_finish(self, token: TokenClass) -> bool:
        return any(self.accepting[stop] for _, stop in self.edges(token))

    def may_hold(self, token: TokenClass) -> bool:
        return bool(self.edges(token))

    def edges(self, token: TokenClass) -> tuple[Range, ...]:
        """The steps that a token takes inside the forms, from node to node."""
        if token.id not in self._edges:
            self._edges[token.id] = tuple(
                (start, stop)
                for start, stops in token.steps.items()
                if start in self.below
                for stop in stops
            )
        return self._edges[token.id]

    # -- from the anchor outwards
    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        for start, stop in self.edges(holding.token):
            self.before(start, left, holding.left)
            self.beyond(stop, right, holding.right)

    def read(self, rest: Rest, reading: Reading) -> None:
        if reading.step.forward:
            for stop in reading.step.token.steps[self.root]:
                self.beyond(stop, rest, reading)
        else:
            for start, stop in self.edges(reading.step.token):
                if self.accepting[stop]:
                    self.before(start, rest, reading)

    def before(self, node: int, rest: Rest, side: Side) -> None:
        """Tell what is left, backward, of forms that have been read down to a node."""
        # no form comes back to its root
        side.leave(rest if node == self.root else side.rests.put(self.inside(node), rest))

    def beyond(self, node: int, rest: Rest, side: Side) -> None:
        """Tell what is left, forward, of forms that have been read up to a node."""
        if self.accepting[node]:
            side.leave(rest)
        if self.graph.continues(node):
            side.leave(side.rests.put(self.inside(node), rest))

    def inside(self, node: int) -> Inside:
        """What is left at a node."""
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
        """Ends of what is left of a form from a node on."""
        if not self.graph.continues(node):
            return
        for after in view.cls(at).steps.get(node, ()):
            if self.accepting[after]:
                yield at + 1
            yield from self._onward(view, after, at + 1)

    def _backward(self, view: View, node: int, at: int) -> Iterator[int]:
        """Starts of forms that reach a node before token `at`."""
        if node == self.root:
            yield at
            return
        for before in view.cls(at - 1).back.get(node, ()):
            if before in self.below:
                yield from self._backward(view, before, at - 1)

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        if stop in self.ends(view, start):
            yield () if self.name is None else ((WORDS, self.name, start, stop),)


class Inside(Part):
    """What is left of forms at a node inside them; it is known to rests alone."""

    def __init__(self, words: Words, node: int) -> None:
        super().__init__()
        self.words = words
        self.node = node

    def fits(self, step: Step) -> bool:
        return self.node in (step.token.steps if step.forward else step.token.back)

    def read(self, rest: Rest, reading: Reading) -> None:
        if reading.step.forward:
            for stop in reading.step.token.steps[self.node]:
                self.words.beyond(stop, rest, reading)
        else:
            for start in reading.step.token.back[self.node]:
                if start in self.words.below:
                    self.words.before(start, rest, reading)


class Terminal(Part):
    """One token by what it is made of."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    @cached_property
    def traits(self) -> frozenset[int | str]:
        return frozenset({self.name})

    @property
    def exact(self) -> bool:
        return self.name != "ANY"  # which stays in its sentence

    def may_begin(self, token: TokenClass) -> bool:
        return self.name in token.terminals

    may_finish = may_hold = may_begin

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        holding.left.leave(left)
        holding.right.leave(right)

    def read(self, rest: Rest, reading: Reading) -> None:
        reading.leave(rest)

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
                yield ((SOFT,),) if self.name in {"WORD", "ANY"} else ()
