"""Start-up and memory, each in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median

_TEXT = "Экспорт России вырос на 5%, до $1,2 млрд"
STARTS = {
    "bare": "pass",
    "import tradefacts": "import tradefacts",
    "import and first extract, all grammars": f"import tradefacts; tradefacts.extract({_TEXT!r})",
    "import and first extract, the grammar of regions": (
        f"import tradefacts; tradefacts.Extractor(['region']).extract({_TEXT!r})"
    ),
}
_ENV = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Lets Python use compiled modules, as in an installed library."""

_STREAM = """
import resource
import tradefacts
from itertools import count
from pathlib import Path
sentence = "Экспорт России в {year} году вырос на {n},{n}%, до ${n} млрд. Это не {word}, а сон. "
def texts(size):
    for n in count():
        text = " ".join(sentence.format(year=1900 + k % 150, n=n + k, word="слово" + str(n * k))
                        for k in range(250))
        yield text
        size -= len(text)
        if size < 0:
            return
for document in tradefacts.extract_many(texts({size})):
    pass
status = Path("/proc/self/status")
if status.exists():
    told = status.read_text().partition("VmHWM:")[2].split()[0]
else:
    told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(int(told) // 1024)
"""
# On Linux, `ru_maxrss` of a child may be that of the process which started it, if larger.


def start_up(rounds: int) -> dict[str, float]:
    """Milliseconds of CPU time above a bare Python: medians over rounds that run all in turn."""
    times: dict[str, list[float]] = {name: [] for name in STARTS}
    for _ in range(rounds + 1):  # the first round fills the cache
        for name, code in STARTS.items():
            start = _used_by_children()
            subprocess.run([sys.executable, "-c", code], env=_ENV, check=True, capture_output=True)  # noqa: S603
            times[name].append(_used_by_children() - start)
    bare = median(times.pop("bare")[1:])
    return {name: 1000 * (median(found[1:]) - bare) for name, found in times.items()}


def _used_by_children() -> float:
    """CPU seconds of all child processes that have ended."""
    used = os.times()
    return used.children_user + used.children_system


def stream(size: int) -> int:
    """Peak memory, in MB, of a process that reads this many characters, text by text."""
    code = _STREAM.replace("{size}", str(size))
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return int(done.stdout)
