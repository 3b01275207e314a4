"""What a text is about, reckoned of what is counted in it."""

from __future__ import annotations

import tradefacts
from tradefacts.assembly import assembler
from tradefacts.assembly.counts import Counts
from tradefacts.assembly.items import Row
from tradefacts.assembly.places import resolve
from tradefacts.assembly.rows import rows
from tradefacts.assembly.salience import Salience
from tradefacts.assembly.vocabulary import Vocabulary


def read(text: str, vocabulary: Vocabulary) -> Row:
    (found,) = rows(text, 0, len(text), tradefacts.extract(text).facts, vocabulary)
    resolve(found, vocabulary)
    return found


def test_what_is_reckoned_stays_when_more_is_counted() -> None:
    program = assembler().program
    vocabulary = Vocabulary(program)
    first = read("Армения и Грузия торгуют", vocabulary)
    then = read("Китай, Китай и Китай", vocabulary)
    counts = Counts()
    counts.add(first, first.places, 0)
    early = Salience(program, vocabulary, counts.copy())
    counts.add(then, then.places, 1)
    late = Salience(program, vocabulary, counts)
    assert ["AM", "GE"] == early.ranked
    assert ("AM", "GE", False) == early.pair
    assert ["CN", "AM", "GE"] == late.ranked
    assert "CN" == late.pair[0]
