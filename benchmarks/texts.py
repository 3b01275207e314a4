"""Reads texts for measurements."""

from __future__ import annotations

import json
from pathlib import Path


def read_texts(path: Path) -> list[str]:
    """Read a folder of `.txt` files, one such file, or a `.jsonl` file of objects with `text`."""
    if path.is_dir():
        return [file.read_text("utf-8") for file in sorted(path.rglob("*.txt"))]
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    return [path.read_text("utf-8")]


def some(texts: list[str], characters: int) -> list[str]:
    """The first texts with at least this many characters: a sample for slow programs."""
    found: list[str] = []
    while len(found) < len(texts) and sum(map(len, found)) < characters:
        found.append(texts[len(found)])
    return found
