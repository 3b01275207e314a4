"""Where sentences end: in time linear in the text, whatever marks it is full of."""

from __future__ import annotations

import pytest

from tradefacts.assembly.sentences import sentences


@pytest.mark.parametrize("marks", ["." * 200_000, "!?" * 100_000, "…»" * 100_000])
def test_marks_without_end_are_one_sentence(marks: str) -> None:
    assert [(0, len(marks))] == [cut[:2] for cut in sentences(marks, [], frozenset())]
