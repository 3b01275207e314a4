"""Print the measurements as Markdown; every speed is beside the others of the same run."""

from __future__ import annotations

import argparse
import platform
from pathlib import Path

from benchmarks import fresh, others, worst
from benchmarks.texts import read_texts, some
from benchmarks.timing import speeds
from tradefacts.engine import Compiled
from tradefacts.extractor import load_grammars
from tradefacts.grammar import ast

SEEDS = Path(__file__).parents[1] / "seeds"


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "texts", nargs="*", type=Path, default=[SEEDS], help="folders, .txt, .jsonl"
    )
    parser.add_argument("--natasha", type=Path, help="a Python that natasha is installed in")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sample", type=int, default=20_000, help="characters for what is slow")
    parser.add_argument("--size", type=int, default=4_000_000, help="of the worst cases")
    parser.add_argument("--only", choices=["throughput", "worst", "fresh"])
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}; processor time, one core.")
    grammar = load_grammars()
    engine = Compiled.of(grammar)
    if given.only in {None, "throughput"}:
        for path in given.texts:
            throughput(engine, grammar, path, given)
    if given.only in {None, "fresh"}:
        start_and_memory(given.rounds)
    if given.only in {None, "worst"}:
        worst_cases(engine, given.size)


def throughput(
    engine: Compiled, grammar: ast.Grammar, path: Path, given: argparse.Namespace
) -> None:
    """Print the speeds on one set of texts."""
    texts = read_texts(path)
    sample = some(texts, given.sample)
    size, count = sum(map(len, texts)), sum(len(engine.facts(text)) for text in texts)
    print(f"\n## {path.name}: {len(texts)} texts, {size:,} characters, {count:,} facts\n")
    assert engine.scanner is not None
    fast = speeds(
        {"engine, all kinds": engine.facts, "the scan alone": engine.scanner.hits},
        texts,
        given.rounds,
    )
    rows: dict[str, float | str] = dict(fast)
    cold = Compiled(engine.program)
    rows["engine, first meeting"] = speeds({"": cold.facts}, texts, 1)[""]
    yargy = others.plain_yargy(grammar)
    rows["plain yargy.Parser, our grammar"] = speeds({"": yargy}, sample, 1)[""]
    rows["natasha MoneyExtractor, money alone"] = others.natasha(given.natasha, sample)
    print("| | characters/s | the engine is |\n|---|---|---|")
    ours = fast["engine, all kinds"]
    for name, speed in rows.items():
        told = speed if isinstance(speed, str) else f"{speed:,.0f} | {ours / speed:,.2f} times this"
        print(f"| {name} | {told} |")


def start_and_memory(rounds: int) -> None:
    """Print what a fresh process takes."""
    print("\n## Fresh processes\n")
    for name, time in fresh.start_up(rounds).items():
        if name != "bare":
            print(f"- first facts by `{name}`: {time:.0f} ms above a bare Python")
    print(f"- memory: at most {fresh.stream(10)} MB over 10 MB, {fresh.stream(100)} MB over 100 MB")


def worst_cases(engine: Compiled, size: int) -> None:
    """Print how the time of hard texts grows."""
    sizes = [size // 64, size // 16, size // 4, size]
    print("\n## Worst cases\n")
    print(f"| text | {' | '.join(f'{n:,}' for n in sizes)} | exponent | characters/s |")
    print("|---|" + "---|" * (len(sizes) + 2))
    for name, times, growth in worst.curves(engine.facts, sizes):
        shown = " | ".join(f"{1000 * time:.1f} ms" for time in times)
        print(f"| {name} | {shown} | {growth:.2f} | {sizes[-1] / times[-1]:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
