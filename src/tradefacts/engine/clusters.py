"""Readings of all anchors of a text: those that overlap are chosen among together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from tradefacts.engine.template import Mold, Template, shifted
from tradefacts.facts import Fact
from tradefacts.grammar import context
from tradefacts.grammar.choice import Candidates, resolve

Placed = tuple[int, int, Template, int]
"""The tokens that the readings of a template take, from and to, and its anchor."""

Shape = tuple[tuple[Template, int], ...]
"""The templates of a cluster, and their anchors counted from one of them."""

Chosen = Sequence[tuple[Mold, int]]
"""Facts, and by how much their tokens are to be shifted."""

_ROOM = 10_000  # choices that are remembered
_LONG = 32  # templates of a cluster that hardly comes again


class Choices:
    """The choice among templates that overlap, remembered: it does not depend on their place."""

    def __init__(self) -> None:
        self.known: dict[Shape, Chosen] = {}

    def of(self, shape: Shape) -> Chosen:
        """What is chosen, in tokens counted as the anchors are."""
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
    for template, by in shape:
        for reading, molds in template.rows:
            moved = shifted(reading, by, reading.facts)
            found.add(moved)
            facts[id(moved)] = molds, by
    readings = list(found.best.values())  # they live on, and so do their numbers
    chosen = [facts[id(reading)] for reading in resolve(readings)]
    rows = [(mold, by) for molds, by in chosen for mold in molds]
    return sorted(rows, key=lambda row: (row[0].first + row[1], -row[0].last - row[1]))


class Clusters:
    """Collects the readings of one text; `stops` are the places where its tokens end."""

    def __init__(self, stops: Sequence[int], choices: Choices) -> None:
        self.stops = stops
        self.choices = choices
        self.found: list[Placed] = []

    def add(self, template: Template, at: int) -> None:
        """The readings of an anchor."""
        if template.rows:
            self.found.append((at + template.low, at + template.high, template, at))

    def facts(self, date: str | None) -> list[Fact]:
        """The facts of the text in its order; `date` is the day it was written."""
        stops = self.stops
        facts: list[Fact] = []
        rows: list[context.Row] = []
        spoken: list[int] = []
        for cluster in self._clusters():
            _, _, template, at = cluster[0]
            chosen: Chosen = template.chosen
            if len(cluster) > 1:
                chosen = self.choices.of(_shape(cluster, at))
            for mold, by in chosen:
                fact = mold.make(stops[at + by + mold.last])
                if mold.speaks:
                    rows.append((fact, mold.line, mold.slots))
                    spoken.append(len(facts))
                facts.append(fact)
        if spoken:
            for index, settled in zip(spoken, context.settle_rows(rows, date), strict=True):
                facts[index], _ = settled
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


def _shape(cluster: Sequence[Placed], base: int) -> Shape:
    return tuple({(template, at - base): None for _, _, template, at in cluster})
