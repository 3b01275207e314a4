"""Lexicons: values and the words that stand for them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from tradefacts.grammar.errors import Location
from tradefacts.grammar.forms import DECLINED, whole
from tradefacts.grammar.values import Value

Places = Mapping[str, Location]
"""Where each name of a statement stands, at first, for names that have no node of their own."""


@frozen
class Wording:
    """One way to say an entry; `kind` says how it declines.

    In its text the parts of compounds are told apart, "агро+холдинг"; `plain` is without that.
    """

    kind: str
    text: str
    location: Location = field(eq=False, repr=False)

    @property
    def plain(self) -> str:
        """The wording as a text has it."""
        return whole(self.text) if self.kind in DECLINED else self.text


@frozen
class Entry:
    """A value and its wordings; `name` is for `iso3166` and `place` lexicons."""

    key: Value
    name: str | None
    wordings: tuple[Wording, ...]
    location: Location = field(eq=False, repr=False)


@frozen
class Lexicon:
    """Words that stand for values of one domain."""

    name: str
    domain: str
    entries: tuple[Entry, ...]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)
