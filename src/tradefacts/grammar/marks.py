"""The `[spans]` in the text of a case, and comments at the end of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|[ \t]*#.*')


def uncommented(row: str) -> str:
    """A row without its comment and trailing space; a `#` between quotes is text.

    >>> uncommented('  "#5" # five')
    '  "#5"'
    """
    return _COMMENT.sub(lambda found: found[1] or "", row).rstrip()


def write_marks(text: str, spans: Iterable[tuple[int, int]]) -> str:
    r"""Mark spans, given in order, in a text as `[spans]`; its own brackets become `\[` and `\]`.

    >>> write_marks("от 5 до 7", [(3, 4), (8, 9)])
    'от [5] до [7]'
    """
    shown, last = "", 0
    for start, stop in spans:
        shown += f"{_escaped(text[last:start])}[{_escaped(text[start:stop])}]"
        last = stop
    return shown + _escaped(text[last:])


def _escaped(text: str) -> str:
    return re.sub(r"[\[\]\\]", r"\\\g<0>", text)


def read_marks(raw: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    r"""Read what `write_marks` writes: the plain text and the spans.

    >>> read_marks("от [5] до [7]")
    ('от 5 до 7', ((3, 4), (8, 9)))
    """
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    start = 0
    escaped = False
    for char in raw:
        if escaped:
            plain.append(char if char in "[]\\" else "\\" + char)
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "[":
            start = len(plain)
        elif char == "]":
            spans.append((start, len(plain)))
        else:
            plain.append(char)
    return "".join(plain), tuple(spans)


def bracket_fault(quoted: str) -> tuple[str, str, int] | None:
    """The fault in the spans of a case, if any: code, message, index in the quoted text."""
    opened = -1
    for mark in re.finditer(r"\\.|[\[\]]", quoted):
        if mark.group() == "[":
            if opened >= 0:
                return "E044", "a [span] inside a [span]", mark.start()
            opened = mark.start()
        elif mark.group() == "]":
            if opened < 0:
                return "E001", "']' closes nothing", mark.start()
            if mark.start() == opened + 1:
                return "E042", "a [span] without a text", opened
            opened = -1
    return ("E001", "'[' is not closed", opened) if opened >= 0 else None
