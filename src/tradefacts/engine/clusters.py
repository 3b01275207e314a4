"""Readings of all anchors of a text: those that overlap are chosen among together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from tradefacts.engine.template import Mold, Template, shifted
from tradefacts.facts import Fact
from tradefacts.grammar.choice import Candidates, resolve
from tradefacts.grammar.context import Row, settle_rows

Places = list[tuple[int, int]]
Placed = tuple[int, int, Template, Places]
"""Where the readings of a template begin and end, and where their tokens stand."""

Shape = tuple[tuple[Template, int], ...]
"""The templates of a cluster and the number that their first token has in it."""

Chosen = Sequence[tuple[Mold, int]]
"""Facts, and by how much their tokens are to be shifted."""

_ROOM = 10_000  # choices that are remembered
_LONG = 32  # templates of a cluster that hardly comes again


class Choices:
    """The choice among templates that overlap, remembered: it does not depend on their place."""

    def __init__(self) -> None:
        self.known: dict[Shape, Chosen] = {}

    def of(self, shape: Shape) -> Chosen:
        """What is chosen, in tokens counted from the first of the cluster."""
        if len(shape) > _LONG:
            return _chosen(shape)
        found = self.known.get(shape)
        if found is None:
            if len(self.known) > _ROOM:
                self.known.clear()
            found = self.known[shape] = _chosen(shape)
        return found


def _chosen(shape: Shape) -> Chosen:
    found = Candidates()
    facts: dict[int, tuple[tuple[Mold, ...], int]] = {}
    for template, number in shape:
        by = number - template.low
        for reading, molds in template.rows:
            moved = shifted(reading, by, reading.facts)
            found.add(moved)
            facts[id(moved)] = molds, by
    readings = list(found.best.values())  # they live on, and so do their numbers
    chosen = [facts[id(reading)] for reading in resolve(readings)]
    rows = [(mold, by) for molds, by in chosen for mold in molds]
    return sorted(rows, key=lambda row: (row[0].first + row[1], -row[0].last - row[1]))


class Clusters:
    """Collects the readings of one text."""

    def __init__(self, text: str, choices: Choices) -> None:
        self.text = text
        self.choices = choices
        self.found: list[Placed] = []

    def add(self, template: Template, places: Places) -> None:
        """The readings of an anchor; `places` are the tokens that it takes."""
        if template.rows:
            self.found.append((places[0][0], places[-1][1], template, places))

    def facts(self, date: str | None) -> list[Fact]:
        """The facts of the text in its order; `date` is the day it was written."""
        text = self.text
        facts: list[Fact] = []
        rows: list[Row] = []
        spoken: list[int] = []
        for cluster in self._clusters():
            if len(cluster) > 1:
                chosen, places = self._choose(cluster)
            else:
                _, _, template, places = cluster[0]
                chosen = [(mold, -template.low) for mold in template.molds]
            for mold, by in chosen:
                start, stop = places[mold.first + by][0], places[mold.last - 1 + by][1]
                fact = mold.make(start, stop, text[start:stop])
                if mold.speaks:
                    rows.append((fact, mold.line, mold.slots))
                    spoken.append(len(facts))
                facts.append(fact)
        if spoken:
            for index, fact in zip(spoken, settle_rows(rows, date), strict=True):
                facts[index] = fact
        return facts

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

    def _choose(self, cluster: list[Placed]) -> tuple[Chosen, Places]:
        """The best of readings that overlap, and the places of the tokens they are counted by."""
        places = sorted({place for _, _, _, places in cluster for place in places})
        numbers = {place: number for number, place in enumerate(places)}
        shape = {(template, numbers[own[0]]): None for _, _, template, own in cluster}
        return self.choices.of(tuple(shape)), places
