"""Parts made of several other parts: sequences, choices, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING

from tradefacts.engine.parts import LINE, Part
from tradefacts.engine.rests import Holding, Rest, Step
from tradefacts.engine.row import Derivation, View
from tradefacts.engine.vocabulary import Bits, TokenClass, Traits

if TYPE_CHECKING:
    from tradefacts.grammar.readings import Line


class Chain(Part):
    """Parts one after another: their derivations are concatenated from place to place.

    Progress along the chain is a number: of items (in a sequence) or of rounds (in a repetition).
    """

    hollow = False
    """Whether one of its parts may take no token, as a guard does."""

    def begun(self, done: int) -> int:
        """The progress, reduced to what the continuation depends on."""
        raise NotImplementedError

    def whole(self, done: int) -> bool:
        """Whether the chain may end here."""
        raise NotImplementedError

    def following(self, done: int, *, at_end: bool) -> Part | None:
        """The next part; None if none may follow. `at_end`: whether all tokens are used up."""
        raise NotImplementedError

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        return self._rest(view, 0, start, stop)

    def _rest(self, view: View, done: int, at: int, stop: int) -> tuple[Derivation, ...]:
        """The derivations of the remaining parts over [at, stop)."""
        done = self.begun(done)
        key = self, done, at, stop
        found = view.tails.get(key)
        if found is None:
            found = view.tails[key] = tuple(dict.fromkeys(self._tails(view, done, at, stop)))
        return found

    def _tails(self, view: View, done: int, at: int, stop: int) -> Iterator[Derivation]:
        if at == stop and self.whole(done):
            yield ()
        part = self.following(done, at_end=at == stop)
        if part is None:
            return
        for middle in sorted(part.ends(view, at)):
            if (self.hollow or at < middle) and middle <= stop:
                for tail in self._rest(view, done + 1, middle, stop):
                    for first in part.derive(view, at, middle):
                        yield first + tail


class Seq(Chain):
    """One part after another."""

    hollow = True

    def __init__(self, items: Sequence[Part], anchors: tuple[int, ...]) -> None:
        self.items = tuple(items)
        self.anchors = anchors
        self.nullable = all(item.nullable for item in items)

    @cached_property
    def first(self) -> Traits:
        return _union(item.first for item in _edge(self.items))

    @cached_property
    def last(self) -> Traits:
        return _union(item.last for item in _edge(self.items[::-1]))

    @cached_property
    def core(self) -> Traits:
        return _union(self.items[index].core for index in self.anchors)

    @cached_property
    def asked(self) -> Bits:
        return asked_of(self.items)

    def allows(self, view: View, at: int) -> bool:
        return all(item.nullable and item.allows(view, at) for item in self.items)

    def forward(self, view: View, at: int) -> Iterable[int]:
        places = {at}
        for item in self.items:
            places = {stop for place in places for stop in item.ends(view, place)}
            if not places:
                break
        return {stop for stop in places if stop > at}

    def backward(self, view: View, at: int) -> Iterable[int]:
        places = {at}
        for item in reversed(self.items):
            places = {start for place in places for start in item.starts(view, place)}
            if not places:
                break
        return {start for start in places if start < at}

    @cached_property
    def height(self) -> int:
        return 1 + max((item.height for item in self.items), default=0)

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        for index in self.anchors:
            item = self.items[index]
            if item.holds(holding.token):
                before = holding.left.rests.put_row(self.items[:index], left)
                after = holding.right.rests.put_row(self.items[index + 1 :], right)
                holding.enter(item, before, after)

    def read(self, step: Step) -> Rest:
        rests = step.rests
        count = len(self.items)
        found = set()
        for k in range(count) if rests.forward else range(count - 1, -1, -1):
            item = self.items[k]
            left = step[item]
            if left is not rests.none:
                others = self.items[k + 1 :] if rests.forward else self.items[:k]
                found.add(rests.fill(left, rests.put_row(others, rests.hole)))
            if not (item.nullable and item.passes(step.glued)):
                break
        return rests.union(found)

    def passes(self, glued: bool) -> bool:
        return all(item.passes(glued) for item in self.items)

    @cached_property
    def exact(self) -> bool:
        return all(item.exact for item in self.items)

    def begun(self, done: int) -> int:
        return done

    def whole(self, done: int) -> bool:
        return done == len(self.items)

    def following(self, done: int, *, at_end: bool) -> Part | None:  # noqa: ARG002  # guards may come
        return None if self.whole(done) else self.items[done]


def _edge(items: Sequence[Part]) -> Iterator[Part]:
    """The parts that may come first: all that precedes them may match no token."""
    for item in items:
        yield item
        if not item.nullable:
            return


def asked_of(parts: Iterable[Part]) -> Bits:
    """The union of what the parts ask of tokens."""
    return reduce(or_, (part.asked for part in parts), 0)


def _union(traits: Iterable[Traits]) -> Traits:
    return frozenset().union(*traits)


class Choice(Part):
    """One of several parts.

    Options given as a function are made lazily, so none of them may match an empty sequence; for
    the alternatives of rules, E042 guarantees that.
    """

    def __init__(self, options: Sequence[Part] | Callable[[], Sequence[Part]]) -> None:
        self._options = options
        self._fitting: dict[int, tuple[int, ...]] = {}
        self._between: dict[tuple[int, int], tuple[int, ...]] = {}
        if not callable(options):
            self.nullable = any(option.nullable for option in options)

    @cached_property
    def options(self) -> tuple[Part, ...]:
        """The parts to choose from."""
        return tuple(self._options() if callable(self._options) else self._options)

    def fitting(self, token: TokenClass) -> tuple[int, ...]:
        """The indices of the options that may begin with a token of this class."""
        found = self._fitting.get(token.id)
        if found is None:
            rows = enumerate(self.options)
            found = tuple(n for n, option in rows if not option.first.isdisjoint(token.traits))
            self._fitting[token.id] = found
        return found

    def between(self, view: View, start: int, stop: int) -> tuple[int, ...]:
        """The indices of the options that may begin and end with the edge tokens of the range."""
        first, last = view.cls(start), view.cls(stop - 1)
        key = first.id, last.id
        found = self._between.get(key)
        if found is None:
            rows = self.fitting(first)
            found = tuple(n for n in rows if not self.options[n].last.isdisjoint(last.traits))
            self._between[key] = found
        return found

    @cached_property
    def first(self) -> Traits:
        return _union(option.first for option in self.options)

    @cached_property
    def last(self) -> Traits:
        return _union(option.last for option in self.options)

    @cached_property
    def core(self) -> Traits:
        return _union(option.core for option in self.options)

    @cached_property
    def asked(self) -> Bits:
        return asked_of(self.options)

    def allows(self, view: View, at: int) -> bool:
        return any(option.nullable and option.allows(view, at) for option in self.options)

    def forward(self, view: View, at: int) -> Iterable[int]:
        options = [self.options[number] for number in self.fitting(view.cls(at))]
        return {stop for option in options for stop in option.ends(view, at) if stop > at}

    def backward(self, view: View, at: int) -> Iterable[int]:
        return {start for option in self.options for start in option.starts(view, at) if start < at}

    @cached_property
    def height(self) -> int:
        return 1 + max((option.height for option in self.options), default=0)

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        for option in self.options:
            if option.height and option.holds(holding.token):
                before = holding.left.rests.choose(option, left)
                after = holding.right.rests.choose(option, right)
                holding.enter(option, before, after)
            else:
                holding.enter(option, left, right)

    def read(self, step: Step) -> Rest:
        return step.rests.union({step[option] for option in self.options})

    @cached_property
    def exact(self) -> bool:
        return all(option.exact for option in self.options)

    def passes(self, glued: bool) -> bool:
        return any(option.nullable and option.passes(glued) for option in self.options)

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        for number in self.between(view, start, stop):
            yield from self.options[number].derive(view, start, stop)


class Rule(Choice):
    """A non-fact rule as a choice among its alternatives, which are made when first needed."""

    def __init__(
        self,
        name: str,
        lines: Callable[[], Sequence[Line]],
        options: Callable[[], Sequence[Part]],
    ) -> None:
        super().__init__(options)
        self.name = name
        self._lines = lines

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The line of each alternative: what it gives."""
        return self._lines()

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        for number in self.between(view, start, stop):
            for inner in self.options[number].derive(view, start, stop):
                yield ((LINE, self.lines[number], inner),)
