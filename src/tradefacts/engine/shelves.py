"""Many rows by key, packed by the shelf: a text has few of the words of a grammar."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast
from zlib import compress, crc32, decompress

Key = TypeVar("Key", str, tuple[str, ...])
Row = TypeVar("Row")

_SIZE = 16  # keys on a shelf, about: a text asks for few, so that little is unpacked in vain
_LEVEL = 1  # of compression: the fastest; a program is read whole by every process that starts


class Shelves(Generic[Key, Row]):
    """Rows by key; those of a shelf are unpacked when one of them is asked for."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        self.shelves: list[bytes | dict[Key, Row]] = list(packed)

    def get(self, key: Key, default: Row, /) -> Row:
        """The row of a key; the default where there is none."""
        return self._shelf(_number(key, len(self.shelves))).get(key, default)

    def __iter__(self) -> Iterator[Key]:
        for number in range(len(self.shelves)):
            yield from self._shelf(number)

    def _shelf(self, number: int) -> dict[Key, Row]:
        shelf = self.shelves[number]
        if isinstance(shelf, bytes):
            # from our own cache, whose checksum was right
            found = cast(dict[Key, Row], marshal.loads(decompress(shelf)))  # noqa: S302
            shelf = self.shelves[number] = found
        return shelf


def shelved(rows: Mapping[Key, Row]) -> list[bytes]:
    """What `Shelves` reads: plain rows, by the shelf."""
    shelves: list[dict[Key, Row]] = [{} for _ in range(len(rows) // _SIZE + 1)]
    for key, row in rows.items():
        shelves[_number(key, len(shelves))][key] = row
    return [compress(marshal.dumps(cast(Any, shelf)), _LEVEL) for shelf in shelves]


def _number(key: str | tuple[str, ...], count: int) -> int:
    word = key if isinstance(key, str) else " ".join(key)
    return crc32(word.encode("utf-8", "surrogatepass")) % count
