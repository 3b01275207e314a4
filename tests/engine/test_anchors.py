"""Anchors: words of which every fact has one, as rare as they can be."""

from __future__ import annotations

import pytest

from tradefacts.engine.anchors import Anchors

from .engines import ODD, compiled


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("руб", True),
        ("РУБ", True),
        ("рубль", False),
        ("москва", False),
        ("Москва", True),
        ("МОСКВА", True),
        ("тёс", True),
        ("$", True),
        ("\u212a", True),  # the sign for kelvin is a letter k
        ("5", True),
        ("12.03.2014", False),
        ("٣", False),
    ],
)
def test_words(word: str, found: bool) -> None:
    plain: dict[str, bool] = dict.fromkeys(["руб", "usd", "$", "тес", "k"], False)
    anchors = Anchors(plain | {"москва": True}, frozenset({"NUMERAL"}))
    assert found == anchors.has(word)


def test_anchors_are_few_and_rare() -> None:
    anchors = compiled(ODD).program.anchors
    assert anchors is not None
    words = ["тула", "британия", "$", "%", "евро", "москва", "и", ",", "до"]
    found = {word: anchors.words.get(word, None) for word in words}
    plain = dict.fromkeys(["$", "%", "евро", "москва"], False)
    expected: dict[str, bool | None] = {"тула": True, "британия": True, **plain}
    assert expected | dict.fromkeys(["и", ",", "до"]) == found
