"""Errors of turning digits, codes and scales into values."""

from collections.abc import Callable

_SHOWN = 40  # characters of a text that a message quotes


class NormalizationError(ValueError):
    """Raised for a text, a number or a code that has no exact normal value.

    >>> from tradefacts.units import calendar
    >>> try:
    ...     calendar.day(2023, 2, 29)
    ... except NormalizationError as error:
    ...     print(error)
    month 2 of 2023 has no day 29

    The message says what is wrong, where in the text (a 0-based code point), and what to do. It is
    a `ValueError`. Extracting a text never raises it.
    """


def shown(text: str, quote: Callable[[str], str] = repr) -> str:
    """Quote `text` for a message; a long one is cut and its length given.

    >>> shown("5,3%")
    "'5,3%'"
    >>> shown("1" * 5000, quote=str)
    '1111111111111111111111111111111111111111... (5000 characters)'
    """
    if len(text) <= _SHOWN:
        return quote(text)
    return f"{quote(text[:_SHOWN])}... ({len(text)} characters)"


def check_text(text: object, what: str = "a text") -> None:
    """Raise `TypeError` for anything but a string.

    >>> check_text(b"5%")
    Traceback (most recent call last):
    TypeError: a text is a str, not bytes; decode it first
    """
    if not isinstance(text, str):
        hint = "; decode it first" if isinstance(text, bytes | bytearray) else ""
        raise TypeError(f"{what} is a str, not {type(text).__name__}{hint}")
