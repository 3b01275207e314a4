"""The proof that the properties can fail, `scripts/break_the_core.py`, still fits the code."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_mutant_changes_what_stands_there_once() -> None:
    mutants = runpy.run_path(str(ROOT / "scripts" / "break_the_core.py"))["MUTANTS"]
    misfits = {mutant.name: mutant.misfits(ROOT) for mutant in mutants}
    assert len(misfits) >= 19
    assert {} == {name: found for name, found in misfits.items() if found}
