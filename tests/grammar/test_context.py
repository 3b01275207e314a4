"""What a text speaks of is kept as it is heard: a word costs the same however much was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice

import pytest

from tradefacts import Extractor
from tradefacts.units import calendar

MONTHS = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"


def speech(months: int) -> str:
    """A text that names many months, and points back from each."""
    names = (f"{month} {year} года" for year in range(1000, 2000) for month in MONTHS.split())
    return " ".join(f"В {name} цены выросли, годом ранее упали." for name in islice(names, months))


def test_what_is_looked_at_grows_with_the_text_and_no_faster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = 0

    def counted(ask: Callable[[str], date]) -> Callable[[str], date]:
        def look(period: str) -> date:
            nonlocal looks
            looks += 1
            return ask(period)

        return look

    for ask in (calendar.first, calendar.last):
        monkeypatch.setattr(calendar, ask.__name__, counted(ask))
    extractor, seen = Extractor(["period"]), []
    for months in (40, 80, 160):
        looks = 0
        found = extractor.extract(speech(months), date="2990-01-01").facts
        assert 2 * months == len(found)
        seen.append(looks)
    few, more, most = seen
    assert most - more == 2 * (more - few)
