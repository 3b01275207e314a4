"""The programs that a wheel brings, so that those who install it need not wait for them."""

from __future__ import annotations

from pathlib import Path

from tradefacts.assembly import assembler
from tradefacts.cache import shipping
from tradefacts.extractor import Extractor


def write_programs(folder: str) -> None:
    """Compile what `extract` and `trade_facts` need into a folder; this takes a minute."""
    with shipping(Path(folder)):
        Extractor()
        assembler()
