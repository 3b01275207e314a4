"""Readings of all anchors of a text: those that overlap are chosen among together."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from tradefacts.engine.source import Source
from tradefacts.engine.template import Template, maker, shifted
from tradefacts.facts import Fact
from tradefacts.grammar.choice import Candidates, resolve
from tradefacts.grammar.readings import Reading

Places = list[tuple[int, int]]
Placed = tuple[int, int, Template, Places]
"""Where the readings of a template begin and end, and where their tokens stand."""


class Clusters:
    """Collects the readings of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Placed] = []

    def add_one(self, template: Template, start: int, stop: int) -> None:
        """The readings of an anchor that take no other token."""
        if template.readings:
            self.found.append((start, stop, template, [(start, stop)]))

    def add(self, template: Template, source: Source) -> None:
        """The readings of the anchor of a source."""
        if not template.readings:
            return
        places = [source.span(at) for at in range(template.low, template.high)]
        self.found.append((places[0][0], places[-1][1], template, places))

    def facts(self) -> list[Fact]:
        """The facts of the text in its order."""
        text = self.text
        facts: list[Fact] = []
        for cluster in self._clusters():
            if len(cluster) > 1:
                found = [fact for reading in self._chosen(cluster) for fact in reading.facts]
                facts += sorted(found, key=lambda fact: (fact.start, -fact.stop))
                continue
            start, stop, template, places = cluster[0]
            if len(places) > 1:
                facts += self._only(template, places)
            else:
                facts += [make(start, stop, text[start:stop]) for make, _, _ in template.facts]
        return facts

    def readings(self) -> list[Reading]:
        """The chosen readings; their own numbers of tokens hold among those that overlap alone."""
        return [reading for cluster in self._clusters() for reading in self._chosen(cluster)]

    def _clusters(self) -> Iterator[list[Placed]]:
        """Rows of templates whose readings overlap."""
        found = sorted(self.found, key=itemgetter(0, 1))
        first, edge = 0, 0
        for index, placed in enumerate(found):
            if placed[0] >= edge and index:
                yield found[first:index]
                first = index
            edge = max(edge, placed[1])
        if found:
            yield found[first:]

    def _only(self, template: Template, places: Places) -> Iterator[Fact]:
        """The facts of readings that overlap no others."""
        low = template.low
        for make, first, last in template.facts:
            start, stop = places[first - low][0], places[last - 1 - low][1]
            yield make(start, stop, self.text[start:stop])

    def _chosen(self, cluster: list[Placed]) -> list[Reading]:
        """The best of readings that overlap."""
        starts = sorted({start for _, _, _, places in cluster for start, _ in places})
        numbers = {start: number for number, start in enumerate(starts)}
        found = Candidates()
        for _, _, template, places in cluster:
            by = numbers[places[0][0]] - template.low
            for reading in template.readings:
                found.add(self._placed(reading, template.low, places, by))
        return resolve(found.best.values())

    def _placed(self, reading: Reading, low: int, places: Places, by: int) -> Reading:
        """A reading at its place in the text, its tokens counted in its cluster."""
        facts = []
        for fact, (first, last) in zip(reading.facts, reading.spans, strict=True):
            start, stop = places[first - low][0], places[last - 1 - low][1]
            facts.append(maker(fact)(start, stop, self.text[start:stop]))
        return shifted(reading, by, tuple(facts))
