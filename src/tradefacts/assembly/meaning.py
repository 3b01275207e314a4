"""What words mean: their entries in the lexicons, and all that follows from these alone.

A meaning is computed once and shared by all places in all texts where the words stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.program import Entry, Phrase
from tradefacts.facts import Relation
from tradefacts.grammar.features import ALL_CASES, mask

HEADS: tuple[LexiconName, ...] = (
    "indicator",
    "deal",
    "motion",
    "proceeds",
    "build",
    "spend",
    "counterpart",
)
"""Lexicons of the domain `indicator`: nouns, verbs, and words for trading partners."""

_NAMING = mask(["nomn", "ablt"])
"""Cases in which "партнер" says what somebody is: "главными партнерами стали"."""

_SOFT: frozenset[LexiconName] = frozenset({
    "mask", "world", "sector", "norm", "place", "modal", "preposition", "hedge", "venue", "its",
    "topical", "people", "except", "accrued", "vessel", "everything",
    "rank", "cause", "accel", "ours", "per", "previous", "after",
    "measured", "asset", "years", "plan", "before_verb", "mainly", "nowadays", "formerly",
    "accord", "several", "lead", "overtake", "ordinal", "settle", "taker", "taking", "hence",
    "such", "ban", "personal", "crowd", "was",
})  # fmt: skip
"""Lexicons whose words are plain words to a pattern."""

_PLACED: frozenset[LexiconName] = frozenset(
    {"place", "code", "demonym", "relative", "pronoun", "there"}
)
_DECIDED: frozenset[LexiconName] = frozenset({"build", "deal", "indicator", "motion", "spend"})
_VERBS: frozenset[LexiconName] = _DECIDED | {"trend", "reach", "share", "hedge"}
_DONE = mask(["past", "pres"])
_FUTURE = mask(["futr"])
_TENSE = _DONE | _FUTURE
_ACTIVE = mask(["verb", "plur", "sing"])


class Mood(NamedTuple):
    """The modality that a word gives to the number beside it, and the grammar line that says so."""

    modality: str
    line: str
    decided: bool = False
    """Whether it is a verb for what somebody has decided to do, unless others merely expect it."""


class Meaning:
    """The meaning of some words."""

    __slots__ = (
        "acts", "alters", "counts", "features", "head", "hedge", "indicator", "lexicons", "mood",
        "placed", "plain", "scale",
    )  # fmt: skip

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.lexicons: dict[LexiconName, Entry] = {}
        self.features = 0
        for phrase in phrases:
            self.lexicons.setdefault(phrase.entry.lexicon, phrase.entry)
            self.features |= phrase.features
        self.indicator = _indicator(self.lexicons, self.features)
        self.head = self.indicator is not None or "rival" in self.lexicons
        """Whether they say what a number measures, trade or not."""
        self.mood = _mood(self.lexicons, self.features)
        names = self.lexicons.keys()
        self.acts = _is_finite(self.features) and not names.isdisjoint(_DECIDED)
        """Whether they are a verb that says that somebody trades: "закупил", not "закупка"."""
        self.placed = not names.isdisjoint(_PLACED)
        """Whether they may stand for a place."""
        self.plain = "preposition" not in names and names <= _SOFT
        """Whether they mean nothing in particular to the rules."""
        worded, hedge = self.lexicons.get("worded"), self.lexicons.get("hedge")
        scale = self.lexicons.get("scale", worded)
        self.scale = None if scale is None else Decimal(scale.key)
        """The scale they give to the digits before them: thousands, millions."""
        self.counts = worded is not None
        """Whether they are an amount without digits."""
        self.hedge = None if hedge is None else Relation(hedge.key)
        """How they bound or soften the number after them."""
        self.alters = scale is not None or hedge is not None
        """Whether they are merged with a number."""


def _is_finite(features: int) -> bool:
    """Whether a form is a verb with a tense; participles, which also have a case, are not."""
    return bool(features & _TENSE) and not features & ALL_CASES


def _indicator(lexicons: Mapping[LexiconName, Entry], features: int) -> str | None:
    """The indicator that words name."""
    for name in HEADS:
        if name in lexicons:
            named = name != "counterpart" or features & _NAMING
            return lexicons[name].key if named else None
    return None


def _mood(lexicons: Mapping[LexiconName, Entry], features: int) -> Mood | None:
    """The mood of words: that of a modal word, or that of a verb by its tense."""
    entry = lexicons.get("modal")
    if entry is not None:
        return Mood(entry.key, entry.line)
    if _VERBS.isdisjoint(lexicons):
        return None
    if features & _FUTURE and not features & _DONE:
        # those who will supply or invest have decided to; that something will grow is a forecast
        decided = not _DECIDED.isdisjoint(lexicons)
        return Mood("target" if decided else "forecast", "", decided)
    if features & _DONE and not features & ~_DONE & ~_ACTIVE:
        return Mood("actual", "")
    return None


NOTHING = Meaning(())
"""The meaning of words that are in no lexicon."""
