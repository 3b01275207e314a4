"""A text with its facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tradefacts.facts.fact import KINDS, Fact, FactError, FactT
from tradefacts.facts.kinds import Money, Percentage, Region
from tradefacts.facts.tables import to_table

if TYPE_CHECKING:
    import pyarrow as pa


@frozen(repr=False)
class Document:
    """A text and its facts, in the order of the text.

    >>> import tradefacts
    >>> document = tradefacts.extract("Экспорт России вырос на 5%, до $1,2 млрд")
    >>> document.regions, document.percentages, document.money  # doctest: +NORMALIZE_WHITESPACE
    ((Region('России', code='RU', name='Россия', level='country'),),
     (Percentage('5%', value=Decimal('5'), unit='percent'),),
     (Money('$1,2 млрд', value=Decimal('1200000000'), currency='USD'),))
    """

    text: str
    facts: tuple[Fact, ...] = ()

    def __attrs_post_init__(self) -> None:
        for index, fact in enumerate(self.facts):
            if self.text[fact.start : fact.stop] != fact.text:
                place = f"[{fact.start}:{fact.stop}]"
                raise FactError(f"$.facts[{index}]: {fact.text!r} does not stand at {place}")

    def __repr__(self) -> str:
        return f"<Document of {len(self.text)} characters, {len(self.facts)} facts>"

    def of(self, kind: type[FactT]) -> tuple[FactT, ...]:
        """Facts of one class, in the order of the text."""
        return tuple(fact for fact in self.facts if isinstance(fact, kind))

    @property
    def money(self) -> tuple[Money, ...]:
        """Amounts of money."""
        return self.of(Money)

    @property
    def percentages(self) -> tuple[Percentage, ...]:
        """Percentages and points."""
        return self.of(Percentage)

    @property
    def regions(self) -> tuple[Region, ...]:
        """Places."""
        return self.of(Region)

    def to_dict(self) -> dict[str, Any]:
        """`{"text": ..., "facts": [...]}`, ready for JSON."""
        return {"text": self.text, "facts": [fact.to_dict() for fact in self.facts]}

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON in readable Cyrillic; a lone surrogate is escaped, so it can always be encoded."""
        return dump_json(self.to_dict(), indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Document:
        """Read back what `to_dict` wrote. Raises `FactError` that says where (`$.facts[0]`)."""
        found = data if isinstance(data, Mapping) else {}
        text, rows = found.get("text"), found.get("facts")
        if not isinstance(text, str) or not isinstance(rows, list):
            raise FactError('$: a document is {"text": "...", "facts": [...]}')
        facts = []
        for index, row in enumerate(rows):
            try:
                facts.append(Fact.from_dict(row))
            except FactError as error:
                where = f"$.facts[{index}]"
                message = str(error)
                joined = where + message[1:] if message.startswith("$") else f"{where}: {message}"
                raise FactError(joined) from None
        return cls(text, tuple(facts))

    @classmethod
    def from_json(cls, data: str) -> Document:
        """Read back what `to_json` wrote."""
        return cls.from_dict(json.loads(data))

    def to_html(self, *, title: str = "Facts") -> str:
        """One HTML page for a browser: the text with its facts marked, and a table of them.

        It needs no other file and no network; see `docs/page.md`.

        >>> import tradefacts
        >>> html = tradefacts.extract("вырос до $1,2 млрд").to_html(title="Экспорт")
        >>> html[:15], "<title>Экспорт</title>" in html
        ('<!doctype html>', True)
        """
        from tradefacts.render import page  # noqa: PLC0415  # most never look

        return page([("", self.to_dict())], kinds=KINDS, title=title)

    def _repr_html_(self) -> str:
        """What a notebook shows: the page in a frame of its own."""
        from tradefacts.render import embedded  # noqa: PLC0415  # as above

        return embedded(self.to_html())

    def to_arrow(self) -> pa.Table:
        """One row a fact, the columns of `to_table`; needs `tradefacts[arrow]`."""
        return to_table([self])


def dump_json(data: object, *, indent: int | None = None) -> str:
    """JSON with Cyrillic as it is, and escapes where a lone surrogate forbids that."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data, indent=indent)
    return text
