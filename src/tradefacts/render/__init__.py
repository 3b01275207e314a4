"""Facts for the eye: one HTML page of texts, their marked facts, and a table to sort and filter.

What is rendered is the JSON of the contract, `document.to_dict()`: this package knows no class of
facts, and so shows every kind, also one that is registered elsewhere.
"""

from tradefacts.render.page import embedded, page
from tradefacts.render.trade import INFERRED, NOTE, TradeWords, trade_words
from tradefacts.render.words import Words, described, grouped, printable

__all__ = [
    "INFERRED",
    "NOTE",
    "TradeWords",
    "Words",
    "described",
    "embedded",
    "grouped",
    "page",
    "printable",
    "trade_words",
]
