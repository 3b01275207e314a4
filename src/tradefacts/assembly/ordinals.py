"""Ordinals that refer to one of two trades: "экспорт – 5, импорт – 3. Первый вырос на 4%"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tradefacts.assembly.draft import OF_GOODS
from tradefacts.assembly.heads import is_absorbed
from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.meaning import Meaning
from tradefacts.assembly.names import LexiconName
from tradefacts.grammar.features import ALL_CASES, NOMINATIVE

_BETWEEN: frozenset[LexiconName] = frozenset({"before_verb", "norm"})
"""What may stand between an ordinal and its verb: "второй показатель, напротив, упал"."""
_NEAR = 3
"""How many words may precede an ordinal that refers to the sentence before."""
_FEW = 2
"""With so many regions before it, an ordinal refers to these rather than to trades."""


class Ordinals:
    """The last two trades that a text has named together, to which ordinals refer."""

    def __init__(self) -> None:
        self.pair: Sequence[Meaning] = ()

    def resolve(self, row: Row) -> bool:
        """Give the ordinals of a row the meaning they refer to; tell whether there were any."""
        found = [item for item in row.of("ordinal") if _is_alone(row, item)]
        told = row[: found[0].index] if found else row
        named = _trades(row, told)
        pair = _pair(named) if found and named else self.pair
        if named:
            self.pair = _pair(named)
        far = found[:1] and found[0].index > _NEAR and not named
        if len(pair) < _FEW or far or sum(map(_is_subject, told)) >= _FEW:
            return False
        for item in found:
            row.let_mean(item, pair[0 if item.key("ordinal") == "first" else 1], NOMINATIVE)
        return bool(found)


def _is_subject(item: Item) -> bool:
    return item.kind == "region" and item.features & ALL_CASES == NOMINATIVE


def _is_alone(row: Row, ordinal: Item) -> bool:
    """Whether an ordinal has no noun: "первый вырос на 5%", "второй показатель – на 3%"."""
    if not ordinal.features & NOMINATIVE:
        return False
    at = ordinal.index + 1
    while at < len(row) and (row[at].text == "," or not _BETWEEN.isdisjoint(row[at].lexicons)):
        at += 1
    behind = row[at : at + 2]
    if not behind or not (behind[0].text == "-" or behind[0].is_of("reach") or _moves(behind[0])):
        return False
    return all(i.indicator is None and not i.is_of("sector") for i in behind)


def _moves(item: Item) -> bool:
    """Whether a word is a verb of growth or fall with a tense."""
    return item.is_of("trend") and not item.features & ALL_CASES


def _trades(row: Row, told: Iterable[Item]) -> dict[str, Meaning]:
    """The trades that some items of a row name by a noun, each once."""
    found: dict[str, Meaning] = {}
    for item in told:
        noun = item.is_of("indicator") and item.features & ALL_CASES
        if noun and item.indicator not in (None, "balance") and not is_absorbed(row, item.index):
            found.setdefault(str(item.indicator), item.meaning)
    return found


def _pair(named: dict[str, Meaning]) -> Sequence[Meaning]:
    """The two that ordinals refer to: exports and imports, if both are named, else the last two."""
    both = [meaning for name, meaning in named.items() if name in OF_GOODS]
    return both if len(both) == _FEW else list(named.values())[-_FEW:]
