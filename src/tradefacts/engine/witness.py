"""Questions that the matcher asks about tokens, put on record with their answers.

What a match is depends on the answers alone; so `decide` can remember it by them. A question is
as narrow as can be ("may this token begin that part?"), so that tokens which differ only in what
nobody asks are treated as one.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Protocol, TypeVar

from tradefacts.engine.source import Source
from tradefacts.engine.vocabulary import TokenClass

_T = TypeVar("_T")


class Ask(IntEnum):
    """What is asked of a token; numbers, as they are hashed for every question."""

    BEGINS = 0
    FINISHES = 1
    HOLDS = 2
    EDGES = 3
    STEPS = 4
    BACK = 5
    GLUED = 6
    FRESH = 7


class Asking(Protocol):
    """A part of a pattern, as far as it can tell what a class of tokens is to it."""

    def begins(self, token: TokenClass) -> bool:
        """Whether a match may begin with such a token."""

    def finishes(self, token: TokenClass) -> bool:
        """Whether a match may end with such a token."""

    def holds(self, token: TokenClass) -> bool:
        """Whether such a token may be the anchor of a match."""


Question = tuple[int, Ask, Any]
"""The token, what is asked, and of which part or node."""


def answer(ask: Ask, what: Any, token: TokenClass) -> Any:
    """The answer to a question about the class of a token."""
    match ask:
        case Ask.BEGINS:
            return what.begins(token)
        case Ask.FINISHES:
            return what.finishes(token)
        case Ask.HOLDS:
            return what.holds(token)
        case Ask.EDGES:
            return what.edges(token)
        case Ask.STEPS:
            return token.steps.get(what, ())
    return token.back.get(what, ())


class Witness:
    """Passes questions on to a source and remembers each with its answer, in order."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.answers: dict[Question, Any] = {}
        self.memo: dict[object, object] = {}

    def put(self, at: int, ask: Ask, what: Any, given: _T) -> _T:
        """Put a question and its answer on record."""
        self.answers.setdefault((at, ask, what), given)
        return given

    def begins(self, part: Asking, at: int) -> bool:
        return self.put(at, Ask.BEGINS, part, part.begins(self.source.cls(at)))

    def finishes(self, part: Asking, at: int) -> bool:
        return self.put(at, Ask.FINISHES, part, part.finishes(self.source.cls(at)))

    def holds(self, part: Asking, at: int) -> bool:
        return self.put(at, Ask.HOLDS, part, part.holds(self.source.cls(at)))

    def edges(self, part: Any, at: int) -> tuple[tuple[int, int], ...]:
        """Steps that a token takes inside the forms of a part."""
        found: tuple[tuple[int, int], ...] = part.edges(self.source.cls(at))
        return self.put(at, Ask.EDGES, part, found)

    def steps(self, node: int, at: int) -> tuple[int, ...]:
        """Where a token leads from a node."""
        steps = self.source.cls(at).steps.get(node, ())
        return self.put(at, Ask.STEPS, node, steps)

    def back(self, node: int, at: int) -> tuple[int, ...]:
        """From where a token leads to a node."""
        back = self.source.cls(at).back.get(node, ())
        return self.put(at, Ask.BACK, node, back)

    def glued(self, at: int) -> bool:
        return self.put(at, Ask.GLUED, None, self.source.glued(at))

    def fresh(self, at: int) -> bool:
        return self.put(at, Ask.FRESH, None, self.source.fresh(at))
