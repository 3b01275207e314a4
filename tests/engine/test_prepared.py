"""What examples lead to is read from the file of a program; what they do not is worked out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.engine import Compiled, matcher
from tradefacts.engine.store import pack, unpack
from tradefacts.grammar.records import Held

from .engines import FOUR, ODD, compiled, grammar
from .texts import texts


@cache
def restored(*paths: Path) -> Compiled:
    """An engine whose program was written and read back."""
    return Compiled(unpack(Held(pack(compiled(*paths).program))), lambda: grammar(*paths))


@given(text=st.deferred(lambda: texts(grammar(ODD))))
def test_random_texts_of_an_odd_grammar(text: str) -> None:
    assert compiled(ODD).facts(text) == restored(ODD).facts(text)


@given(text=st.deferred(lambda: texts(grammar(*FOUR))))
def test_random_texts_of_four_shipped_grammars(text: str) -> None:
    assert compiled(*FOUR).facts(text) == restored(*FOUR).facts(text)


def test_anchors_of_examples_are_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher, "Holding", None)
    engine = restored(ODD)
    for case in engine.grammar.cases:
        engine.matcher.forget()
        assert compiled(ODD).facts(case.text) == engine.facts(case.text), case.text
