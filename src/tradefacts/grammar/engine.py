"""What runs a grammar: the protocol that every back end keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tradefacts.facts import Fact
    from tradefacts.grammar import ast
    from tradefacts.grammar.choice import Chosen
    from tradefacts.grammar.readings import Whole


class Engine(Protocol):
    """What runs a grammar."""

    @property
    def grammar(self) -> ast.Grammar:
        """What it runs."""

    def gives(self) -> Iterable[str]:
        """The class of facts that each of its fact rules gives, some more than once."""

    def facts(
        self, text: str, rules: Collection[str] | None = None, date: str | None = None
    ) -> list[Fact]:
        """The facts of a text in its order, written on an ISO 8601 date."""

    def chosen(self, text: str, rules: Collection[str] | None = None) -> Chosen:
        """The best readings of a text by the named fact rules, and pairs of equal rank."""

    def values(self, rule: str, text: str) -> Sequence[Whole]:
        """What a rule that is no fact gives for the whole of a text."""

    def names(self, code: str) -> Sequence[str]:
        """The names of the place of an ISO 3166 code, in the order of the lexicons."""
