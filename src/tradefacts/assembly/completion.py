"""Which fact of its sentence a number completes: "вырос на 5%, до 2 млн" is one fact."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from tradefacts.assembly import goods, periods
from tradefacts.assembly.draft import Draft, parties_of
from tradefacts.assembly.group import Group
from tradefacts.assembly.groups import is_aside, then_of
from tradefacts.assembly.items import Item
from tradefacts.assembly.names import Side
from tradefacts.assembly.past import PAST
from tradefacts.facts import Ratio

_ROUNDED = Fraction(3, 20)
"""By what part of itself a ratio may differ from that of two levels: 1.84 is "почти вдвое"."""


def completed(
    group: Group,
    made: Sequence[Draft],
    mine: Mapping[Side, Item],
    indicator: str,
    value_roles: Collection[str],
) -> Draft | None:
    """The draft of this sentence that the number completes, if any.

    `mine` are the parties that the words beside the number name. A number in one of `value_roles`
    is a value; in other roles it is a change.
    """
    if group.anchor.role in PAST:
        return None
    is_value = group.anchor.role in value_roles
    now = [draft for draft in made if not draft.past and draft.restates is None]
    if now and made[-1].past and parties_of(made[-1]) != parties_of(now[-1]):
        return None  # "в Иран упал вдвое, а в Ирак вырос с 3 до 5"
    measured = None if is_value else _measured(group, now)
    if measured is not None:
        return measured
    for draft in reversed(now):
        same = draft.indicator == indicator
        taken = (draft.value if is_value else draft.change) is not None
        if taken and not mine and (same or group.head is not None):
            return None
        if not same or taken or not (mine or draft is now[-1] or _is_named_anew(group)):
            continue
        if all(draft.get(side) == item.code for side, item in mine.items()):
            return None if _is_parted(draft, group, is_value=is_value) else draft
    return None


def compares_levels(group: Group, made: Sequence[Draft]) -> bool:
    """Whether a ratio only compares the levels of two sides, as their numbers show.

    "Китаю продали на 3 млрд, а России – на 6 млрд, то есть вдвое больше"
    """
    times = group.anchor.mention
    if len(made) < 2 or not isinstance(times, Ratio) or times.unit != "times":
        return False
    told = group.around(group.row.of("versus")) or group.around(group.row.periods)
    if told or not group.in_tail("comparison"):
        return False  # it says what it is measured against, or is a change
    *_, one, other = made
    if parties_of(one) == parties_of(other) or one.value is None or other.value is None:
        return False
    alike = (one.value.currency, one.value.unit) == (other.value.currency, other.value.unit)
    levels = [abs(Fraction(v)) for v in (one.value.value, other.value.value) if v]
    if not alike or len(levels) < 2 or times.value is None:
        return False
    return abs(max(levels) / min(levels) - times.value) < _ROUNDED * times.value


def _is_named_anew(group: Group) -> bool:
    """Whether a change names its own indicator: "экспорт 5, импорт 3, причем вывоз вырос на 2%"."""
    head = group.head
    return not group.is_share and head is not None and head.is_of("indicator")


def _measured(group: Group, now: Sequence[Draft]) -> Draft | None:
    """Which of two levels of the same goods a change belongs to.

    "на 5% в тоннах и на 3% в деньгах"
    """
    said = group.row.of("measured")
    told = next(iter(group.tail(said) + group.gap(said)), None)
    if told is None or group.head is not None:
        return None
    counted = told.key("measured") != "money"
    for draft in reversed(now):
        value = draft.value
        if value is not None and draft.change is None and counted == (value.currency is None):
            return draft
    return None


def _is_parted(draft: Draft, group: Group, *, is_value: bool) -> bool:
    """Whether goods, a period or a share of its own separate a number from the draft before."""
    share = group.anchor.role == "share"
    aside = is_aside(group) or (share and _is_its_share(draft, group))
    whole = share and aside  # the whole stands after the share
    sector = None if whole else goods.named(group, draft.indicator)
    between = group.row[group.since : group.at]
    if sector is not None and sector.value != draft.get("sector"):
        before = sector.start is not None and sector.start < group.anchor.start
        if (before or draft.value_item) and any(item.kind != "mark" for item in between):
            return True
    if then_of(group) is not None:
        return True
    if is_value and draft.is_share and _is_its_amount(group):
        return False
    if is_value and _are_proceeds_besides(draft, group):
        return True
    when = periods.first(group.gap(group.row.periods), ("when", "horizon"))
    if when is not None and draft.get("period") not in (None, when.period):
        return True
    behind = group.row[group.at + 1 : group.at + 4]
    if behind and behind[0].indicator is not None:
        behind.pop(0)  # "импорт составил 5 млн: 62% ввоза – оборудование"
    if share and len(behind) > 1 and behind[0].text == "-" and behind[1].is_of("sector"):
        return True  # "импорт составил 5 млн, 62% – оборудование"
    return ((is_value and draft.is_share) or share) and not aside


def _is_its_amount(group: Group) -> bool:
    """Whether an amount restates the share before it: "7% экспорта, в деньгах это 5 млн"."""
    measured = group.gap(group.row.of("measured"))
    return group.head is None and any(item.key("measured") == "money" for item in measured)


def _are_proceeds_besides(draft: Draft, group: Group) -> bool:
    """Whether proceeds follow a change in the goods sold: "на 7% меньше, но выручка"."""
    head = group.head
    moved = draft.head is not None and draft.head.meaning.acts
    return head is not None and head.is_of("proceeds") and moved


def _is_its_share(draft: Draft, group: Group) -> bool:
    """Whether a share is said to be that of the level before: "5 млн, ее доля достигла 7%"."""
    level = draft.value_item
    between = [] if level is None else group.row[level.index + 1 : group.at]
    pairs = pairwise(between)
    return any(one.is_of("its") and two.key("share") == "noun" for one, two in pairs)
