"""What is written as plain data and records is read back, and never when it is damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.grammar.records import DamagedError, Held, Records, joined, parted

PLAIN = {"of": (1, "один")}
RECORDS = [b"first", b"", b"third"]


def read(data: bytes) -> tuple[object, list[bytes]]:
    plain, records = parted(Held(data))
    return plain, all_of(records, len(RECORDS))


def all_of(records: Records, count: int) -> list[bytes]:
    return [records[number] for number in range(count)]


@given(st.lists(st.binary(max_size=20)))
def test_records_are_read_back_by_their_number(records: list[bytes]) -> None:
    for at_once in (False, True):
        plain, found = parted(Held(joined(PLAIN, records)), at_once=at_once)
        assert (PLAIN, records) == (plain, all_of(found, len(records)))


@pytest.mark.parametrize("at", range(len(joined(PLAIN, RECORDS))))
def test_no_byte_may_be_another(at: int) -> None:
    data = bytearray(joined(PLAIN, RECORDS))
    data[at] ^= 1
    with pytest.raises(DamagedError):
        read(bytes(data))
    with pytest.raises(DamagedError):
        parted(Held(bytes(data)), at_once=True)


@pytest.mark.parametrize("size", range(len(joined(PLAIN, RECORDS))))
def test_a_file_that_is_cut_short_is_noticed_at_once(size: int) -> None:
    with pytest.raises(DamagedError):
        parted(Held(joined(PLAIN, RECORDS)[:size]))


def test_a_file_that_is_longer_is_noticed_at_once() -> None:
    for records in ([], RECORDS):
        with pytest.raises(DamagedError):
            parted(Held(joined(PLAIN, records) + b"."))


def test_one_damaged_record_leaves_the_others_be() -> None:
    data = joined(PLAIN, RECORDS)
    _, records = parted(Held(data[:-1] + b"!"))
    assert RECORDS[:2] == all_of(records, 2)
    with pytest.raises(DamagedError):
        records[2]
