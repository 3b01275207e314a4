"""Choose among the readings of all anchors of a text; overlapping ones are chosen together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from tradefacts.engine.template import Mold, Template, shifted
from tradefacts.facts import Fact
from tradefacts.grammar import context
from tradefacts.grammar.choice import Candidates, resolve

Placed = tuple[int, int, Template, int]
"""The token range [low, high) that a template's readings occupy, the template, its anchor."""

Shape = tuple[tuple[Template, int], ...]
"""The templates of a cluster, each with its anchor relative to the anchor of the first one."""

Chosen = Sequence[tuple[Mold, int]]
"""Facts, each with the number of tokens to shift it by."""

_ROOM = 10_000  # how many choices are remembered
_LONG = 32  # a cluster of more templates will hardly come up again


class Choices:
    """Remembers the choice among overlapping templates, which does not depend on their place."""

    def __init__(self) -> None:
        self.known: dict[Shape, Chosen] = {}

    def of(self, shape: Shape) -> Chosen:
        """The chosen facts, with tokens counted from where the shape counts its anchors."""
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
    readings = list(found.best.values())  # kept alive, so that their ids stay valid
    chosen = [facts[id(reading)] for reading in resolve(readings)]
    rows = [(mold, by) for molds, by in chosen for mold in molds]
    return sorted(rows, key=lambda row: (row[0].first + row[1], -row[0].last - row[1]))


class Clusters:
    """Collects the readings of one text; `stops` are the offsets where its tokens end."""

    def __init__(self, stops: Sequence[int], choices: Choices) -> None:
        self.stops = stops
        self.choices = choices
        self.found: list[Placed] = []

    def add(self, template: Template, at: int) -> None:
        """Add the readings around an anchor."""
        if template.rows:
            self.found.append((at + template.low, at + template.high, template, at))

    def facts(self, date: str | None) -> list[Fact]:
        """The facts in the order of the text; `date` is the day the text was written."""
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
        """Group the templates whose readings overlap."""
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
