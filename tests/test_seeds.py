"""The five seed articles: every gold mention is found, and nothing else is.

`seeds/gold.jsonl` has a mention a line: `doc` is how a file's name begins, offsets are code points.
An `optional` mention may be found or not; `level_alt` and `name_alt` are answers as good. A dot
that ends an abbreviation and a sentence at once may belong to the span of an amount.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import tradefacts
from tradefacts import Document, Money, Percentage, Region

SEEDS = Path(__file__).parents[1] / "seeds"
NAMES = sorted(path.name for path in SEEDS.glob("*.txt"))
Mention = dict[str, Any]


@cache
def document(name: str) -> Document:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return tradefacts.extract(file.read())


def gold(name: str, kind: str) -> Iterator[Mention]:
    for line in (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        mention: Mention = json.loads(line)
        if name.startswith(mention["doc"]) and mention["kind"] == kind:
            yield mention


def test_there_are_five_seeds_and_their_gold_stands_in_them() -> None:
    assert len(NAMES) == 5
    counts = {"money": 0, "percent": 0, "region": 0}
    for name in NAMES:
        for kind in counts:
            for mention in gold(name, kind):
                found = document(name).text[mention["start"] : mention["stop"]]
                assert mention["text"] == found
                counts[kind] += not mention.get("optional", False)
    assert counts == {"money": 22, "percent": 7, "region": 170}


@pytest.mark.parametrize("name", NAMES)
def test_money(name: str) -> None:
    expected = [
        (g["start"], undotted(g["text"]), Decimal(g["value"]), g["currency"], g["relation"])
        for g in gold(name, "money")
    ]
    found = [
        (f.start, undotted(f.text), f.value, f.currency, f.relation)
        for f in document(name).of(Money)
    ]
    assert expected == found


@pytest.mark.parametrize("name", NAMES)
def test_percentages(name: str) -> None:
    expected = [
        (
            g["start"],
            undotted(g["text"]),
            Decimal(g["value"]),
            g.get("unit", "percent"),
            g["relation"],
        )
        for g in gold(name, "percent")
    ]
    found = [
        (f.start, undotted(f.text), f.value, f.unit, f.relation)
        for f in document(name).of(Percentage)
    ]
    assert expected == found


@pytest.mark.parametrize("name", NAMES)
def test_regions(name: str) -> None:
    mentions = {(g["start"], g["stop"]): g for g in gold(name, "region")}
    found = {(f.start, f.stop): f for f in document(name).of(Region)}
    missed = [g["text"] for span, g in mentions.items() if not (span in found or g.get("optional"))]
    surplus = [fact.text for span, fact in found.items() if span not in mentions]
    assert (missed, surplus) == ([], [])
    wrong = [fact for span, fact in found.items() if not is_right(fact, mentions[span])]
    assert wrong == []


def undotted(text: str) -> str:
    return text.removesuffix(".")


def is_right(fact: Region, mention: Mention) -> bool:
    names = {name.casefold() for name in (mention["name"], *mention.get("name_alt", ()))}
    same_place = fact.code is not None or fact.name.casefold() in names
    levels = {mention["level"], *mention.get("level_alt", ())}
    return fact.code == mention["code"] and fact.level in levels and same_place
