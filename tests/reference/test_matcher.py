"""Gaps, empty pieces, guards at gaps, long lists: what stands beside Yargy's chart."""

from __future__ import annotations

import pytest

from .conftest import Engine

SUM = "[ value=INT ]"


def texts(engine: Engine, alternatives: str, text: str) -> list[str]:
    rows = "".join(f"  | {row} => currency = USD\n" for row in alternatives.split("\n"))
    return [fact.text for fact in engine(f"rule sum -> Money\n{rows}").facts(text)]


@pytest.mark.parametrize(
    ("alternative", "text", "expected"),
    [
        # several gaps on one side, and on both
        (f'"а" ANY{{0,2}} "б" ANY{{0,2}} {SUM}', "а х б х 5", ["5"]),
        (f'"а" ANY{{0,2}} "б" ANY{{0,2}} {SUM}', "а х х х б х 5", []),
        (f'"а" ANY{{0,2}} {SUM} ANY{{0,2}} "б" ANY{{0,2}} "в"', "а х 5 х б х в", ["5"]),
        (f'"а" ANY{{0,2}} {SUM} ANY{{0,2}} "б" ANY{{0,2}} "в"', "а х 5 х б х х х в", []),
        # a gap has a least length
        (f'"а" ANY{{2,3}} {SUM}', "а 5", []),
        (f'"а" ANY{{2,3}} {SUM}', "а х 5", []),
        (f'"а" ANY{{2,3}} {SUM}', "а х х 5", ["5"]),
        (f'"а" ANY {SUM}', "а х 5", ["5"]),
        (f'"а" ANY {SUM}', "а 5", []),
        (f'"а" ANY? {SUM}', "а 5", ["5"]),
        # an empty piece between two gaps: they may meet
        (f'"а" ANY{{0,1}} "б"? ANY{{0,1}} {SUM}', "а х х 5", ["5"]),
        (f'"а" ANY{{0,1}} "б"? ANY{{0,1}} {SUM}', "а х б х 5", ["5"]),
        (f'"а" ANY{{0,1}} "б"? ANY{{0,1}} {SUM}', "а х х х 5", []),
        # a gap at the very edge
        (f"ANY{{1,2}} {SUM}", "5", []),
        (f"ANY{{1,2}} {SUM}", "х 5", ["5"]),
        (f"{SUM} ANY{{1,2}}", "5 х", ["5"]),
        (f"{SUM} ANY{{1,2}}", "5", []),
        # a gap in a choice
        (f'("а" ANY{{0,1}} | "б") {SUM}', "а х 5", ["5"]),
        (f'("а" ANY{{0,1}} | "б") {SUM}', "б х 5", []),
        (f'("а" ANY{{0,1}} | "б") {SUM}', "б 5", ["5"]),
        # guards beside gaps
        (f'"а" ANY{{0,3}} !("б") {SUM}', "а х 5", ["5"]),
        (f'"а" !("не") ANY{{0,3}} {SUM}', "а не х 5", []),
        (f'"а" !("не") ANY{{0,3}} {SUM}', "а х не 5", ["5"]),
        (f'!("не") "а" ANY{{0,3}} {SUM}', "не а х 5", []),
        (f'!("не") "а" ANY{{0,3}} {SUM}', "да а х 5", ["5"]),
        (f'{SUM} ANY{{0,2}} !("в")', "5", ["5"]),
        # a guard between two gaps is an empty piece: some way to part them must do
        (f'"а" ANY{{1,1}} !("х") ANY{{0,1}} {SUM}', "а у х 5", []),
        (f'"а" ANY{{1,1}} !("х") ANY{{0,1}} {SUM}', "а у у 5", ["5"]),
        # two spans with a gap between them
        ("[ value=INT ] ANY{1,2} [ value=INT ]", "5 х х 6", ["5", "6"]),
        ("[ value=INT ] ANY{1,2} [ value=INT ]", "5 х х х 6", []),
    ],
)
def test_gaps(engine: Engine, alternative: str, text: str, expected: list[str]) -> None:
    assert expected == texts(engine, alternative, text)


def test_every_anchor_takes_its_own_context(engine: Engine) -> None:
    rows = f'"а" ANY{{0,6}} {SUM}\n'.strip()
    assert ["5", "6"] == texts(engine, rows, "а х 5 х 6")


@pytest.mark.parametrize("members", [2, 50, 400])
def test_a_long_list_is_right(engine: Engine, members: int) -> None:
    body = (
        "rule sum -> Money\n"
        '  | "," [ value=INT ] => currency = USD\n'
        '  | !("," | INT) [ value=INT ] => currency = USD\n'
    )
    numbers = [str(n) for n in range(1, members + 1)]
    assert numbers == [fact.text for fact in engine(body).facts("за " + ", ".join(numbers))]


def test_a_long_repetition_is_right(engine: Engine) -> None:
    body = 'rule sum -> Money\n  | [ "а"+ value=INT ] => currency = USD\n'
    words = " ".join(["а"] * 400)
    assert [f"{words} 5"] == [fact.text for fact in engine(body).facts(f"за {words} 5")]


def test_a_long_text_without_facts(engine: Engine) -> None:
    body = 'rule sum -> Money\n  | "а" ANY{0,16} [ value=INT ] => currency = USD\n'
    assert [] == engine(body).facts("б " * 5000)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ud800", "а\ud8005"])
def test_odd_texts(engine: Engine, text: str) -> None:
    body = 'rule sum -> Money\n  | "а" ANY{0,16} [ value=INT "$" ] => currency = USD\n'
    assert [] == engine(body).facts(text)


def test_one_engine_reads_many_texts_alike(engine: Engine) -> None:
    read = engine('rule sum -> Money\n  | "а"? [ value=INT ] => currency = USD\n')
    first = [read.facts(text) for text in ("а 5", "6", "а 5")]
    assert first[0] == first[2] == read.facts("а 5")
