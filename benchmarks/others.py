"""Competitors: natasha's MoneyExtractor, in an environment of its own, and Yargy on our grammar."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from yargy import Parser, or_

from tradefacts.grammar import ast
from tradefacts.reference import Reference, Tokenizer

ENVIRONMENT = Path(__file__).parents[1] / "build" / "natasha"
"""Where natasha is installed; it needs `pkg_resources`, which newer Pythons lack."""

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


def natasha(texts: Sequence[str]) -> float | str:
    """Characters per second of natasha's MoneyExtractor, or why it was not run."""
    python = ENVIRONMENT / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (ENVIRONMENT / "ready").is_file():
        problem = _install(python)
        if problem:
            return f"not run: {problem}"
    done = subprocess.run(  # noqa: S603  # the Python installed above
        [python, "-c", _NATASHA],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=False,
    )
    return _reason(done) if done.returncode else float(done.stdout)


def _install(python: Path) -> str:
    """Make the environment; return the reason if that fails, otherwise an empty string."""
    base = next(_pythons(), None)
    if base is None:
        return "it needs Python 3.10 or 3.11, and none is found"
    print(f"installing natasha into {ENVIRONMENT}", file=sys.stderr)
    for command in (
        [base, "-m", "venv", "--clear", str(ENVIRONMENT)],
        [str(python), "-m", "pip", "install", "--quiet", "natasha", "setuptools<81"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            return _reason(done)
    (ENVIRONMENT / "ready").touch()
    return ""


def _pythons() -> Iterator[str]:
    """Yield the installed Pythons that natasha still runs on."""
    for version in ("3.11", "3.10"):
        candidates = [shutil.which(f"python{version}")]
        candidates += map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
        for name in candidates:
            check = f"import sys; sys.exit(sys.version_info[:2] != ({version.replace('.', ', ')}))"
            if name and not subprocess.run([name, "-c", check], capture_output=True).returncode:  # noqa: S603, PLW1510
                yield name


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    return (done.stderr.strip().splitlines() or ["no reason is given"])[-1]


def plain_yargy(grammar: ast.Grammar) -> Callable[[str], object]:
    """`yargy.Parser` on the alternatives of our grammar, without gaps, guards or values."""
    reference = Reference(grammar)
    rules = [reference.yargy_rule(rule.name) for rule in grammar.fact_rules]
    parser = Parser(or_(*rules), tokenizer=Tokenizer())
    return lambda text: list(parser.findall(text))
