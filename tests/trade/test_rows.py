"""What a row of items is before any fact is made of it: roles, numbers."""

from __future__ import annotations

import pytest

import tradefacts
from tradefacts.assembly import assembler
from tradefacts.assembly.items import Row
from tradefacts.assembly.meaning import NOTHING
from tradefacts.assembly.roles import Roles
from tradefacts.assembly.rows import rows
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.units.exact import MAX_DIGITS


@pytest.fixture
def row() -> Row:
    text = "Экспорт вырос на 5%"
    vocabulary = Vocabulary(assembler().program)
    (found,) = rows(text, 0, len(text), tradefacts.extract(text).facts, vocabulary)
    return found


def test_a_role_goes_where_no_line_gives_it_any_more(row: Row) -> None:
    roles = Roles(assembler().program.roles)
    (number,) = row.numbers
    roles.assign(row)
    assert ("change", {"sign"}) == (number.role, set(number.bound))
    for item in row:
        item.take(NOTHING)
        item.text = ""
    roles.assign(row)
    assert (None, {}, "") == (number.role, dict(number.bound), number.line)


def test_digits_are_no_number_where_what_is_made_of_them_has_too_many() -> None:
    vocabulary = Vocabulary(assembler().program)
    assert "digits" == vocabulary["9" * 10_000].kind
    assert "mark" == vocabulary["9" * (MAX_DIGITS // 2)].kind


def test_a_text_of_ever_so_many_digits_breaks_nothing() -> None:
    text = f"Экспорт Армении составил {'9' * MAX_DIGITS} млн, а импорт – 5 долларов."
    (fact,) = tradefacts.extract(text).trade_facts
    assert "import" == fact.indicator
