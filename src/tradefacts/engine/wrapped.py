"""Parts made of one other part: slots, spans."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from tradefacts.engine.parts import CLOSE, OPEN, SLOT, Part
from tradefacts.engine.rests import Holding, Rest, Step
from tradefacts.engine.row import Derivation, View
from tradefacts.engine.vocabulary import Bits, Traits


class Wrapped(Part):
    """A part that wraps one other: a slot, a span, a repetition."""

    def __init__(self, body: Part) -> None:
        self.body = body
        self.nullable = body.nullable

    @cached_property
    def first(self) -> Traits:
        return self.body.first

    @cached_property
    def last(self) -> Traits:
        return self.body.last

    @cached_property
    def core(self) -> Traits:
        return self.body.core

    @property
    def asked(self) -> Bits:
        return self.body.asked

    def allows(self, view: View, at: int) -> bool:
        return self.body.allows(view, at)

    def forward(self, view: View, at: int) -> Iterable[int]:
        return self.body.ends(view, at) - {at}

    def backward(self, view: View, at: int) -> Iterable[int]:
        return self.body.starts(view, at) - {at}

    @cached_property
    def height(self) -> int:
        return 1 + self.body.height

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        holding.enter(self.body, left, right)

    def read(self, step: Step) -> Rest:
        return step[self.body]

    @property
    def exact(self) -> bool:
        return self.body.exact

    def passes(self, glued: bool) -> bool:
        return self.body.passes(glued)


class Span(Wrapped):
    """`[ x ]`."""

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        for inner in self.body.derive(view, start, stop):
            yield ((OPEN, start), *inner, (CLOSE, stop))


class Slot(Wrapped):
    """`name=x`."""

    def __init__(self, name: str, body: Part) -> None:
        super().__init__(body)
        self.name = name

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        for inner in self.body.derive(view, start, stop):
            yield ((SLOT, self.name, inner),)
