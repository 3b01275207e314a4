"""Sentence by sentence: groups become drafts of facts, and the text lends what they lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tradefacts.assembly import (
    background,
    completion,
    coordination,
    goods,
    goods_lent,
    lending,
    lists,
    measure,
    parties,
    past,
    periods,
    selling,
    shares,
    stand_ins,
    time_roles,
    times,
    topics,
    tourism,
)
from tradefacts.assembly.anchors import anchors
from tradefacts.assembly.beside import beside
from tradefacts.assembly.draft import Answer, Draft, parties_of
from tradefacts.assembly.group import Group
from tradefacts.assembly.groups import closes_bracket, groups, is_aside
from tradefacts.assembly.heads import is_moved
from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.meaning import HEADS
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.modality import modality
from tradefacts.assembly.names import Side
from tradefacts.assembly.program import Program
from tradefacts.assembly.salience import Salience
from tradefacts.assembly.search import Search
from tradefacts.assembly.sentences import Sentence
from tradefacts.assembly.setting import Setting, Told
from tradefacts.facts.trade import Place


class Reader:
    """Reads the sentences of one text in their order; `drafts` are the facts so far."""

    def __init__(
        self,
        program: Program,
        salience: Salience,
        devices: Sequence[lending.Device],
        today: str | None,
    ) -> None:
        self.program = program
        self.salience = salience
        self.devices = devices
        slots = program.slots
        self.value_roles = slots["value"].roles
        self.number_roles = self.value_roles | slots["change"].roles
        self.memory = Memory(today)
        self.drafts: list[Draft] = []
        self.undated: list[Draft] = []
        """Facts of the headline whose period the next sentence may state."""

    def sentence(self, sentence: Sentence, row: Row) -> None:
        """Add the facts of one sentence."""
        made: list[Draft] = []
        self.memory.go_to(sentence.paragraph)
        time_roles.settle_roles(row, self.memory.today, self.memory.now)
        times.settle_same_years(row, self.memory)
        stand_ins.let_capitals_speak(row, self.salience)
        rival = False
        found = groups(row, anchors(row, self.number_roles, self.salience.vocabulary))
        paired = lists.settle(found)
        lists.go_on(found, self.memory.told)
        for group in lists.spread(found):
            rival = group.rival or (rival and not closes_bracket(group))
            rival = rival and group.head is None and group.anchor.role != "restated"
            at = Setting(group, made, self.memory, sentence)
            told = None if rival else topics.indicator(at)
            if told is not None:
                self._group(group, made, told, sentence, paired.get(group.anchor))
        self._settle(made, sentence, aside=bool(row.of("aside")))
        self.memory.end_sentence()
        if not tourism.others(made):
            self._without_number(row, sentence)

    # -- a number
    def _group(
        self,
        group: Group,
        made: list[Draft],
        told: Told,
        at: Sentence,
        share: Item | None,
    ) -> None:
        """Add a number to the draft that it completes, or make it a new one."""
        indicator, place = told
        if completion.compares_levels(group, made):
            return
        taker = shares.taker(made[-1], group) if made else None
        if taker is not None:
            made[-1].answers.update(parties.answers({"partner": taker}))
            measure.set_number(made[-1], group, self.program, self.memory)
            return
        aside = group.anchor.role == "share" and bool(made) and is_aside(group)
        if aside:
            indicator = made[-1].indicator  # what stands after it is the whole
        if group.anchor.role == "restated" and made:
            again = measure.restated(made[-1], group)
            if again is not None:
                made.append(again)
                return
        mine = beside(group, made, indicator, share, self.memory, self.program)
        if aside and (group.in_gap("link") or _are_sides(mine, made[-1])):
            mine = {}  # "386 тонн, или четверть всех российских поставок"
        if made and group.is_share:
            shares.widen(made[-1], mine)
        draft = completion.completed(group, made, mine, indicator, self.value_roles)
        if draft is None:
            draft = self._new(group, made, mine, (indicator, place), at)
            made.append(draft)
        elif draft.get("period") is None:
            search = self._search(draft, group, mine, None, in_sentence=True)
            times.find_period(search, self.program.slots["period"], times.BESIDE)
        measure.set_number(draft, group, self.program, self.memory)
        other = coordination.each(group)
        if other is not None:
            self._repeat(draft, group, made, other)

    def _repeat(self, draft: Draft, group: Group, made: list[Draft], other: Item) -> None:
        """Add the same number once more, for the other region of "по 5 тонн"."""
        indicator = draft.indicator
        again = draft.copy()
        made.insert(len(made) - (other.index < group.at), again)
        mine = parties.own(group, [other], self.program.flow(indicator), indicator)
        again.answers.update(parties.answers(mine))
        measure.set_number(again, group, self.program, self.memory)

    def _new(
        self,
        group: Group,
        made: list[Draft],
        mine: dict[Side, Item],
        told: Told,
        at: Sentence,
    ) -> Draft:
        """A draft with all that its words, its sentence and the text say, except for the number."""
        indicator, place = told
        base = group.base or _base(group, made, indicator)
        if base is None and place is Place.TOPIC:
            base = self.memory.before(group)
        draft = self._headed(group.head, told, at)
        if group.head is None and base is not None:
            draft.head = base.head
            if base.indicator == indicator:
                draft.answers["indicator"] = base.answers["indicator"].at_place(place)
        draft.own_roles = {side: item.role for side, item in mine.items()}
        search = self._search(draft, group, mine, base, in_sentence=bool(made) and not group.base)
        self._lend_parties(search)
        named = goods.named(group, indicator) or goods.counted(group, self.salience.vocabulary)
        sector = goods_lent.sector(search, named, made, self.salience.vocabulary)
        if sector is not None:
            draft.answers["sector"] = sector
        draft.answers["modality"] = modality(group, base if made else None)
        times.find_period(search, self.program.slots["period"])
        return draft

    def _headed(self, head: Item | None, told: Told, at: Sentence) -> Draft:
        indicator, place = told
        draft = Draft((at.start, at.stop), at.paragraph)
        draft.head = head
        line = "" if head is None else _head_line(head)
        draft.answers["indicator"] = Answer(indicator, place, head, line)
        return draft

    def _search(
        self,
        draft: Draft,
        group: Group,
        mine: dict[Side, Item],
        base: Draft | None,
        *,
        in_sentence: bool,
    ) -> Search:
        return Search(
            draft,
            group,
            mine,
            self.program.flow(draft.indicator),
            base,
            in_sentence=in_sentence,
            memory=self.memory,
            salience=self.salience,
        )

    def _lend_parties(self, search: Search) -> None:
        """Set the parties that the words name, then let the devices lend the others."""
        search.draft.answers.update(parties.answers(search.own))
        base, group = search.base, search.group
        listed = search.in_sentence and group.head is None and "partner" not in search.own
        listed = listed and base is not None and base.world and base.get("partner") is None
        search.draft.world = listed or lending.says_world(group, search.own)
        search.closed = tourism.is_alone(search.indicator, base)
        lending.lend(search, self.devices)
        lending.let_lands_trade(search)
        if search.in_sentence and base is not None and base.world:
            search.draft.world |= search.draft.get("partner") is None

    # -- between sentences
    def _settle(self, made: list[Draft], at: Sentence, *, aside: bool) -> None:
        """Finish the drafts of a sentence and remember what later ones may need."""
        told = [d for d in made if d.has_number]
        selling.sell(told, self.memory)
        selling.turn_shares(told)
        past.date(told)
        kept = past.without_lost(told)
        for index, draft in enumerate(kept):
            neighbours = (*kept[max(0, index - 1) : index], *kept[index + 1 : index + 2])
            past.derive_base(draft, self.program.slots["base"], neighbours)
            if at.headline:
                draft.mark_headline()
        if not aside:
            self.memory.add(tourism.others(kept))
            selling.turn_to_seller(self.memory, self.salience)
        if at.headline:
            self.undated += [d for d in kept if not periods.ends(d.get("period"))]
        else:
            self._date_headline(kept)
        if not at.outside:
            self.drafts += filter(tourism.is_whole, kept)

    def _date_headline(self, kept: list[Draft]) -> None:
        """Give the facts of a headline the period of the sentence that follows."""
        now = (draft for draft in kept if not draft.past and periods.ends(draft.get("period")))
        told = next((draft.answers["period"] for draft in now), None)
        if told is None:
            return
        for draft in self.undated:
            if draft.get("modality") == "actual":
                draft.answers["period"] = told.at_place(Place.TOPIC)
                past.derive_base(draft, self.program.slots["base"])
        self.undated = []

    def _without_number(self, row: Row, at: Sentence) -> None:
        """Keep whose trade, in what and when, if a sentence says so without a fact."""
        if background.is_label(row, at, self.memory, self.salience.vocabulary):
            return
        head = background.spoken_of(row, self.memory)
        if head is not None:
            self._speak_of(head, row, at)
        background.keep(row, self.memory, spoken=head is not None)

    def _speak_of(self, head: Item, row: Row, at: Sentence) -> None:
        """Remember an indicator that is named without a number, with all that is said of it."""
        indicator = head.indicator
        assert indicator is not None
        draft = self._headed(head, (indicator, Place.CLAUSE), at)
        group = Group(row, row[-1], 0, len(row), len(row))
        group.head = head
        mine = parties.own(group, row.places, self.program.flow(indicator), indicator)
        search = self._search(draft, group, mine, None, in_sentence=False)
        self._lend_parties(search)
        named = goods.named(group, indicator)
        if named is not None:
            draft.answers["sector"] = named
        draft.answers["modality"] = modality(group, None)
        times.find_period(search, self.program.slots["period"])
        if at.headline:
            draft.mark_headline()
        self.memory.speak_of(draft)


def _are_sides(mine: Mapping[Side, Item], told: Draft) -> bool:
    """Whether all the sides that words name are those of a fact, which is a part of their trade."""
    return bool(mine) and {item.code for item in mine.values()} <= set(parties_of(told))


def _base(group: Group, made: Sequence[Draft], indicator: str) -> Draft | None:
    """The fact of its sentence that a number continues.

    After a semicolon, it is not a mere share: "5 тонн, 90% из России; сахара – 3". What moves
    continues what moved: "вывезли 5 тонн, из которых 2 купил Иран, а 3 ушло в Ирак".
    """
    told = coordination.wholes(group, made)
    if group.head is not None and is_moved(group.head):
        told = [draft for draft in told if draft.indicator == indicator] or told
    return coordination.continued(group, told) if told else None


def _head_line(head: Item) -> str:
    return next(entry.line for name, entry in head.lexicons.items() if name in HEADS)
