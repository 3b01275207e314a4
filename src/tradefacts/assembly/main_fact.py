"""Which fact tells whose trade a text is about: the first that can, or a later one instead."""

from __future__ import annotations

from tradefacts.assembly.draft import RECEIVED, Draft, parties_of
from tradefacts.facts.trade import Place


def main_after(main: Draft | None, draft: Draft) -> Draft | None:
    """The main fact after another fact has been stated."""
    if not _may_be_main(draft):
        return main
    if main is None or _is_firmer(main, draft):
        return draft
    if draft.world and _is_narrower(main, draft):
        return draft  # the headline named only one of all partners
    instead = (
        _is_of_both(main, draft) or _begins_with_another(main, draft) or _is_of_label(main, draft)
    )
    return draft if instead else main


def _may_be_main(draft: Draft) -> bool:
    """Whether a fact can tell whose trade a text is about; a mere share of a trade cannot."""
    if draft.get("reporter") is None or draft.indicator in RECEIVED:
        return False
    return not draft.is_share or draft.value is not None or draft.get("partner") is not None


def _is_firmer(main: Draft, other: Draft) -> bool:
    """Whether a fact states its sides, while those of the main one were only the text's."""
    weak = main.place("reporter") is Place.PAIR and main.get("partner") is None
    firm = other.place("reporter") is not Place.PAIR
    return weak and firm and other.get("partner") != main.get("reporter")


def _is_narrower(main: Draft, other: Draft) -> bool:
    """Whether the headline gives for one partner what another fact gives for all partners."""
    partner = main.get("partner")
    whole = other.indicator in ("turnover", main.indicator)
    same = whole and main.get("reporter") == other.get("reporter")
    return main.is_from_headline and same and partner not in (None, main.get("reporter"))


def _is_of_both(main: Draft, other: Draft) -> bool:
    """Whether a fact gives all trade of two sides, while the main one is only a share of it."""
    whole = main.is_share and other.indicator == "turnover" and not other.is_share
    return (
        whole and None not in parties_of(main) and set(parties_of(main)) == set(parties_of(other))
    )


def _begins_with_another(main: Draft, other: Draft) -> bool:
    """Whether the text begins with the turnover of a side that its headline does not name."""
    whole = other.indicator == "turnover" != main.indicator
    alone = other.place("reporter") is Place.CLAUSE and other.get("partner") is None
    apart = other.get("reporter") not in parties_of(main)
    return main.is_from_headline and not other.is_from_headline and whole and alone and apart


def _is_of_label(label: Draft, other: Draft) -> bool:
    """Whether a fact is the first one about the side that a label has announced."""
    announced = not label.indicator
    return announced and label.get("reporter") == other.get("reporter")
