"""Names in a frame grammar that the assembly asks for; mypy rejects any other.

A grammar may have more lexicons and roles than these: its own lines use them.
"""

from __future__ import annotations

from typing import Literal

Side = Literal["reporter", "partner"]
"""The parties of a fact: who trades, and with whom."""

Asked = Literal[
    Side, "indicator", "value", "change", "sector", "period", "base", "modality",
]  # fmt: skip
"""The slots of a fact, each with an answer and the evidence for it."""

Where = Literal["near", "after", "clause", "sentence", "topic", "derived"]
"""Where a slot of a frame looks for its answer."""

Role = Literal[
    # of regions
    "first", "second",  # "торговля А с Б": the first and the second
    "subject", "holder", "delegate", "speaker", "seat",  # who acts, owns, says it, where
    "of", "at", "from", "to", "through", "with",  # as the word before it says
    "within",  # among whose members it is
    "goods",  # whose goods: "казахстанское зерно"
    "source", "resident",  # whose figures they are, whose residents
    "ally",  # who has agreed on something with another
    "given", "listed", "sharer",  # whom it is given to, a member of a list, who has a share
    # of numbers
    "level", "change", "of_base", "share",  # an amount, a change, a % of the base, a share
    "past", "past_share", "restated",  # what was before, the same in another unit
    "delta",  # the absolute size of a change: no level
    "price",  # per day or per piece: no level
    "none",  # of no trade
    # of periods
    "when", "base", "before",  # the period meant, the one compared with, the one that ended
    "since", "until", "horizon",  # a start, an end, a deadline
]  # fmt: skip
"""What a mention does in its sentence."""

LexiconName = Literal[
    "accel", "accord", "accrued", "added", "after", "anaphor", "anyone", "apiece", "aside", "asset",
    "attract", "balance_sign", "ban", "before_verb", "both", "build", "buy", "capital", "cause",
    "code", "comparison", "contrast", "counterpart", "crowd", "deal", "demonym", "either",
    "everything", "exceed", "except", "formerly", "goods_list", "handled", "hedge", "hence",
    "indicator", "interval", "investor", "inward", "its", "joining", "lead", "limit", "link",
    "mainly", "managed", "market", "mask", "measured", "member", "modal", "motion", "norm",
    "nowadays", "opening", "ordinal", "ours", "over", "overtake", "pace", "people", "per",
    "personal", "place", "plan", "pointing", "preposition", "previous", "price", "proceeds",
    "pronoun", "rank", "reach", "received", "relative", "respectively", "reverse", "rival", "scale",
    "sector", "settle", "several", "share", "sold_for", "spend", "such", "taker", "taking", "there",
    "thereof", "this", "this_time", "topical", "trading_capital", "trend", "vague", "venue",
    "versus", "vessel", "visitor", "was", "whole_year", "worded", "world", "year_count", "years",
    "yoy",
]  # fmt: skip
"""A lexicon by its own name, without that of its file."""
