"""The text of a case as it is written is the text as it is read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tradefacts.grammar import written
from tradefacts.grammar.build import build
from tradefacts.grammar.marks import read_marks, write_marks
from tradefacts.grammar.parse import parse

texts = st.text('ант5% []\\"\n\t#nt', min_size=1, max_size=20)


@st.composite
def spanned(draw: st.DrawFn) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text and some of the stretches that it is cut into: they may touch, none is empty."""
    text = draw(texts)
    cuts = sorted({0, len(text), *draw(st.sets(st.integers(0, len(text)), max_size=6))})
    stretches = list(pairwise(cuts))
    return text, tuple(one for one in stretches if draw(st.booleans()))


@given(spanned())
def test_what_is_written_is_read(case: tuple[str, tuple[tuple[int, int], ...]]) -> None:
    assert case == read_marks(write_marks(*case))


@given(spanned())
def test_a_case_is_read_back_from_its_grammar(
    case: tuple[str, tuple[tuple[int, int], ...]],
) -> None:
    source = f"grammar g\n\nreject a\n  {written.marked(*case)}\n"
    module, problems = build(parse("g.tfg", source))
    assert () == problems
    assert [case] == [(read.text, read.spans) for read in module.cases]
