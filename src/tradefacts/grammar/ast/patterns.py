"""Patterns: what a text must have at a place."""

from __future__ import annotations

from attrs import field, frozen

from tradefacts.grammar.errors import Location
from tradefacts.grammar.values import Key


@frozen(kw_only=True)
class Node:
    """A piece of a pattern."""

    location: Location = field(eq=False, repr=False)


@frozen
class Ref(Node):
    """A lexicon, a kind or key of one, or a rule that is no fact. Names are qualified by link.

    Of a lexicon those forms are meant that can have the features.
    """

    name: str
    part: str | None = None
    features: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What tells its words from those of other references."""
        return self.name, self.part, self.features


@frozen
class Terminal(Node):
    """One of the grammar's words in capitals, such as `DECIMAL`, `WORD` or `ANY`."""

    name: str


@frozen
class Literal(Node):
    """Words as written."""

    text: str

    @property
    def key(self) -> Key:
        """What tells its words from those of other literals."""
        return self.text, "", ()


@frozen
class Glued(Node):
    """`&`: no space between the tokens on both sides."""


@frozen
class Forbidden(Node):
    """`!x`: x does not begin here or, at the start of an alternative, does not end here."""

    body: Node
    left: bool = False


@frozen
class Slot(Node):
    """`name=x`: binds the value of x."""

    name: str
    body: Node


@frozen
class Seq(Node):
    """One item after another."""

    items: tuple[Node, ...]


@frozen
class Choice(Node):
    """One of several."""

    options: tuple[Node, ...]


@frozen
class Repeat(Node):
    """Between `low` and `high` times; `high` None is without bound."""

    body: Node
    low: int
    high: int | None


@frozen
class Span(Node):
    """`[ x ]`: one fact's place."""

    body: Node


@frozen
class Use(Node):
    """A parameterised pattern with its arguments; link puts the body in its place."""

    name: str
    args: tuple[Node, ...]


@frozen
class Mention(Node):
    """A fact of a kind that stands in the text already; in the patterns of roles alone."""

    kind: str
    features: tuple[str, ...] = ()
