"""A text with its facts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import field, frozen
from attrs.validators import optional

from tradefacts.facts.checks import FactError, located, string
from tradefacts.facts.days import as_day, written_on
from tradefacts.facts.fact import KINDS, LATER, Fact, FactT, check_class, default_reader
from tradefacts.facts.kinds import Money, Percentage, Region
from tradefacts.facts.reading import check_known, dump_json, load_json
from tradefacts.units.errors import check_text

if TYPE_CHECKING:
    import pyarrow as pa

    from tradefacts.facts.trade import Evidence, TradeFact


_WRITTEN = ("file", "text", "title", "date", "facts", "trade_facts")
"""The keys of a document in JSON; `file` is there if the command line read one."""


def _listed(facts: object) -> tuple[Any, ...]:
    try:
        return tuple(facts)  # type: ignore[arg-type]  # the except below handles it
    except TypeError:
        raise FactError(f"facts: {facts!r} is no list of facts") from None


def _given(facts: object) -> tuple[Any, ...] | None:
    return None if facts is None else _listed(facts)


@frozen(repr=False)
class Document:
    """A text and its facts, in text order.

    >>> import tradefacts
    >>> document = tradefacts.extract("Экспорт России вырос на 5%, до $1,2 млрд")
    >>> document.regions, document.percentages, document.money  # doctest: +NORMALIZE_WHITESPACE
    ((Region('России', code='RU', name='Россия', level='country'),),
     (Percentage('5%', value=Decimal('5'), unit='percent'),),
     (Money('$1,2 млрд', value=Decimal('1200000000'), currency='USD'),))

    `date` is the day the text was written, an ISO 8601 string or a date, and `title` its headline,
    if known. Documents are equal if all of these and the trade facts are. Comparing assembles trade
    facts only if they could differ.

    >>> tradefacts.Document.from_json(document.to_json()) == document
    True

    Raises `FactError` if an invariant does not hold.
    """

    text: str = field(validator=string)
    facts: tuple[Fact, ...] = field(default=(), converter=_listed)
    title: str | None = field(default=None, kw_only=True, validator=optional(string))
    date: str | None = field(default=None, kw_only=True, converter=written_on)
    _trade_facts: tuple[TradeFact, ...] | None = field(default=None, kw_only=True, converter=_given)
    """The trade facts that were given, as by JSON; None if they are to be assembled."""
    _mentions: tuple[Fact, ...] | None = field(default=None, kw_only=True, converter=_given)
    """All facts found, if `facts` holds only some of them; trade facts are made from these."""
    _headline: tuple[Fact, ...] | None = field(default=None, kw_only=True, converter=_given)
    """The facts found in the title; None if the shipped grammars are to read it."""
    _made: tuple[TradeFact, ...] | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        for index, fact in enumerate(self.facts):
            if isinstance(fact, Fact) and fact.kind in LATER:
                hint = "trade_facts are made of facts, or given under that name"
                raise FactError(f"$.facts[{index}]: {fact!r} is a trade fact: {hint}")
            _check_stands(f"$.facts[{index}]", fact, self.text)
        for index, stated in enumerate(self._trade_facts or ()):
            _check_stands(f"$.trade_facts[{index}]", stated, self.text)
            _check_stated(f"$.trade_facts[{index}]", stated, len(self.text))
        starts = [fact.start for fact in self.facts]
        if starts != sorted(starts):  # facts from a grammar are always sorted
            object.__setattr__(self, "facts", tuple(sorted(self.facts, key=lambda f: f.start)))

    def __repr__(self) -> str:
        noun = "fact" if len(self.facts) == 1 else "facts"
        return f"<Document of {len(self.text)} characters, {len(self.facts)} {noun}>"

    def __eq__(self, other: object) -> bool:
        """Whether both are equal; trade facts are assembled only if they could differ."""
        if not isinstance(other, Document):
            return NotImplemented
        if self._said() != other._said():
            return False
        return self._basis() == other._basis() or self.trade_facts == other.trade_facts

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        """What is cheap to compare and to hash."""
        return self.text, self.facts, self.title, self.date

    def _basis(self) -> tuple[object, ...]:
        """The other inputs of the trade facts: if these are equal too, so are the trade facts."""
        return self._trade_facts, self._mentions, self._headline

    @property
    def trade_facts(self) -> tuple[TradeFact, ...]:
        """What the sentences say about trade, assembled when first used.

        >>> import tradefacts
        >>> document = tradefacts.extract("Экспорт Армении в Китай в 2024 году составил $1,2 млрд.")
        >>> [(fact.reporter, fact.partner, fact.period) for fact in document.trade_facts]
        [('AM', 'CN', '2024')]

        Words such as "в прошлом году" need the `date` of the text. The headline is `title`, or else
        a first line that does not end as a sentence. Trade facts use everything that the grammars
        found in text and headline, also kinds that the extractor leaves out of `facts`. If no
        extractor made the document, the shipped grammars read its title. See `docs/trade.md`.
        """
        if self._trade_facts is not None:
            return self._trade_facts
        if self._made is None:
            whole = self
            if self._mentions is not None:
                whole = Document(self.text, self._mentions, title=self.title, date=self.date)
            # there is no trade fact without a number
            found = default_reader().trade_facts(whole, self._headline) if whole.facts else ()
            object.__setattr__(self, "_made", found)
        assert self._made is not None
        return self._made

    def mention(self, span: Sequence[int] | None) -> Fact | None:
        """The fact of `facts` at a span, as a trade fact or JSON gives it, or None.

        None for a span of None, for facts that the extractor left out, and for a number that takes
        its unit from another one: in "5 млрд долларов, в марте — 7 млрд" the second is no mention.

        >>> import tradefacts
        >>> document = tradefacts.extract("Экспорт Армении вырос до $1,2 млрд")
        >>> document.mention((25, 34))
        Money('$1,2 млрд', value=Decimal('1200000000'), currency='USD')

        Raises `TypeError` for anything but a span.
        """
        if span is None:
            return None
        try:
            start, stop = span
        except (TypeError, ValueError):
            raise TypeError(f"a span is (start, stop), not {span!r}") from None
        at = bisect_left(self.facts, start, key=lambda fact: fact.start)  # they are sorted by start
        while at < len(self.facts) and self.facts[at].start == start:
            if self.facts[at].stop == stop:
                return self.facts[at]
            at += 1
        return None

    def of(self, kind: type[FactT]) -> tuple[FactT, ...]:
        """Facts of one class and its subclasses, in text order.

        >>> import tradefacts
        >>> document = tradefacts.extract("экспорт вырос на 5%, до $2 млн")
        >>> document.of(tradefacts.Money)
        (Money('$2 млн', value=Decimal('2000000'), currency='USD'),)
        >>> [fact.kind for fact in document.of(tradefacts.Amount)]
        ['percent', 'money']

        `TradeFact` gives `trade_facts`, which are not among `facts` or `of(Fact)`. Raises
        `TypeError` for anything but a class of facts.
        """
        check_class(kind)
        stated = getattr(kind, "kind", None) in LATER
        found: tuple[Fact, ...] = self.trade_facts if stated else self.facts
        return tuple(fact for fact in found if isinstance(fact, kind))

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

    def to_dict(self, *, trade_facts: bool = True) -> dict[str, Any]:
        """Return `text`, `title`, `date`, `facts` and `trade_facts`, ready for JSON.

        With `trade_facts=False`, trade facts are left out and not made.
        """
        place = {"text": self.text, "title": self.title, "date": self.date}
        found: dict[str, Any] = {**place, "facts": [fact.to_dict() for fact in self.facts]}
        if trade_facts:
            found["trade_facts"] = [fact.to_dict() for fact in self.trade_facts]
        return found

    def to_json(self, *, indent: int | None = None, trade_facts: bool = True) -> str:
        """Return the result of `to_dict` as JSON, in readable Cyrillic.

        A lone surrogate is escaped, so it can always be encoded.
        """
        return dump_json(self.to_dict(trade_facts=trade_facts), indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Document:
        """Read back what `to_dict` wrote; the `file` that the command line adds is ignored.

        Raises `FactError` that says where (`$.facts[0]`), also for an unknown field.
        """
        found = data if isinstance(data, Mapping) else {}
        text, rows, trade = found.get("text"), found.get("facts"), found.get("trade_facts")
        title, date = found.get("title"), found.get("date")
        if not isinstance(text, str) or not isinstance(rows, list):
            raise FactError('$: a document is {"text": "...", "facts": [...]}')
        check_known(cls, found, _WRITTEN)
        for name, value, kind in (
            ("title", title, str),
            ("date", date, str),
            ("trade_facts", trade, list),
        ):
            if not isinstance(value, kind | None):
                raise FactError(f"$.{name}: {value!r} is no {kind.__name__}")
        try:
            date = as_day(date)
        except FactError as error:
            raise located("$.date", error) from None
        facts = tuple(_read(rows, "facts", Fact))
        if trade is None:
            return cls(text, facts, title=title, date=date)
        from tradefacts.facts.trade import TradeFact  # noqa: PLC0415  # few callers ask for them

        stated = tuple(_read(trade, "trade_facts", TradeFact))
        return cls(text, facts, title=title, date=date, trade_facts=stated)

    @classmethod
    def from_json(cls, data: str | bytes) -> Document:
        """Read back what `to_json` wrote, also as UTF-8. Raises `FactError` that says where."""
        return cls.from_dict(load_json(data))

    def to_html(self, *, caption: str | None = None, trade_facts: bool = True) -> str:
        """Return one HTML page: the text with its facts marked, and tables of them.

        It needs no other file and no network; see `docs/page.md`. `caption` names the page, by
        default the document's title. `trade_facts=False` leaves out the table of trade facts.

        >>> import tradefacts
        >>> html = tradefacts.extract("вырос до $1,2 млрд").to_html(caption="Экспорт")
        >>> html[:15], "<title>Экспорт</title>" in html
        ('<!doctype html>', True)
        """
        from tradefacts.render import page  # noqa: PLC0415  # few callers need it

        caption = self.title or "Facts" if caption is None else caption
        check_text(caption, "a caption")
        whole = self.to_dict(trade_facts=trade_facts)
        return page([("", whole)], kinds=KINDS, caption=caption)

    def _repr_html_(self) -> str:
        """Return the page in a frame, for notebooks."""
        from tradefacts.render import embedded  # noqa: PLC0415  # as above

        return embedded(self.to_html())

    def to_arrow(self) -> pa.Table:
        """Return an Arrow table, one row per fact, as `to_table`; needs `tradefacts[arrow]`."""
        from tradefacts.facts.tables import to_table  # noqa: PLC0415  # few callers make tables

        return to_table([self])


def _check_stands(place: str, fact: object, text: str) -> None:
    """Raise `FactError` for anything but a fact, and for a fact that is not in the text."""
    if not isinstance(fact, Fact):
        raise FactError(f"{place}: {fact!r} is no Fact")
    if text[fact.start : fact.stop] != fact.text:
        span = f"[{fact.start}:{fact.stop}]"
        raise FactError(f"{place}: {fact.text!r} does not stand at {span}")


def _check_stated(place: str, fact: Fact, length: int) -> None:
    """Raise `FactError` for anything but a trade fact, and for evidence outside the text."""
    if fact.kind not in LATER:
        raise FactError(f"{place}: {fact!r} is no trade fact")
    evidence: tuple[Evidence, ...] = getattr(fact, "evidence", ())
    for index, one in enumerate(evidence):
        if one.stop is not None and one.stop > length:
            span = f"[{one.start}, {one.stop})"
            raise FactError(f"{place}.evidence[{index}]: {span} is not in the text")


def _read(rows: list[Any], name: str, kind: type[FactT]) -> Iterator[FactT]:
    """Read facts from JSON. Raises `FactError` that says where."""
    for index, row in enumerate(rows):
        try:
            yield kind.from_dict(row)
        except FactError as error:
            raise located(f"$.{name}[{index}]", error) from None
