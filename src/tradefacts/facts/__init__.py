"""The typed model: what a text states, with its exact place.

Facts are immutable, hold their own invariants, compare by value and travel as JSON both ways.
Offsets are code points of the text as given: `text[fact.start:fact.stop] == fact.text`.
"""

from tradefacts.facts.article import Article
from tradefacts.facts.checks import FactError
from tradefacts.facts.document import Document
from tradefacts.facts.fact import KINDS, Fact, own_fields
from tradefacts.facts.kinds import (
    Amount,
    Level,
    Money,
    Percentage,
    PercentUnit,
    Region,
    Relation,
    as_int,
)
from tradefacts.facts.mentions import Period, Quantity, Ratio, RegionAdjective
from tradefacts.facts.reading import dump_json
from tradefacts.facts.registry import one_of, register

__all__ = [
    "KINDS",
    "Amount",
    "Article",
    "Document",
    "Fact",
    "FactError",
    "Level",
    "Money",
    "PercentUnit",
    "Percentage",
    "Period",
    "Quantity",
    "Ratio",
    "Region",
    "RegionAdjective",
    "Relation",
    "as_int",
    "dump_json",
    "one_of",
    "own_fields",
    "register",
]
