"""The `[spans]` of a case's text."""

from __future__ import annotations

import re
from collections.abc import Iterable


def write_marks(text: str, spans: Iterable[tuple[int, int]]) -> str:
    r"""Plain text and spans, in order -> text with `[spans]`; brackets in it become `\[` and `\]`.

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
    r"""What `write_marks` writes -> plain text and spans.

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
    """What is wrong with the spans of a case: code, message, and where in the quoted text."""
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
