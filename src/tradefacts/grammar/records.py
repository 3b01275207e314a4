"""Plain data, and beside it many small records of which a process needs few.

What `marshal` reads it reads whole. So the file of a program has what every process needs in one
piece, and all that few texts ask for, as the forms of a word, as records by number: they cost
nothing until one is asked for.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from itertools import accumulate
from struct import Struct, pack
from typing import Any, Protocol, cast

_SIZES = Struct("<II")  # of the plain data in bytes, and how many records there are
_ENDS = Struct("<II")  # of the record before one, and its own
_END = 4  # bytes


class Records(Protocol):
    """Records by number: a list of them, or those of a file."""

    def __getitem__(self, number: int, /) -> bytes:
        """The record of a number."""


class _Written:
    """Records that stand one after another in the bytes of a file."""

    def __init__(self, ends: memoryview, body: memoryview) -> None:
        self.ends = ends
        self.body = body

    def __getitem__(self, number: int) -> bytes:
        start, stop = _ENDS.unpack_from(self.ends, _END * number)
        return bytes(self.body[start:stop])


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
    records += [marshal.dumps(cast(Any, row)) for row in rows]
    return first


def joined(plain: object, records: Sequence[bytes]) -> bytes:
    """Plain data that `marshal` can write, and records, as bytes.

    >>> plain, records = parted(joined({"of": 1}, [b"nothing", b"this"]))
    >>> plain, records[1]
    ({'of': 1}, b'this')
    """
    head = marshal.dumps(cast(Any, plain))
    ends = pack(f"<{len(records) + 1}I", *accumulate(map(len, records), initial=0))
    return b"".join([_SIZES.pack(len(head), len(records)), head, ends, *records])


def parted(data: bytes | memoryview) -> tuple[Any, Records]:
    """What was joined; the bytes must be our own."""
    data = memoryview(data)
    size, count = _SIZES.unpack_from(data)
    ends = _SIZES.size + size
    body = ends + _END * (count + 1)
    plain = marshal.loads(data[_SIZES.size : ends])  # noqa: S302  # our own, as the caller knows
    return plain, _Written(data[ends:body], data[body:])
