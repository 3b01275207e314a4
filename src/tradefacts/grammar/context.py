"""What a text is read in: the day it was written, and the period that it has been speaking of.

"В прошлом году" and "годом ранее" mean nothing in themselves. So a match is read without them, as
any other, and once the readings of a text are chosen, `settle` goes over them in order and works
out the results that name

- `today`: the document's date; missing where none is given;
- `said`: the last period that the text has named itself;
- `topic`: the period that the text reports on: the last to end among those so far that are a month
  or longer and were over by the document's date, of several the longest. Where none was over, it is
  one under way that is no longer than a year: "с начала года". Without a date it is the one such
  period; it is missing where there are several, or words such as "в прошлом году" that only the
  date explains;
- `topic_month`, `topic_quarter`: the same among those that last no longer than that, as what is
  "месяцем ранее" is reckoned from no year.

A period that is itself found by one of these but `today` ("годом ранее") becomes none of them.
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
"""A fact, and the names of the context that its results were worked out with."""

_NOTHING: Mapping[str, Value] = {}
_LONGEST = {"topic": math.inf, "topic_quarter": 3, "topic_month": 1}
"""How many months each of the topics may last."""
_YEAR = 12
_SPEECH = frozenset({"said", *_LONGEST})


def settle(readings: Iterable[Reading], today: str | None = None) -> list[Fact]:
    """The facts of chosen readings, in the order of the text, those that need a context settled.

    `today` is a day in ISO 8601.
    """
    return [fact for fact, _ in settle_rows(rows_of(readings), today)]


def rows_of(readings: Iterable[Reading]) -> list[Row]:
    """The facts of readings in the order of the text, each with its line and its slots."""
    rows = [
        (fact, reading.line, slots)
        for reading in readings
        for fact, slots in zip(reading.facts, reading.slots, strict=True)
    ]
    return sorted(rows, key=lambda row: (row[0].start, -row[0].stop))


def settle_rows(rows: Iterable[Row], today: str | None = None) -> Iterator[Settled]:
    """As `settle`, of facts in the order of the text: each with what it took from its context.

    Facts that do not `speak` may be left out: they change no other and stay as they are.
    """
    speech = _Speech(today)
    for fact, line, slots in rows:
        settled = _settled(line, fact, slots, speech) if line.needs else (fact, _NOTHING)
        yield settled
        if isinstance(settled[0], Period) and not line.needs & _SPEECH:
            speech.hear(settled[0])


def speaks(line: Line) -> bool:
    """Whether what a line gives depends on the facts around, or others depend on it."""
    return bool(line.needs) or issubclass(fact_types()[line.type[0]], Period)


class _Topic:
    """What a text reports on, of the periods so far that last no longer than some.

    Without a date `period` is the last one, and `several` says whether there were others.
    """

    def __init__(self) -> None:
        self.period: str | None = None
        self.several = False

    def hear(self, period: str, today: str | None) -> None:
        """Take a period for the topic, unless one that was heard before it ranks as high."""
        if today is None:
            self.several = self.several or self.period not in {None, period}
            self.period = period
        elif _begun(period, today) and (
            self.period is None or _rank(period, today) > _rank(self.period, today)
        ):
            self.period = period


class _Speech:
    """What has been spoken of so far: no more than the next words need, however long the text.

    It is `unclear` where words had no time for want of a date.
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
    """Whether a period was over, or under way and no plan of many years."""
    under_way = calendar.first(period) <= calendar.last(today) and calendar.length(period) <= _YEAR
    return under_way or _over(period, today)


def _rank(period: str, today: str) -> tuple[bool, date, int]:
    """What was over ranks first; then the later its end, and then the longer it is."""
    return _over(period, today), calendar.last(period), -calendar.first(period).toordinal()


def _settled(line: Line, fact: Fact, slots: Mapping[str, Value], speech: _Speech) -> Settled:
    """A fact with the results that the context gives; as it was where it gives none."""
    known = {name: value for name, value in speech.names().items() if name in line.needs}
    if not known:
        return fact, _NOTHING  # it was read without them
    with suppress(Dismissed, *REFUSALS):
        results = line.results({**known, **slots})
        names = [name for name in fact_schema(type(fact)) if name in results]
        values: dict[str, Any] = {name: results[name] for name in names}
        return evolve(fact, **values), known
    return fact, _NOTHING
