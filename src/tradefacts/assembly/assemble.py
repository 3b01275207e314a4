"""The way of a text: cut, rows, roles, reading, facts."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from tradefacts.assembly import coordination, items, places
from tradefacts.assembly.cache import program as cached_program
from tradefacts.assembly.items import Row
from tradefacts.assembly.program import Program
from tradefacts.assembly.reader import Reader, sort_facts
from tradefacts.assembly.roles import assign
from tradefacts.assembly.sentences import Sentence, sentences
from tradefacts.facts import Fact, FactError
from tradefacts.facts.trade import TradeFact


def assemble(
    text: str,
    facts: Iterable[Fact],
    *,
    date: str | None = None,
    title: str | None = None,
    program: Program | None = None,
) -> tuple[TradeFact, ...]:
    """The trade facts that the sentences of a text state, in its order.

    `facts` are the mentions of the text, of all kinds; `date` is the day it was written. The first
    line is the headline where no full stop ends it; `title` is one that stands outside the text.
    The same text and mentions always give the same facts, in time linear in their number.
    """
    del date, title  # periods have been resolved by the mentions' own grammar
    program = program or cached_program()
    mentions = sort_facts(facts)
    rows = list(_rows(text, mentions, program))
    salience = places.Salience(program)
    for number, (_, row) in enumerate(rows):
        salience.add(row, number)
    recent: list[str] = []
    for number, (_, row) in enumerate(rows):
        if places.stand_ins(row, salience, recent):
            assign(row, program)
            coordination.share_roles(row)
            salience.add([i for i in row if i.inferred], number)
    salience.settle()
    reader = Reader(program, salience)
    for sentence, row in rows:
        reader.sentence(sentence, row)
    return tuple(_facts(text, reader, program))


def _rows(text: str, mentions: list[Fact], program: Program) -> Iterable[tuple[Sentence, Row]]:
    starts = [m.start for m in mentions]
    for sentence in sentences(text, mentions, program.abbreviations):
        inside = mentions[items.between(starts, sentence.start, sentence.stop)]
        whole = items.row(text, sentence.start, sentence.stop, inside, program)
        for row in items.pieces(whole):
            if row:
                places.resolve(row, program)
                assign(row, program)
                if coordination.point_back(row):
                    assign(row, program)
                coordination.share_roles(row)
                yield sentence, row


def _facts(text: str, reader: Reader, program: Program) -> Iterable[TradeFact]:
    for draft in reader.drafts:
        with suppress(FactError):  # parts that do not fit are no fact
            yield draft.fact(text, f"trade.{program.name}")
