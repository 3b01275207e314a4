"""What JSON and tables hold of each field of a fact, read off the attrs classes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

from attrs import Attribute, fields

from tradefacts.facts.checks import FactError, check_listed, check_named, worded
from tradefacts.facts.fact import KINDS, LATER, Fact


class Content(StrEnum):
    """What a field holds, as JSON tells it."""

    AMOUNT = "amount"
    """A Decimal; a string of digits in JSON."""
    RATIO = "ratio"
    """A Fraction; "2" or "2/3" in JSON."""
    WHOLE = "whole"
    TRUTH = "truth"
    WORDS = "words"
    OTHER = "other"
    """Anything else that `json` can write: lists, objects."""


_CONTENTS = {
    Decimal: Content.AMOUNT,
    Fraction: Content.RATIO,
    bool: Content.TRUTH,
    int: Content.WHOLE,
}


class Column(NamedTuple):
    """A field of one kind of facts: its name, its content, whether it may be null, its domain.

    `values` are those of a closed domain; of `worded` ones no blank text is taken.

    >>> [column.name for column in columns_of(KINDS["money"])]
    ['start', 'stop', 'text', 'rule', 'value', 'low', 'high', 'currency', 'relation']
    """

    name: str
    content: Content
    nullable: bool
    domain: str | None
    values: tuple[str, ...] | None
    worded: bool


Kind = str | type[Fact]
"""What names a kind of facts: `"money"`, or `Money`."""


def columns_of(kind: type[Fact]) -> tuple[Column, ...]:
    """The fields of a kind in their order, those of every fact first."""
    try:
        hints = get_type_hints(kind)
    except NameError:  # a class inside a function, whose names cannot be seen from here
        hints = get_type_hints(Fact)
    return tuple(_column(attribute, hints) for attribute in fields(kind))


def kinds_named(names: Iterable[Kind] | None) -> tuple[type[Fact], ...]:
    """The registered classes of kinds, None for all. Raises `FactError` for an unknown kind."""
    if names is None:
        return tuple(KINDS.values())
    check_listed(names, "kinds")
    wanted = tuple(map(_name, names))
    unknown = [name for name in wanted if name not in KINDS]
    if unknown:
        told = f"no kind {unknown[0]!r}: it is one of {', '.join(KINDS)}"
        made = "; trade facts are made of all kinds: Document.trade_facts has them"
        raise FactError(told + made if unknown[0] in LATER else told)
    return tuple(KINDS[name] for name in dict.fromkeys(wanted))


def _name(kind: Kind) -> str:
    """The name of a kind. Raises `TypeError` for what names none."""
    if isinstance(kind, type) and issubclass(kind, Fact) and hasattr(kind, "kind"):
        return kind.kind
    check_named(kind, "a kind", "a str or by its class")
    assert isinstance(kind, str)
    return kind


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
