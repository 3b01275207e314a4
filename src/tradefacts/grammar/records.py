"""A file format: plain data, followed by many small records of which a process needs few.

`marshal` can only read its data whole. So a program file keeps what every process needs in one
piece, the head, and what few texts need (such as the forms of a word) in numbered records. A record
is not even read until it is needed.

Damaged data is never used: the head has a checksum, and contains one for each record. A file has

    checksum of the rest of the head, size of the plain data, number of records, size of all records
    the plain data
    for each record, its offset from the first record and its checksum
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
_MARSHAL = 4  # a format that Python 3.11 reads; shipped files are written by another Python


class DamagedError(Exception):
    """A file was changed since it was written, or can no longer be read."""


class Source(Protocol):
    """Where bytes are read from."""

    def read(self, start: int, stop: int) -> bytes:
        """The bytes [start, stop), or fewer at the end. Raises `DamagedError`."""


class Held:
    """A source in memory."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, start: int, stop: int) -> bytes:
        """The bytes [start, stop), or fewer at the end."""
        return self.data[start:stop]


class Records(Protocol):
    """Numbered records: a list of them, or those in a file."""

    def __getitem__(self, number: int, /) -> bytes:
        """The record with this number. Raises `DamagedError`."""


class _Written:
    """Consecutive records in a source, from `place` on, `size` bytes in all."""

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
    """Numbered rows of plain data; each is read from its record when it is needed."""

    def __init__(self, records: Records, first: int) -> None:
        self._records = records
        self._first = first

    def __getitem__(self, number: int) -> Any:
        return marshal.loads(self._records[self._first + number])  # noqa: S302  # our own


def recorded(rows: Iterable[object], records: list[bytes]) -> int:
    """Append rows of plain data to records; return the number of the first one, for `Rows`.

    >>> records = [b"of others"]
    >>> Rows(records, recorded([(1, "one"), (2, "two")], records))[1]
    (2, 'two')
    """
    first = len(records)
    records += map(written, rows)
    return first


def written(plain: object) -> bytes:
    """Dump plain data as bytes that `marshal` can load in any Python that runs this library."""
    return marshal.dumps(cast(Any, plain), _MARSHAL)


def joined(plain: object, records: Sequence[bytes] = ()) -> bytes:
    """Join plain data, which `marshal` must be able to write, and records into bytes.

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
    """Split what was joined; records are read on demand, or all of them `at_once`.

    The bytes must be our own: a checksum does not detect deliberate manipulation. Raises
    `DamagedError` if the head is damaged; a damaged record raises it when it is read.
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
