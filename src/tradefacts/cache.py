"""Compiled programs in the user's cache folder, under a name that says what they were made of.

A name is two digests. The first says whose program it is: of which grammars, for which Python and
which copy of this library. The second says of what it was made: of the content of the grammars and
of all they import, of the classes of facts that they name, of this library's own files and of the
dictionary; so nothing old is ever read, and a new program takes the place of the one before it.

A file begins with a checksum of the rest: one that is cut short or damaged is made anew. Writing is
by renaming a finished file, so that processes which start at once do not see each other's halves.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, Timer
from time import time
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from attrs import NOTHING, fields

from tradefacts.facts import KINDS, Fact
from tradefacts.grammar.garbage import no_collection
from tradefacts.grammar.sources import import_path, read_source

if TYPE_CHECKING:
    from tradefacts.grammar import ast

try:
    from _blake2 import blake2b  # `hashlib` takes two milliseconds to find OpenSSL
except ImportError:
    from hashlib import blake2b

_SUM = 4  # bytes of the checksum
_KEPT = 256 * 2**20  # bytes of programs, those last used; one of all grammars has some ten million
_CODE = (".py", ".lark", ".tsv")
_SLOW = 3.0  # seconds
_MESSAGE = "the grammars are compiled, once: this may take a minute"
_lock = Lock()
_COMMENT = re.compile(rb'^([^"#\n]*)#[^\n]*', re.MULTILINE)
_IMPORT = re.compile(rb"\n[ \t]*import[ \t]+([a-z0-9_/]+)[ \t]*\(")

_tell: ContextVar[Callable[[], object] | None] = ContextVar("_tell", default=None)

ProgramT = TypeVar("ProgramT")
File = tuple[str, int, int]
"""A path, its size, when it was changed."""


def cached(
    what: str,
    paths: Iterable[Path],
    make: Callable[[ast.Grammar], ProgramT],
    pack: Callable[[ProgramT], bytes],
    unpack: Callable[[memoryview], ProgramT],
    code: Iterable[Path],
) -> ProgramT:
    """What is made of some grammars, from the cache or else made and put there.

    `what` tells programs of several kinds apart; `code` are the folders of what makes this kind,
    beside the layers below. Raises what loading a grammar raises. A cache that cannot be used is
    done without.
    """
    paths = list(paths)
    place = _place(what, paths, code)  # this may import modules, which may extract: no lock is held
    with _lock, no_collection():  # threads that begin together need not all compile
        data = None if place is None else _read(place)
        if data is not None:
            with suppress(Exception):  # whatever it is, the grammars are there
                return unpack(data)
        with _telling():
            made = make(loaded(paths))
        if place is not None:
            with suppress(OSError):
                _write(place, pack(made))
        return made


@contextmanager
def told_first(tell: Callable[[], object]) -> Iterator[None]:
    """Inside, `tell` is called before a program is made; elsewhere a slow one is logged."""
    token = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(token)


@contextmanager
def _telling() -> Iterator[None]:
    """Nobody shall take the making of a program for a process that hangs."""
    tell = _tell.get()
    if tell is not None:
        tell()
        yield
        return
    from logging import getLogger  # noqa: PLC0415  # what starts with a program need not wait for it

    timer = Timer(_SLOW, getLogger(__package__).warning, [_MESSAGE])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def loaded(paths: Iterable[Path]) -> ast.Grammar:
    """The grammars of files; the parser is imported when it is needed. Raises what it raises."""
    from tradefacts.grammar.load import load  # noqa: PLC0415  # parsing takes time to import

    return load(*paths)


def _place(what: str, paths: list[Path], code: Iterable[Path]) -> Path | None:
    """Where the program is or will be; None where the user has no folder for it."""
    with suppress(OSError, RuntimeError):  # `Path.home` knows no home
        key = _key(what, paths, code)  # first: it imports what must not be imported later
        return _folder() / f"{key}.program"
    return None


def _folder() -> Path:
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "tradefacts"


def _read(place: Path) -> memoryview | None:
    """What was written, if it is whole and nobody else could have written it."""
    with suppress(OSError):
        if os.name == "posix":
            for path in (place.parent, place):
                status = path.stat()
                if status.st_uid != os.getuid() or status.st_mode & 0o022:
                    return None
        data = memoryview(place.read_bytes())
        if _checksum(data[_SUM:]) == data[:_SUM]:
            os.utime(place)  # what is in use is not old
            return data[_SUM:]
    return None


def _checksum(data: bytes | memoryview) -> bytes:
    """What tells a whole file from a damaged one; that nobody else wrote it, its owner tells."""
    return crc32(data).to_bytes(_SUM, "big")


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    from tempfile import mkstemp  # noqa: PLC0415  # and what it imports

    handle, name = mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_checksum(data) + data)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    _drop_old(place)


def _drop_old(written: Path) -> None:
    """Drop the program that a new one takes the place of, and what is not in use.

    That is what was not used for longest where all have no room, and parts of programs that nobody
    finished.
    """
    whose = written.name.partition("-")[0]
    hour_ago, room = time() - 3600, _KEPT
    found = [(path, path.stat()) for path in written.parent.iterdir()]
    for path, status in sorted(found, key=lambda one: -one[1].st_mtime):
        if path.suffix == ".program":
            room -= status.st_size
            old = room < 0 or path.name.startswith(f"{whose}-")
        else:
            old = path.suffix == ".part" and status.st_mtime < hour_ago
        if old and path != written:
            path.unlink(missing_ok=True)


def _key(what: str, paths: list[Path], code: Iterable[Path]) -> str:
    """Whose program it is, and of what it is made; this may make classes of facts known."""
    made_of = blake2b()
    sources = _sources(paths)
    for path, content in sources.items():
        made_of.update(os.fsencode(path.absolute()))
        made_of.update(content)
    for made_by in _made_by(code):
        made_of.update(os.fsencode(" ".join(map(str, made_by))))
    kinds = _named_in(sources.values())
    made_of.update(repr([_schema_of(KINDS[kind]) for kind in kinds]).encode())
    python = f"{what} {sys.implementation.cache_tag} {sys.version} {' '.join(kinds)}"
    whose = blake2b(python.encode())
    for path in (Path(__file__), *paths):
        whose.update(os.fsencode(path.absolute()))
    return f"{whose.hexdigest()[:16]}-{made_of.hexdigest()[:32]}"


def _sources(paths: list[Path]) -> dict[Path, bytes]:
    """The grammars and what they import, found as loading finds it, with their content."""
    found: dict[Path, bytes] = {}
    queue = list(paths)
    while queue:
        path = queue.pop(0)
        if path in found:
            continue
        found[path] = content = b""
        with suppress(OSError):  # loading will say what is wrong
            found[path] = content = read_source(path)
        for name in map(bytes.decode, _IMPORT.findall(b"\n" + content)):
            place = import_path(name, path)  # this may make classes known
            queue += [] if place is None else [place]
    return found


def _named_in(sources: Iterable[bytes]) -> list[str]:
    """The kinds that grammars may mean: to them others are as if they were not known.

    Those of this library count always, so that hardly anybody waits for a search.
    """
    ours = {name for name, kind in KINDS.items() if kind.__module__.startswith(f"{__package__}.")}
    others = sorted(KINDS.keys() - ours)
    known = {domain for name in ours for domain in _domains(KINDS[name])}
    plain = [_COMMENT.sub(rb"\1", source) for source in sources] if others else []
    named: list[str] = []
    for name in others:
        names = {name, KINDS[name].__name__, *_domains(KINDS[name])} - known
        words = b"|".join(re.escape(word.encode()) for word in names)
        pattern = re.compile(rb"(?<!\w)(?:%b)(?!\w)" % words)
        if any(pattern.search(source) for source in plain):
            named.append(name)
    return sorted([*ours, *named])


def _domains(kind: type[Fact]) -> set[str]:
    return {a.metadata["domain"] for a in fields(kind) if "domain" in a.metadata}


def _schema_of(kind: type[Fact]) -> tuple[object, ...]:
    schema = [(a.name, a.default is NOTHING, sorted(a.metadata.items())) for a in fields(kind)]
    return str(kind), kind.layer, sorted(kind.inside), schema


def _made_by(code: Iterable[Path]) -> Iterator[File]:
    """What makes a program of a grammar: some code, the layers below it, and the dictionary."""
    library = Path(__file__).parent
    below = (library / layer for layer in ("facts", "grammar", "units"))
    for folder in (*code, *below):
        yield from sorted(_files(folder))
    yield _file(Path(__file__))
    for name in ("pymorphy3", "pymorphy3_dicts_ru"):
        found = find_spec(name)
        if found is not None and found.origin is not None:
            yield _file(Path(found.origin))


def _file(path: Path) -> File:
    status = path.stat()
    return str(path), status.st_size, status.st_mtime_ns


def _files(folder: str | Path) -> Iterator[File]:
    """The code and the tables under a folder; `Path.rglob` takes several times as long."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_CODE):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif entry.is_dir():
                yield from _files(entry.path)
