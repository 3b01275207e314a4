"""What was found once is known wherever the same tokens stand, or such as the parts do not tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.engine import matcher
from tradefacts.engine.known import Known
from tradefacts.grammar.choice import Candidates
from tradefacts.grammar.readings import Reading

from .engines import FOUR, ODD, compiled, grammar
from .texts import texts

READ = "Он сказал, что экспорт в среднем вырос на 5%, до $1,2 млрд в год"
ALIKE = "Она уверена, что вывоз в целом упал на 7%, до $3,4 млрд в год"


def known(text: str) -> list[Known]:
    found = compiled(*FOUR).matcher
    row = found.row(text)
    narrowed = [(found.narrowed(row, at), at) for at in row.anchors()]
    return [found.known(one, row, at) for one, at in narrowed if one is not None]


def test_matches_are_known_by_what_tokens_are_to_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(*FOUR).matcher.forget()
    one = known(READ)
    monkeypatch.setattr(matcher, "_matches", None)
    assert [id(known) for known in known(ALIKE)] == [id(known) for known in one]
    monkeypatch.undo()
    assert [fact.text for fact in compiled(*FOUR).facts(ALIKE)] == ["7%", "$3,4 млрд"]


def test_a_sentence_that_ends_makes_a_difference() -> None:
    engine = compiled(*FOUR)
    texts = (
        "экспорт вырос и достиг до 5 млн долларов",
        "экспорт вырос. И достиг до 5 млн долларов",
    )
    relations = [engine.facts(text)[0].relation for text in texts]  # type: ignore[attr-defined]
    engine.matcher.forget()
    assert [engine.facts(text)[0].relation for text in texts[::-1]] == relations[::-1]  # type: ignore[attr-defined]


@given(text=st.deferred(lambda: texts(grammar(ODD))))
def test_of_rivals_the_first_that_holds_is_the_best_of_all(text: str) -> None:
    found = compiled(ODD).matcher
    row = found.row(text)
    for at in row.anchors():
        narrowed = found.narrowed(row, at)
        if narrowed is not None:
            one = found.known(narrowed, row, at)
            every = Candidates()
            for match in one.matches:
                for reading in found.readings(match, row, at):
                    every.add(reading)
            rows = [reading for reading, _ in found.template(one, row, at).rows]
            # a template may have been made where the same tokens stood before
            assert set(map(told, rows)) == set(map(told, every.best.values()))


def told(reading: Reading) -> tuple[object, ...]:
    return reading.spans, reading.rank, repr(reading.facts)
