"""Text in, explanation out: reads every match of the reference back end and discards none."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from weakref import WeakKeyDictionary

from attrs import define, evolve, field, frozen

from tradefacts.cache import cached
from tradefacts.explanation.derivation import Derivation, Derive, bound
from tradefacts.explanation.model import Derived, Explained, Explanation, Lost, Miss
from tradefacts.explanation.narrow import narrowed
from tradefacts.explanation.progress import Far, Progress
from tradefacts.explanation.steps import steps
from tradefacts.explanation.wording import Wording, lost
from tradefacts.extractor import Extractor, default_extractor
from tradefacts.facts.days import as_day
from tradefacts.grammar import ast, written
from tradefacts.grammar.choice import Candidates, resolve
from tradefacts.grammar.context import rows_of, settle_rows
from tradefacts.grammar.errors import Location
from tradefacts.grammar.lines import alternative_of, line_of
from tradefacts.grammar.paragraphs import Token, paragraphs, place_of
from tradefacts.grammar.readings import Dismissed, Line, Reading, read
from tradefacts.grammar.records import Source, joined, parted
from tradefacts.reference import Reference
from tradefacts.reference.chart import Chart
from tradefacts.units.errors import check_text

EXPECTED = "expected"
"""The `why` of a miss whose alternative did not match to its end."""


def explain(
    text: str,
    date: str | dt.date | None = None,
    title: str | None = None,
    *,
    extractor: Extractor | None = None,
) -> Explanation:
    """Explain the facts of a text: their derivations, the readings that lost, the near misses.

    The grammars are those of `extractor`, by default the shipped ones; facts of the kinds that it
    leaves out are explained too, as they compete. `date`, `title` and errors are those of
    `extract`. The first call ever reads the grammars, which takes seconds, and keeps the result in
    the user's cache folder; after that a sentence takes a second or three.

    >>> fact = explain("от 3 до 5 тыс. руб.").facts[0]
    >>> fact.rule, [str(step) for step in fact.steps if step.name == "low"]
    ('money.money', ['low = a * s = 3 * 1000 = 3000'])
    """
    check_text(text)
    if title is not None:
        check_text(title, "a title")
    day = as_day(date)
    extractor = default_extractor() if extractor is None else extractor
    _check_extractor(extractor)
    found = explain_rule(_reference(extractor, text), text, date=day)
    if title is None:
        return found
    return evolve(found, title=title, headline=tuple(extractor.engine.facts(title, date=day)))


def _check_extractor(extractor: object) -> None:
    if not hasattr(extractor, "engine"):
        names = [extractor] if isinstance(extractor, str) else extractor
        hint = f": write Extractor({names!r})" if isinstance(names, list | tuple) else ""
        raise TypeError(f"what explains is an Extractor, not {extractor!r}{hint}")


_grammars: WeakKeyDictionary[Extractor, ast.Grammar] = WeakKeyDictionary()


def _reference(extractor: Extractor, text: str) -> Reference:
    """The extractor's reference back end, or one made for this text if it uses another back end."""
    engine: object = extractor.engine
    if isinstance(engine, Reference):
        return engine
    if extractor not in _grammars:
        paths = extractor.paths  # only the grammar is cached: no other layer's code counts
        _grammars[extractor] = cached("grammar", paths, _itself, _pickled, _unpickled, [])
    return narrowed(_grammars[extractor], text)


def _itself(grammar: ast.Grammar) -> ast.Grammar:
    return grammar


def _pickled(grammar: ast.Grammar) -> bytes:
    return joined(pickle.dumps(grammar, protocol=5))


def _unpickled(source: Source) -> ast.Grammar:
    data, _ = parted(source)
    grammar: ast.Grammar = pickle.loads(data)  # noqa: S301  # our own, its checksum verified
    return grammar


def explain_rule(
    engine: Reference,
    text: str,
    rules: Collection[str] | None = None,
    date: str | None = None,
) -> Explanation:
    """As `explain`, using only the fact rules with these qualified names; None means all rules."""
    facts: list[Explained] = []
    misses: list[Miss] = []
    chosen: list[Reading] = []
    for tokens in paragraphs(text, engine.abbreviations):
        paragraph = _Paragraph(engine, text, tokens, engine.chart(tokens), rules)
        paragraph.match()
        facts += paragraph.explained()
        misses += paragraph.missed()
        chosen += paragraph.chosen
    facts.sort(key=lambda one: (one.fact.start, -one.fact.stop))  # as `rows_of` does
    rows = rows_of(chosen)
    explained = tuple(
        evolve(one, fact=fact, results=steps(line, engine.grammar, {**known, **slots}))
        for one, (_, line, slots), (fact, known) in zip(
            facts, rows, settle_rows(rows, date), strict=True
        )
    )
    return Explanation(text, explained, tuple(misses), date=date)


@frozen(eq=False)
class _Seen:
    """A reading with its derivation and the tokens of its whole match."""

    reading: Reading
    trace: Derivation
    start: int
    stop: int


@define(eq=False)
class _Paragraph:
    """One paragraph; call `match` first, which reads every match with its derivation."""

    engine: Reference
    text: str
    tokens: Sequence[Token]
    chart: Chart
    rules: Collection[str] | None
    seen: dict[int, _Seen] = field(factory=dict, init=False)
    """All readings by `id`, as two of them may be equal."""
    dismissed: list[tuple[Line, Dismissed, int, int]] = field(factory=list, init=False)
    chosen: list[Reading] = field(factory=list, init=False)

    def match(self) -> None:
        """Read all matches and choose among them as the engines do."""
        candidates, place = Candidates(), partial(place_of, self.tokens)
        for variant, trees in self.engine.matches(self.chart, self.rules):
            trace = Derivation()
            start, stop = trees[0][1], trees[-1][2]
            try:
                self.chart.read(variant, trees, trace)
                reading = read(variant.line, trace, start, stop, place, self.text)
            except Dismissed as problem:
                self.dismissed.append((variant.line, problem, *trace.hull(start, stop)))
                continue
            self.seen[id(reading)] = _Seen(reading, trace, start, stop)
            candidates.add(reading)
        self.chosen = list(resolve(candidates.best.values()))

    # -- facts
    def explained(self) -> Iterator[Explained]:
        for reading in self.chosen:
            rivals = tuple(self.rivals(reading))
            for index in range(len(reading.facts)):
                yield self.fact(self.seen[id(reading)], index, rivals if index == 0 else ())

    def fact(self, match: _Seen, index: int, rivals: tuple[Lost, ...]) -> Explained:
        """Explain a fact as read; its results come later, from the slots of the whole text."""
        reading, line = match.reading, match.reading.line
        seen = [one for one in match.trace.seen if _owner(reading, one.stop) == index]
        slots = reading.slots[index]
        own = bound(seen, self.engine.grammar)
        lent = {name: slots[name] for name in line.shared
                if name in slots and name not in own}  # fmt: skip
        place = self.place(line)
        return Explained(
            reading.facts[index],
            line.rule,
            line.index + 1,
            place,
            written.source(place, self.engine.grammar.sources),
            self.context(match, index),
            Derive(self.engine.grammar, self.tokens, self.text).parts(seen),
            lent,
            (),
            rivals,
        )

    def place(self, line: Line) -> Location:
        return alternative_of(line, self.engine.grammar).location

    def context(self, match: _Seen, index: int) -> tuple[str, ...]:
        """The matched words between the previous span and this one, and those after the last."""
        spans = match.reading.spans
        before = (spans[index - 1][1] if index else match.start, spans[index][0])
        after = (spans[index][1], match.stop if index == len(spans) - 1 else spans[index][1])
        return tuple(
            self.text[self.tokens[a].start : self.tokens[b - 1].stop]
            for a, b in (before, after)
            if a < b
        )

    def rivals(self, reading: Reading) -> Iterator[Lost]:
        """Readings that lost to a chosen one that they overlap, each line and span once."""
        told: set[object] = {(reading.line.key, reading.spans, reading.facts)}
        for other in (one.reading for one in self.seen.values()):
            overlap = [c for c in self.chosen if c.start < other.stop and other.start < c.stop]
            key = (other.line.key, other.spans, other.facts)
            if other in self.chosen or key in told or not overlap or overlap[0] is not reading:
                continue
            told.add(key)
            why = lost(other, overlap, self.engine.grammar)
            if why is not None:
                line = other.line
                place = self.place(line)
                yield Lost(line.rule, line.index + 1, place, other.facts, why[0], why[1])

    # -- misses
    def missed(self) -> list[Miss]:
        """Dismissed matches, and alternatives that failed inside a span; in text order."""
        wording = Wording(self.engine.grammar, self.text, self.tokens, self.chart.reader.recognizer)
        found: dict[tuple[object, ...], Miss] = {}
        for line, problem, start, stop in self.dismissed:
            reason = wording.dismissed(line, problem)
            miss = self.miss(line, start, stop, str(problem.why.value), reason)
            found.setdefault((line.key, start, stop, reason), miss)
        taken = {(m.rule, m.start, m.stop) for m in found.values() if not m.inside}
        rows = [*found.values(), *(m for m in self.unfinished(wording) if not _overlaps(m, taken))]
        return sorted(rows, key=lambda miss: (miss.start, -miss.stop, miss.location))

    def miss(self, line: Line, start: int, stop: int, why: str, reason: str) -> Miss:
        inside = any(c.start <= start and stop <= c.stop for c in self.chosen)
        first, last = self.tokens[start].start, self.tokens[stop - 1].stop
        text = self.text[first:last]
        place = self.place(line)
        return Miss(line.rule, line.index + 1, place, first, last, text, why, reason, inside)

    def unfinished(self, wording: Wording) -> Iterator[Miss]:
        """For each rule, the alternatives that got farthest in text that is in no fact."""
        progress = Progress(self.chart.reader.recognizer)
        lines = dict.fromkeys(v.line for v in self.engine.variants)
        for rule in dict.fromkeys(line.rule for line in lines):
            if self.rules is not None and rule not in self.rules:
                continue
            found: dict[tuple[int, int], list[tuple[Line, Far]]] = {}
            for line in lines:
                for start in range(len(self.tokens)) if line.rule == rule else ():
                    far = progress.alternative(alternative_of(line, self.engine.grammar), start)
                    if far is not None and far.begins is not None and far.begins < far.at:
                        found.setdefault((far.begins, far.at), []).append((line, far))
            yield from self.farthest(found, wording)

    def farthest(
        self, found: dict[tuple[int, int], list[tuple[Line, Far]]], wording: Wording
    ) -> Iterator[Miss]:
        """Misses for the longest stretches that overlap neither a fact nor each other."""
        taken = [(c.start, c.stop) for c in self.chosen]
        for start, stop in sorted(found, key=lambda stretch: (stretch[0] - stretch[1], stretch)):
            if any(a < stop and start < b for a, b in taken):
                continue
            taken.append((start, stop))
            reason = wording.expected([far for _, far in found[start, stop]], stop)
            yield self.miss(found[start, stop][0][0], start, stop, EXPECTED, reason)


def _overlaps(miss: Miss, taken: Collection[tuple[str, int, int]]) -> bool:
    """Whether a miss overlaps one that is already reported for the same rule."""
    return any(
        miss.rule == rule and start < miss.stop and miss.start < stop for rule, start, stop in taken
    )


def _owner(reading: Reading, stop: int) -> int:
    """Index of the span that an item ending at token `stop` belongs to: the next or the last."""
    ends = [index for index, span in enumerate(reading.spans) if stop <= span[1]]
    return ends[0] if ends else len(reading.spans) - 1


def explain_value(engine: Reference, rule: str, text: str) -> tuple[tuple[Derived, ...], list[str]]:
    """How a rule that gives no fact reads a whole text, and the reasons why it does not."""
    tokens = [token for p in paragraphs(text, engine.abbreviations) for token in p]
    reader = engine.reader(tokens)
    derive = Derive(engine.grammar, tokens, text)
    derived: list[Derived] = []
    reasons: list[str] = []
    wording = Wording(engine.grammar, text, tokens, reader.recognizer)
    for node in engine.value_trees(rule, tokens):
        trace = Derivation()
        try:
            reader.read(node, 0, trace)
        except Dismissed as problem:
            line = line_of(engine.grammar.rules[rule], 0, 0, engine.grammar)
            reasons.append(wording.dismissed(line, problem))
        else:
            derived += [part for part in derive.parts(trace.seen) if part not in derived]
    if not derived and not reasons:
        progress = Progress(reader.recognizer)
        rows = [progress.fail(a.pattern, 0) for a in engine.grammar.rules[rule].alternatives]
        far = max((row for row in rows if row is not None), key=lambda row: row.at, default=None)
        if far is not None and tokens:
            reasons.append(wording.expected([far], far.at))
    return tuple(derived), list(dict.fromkeys(reasons))
