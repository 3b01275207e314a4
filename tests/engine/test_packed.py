"""Parts as plain rows."""

from __future__ import annotations

from typing import Any, cast

import pytest

from tradefacts.engine.leaves import Terminal, Words
from tradefacts.engine.packed import Code, Packer, Unpacker
from tradefacts.engine.repeat import Repeat
from tradefacts.engine.vocabulary import build_graph

from .engines import ODD, compiled

GRAPH = build_graph({("town", None, ()): [("Новая", "Тула")]})


def test_parts_are_unpacked_as_they_were() -> None:
    program = compiled(ODD).program
    packer, again = Packer(), Packer()
    numbers = [packer.number(line.pattern) for line in program.lines.all]
    unpacker = Unpacker(packer.rows, program.graph, program.rules)
    assert numbers == [again.number(unpacker.part(number)) for number in numbers]
    assert packer.rows == again.rows


def test_what_is_left_of_a_repetition_is_one_part() -> None:
    body, packer = Terminal("INT"), Packer()
    more = Repeat(body, 2, 3)
    assert more.less is not None
    assert more.others is not None
    numbers = [packer.number(part) for part in (more, more.less, more.others)]
    unpacked, less, others = map(Unpacker(packer.rows, GRAPH, {}).part, numbers)
    assert isinstance(unpacked, Repeat)
    assert (less, others) == (unpacked.less, unpacked.others)


def test_what_is_left_of_words_is_one_part() -> None:
    words, packer = Words(GRAPH, GRAPH.roots["town", None, ()], ("town", None, ())), Packer()
    (node,) = words.below - words.last - {words.root}
    numbers = [packer.number(part) for part in (words, words.inside(node))]
    unpacked, inside = map(Unpacker(packer.rows, GRAPH, {}).part, numbers)
    assert isinstance(unpacked, Words)
    assert unpacked.inside(node) is inside


def test_a_row_of_no_known_code_is_refused() -> None:
    unpacker = Unpacker([(len(vars(Code)),)], cast(Any, None), {})
    with pytest.raises(KeyError):
        unpacker.part(0)
