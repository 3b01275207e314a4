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
    plain = frozenset(["руб", "usd", "$", "тес", "k"])
    anchors = Anchors(frozenset({"москва"}), plain, kinds=frozenset({"NUMERAL"}))
    assert found == anchors.has(word)


def test_anchors_are_few_and_rare() -> None:
    anchors = compiled(ODD).program.anchors
    assert anchors is not None
    assert {"тула", "британия"} <= anchors.capital
    assert {"$", "%", "евро", "москва"} <= anchors.plain
    assert not {"и", ",", "до"} & anchors.plain
