"""The name of a program: whose it is, and what it was made of.

A name is two digests. The first says whose program it is: of which grammars, for which Python and
which copy of this library. The second says of what it was made: of the content of the grammars and
of all they import, of the classes of facts that they name, of this library's own files and of the
dictionary; so nothing old is ever read, and a new program takes the place of the one before it.

All this is looked at whenever a process starts, so that it has to be quick: files of code are told
by their size and time. What comes with the library has another name, made of the content of the
same files, wherever they stand; it is asked for where there is nothing else.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from attrs import NOTHING, fields

from tradefacts.facts import KINDS, Fact
from tradefacts.grammar.shipped import grammar_folder
from tradefacts.grammar.sources import import_path, read_source

try:
    from _blake2 import blake2b  # `hashlib` takes two milliseconds to find OpenSSL
except ImportError:
    from hashlib import blake2b

LIBRARY = Path(__file__).parents[1]
_CODE = (".py", ".lark", ".tsv")
_COMMENT = rb'(?m)^([^"#\n]*)#[^\n]*'
_IMPORT = re.compile(rb"\n[ \t]*import[ \t]+([a-z0-9_/]+)[ \t]*\(")

File = tuple[str, int, int]
"""A path, its size, when it was changed."""


def key_of(what: str, paths: list[Path], code: Iterable[Path]) -> str:
    """Whose program it is, and of what it is made; this may make classes of facts known."""
    made_of = blake2b()
    sources = sources_of(paths)
    for path, content in sources.items():
        made_of.update(os.fsencode(path.absolute()))
        made_of.update(content)
    for made_by in files_of(code):
        made_of.update(os.fsencode(" ".join(map(str, made_by))))
    kinds = _named_in(sources.values())
    made_of.update(_schemas(kinds))
    python = f"{what} {sys.implementation.cache_tag} {sys.version} {' '.join(kinds)}"
    whose = blake2b(python.encode())
    for path in (LIBRARY, *paths):
        whose.update(os.fsencode(path.absolute()))
    return f"{whose.hexdigest()[:16]}-{made_of.hexdigest()[:32]}"


def shipped_key_of(what: str, paths: list[Path], code: Iterable[Path]) -> str | None:
    """The same wherever the same is made of the same: by any Python, on any machine.

    None where a grammar does not come with the library. Raises `OSError`.
    """
    folder = grammar_folder()
    sources = sources_of(paths)
    if not all(path.is_relative_to(folder) for path in sources):
        return None
    made_of = blake2b(what.encode())
    made_of.update(_schemas(_named_in(sources.values())))
    parts = [(path.relative_to(folder).as_posix(), content) for path, content in sources.items()]
    for one in (*_folders(code), *(Path(origin).parent for origin in _morphology())):
        files = [Path(path) for path, _, _ in _files(one)]
        parts += sorted((f.relative_to(one.parent).as_posix(), f.read_bytes()) for f in files)
    for name, content in parts:
        made_of.update(os.fsencode(f"\n{name} {len(content)}\n"))
        made_of.update(content)
    return made_of.hexdigest()[:32]


def sources_of(paths: list[Path]) -> dict[Path, bytes]:
    """The grammars and what they import, found as loading finds it, with their content."""
    found: dict[Path, bytes] = {}
    queue = list(paths)
    asked: set[tuple[str, Path]] = set()  # most are imported by several files of one folder
    while queue:
        path = queue.pop(0)
        if path in found:
            continue
        found[path] = content = b""
        with suppress(OSError):  # loading will say what is wrong
            found[path] = content = read_source(path)
        folder = path.parent
        for name in map(bytes.decode, _IMPORT.findall(b"\n" + content)):
            if (name, folder) not in asked:
                asked.add((name, folder))
                place = import_path(name, path)  # this may make classes known
                queue += [] if place is None else [place]
    return found


def _named_in(sources: Iterable[bytes]) -> list[str]:
    """The kinds that grammars may mean: to them others are as if they were not known.

    Those of this library count always, so that hardly anybody waits for a search.
    """
    ours = {name for name, kind in KINDS.items() if kind.__module__.startswith("tradefacts.")}
    others = sorted(KINDS.keys() - ours)
    known = {domain for name in ours for domain in _domains(KINDS[name])}
    plain = [re.sub(_COMMENT, rb"\1", one) for one in sources] if others else []
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


def _schemas(kinds: Iterable[str]) -> bytes:
    return repr([_schema_of(KINDS[kind]) for kind in kinds]).encode()


def _schema_of(kind: type[Fact]) -> tuple[object, ...]:
    schema = [(a.name, a.default is NOTHING, sorted(a.metadata.items())) for a in fields(kind)]
    return str(kind), kind.layer, sorted(kind.inside), schema


def files_of(code: Iterable[Path]) -> Iterator[File]:
    """What makes a program of a grammar: some code, the layers below it, and the dictionary."""
    for folder in _folders(code):
        yield from sorted(_files(folder))
    for origin in _morphology():
        status = os.stat(origin)  # noqa: PTH116  # this is faster
        yield origin, status.st_size, status.st_mtime_ns


def _folders(code: Iterable[Path]) -> Iterator[Path]:
    yield from code
    for layer in ("cache", "facts", "grammar", "units"):
        yield LIBRARY / layer


def _morphology() -> Iterator[str]:
    """The modules of pymorphy3 and of its dictionary; files beside them hold their versions."""
    for name in ("pymorphy3", "pymorphy3_dicts_ru"):
        found = find_spec(name)
        if found is not None and found.origin is not None:
            yield found.origin


def _files(folder: str | Path) -> Iterator[File]:
    """The code and the tables under a folder; `Path.rglob` takes several times as long."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_CODE):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif entry.is_dir():
                yield from _files(entry.path)
