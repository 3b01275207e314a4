"""Small inline grammars, and facts written in one line each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tradefacts.facts import Fact, Money, Percentage, Region, Relation
from tradefacts.grammar.load import load
from tradefacts.reference import Reference

Engine = Callable[..., Reference]
Facts = Callable[..., list[str]]

CURRENCY = """lexicon cur : iso4217
  USD  symbol $  lemma доллар
  RUB  lemma рубль  abbr руб.
  EUR  symbol €  lemma евро

"""


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Make the engine of a grammar with a given body; `files` are written beside it."""
    made: dict[tuple[object, ...], Reference] = {}

    def make(body: str, **files: str) -> Reference:
        key = (body, *sorted(files.items()))
        if key not in made:
            folder = tmp_path_factory.mktemp("grammar")
            for name, text in files.items():
                _write(folder / f"{name}.tfg", f"grammar {name}\n{text}")
            _write(folder / "m.tfg", f"grammar m\n{body}")
            made[key] = Reference(load(folder / "m.tfg"))
        return made[key]

    return make


@pytest.fixture(scope="session")
def facts(engine: Engine) -> Facts:
    """Read a text with a money rule of given alternatives and an extra lexicon; facts in short."""

    def read(alternatives: str, text: str, lexicon: str = "") -> list[str]:
        rows = "".join(f"  | {row}\n" for row in alternatives.strip().split("\n"))
        body = f"{CURRENCY}{lexicon}rule money -> Money\n{rows}"
        return [short(fact) for fact in engine(body).facts(text)]

    return read


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def short(fact: Fact) -> str:
    """`[5 $] 5 USD`, with the relation unless it is `eq`."""
    match fact:
        case Money():
            unit = fact.currency
        case Percentage():
            unit = str(fact.unit)
        case Region():
            return f"[{fact.text}] {fact.code} {fact.name}"
        case _:
            raise TypeError(fact)
    value = f"{fact.low}..{fact.high}" if fact.value is None else str(fact.value)
    relation = "" if fact.relation in {Relation.EQ, Relation.RANGE} else f"{fact.relation} "
    return f"[{fact.text}] {relation}{value} {unit}"
