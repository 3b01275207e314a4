"""Gold data for trade facts: articles with mentions and facts, from outside this repository."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from tradefacts.facts import KINDS, Document, Fact

Row = dict[str, Any]
Mentions = dict[str, list[Row]]

SEED_DATES = {"001": "2023-05-22", "003": "2024-04-15", "004": "2025-08-25"}


@frozen
class Article:
    """A text with its gold mentions and facts."""

    name: str
    text: str
    date: str | None
    mentions: Sequence[Row]
    facts: Sequence[Row]


def rows(path: Path) -> list[Row]:
    """Read JSON Lines, one object per line."""
    with path.open(encoding="utf-8", newline="") as file:
        return [json.loads(line) for line in file if line.strip()]


def grouped(path: Path) -> Mentions:
    """Group the rows of a file by article."""
    found: Mentions = defaultdict(list)
    for row in rows(path):
        found[str(row["doc"])].append(row)
    return found


def read(what: str, shared: Path) -> list[Article]:
    """Read the seeds, the development set, or a folder in the same format as that."""
    if what == "seeds":
        mentions = grouped(shared / "gold" / "seeds.jsonl")
        facts = grouped(shared / "gold" / "seeds_facts.jsonl")
        texts = [
            (path.name[:3], path.read_bytes().decode(), SEED_DATES.get(path.name[:3]))
            for path in sorted((shared / "seeds").glob("*.txt"))
        ]
    else:
        folder = shared / "trade" if what == "trade" else Path(what)
        mentions, facts = grouped(folder / "mentions.jsonl"), grouped(folder / "facts.jsonl")
        found = rows(folder / "articles.jsonl")
        texts = [(row["id"], row["text"], row.get("date")) for row in found]
    return [Article(name, text, date, mentions[name], facts[name]) for name, text, date in texts]


def half(articles: Sequence[Article], wanted: str | None) -> list[Article]:
    """Keep every other article; for the second author, odd and even are swapped."""
    kept = []
    for index, article in enumerate(sorted(articles, key=lambda one: one.name)):
        number = int("".join(c for c in article.name if c.isdigit()) or index)
        odd = (number + article.name.startswith("b")) % 2 == 1
        if wanted is None or odd == (wanted == "A"):
            kept.append(article)
    return kept


def gold_document(article: Article) -> Document:
    """Make a document with the gold mentions as its facts.

    Gold omits the unit of a plain percentage, which is set here; other gold data that our fields
    cannot hold is dropped.
    """
    facts = []
    for row in article.mentions:
        kind = KINDS[row["kind"]]
        names = {a.name for a in kind.__attrs_attrs__}
        data = {name: value for name, value in row.items() if name in names or name == "kind"}
        if row["kind"] == "percent":
            data.setdefault("unit", "percent")
        if row["kind"] == "ratio":
            data["unit"] = "times" if row.get("role") == "multiple" else "fraction"
            if "value" not in data and "low" not in data:
                continue
        if row["kind"] == "quantity":
            data["unit_class"] = "physical" if row["unit"].isascii() else "count"
        if row.get("level") == "district":  # gold has districts within subdivisions, we do not
            data["level"] = "subdivision"
        facts.append(Fact.from_dict(data))
    facts.sort(key=lambda fact: (fact.start, -fact.stop))
    return Document(article.text, tuple(facts), date=article.date)
