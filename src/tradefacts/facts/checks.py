"""Checks for fields and arguments; errors say where, what is wrong, and what to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from os import PathLike
from typing import Any, NoReturn

from attrs import Attribute, Converter


class FactError(ValueError):
    """Raised if a fact would break its contract; the message says which field and why.

    >>> from tradefacts import Money
    >>> Money(start=0, stop=4, text="5 руб", value="5", currency="RUB")
    Traceback (most recent call last):
    tradefacts.facts.checks.FactError: text: '5 руб' does not fill [0, 4)
    """


class Listed(StrEnum):
    """A closed list of names. It converts its own fields: it takes a member or the name of one.

    Raises `FactError` for anything else.
    """

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        raise FactError(f"{value!r} is no {cls.__name__}; it is one of {', '.join(cls)}")


REFUSALS = (ValueError, ArithmeticError)
"""What a class raises for a value that it rejects: attrs, `int` and `Decimal` raise these.

Anything else, such as a `TypeError`, is a bug in the class, which no other value would avoid.
"""


def refusal(kind: type, error: Exception) -> FactError:
    """Turn the error of a class that rejected a value into a `FactError` that names the class."""
    if isinstance(error, FactError):
        return error
    said = error.args[0] if error.args else error  # attrs adds the field and the value
    if not isinstance(said, str):
        said = f"{type(error).__name__}: {said}"
    return FactError(f"{kind.__name__}: {said}")


_TOLD = 200  # the longest repr that a message quotes


def whole(_: object, attribute: Attribute[int], value: object) -> None:
    """Check that a field is an int; True and 1.0 are rejected."""
    if type(value) is not int:
        raise FactError(f"{attribute.name}: {value!r} is no int")


def string(_: object, attribute: Attribute[str], value: object) -> None:
    """Check that a field is a string."""
    if not isinstance(value, str):
        raise FactError(f"{attribute.name}: {value!r} is no str")


def worded(_: object, attribute: Attribute[str], value: object) -> None:
    """Check that a field is a string that is not blank."""
    string(_, attribute, value)
    if not str(value).strip():
        hint = "; what is not told is None" if attribute.default is None else ""
        raise FactError(f"{attribute.name}: {value!r} says nothing{hint}")


def check_listed(names: object, what: str) -> None:
    """Raise `TypeError` for a single value; a string would be read as a list of its letters."""
    if names is None:
        raise TypeError(f"{what} are listed: None is no list")
    if isinstance(names, str | bytes | bytearray | PathLike) or not isinstance(names, Iterable):
        raise TypeError(f"{what} are listed: write [{_told(names)}]")


def check_named(name: object, what: str, by: str = "a str") -> None:
    """Raise `TypeError` for anything but a string; suggest the kind for a class of facts."""
    if isinstance(name, str):
        return
    told, kind = _told(name), getattr(name, "kind", None)
    if isinstance(name, type) and isinstance(kind, str):
        told = f"the class {name.__name__}: write {kind!r}"
    raise TypeError(f"{what} is named by {by}, not by {told}")


def _told(value: object) -> str:
    told = repr(value)
    return told if len(told) <= _TOLD else "..."


def located(place: str, error: FactError) -> FactError:
    """The error of a part, with the path from the whole to that part in front."""
    message = str(error)
    return FactError(place + message[1:] if message.startswith("$") else f"{place}: {message}")


def naming(_: type, attributes: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Make the errors of converters name the field; attrs calls this as a `field_transformer`.

    Inherited fields are already wrapped: their converter is a `Converter`.
    """
    return [
        one
        if one.converter is None or isinstance(one.converter, Converter)
        else one.evolve(converter=_named(one.name, one.converter))
        for one in attributes
    ]


def _named(name: str, convert: Callable[[Any], Any]) -> Converter[Any, Any]:
    def take(value: object) -> Any:
        try:
            return convert(value)
        except FactError as error:
            raise located(name, error) from None

    return Converter(take)
