"""Typed facts from Russian trade news: money, percentages and regions, with their places.

>>> import tradefacts
>>> [fact.text for fact in tradefacts.extract("вырос на 5%, до $1,2 млрд").facts]
['5%', '$1,2 млрд']
"""

from tradefacts.extractor import Extractor, extract
from tradefacts.facts import (
    Document,
    Fact,
    FactError,
    Level,
    Money,
    Percentage,
    PercentUnit,
    Region,
    Relation,
)
from tradefacts.grammar.errors import GrammarError
from tradefacts.units.errors import NormalizationError

__all__ = [
    "Document",
    "Extractor",
    "Fact",
    "FactError",
    "GrammarError",
    "Level",
    "Money",
    "NormalizationError",
    "PercentUnit",
    "Percentage",
    "Region",
    "Relation",
    "extract",
]
