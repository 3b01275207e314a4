"""The closed lists of trade facts: indicators, kinds of change, modalities, places of evidence."""

from __future__ import annotations

from tradefacts.facts.checks import Listed


class Indicator(Listed):
    """What a trade fact measures; `docs/trade.md` tells which of them the shipped grammar reads.

    >>> Indicator("export")
    <Indicator.EXPORT: 'export'>
    """

    TURNOVER = "turnover"
    EXPORT = "export"
    IMPORT = "import"
    BALANCE = "balance"
    REEXPORT = "reexport"
    TRANSIT = "transit"
    FREIGHT = "freight"
    SERVICES = "services"
    INVESTMENT = "investment"
    CONTRACT = "contract"
    CONSTRUCTION = "construction"
    PROCUREMENT = "procurement"
    JOINT_PROJECTS = "joint_projects"
    JOINT_VENTURES = "joint_ventures"
    COMPANIES = "companies"
    SETTLEMENTS = "settlements"
    TOURISM = "tourism"
    TRANSIT_REVENUE = "transit_revenue"
    EXPORT_SHORTFALL = "export_shortfall"
    PRODUCTION_SHARE = "production_share"


class ChangeKind(Listed):
    """What the number of a change says about the base.

    >>> ChangeKind("ratio")
    <ChangeKind.RATIO: 'ratio'>
    """

    PERCENT_CHANGE = "percent_change"
    """Hundredths of the base gained or, if negative, lost: "вырос на 5%" is 5."""
    PERCENT_OF_BASE = "percent_of_base"
    """The new level in hundredths of the base: "100,9% к уровню прошлого года" is 100.9."""
    RATIO = "ratio"
    """The new level divided by the base: "вдвое больше" is 2, "упал вдвое" is 1/2."""
    SHARE = "share"
    """The part of a whole, which the base names in words."""


class ChangeUnit(Listed):
    """What the number of a change counts.

    >>> ChangeUnit.PERCENT == "percent"
    True
    """

    PERCENT = "percent"
    """Hundredths: "на 5%", "80% экспорта"."""
    TIMES = "times"
    """How many times: "в 2,5 раза"."""
    FRACTION = "fraction"
    """Parts of one: "на треть" is 1/3."""


class Modality(Listed):
    """Whether something is so, is meant to be, is expected or could be.

    >>> import tradefacts
    >>> (fact,) = tradefacts.extract("Экспорт планируют довести до $9 млрд.").trade_facts
    >>> fact.modality
    <Modality.TARGET: 'target'>
    """

    ACTUAL = "actual"
    """It was or is so."""
    TARGET = "target"
    """Somebody wants it, has planned it or signed for it."""
    FORECAST = "forecast"
    """Somebody expects it."""
    POTENTIAL = "potential"
    """It could be: somebody is able to."""


class Place(Listed):
    """Where the answer to a slot stood, as seen from the fact's number.

    >>> import tradefacts
    >>> (fact,) = tradefacts.extract("Экспорт Армении составил $5 млн.").trade_facts
    >>> fact.evidence_of("reporter")[0].place
    <Place.CLAUSE: 'clause'>
    """

    STATED = "stated"
    """In the words of the mention itself, or in words that touch it."""
    CLAUSE = "clause"
    """In the same clause."""
    SENTENCE = "sentence"
    """In another clause of the same sentence."""
    TOPIC = "topic"
    """Carried over from an earlier sentence."""
    HEADLINE = "headline"
    PAIR = "pair"
    """One of the two parties that the text is about."""
    DOCUMENT = "document"
    """Anywhere else in the text."""
    DATE = "date"
    """The day on which the text was written."""
    DERIVED = "derived"
    """Derived from another slot: the base is a year before the period."""
    DEFAULT = "default"
    """Nowhere: the grammar's default if the text says nothing."""


OWN_CODES = (
    "X-EAEU", "X-CIS", "X-EU", "X-UNION",
    "X-SCO", "X-BRICS", "X-ASEAN", "X-APEC", "X-OPEC",
    "X-AFRICA", "X-ASIA", "X-EUROPE", "X-LATAM", "X-MIDEAST", "X-FARABROAD",
    "X-FAREAST", "X-SIBERIA", "X-URAL", "X-URFO", "X-VOLGA", "X-NCAUCASUS",
)  # fmt: skip
"""Codes of unions and macro-regions, which ISO 3166 lacks; `docs/trade.md` explains each."""

INFERRED = frozenset({Place.TOPIC, Place.HEADLINE, Place.PAIR, Place.DOCUMENT, Place.DATE})
"""Places outside the fact's own sentence."""

PLAIN_FIELDS = ("indicator", "reporter", "partner", "symmetric", "sector", "period", "modality")
"""Fields of a trade fact with a plain value; the others have parts, or are spans."""

VALUE_FIELDS = ("value", "low", "high", "currency", "unit", "relation")
"""Fields of its `Magnitude`."""

INFERABLE = ("reporter", "partner", "period", "sector")
"""Slots for which JSON and tables say whether they are inferred."""

SLOTS = (
    "indicator", "reporter", "partner", "symmetric", "sector", "period", "value", "currency",
    "change", "base", "modality", "restates",
)  # fmt: skip
"""Slots that evidence can be for: fields of a trade fact, and `currency` and `base`."""
