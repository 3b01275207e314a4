"""How many random texts both engines read alike: `tests/engine/texts.py` writes them."""

from __future__ import annotations

import argparse
import math
import platform
import secrets
import sys
from pathlib import Path
from random import Random
from time import monotonic

from tradefacts.engine import Compiled
from tradefacts.extractor import Extractor
from tradefacts.grammar import ast
from tradefacts.reference import Reference

DATES = (None, "2024-05-15")


def differences(
    grammar: ast.Grammar,
    engine: Compiled,
    *,
    seconds: float = math.inf,
    texts: float = math.inf,
    seed: int | None = None,
) -> tuple[int, list[str]]:
    """How many texts were read, in some time at most, and those that were read differently."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.engine.texts import Writer  # noqa: PLC0415  # beside this folder, in a checkout alone

    writer, reference, random = Writer(grammar), Reference(grammar), Random(seed)  # noqa: S311
    found: list[str] = []
    count = 0
    end = monotonic() + seconds
    while monotonic() < end and count < texts:
        text = writer.text(random)
        date = random.choice(DATES)
        expected = [fact.to_dict() for fact in reference.facts(text, date=date)]
        if expected != [fact.to_dict() for fact in engine.facts(text, date=date)]:
            found.append(text)
        count += 1
    return count, found


def main() -> int:
    """Read as many texts as asked for; exit code 1 where the engines differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=240)
    parser.add_argument("--seed", type=int, default=secrets.randbits(32))
    given = parser.parse_args()
    extractor = Extractor()
    assert isinstance(extractor.engine, Compiled)
    limits = {"seconds": 60 * given.minutes, "texts": given.texts}
    count, found = differences(extractor.grammar, extractor.engine, seed=given.seed, **limits)
    told = f"Python {platform.python_version()}, seed {given.seed}"
    print(f"{told}: {count:,} random texts read by both engines, {len(found)} differences")
    for text in found[:20]:
        print(f"  {text!r}")
    return 1 if found or count < given.texts else 0


if __name__ == "__main__":
    sys.exit(main())
