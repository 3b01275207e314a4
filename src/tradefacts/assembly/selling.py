"""Who sells, if a text says who buys: the side at home, as its export."""

from __future__ import annotations

from collections.abc import Sequence

from tradefacts.assembly.draft import Answer, Draft, parties_of
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.salience import Salience
from tradefacts.facts.trade import Place


def turn_to_seller(memory: Memory, salience: Salience) -> None:
    """Make a text about what a side sells, if it begins with who buys from that side."""
    main, about = memory.main, salience.pair[0]
    if main is None or main.indicator != "import" or main.get("partner") != about:
        return
    if about is not None and salience.only_buys(str(main.get("reporter"))):
        seller = main.copy()
        seller.answers["indicator"] = Answer("export", Place.TOPIC)
        seller.turn()
        seller.answers.pop("partner")
        memory.main = seller


def sell(told: Sequence[Draft], memory: Memory) -> None:
    """Turn what is bought from the side at home into its export.

    A list of buyers after an export continues it, and its goods: "Больше всего купили Россия (106
    млн), Турция (48 млн)". A buyer in a statement of its own has an import.
    """
    listed = bool(told) and _lists_buyers(told[0], memory)
    bought = [draft for draft in told if draft.indicator == "import"]
    goes_on = not any("partner" in draft.own_roles for draft in bought)  # the seller is not named
    for at, draft in enumerate(told):
        sides = draft.answers
        if draft.indicator != "import":
            continue
        sold = _sold_to(told[:at], draft)
        taken = sold is not None or (goes_on and _takes_of_export(draft, memory))
        if listed or taken:
            sides["indicator"] = sides["indicator"].with_value("export")
            if not listed:
                draft.turn()
            place = Place.TOPIC if sold is None else Place.SENTENCE
            whole = sold or memory.topic
            goods = whole and whole.answers.get("sector")
            if "sector" not in sides and goods:
                sides["sector"] = goods.at_place(place)


def turn_shares(told: Sequence[Draft]) -> None:
    """Turn the share of a seller just named into one of the other side's imports.

    "Россия продала Бразилии 2 тонны, доля России увеличилась с 26 до 31%"
    """
    sale: Draft | None = None
    before: Draft | None = None
    for draft in told:
        if not draft.is_share:
            sale, before = draft, None
        elif sale is not None and (_is_of_seller(draft, sale) or _is_same_share(draft, before)):
            if parties_of(draft) == parties_of(sale):
                draft.turn()
            draft.answers["indicator"] = draft.answers["indicator"].with_value("import")
            before = draft


def _is_same_share(share: Draft, before: Draft | None) -> bool:
    """Whether a share is the one just given, at another time: "с 26 до 31%"."""
    if before is None or share.own_roles:
        return False
    return parties_of(share) == parties_of(before) and share.indicator == "export"


def _is_of_seller(share: Draft, sale: Draft) -> bool:
    """Whether a share without a head of its own is that of the seller, by its name."""
    seller, buyer = parties_of(sale)
    exported = sale.indicator == share.indicator == "export" and None not in (seller, buyer)
    named = (side for side, role in share.own_roles.items() if role == "sharer")
    own = share.place("indicator") is Place.CLAUSE
    alone = {share.get(side) for side in named} == {seller}
    return exported and not own and alone and set(parties_of(share)) == {seller, buyer}


def _lists_buyers(first: Draft, memory: Memory) -> bool:
    """Whether a sentence lists buyers from the side at home, whose export was just reported."""
    topic, head = memory.topic, first.head
    buys = head is not None and (head.is_of("buy") or head.is_of("taking"))
    listed = first.own_roles.get("partner") == "listed" and "reporter" not in first.own_roles
    exports = topic is not None and topic.indicator == "export"
    return buys and listed and exports and first.get("reporter") == memory.home


def _sold_to(before: Sequence[Draft], draft: Draft) -> Draft | None:
    """The export in its sentence that somebody buys from: "5 тонн, из которых 2 купил Иран"."""
    head, seller = draft.head, draft.get("partner")
    acts = head is not None and head.meaning.acts
    whole = draft.is_share or draft.place("sector") is not Place.CLAUSE  # "97% металла"
    if not (acts and whole) or seller is None:
        return None
    sold = (one for one in reversed(before) if one.indicator == "export" and not one.get("partner"))
    return next((one for one in sold if one.get("reporter") == seller), None)


def _takes_of_export(draft: Draft, memory: Memory) -> bool:
    """Whether what a buyer takes is a part of the export just reported.

    "Экспорт вырос. Половину купил Иран", "... 5 тонн забрал Иран". But "Иран купил 5 тонн" is its
    own import, and so is the same in a text that is about both.
    """
    topic, main, head = memory.topic, memory.main, draft.head
    if topic is None or main is None or head is None or not head.meaning.acts:
        return False
    if topic.indicator != "export" or draft.get("partner") != memory.home:
        return False
    if draft.place("sector") is Place.CLAUSE or main.get("partner") == draft.get("reporter"):
        return False
    return draft.is_share or (draft.value_item is not None and head.start > draft.value_item.start)
