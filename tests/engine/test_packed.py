"""Parts as plain rows."""

from __future__ import annotations

from typing import Any, cast

import pytest

from tradefacts.engine.packed import Code, Packer, Unpacker

from .engines import ODD, compiled


def test_parts_are_unpacked_as_they_were() -> None:
    program = compiled(ODD).program
    packer, again = Packer(), Packer()
    numbers = [packer.number(line.pattern) for line in program.lines.all]
    unpacker = Unpacker(packer.rows, program.graph, program.rules)
    assert numbers == [again.number(unpacker.part(number)) for number in numbers]
    assert packer.rows == again.rows


def test_a_row_of_no_known_code_is_refused() -> None:
    unpacker = Unpacker([(len(vars(Code)),)], cast(Any, None), {})
    with pytest.raises(TypeError):
        unpacker.part(0)
