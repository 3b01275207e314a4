"""Patterns that answer three questions about token classes, in both directions.

`ends(run, at)`: where may a match that begins at `at` end; `starts(run, at)`: where may one that
ends at `at` begin; `around(run)`: which matches have token 0 as their anchor. Values are not looked
at: what a match is worth is told by its derivations. A part first asks whether the next token can
begin it at all, so that next to nothing is looked at where nothing can match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from tradefacts.engine.vocabulary import Graph, Key, TokenClass
from tradefacts.engine.witness import Witness
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

    # -- matches
    def allows(self, run: Witness, at: int) -> bool:  # noqa: ARG002
        """Whether the part matches no token at `at`: its guards hold there."""
        return False

    def ends(self, run: Witness, at: int) -> Ends:
        """Every place where a match from `at` on may end; `at` itself for an empty one."""
        key = self, at, "ends"
        found = run.memo.get(key)
        if found is None:
            found = frozenset(self.forward(run, at)) if run.begins(self, at) else _NOWHERE
            if self.nullable and self.allows(run, at):
                found |= {at}
            run.memo[key] = found
        assert isinstance(found, frozenset)
        return found

    def starts(self, run: Witness, at: int) -> Ends:
        """Every place where a match that ends before `at` may begin."""
        key = self, at, "starts"
        found = run.memo.get(key)
        if found is None:
            fits = run.finishes(self, at - 1)
            found = frozenset(self.backward(run, at)) if fits else _NOWHERE
            if self.nullable and self.allows(run, at):
                found |= {at}
            run.memo[key] = found
        assert isinstance(found, frozenset)
        return found

    def around(self, run: Witness) -> frozenset[Range]:
        """The ranges of matches whose anchor is token 0."""
        key = self, "around"
        found = run.memo.get(key)
        if found is None:
            fits = run.holds(self, 0)
            found = run.memo[key] = frozenset(self.outward(run)) if fits else frozenset()
        assert isinstance(found, frozenset)
        return found

    def forward(self, run: Witness, at: int) -> Iterable[int]:
        raise NotImplementedError

    def backward(self, run: Witness, at: int) -> Iterable[int]:
        raise NotImplementedError

    def outward(self, run: Witness) -> Iterable[Range]:
        raise NotImplementedError

    def derive(self, run: Witness, start: int, stop: int) -> tuple[Derivation, ...]:
        """Every different thing that a match over [start, stop) may do."""
        key = self, start, stop
        found = run.memo.get(key)
        if found is None:
            if start == stop:
                found = ((),) if self.nullable and self.allows(run, start) else ()
            else:
                found = tuple(dict.fromkeys(self.derivations(run, start, stop)))
            run.memo[key] = found
        assert isinstance(found, tuple)
        return found

    def derivations(self, run: Witness, start: int, stop: int) -> Iterable[Derivation]:
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

    def forward(self, run: Witness, at: int) -> Iterable[int]:
        return self._onward(run, self.root, at)

    def backward(self, run: Witness, at: int) -> Iterable[int]:
        for start, stop in run.edges(self, at - 1):
            if self.accepting[stop]:
                yield from self._backward(run, start, at - 1)

    def outward(self, run: Witness) -> Iterable[Range]:
        for before, after in run.edges(self, 0):
            stops = set(self._onward(run, after, 1)) | ({1} if self.accepting[after] else set())
            if stops:
                for start in self._backward(run, before, 0):
                    for stop in stops:
                        yield start, stop

    def _onward(self, run: Witness, node: int, at: int) -> Iterator[int]:
        """Ends of what is left of a form from a node on."""
        if not self.graph.continues(node):
            return
        for after in run.steps(node, at):
            if self.accepting[after]:
                yield at + 1
            yield from self._onward(run, after, at + 1)

    def _backward(self, run: Witness, node: int, at: int) -> Iterator[int]:
        """Starts of forms that reach a node before token `at`."""
        if node == self.root:
            yield at
            return  # no form comes back to its root
        for before in run.back(node, at - 1):
            if before in self.below:
                yield from self._backward(run, before, at - 1)

    def derivations(self, run: Witness, start: int, stop: int) -> Iterable[Derivation]:
        if stop in self.ends(run, start):
            yield () if self.name is None else ((WORDS, self.name, start, stop),)


class Terminal(Part):
    """One token by what it is made of."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    @cached_property
    def traits(self) -> frozenset[int | str]:
        return frozenset({self.name})

    def may_begin(self, token: TokenClass) -> bool:
        return self.name in token.terminals

    may_finish = may_hold = may_begin

    def forward(self, run: Witness, at: int) -> Iterable[int]:
        if self.name != "ANY" or not run.fresh(at + 1):
            yield at + 1

    def backward(self, run: Witness, at: int) -> Iterable[int]:
        if self.name != "ANY" or not run.fresh(at):
            yield at - 1

    def outward(self, run: Witness) -> Iterable[Range]:
        if self.name != "ANY" or not run.fresh(1):
            yield 0, 1

    def derivations(self, run: Witness, start: int, stop: int) -> Iterable[Derivation]:
        if stop == start + 1 and stop in self.ends(run, start):
            if self.name in WRITTEN:
                yield ((NUMBER, self.name, start),)
            else:
                yield ((SOFT,),) if self.name in {"WORD", "ANY"} else ()
