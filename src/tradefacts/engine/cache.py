"""Compiled programs in the user's cache folder, under a name that says what they were made of.

The name is a digest of the grammars, of all they import, of this library's own files and of the
versions of Python and of the dictionary; so nothing old is ever read. A file begins with a digest
of the rest: one that is cut short or damaged is made anew. Writing is by renaming a finished file,
so that processes which start at once do not see each other's halves.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkstemp

from tradefacts.engine.program import Program
from tradefacts.engine.store import pack, unpack
from tradefacts.grammar.shipped import SUFFIX, grammar_folder

_DIGEST = 32
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([a-z0-9_/]+)", re.MULTILINE)


def program(paths: Iterable[Path]) -> Program:
    """The program of some grammars, from the cache or else compiled and put there.

    Raises what loading a grammar raises. A cache that cannot be used is done without.
    """
    paths = list(paths)
    place = _folder() / f"{_key(paths)}.program"
    data = _read(place)
    if data is not None:
        with suppress(Exception):  # whatever it is, the grammars themselves are there
            return unpack(data)
    # only where it must be: parsing and morphology take their time to import
    from tradefacts.engine.compile import compile_program  # noqa: PLC0415
    from tradefacts.grammar.load import load  # noqa: PLC0415

    made = compile_program(load(*paths))
    with suppress(OSError):
        _write(place, pack(made))
    return made


def _folder() -> Path:
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "tradefacts"


def _read(place: Path) -> bytes | None:
    """What was written, if it is whole and nobody else could have written it."""
    with suppress(OSError):
        if os.name == "posix":
            for path in (place.parent, place):
                status = path.stat()
                if status.st_uid != os.getuid() or status.st_mode & 0o022:
                    return None
        data = place.read_bytes()
        if sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
            return data[_DIGEST:]
    return None


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sha256(data).digest() + data)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _key(paths: list[Path]) -> str:
    digest = sha256(f"{sys.implementation.cache_tag} {sys.version}".encode())
    for path in [*_sources(paths), *_modules()]:
        digest.update(str(path).encode())
        if path.suffix == SUFFIX:
            with suppress(OSError):  # loading will say what is wrong
                digest.update(path.read_bytes())
        else:
            status = path.stat()
            digest.update(f"{status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()[:32]


def _sources(paths: list[Path]) -> list[Path]:
    """The grammars and what they import, found as loading finds it."""
    found: dict[Path, None] = {}
    queue = list(paths)
    while queue:
        path = queue.pop(0)
        if path in found:
            continue
        found[path] = None
        with suppress(OSError):
            for name in _IMPORT.findall(path.read_text("utf-8", errors="replace")):
                places = [folder / f"{name}{SUFFIX}" for folder in (path.parent, grammar_folder())]
                queue += [place for place in places if place.is_file()][:1]
    return list(found)


def _modules() -> Iterator[Path]:
    """What makes a program of a grammar: this library and the dictionary."""
    library = Path(__file__).parents[1]
    for folder in ("engine", "facts", "grammar", "units"):
        yield from sorted((library / folder).glob("*.py"))
    dictionary = find_spec("pymorphy3_dicts_ru")
    if dictionary is not None and dictionary.origin is not None:
        yield Path(dictionary.origin)
