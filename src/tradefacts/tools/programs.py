"""Compiles the programs that are shipped in the wheel, so that users need not wait for them."""

from __future__ import annotations

from pathlib import Path

from tradefacts.assembly import assembler
from tradefacts.cache import shipping
from tradefacts.extractor import Extractor


def write_programs(folder: str) -> None:
    """Compile the programs that `extract` and `trade_facts` need into a folder; takes a minute."""
    with shipping(Path(folder)):
        Extractor()
        assembler()
