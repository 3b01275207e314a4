"""What is packed by the shelf is found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tradefacts.grammar.shelves import Shelves, shelved

WORDS = st.dictionaries(st.text(), st.integers())
ROWS = st.dictionaries(st.lists(st.text()).map(tuple), st.integers())


def shelves_of(rows: dict[str, int]) -> Shelves[str, int]:
    records = [b"of others"]
    return Shelves(shelved(rows, records), records)


@given(rows=WORDS | ROWS)
def test_rows_are_found_by_their_keys(rows: dict[str, int]) -> None:
    shelves = shelves_of(rows)
    assert list(rows.values()) == [shelves.get(key, -1) for key in rows]


def test_many_rows_take_many_shelves() -> None:
    rows = {f"слово{number}": number for number in range(1000)}
    shelves = shelves_of(rows)
    assert shelves.count > 1
    assert [0, 999, -1] == [shelves.get(key, -1) for key in ("слово0", "слово999", "слово")]
    assert len(shelves.unpacked) < shelves.count


def test_no_shelf_is_unpacked_for_most_words_that_are_no_keys() -> None:
    shelves = shelves_of({f"слово{number}": number for number in range(1000)})
    found = [shelves.get(f"иное{number}", -1) for number in range(100)]
    assert found == [-1] * 100
    assert len(shelves.unpacked) < 20
