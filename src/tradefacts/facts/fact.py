"""The base class of all facts: its place, its text, the rule that read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, TypeVar

from attrs import field, fields, frozen

from tradefacts.facts.checks import FactError, string, whole
from tradefacts.facts.reading import as_word, json_object, plain_json, read_fields

if TYPE_CHECKING:
    from tradefacts.facts.document import Document
    from tradefacts.facts.trade import TradeFact


KINDS: dict[str, type[Fact]] = {}
"""Classes of facts by `kind`, the name used in JSON."""

LATER = {"trade": ("tradefacts.facts.trade", "TradeFact")}
"""Facts assembled from mentions, by kind: the module and class, imported on first use."""

FactT = TypeVar("FactT", bound="Fact")

_BESIDE = ("kind", "file")
"""The keys in JSON that are not fields of the fact."""


class Reader(Protocol):
    """Reads facts with grammars; this package itself does not depend on any grammar."""

    def parse(self, kind: type[FactT], text: str) -> FactT:
        """Read a whole string as one fact."""

    def lookup(self, code: str) -> Fact:
        """Return the region of a code, under its canonical name."""

    def trade_facts(
        self, document: Document, headline: tuple[Fact, ...] | None
    ) -> tuple[TradeFact, ...]:
        """Assemble the mentions of a document; read its title unless `headline` is given."""


@frozen(kw_only=True, repr=False)
class Fact:
    """A typed statement at one place of a text.

    `start` and `stop` count code points, `stop` exclusive. `rule` names the grammar rule that read
    it, without its grammar; for a trade fact it is the frame with its grammar, `trade.trade`.
    Raises `FactError` if an invariant does not hold.
    """

    kind: ClassVar[str]
    reader: ClassVar[Callable[[], Reader] | None] = None
    layer: ClassVar[int] = 0
    """Facts of a lower layer are chosen first; those of a higher one take what is left."""
    inside: ClassVar[frozenset[str]] = frozenset()
    """Kinds of lower layers whose spans may hold a fact of this kind."""

    start: int = field(validator=whole)
    stop: int = field(validator=whole)
    text: str = field(validator=string)
    rule: str = field(default="", validator=string)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise FactError(f"start, stop: [{self.start}, {self.stop}) is no span of a text")
        if len(self.text) != self.stop - self.start:
            raise FactError(f"text: {self.text!r} does not fill [{self.start}, {self.stop})")

    def __repr__(self) -> str:
        own = fields(type(self))[len(fields(Fact)) :]
        values = ((a, getattr(self, a.name)) for a in own)
        shown = [f"{a.name}={as_word(value)!r}" for a, value in values if value != a.default]
        return f"{type(self).__name__}({', '.join([repr(self.text), *shown])})"

    def to_dict(self) -> dict[str, Any]:
        """Return all fields, ready for JSON: amounts are strings of plain digits, at any size.

        >>> from tradefacts import Money
        >>> money = Money(start=0, stop=2, text="$5", value=5, currency="USD")
        >>> money.to_dict()["value"], money.to_dict()["low"]
        ('5', None)
        """
        place = {"start": self.start, "stop": self.stop, "text": self.text, "rule": self.rule}
        own = {name: plain_json(getattr(self, name)) for name in own_fields(type(self))}
        return {"kind": self.kind, **place, **own}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote; `Fact.from_dict` finds the class by `kind`.

        The `file` in a line of JSON Lines is ignored. Raises `FactError` that names the field.
        """
        kind = json_object(data).get("kind")
        if cls is Fact and isinstance(kind, str) and kind in LATER:
            later: type[Fact] = getattr(import_module(LATER[kind][0]), LATER[kind][1])
            found = later.from_dict(data)
            assert isinstance(found, cls)
            return found
        target = KINDS.get(str(kind)) if cls is Fact else cls
        if target is None:
            raise FactError(f"$.kind: {kind!r} is not one of {', '.join([*KINDS, *LATER])}")
        if target.kind != kind:
            raise FactError(f"$.kind: {kind!r} is not {target.kind!r}")
        found = read_fields(target, data, _BESIDE)
        assert isinstance(found, cls)
        return found

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a string that is one fact of this kind and nothing else but spaces around it.

        Tables write growth with a plus: "+5%" is the fact "5%", whose span has no plus. Raises
        `FactError` if the string holds no such fact, several, or other words.
        """
        return default_reader().parse(cls, text)


def default_reader() -> Reader:
    """The reader that `import tradefacts` provides. Raises `FactError` without it."""
    if Fact.reader is None:
        raise FactError("no grammar is loaded: import tradefacts first")
    return Fact.reader()


def own_fields(kind: type[Fact]) -> tuple[str, ...]:
    """Names of the fields that `kind` adds to a fact's place and text."""
    return tuple(a.name for a in fields(kind)[len(fields(Fact)) :])  # its own fields come last


def check_class(kind: object) -> None:
    """Raise `TypeError` for anything but a class of facts; suggest the class for a kind."""
    if not (isinstance(kind, type) and issubclass(kind, Fact)):
        known = KINDS.get(kind) if isinstance(kind, str) else None
        hint = "" if known is None else f": write {known.__name__}"
        raise TypeError(f"a kind is a class of facts, as Money, not {kind!r}{hint}")
