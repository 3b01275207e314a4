"""Templates: readings worked out once for the words of a match, to reuse wherever they recur."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from tradefacts.engine.evaluate import Evaluator, Match
from tradefacts.engine.row import View
from tradefacts.facts import Fact, own_fields
from tradefacts.grammar.choice import Candidates, resolve
from tradefacts.grammar.context import speaks
from tradefacts.grammar.readings import Line, Reading
from tradefacts.grammar.values import Value

Maker = Callable[[int], Fact]
"""Makes a fact that ends at a given offset of a text, in characters."""

Rivals = Sequence[Sequence[Match]]
"""The matches for the same spans in a layer, grouped by rank."""

# a dict, as mypy does not accept fact classes as keys of `@cache`
_SETTERS: dict[type[Fact], tuple[Sequence[str], Sequence[Any]]] = {}


class Mold(NamedTuple):
    """A fact without its place: its maker, and the tokens of its span.

    If the fact `speaks` (it depends on other facts, or they on it), `context.settle_rows` needs its
    `line` and `slots`.
    """

    make: Maker
    first: int
    last: int
    line: Line
    slots: Mapping[str, Value]
    speaks: bool

    def order(self) -> tuple[int, int]:
        """The sort key that puts facts in text order."""
        return self.first, -self.last


class Template:
    """The readings around an anchor, in tokens, and the facts of the chosen ones.

    The readings occupy tokens [low, high); the two are equal if there is no reading. `rows` are all
    readings, each with its facts; `chosen` are the facts of the chosen readings in text order, each
    with 0, the number of tokens to shift it by.
    """

    __slots__ = ("chosen", "high", "low", "rows")

    def __init__(
        self,
        low: int,
        high: int,
        rows: tuple[tuple[Reading, tuple[Mold, ...]], ...],
        chosen: tuple[tuple[Mold, int], ...],
    ) -> None:
        self.low = low
        self.high = high
        self.rows = rows
        self.chosen = chosen


def make_template(
    rivals: Iterable[Rivals], view: View, evaluator: Evaluator, text: str
) -> Template:
    """Evaluate the matches around an anchor; of rivals, only down to the first rank that holds."""
    found = Candidates()
    for ranks in rivals:
        for matches in ranks:
            readings = [r for match in matches for r in evaluator.readings(match, view, text)]
            for reading in readings:
                found.add(reading)
            if readings:
                break
    rows = tuple((reading, _molds(reading)) for reading in found.best.values())
    low = min((reading.start for reading, _ in rows), default=0)
    high = max((reading.stop for reading, _ in rows), default=0)
    chosen = {id(reading) for reading in resolve(reading for reading, _ in rows)}
    molds = [mold for reading, own in rows if id(reading) in chosen for mold in own]
    return Template(low, high, rows, tuple((mold, 0) for mold in sorted(molds, key=Mold.order)))


def _molds(reading: Reading) -> tuple[Mold, ...]:
    spoken = speaks(reading.line)
    facts = zip(reading.facts, reading.spans, reading.slots, strict=True)
    return tuple(
        Mold(maker(fact), *span, reading.line, slots, spoken) for fact, span, slots in facts
    )


def maker(fact: Fact) -> Maker:
    """A function that makes the same fact at another place with the same words.

    The contract of the fact was checked when it was first made and does not depend on its place, so
    the copies skip the check and their fields are set directly.
    """
    kind = type(fact)
    names, setters = _setters(kind)
    values = tuple([getattr(fact, name) for name in names])
    return partial(_made, kind, setters, fact.stop - fact.start, values)


def _made(
    kind: type[Fact], setters: Sequence[Any], size: int, values: Sequence[object], stop: int
) -> Fact:
    made = object.__new__(kind)
    for write, value in zip(setters, (stop - size, stop, *values), strict=True):
        write(made, value)
    return made


def _setters(kind: type[Fact]) -> tuple[Sequence[str], Sequence[Any]]:
    """The names of a class's fields except the place, and the setters of the place and these."""
    if kind not in _SETTERS:
        names = ("text", "rule", *own_fields(kind))
        setters = [getattr(kind, name).__set__ for name in ("start", "stop", *names)]
        _SETTERS[kind] = names, setters
    return _SETTERS[kind]


def shifted(reading: Reading, by: int, facts: tuple[Fact, ...]) -> Reading:
    """A copy of a reading whose tokens are shifted `by` some number, with these facts."""
    return Reading(
        reading.start + by,
        reading.stop + by,
        reading.weight,
        reading.context,
        reading.line,
        tuple((start + by, stop + by) for start, stop in reading.spans),
        facts,
        reading.slots,
        reading.lines,
    )
