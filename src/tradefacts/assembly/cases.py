"""The cases of a frame, run: a text, the mentions of it, and what the frame makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from tradefacts.assembly.assemble import Assembler
from tradefacts.assembly.compile import compile_program
from tradefacts.facts import Document, Relation
from tradefacts.facts.trade import Modality, TradeFact
from tradefacts.grammar import ast, written
from tradefacts.grammar.examples import Outcome, verdict

_DEFAULTS: Mapping[str, object] = {
    **dict.fromkeys(("reporter", "partner", "sector", "period")),
    **dict.fromkeys(("value", "low", "high", "currency", "unit")),
    **dict.fromkeys(("percent_change", "percent_of_base", "ratio", "share")),
    "modality": Modality.ACTUAL,
    "relation": Relation.EQ,
}
"""What an example says of what it leaves out; `base` and `symmetric` it leaves open."""


Read = Callable[[str], Document]
"""What finds the mentions of a text."""


def run_frames(grammar: ast.Grammar, read: Read) -> Iterator[Outcome]:
    """Run the cases of the grammar's own frames."""
    cases = [case for case in grammar.cases if grammar.own(case.rule) in grammar.frames]
    if cases:
        assembler = Assembler(compile_program(grammar))
        for case in cases:
            facts = assembler.facts(read(case.text))
            good = len(facts) == len(case.expected) and all(map(agrees, facts, case.expected))
            shown = ", ".join(map(spelled, facts)) or "nothing"
            yield Outcome(case, verdict(case, good, shown))


def agrees(fact: TradeFact, expected: ast.Expected) -> bool:
    """Whether a fact says all that an example says, and nothing that it leaves out."""
    found = told(fact)
    return all(same(found.get(name), value) for name, value in wanted(expected).items())


def wanted(expected: ast.Expected) -> dict[str, object]:
    """What an example says of a fact, with what it says by leaving it out."""
    return {**_DEFAULTS, **expected.fields}


def told(fact: TradeFact) -> dict[str, object]:
    """What a fact says, flat, as a case names it: the number of a change by the change's kind."""
    names = ("indicator", "reporter", "partner", "symmetric", "sector", "period", "modality")
    found: dict[str, object] = {name: getattr(fact, name) for name in names}
    if fact.change is not None:
        change = fact.change
        number = change.value
        found[str(change.kind)] = f"{change.low}..{change.high}" if number is None else number
        found |= {"relation": change.relation, "base": change.base}
    if fact.value is not None:
        parts = ("value", "low", "high", "currency", "unit", "relation")
        found |= {name: getattr(fact.value, name) for name in parts}
    return found


def same(found: object, value: object) -> bool:
    """Whether a field of a fact is what an example writes for it."""
    if isinstance(found, Decimal | Fraction) and isinstance(value, Decimal):
        return Fraction(found) == Fraction(value)
    if found is None or value is None:
        return found is value
    return str(found).lower() == str(value).lower()


def spelled(fact: TradeFact) -> str:
    """A fact as a case writes it, without what goes without saying.

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
