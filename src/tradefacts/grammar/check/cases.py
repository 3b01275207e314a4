"""Checks of examples, rejects and todos, before any of them is run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from tradefacts.facts.trade_terms import PLAIN_FIELDS, VALUE_FIELDS, ChangeKind
from tradefacts.grammar import ast
from tradefacts.grammar.brought import UNREAD
from tradefacts.grammar.errors import Problem
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.schema import WHOLE, assembled, domains, fact_schema, fact_types
from tradefacts.grammar.tokens import split


def check_cases(module: ast.Module) -> Iterator[Problem]:
    """E020, E041, E042, E050 to E052: what the cases of a file name must exist and fit."""
    rules = {rule.name: rule for rule in module.rules}
    frames = {frame.name: frame for frame in module.frames}
    for case in module.cases:
        if not split(case.text):
            yield Problem("E042", "a text without a word", case.location)
        if case.rule in frames:
            yield from _check_frame_case(case, frames[case.rule])
            continue
        rule = rules.get(case.rule)
        if rule is None:
            # once a statement: load tells the same once
            if module.broken.isdisjoint({case.rule, UNREAD}):
                hint = nearest(case.rule, {**rules, **frames}) or "this file has no rule"
                yield Problem("E020", f"no rule {case.rule!r} in this file", case.named, hint)
            continue
        spans = len(case.spans) or 1
        if case.kind is not ast.CaseKind.REJECT and spans != len(case.expected):
            facts = len(case.expected)
            message = f"{spans} [spans] but {facts} {'fact' if facts == 1 else 'facts'}"
            yield Problem("E052", message, case.location, "each [span] has its fact, in order")
        for expected in case.expected:
            yield from _check_expected(expected, rule)


_FRACTION = re.compile(r"-?[0-9]+/[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
TOLD = frozenset({*PLAIN_FIELDS, *VALUE_FIELDS, *map(str, ChangeKind), "change_relation", "base"})
"""What a case tells of an assembled fact: the parts of its value and its change by their names."""


_OF_FRAMES = {
    **{name: name for name in ("indicator", "modality", "relation")},
    "change_relation": "relation",
    "currency": "iso4217",
}
"""The closed domains of these fields."""


def _check_frame_case(case: ast.Case, frame: ast.Frame) -> Iterator[Problem]:
    """E050 and E051 of a case of a frame; its facts are of sentences, so it has no spans."""
    if case.spans:
        message = "a case of a frame has no [spans]: it asserts all facts of its text"
        yield Problem("E052", message, case.location, r"leave the brackets out; \[ is a bracket")
    for expected in case.expected:
        if expected.type != frame.fact:
            hint = f"{frame.name} gives {frame.fact}(...)"
            message = f"the frame does not give {expected.type!r}"
            yield Problem("E050", message, expected.location, hint)
        elif frame.fact in assembled():  # else it is reported at the frame
            yield from _unknown_fields(expected, TOLD)
            yield from _unfit(expected, _OF_FRAMES)


def _check_expected(expected: ast.Expected, rule: ast.Rule) -> Iterator[Problem]:
    if rule.kind is ast.RuleKind.FACT:
        wanted: str = rule.type[0]
        if wanted not in fact_types():
            return  # reported at the rule
        schema = fact_schema(fact_types()[wanted])
        fields = {name: one.domain for name, one in schema.items()}
    elif rule.kind is ast.RuleKind.RECORD:
        wanted, fields = "Record", dict.fromkeys(rule.type, "")
    else:
        if rule.type[0] not in domains():
            return  # reported at the rule
        wanted, fields = "Value", {"value": rule.type[0]}
    if expected.type != wanted:
        known = [*fact_types(), *WHOLE]
        problem = "unknown fact" if expected.type not in known else "the rule does not give"
        hint = f"{rule.name} gives {wanted}(...)"
        yield Problem("E050", f"{problem} {expected.type!r}", expected.location, hint)
        return
    yield from _unknown_fields(expected, fields)
    yield from _unfit(expected, fields)


def _unknown_fields(expected: ast.Expected, known: Collection[str]) -> Iterator[Problem]:
    for name in expected.fields:
        if name not in known:
            message = f"{expected.type} has no field {name!r}"
            yield Problem("E051", message, expected.at[name], nearest(name, known))


def _unquoted(value: str) -> str:
    """A hint for a number between quotes."""
    return f"leave out the quotes: {value}" if _NUMBER.fullmatch(value) else ""


def _unfit(expected: ast.Expected, of: Mapping[str, str]) -> Iterator[Problem]:
    """E041: a value that the domain of its field does not hold, so that no fact ever has it."""
    for name, value in expected.fields.items():
        domain = of.get(name, "")
        known = domains().get(domain)
        if domain == "number" and isinstance(value, str) and not _FRACTION.fullmatch(value):
            message, hint = f"{value!r} is no number", _unquoted(value)
        elif known is not None and value is not None and value not in known:
            message, hint = f"{str(value)!r} is not in {domain}", nearest(str(value), known)
        else:
            continue
        yield Problem("E041", message, expected.at[name], hint)
