"""Start-up and memory, each in a fresh process."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

_FIRST = "import tradefacts; tradefacts.extract('Экспорт России вырос на 5%, до $1,2 млрд')"
_ENGINE = """
from pathlib import Path
from tradefacts.engine import Compiled
from tradefacts.grammar.shipped import SUFFIX, grammar_folder
paths = [grammar_folder() / f"{name}{SUFFIX}" for name in ("money", "percent", "region")]
engine = Compiled.of_files(paths)
"""
_STREAM = """
import resource
text = "Экспорт России вырос на 5%, до $1,2 млрд. Это было в прошлом году и без чисел. " * 250
for _ in range({count}):
    engine.facts(text)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def start_up(rounds: int) -> dict[str, float]:
    """Milliseconds above a bare Python to the first facts, least of rounds."""
    codes = {"bare": "pass", "engine": f"{_ENGINE}engine.facts('рост на 5%')", "extract": _FIRST}
    least = dict.fromkeys(codes, float("inf"))
    for _ in range(rounds + 1):  # the first round fills the cache
        for name, code in codes.items():
            start = perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603
            least[name] = min(least[name], perf_counter() - start)
    return {name: 1000 * (time - least["bare"]) for name, time in least.items()}


def stream(megabytes: int) -> int:
    """The most memory, in MB, of a process that reads a stream of texts of 20,000 characters."""
    code = _ENGINE + _STREAM.format(count=megabytes * 50)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return int(done.stdout)
