"""The context of a text: the day it was written, and the periods that it has mentioned so far.

"В прошлом году" and "годом ранее" mean nothing by themselves. So every match is first read without
context. Once the readings of a text are chosen, `settle` goes over them in order and works out the
results that use these names:

- `today`: the document's date; missing if none is given;
- `said`: the last period that the text has named itself;
- `topic`: the period that the text reports on. Of the periods so far that last a month or longer
  and were over by the document's date, it is the one that ended last; if several did, the longest.
  If none was over, it is one under way that is no longer than a year: "с начала года". Without a
  date, it is the only such period; it is missing if there are several, or if the text has words
  such as "в прошлом году", which only a date can explain;
- `topic_month`, `topic_quarter`: the same among the periods no longer than a month or a quarter,
  as "месяцем ранее" is never counted from a year.

A period that was itself worked out from one of these other than `today` ("годом ранее") does not
become any of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from attrs import evolve

from tradefacts.facts import Fact, Period
from tradefacts.facts.checks import REFUSALS
from tradefacts.grammar.readings import Dismissed, Line, Reading
from tradefacts.grammar.schema import fact_schema, fact_types
from tradefacts.grammar.values import Value
from tradefacts.units import calendar

Row = tuple[Fact, Line, Mapping[str, Value]]
"""A fact, the line that gave it, and the slots of its span."""

Settled = tuple[Fact, Mapping[str, Value]]
"""A fact, and the context values that its results were worked out with, by name."""

_NOTHING: Mapping[str, Value] = {}
_LONGEST = {"topic": math.inf, "topic_quarter": 3, "topic_month": 1}
"""The greatest length of each topic, in months."""
_YEAR = 12
_SPEECH = frozenset({"said", *_LONGEST})


def settle(readings: Iterable[Reading], today: str | None = None) -> list[Fact]:
    """The facts of chosen readings in text order, with those that need a context settled.

    `today` is a day in ISO 8601.
    """
    return [fact for fact, _ in settle_rows(rows_of(readings), today)]


def rows_of(readings: Iterable[Reading]) -> list[Row]:
    """The facts of readings in text order, each with its line and its slots."""
    rows = [
        (fact, reading.line, slots)
        for reading in readings
        for fact, slots in zip(reading.facts, reading.slots, strict=True)
    ]
    return sorted(rows, key=lambda row: (row[0].start, -row[0].stop))


def settle_rows(rows: Iterable[Row], today: str | None = None) -> Iterator[Settled]:
    """Like `settle`, for facts in text order; yields each with what it took from the context.

    Facts whose lines do not `speak` may be left out: they neither change nor affect others.
    """
    speech = _Speech(today)
    for fact, line, slots in rows:
        settled = _settled(line, fact, slots, speech) if line.needs else (fact, _NOTHING)
        yield settled
        if isinstance(settled[0], Period) and not line.needs & _SPEECH:
            speech.hear(settled[0])


def speaks(line: Line) -> bool:
    """Whether a line's facts depend on the facts around them, or others depend on them."""
    return bool(line.needs) or issubclass(fact_types()[line.type[0]], Period)


class _Topic:
    """What a text reports on, among the periods heard that are not too long for this topic.

    Without a date, `period` is the last one, and `several` says whether there were others.
    """

    def __init__(self) -> None:
        self.period: str | None = None
        self.several = False

    def hear(self, period: str, today: str | None) -> None:
        """Make a period the topic, unless one heard earlier ranks at least as high."""
        if today is None:
            self.several = self.several or self.period not in {None, period}
            self.period = period
        elif _begun(period, today) and (
            self.period is None or _rank(period, today) > _rank(self.period, today)
        ):
            self.period = period


class _Speech:
    """What the text has mentioned so far; constant in size, however long the text.

    It is `unclear` if some words could not be placed in time because the date is missing.
    """

    def __init__(self, today: str | None) -> None:
        self.today = today
        self.said: str | None = None
        self.topics = {name: _Topic() for name in _LONGEST}
        self.unclear = False

    def hear(self, fact: Period) -> None:
        self.unclear = self.unclear or (fact.iso is None and fact.relative)
        if fact.iso is None or fact.iso.endswith(calendar.OPEN):
            return
        self.said = fact.iso
        if fact.iso == calendar.broad(fact.iso):
            months = calendar.length(fact.iso)
            for name, longest in _LONGEST.items():
                if months <= longest:
                    self.topics[name].hear(fact.iso, self.today)

    def names(self) -> dict[str, Value]:
        found = {"today": self.today, "said": self.said}
        for name, topic in self.topics.items():
            guessed = self.today is None and (topic.several or self.unclear)
            found[name] = None if guessed else topic.period
        return {name: value for name, value in found.items() if value is not None}


def _over(period: str, today: str) -> bool:
    return calendar.last(period) <= calendar.last(today)


def _begun(period: str, today: str) -> bool:
    """Whether a period was over, or under way and no longer than a year."""
    under_way = calendar.first(period) <= calendar.last(today) and calendar.length(period) <= _YEAR
    return under_way or _over(period, today)


def _rank(period: str, today: str) -> tuple[bool, date, int]:
    """A sort key: a finished period ranks above others, then the later end, then the longer one."""
    return _over(period, today), calendar.last(period), -calendar.first(period).toordinal()


def _settled(line: Line, fact: Fact, slots: Mapping[str, Value], speech: _Speech) -> Settled:
    """A fact with the results that the context gives; unchanged if it gives none."""
    known = {name: value for name, value in speech.names().items() if name in line.needs}
    if not known:
        return fact, _NOTHING  # it was already read without them
    with suppress(Dismissed, *REFUSALS):
        results = line.results({**known, **slots})
        names = [name for name in fact_schema(type(fact)) if name in results]
        values: dict[str, Any] = {name: results[name] for name in names}
        return evolve(fact, **values), known
    return fact, _NOTHING
