"""Files of programs in the user's cache folder: whole, our own, and not too many.

A file begins with a checksum of the rest: one that is cut short or damaged is not read. Writing is
by renaming a finished file, so that processes which start at once do not see each other's halves.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from time import time
from zlib import crc32

_SUM = 4  # bytes of the checksum
_KEPT = 256 * 2**20  # bytes of programs, those last used; one of all grammars has some ten million


def folder() -> Path:
    """The folder of the programs, which need not exist; `RuntimeError` where there is no home."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "tradefacts"


def read(place: Path) -> memoryview | None:
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


def write(place: Path, data: bytes) -> None:
    """Put a program in its place, and drop what it replaces. Raises `OSError`."""
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


def _checksum(data: bytes | memoryview) -> bytes:
    """What tells a whole file from a damaged one; that nobody else wrote it, its owner tells."""
    return crc32(data).to_bytes(_SUM, "big")


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
