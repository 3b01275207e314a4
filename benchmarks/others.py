"""The others: natasha's MoneyExtractor, in a Python of its own, and plain Yargy on our grammar."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from yargy import Parser, or_

from tradefacts.grammar import ast
from tradefacts.reference import Reference, Tokenizer

_NATASHA = """
import json, sys, time
from natasha import MorphVocab, MoneyExtractor
extractor = MoneyExtractor(MorphVocab())
texts = json.load(sys.stdin)
list(extractor(texts[0]))
start = time.process_time()
for text in texts:
    list(extractor(text))
print(sum(map(len, texts)) / (time.process_time() - start))
"""


def natasha(python: Path | None, texts: Sequence[str]) -> float | str:
    """Characters a second of natasha's money alone, or why it was not run."""
    if python is None:
        return "not run: name a Python that has natasha with --natasha"
    done = subprocess.run(  # noqa: S603  # the Python that the user named
        [python, "-c", _NATASHA],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return f"not run: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"
    return float(done.stdout)


def plain_yargy(grammar: ast.Grammar) -> Callable[[str], object]:
    """`yargy.Parser` on the alternatives of our grammar, without gaps, guards or values."""
    reference = Reference(grammar)
    rules = [reference.yargy_rule(rule.name) for rule in grammar.fact_rules]
    parser = Parser(or_(*rules), tokenizer=Tokenizer())
    return lambda text: list(parser.findall(text))
