"""Runs the cases of frames: finds the mentions in a text and lets the frame assemble them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import zip_longest

from tradefacts.assembly import Assembler
from tradefacts.assembly.compile import compile_program
from tradefacts.extractor import default_extractor
from tradefacts.facts import Relation
from tradefacts.facts.trade import ChangeKind, Modality, TradeFact
from tradefacts.facts.trade_terms import PLAIN_FIELDS, VALUE_FIELDS
from tradefacts.grammar import ast, written
from tradefacts.grammar.examples import TODAY, Outcome, verdict

_DEFAULTS: Mapping[str, object] = {
    **dict.fromkeys(("reporter", "partner", "sector", "period")),
    **dict.fromkeys(("value", "low", "high", "currency", "unit")),
    **dict.fromkeys(map(str, ChangeKind)),
    "modality": Modality.ACTUAL,
    "relation": Relation.EQ,
    "change_relation": Relation.EQ,
}
"""What an example expects of fields that it leaves out; `base` and `symmetric` may be anything."""

FrameRow = tuple[int, str, str | None, str | None]
"""One field of one fact of a frame: the fact's index, the field, the expected and actual value."""


class Frames:
    """The frames of a grammar, compiled once, when the first case of a frame runs.

    Frames work on the mentions that the shipped grammars find.
    """

    def __init__(self, grammar: ast.Grammar) -> None:
        self.grammar = grammar

    @cached_property
    def assembler(self) -> Assembler:
        """The assembler that runs the frames."""
        return Assembler(compile_program(self.grammar))

    def outcomes(self) -> Iterator[Outcome]:
        """Run the cases of the grammar's own frames."""
        for case in self.grammar.cases:
            if self.grammar.own(case.rule) in self.grammar.frames:
                facts, decided = self._read(case)
                good = len(facts) == len(case.expected) and all(map(agrees, facts, case.expected))
                shown = ", ".join(map(spelled, facts)) or "nothing"
                lines = frozenset(("roles", int(place.rpartition(":")[2])) for place in decided)
                yield Outcome(case, verdict(case, good, shown), lines)

    def facts(self, case: ast.Case) -> Sequence[TradeFact]:
        """The facts that the frames assemble from the text of a case."""
        return self._read(case)[0]

    def _read(self, case: ast.Case) -> tuple[Sequence[TradeFact], Collection[str]]:
        """The facts of a case, and the lines of `roles` that decided something in its text."""
        # the mentions first: if their grammars have an error, no frame need be compiled
        document = default_extractor().extract(case.text, date=TODAY)
        decided = self.assembler.roles.decided
        decided.clear()
        return self.assembler.facts(document), frozenset(decided)

    def rows(self, case: ast.Case) -> tuple[list[FrameRow], list[str]]:
        """Expected and actual fields of a case, and the grammar lines that gave the actual ones."""
        facts = self.facts(case)
        rows: list[FrameRow] = []
        for index, (fact, expected) in enumerate(zip_longest(facts, case.expected)):
            rows += _compared(index, fact, expected)
        reasons = [
            f"{one.slot} of {written.quoted(fact.text)}: {one.line}"
            for fact in facts
            for one in fact.evidence
            if one.line
        ]
        return rows, reasons


def agrees(fact: TradeFact, expected: ast.Expected) -> bool:
    """Whether a fact has all values that an example asserts, and defaults where it asserts none."""
    found = {**_DEFAULTS, **told(fact)}
    return all(same(found.get(name), value) for name, value in wanted(expected).items())


def wanted(expected: ast.Expected) -> dict[str, object]:
    """The fields that an example expects, including the defaults of those it leaves out."""
    return {**_DEFAULTS, **expected.fields}


def told(fact: TradeFact) -> dict[str, object]:
    """Flatten a fact to the names used in cases: a change's number goes by the change's kind.

    Value and change share no name, so a case can assert both.
    """
    found: dict[str, object] = {name: getattr(fact, name) for name in PLAIN_FIELDS}
    if fact.change is not None:
        change = fact.change
        number = change.value
        found[str(change.kind)] = f"{change.low}..{change.high}" if number is None else number
        found |= {"change_relation": change.relation, "base": change.base}
    if fact.value is not None:
        found |= {name: getattr(fact.value, name) for name in VALUE_FIELDS}
    return found


def same(found: object, value: object) -> bool:
    """Whether a field of a fact equals what an example writes for it."""
    if isinstance(found, Decimal | Fraction) and isinstance(value, Decimal):
        return Fraction(found) == Fraction(value)
    if found is None or value is None:
        return found is value
    return str(found).lower() == str(value).lower()


def spelled(fact: TradeFact) -> str:
    """Write a fact as a case does, without defaults.

    >>> from tradefacts.facts.trade import Magnitude
    >>> spelled(TradeFact(
    ...     start=0, stop=20, text="экспорт составил $5 ", indicator="export", reporter="AM",
    ...     value=Magnitude(value=5, currency="USD"), value_span=(17, 19),
    ... ))
    'TradeFact(indicator=export, reporter=AM, value=5, currency=USD)'
    """
    shown = [
        f"{name}={written.value(value)}"
        for name, value in told(fact).items()
        if name != "symmetric" and value is not None and not same(value, _DEFAULTS.get(name))
    ]
    return f"TradeFact({', '.join(shown)})"


def _compared(
    index: int, fact: TradeFact | None, expected: ast.Expected | None
) -> Iterator[FrameRow]:
    got = {} if fact is None else told(fact)
    want = {} if expected is None else wanted(expected)
    for name in dict.fromkeys([*want, *got]):
        if name not in want and expected is not None:
            continue  # the example leaves it open
        came = got.get(name, _DEFAULTS.get(name))
        agree = fact is not None and expected is not None and same(came, want[name])
        if agree and name not in (expected.fields if expected is not None else ()):
            continue
        found = None if fact is None else written.value(got.get(name))
        # equal numbers may be spelled differently
        should = found if agree else None if expected is None else written.value(want[name])
        yield index, name, should, found
