"""Files of programs in the user's cache folder: our own, never half written, and not too many.

Writing is by renaming a finished file, so that processes which start at once do not see each
other's halves.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from time import time
from weakref import finalize

from tradefacts.grammar.records import DamagedError, Held, Source

_KEPT = 256 * 2**20  # bytes of programs, those last used; one of all grammars has some ten million


def folder() -> Path:
    """The folder of the programs, which need not exist; `RuntimeError` where there is no home."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "tradefacts"


def trouble(folder: Path) -> str:
    """What keeps programs from being kept in a folder; nothing where it can be used, or made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32" and not _is_own(folder.stat()):
            return "others may write there"
    except OSError as error:
        return error.strerror or str(error)
    return "" if os.access(folder, os.W_OK) else "no permission to write there"


def _is_own(status: os.stat_result) -> bool:
    """Whether nobody else could have written something."""
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def opened(place: Path) -> Source | None:
    """What was written, if nobody else could have written it; whether it is whole its reader sees.

    The file may be replaced and deleted while it is read.
    """
    with suppress(OSError):
        found = _source(place)
        if isinstance(found, _File) and not (
            _is_own(place.parent.stat()) and _is_own(found.status)
        ):
            return None
        os.utime(place)  # what is in use is not old
        return found
    return None


def copied(shipped: Path, place: Path | None) -> Source | None:
    """A file that came with the library, put in its place; where nothing can be, as it lies.

    None where there is none. Who may write it may write the library too, so nobody asks who.
    """
    with suppress(OSError):
        found = _source(shipped)
        with suppress(OSError):
            if place is not None:
                write(place, shipped.read_bytes())
                return opened(place) or found
        return found
    return None


def _source(place: Path) -> Source:
    """A file; Windows lets nobody replace one that is open, so that there it is read at once."""
    return Held(place.read_bytes()) if sys.platform == "win32" else _File(place)


class _File:
    """A file that is read where it is asked for. Raises `OSError` where it cannot be opened."""

    def __init__(self, place: Path) -> None:
        self._file = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
        finalize(self, os.close, self._file)
        self.status = os.fstat(self._file)

    def read(self, start: int, stop: int) -> bytes:
        """The bytes [start, stop), fewer where the file ends before. Raises `DamagedError`."""
        try:
            return os.pread(self._file, max(0, min(stop, self.status.st_size) - start), start)
        except OSError as error:  # its disk is gone, or somebody has closed all files
            raise DamagedError(str(error)) from error


def write(place: Path, data: bytes) -> None:
    """Put a program in its place, and drop what it replaces. Raises `OSError`."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    from tempfile import mkstemp  # noqa: PLC0415  # and what it imports

    handle, name = mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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
