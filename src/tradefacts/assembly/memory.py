"""What a text has said so far, as far as later sentences may need it."""

from __future__ import annotations

from collections.abc import Sequence

from tradefacts.assembly import periods
from tradefacts.assembly.draft import OF_GOODS, Answer, Draft, parties_of
from tradefacts.assembly.group import Group
from tradefacts.assembly.main_fact import main_after
from tradefacts.assembly.names import Asked
from tradefacts.assembly.places import country
from tradefacts.facts.trade import Place

_CARRIED = (Place.TOPIC, Place.HEADLINE)
_SAME: tuple[Asked, ...] = ("reporter", "indicator")
"""Slots in which facts are of the same trade, whoever the partners are."""


class Memory:
    """The facts and the period that a sentence without its own refers back to."""

    def __init__(self, today: str | None) -> None:
        self.today = today
        """The day on which the text was written, in ISO 8601, if it is known."""
        self.main: Draft | None = None
        """The main fact, which says whose trade the text is about."""
        self.item: Draft | None = None
        """The fact that a paragraph about another side last began with."""
        self.contested = False
        """Whether another side is said to sell what the side at home sells."""
        self.topic: Draft | None = None
        """The last fact stated, which the next number may continue."""
        self.last: Draft | None = None
        """The last current fact, even at the end of a list: "из них" is a part of it."""
        self.told: Sequence[Sequence[Draft]] = ((), ())
        """The current facts of the last two sentences."""
        self.period: Answer | None = None
        """The period that the text now reports on."""
        self.season: Answer | None = None
        """The last season that a fact was about."""
        self.asked: Answer | None = None
        """The period of the question that is now answered."""
        self.named: Answer | None = None
        """The period that a sentence without a fact has named since the last fact."""
        self.pointed: Answer | None = None
        """The last region abroad in the sentence before, if that had no fact."""
        self.allies: tuple[Answer, Answer] | None = None
        """The two sides whose accord the sentence before spoke of, if that had no fact."""
        self.whole: int | None = None
        """The paragraph on all trade of the side at home, in a text about two sides."""
        self.money: Draft | None = None
        """The last fact whose value showed which currency the text counts in."""
        self.unit: str | None = None
        """The unit of the last value, if it had one."""
        self.counted: str | None = None
        """The last unit that goods were counted in, even if amounts of money followed."""
        self.label: Answer | None = None
        """The goods that the heading of the paragraph names."""
        self._under: int | None = None
        """The paragraph that the label heads; None until the next sentence tells which one."""

    @property
    def now(self) -> str | None:
        """The period that the text now reports on, in ISO 8601."""
        return None if self.period is None else self.period.value

    @property
    def currency(self) -> str | None:
        """The currency that the text counts in."""
        value = None if self.money is None else self.money.value
        return None if value is None else value.currency

    @property
    def home(self) -> str | None:
        """The side whose trade the text is about."""
        return None if self.main is None else self.main.get("reporter")

    @property
    def main_fact(self) -> Draft | None:
        """The main fact; None if only a label has said so far whose trade is reported."""
        return self.main if self.main is not None and self.main.indicator else None

    def theme(self, paragraph: int) -> Draft | None:
        """The fact whose goods a paragraph is about: that of its news item, or the main one."""
        item = self.item
        return item if item is not None and item.paragraph == paragraph else self.main

    def before(self, group: Group) -> Draft | None:
        """The fact that a number without a head of its own continues."""
        if self.main is not None and group.row.of("goods_list"):
            return self.main
        return self.topic if group.before("thereof") is None else self.last

    def end_sentence(self) -> None:
        """Forget what only the next sentence could need."""
        self.asked = None
        self.pointed = None
        self.allies = None

    def head(self, label: Answer | None) -> None:
        """Keep the goods of a label for the paragraph that it begins or heads."""
        if label is not None:
            self.label, self._under = label, None

    def go_to(self, paragraph: int) -> None:
        """Forget a label that heads another paragraph."""
        if self._under is None:
            self._under = paragraph
        elif self._under != paragraph:
            self.label = None

    def begin(self, label: Draft) -> None:
        """Turn to another side, by a draft that only says whose trade is reported from here on."""
        self.main = label
        self.topic = self.last = None

    def speak_of(self, draft: Draft) -> None:
        """Keep what a sentence without a number speaks of."""
        self.topic = self.last = draft

    def add(self, told: Sequence[Draft]) -> None:
        """Keep what the facts of a sentence say."""
        before = self.topic
        for draft in told:
            self._add_topic(draft)
        if self.main is not None and self.main in told and _has_several(self.main, told):
            self.main = self.main.copy()  # it has no partner to lend
            self.main.answers.pop("partner", None)
        if self._is_breakdown(told):
            if self.main in told and self.main is not None and self.main.get("sector") is not None:
                self.main = self.main.copy()  # its goods are not those of the whole
                self.main.answers.pop("sector")
            self.topic = self.main_fact or self.topic
        elif before is not None and before.indicator == "freight" and _are_both(told):
            self.topic = before  # "перевезли 9 тонн, из них экспорт – 5, импорт – 4"
        elif before is not None and _is_list(told):
            # "этот показатель" is not that of the last in a list
            same = before.indicator == told[0].indicator
            mirrored = told[0].get("partner") == before.get("reporter")  # the buyer there
            self.topic = before if same or mirrored else told[0]
        now = [draft for draft in told if not draft.past and draft.restates is None]
        self.told = self.told[-1], now
        self.last = now[-1] if now else self.last
        opens = bool(told) and (before is None or before.paragraph != told[0].paragraph)
        self._add_period(told, opens=opens)
        if opens and self._is_item(told[0]):
            self.item = told[0]
        self.contested = self.contested or any(map(self._competes, told))
        self.named = None if told else self.named

    def _is_item(self, first: Draft) -> bool:
        """Whether a paragraph begins with a side that is neither home nor trading with it."""
        side, home = first.get("reporter"), self.home
        if side is None or home is None or first.place("reporter") is not Place.CLAUSE:
            return False
        return country(side) != country(home) != country(first.get("partner") or "")

    def _competes(self, draft: Draft) -> bool:
        """Whether another side exports goods, as the side at home does."""
        main, side = self.main, draft.get("reporter")
        if main is None or side is None or self.home is None or self.item is not None:
            return False
        alike = draft.indicator == main.indicator == "export" and draft.get("sector") is not None
        return alike and draft.get("partner") is None and country(side) != country(self.home)

    def _is_breakdown(self, told: Sequence[Draft]) -> bool:
        """Whether a sentence breaks down the trade of home with all; the whole is then the topic.

        The parts are goods, or export and import if the main fact is a turnover.
        """
        now = [draft for draft in told if not draft.past]
        if self.main is None or {parties_of(draft) for draft in now} != {(self.home, None)}:
            return False
        goods = {draft.get("sector") for draft in now}
        parts = {draft.indicator for draft in now} - {"turnover"}
        turnover = self.main.indicator == "turnover"
        return (len(goods) > 1 and None not in goods) or (turnover and parts == set(OF_GOODS))

    def _add_topic(self, draft: Draft) -> None:
        if draft.world and parties_of(draft) == (self.home, None):
            self.whole = draft.paragraph
        self.main = main_after(self.main, draft)
        if not self._is_of_before(draft):
            self.topic = draft
        if periods.is_season(draft.get("period")):
            self.season = draft.answers["period"]

    def _add_period(self, told: Sequence[Draft], *, opens: bool) -> None:
        """Set the period that the text reports on: the latest of a sentence, except for asides.

        An earlier period is an aside, unless a paragraph `opens` with it or no fact has confirmed
        the current one.
        """
        best: Answer | None = None
        now = [draft for draft in told if not draft.past]
        for draft in now:
            when = draft.answers.get("period")
            if when is None or not self._is_current(draft, when):
                continue
            if best is None or periods.later(when.value, best.value):
                best = when
        if best is not None:
            current = self.now
            begins = opens and now[0].get("period") == best.value
            begins = begins and now[0].place("indicator") is not Place.TOPIC
            unproved = self.named is self.period  # no fact has confirmed the current one
            aside = periods.is_month_of(best.value, current) or _is_so_far(best, current)
            if begins or unproved or not (aside or periods.goes_back(best.value, current)):
                self.period = best

    def _is_of_before(self, then: Draft) -> bool:
        """Whether a fact is an earlier level, of the topic's sentence or of its mirrored trade.

        So is what the same sentence says of the same trade in an earlier period: "7 тонн: в 2022
        году было 9".
        """
        topic = self.topic
        if topic is None:
            return False
        near, sides = topic.sentence == then.sentence, parties_of(topic)
        if then.past:
            return near or parties_of(then) == sides[::-1]
        alike = parties_of(then) == sides and then.indicator == topic.indicator
        alike = alike and then.get("sector") == topic.get("sector")
        return near and alike and periods.goes_back(then.get("period"), topic.get("period"))

    def _is_current(self, draft: Draft, when: Answer) -> bool:
        """Whether the period of a fact is one that the text may now report on."""
        if when.value is None or periods.is_open(when.value):
            return False
        if periods.is_week(when.value) or periods.is_day(when.value):
            return False
        if draft.get("modality") != "actual" or when.place in _CARRIED:
            return False
        if when.place is Place.DERIVED and draft.get("sector") is not None:
            return False
        aside = self.main is not None and self.home not in parties_of(draft)
        return not (aside and self.period is not None)

    def add_period(self, told: Answer, *, asked: bool) -> None:
        """Keep the period that a sentence without a fact names or asks about.

        The period of the text moves neither back nor into the future: "завод откроют в 2027 году".
        """
        self.asked = told if asked else None
        self.named = told
        if told.value is None or (self.today and periods.is_ahead(told.value, self.today)):
            return
        if periods.later(told.value, self.now) and not periods.is_within(told.value, self.now):
            self.period = told


def _is_so_far(when: Answer, current: str | None) -> bool:
    """Whether "в этом году" only means the part of it that the text reports on."""
    part = periods.is_within(current, when.value) and not periods.is_year(current)
    return when.relative and periods.is_year(when.value) and part


def _has_several(main: Draft, told: Sequence[Draft]) -> bool:
    """Whether a sentence divides the main trade among several partners.

    "в Китай – 5, в Индию – 3"
    """
    like = [d for d in told if all(d.get(slot) == main.get(slot) for slot in _SAME)]
    return len({d.get("partner") for d in like} - {None}) > 1


def _are_both(told: Sequence[Draft]) -> bool:
    """Whether a sentence reports both directions of a trade."""
    return {draft.indicator for draft in told if not draft.past} == set(OF_GOODS)


def _is_list(told: Sequence[Draft]) -> bool:
    """Whether a sentence gives one indicator for several sides."""
    now = [draft for draft in told if not draft.past]
    several = any(len({draft.get(side) for draft in now}) > 1 for side in ("reporter", "partner"))
    return several and len({draft.indicator for draft in now}) == 1
