"""The abstract syntax of a grammar. Nothing here knows of a text; every node knows its place."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import attrs
from attrs import Factory, field, frozen

from tradefacts.grammar.errors import Location
from tradefacts.grammar.values import Value

Places = Mapping[str, Location]
"""Where each name of a statement stands, at first, for names that have no node of their own."""


# -- lexicons ------------------------------------------------------------------
@frozen
class Wording:
    """One way to say an entry; `kind` says how it declines."""

    kind: str
    text: str
    location: Location = field(eq=False, repr=False)


@frozen
class Entry:
    """A value and its wordings; `name` is for `iso3166` and `place` lexicons."""

    key: Value
    name: str | None
    wordings: tuple[Wording, ...]
    location: Location = field(eq=False, repr=False)


@frozen
class Lexicon:
    """Words that stand for values of one domain."""

    name: str
    domain: str
    entries: tuple[Entry, ...]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)


# -- patterns ------------------------------------------------------------------
@frozen(kw_only=True)
class Node:
    """A piece of a pattern."""

    location: Location = field(eq=False, repr=False)


@frozen
class Ref(Node):
    """A lexicon, a kind or key of one, or a rule that is no fact. Names are qualified by link."""

    name: str
    part: str | None = None


@frozen
class Terminal(Node):
    """`DECIMAL`, `GROUPED`, `INT`, `NUMBER`, `DATE`, `TIME`, `YEARS`, `WORD`, `UPPER` or `ANY`."""

    name: str


@frozen
class Literal(Node):
    """Words as written."""

    text: str


@frozen
class Glued(Node):
    """`&`: no space between the tokens on both sides."""


@frozen
class Forbidden(Node):
    """`!x`: x does not begin here or, at the start of an alternative, does not end here."""

    body: Node
    left: bool = False


@frozen
class Slot(Node):
    """`name=x`: binds the value of x."""

    name: str
    body: Node


@frozen
class Seq(Node):
    """One item after another."""

    items: tuple[Node, ...]


@frozen
class Choice(Node):
    """One of several."""

    options: tuple[Node, ...]


@frozen
class Repeat(Node):
    """Between `low` and `high` times; `high` None is without bound."""

    body: Node
    low: int
    high: int | None


@frozen
class Span(Node):
    """`[ x ]`: one fact's place."""

    body: Node


@frozen
class Use(Node):
    """A parameterised pattern with its arguments; link puts the body in its place."""

    name: str
    args: tuple[Node, ...]


@frozen
class Mention(Node):
    """A fact of a kind that stands in the text already; in the patterns of roles alone."""

    kind: str


@frozen
class Featured(Node):
    """`x{past}`: x in a form that can have this feature; in the patterns of roles alone."""

    body: Node
    feature: str


# -- results -------------------------------------------------------------------
@frozen(kw_only=True)
class Expr:
    """A result expression."""

    location: Location = field(eq=False, repr=False)


@frozen
class Constant(Expr):
    """A number, `null`, or a name of the field's domain."""

    value: Value


@frozen
class Name(Expr):
    """A slot, a result field (in a test) or, where neither has that name, a constant."""

    name: str


class Op(Enum):
    """Operators of expressions and of tests."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    OR = "or"
    LESS = "<"
    LESS_EQUAL = "<="
    EQUAL = "="
    UNEQUAL = "!="


@frozen
class Binary(Expr):
    """Two operands; a missing one is neutral."""

    op: Op
    left: Expr
    right: Expr


@frozen
class Negative(Expr):
    """A number with its sign turned."""

    operand: Expr


@frozen
class Call(Expr):
    """A function, such as `minor(currency)`."""

    function: str
    args: tuple[Expr, ...]


@frozen
class Test:
    """A condition; it holds where one side is missing."""

    op: Op
    left: Expr
    right: Expr


@frozen
class Binding:
    """`field = expr`; without a field, the value of a value rule."""

    field: str | None
    expr: Expr
    location: Location = attrs.field(eq=False, repr=False)  # `field` is another thing here


# -- statements ----------------------------------------------------------------
@frozen
class Alternative:
    """One line of a rule: a pattern, what it gives, what it shares, when it holds."""

    pattern: Seq
    results: tuple[Binding, ...]
    shared: tuple[str, ...]
    tests: tuple[Test, ...]
    location: Location = field(eq=False, repr=False)
    at: Places = field(eq=False, repr=False)


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


@frozen
class Import:
    """Names taken from another file, which is found beside this one."""

    path: str
    names: tuple[tuple[str, Location], ...]
    location: Location = field(eq=False, repr=False)


@frozen
class Module:
    """One file, as written. `broken` names statements that have a syntax error."""

    name: str
    path: str
    imports: tuple[Import, ...] = ()
    lexicons: tuple[Lexicon, ...] = ()
    rules: tuple[Rule, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    cases: tuple[Case, ...] = ()
    roles: tuple[Roles, ...] = ()
    frames: tuple[Frame, ...] = ()
    broken: frozenset[str] = frozenset()


@frozen
class Idle:
    """An import, a lexicon or a pattern that its file never uses."""

    kind: str
    name: str
    location: Location = field(eq=False, repr=False)


@frozen
class Grammar:
    """A linked grammar: all it needs, under qualified names (`money.sum`).

    `cases` are those of the file itself, not of what it imports.
    """

    name: str
    lexicons: Mapping[str, Lexicon] = field(factory=dict, repr=False)
    rules: Mapping[str, Rule] = field(factory=dict, repr=False)
    cases: tuple[Case, ...] = field(default=(), repr=False)
    roles: tuple[Roles, ...] = field(default=(), repr=False)
    frames: Mapping[str, Frame] = field(factory=dict, repr=False)
    sources: Mapping[str, str] = field(default=Factory(dict), repr=False, eq=False)
    idle: tuple[Idle, ...] = field(default=(), repr=False, eq=False)
    """What the file itself has and never uses."""
    reaches: dict[str, int | None] = field(init=False, factory=dict, repr=False, eq=False)
    """How many tokens each rule can take: `analysis.reach` counts a rule once."""
    rounds: dict[str, int] = field(init=False, factory=dict, repr=False, eq=False)
    """How often each rule can repeat a part of it: `analysis.rounds` counts a rule once."""

    @property
    def fact_rules(self) -> tuple[Rule, ...]:
        """Rules that make facts, in the order of the files."""
        return tuple(rule for rule in self.rules.values() if rule.kind is RuleKind.FACT)

    def own(self, name: str) -> str:
        """The qualified name of one of this grammar's own names."""
        return f"{self.name}.{name}"
