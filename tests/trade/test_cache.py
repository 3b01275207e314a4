"""The program of trade facts is kept, and does not need what made it."""

from __future__ import annotations

import subprocess
import sys

from tradefacts.assembly.cache import assembler
from tradefacts.assembly.program import packed, unpacked
from tradefacts.grammar.records import Held

SCRIPT = """
import sys, tradefacts
(fact,) = tradefacts.extract("Экспорт Армении вырос на 5%").trade_facts
slow = "lark", "pymorphy3", "yargy", "tradefacts.grammar.ast", "importlib.metadata"
print(fact.reporter, *[name for name in slow if name in sys.modules])
"""


def test_a_program_is_read_back_whole() -> None:
    program = assembler().program
    assert program == unpacked(Held(packed(program)))


def test_a_second_process_compiles_nothing() -> None:
    done = [
        subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert "AM" == done[1].stdout.strip()
