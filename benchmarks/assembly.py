"""How fast mentions are assembled, and how the time grows with the length of one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import worst
from benchmarks.texts import read_texts
from benchmarks.timing import rounded, speeds
from tradefacts.assembly import Assembler, assembler
from tradefacts.extractor import Extractor
from tradefacts.facts import Document

SENTENCES = {
    "one sentence": "экспорт в Китай вырос на 5%, до $1,2 млрд, ",
    "one sentence without a comma": "экспорт в Китай вырос на 5% ",
    "one sentence of regions": "Россия и Китай ",
}
_SIZES = [18_750, 37_500, 75_000, 150_000]


def report(extractor: Extractor, paths: Sequence[Path], rounds: int) -> Iterator[str]:
    """The speed of assembly alone: mentions are found before the clock starts."""
    yield "\n### Trade facts, on top of the mentions\n"
    yield "| texts | characters | trade facts | characters/s |\n|---|--:|--:|--:|"
    read = assembler()
    for path in paths:
        texts = read_texts(path)
        documents = {text: extractor.extract(text) for text in texts}
        count = sum(len(read.facts(document)) for document in documents.values())
        fast = speeds({"": _assembling(read, documents)}, texts, rounds)[""]
        name = f"{path.parent.name}/{path.name}" if path.suffix else path.name
        yield f"| {name} | {sum(map(len, texts)):,} | {count:,} | {rounded(fast)} |"
    yield ""
    yield from worst.table(_growth(extractor, read), _SIZES)


def _growth(extractor: Extractor, read: Assembler) -> Iterator[tuple[str, list[float], float]]:
    """The time of assembly alone on one sentence of each size."""
    sizes = (2000, *_SIZES)
    texts = {worst.filled(piece, size) for piece in SENTENCES.values() for size in sizes}
    documents = {text: extractor.extract(text) for text in texts}
    return worst.curves(_assembling(read, documents), _SIZES, SENTENCES)


def _assembling(read: Assembler, documents: Mapping[str, Document]) -> Callable[[str], object]:
    return lambda text: read.facts(documents[text])
