"""Generated files: write them, or with `--check` verify that they are up to date."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tradefacts.tools.layout import layout

ROOT = Path(__file__).resolve().parent.parent


def run(files: Mapping[Path, str], arguments: Sequence[str]) -> int:
    """Write `files`; with `--check`, write none and return 1 if any of them differs.

    Grammars are formatted as by `tradefacts grammar format`.
    """
    if list(arguments) not in ([], ["--check"]):
        print(f"usage: {Path(sys.argv[0]).name} [--check]", file=sys.stderr)
        return 2
    check = bool(arguments)
    files = {path: layout(text) if path.suffix == ".tfg" else text for path, text in files.items()}
    stale = [path for path, text in files.items() if not _holds(path, text)]
    for path in stale:
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8", newline="\n")
        print(f"{'stale' if check else 'written'}: {path}")
    return 1 if check and stale else 0


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_bytes() == text.encode("utf-8")
