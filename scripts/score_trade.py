"""Score trade facts against gold, on gold mentions or on our own.

    python scripts/score_trade.py seeds                   # on our own mentions
    python scripts/score_trade.py trade --gold-mentions   # assembly alone
    python scripts/score_trade.py trade --half A --show 20
    python scripts/score_trade.py /tmp/heldout            # a folder with articles, mentions, facts

Levels: (a) indicator, value and change; (b) and both parties; (c) and period and modality; (d) and
sector and base. A fact is found by the span of its number; slots are counted among facts found,
those that the sentence states and those that it leaves to be inferred apart. Optional facts count
neither way. `--half A` is every other article of each author (a01, a03 …, b02, b04 …), B the rest.
Gold stands outside of this repository: `--shared DIR`, or the variable TRADEFACTS_SHARED.
"""

from __future__ import annotations

import argparse
import os
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import field, frozen

import tradefacts
from trade_gold import Article, Row, gold_document, half, read
from tradefacts.assembly import Assembler, assembler
from tradefacts.assembly.assemble import DroppedFactWarning
from tradefacts.assembly.lending import DEVICES
from tradefacts.assembly.program import Program
from tradefacts.facts.trade_terms import INFERABLE

LEVELS = {
    "a": "indicator+value+change",
    "b": "+ parties",
    "c": "+ period + modality",
    "d": "+ sector + base",
}
SLOTS = ("indicator", "value", "change", "base", *INFERABLE, "pair", "modality")


# -- one slot -------------------------------------------------------------------------------------


def number(value: object) -> Fraction | None:
    """Convert digits or a fraction exactly."""
    return None if value is None else Fraction(str(value))


def accepted(gold: Row, slot: str) -> list[Any]:
    """The correct values of a slot: gold itself and its alternatives."""
    found = [gold.get(slot)]
    for suffix in ("_alt", "_alts", "_alternatives", "_literal"):
        more = gold.get(slot + suffix)
        found += more if isinstance(more, list) else [] if more is None else [more]
    return found


def same_amount(gold: Row | None, ours: Row | None, *more: str) -> bool:
    """Whether numbers, relation and these further fields are the same."""
    if gold is None or ours is None:
        return gold is ours
    numbers = all(number(gold.get(k)) == number(ours.get(k)) for k in ("value", "low", "high"))
    others = all((gold.get(name) or None) == (ours.get(name) or None) for name in more)
    return numbers and others and (gold.get("relation") or "eq") == (ours.get("relation") or "eq")


def iso(period: object) -> object:
    """Normalise a period: an interval of whole years becomes years."""
    if isinstance(period, str) and len(period) == len("2023-01/2023-12"):
        first, _, last = period.partition("/")
        if first.endswith("-01") and last.endswith("-12"):
            return first[:4] if first[:4] == last[:4] else f"{first[:4]}/{last[:4]}"
    return period


def goods(sector: object) -> object:
    """Normalise a sector; "товары" counts as none, as in the conventions of the gold data."""
    return None if sector == "товары" else sector and str(sector).lower().replace("ё", "е")


def slots_right(gold: Row, ours: Row) -> dict[str, bool]:
    """For each slot, whether our fact agrees with gold."""
    right = {"indicator": ours["indicator"] in accepted(gold, "indicator")}
    values = accepted(gold, "value")
    right["value"] = any(same_amount(value, ours["value"], "currency") for value in values)
    changes = accepted(gold, "change")
    right["change"] = any(same_amount(change, ours["change"], "kind") for change in changes)
    theirs, base = gold.get("change") or {}, iso((ours["change"] or {}).get("base"))
    if theirs and theirs["kind"] != "share":
        right["base"] = base in [iso(b) for b in (theirs.get("base"), *theirs.get("base_alt", ()))]
    one, other = accepted(gold, "reporter"), accepted(gold, "partner")
    straight = (ours["reporter"] in one, ours["partner"] in other)
    crossed = (ours["partner"] in one, ours["reporter"] in other)
    if gold.get("symmetric") and sum(crossed) > sum(straight):
        straight = crossed
    right["reporter"], right["partner"] = straight
    right["pair"] = all(straight)
    sectors = [goods(sector) for sector in (*accepted(gold, "sector"), *_carried(gold))]
    right["sector"] = goods(ours["sector"]) in sectors
    right["period"] = iso(ours["period"]) in [iso(period) for period in accepted(gold, "period")]
    modalities = [value or "actual" for value in accepted(gold, "modality")]
    right["modality"] = ours["modality"] in modalities
    return right


def _carried(gold: Row) -> list[str]:
    """The sector that gold carries from another sentence, which our fact may have or not."""
    carried = gold.get("sector_inferred")
    return [carried] if gold.get("sector") is None and isinstance(carried, str) else []


def is_inferred(gold: Row, slot: str) -> bool:
    """Whether gold marks a slot as not said in the sentence."""
    match slot:
        case "base":
            return bool((gold.get("change") or {}).get("base_implied"))
        case "pair":
            return bool(gold.get("reporter_inferred") or gold.get("partner_inferred"))
    return slot in INFERABLE and bool(gold.get(f"{slot}_inferred"))


# -- facts ----------------------------------------------------------------------------------------


def overlap(one: Sequence[int] | None, other: Sequence[int] | None) -> bool:
    """Whether two spans have a character in common."""
    return bool(one and other and one[0] < other[1] and other[0] < one[1])


def closeness(gold: Row, ours: Row) -> int:
    """A score of how surely two facts are about the same numbers."""
    value, change = gold.get("value_span"), gold.get("change_span")
    score = 4 * overlap(value, ours["value_span"]) + 3 * overlap(change, ours["change_span"])
    crossed = overlap(value, ours["change_span"]) or overlap(change, ours["value_span"])
    return score or int(crossed)


def paired(gold: Sequence[Row], ours: Sequence[Row]) -> dict[int, int]:
    """Pair gold facts with ours about the same numbers, the surest pairs first."""
    links = sorted(
        (-closeness(one, other), index, at)
        for index, one in enumerate(gold)
        for at, other in enumerate(ours)
        if closeness(one, other)
    )
    found: dict[int, int] = {}
    for _, index, at in links:
        if index not in found and at not in found.values():
            found[index] = at
    return found


@frozen
class Tally:
    """The counts, and the differences to show."""

    counts: Counter[str] = field(factory=Counter)
    reached: Counter[str] = field(factory=Counter)
    slots: Counter[str] = field(factory=Counter)
    right: Counter[str] = field(factory=Counter)
    notes: list[str] = field(factory=list)

    def add(self, article: Article, ours: Sequence[Row]) -> None:
        """Count the facts of one article."""
        pairs = paired(article.facts, ours)
        for index, gold in enumerate(article.facts):
            if gold.get("optional"):
                self.counts["ours"] -= index in pairs
                continue
            self.counts["gold"] += 1
            if index in pairs:
                self.matched(article, gold, ours[pairs[index]])
            else:
                self.note("MISS", article, gold, _brief(gold))
        self.counts["ours"] += len(ours)
        for at, row in enumerate(ours):
            if at not in pairs.values():
                self.note("EXTRA", article, row, _brief(row))

    def matched(self, article: Article, gold: Row, ours: Row) -> None:
        """Count the slots of one pair."""
        right = slots_right(gold, ours)
        for slot, good in right.items():
            name = f"{slot} inferred" if is_inferred(gold, slot) else slot
            self.slots[name] += 1
            self.right[name] += good
        good = True
        for level, needed in zip(LEVELS, (SLOTS[:3], ("pair",), ("period", "modality"),
                                          ("sector", "base")), strict=True):  # fmt: skip
            good = good and all(right.get(slot, True) for slot in needed)
            self.reached[level] += good
        wrong = [slot for slot, fine in right.items() if not fine and slot != "pair"]
        if wrong:
            shown = (f"{slot}: {_slot(gold, slot)} <> {_slot(ours, slot)}" for slot in wrong)
            self.note("WRONG", article, gold, "; ".join(shown))

    def note(self, what: str, article: Article, row: Row, words: str) -> None:
        start = row.get("sentence_start", row.get("start"))
        stop = row.get("sentence_stop", row.get("stop"))
        sentence = " ".join(article.text[start:stop].split())
        self.notes.append(f"{what:5} {article.name} {words}\n      {sentence[:300]}")

    def f1(self, level: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a level."""
        hits = self.reached[level]
        precision = hits / max(1, self.counts["ours"])
        recall = hits / max(1, self.counts["gold"])
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def show(self, title: str) -> None:
        counts = self.counts
        print(f"{title}: {counts['gold']} gold, {counts['ours']} ours")
        for level, what in LEVELS.items():
            precision, recall, f1 = self.f1(level)
            print(f"  ({level}) {what:24} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
        names = [f"{slot}{more}" for slot in SLOTS for more in ("", " inferred")]
        shown = (f"{n} {self.right[n]}/{self.slots[n]}" for n in names if self.slots[n])
        print("  slots: " + ", ".join(shown))


def _slot(row: Row, slot: str) -> object:
    return (row.get("change") or {}).get("base") if slot == "base" else row.get(slot)


def _brief(row: Row) -> str:
    parts = (_amount(row.get("value")), _amount(row.get("change")))
    return " ".join(map(str, (row["indicator"], row["reporter"], row["partner"], *parts)))


def _amount(part: Row | None) -> str:
    kept = (v for k, v in (part or {}).items() if v and k in ("kind", "value", "low", "high"))
    return "/".join(map(str, kept)) or "-"


def scored(
    articles: Iterable[Article], *, gold_mentions: bool, read: Assembler | None = None
) -> Tally:
    """Assemble the facts of all articles and count them."""
    read = read or assembler()
    tally = Tally()
    for article in articles:
        if gold_mentions:
            document = gold_document(article)
        else:
            document = tradefacts.extract(article.text, date=article.date)
        if not tally.counts["characters"]:
            read.facts(document)  # loading on first use is not timed
        started = time.perf_counter()
        found = read.facts(document)
        tally.counts["ns"] += int((time.perf_counter() - started) * 1e9)
        tally.counts["characters"] += len(article.text)
        tally.add(article, [fact.to_dict() for fact in found])
    return tally


def variants(program: Program) -> Iterator[tuple[str, Assembler]]:
    """Yield assemblers that each lack one part: a device, a lexicon or a place."""
    for device in DEVICES:
        yield device.__name__, Assembler(program, [d for d in DEVICES if d != device])
    lexicons = {p.entry.lexicon for phrases in program.phrases.values() for p in phrases}
    for name in sorted(lexicons - {"indicator"}):
        kept = {
            first: tuple(p for p in phrases if p.entry.lexicon != name)
            for first, phrases in program.phrases.items()
        }
        yield f"lexicon {name}", Assembler(program._replace(phrases=kept))
    for place in dict.fromkeys(p for slot in program.slots.values() for p in slot.places):
        slots = {
            name: slot._replace(places=tuple(p for p in slot.places if p != place))
            for name, slot in program.slots.items()
        }
        yield f"place {place}", Assembler(program._replace(slots=slots))


def ablation(articles: Sequence[Article], *, gold_mentions: bool) -> None:
    """Print what each part contributes: the points of F1 lost at each level without it."""
    whole = scored(articles, gold_mentions=gold_mentions)
    for name, made in variants(assembler().program):
        tally = scored(articles, gold_mentions=gold_mentions, read=made)
        lost = [100 * (whole.f1(level)[2] - tally.f1(level)[2]) for level in LEVELS]
        if any(abs(points) >= 0.05 for points in lost):
            shown = "  ".join(f"{k} {points:+5.1f}" for k, points in zip(LEVELS, lost, strict=True))
            print(f"  {name:24} {shown}")


def main() -> None:
    """Score the data that the command line names."""
    warnings.simplefilter("error", DroppedFactWarning)  # a dropped fact is a bug
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", default="trade", help="seeds, trade or a folder")
    parser.add_argument("--gold-mentions", action="store_true", help="score assembly alone")
    parser.add_argument("--half", choices=["A", "B"])
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N differences")
    parser.add_argument("--doc", help="this article alone")
    parser.add_argument("--ablation", action="store_true", help="what each part earns")
    default = os.environ.get("TRADEFACTS_SHARED", Path(__file__).parents[2] / "shared")
    parser.add_argument("--shared", type=Path, default=Path(default), metavar="DIR")
    options = parser.parse_args()
    articles = half(read(options.what, options.shared), options.half)
    articles = [one for one in articles if options.doc in (None, one.name)]
    mentions = "gold mentions" if options.gold_mentions else "own mentions"
    tally = scored(articles, gold_mentions=options.gold_mentions)
    for note in tally.notes[: options.show]:
        print(note)
    where = f", half {options.half}" if options.half else ""
    tally.show(f"{options.what}{where}, {mentions}")
    speed = 1000 * tally.counts["characters"] / max(1, tally.counts["ns"])
    print(f"  assembly: {speed:.2f} million characters/s")
    if options.ablation:
        ablation(articles, gold_mentions=options.gold_mentions)


if __name__ == "__main__":
    main()
