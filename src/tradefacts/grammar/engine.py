"""The protocol of the back ends, which run a grammar."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tradefacts.facts import Fact
    from tradefacts.grammar import ast
    from tradefacts.grammar.choice import Chosen
    from tradefacts.grammar.readings import Whole


class Engine(Protocol):
    """A back end that runs a grammar."""

    @property
    def grammar(self) -> ast.Grammar:
        """The grammar that it runs."""

    def gives(self) -> Iterable[str]:
        """The classes of facts that its fact rules give; a class may come repeatedly."""

    def facts(
        self, text: str, rules: Collection[str] | None = None, date: str | None = None
    ) -> list[Fact]:
        """The facts of a text in text order; `date` is the ISO 8601 day it was written."""

    def chosen(self, text: str, rules: Collection[str] | None = None) -> Chosen:
        """The best readings of a text by the named fact rules, and the ties of equal rank."""

    def values(self, rule: str, text: str) -> Sequence[Whole]:
        """The results of a non-fact rule matched against the whole text."""

    def names(self, code: str) -> Sequence[str]:
        """The names of the place with an ISO 3166 code, in the order of the lexicons."""
