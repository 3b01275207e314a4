"""Which types the fields of a class of facts may have.

A grammar fills a field with a `Decimal` or a `str`, and JSON gives a `str` back. So a field without
a converter must hold strings. A field of any other type needs a converter that accepts both and
never truncates an amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import fields

from tradefacts.facts.checks import FactError
from tradefacts.facts.fact import Fact, own_fields

_WORDS = (str, "str", "str | None")
"""The most common types, recognised without `get_type_hints`, which would slow down every start."""


_CONVERTERS = {
    int: "as in field(converter=as_int), of tradefacts",
    float: "as in field(converter=Decimal)",  # a float holds no exact amount
    Decimal: "as in field(converter=Decimal)",
    Fraction: "as in field(converter=Fraction)",
}
"""The converter to suggest for each number type; each accepts a `Decimal` and a `str`."""

_HALF = Decimal("2.5")


def check_exact(kind: type[Fact]) -> None:
    """Raise `FactError` for the first field whose converter truncates amounts, as `int` does."""
    for attribute in fields(kind):
        if attribute.name in own_fields(kind) and _cuts(attribute.converter):
            told = "int makes 2 of 2.5 without a word"
            hint = "write field(converter=as_int), of tradefacts, which refuses it"
            raise FactError(f"{kind.__name__}.{attribute.name}: {told}: {hint}")


def _cuts(converter: Any) -> bool:
    """Whether a converter is `int` or an attrs wrapper of it, such as `optional(int)`."""
    if converter is int:
        return True
    if not getattr(converter, "__module__", "").startswith("attr."):
        return False  # a user's own converter may round on purpose
    try:
        return type(made := converter(_HALF)) is int and made != _HALF
    except Exception:  # noqa: BLE001  # a converter that rejects 2.5 does not truncate it
        return False


def check_annotations(kind: type[Fact]) -> None:
    """Raise `FactError` for the first field that cannot hold the values that grammars give."""
    own = own_fields(kind)
    odd = [a for a in fields(kind) if a.name in own and a.converter is None]
    odd = [a for a in odd if a.type not in _WORDS]
    if not odd:
        return
    try:
        hints = get_type_hints(kind)
    except NameError:  # a class defined inside a function: its names cannot be resolved here
        return
    for attribute in odd:
        for wrong in _unfit(hints.get(attribute.name)):
            raise FactError(f"{kind.__name__}.{attribute.name}: {_wrong(wrong)}")


def _wrong(found: type) -> str:
    """The message that says why a field cannot have this type, and what to write instead."""
    name = getattr(found, "__name__", str(found))
    given = "the Decimal or the str that a grammar gives"
    if found is Decimal:
        given = "the str that JSON gives"
    converter = _CONVERTERS.get(found, "which takes a Decimal and a str")
    return f"{name} cannot hold {given}: write str, or give it a converter, {converter}"


def _unfit(hint: Any) -> Iterator[type]:
    """The classes in an annotation that cannot hold a string; other hints are not checked."""
    found = get_origin(hint) or hint
    if found is Literal:
        yield from (type(one) for one in get_args(hint) if not isinstance(one, str | None))
    elif found in (Union, UnionType):
        for part in get_args(hint):
            yield from _unfit(part)
    elif isinstance(found, type) and not _takes_words(found):
        yield found


def _takes_words(found: type) -> bool:
    return found is Any or issubclass(str, found) or issubclass(found, str | NoneType)
