"""Parts that are made of parts: sequences, choices, slots, spans, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tradefacts.engine.parts import (
    CLOSE,
    LINE,
    OPEN,
    SLOT,
    Derivation,
    Part,
    Range,
)
from tradefacts.engine.vocabulary import TokenClass
from tradefacts.engine.witness import Witness

if TYPE_CHECKING:
    from tradefacts.grammar.readings import Line


class Seq(Part):
    """One part after another."""

    def __init__(self, items: Sequence[Part], anchors: tuple[int, ...]) -> None:
        super().__init__()
        self.items = tuple(items)
        self.anchors = anchors
        self.nullable = all(item.nullable for item in items)

    @cached_property
    def traits(self) -> frozenset[int | str]:
        return frozenset().union(*(self.items[index].traits for index in self.anchors))

    def may_begin(self, token: TokenClass) -> bool:
        return _edge(self.items, token, Part.begins)

    def may_finish(self, token: TokenClass) -> bool:
        return _edge(self.items[::-1], token, Part.finishes)

    def may_hold(self, token: TokenClass) -> bool:
        return any(self.items[index].holds(token) for index in self.anchors)

    def allows(self, run: Witness, at: int) -> bool:
        return all(item.nullable and item.allows(run, at) for item in self.items)

    def forward(self, run: Witness, at: int) -> Iterable[int]:
        return {stop for stop in onward(self.items, run, {at}) if stop > at}

    def backward(self, run: Witness, at: int) -> Iterable[int]:
        return {start for start in back(self.items, run, {at}) if start < at}

    def outward(self, run: Witness) -> Iterable[Range]:
        for index in self.anchors:
            for start, stop in self.items[index].around(run):
                stops = onward(self.items[index + 1 :], run, {stop})
                if stops:
                    for first in back(self.items[:index], run, {start}):
                        for last in stops:
                            yield first, last

    def derivations(self, run: Witness, start: int, stop: int) -> Iterable[Derivation]:
        return self._rest(run, 0, start, stop)

    def _rest(self, run: Witness, index: int, at: int, stop: int) -> tuple[Derivation, ...]:
        """What the items from `index` on may do over [at, stop)."""
        key = self, index, at, stop
        found = run.memo.get(key)
        if found is None:
            found = run.memo[key] = tuple(dict.fromkeys(self._tails(run, index, at, stop)))
        assert isinstance(found, tuple)
        return found

    def _tails(self, run: Witness, index: int, at: int, stop: int) -> Iterator[Derivation]:
        if index == len(self.items):
            if at == stop:
                yield ()
            return
        item = self.items[index]
        for middle in sorted(item.ends(run, at)):
            if middle <= stop:
                for tail in self._rest(run, index + 1, middle, stop):
                    for first in item.derive(run, at, middle):
                        yield first + tail


def onward(items: Sequence[Part], run: Witness, places: set[int]) -> set[int]:
    """Where a row of parts from any of the places on may end."""
    for item in items:
        places = {stop for at in places for stop in item.ends(run, at)}
        if not places:
            break
    return places


def back(items: Sequence[Part], run: Witness, places: set[int]) -> set[int]:
    """Where a row of parts up to any of the places may begin."""
    for item in reversed(items):
        places = {start for at in places for start in item.starts(run, at)}
        if not places:
            break
    return places


def _edge(
    items: Sequence[Part], token: TokenClass, ask: Callable[[Part, TokenClass], bool]
) -> bool:
    for item in items:
        if ask(item, token):
            return True
        if not item.nullable:
            return False
    return False


class Choice(Part):
    """One of several parts."""

    def __init__(self, options: Sequence[Part]) -> None:
        super().__init__()
        self.options = tuple(options)
        self.nullable = any(option.nullable for option in options)

    @cached_property
    def traits(self) -> frozenset[int | str]:
        return frozenset().union(*(option.traits for option in self.options))

    def may_begin(self, token: TokenClass) -> bool:
        return any(option.begins(token) for option in self.options)

    def may_finish(self, token: TokenClass) -> bool:
        return any(option.finishes(token) for option in self.options)

    def may_hold(self, token: TokenClass) -> bool:
        return any(option.holds(token) for option in self.options)

    def allows(self, run: Witness, at: int) -> bool:
        return any(option.nullable and option.allows(run, at) for option in self.options)

    def forward(self, run: Witness, at: int) -> Iterable[int]:
        return {stop for option in self.options for stop in option.ends(run, at) if stop > at}

    def backward(self, run: Witness, at: int) -> Iterable[int]:
        return {start for option in self.options for start in option.starts(run, at) if start < at}

    def outward(self, run: Witness) -> Iterable[Range]:
        return {found for option in self.options for found in option.around(run)}

    def derivations(self, run: Witness, start: int, stop: int) -> Iterable[Derivation]:
        for option in self.options:
            if run.begins(option, start):
                yield from option.derive(run, start, stop)


class Wrapped(Part):
    """One part in another: a slot, a span, a repetition."""

    def __init__(self, body: Part) -> None:
        super().__init__()
        self.body = body
        self.nullable = body.nullable

    @property
    def traits(self) -> frozenset[int | str]:
        return self.body.traits

    def may_begin(self, token: TokenClass) -> bool:
        return self.body.begins(token)

    def may_finish(self, token: TokenClass) -> bool:
        return self.body.finishes(token)

    def may_hold(self, token: TokenClass) -> bool:
        return self.body.holds(token)

    def allows(self, run: Witness, at: int) -> bool:
        return self.body.allows(run, at)

    def forward(self, run: Witness, at: int) -> Iterable[int]:
        return self.body.ends(run, at) - {at}

    def backward(self, run: Witness, at: int) -> Iterable[int]:
        return self.body.starts(run, at) - {at}

    def outward(self, run: Witness) -> Iterable[Range]:
        return self.body.around(run)


class Span(Wrapped):
    """`[ x ]`."""

    def derivations(self, run: Witness, start: int, stop: int) -> Iterable[Derivation]:
        for inner in self.body.derive(run, start, stop):
            yield ((OPEN, start), *inner, (CLOSE, stop))


class Slot(Wrapped):
    """`name=x`."""

    def __init__(self, name: str, body: Part) -> None:
        super().__init__(body)
        self.name = name

    def derivations(self, run: Witness, start: int, stop: int) -> Iterable[Derivation]:
        for inner in self.body.derive(run, start, stop):
            yield ((SLOT, self.name, inner),)


class Rule(Choice):
    """A rule that is no fact, by its alternatives; they are made when they are first needed."""

    def __init__(
        self,
        name: str,
        lines: Callable[[], Sequence[Line]],
        options: Callable[[], Sequence[Part]],
    ) -> None:
        Part.__init__(self)
        self.name = name
        self._lines = lines
        self._options = options

    @cached_property
    def lines(self) -> Sequence[Line]:
        """What each alternative gives."""
        return self._lines()

    @cached_property
    def options(self) -> tuple[Part, ...]:  # type: ignore[override]
        return tuple(self._options())

    def derivations(self, run: Witness, start: int, stop: int) -> Iterable[Derivation]:
        for line, option in zip(self.lines, self.options, strict=True):
            if run.begins(option, start):
                for inner in option.derive(run, start, stop):
                    yield ((LINE, line, inner),)
