"""Explains the facts of a text: how each was derived, which readings lost, what nearly matched.

Explanations come from the reference back end, which defines what a grammar means; `extract` uses
nothing from here.
"""

from tradefacts.explanation.explain import explain, explain_rule, explain_value
from tradefacts.explanation.model import (
    Derived,
    Explained,
    Explanation,
    Lost,
    Miss,
    Sort,
    Step,
)
from tradefacts.explanation.trade import Answer, Assembled

__all__ = [
    "Answer",
    "Assembled",
    "Derived",
    "Explained",
    "Explanation",
    "Lost",
    "Miss",
    "Sort",
    "Step",
    "explain",
    "explain_rule",
    "explain_value",
]
