"""Plain data, and beside it many small records of which a process needs few.

What `marshal` reads it reads whole. So the file of a program has what every process needs in one
piece, its head, and all that few texts ask for, as the forms of a word, as records by number: they
are not even read until one is asked for.

Nothing is used that is not as it was written: the head has a checksum, and each record has its own
there. A file is

    checksum of the rest of the head, size of the plain data, number of records, size of all records
    the plain data
    of each record where it begins, counted from the first one, and its checksum
    the records
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from struct import Struct
from typing import Any, Protocol, cast
from zlib import crc32

_SIZES = Struct("<IIII")
_ENTRY = Struct("<II")
_SUM = 4  # bytes of a checksum
_MARSHAL = 4  # the format that Python 3.11 reads; what is shipped is written by another Python


class DamagedError(Exception):
    """A file is not as it was written, or can be read no longer."""


class Source(Protocol):
    """Where bytes are read from."""

    def read(self, start: int, stop: int) -> bytes:
        """The bytes [start, stop), fewer where it ends before. Raises `DamagedError`."""


class Held:
    """A source in memory."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, start: int, stop: int) -> bytes:
        """The bytes [start, stop), fewer where it ends before."""
        return self.data[start:stop]


class Records(Protocol):
    """Records by number: a list of them, or those of a file."""

    def __getitem__(self, number: int, /) -> bytes:
        """The record of a number. Raises `DamagedError`."""


class _Written:
    """Records that stand one after another in a source, from a place on, `size` bytes in all."""

    def __init__(self, source: Source, index: bytes, place: int, size: int) -> None:
        self.source = source
        self.index = index + _ENTRY.pack(size, 0)
        self.place = place

    def __getitem__(self, number: int) -> bytes:
        at = number * _ENTRY.size
        start, checksum = _ENTRY.unpack_from(self.index, at)
        stop, _ = _ENTRY.unpack_from(self.index, at + _ENTRY.size)
        return _checked(self.source.read(self.place + start, self.place + stop), checksum)


class Rows:
    """Plain data by number, each read off the record that it was made when it is asked for."""

    def __init__(self, records: Records, first: int) -> None:
        self._records = records
        self._first = first

    def __getitem__(self, number: int) -> Any:
        return marshal.loads(self._records[self._first + number])  # noqa: S302  # our own


def recorded(rows: Iterable[object], records: list[bytes]) -> int:
    """Put plain data among records; the number of the first one, for `Rows` to read.

    >>> records = [b"of others"]
    >>> Rows(records, recorded([(1, "one"), (2, "two")], records))[1]
    (2, 'two')
    """
    first = len(records)
    records += map(written, rows)
    return first


def written(plain: object) -> bytes:
    """Plain data as bytes that `marshal` reads in any Python that runs this library."""
    return marshal.dumps(cast(Any, plain), _MARSHAL)


def joined(plain: object, records: Sequence[bytes] = ()) -> bytes:
    """Plain data that `marshal` can write, and records, as bytes.

    >>> plain, records = parted(Held(joined({"of": 1}, [b"nothing", b"this"])))
    >>> plain, records[1]
    ({'of': 1}, b'this')
    """
    data = written(plain)
    index, size = [], 0
    for record in records:
        index.append(_ENTRY.pack(size, crc32(record)))
        size += len(record)
    sizes = _SIZES.pack(0, len(data), len(records), size)
    head = b"".join([sizes[_SUM:], data, *index])
    return b"".join([crc32(head).to_bytes(_SUM, "little"), head, *records])


def parted(source: Source, *, at_once: bool = False) -> tuple[Any, Records]:
    """What was joined; records are read as they are asked for, or all of them `at_once`.

    The bytes must be our own: what somebody else has written on purpose no checksum tells. Raises
    `DamagedError` where they are not as they were; records do so when they are read.
    """
    sizes = source.read(0, _SIZES.size)
    if len(sizes) < _SIZES.size:
        raise DamagedError("cut short")
    checksum, size, count, rest = _SIZES.unpack(sizes)
    index = _SIZES.size + size
    end = index + _ENTRY.size * count
    head = _checked(source.read(_SUM, end), checksum)
    if len(source.read(end + rest - 1, end + rest + 1)) != 1:
        raise DamagedError("cut short, or longer than it was")
    plain = marshal.loads(head[_SIZES.size - _SUM : index - _SUM])  # noqa: S302  # see above
    records = _Written(source, head[index - _SUM :], end, rest)
    if at_once:
        records.source = Held(source.read(0, end + rest))
        for number in range(count):
            records[number]
    return plain, records


def _checked(data: bytes, checksum: int) -> bytes:
    if crc32(data) != checksum:
        raise DamagedError("a checksum is wrong")
    return data
