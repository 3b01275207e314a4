"""Results: what a match gives."""

from __future__ import annotations

from enum import Enum

import attrs
from attrs import field, frozen

from tradefacts.grammar.errors import Location
from tradefacts.grammar.values import Value


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
