"""The table for people."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tradefacts.cli.table import in_context
from tradefacts.facts import Region


@given(before=st.text(), text=st.text(min_size=1), after=st.text(), width=st.integers(0, 80))
def test_context_is_one_line_that_fits_and_shows_the_whole_fact(
    before: str, text: str, after: str, width: int
) -> None:
    fact = Region(
        start=len(before),
        stop=len(before) + len(text),
        text=text,
        code=None,
        name="n",
        level="union",
    )
    shown = in_context(before + text + after, fact, width).plain
    expected = "".join(c if c.isprintable() else " " for c in text)
    assert f"[{expected}]" in shown
    assert shown.replace(" ", "x").isprintable()
    assert len(shown) <= max(width, len(text) + len("…[]…"))
