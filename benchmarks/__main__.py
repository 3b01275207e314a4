"""Print the measurements as Markdown; every speed is beside the others of the same run."""

from __future__ import annotations

import argparse
import os
import platform
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time

import ahocorasick_rs

from benchmarks import assembly, fresh, fuzz, others, worst
from benchmarks.texts import read_texts, some
from benchmarks.timing import rounded, speeds
from tradefacts.assembly.assemble import DroppedFactWarning
from tradefacts.engine import Compiled
from tradefacts.extractor import Extractor

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance.md"
MARKS = "<!-- made by make bench -->\n", "<!-- end of what make bench made -->\n"


def main() -> None:
    """Run the measurements that the command line asks for."""
    warnings.simplefilter("error", DroppedFactWarning)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "texts", nargs="*", type=Path, default=[ROOT / "seeds"], help="folders, .txt, .jsonl"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sample", type=int, default=15_000, help="characters for what is slow")
    parser.add_argument("--size", type=int, default=4_000_000, help="of the worst cases")
    parser.add_argument("--fuzz", type=float, default=40, help="seconds of random texts")
    parser.add_argument("--only", choices=["throughput", "assembly", "fresh", "worst", "fuzz"])
    parser.add_argument("--write", action="store_true", help=f"put it all into {PAGE.name}")
    given = parser.parse_args()
    lines = []
    for line in report(given):
        print(line, flush=True)
        lines.append(line + "\n")
    if given.write:
        before, _, rest = PAGE.read_text("utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        PAGE.write_text("".join([before, MARKS[0], *lines, MARKS[1], after]), "utf-8")


def report(given: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the whole report."""
    extractor = Extractor()
    engine = extractor.engine
    assert isinstance(engine, Compiled)
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    yield f"\nPython {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores,"
    yield f"{load}; processor time of one core, all seven kinds of facts."
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "throughput": lambda: throughput(extractor, engine, given),
        "assembly": lambda: assembly.report(extractor, given.texts, given.rounds),
        "fresh": lambda: start_and_memory(given.rounds),
        "worst": lambda: worst_cases(engine, given.size),
        "fuzz": lambda: equality(extractor, engine, given.fuzz),
    }
    for name, part in parts.items():
        if given.only in {None, name}:
            yield from part()


def throughput(extractor: Extractor, engine: Compiled, given: argparse.Namespace) -> Iterator[str]:
    """The speeds on each set of texts; slow competitors run on a sample of it."""
    yargy = others.plain_yargy(extractor.grammar)
    scan = bare_scan(engine)
    for path in given.texts:
        texts = read_texts(path)
        sample = some(texts, given.sample)
        size = sum(map(len, texts))
        cold = Compiled(engine.program, lambda: extractor.grammar)
        start = process_time()
        count = sum(len(cold.facts(text)) for text in texts)
        first = size / (process_time() - start)
        yield f"\n### {path.name}: {len(texts):,} texts, {size:,} characters, {count:,} facts\n"
        fast = speeds(
            {
                "tradefacts": engine.facts,
                "its cut into tokens": engine.matcher.row,
                "one Aho-Corasick pass for the anchors, and nothing else": scan,
            },
            texts,
            given.rounds,
        )
        rows: dict[str, float | str] = {
            **fast,
            "tradefacts, texts met for the first time": first,
            "plain `yargy.Parser` on our grammar": speeds({"": yargy}, sample, 1)[""],
            "natasha's MoneyExtractor, money alone": others.natasha(sample),
        }
        yield "| | characters/s | tradefacts is |\n|---|--:|--:|"
        ours = fast["tradefacts"]
        for name, speed in rows.items():
            yield f"| {name} | {speed if isinstance(speed, str) else _beside(speed, ours)} |"


def _beside(speed: float, ours: float) -> str:
    """A speed, and the factor by which ours is faster."""
    return f"{rounded(speed)} | {rounded(ours / speed, 2)} ×"


def bare_scan(engine: Compiled) -> Callable[[str], object]:
    """A scan of the lower-cased text with one automaton for all anchor words, and nothing else."""
    anchors = engine.program.anchors
    assert anchors is not None
    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    automaton = ahocorasick_rs.AhoCorasick(sorted(anchors.words), matchkind=kind)
    return lambda text: automaton.find_matches_as_indexes(text.lower())


def start_and_memory(rounds: int) -> Iterator[str]:
    """The time and memory that a fresh process takes."""
    yield "\n### Fresh processes\n"
    for name, time in fresh.start_up(2 * rounds).items():
        yield f"- {name}: {time:.0f} ms above a bare Python (median of {2 * rounds})"
    sizes = {size: fresh.stream(size * 10**6) for size in (10, 100)}
    told = ", ".join(
        f"{memory} MB after {size} million characters" for size, memory in sizes.items()
    )
    yield f"- most memory of a process that reads a stream of texts: {told}"


def worst_cases(engine: Compiled, size: int) -> Iterator[str]:
    """How the time grows with the size of hard texts."""
    sizes = [size // 64, size // 16, size // 4, size]
    yield "\n### Worst cases\n"
    dated = partial(engine.facts, date="2990-01-01")
    anew = engine.matcher.forget
    yield from worst.table(worst.curves(dated, sizes, worst.PIECES, anew), sizes)
    start = process_time()
    engine.facts("9" * 5_000_000)
    yield f"\n5 million digits: {process_time() - start:.2f} s"


def equality(extractor: Extractor, engine: Compiled, seconds: float) -> Iterator[str]:
    """How many random texts both engines read alike."""
    yield "\n### Equality with the reference\n"
    count, found = fuzz.differences(extractor.grammar, engine, seconds=seconds)
    yield f"- {count:,} random texts over the grammar's own words: {len(found)} differences"
    for text in found[:5]:
        yield f"    - {text!r}"


if __name__ == "__main__":
    main()
