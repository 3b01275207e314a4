"""How a text becomes facts: it is cut into rows, given roles, and read."""

from __future__ import annotations

import warnings
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from tradefacts.assembly import coordination, places, stand_ins
from tradefacts.assembly.counts import Counts
from tradefacts.assembly.draft import Draft
from tradefacts.assembly.items import Row
from tradefacts.assembly.lending import DEVICES, Device
from tradefacts.assembly.ordinals import Ordinals
from tradefacts.assembly.program import Program
from tradefacts.assembly.reader import Reader
from tradefacts.assembly.relevance import relevant
from tradefacts.assembly.roles import Roles
from tradefacts.assembly.rows import rows
from tradefacts.assembly.salience import Salience
from tradefacts.assembly.sentences import Sentence, sentences
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.facts import Document, Fact, FactError
from tradefacts.facts.trade import TradeFact


class DroppedFactWarning(RuntimeWarning):
    """A fact whose parts contradict each other was dropped: a bug in the assembly itself."""


class Assembler:
    """A program ready to run, for any number of texts.

    `devices` lend a fact the parties that it does not name; leave one out to see what it earns.
    """

    def __init__(self, program: Program, devices: Sequence[Device] = DEVICES) -> None:
        self.program = program
        self.devices = devices
        self.vocabulary = Vocabulary(program)
        self.roles = Roles(program.roles)

    def facts(self, document: Document, headline: Document | None = None) -> tuple[TradeFact, ...]:
        """The trade facts that the sentences of a document state, in text order.

        The document holds the mentions of its text, of all kinds. Its first line is the headline
        unless it ends with a full stop. `headline` is one that stands outside the text: it tells
        what the text is about and gives no facts. The same mentions always give the same facts, in
        time linear in their number.
        """
        read = [] if headline is None else list(self._rows(headline, outside=True))
        read += self._rows(document, outside=False)
        counts = Counts()
        for number, (_, row) in enumerate(read):
            counts.add(row, row.places, number)
        named = Salience(self.program, self.vocabulary, counts.copy())
        recent: dict[str, None] = {}
        ordinals = Ordinals()
        for number, (_, row) in enumerate(read):
            if ordinals.resolve(row):
                self._assign(row)
            if stand_ins.resolve(row, named, recent):
                self._assign(row)
                counts.add(row, [i for i in row.places if i.inferred], number)
        salience = Salience(self.program, self.vocabulary, counts)
        reader = Reader(self.program, salience, self.devices, document.date)
        for sentence, row in read:
            reader.sentence(sentence, row)
        drafts = relevant(reader.drafts, (row for _, row in read))
        return tuple(self._facts(document.text, drafts))

    def _rows(self, document: Document, *, outside: bool) -> Iterator[tuple[Sentence, Row]]:
        vocabulary, text = self.vocabulary, document.text
        mentions = sorted(document.facts, key=_by_place)
        starts = [mention.start for mention in mentions]
        cut = sentences(text, mentions, self.program.abbreviations)
        if outside:
            cut = [sentence._replace(headline=True, outside=True) for sentence in cut]
        for sentence in cut:
            first = bisect_left(starts, sentence.start)
            inside = mentions[first : bisect_left(starts, sentence.stop, lo=first)]
            for row in rows(text, sentence.start, sentence.stop, inside, vocabulary):
                for item in row if outside else ():
                    item.outside = True
                places.resolve(row, vocabulary)
                self._assign(row)
                if coordination.point_back(row):
                    self._assign(row)
                yield sentence, row

    def _assign(self, row: Row) -> None:
        self.roles.assign(row)
        coordination.share_signs(row)
        coordination.share_roles(row)
        coordination.share_cases(row)
        coordination.join(row)

    def _facts(self, text: str, drafts: Iterable[Draft]) -> Iterable[TradeFact]:
        for sentence, told in groupby(drafts, key=attrgetter("sentence")):
            words = text[slice(*sentence)]  # one string, however many facts it states
            for draft in told:
                try:
                    yield draft.fact(words, self.program.name)
                except FactError as error:  # a bug of ours must not stop the text
                    message = f"a trade fact is dropped, its parts do not fit: {error}: {words!r}"
                    warnings.warn(message, DroppedFactWarning, stacklevel=2)


def _by_place(fact: Fact) -> tuple[int, int]:
    """Sort in text order, the longer first."""
    return fact.start, -fact.stop
