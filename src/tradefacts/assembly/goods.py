"""Which goods or branch a number is of."""

from __future__ import annotations

from tradefacts.assembly.draft import Answer
from tradefacts.assembly.groups import Group
from tradefacts.assembly.items import Item, Row
from tradefacts.facts.trade import Place


def named(group: Group) -> Answer | None:
    """The goods or the branch that is named by a number; a list of them is one answer."""
    found = group.around(group.row.of("sector"))
    if not found:
        return None
    item = found[0]
    line = item.lexicons["sector"].line
    return Answer(_listed(group.row, item), Place.CLAUSE, item, line)


def _listed(row: Row, item: Item) -> str:
    """The names of goods that stand joined: "рыба и морепродукты"."""
    first = last = item.index
    while first > 1 and row[first - 1].joins and "sector" in row[first - 2].lexicons:
        first -= 2
    while last + 2 < len(row) and row[last + 1].joins and "sector" in row[last + 2].lexicons:
        last += 2
    told = str(row[first].lexicons["sector"].name)
    for joint, other in zip(row[first + 1 : last : 2], row[first + 2 : last + 1 : 2], strict=True):
        space = "" if joint.kind == "mark" else " "
        told = f"{told}{space}{joint.text} {other.lexicons['sector'].name}"
    return told
