"""Parts that take no token: they only test whether a condition holds at a place."""

from __future__ import annotations

from functools import cached_property

from tradefacts.engine.parts import Alike, Part
from tradefacts.engine.row import View
from tradefacts.engine.vocabulary import GLUE, Bits, Traits


class Glued(Alike):
    """`&`."""

    nullable = True

    def allows(self, view: View, at: int) -> bool:
        return view.glued(at)

    def passes(self, glued: bool) -> bool:
        return glued

    @cached_property
    def first(self) -> Traits:
        return frozenset({GLUE})


class Forbidden(Part):
    """`!x`; `ahead` tells whether x is looked for to the right or to the left."""

    nullable = True
    idle = True
    ahead: bool

    def __init__(self, body: Part) -> None:
        self.body = body

    @property
    def asked(self) -> Bits:
        return self.body.asked

    @property
    def exact(self) -> bool:
        return False


class NotAfter(Forbidden):
    """`!x` at the start of an alternative: x does not end here."""

    ahead = False

    def allows(self, view: View, at: int) -> bool:
        return not any(start < at for start in self.body.starts(view, at))


class NotBefore(Forbidden):
    """`!x` elsewhere: x does not begin here."""

    ahead = True

    def allows(self, view: View, at: int) -> bool:
        return not self.body.ends(view, at)
