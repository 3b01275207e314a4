"""Many rows by key, packed in small shelves: a text has only few of the words of a grammar."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar, cast
from zlib import compress, crc32, decompress

from tradefacts.grammar.records import Records, written

Key = TypeVar("Key", str, tuple[str, ...])
Row = TypeVar("Row")

Packed = tuple[int, int]
"""The number of the record with the marks, which precedes the shelves; the number of shelves."""

_SIZE = 16  # keys per shelf, about: few, as a text needs few and the rest is unpacked in vain
_SPARSE = 16  # bits per key: some 6 of 100 words that are not keys share a set bit with a key
_LEVEL = 1  # of compression: the fastest


class Shelves(Generic[Key, Row]):
    """Rows by key; a shelf is unpacked when one of its rows is needed.

    Most words of a text are not keys. A word whose mark is not set is no key, so no shelf is
    unpacked for it: a Bloom filter with one hash (Bloom, "Space/time trade-offs in hash coding
    with allowable errors", 1970).
    """

    def __init__(self, packed: Packed, records: Records) -> None:
        self.first, self.count = packed
        self.records = records
        self.unpacked: dict[int, dict[Key, Row]] = {}

    @cached_property
    def marks(self) -> bytes:
        """The bits of the filter."""
        return self.records[self.first]

    def get(self, key: Key, default: Row, /) -> Row:
        """The row of a key; the default if there is none."""
        number = _number(key)
        place, bit = divmod(number % (8 * len(self.marks)), 8)
        if not self.marks[place] >> bit & 1:
            return default
        return self._shelf(number % self.count).get(key, default)

    def __iter__(self) -> Iterator[Key]:
        for number in range(self.count):
            yield from self._shelf(number)

    def _shelf(self, number: int) -> dict[Key, Row]:
        found = self.unpacked.get(number)
        if found is None:
            packed = decompress(self.records[self.first + 1 + number])
            found = cast(dict[Key, Row], marshal.loads(packed))  # noqa: S302  # our own
            self.unpacked[number] = found
        return found


def shelved(rows: Mapping[Key, Row], records: list[bytes]) -> Packed:
    """Pack plain rows into shelves and append these to records, for `Shelves` to read."""
    marks = bytearray(len(rows) * _SPARSE // 8 + 1)
    shelves: list[dict[Key, Row]] = [{} for _ in range(len(rows) // _SIZE + 1)]
    for key, row in rows.items():
        number = _number(key)
        place, bit = divmod(number % (8 * len(marks)), 8)
        marks[place] |= 1 << bit
        shelves[number % len(shelves)][key] = row
    first = len(records)
    records.append(bytes(marks))
    records += [compress(written(shelf), _LEVEL) for shelf in shelves]
    return first, len(shelves)


def _number(key: str | tuple[str, ...]) -> int:
    """A hash that is the same in every process, unlike that of `hash`."""
    word = key if isinstance(key, str) else " ".join(key)
    return crc32(word.encode("utf-8", "surrogatepass"))
