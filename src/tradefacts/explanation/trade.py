"""Why a sentence gives a trade fact: which words answered which slot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from tradefacts.explanation.model import Explains
from tradefacts.facts import Document
from tradefacts.facts.reading import plain_json

if TYPE_CHECKING:
    from tradefacts.facts.trade import TradeFact


@frozen
class Answer(Explains):
    """How a slot was filled: its value, the place it came from, the words, the rule's line.

    `start`, `stop` and `text` are None if it came from no words of the text; `inferred` says that
    it came from outside the fact's sentence.
    """

    slot: str
    value: str | None
    place: str
    start: int | None
    stop: int | None
    text: str | None
    line: str
    inferred: bool


@frozen
class Assembled(Explains):
    """A trade fact and the answers that fill its slots."""

    fact: TradeFact
    answers: tuple[Answer, ...]


def assembled(document: Document) -> tuple[Assembled, ...]:
    """Explain every trade fact of a document by its answers."""
    return tuple(
        Assembled(fact, tuple(_answers(document.text, fact))) for fact in document.trade_facts
    )


def _answers(text: str, fact: TradeFact) -> Iterator[Answer]:
    from tradefacts.facts.trade_terms import INFERRED  # noqa: PLC0415  # rarely needed

    for one in fact.evidence:
        words = None if one.start is None else text[one.start : one.stop]
        inferred = one.place in INFERRED
        value = _value(fact, one.slot)
        yield Answer(
            one.slot, value, str(one.place), one.start, one.stop, words, one.line, inferred
        )


def _value(fact: TradeFact, slot: str) -> str | None:
    """The value of a slot, in words."""
    amount, change = fact.value, fact.change
    match slot:
        case "currency":
            return None if amount is None else amount.currency
        case "base":
            return None if change is None else change.base
        case "value" if amount is not None:
            digits = _digits(amount.value, amount.low, amount.high)
            return f"{digits} {amount.currency or amount.unit}"
        case "change" if change is not None:
            return f"{_digits(change.value, change.low, change.high)} {change.kind}"
    found = plain_json(getattr(fact, slot, None))
    return None if found is None else str(found)


def _digits(*numbers: object) -> str:
    shown = (plain_json(number) for number in numbers if number is not None)
    return " … ".join(map(str, shown))
