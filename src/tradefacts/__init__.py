"""Typed facts from Russian trade news: who traded what with whom, when and how much.

>>> import tradefacts
>>> [fact.text for fact in tradefacts.extract("вырос на 5%, до $1,2 млрд").facts]
['5%', '$1,2 млрд']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tradefacts.facts import (
    Amount,
    Article,
    Document,
    Fact,
    FactError,
    Level,
    Money,
    Percentage,
    PercentUnit,
    Period,
    Quantity,
    Ratio,
    Region,
    RegionAdjective,
    Relation,
    as_int,
    one_of,
    register,
)
from tradefacts.facts.fact import Reader
from tradefacts.units.errors import NormalizationError

if TYPE_CHECKING:
    from tradefacts.assembly.assemble import DroppedFactWarning
    from tradefacts.explanation import explain
    from tradefacts.extractor import Extractor, extract, extract_many
    from tradefacts.facts.json_schema import json_schema
    from tradefacts.facts.tables import to_table
    from tradefacts.facts.trade import Change, Evidence, Magnitude, TradeFact
    from tradefacts.facts.trade_table import to_trade_table
    from tradefacts.facts.trade_terms import ChangeKind, ChangeUnit, Indicator, Modality, Place
    from tradefacts.grammar.errors import GrammarError

__all__ = [
    "Amount",
    "Article",
    "Change",
    "ChangeKind",
    "ChangeUnit",
    "Document",
    "DroppedFactWarning",
    "Evidence",
    "Extractor",
    "Fact",
    "FactError",
    "GrammarError",
    "Indicator",
    "Level",
    "Magnitude",
    "Modality",
    "Money",
    "NormalizationError",
    "PercentUnit",
    "Percentage",
    "Period",
    "Place",
    "Quantity",
    "Ratio",
    "Region",
    "RegionAdjective",
    "Relation",
    "TradeFact",
    "as_int",
    "explain",
    "extract",
    "extract_many",
    "json_schema",
    "one_of",
    "register",
    "to_table",
    "to_trade_table",
]

_ON_USE = {
    "DroppedFactWarning": "tradefacts.assembly.assemble",
    "Change": "tradefacts.facts.trade",
    "Evidence": "tradefacts.facts.trade",
    "Magnitude": "tradefacts.facts.trade",
    "TradeFact": "tradefacts.facts.trade",
    **dict.fromkeys(
        ("ChangeKind", "ChangeUnit", "Indicator", "Modality", "Place"),
        "tradefacts.facts.trade_terms",
    ),
    "to_table": "tradefacts.facts.tables",
    "to_trade_table": "tradefacts.facts.trade_table",
    "Extractor": "tradefacts.extractor",
    "GrammarError": "tradefacts.grammar.errors",
    "explain": "tradefacts.explanation",
    "extract": "tradefacts.extractor",
    "extract_many": "tradefacts.extractor",
    "json_schema": "tradefacts.facts.json_schema",
}
"""Names imported on first use: they need the grammars, or few users need them."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("tradefacts")
    if name not in _ON_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_ON_USE[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, without the modules and names imported here for internal use."""
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__, "__version__"})


def _reader() -> Reader:
    reader: Reader = import_module("tradefacts.extractor").Shipped()
    return reader


Fact.reader = _reader
