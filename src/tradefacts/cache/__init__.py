"""Compiled programs in the user's cache folder, under a name that says what they were made of.

Those of shipped grammars come with a wheel (`hatch_build.py`); a first use puts them there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, TypeVar

from tradefacts.cache import files
from tradefacts.cache.key import LIBRARY, key_of, shipped_key_of
from tradefacts.grammar.garbage import no_collection

if TYPE_CHECKING:
    from tradefacts.grammar import ast
    from tradefacts.grammar.records import Source

_SLOW = 3.0  # seconds
_COMPILED = "the grammars are compiled{}: this may take a minute"
_ANEW = " anew every time, as {}"
_NOT_KEPT = "the compiled grammars are not kept: {}: {}"
_SHIPPED = LIBRARY / "programs"
_lock = Lock()

_shipping: ContextVar[Path | None] = ContextVar("_shipping", default=None)
_tell: ContextVar[Callable[[str], object] | None] = ContextVar("_tell", default=None)

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
    """What is made of some grammars, from the cache, as it was shipped, or else made and put there.

    `what` tells programs of several kinds apart; `code` are the folders of what makes this kind,
    beside the layers below. `pack` writes by `records.joined`, and `unpack` reads by `parted`.
    With `anew` it is made whatever the cache has: records of it turned out to be damaged. Raises
    what loading a grammar raises. A cache that cannot be used is done without.
    """
    paths, code = list(paths), list(code)
    place = _place(what, paths, code)  # this may import modules, which may extract: no lock is held
    with _lock, no_collection():  # threads that begin together need not all compile
        for source in () if anew else _sources(place, what, paths, code):
            with suppress(Exception):  # whatever it is, the grammars are there
                return unpack(source)
        trouble = _trouble(place)
        with _telling(_COMPILED.format(_ANEW.format(trouble) if trouble else ", once")):
            made = make(loaded(paths))
        if place is not None:
            try:
                files.write(place, pack(made))
            except OSError as error:
                if not trouble:  # the disk is full
                    _say(_NOT_KEPT.format(place.parent, error.strerror or error))
        return made


@contextmanager
def shipping(folder: Path) -> Iterator[None]:
    """Inside, programs of shipped grammars are put into a folder as a wheel has them."""
    token = _shipping.set(folder)
    try:
        yield
    finally:
        _shipping.reset(token)


@contextmanager
def told_first(tell: Callable[[str], object]) -> Iterator[None]:
    """Inside, `tell` gets what a user should know before a program is made; else it is logged.

    Of the making alone the log tells where it is slow.
    """
    token = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(token)


@contextmanager
def _telling(message: str) -> Iterator[None]:
    """Nobody shall take the making of a program for a process that hangs."""
    if _tell.get() is not None:
        _say(message)
        yield
        return
    timer = Timer(_SLOW, _say, [message])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _say(message: str) -> None:
    from logging import getLogger  # noqa: PLC0415  # what starts with a program need not wait for it

    (_tell.get() or getLogger("tradefacts").warning)(message)


def _trouble(place: Path | None) -> str:
    """Why a program cannot be kept at its place; nothing where it can."""
    if place is None:
        return "no cache folder is known"
    trouble = "" if _shipping.get() is not None else files.trouble(place.parent)
    return f"{place.parent} cannot be used ({trouble})" if trouble else ""


def loaded(paths: Iterable[Path]) -> ast.Grammar:
    """The grammars of files; the parser is imported when it is needed. Raises what it raises."""
    from tradefacts.grammar.load import load  # noqa: PLC0415  # parsing takes time to import

    return load(*paths)


def _place(what: str, paths: list[Path], code: list[Path]) -> Path | None:
    """Where the program is or will be; None where the user has no folder for it."""
    with suppress(OSError, RuntimeError):  # `Path.home` knows no home
        if (folder := _shipping.get()) is not None:
            return _shipped(folder, what, paths, code)
        key = key_of(what, paths, code)  # first: it imports what must not be imported later
        return files.folder() / f"{key}.program"
    return None


def _shipped(folder: Path, what: str, paths: list[Path], code: list[Path]) -> Path | None:
    """Where the program is among those that are shipped. Raises `OSError`."""
    key = shipped_key_of(what, paths, code)
    return None if key is None else folder / f"{key}.program"


def _sources(
    place: Path | None, what: str, paths: list[Path], code: list[Path]
) -> Iterator[Source]:
    """What the program may be read of, the quickest first; no more is asked for than is read."""
    kept = None if place is None else files.opened(place)
    if kept is not None:
        yield kept
    shipped = None
    with suppress(OSError):
        shipped = _shipped(_SHIPPED, what, paths, code) if _SHIPPED.is_dir() else None
    copied = None if shipped is None else files.copied(shipped, place)
    if copied is not None:
        yield copied
