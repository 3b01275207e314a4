"""Numerals: find them in running text, and read the number that each stands for.

The rules for separators:

- a comma or a dot is a decimal mark: `80,231` is 80.231;
- several equal marks, or a mixed pair, group thousands: `1.234.567,89`, `1,234,567.89`, `1,234.56`;
- spaces and apostrophes always group: `1 234 567,5`, `12'345'678`;
- a group has three digits; one to three digits without a leading zero come before the first group,
  so `2013 500` is two numerals, but `1000 000` and `10 00` are none, as no numeral begins with two
  zeros;
- digits that may be groups of one number or cells of a table are no numeral: `5  200` with two
  spaces, a tab or a line break between; nor is `000`, the end of a torn number, but `020` is one:
  `1 mln 020`;
- digits joined in any other way are a date, a time, a version or a ratio: `12.03.2014`, `10:30`,
  `1.2.3`, `10/12`, `5_000`, `5·000`; digits beside an HTML entity (`316,4&nbsp;`, `5&#44;4`) or
  around an invisible character are no numeral, as what these stand for is unknown.

Digits are 0 to 9; a run with a digit of another script is no numeral. A sign is not part of one.
"""

import re
from decimal import Decimal
from typing import Final

from tradefacts.units.errors import NormalizationError, check_text, shown
from tradefacts.units.exact import MAX_DIGITS

SPACES: Final = " \u00a0\u2004-\u200a\u202f\u205f"
"""The spaces that group digits, as the inside of a character set.

These are the horizontal spaces up to a third of an em, such as thin, hair, figure and no-break
spaces. Tabs and spaces of an en or more separate columns, line breaks separate lines: none groups.
"""

LINE_ENDS: Final = r"\n\r\v\f\x85\u2028"
"""Characters that end a line but no paragraph, as the inside of a set; `\\r\\n` is one end."""

UNSEEN: Final = "\u00ad\u0301\u200b\u200c\u200d\u2060\ufeff"
"""Invisible characters (soft hyphen, zero-width spaces, joiners) and the combining stress mark.

A run of digits with one of these inside is no numeral.
"""

APOSTROPHES: Final = "'’"
"""The apostrophes that group digits; a numeral has only one kind."""


def _alternatives(*sources: str) -> str:
    """An atomic choice: once a source has matched, the others are not tried if the rest fails."""
    return f"(?>{'|'.join(sources)})"


_HEAD = r"[1-9][0-9]{0,2}+"
_FRACTION = r"(?:[.,][0-9]++)?+"
_SPACED = rf"(?:[{SPACES}][0-9]{{3}}(?!\d))++"
_IN_LINE = rf"[^\S{LINE_ENDS}\u2029]*+"
_WIDE = rf"(?=\s){_IN_LINE}(?:\r\n|[{LINE_ENDS}])?+{_IN_LINE}"  # no end of a paragraph
_APART = rf"(?:{_WIDE}[0-9]{{3}}(?!\d))++"
_REST = r"000(?!\d)"


def _groups(mark: str) -> str:
    return rf"(?:{mark}[0-9]{{3}}(?!\d))"


_GROUPED = _alternatives(
    _SPACED + _FRACTION,
    *(_groups(mark) + "++" + _FRACTION for mark in APOSTROPHES),
    _groups(",") + r"++\.[0-9]++",
    _groups(r"\.") + r"++,[0-9]++",
    _groups(",") + "{2,}+",
    _groups(r"\.") + "{2,}+",
)
_ONE_NUMERAL = _alternatives(
    _HEAD + _GROUPED,
    f"(?!{_REST})[0-9]++" + _FRACTION,
)

_JOINT = rf"[.,:/{APOSTROPHES}_`´‘‚ʼ′·∙⋅⁄∕٫٬]"
ENTITY: Final = r"&(?>#[0-9]++|#[xX][0-9A-Fa-f]++|[A-Za-z][A-Za-z0-9]*+);"
"""An HTML entity: `&nbsp;`, `&#44;`."""

_BETWEEN = rf"(?:[{SPACES}]|{_JOINT})?+"
_PARTED = rf"{_BETWEEN}[{UNSEEN}]++{_BETWEEN}\d"
_TORN = rf"[{SPACES}]0(?>[0-9]{{2}}(?!\d)|[0-9]++(?![./:]?\d))"  # "10 00", not "10 01.02.2014"

_MORE = rf"{_JOINT}\d|{_TORN}|{ENTITY}|{_PARTED}"

NUMERAL: Final = rf"(?!{_HEAD}(?:{_SPACED})?+{_APART}){_ONE_NUMERAL}(?!\d)(?!{_MORE})"
"""One numeral: the source of a regular expression, without named or numbered groups.

Meant as the first alternative of a tokenizer, with `DATED` as the second,
`(?P<NUMBER>{NUMERAL})|(?P<OTHER>{DATED})`: together they match every run of digits whole, in time
linear in the text. Alone it would match the end of a date ("03.2014"). A scan must not begin
inside a run of digits and separators.
"""

_RUN = rf"(?>{_HEAD}{_APART}|\d++)"
DATED: Final = rf"(?=\d)(?:/?+{_RUN}|{_JOINT}\d++|{_TORN}|(?:{ENTITY}|{_PARTED})\d*+)++"
"""A run of digits that is no numeral: a date, a time, a version, a ratio. Tried after `NUMERAL`.

It begins with `_RUN`. No run ends before a digit, so each further run follows a slash. This way
`_RUN` appears only once, which keeps compiling cheap: every process does it at its start.
"""

_NUMERAL = re.compile(_ONE_NUMERAL)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPING = re.compile(f"[{SPACES}{APOSTROPHES}]")


def is_numeral(text: str) -> bool:
    """Whether a text is one numeral and nothing else, however long.

    >>> is_numeral("1 234,5"), is_numeral("12.03.2014")
    (True, False)
    """
    return _NUMERAL.fullmatch(text) is not None


def decimal(text: str) -> Decimal:
    """Read the number that a numeral stands for; a lone comma or dot is its decimal mark.

    Digits are kept as written (`5,30` is `Decimal('5.30')`). Raises `NormalizationError` if `text`
    is not a numeral, or longer than `MAX_DIGITS`.

    >>> decimal("80,231"), decimal("1.234.567,89"), decimal("12'345'678")
    (Decimal('80.231'), Decimal('1234567.89'), Decimal('12345678'))
    >>> decimal("12.03.2014")
    Traceback (most recent call last):
    tradefacts.units.errors.NormalizationError: '12.03.2014' is no numeral: position 5, '.'
    """
    check_text(text, "a numeral")
    if text.isascii() and text.isdigit() and text[0] != "0" and len(text) <= MAX_DIGITS:
        return Decimal(text)
    return Decimal(_digits(text))


def grouped(text: str) -> Decimal:
    """Read as `decimal` does, but a lone comma or dot before exactly three digits groups thousands.

    >>> grouped("20.000"), grouped("1,5"), grouped("0.500"), grouped("1234.500")
    (Decimal('20000'), Decimal('1.5'), Decimal('0.500'), Decimal('1234.500'))
    """
    check_text(text, "a numeral")
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", ""))
    return decimal(text)


def _digits(text: str) -> str:
    """Drop the grouping marks of a numeral and turn its decimal mark into a dot."""
    if len(text) > MAX_DIGITS:
        raise NormalizationError(f"{shown(text)} is longer than {MAX_DIGITS} digits")
    found = _NUMERAL.match(text)
    stop = found.end() if found else 0
    if stop != len(text) or not text:
        here = repr(text[stop]) if text else "nothing there"
        raise NormalizationError(f"{shown(text)} is no numeral: position {stop}, {here}")
    text = _GROUPING.sub("", text)
    if "," in text and "." in text:
        mark = max(",.", key=text.rindex)
        text = text.replace("." if mark == "," else ",", "")
    elif text.count(",") > 1 or text.count(".") > 1:
        return text.replace(",", "").replace(".", "")
    return text.replace(",", ".")
