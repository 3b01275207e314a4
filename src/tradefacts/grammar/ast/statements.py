"""Statements: rules, roles, frames and cases."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import field, frozen

from tradefacts.grammar.ast.lexicons import Places
from tradefacts.grammar.ast.patterns import Seq
from tradefacts.grammar.ast.results import Binding, Name, Test
from tradefacts.grammar.errors import Location
from tradefacts.grammar.values import Value


@frozen
class Alternative:
    """One line of a rule: a pattern, what it gives, what it shares, when it holds."""

    pattern: Seq
    results: tuple[Binding, ...]
    shared: tuple[str, ...]
    tests: tuple[Test, ...]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)

    @property
    def role(self) -> str | None:
        """The role that a line of `roles` gives."""
        expr = self.results[0].expr if self.results else None
        return expr.name if isinstance(expr, Name) else None


class RuleKind(Enum):
    """What a rule makes."""

    FACT = "fact"
    VALUE = "value"
    RECORD = "record"


@frozen
class Rule:
    """`type` is the fact, the domain, or the fields of the record."""

    name: str
    kind: RuleKind
    type: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)


@frozen
class Roles:
    """What mentions of some kinds are doing, told by the words around them; the first fit wins."""

    kinds: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)


@frozen
class FrameSlot:
    """Which roles answer a slot of a frame, and in which places they are looked for, in order."""

    name: str
    roles: tuple[str, ...]
    places: tuple[str, ...]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)


@frozen
class Flow:
    """For some indicators, which roles answer each slot of a party, the best first."""

    indicators: tuple[str, ...]
    sides: Mapping[str, tuple[str, ...]]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)


@frozen
class Frame:
    """How facts are assembled of mentions in their roles."""

    name: str
    fact: str
    slots: tuple[FrameSlot, ...]
    flows: tuple[Flow, ...]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)


@frozen
class Pattern:
    """A piece of pattern with parameters, put in place where it is used."""

    name: str
    params: tuple[str, ...]
    options: tuple[Seq, ...]
    location: Location = field(eq=False, repr=False)


class CaseKind(Enum):
    """What a case asserts."""

    EXAMPLE = "example"
    REJECT = "reject"
    TODO = "todo"


CASES = tuple(kind.value for kind in CaseKind)
"""The words that cases begin with."""


@frozen
class Expected:
    """One fact, `Value(...)` or `Record(...)` that an example expects."""

    type: str
    fields: Mapping[str, Value]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)


@frozen
class Case:
    """A text that a rule must read, must not read, or does not read yet."""

    kind: CaseKind
    rule: str
    text: str
    spans: tuple[tuple[int, int], ...]
    expected: tuple[Expected, ...]
    location: Location = field(eq=False, repr=False)
    named: Location = field(eq=False, repr=False)
    """Where the statement names the rule."""
