"""Sentence by sentence: groups become drafts of facts, and the text lends what they lack."""

from __future__ import annotations

from collections.abc import Iterable

from tradefacts.assembly import coordination, numbers, parties, periods
from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.groups import Group, groups, head_of
from tradefacts.assembly.items import NUMBERS, Item, Row
from tradefacts.assembly.modality import modality
from tradefacts.assembly.places import Salience, codes
from tradefacts.assembly.program import Flow, Program
from tradefacts.assembly.sentences import Sentence
from tradefacts.facts import Fact
from tradefacts.facts.trade import Place

_WHEN = ("when", "horizon", "until")
_LEVELS = ("level", "past", "restated")
_RECEIVED = ("investment", "transit", "freight")
"""What goes to somebody, and if nobody else is named then to the side at home."""
_PAST = ("past", "past_share")
_NO_FLOW = Flow({}, "")


class Reader:
    """What is known of a text so far, as its sentences are read in order."""

    def __init__(self, program: Program, salience: Salience) -> None:
        self.program = program
        self.salience = salience
        self.drafts: list[Draft] = []
        self.main: Draft | None = None
        self.topic: Draft | None = None
        self.period: Answer | None = None
        self.currency: str | None = None
        self.headline: Row = []
        self.shares: dict[Item, Item] = {}
        """Regions and numbers of a list that belong together one by one."""

    # -- a sentence
    def sentence(self, sentence: Sentence, row: Row) -> None:
        """Add the facts of one sentence."""
        value_roles = self.program.slots["value"].roles | self.program.slots["change"].roles
        anchors = [i for i in row if i.kind in NUMBERS and i.role in value_roles]
        made: list[Draft] = []
        rival = False
        found = groups(row, anchors)
        self.shares = coordination.paired(found)
        for group in found:
            if group.head is None and (group.rival or rival):
                rival = True
                continue
            rival = False
            indicator, place = self._indicator(group, made, row, sentence)
            if indicator is not None:
                self._group(group, made, indicator, place, sentence)
        self._settle(made, sentence)
        if sentence.headline:
            self.headline = row
        if not made:
            self._ghost(row, sentence)
            self._told(row)

    def _told(self, row: Row) -> None:
        """A sentence without a fact may say what period the next ones are of."""
        item = periods.first(row, ("when",))
        value = None if item is None else periods.iso(item)
        if value is not None and periods.later(value, self.period and self.period.value):
            self.period = Answer(value, Place.TOPIC, item, item.line if item else "")

    def _indicator(
        self, group: Group, made: list[Draft], row: Row, sentence: Sentence
    ) -> tuple[str | None, Place]:
        """What the number measures: its head, the one before it, or the topic."""
        if group.head is not None:
            indicator = head_of(group.head)
            if "deal" in group.head.lexicons and not self._is_deal(group, made):
                return None, Place.CLAUSE
            return indicator, Place(group.place)
        if made:
            return made[-1].get("indicator"), Place.SENTENCE
        if self.topic is not None and self._goes_on(group, row, sentence):
            indicator = self.topic.get("indicator")
            listed = indicator == "balance" and any(i.role == "listed" for i in row)
            if self.main is not None and (listed or self._is_goal(group, row)):
                indicator = self.main.get("indicator")
            return indicator, Place.TOPIC
        if self._is_goal(group, row) and len(codes(row[: group.anchor.index])) == 2:
            return "turnover", Place.DEFAULT
        return None, Place.CLAUSE

    def _is_goal(self, group: Group, row: Row) -> bool:
        """Whether two sides mean to reach an amount: between them that is their trade."""
        if group.anchor.kind != "money" or any("rival" in i.lexicons for i in row):
            return False
        before = row[: group.anchor.index]
        modal = any("modal" in i.lexicons for i in before)
        return modal and any("reach" in i.lexicons for i in before)

    def _is_deal(self, group: Group, made: list[Draft]) -> bool:
        """Whether buying or selling is trade between places, and not between people."""
        if made or self.main is not None or group.anchor.kind == "quantity":
            return True
        return any(i.kind in ("region", "region_adj") and i.role for i in group.row)

    def _goes_on(self, group: Group, row: Row, sentence: Sentence) -> bool:
        """Whether a number without a head of its own continues what was said before."""
        assert self.topic is not None
        before = row[: group.anchor.index]
        modal = any("modal" in i.lexicons for i in before)
        goal = modal and any("reach" in i.lexicons for i in before)
        far = goal or row[0].text == "-"
        if sentence.paragraph - self.topic.paragraph > (3 if far else 1):
            return False
        if any("rival" in i.lexicons for i in before):
            return False
        if any("anaphor" in i.lexicons for i in before):
            return True
        if row[0].text == "-" and group.anchor.role == "change":
            return True  # the answer to a question
        if group.anchor.kind == "quantity" and not self._same_unit(group.anchor):
            return False
        if group.anchor.role in ("share", "past_share") and any(
            "share" in i.lexicons for i in before
        ):
            return True
        if any(i.role in ("to", "with", "sharer", "from", "listed") for i in before if i.code):
            return True
        if goal:
            return True
        words = [i for i in row if i.kind == "word"]
        if any(i.kind == "period" and periods.is_relative(i) for i in row[:2]):
            return True  # "Годом ранее было 1,5 млрд"
        return len(words) <= 2 or group.anchor.role in ("of_base", "past")

    def _same_unit(self, anchor: Item) -> bool:
        """Whether a quantity is counted as that of the topic is."""
        value = None if self.topic is None else self.topic.value
        unit = getattr(anchor.mention, "unit", None)
        return value is not None and value.get("unit") == unit

    # -- a group
    def _group(
        self, group: Group, made: list[Draft], indicator: str, place: Place, at: Sentence
    ) -> None:
        anchor = group.anchor
        if anchor.role == "share" and made and self._is_aside(group):
            indicator = made[-1].get("indicator")  # what stands behind it is the whole
        flow = self.program.flows.get(indicator, _NO_FLOW)
        items = list(group.around())
        if not made:
            clauses = {anchor.clause, (group.head or anchor).clause}
            rest = group.row[: group.since][::-1]
            items += [i for i in rest if i.clause in clauses or i.role in ("subject", "at")]
        before = made[-1].own_roles if made and group.head is None else None
        mine = parties.own(group, items, flow, indicator, before)
        if group.anchor in self.shares:
            mine |= parties.own(group, [self.shares[group.anchor]], flow, indicator, before)
        if anchor.role == "restated" and made and made[-1].value is not None:
            if self._restate(group, made):
                return
        if anchor.role == "share" and self.main is not None:
            home = self.main.get("reporter")
            mine = parties.sharing(mine, home)
            mine = parties.of_members(mine, home, self.program.members.get(home or "", ()))
        draft = self._open(group, made, mine, indicator)
        if draft is None:
            draft = self._new(group, made, mine, indicator, place, at)
            made.append(draft)
            draft.own_roles = {side: item.role or "" for side, item in mine.items()}
        self._set(draft, group, made)
        other = coordination.each(group)
        if other is not None:
            self._repeat(draft, group, made, parties.own(group, [other], flow, indicator))

    def _repeat(self, draft: Draft, group: Group, made: list[Draft], mine: dict[str, Item]) -> None:
        """The same number once more, for the other region of "по 5 тонн"."""
        made.insert(-1, draft.copy())
        made[-2].answers.update(parties.answers(mine))
        self._set(made[-2], group, made)

    def _restate(self, group: Group, made: list[Draft]) -> bool:
        """The same amount in another currency is a fact of its own that says so."""
        before = made[-1]
        value = numbers.magnitude(group.anchor, None, negative=before.negative)
        assert before.value is not None
        if value is None or value.get("currency") in (None, before.value.get("currency")):
            return False
        draft = before.copy()
        draft.value, draft.value_item = value, group.anchor
        draft.restates = (before.value_item.start, before.value_item.stop)  # type: ignore[union-attr]  # it has one
        draft.answers["value"] = Answer("", Place.STATED, group.anchor, group.anchor.line)
        made.append(draft)
        return True

    def _open(
        self, group: Group, made: list[Draft], mine: dict[str, Item], indicator: str
    ) -> Draft | None:
        """The draft of this sentence that the number completes, if it does."""
        anchor = group.anchor
        is_value = anchor.role in _LEVELS
        if not made or anchor.role in ("past", "past_share"):
            return None
        now = [d for d in made if not d.past and d.restates is None]
        for draft in reversed(now):
            taken = draft.value if is_value else draft.change
            if draft.get("indicator") != indicator or taken is not None:
                if draft.get("indicator") != indicator and group.head is None:
                    continue
                if taken is not None and not mine:
                    return None
                continue
            named = {side: item.code for side, item in mine.items()}
            if any(draft.get(side) != code for side, code in named.items()):
                continue
            if not named and draft is not now[-1]:
                continue
            sector = self._sector(group)
            if sector is not None and sector.value != draft.get("sector") and draft.value_item:
                if any(i.kind not in ("mark",) for i in group.gap()):
                    return None
            when = periods.first(group.gap(), ("when",))
            if when is not None and draft.get("period") not in (None, periods.iso(when)):
                return None
            part = is_value and draft.change is not None and draft.change["kind"] == "share"
            if (part or anchor.role == "share") and not self._is_aside(group):
                return None
            return draft
        return None

    def _is_aside(self, group: Group) -> bool:
        """Whether a share stands right beside the amount that is the part."""
        words = [i for i in group.gap() if i.kind != "mark" and "link" not in i.lexicons]
        return not words and not any("share" in i.lexicons for i in group.tail())

    def _new(
        self,
        group: Group,
        made: list[Draft],
        mine: dict[str, Item],
        indicator: str,
        place: Place,
        at: Sentence,
    ) -> Draft:
        base = made[-1] if made else self.topic if place is Place.TOPIC else None
        draft = Draft((at.start, at.stop), at.paragraph)
        draft.head = group.head or (base.head if base else None)
        draft.headline = at.headline
        line = "" if group.head is None else self._head_line(group.head)
        draft.answers["indicator"] = Answer(indicator, place, group.head, line)
        self._parties(draft, group, mine, base, in_sentence=bool(made))
        self._when(draft, group, base, in_sentence=bool(made))
        sector = self._sector(group)
        if sector is None and base is not None and base.get("sector") and group.head is None:
            sector = base.answers["sector"].moved(Place.SENTENCE if made else Place.TOPIC)
        if sector is not None:
            draft.answers["sector"] = sector
        draft.answers["modality"] = modality(group, base if made else None)
        self._carry(draft)
        return draft

    def _head_line(self, head: Item) -> str:
        return next(
            e.line for k, e in head.lexicons.items() if k in ("indicator", "deal", "counterpart")
        )

    def _parties(
        self,
        draft: Draft,
        group: Group,
        mine: dict[str, Item],
        base: Draft | None,
        *,
        in_sentence: bool,
    ) -> None:
        draft.answers.update(parties.answers(mine))
        world = self._world(group)
        draft.world = world
        mutual = any("both" in i.lexicons for i in group.gap())
        if mutual and self.main is not None and set(mine) == {"reporter"} and not world:
            # "Россия сохранила первое место: взаимный товарооборот": with the side at home
            one, home = draft.get("reporter"), self.main.get("reporter")
            if one != home and home is not None and self.main.get("partner") is None:
                draft.answers["partner"] = draft.answers.pop("reporter")
        pair = any("both" in i.lexicons for i in group.gap())
        lend = not world
        flow = self.program.flows.get(draft.get("indicator"), _NO_FLOW)
        world = world or "partner" not in flow.sides
        if self._is_mutual(draft, pair, mine):
            if draft.get("reporter") is None and self.main is not None:
                draft.answers["reporter"] = self.main.answers["reporter"].moved(Place.PAIR)
            draft.answers["partner"] = draft.answers["reporter"]
            return
        if pair and base is None and self.topic is not None and not mine and not world:
            same = (self.topic.get("reporter"), self.topic.get("partner"))
            if None not in same:
                parties.complete(draft, same, Place.TOPIC, lend_partner=True)
        if base is not None and self._is_new_clause(group) and self.main is not None:
            if "reporter" not in mine and base.get("reporter") is not None:
                draft.answers["reporter"] = base.answers["reporter"]
            base = None
        if base is not None and not in_sentence and "reporter" not in mine and mine:
            speaks = base.get("reporter")
            if self.main is not None and base.get("partner") == self.main.get("reporter"):
                speaks = self.main.get("reporter")  # the other side was an aside
            alone = (speaks, None)
            parties.complete(draft, alone, Place.TOPIC, lend_partner=False)
        if base is not None and (in_sentence or not mine):
            where = Place.SENTENCE if in_sentence else Place.TOPIC
            same = (base.get("reporter"), base.get("partner"))
            lend = lend and not base.world
            parties.complete(draft, same, where, lend_partner=lend)
            for side in parties.SIDES:
                answer = draft.answers.get(side)
                if answer is not None and side not in mine and in_sentence:
                    was = base.answers.get(side)
                    if was is not None and was.value == answer.value:
                        draft.answers[side] = was
        main = self.main
        home = main.get("reporter") if main is not None else None
        if draft.get("indicator") in _RECEIVED and "reporter" in mine and "partner" not in mine:
            first, second, _ = self.salience.pair()
            if home is not None and draft.get("reporter") != home:
                parties.complete(draft, (None, home), Place.PAIR, lend_partner=True)
            elif draft.get("reporter") in (first, second):
                parties.complete(draft, (first, second), Place.PAIR, lend_partner=True)
        if main is not None:
            both = (main.get("reporter"), main.get("partner"))
            lend = not world and not (in_sentence and base is not None and base.world)
            parties.complete(draft, both, Place.PAIR, lend_partner=lend)
        first, second, alone = self.salience.pair()
        symmetric = "second" in self.program.flows.get(draft.get("indicator"), _NO_FLOW).sides.get(
            "partner", ()
        )
        if main is None or pair:
            wanted = pair or (alone and draft.get("indicator") in ("turnover", "investment"))
            parties.complete(
                draft, (first, second), Place.PAIR, lend_partner=wanted and not world and symmetric
            )
        if draft.get("reporter") is None:
            code = parties.fallback(self.salience, draft)
            if code is not None:
                draft.answers["reporter"] = Answer(code, Place.PAIR)

    def _is_mutual(self, draft: Draft, pair: bool, mine: dict[str, Item]) -> bool:
        """Whether the trade is that of a union's members with one another."""
        reporter = draft.get("reporter")
        if reporter is None and self.main is not None:
            reporter = self.main.get("reporter")
        union = reporter is not None and reporter.startswith("X-")
        return pair and union and "partner" not in mine and draft.get("indicator") == "turnover"

    def _is_new_clause(self, group: Group) -> bool:
        """Whether a semicolon parts the number from the one before, with a head of its own."""
        head = group.head
        if head is None:
            return False
        return any(i.text == ";" for i in group.gap() if i.index < head.index)

    def _world(self, group: Group) -> bool:
        """Whether the words say that the partner is the whole world."""
        near = [i for i in group.around() if "world" in i.lexicons]
        head = group.head
        return bool(near) or (head is not None and "world" in head.lexicons)

    def _sector(self, group: Group) -> Answer | None:
        for item in group.around():
            entry = item.lexicons.get("sector")
            if entry is not None:
                return Answer(entry.name, Place.CLAUSE, item, entry.line)
        return None

    def _when(self, draft: Draft, group: Group, base: Draft | None, *, in_sentence: bool) -> None:
        past = group.anchor.role in _PAST
        found = None if past else periods.first([*group.around()], _WHEN)
        if found is None and not in_sentence:
            right = group.row[group.behind :]
            end = next((k for k, i in enumerate(right) if i.role in _PAST), len(right))
            right = [] if past else right[:end]
            found = periods.first([*group.row[: group.since][::-1], *right], _WHEN)
        if found is not None:
            value = periods.iso(found)
            goal = any("reach" in i.lexicons for i in group.gap())
            if found.role == "until" and not goal and value is not None and "/" not in value:
                value = f"../{value}"
            draft.answers["period"] = Answer(value, Place.CLAUSE, found, found.line)
        elif base is not None and (base.current or base.answers.get("period")) is not None:
            answer = base.current or base.answers["period"]
            draft.answers["period"] = answer if in_sentence else answer.moved(Place.TOPIC)

    # -- the number itself
    def _set(self, draft: Draft, group: Group, made: list[Draft]) -> None:
        anchor = group.anchor
        role = anchor.role or ""
        if role in _LEVELS:
            draft.negative = self._is_deficit(group, draft)
            currency = numbers.currency_near(group.row[anchor.index :])
            currency = currency or numbers.currency_near(group.row[: anchor.index][::-1])
            value = numbers.magnitude(anchor, currency or self.currency, negative=draft.negative)
            draft.value, draft.value_item = value, anchor
            draft.answers["value"] = Answer("", Place.STATED, anchor, anchor.line)
            if value is not None and value.get("currency"):
                self.currency = value["currency"]
            if role == "past":
                self._past(draft, group)
        else:
            kind = "share" if role == "past_share" else role
            falls = self._falls(group)
            draft.change = numbers.change(anchor, kind, falls=falls)
            draft.change_item = anchor
            draft.answers["change"] = Answer("", Place.STATED, anchor, anchor.line)
            if role == "past_share":
                self._past(draft, group)
            elif kind != "share":
                self._base(draft, group)

    def _past(self, draft: Draft, group: Group) -> None:
        """A level of before: the period is told behind it, or is the one a year earlier."""
        draft.past = True
        draft.current = draft.answers.get("period")
        told = periods.first(group.tail(), ("when", "base", "before"))
        told = told or periods.first(group.gap(), ("before",))
        now = draft.get("period") or (self.period.value if self.period else None)
        if told is not None:
            value = periods.aligned(periods.iso(told), now)
            draft.answers["period"] = Answer(value, Place.CLAUSE, told, told.line)
            return
        line = self.program.slots["period"].line
        draft.answers["period"] = Answer(periods.year_before(now), Place.DERIVED, None, line)

    def _base(self, draft: Draft, group: Group) -> None:
        told = periods.first([*group.tail(), *group.gap()], ("base",))
        if told is None:
            told = periods.first(group.row[group.anchor.index : group.behind], ("base",))
        if told is None:
            return
        base = periods.iso(told)
        draft.answers["base"] = Answer(base, Place.CLAUSE, told, told.line)
        loose = [i for i in group.row if i.role == "when" and periods.is_loose(i)]
        if draft.get("period") is None and loose:
            # "в прошлом году ... в сравнении с 2021 годом": the year after that one
            line = self.program.slots["period"].line
            draft.answers["period"] = Answer(
                periods.year_after(base), Place.DERIVED, loose[0], line
            )

    def _is_deficit(self, group: Group, draft: Draft) -> bool:
        """Whether a balance is negative by its words: a deficit, or a minus."""
        if draft.get("indicator") != "balance":
            return False
        if numbers.is_negative(group.anchor):
            return True
        words: Iterable[Item] = group.row[: group.anchor.index][::-1]
        for item in words:
            sign = item.key("balance_sign")
            if sign is not None:
                return sign == "negative"
        return False

    def _falls(self, group: Group) -> bool:
        anchor = group.anchor
        if numbers.is_negative(anchor):
            return True
        sign = anchor.bound.get("sign.key")
        if sign is not None and sign in ("up", "down"):
            return sign == "down"
        for item in group.row[: anchor.index][::-1]:
            trend = item.key("trend")
            if trend is not None:
                return trend == "down"
        return False

    # -- between sentences
    def _settle(self, made: list[Draft], at: Sentence) -> None:
        """Finish the drafts of a sentence and remember what later ones may need."""
        kept = [d for d in made if d.value is not None or d.change is not None]
        for draft in kept:
            self._reckon_base(draft)
        before = self.topic
        for draft in kept:
            self._remember(draft)
        if before is not None and _is_list(kept):
            # "этот показатель" is not that of the last in a list
            same = before.get("indicator") == kept[0].get("indicator")
            self.topic = before if same else kept[0]
        self._remember_period(kept)
        self.drafts += kept
        self._date_headline(kept)

    def _date_headline(self, kept: list[Draft]) -> None:
        """A headline tells the period in the sentence that follows it."""
        told = next((d.answers["period"] for d in kept if d.get("period") and not d.past), None)
        for draft in self.drafts if told is not None else ():
            if draft.headline and draft.get("period") is None:
                if draft.get("modality") == "actual" and told is not None:
                    draft.answers["period"] = told.moved(Place.TOPIC)
                    self._reckon_base(draft)
            draft.headline = False

    def _carry(self, draft: Draft) -> None:
        """Take the period from the sentences before, and reckon the base."""
        flow = self.program.flows.get(draft.get("indicator"), _NO_FLOW)
        stock = draft.get("indicator") == "investment" or "partner" not in flow.sides
        carries = not stock and draft.get("modality") == "actual"
        if draft.get("period") is None and carries and self.period is not None:
            draft.answers["period"] = self.period.moved(Place.TOPIC)

    def _reckon_base(self, draft: Draft) -> None:
        """The base that is not told is a year before."""
        slot = self.program.slots["period"]
        change = draft.change
        if change is not None and draft.get("base") is None and draft.get("modality") != "target":
            base = periods.year_before(draft.get("period"))
            draft.answers["base"] = Answer(base, Place.DERIVED, None, slot.line)

    def _remember(self, draft: Draft) -> None:
        if draft.get("reporter") is not None and draft.get("indicator") not in _RECEIVED:
            weak = self.main is not None and self.main.answers["reporter"].place is Place.PAIR
            firm = draft.answers["reporter"].place is not Place.PAIR
            if self.main is None or (weak and firm and self.main.get("partner") is None):
                self.main = draft
        same = self.topic is not None and self.topic.sentence == draft.sentence
        if not draft.past or not same:
            self.topic = draft

    def _remember_period(self, kept: list[Draft]) -> None:
        """The period that the text now tells of: the last of a sentence, but for asides."""
        best: Answer | None = None
        for draft in kept:
            when = draft.answers.get("period")
            if when is None or when.value is None or ".." in when.value or draft.past:
                continue
            if draft.get("modality") != "actual" or when.place is Place.TOPIC:
                continue
            if when.place is Place.DERIVED and draft.get("sector") is not None:
                continue
            if self.main is not None and draft.get("reporter") != self.main.get("reporter"):
                if self.period is not None:
                    continue  # an aside on somebody else
            if best is None or periods.later(when.value, best.value):
                best = when
        if best is None:
            return
        now = None if self.period is None else self.period.value
        if periods.later(best.value, now) or not best.relative:
            self.period = best

    def _ghost(self, row: Row, at: Sentence) -> None:
        """A sentence that names an indicator without a number still says what is spoken of."""
        named = (i for i in row if head_of(i) is not None and "deal" not in i.lexicons)
        head = next(named, None)
        if head is None:
            return
        draft = Draft((at.start, at.stop), at.paragraph)
        draft.head = head
        draft.answers["indicator"] = Answer(
            head_of(head), Place.CLAUSE, head, self._head_line(head)
        )
        group = Group(row, row[-1], 0, len(row), len(row))
        group.head = head
        flow = self.program.flows.get(draft.get("indicator"), _NO_FLOW)
        mine = parties.own(group, row, flow, draft.get("indicator"))
        self._parties(draft, group, mine, None, in_sentence=False)
        self._when(draft, group, None, in_sentence=False)
        self.topic = draft


def _is_list(kept: list[Draft]) -> bool:
    """Whether a sentence tells one indicator of several partners."""
    now = [d for d in kept if not d.past]
    partners = {d.get("partner") for d in now}
    return len(partners) > 1 and len({d.get("indicator") for d in now}) == 1


def sort_facts(facts: Iterable[Fact]) -> list[Fact]:
    """Facts in the order of the text, the longer first."""
    return sorted(facts, key=lambda f: (f.start, -f.stop))
