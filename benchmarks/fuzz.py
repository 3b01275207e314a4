"""How many random texts both engines read alike."""

from __future__ import annotations

import argparse
import math
import os
import platform
import secrets
import sys
from concurrent.futures import ProcessPoolExecutor
from random import Random
from time import monotonic

from benchmarks.random_texts import Writer
from tradefacts.engine import Compiled
from tradefacts.extractor import Extractor
from tradefacts.grammar import ast
from tradefacts.grammar.garbage import no_collection
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
    """Compare the engines until time or texts run out; return the count and what differs."""
    writer, reference, random = Writer(grammar), Reference(grammar), Random(seed)  # noqa: S311
    found: list[str] = []
    count = 0
    end = monotonic() + seconds
    reference.facts("5%")  # make its parser before the clock matters
    with no_collection():  # neither engine leaves reference cycles behind
        while monotonic() < end and count < texts:
            text = writer.text(random)
            date = random.choice(DATES)
            expected = [fact.to_dict() for fact in reference.facts(text, date=date)]
            if expected != [fact.to_dict() for fact in engine.facts(text, date=date)]:
                found.append(text)
            count += 1
    return count, found


def share(seed: int, texts: int, seconds: float) -> tuple[int, list[str]]:
    """Compare the engines on the texts of one process."""
    extractor = Extractor()
    assert isinstance(extractor.engine, Compiled)
    return differences(extractor.grammar, extractor.engine, seconds=seconds, texts=texts, seed=seed)


def main() -> int:
    """Compare the engines on random texts; exit code 1 if they differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=240)
    parser.add_argument("--seed", type=int, default=secrets.randbits(32))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    workers = given.workers
    shares = [given.texts * (k + 1) // workers - given.texts * k // workers for k in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        seeds = range(given.seed, given.seed + workers)
        rows = list(pool.map(share, seeds, shares, [60 * given.minutes] * workers))
    count, found = sum(row[0] for row in rows), [text for row in rows for text in row[1]]
    told = f"Python {platform.python_version()}, seeds {given.seed} + {workers}"
    print(f"{told}: {count:,} random texts read by both engines, {len(found)} differences")
    for text in found[:20]:
        print(f"  {text!r}")
    return 1 if found or count < given.texts else 0


if __name__ == "__main__":
    sys.exit(main())
