"""A fact in the making: answers to slots, each with its evidence."""

from __future__ import annotations

from attrs import evolve

from tradefacts.assembly.items import Item
from tradefacts.assembly.names import Asked, Role, Side
from tradefacts.facts.trade import (
    Change,
    ChangeKind,
    Evidence,
    Magnitude,
    Modality,
    Place,
    TradeFact,
)
from tradefacts.facts.trade_terms import INFERRED

_ORDER: tuple[Asked, ...] = (
    *("indicator", "value", "change", "reporter", "partner", "sector", "period", "base"),
    "modality",
)


OF_GOODS = ("export", "import")
"""Indicators of trade in goods."""
RECEIVED = frozenset({"investment", "transit", "freight"})
"""Indicators of what somebody receives: a party named alone may be either side."""


class Answer:
    """The answer to a slot: its value, where it was found, and the grammar line that gave it."""

    __slots__ = (
        "by", "headline", "line", "outside", "place", "relative", "start", "stop", "value",
    )  # fmt: skip

    def __init__(
        self, value: str | None, place: Place, item: Item | None = None, line: str = ""
    ) -> None:
        self.value = value
        """A code, a name or a period; for a number, the words that state it."""
        self.place = place
        self.start = None if item is None else item.start
        self.stop = None if item is None else item.stop
        self.line = line
        self.relative = item is not None and item.relative
        self.by = item is not None and item.role == "horizon"
        """Whether it is a deadline, rather than a time at which something is so."""
        self.headline = False
        """Whether the headline gave it."""
        self.outside = item is not None and item.outside
        """Whether it was found in a title outside the text, so that it has no place in it."""

    def with_value(self, value: str | None) -> Answer:
        """An answer with another value, from the same words."""
        made = self.at_place(self.place)
        made.value = value
        return made

    def at_place(self, place: Place) -> Answer:
        """The same answer, as taken over by another fact.

        Within a sentence, what is inferred stays inferred. What the headline gave remains the
        headline's.
        """
        if place is Place.SENTENCE and self.place in INFERRED:
            place = self.place
        elif place is Place.TOPIC and self.headline:
            place = Place.HEADLINE
        made = Answer(self.value, place, None, self.line)
        made.start, made.stop, made.relative = self.start, self.stop, self.relative
        made.by, made.headline, made.outside = self.by, self.headline, self.outside
        return made

    def evidence(self, slot: str) -> Evidence:
        """Where the answer to a slot was found; a title outside the text has no place in it."""
        span = (None, None) if self.outside else (self.start, self.stop)
        return Evidence(slot=slot, place=self.place, start=span[0], stop=span[1], line=self.line)


class Draft:
    """What is known of a fact so far."""

    __slots__ = (
        "answers", "change", "change_item", "currency", "current", "head", "mood", "negative",
        "own_roles", "paragraph", "past", "restates", "sentence", "value", "value_item", "world",
        "years",
    )  # fmt: skip

    def __init__(self, sentence: tuple[int, int], paragraph: int) -> None:
        self.sentence = sentence
        self.paragraph = paragraph
        self.answers: dict[Asked, Answer] = {}
        self.head: Item | None = None
        self.value: Magnitude | None = None
        self.value_item: Item | None = None
        self.currency: Answer | None = None
        """The amount that lent the value its currency, if the text did so."""
        self.change: Change | None = None
        """The change without its base, which is an answer of its own."""
        self.change_item: Item | None = None
        self.past = False
        self.current: Answer | None = None
        """For a fact of an earlier time: the period that the text reports on."""
        self.mood: Answer | None = None
        """For a fact of an earlier time: the modality before it was made `actual`."""
        self.years: int | None = None
        """How many years its change took, if the text only counts them."""
        self.own_roles: dict[Side, Role | None] = {}
        """The roles of the parties that the words beside the number name."""
        self.negative = False
        self.world = False
        self.restates: tuple[int, int] | None = None

    def set_value(self, value: Magnitude, item: Item) -> None:
        """Set the value from a number of the row."""
        self.value, self.value_item = value, item
        self.answers["value"] = Answer(item.text, Place.STATED, item, item.line)

    def set_change(self, change: Change, item: Item) -> None:
        """Set the change from a number of the row."""
        self.change, self.change_item = change, item
        self.answers["change"] = Answer(item.text, Place.STATED, item, item.line)

    def get(self, slot: Asked) -> str | None:
        """The answer to a slot; None if there is none."""
        answer = self.answers.get(slot)
        return None if answer is None else answer.value

    @property
    def indicator(self) -> str:
        """What its number measures; empty if it only says whose trade the text reports."""
        return self.get("indicator") or ""

    @property
    def has_number(self) -> bool:
        """Whether it has a value or a change, and does not only say that there was trade."""
        return self.value is not None or self.change is not None

    @property
    def is_share(self) -> bool:
        """Whether its change is the share that a part has of a whole."""
        return self.change is not None and self.change.kind is ChangeKind.SHARE

    def place(self, slot: Asked) -> Place | None:
        """Where the answer to a slot was found."""
        answer = self.answers.get(slot)
        return None if answer is None else answer.place

    @property
    def is_from_headline(self) -> bool:
        """Whether any of its answers came from the headline."""
        return any(answer.headline for answer in self.answers.values())

    def mark_headline(self) -> None:
        """Mark all its answers as those of the headline."""
        for answer in self.answers.values():
            answer.headline = True

    def turn(self) -> None:
        """Swap the two sides, even if only one is known."""
        reporter, partner = (self.answers.pop(side, None) for side in ("reporter", "partner"))
        if reporter is not None:
            self.answers["partner"] = reporter
        if partner is not None:
            self.answers["reporter"] = partner

    def copy(self) -> Draft:
        """A draft with the same answers, without its numbers."""
        made = Draft(self.sentence, self.paragraph)
        made.answers = {k: v for k, v in self.answers.items() if k in _SHARED}
        made.head, made.negative, made.world = self.head, self.negative, self.world
        return made

    def fact(self, words: str, rule: str) -> TradeFact:
        """The finished fact of a sentence. Raises `FactError` if its parts do not fit."""
        start, stop = self.sentence
        get = self.get
        change = self.change
        base = None if self.is_share else get("base")
        if change is not None and base is not None:
            implied = self.answers["base"].place is Place.DERIVED
            change = evolve(change, base=base, base_implied=implied)
        return TradeFact(
            start=start,
            stop=stop,
            text=words,
            rule=rule,
            indicator=self.indicator,
            reporter=get("reporter"),
            partner=get("partner"),
            symmetric=self.indicator == "turnover" and get("partner") is not None,
            sector=get("sector"),
            period=get("period"),
            value=self.value,
            value_span=_span(self.value_item),
            change=change,
            change_span=_span(self.change_item),
            modality=get("modality") or Modality.ACTUAL,
            restates=self.restates,
            evidence=tuple(self._evidence()),
        )

    def _evidence(self) -> list[Evidence]:
        found = (*((slot, self.answers.get(slot)) for slot in _ORDER), ("currency", self.currency))
        told = ((slot, answer) for slot, answer in found if answer is not None)
        return [answer.evidence(slot) for slot, answer in told if answer.value is not None]


_SHARED: frozenset[Asked] = frozenset(
    {"indicator", "reporter", "partner", "sector", "period", "modality"}
)


def _span(item: Item | None) -> tuple[int, int] | None:
    return None if item is None else (item.start, item.stop)


def parties_of(draft: Draft) -> tuple[str | None, str | None]:
    """The codes of both sides of a fact."""
    return draft.get("reporter"), draft.get("partner")
