"""Parts that take no token: what they ask is whether they hold at a place."""

from __future__ import annotations

from tradefacts.engine.parts import Part
from tradefacts.engine.vocabulary import TokenClass
from tradefacts.engine.witness import Witness


class Empty(Part):
    """A part that takes no token: a guard."""

    nullable = True

    def may_begin(self, token: TokenClass) -> bool:  # noqa: ARG002
        return False

    may_finish = may_hold = may_begin


class Glued(Empty):
    """`&`."""

    def allows(self, run: Witness, at: int) -> bool:
        return run.glued(at)


class NotAfter(Empty):
    """`!x` at the start of an alternative: x does not end here."""

    def __init__(self, body: Part) -> None:
        super().__init__()
        self.body = body

    def allows(self, run: Witness, at: int) -> bool:
        return not any(start < at for start in self.body.starts(run, at))


class NotBefore(Empty):
    """`!x` elsewhere: x does not begin here."""

    def __init__(self, body: Part) -> None:
        super().__init__()
        self.body = body

    def allows(self, run: Witness, at: int) -> bool:
        return not self.body.ends(run, at)
