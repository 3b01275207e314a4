"""Sentences of our own with their facts: each construct through cases, scales, codes, neighbours.

The files are in the format of `gold` mentions; what a mention does not say is not asserted. One
closing dot may be in a span or not: nobody can tell an abbreviation's from the sentence's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tradefacts import extract

DATA = Path(__file__).parent / "data"
KINDS = {"numbers": {"money", "percent"}, "regions": {"region"}}
SAID = (
    "kind",
    "start",
    "text",
    "value",
    "low",
    "high",
    "currency",
    "unit",
    "relation",
    "code",
    "level",
)


def sentences(name: str) -> Iterator[dict[str, Any]]:
    with (DATA / f"{name}.jsonl").open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def said(mention: dict[str, Any], by: dict[str, Any]) -> dict[str, Any]:
    """What `mention` holds of the fields that `by` states, in one spelling."""
    stated = {key: mention.get(key) for key in SAID if by.get(key) is not None}
    ends = [key for key in ("value", "low", "high") if stated.get(key)]
    numbers = {key: Decimal(str(stated[key])) for key in ends}
    return {**stated, **numbers, "text": mention["text"].removesuffix(".")}


@pytest.mark.parametrize("name", KINDS)
def test_sentences(name: str) -> None:
    wrong = []
    for row in sentences(name):
        gold = [m for m in row["gold"] if m["kind"] in KINDS[name] and not m.get("optional")]
        facts = [fact for fact in extract(row["text"]).facts if fact.kind in KINDS[name]]
        same = len(gold) == len(facts) and all(
            said(mention, mention) == said(fact.to_dict(), mention)
            for mention, fact in zip(gold, facts, strict=True)
        )
        if not same:
            wrong.append((row["text"], facts))
    assert [] == wrong
