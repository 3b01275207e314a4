"""Around an anchor it counts which goals are reached and how far away, not what is read on."""

from __future__ import annotations

from tradefacts.engine.known import Narrowed

from .engines import FOUR, compiled


def narrowed(text: str) -> list[Narrowed]:
    matcher = compiled(*FOUR).matcher
    row = matcher.row(text)
    found = [matcher.narrowed(row, at) for at in row.anchors()]
    return [one for one in found if one is not None]


def test_what_stands_beyond_a_match_makes_no_difference() -> None:
    (one,) = narrowed("рост на 5% в")
    (two,) = narrowed("рост на 5%: Иванов")
    assert one is two


def test_how_far_away_a_goal_is_makes_a_difference() -> None:
    (one,) = narrowed("рост на 5%")
    (two,) = narrowed("рост на 5 целых и пять десятых процента")
    assert [(span.start, span.stop) for span, _ in one.spans] != [
        (span.start, span.stop) for span, _ in two.spans
    ]


def test_what_is_forgotten_is_made_anew() -> None:
    engine = compiled(*FOUR)
    text = "рост на 5%, до $1,2 млрд"
    before = engine.facts(text)
    engine.matcher.forget()
    assert engine.matcher.tally.count == 0
    assert engine.facts(text) == before
