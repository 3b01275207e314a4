"""A line that was wrapped goes on in the next one; other lines are paragraphs of their own."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tradefacts
from tradefacts.assembly.paragraphs import paragraphs

SEEDS = Path(__file__).parents[2] / "seeds"

ENDS = ["\n", "\r", "\r\n", "\v", "\f", "\u0085", "\u2028", "\u2029"]

texts = st.text(alphabet="".join(["аБ .:5\t\u00a0", *ENDS]), max_size=80)
words = st.lists(st.text(alphabet="абвгд", min_size=1, max_size=12), min_size=30, max_size=60)


def told(text: str) -> list[str]:
    return [text[start:stop] for start, stop in paragraphs(text)]


@given(texts)
def test_nothing_is_lost_and_nothing_told_twice(text: str) -> None:
    assert "".join(text.split()) == "".join("".join(told(text)).split())


@given(texts)
def test_no_paragraph_begins_or_ends_with_a_space(text: str) -> None:
    assert [one.strip() for one in told(text)] == told(text)


@given(words, st.integers(30, 80), st.sampled_from(ENDS[:-1]))
def test_what_was_wrapped_is_one_paragraph(row: list[str], width: int, end: str) -> None:
    text = end.join(textwrap.wrap(" ".join(row), width))
    assert [text] == told(text)


@pytest.mark.parametrize(
    "lines",
    [
        ["Экспорт вырос на 5%", "Импорт сократился на 3%"],
        ["Вывезено за год:", "зерна – 5 млн тонн", "руды – 60 млн тонн", "железа – 700 тонн"],
        ["экспорт", "импорт"],
        ["Экспорт вырос на 5%, а импорт", "", "сократился на 3%"],
    ],
)
def test_a_line_of_its_own_is_a_paragraph(lines: list[str]) -> None:
    assert list(filter(None, lines)) == told("\n".join(lines))


@pytest.mark.parametrize("end", ENDS)
def test_whatever_ends_a_line_parts_a_headline(end: str) -> None:
    lines = ["Торговля Армении с Китаем", "Экспорт вырос на 5%."]
    assert lines == told(end.join(lines))


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_articles_tell_what_they_told(width: int, end: str) -> None:
    before, after = Counter[str](), Counter[str]()
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        lines = (line for line in text.splitlines() if line.strip())
        wrapped = (end.join(textwrap.wrap(line, width)) for line in lines)
        before.update(facts(text))
        after.update(facts((end + end).join(wrapped)))
    assert before == after


def facts(text: str) -> list[str]:
    found = tradefacts.extract(text, date="2025-08-25").trade_facts
    return [str((f.indicator, f.reporter, f.partner, f.period, f.value, f.change)) for f in found]
