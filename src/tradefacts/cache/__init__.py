"""Compiled programs in the user's cache folder, under a name that says what they were made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, TypeVar

from tradefacts.cache import files
from tradefacts.cache.key import key_of
from tradefacts.grammar.garbage import no_collection

if TYPE_CHECKING:
    from tradefacts.grammar import ast
    from tradefacts.grammar.records import Source

_SLOW = 3.0  # seconds
_MESSAGE = "the grammars are compiled, once: this may take a minute"
_lock = Lock()

_tell: ContextVar[Callable[[], object] | None] = ContextVar("_tell", default=None)

ProgramT = TypeVar("ProgramT")


def cached(
    what: str,
    paths: Iterable[Path],
    make: Callable[[ast.Grammar], ProgramT],
    pack: Callable[[ProgramT], bytes],
    unpack: Callable[[Source], ProgramT],
    code: Iterable[Path],
    *,
    anew: bool = False,
) -> ProgramT:
    """What is made of some grammars, from the cache or else made and put there.

    `what` tells programs of several kinds apart; `code` are the folders of what makes this kind,
    beside the layers below. `pack` writes by `records.joined`, and `unpack` reads by `parted`.
    With `anew` it is made whatever the cache has: records of it turned out to be damaged. Raises
    what loading a grammar raises. A cache that cannot be used is done without.
    """
    paths = list(paths)
    place = _place(what, paths, code)  # this may import modules, which may extract: no lock is held
    with _lock, no_collection():  # threads that begin together need not all compile
        source = None if anew or place is None else files.opened(place)
        if source is not None:
            with suppress(Exception):  # whatever it is, the grammars are there
                return unpack(source)
        with _telling():
            made = make(loaded(paths))
        if place is not None:
            with suppress(OSError):
                files.write(place, pack(made))
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

    timer = Timer(_SLOW, getLogger("tradefacts").warning, [_MESSAGE])
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
        key = key_of(what, paths, code)  # first: it imports what must not be imported later
        return files.folder() / f"{key}.program"
    return None
