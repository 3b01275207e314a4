"""How each field of a fact appears in JSON and in tables, derived from the attrs classes."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

from attrs import Attribute, fields

from tradefacts.facts.checks import worded
from tradefacts.facts.fact import Fact


class Content(StrEnum):
    """What a field holds, in terms of JSON."""

    AMOUNT = "amount"
    """A Decimal; a string of digits in JSON."""
    RATIO = "ratio"
    """A Fraction; "2" or "2/3" in JSON."""
    WHOLE = "whole"
    TRUTH = "truth"
    WORDS = "words"
    OTHER = "other"
    """Anything else that `json` can write, such as lists and objects."""


_CONTENTS = {
    Decimal: Content.AMOUNT,
    Fraction: Content.RATIO,
    bool: Content.TRUTH,
    int: Content.WHOLE,
}


class Column(NamedTuple):
    """A field of one kind of facts: its name, its content, whether it may be null, its domain.

    `values` lists a closed domain; a `worded` column takes no blank text.

    >>> from tradefacts import Money
    >>> [column.name for column in columns_of(Money)]
    ['start', 'stop', 'text', 'rule', 'value', 'low', 'high', 'currency', 'relation']
    """

    name: str
    content: Content
    nullable: bool
    domain: str | None
    values: tuple[str, ...] | None
    worded: bool


def columns_of(kind: type[Fact]) -> tuple[Column, ...]:
    """The fields of a kind in order, beginning with those that every fact has."""
    try:
        hints = get_type_hints(kind)
    except NameError:  # a class defined inside a function: its names cannot be resolved here
        hints = get_type_hints(Fact)
    return tuple(_column(attribute, hints) for attribute in fields(kind))


def _column(attribute: Attribute[Any], hints: dict[str, Any]) -> Column:
    hint = hints.get(attribute.name, attribute.type)
    types = get_args(hint) or (hint,)
    values = attribute.metadata.get("values")
    domain = attribute.metadata.get("domain")
    return Column(
        attribute.name,
        _content(types, domain),
        NoneType in types or (isinstance(hint, str) and "None" in hint),
        domain,
        None if values is None else tuple(map(str, values)),
        attribute.validator is worded,
    )


def _content(types: tuple[Any, ...], domain: str | None) -> Content:
    for known, content in _CONTENTS.items():
        if known in types:
            return content
    if domain == "number":
        return Content.AMOUNT
    single = [a for a in types if a is not NoneType]
    words = len(single) == 1 and isinstance(single[0], type) and issubclass(single[0], str)
    return Content.WORDS if words or domain is not None else Content.OTHER
