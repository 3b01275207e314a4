"""The choice among readings, against trying every subset."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tradefacts.facts import Money
from tradefacts.grammar.choice import Candidates, resolve
from tradefacts.grammar.readings import Line, Reading


def line(order: int) -> Line:
    return Line("m.x", 0, order, "fact", ("Money",), (), (), (), frozenset())


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """One reading over at most ten tokens: one or two spans, some context, a place in the file."""
    edges = sorted(draw(st.sets(st.integers(0, 10), min_size=2, max_size=4)))
    edges = edges[: len(edges) // 2 * 2]
    spans = tuple(zip(edges[::2], edges[1::2], strict=True))
    return Reading(
        spans[0][0],
        spans[-1][1],
        sum(stop - start for start, stop in spans),
        draw(st.integers(0, 3)),
        line(draw(st.integers(0, 3))),
        spans,
        (Money(start=0, stop=1, text="$", value=Decimal(1), currency="USD"),),
        ({},),
        frozenset(),
    )


def best_of_all(candidates: list[Reading]) -> list[tuple[int, int]]:
    """Hulls of the subset of greatest weight; of equal ones the leftmost, then the longest."""
    best: tuple[tuple[int, tuple[tuple[int, int], ...]], list[tuple[int, int]]] | None = None
    for size in range(len(candidates) + 1):
        for chosen in combinations(sorted(candidates, key=lambda r: (r.start, r.stop)), size):
            if any(a.stop > b.start for a, b in pairwise(chosen)):
                continue
            hulls = [(reading.start, reading.stop) for reading in chosen]
            # leftmost, then longest, reading by reading
            key = (-sum(r.weight for r in chosen), tuple((a, -b) for a, b in hulls))
            if best is None or key < best[0]:
                best = key, hulls
    assert best is not None
    return best[1]


@given(st.lists(readings(), max_size=8))
def test_the_choice_is_the_best_of_all(candidates: list[Reading]) -> None:
    chosen = resolve(candidates)
    assert best_of_all(candidates) == [(reading.start, reading.stop) for reading in chosen]
    assert all(any(reading is other for other in candidates) for reading in chosen)


@given(st.lists(readings(), max_size=8), st.randoms())
def test_the_choice_does_not_hang_on_the_order_of_candidates(
    candidates: list[Reading], random: object
) -> None:
    shuffled = sorted(candidates, key=lambda _: random.random())  # type: ignore[attr-defined]
    kept, other = Candidates(), Candidates()
    for reading in candidates:
        kept.add(reading)
    for reading in shuffled:
        other.add(reading)
    assert [(r.spans, r.rank) for r in resolve(kept.best.values())] == [
        (r.spans, r.rank) for r in resolve(other.best.values())
    ]


@given(st.lists(readings(), max_size=8))
def test_of_the_same_spans_the_first_rank_is_kept(candidates: list[Reading]) -> None:
    kept = Candidates()
    for reading in candidates:
        kept.add(reading)
    for reading in kept.best.values():
        assert min(r.rank for r in candidates if r.spans == reading.spans) == reading.rank
