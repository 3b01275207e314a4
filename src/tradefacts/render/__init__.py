"""Facts for people to look at: an HTML page of texts, marked facts, and a table to sort and filter.

The input is the JSON of the contract, `document.to_dict()`. This package knows no class of facts,
so it shows every kind, including those registered elsewhere.
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
