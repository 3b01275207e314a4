"""Why a text gives the facts it gives: the derivation of each, what lost, what nearly matched.

The reference back end is asked, as it is the meaning of a grammar; nothing here is on the way of
`extract`.
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
