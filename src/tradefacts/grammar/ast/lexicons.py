"""Lexicons: values and the words that stand for them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from tradefacts.grammar.errors import Location
from tradefacts.grammar.values import Value

Places = Mapping[str, Location]
"""Where each name of a statement stands, at first, for names that have no node of their own."""


@frozen
class Wording:
    """One way to say an entry; `kind` says how it declines."""

    kind: str
    text: str
    location: Location = field(eq=False, repr=False)


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
