"""Where paragraphs begin and end: at the ends of lines, except where a line was wrapped.

In text from e-mail or PDF, a line ends where the next word did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tradefacts.grammar.tokens import BLANK
from tradefacts.units.numerals import LINE_ENDS

_ENDS = rf"{LINE_ENDS}\u2029"  # of lines and of paragraphs
_LINE = re.compile(rf"[^{_ENDS}]+")
_LINE_END = re.compile(rf"\r\n|[{_ENDS}]")
_WORD = re.compile(rf"[^ \t{_ENDS}]+")
_NARROW = 20
"""If no line is this long, the text is a list of words, and none was wrapped."""

Span = tuple[int, int]


def paragraphs(text: str) -> Iterator[Span]:
    r"""The paragraphs of a text, without the spaces around them.

    A text is wrapped if most of the lines that begin with a small letter follow a full line.

    >>> text = "Экспорт вырос на 5%, импорт\nсократился на 3%.\nОборот вырос."
    >>> [text[start:stop] for start, stop in paragraphs(text)]
    ['Экспорт вырос на 5%, импорт\nсократился на 3%.', 'Оборот вырос.']
    """
    lines = list(_lines(text))
    if not lines:
        return
    full = _full(text, lines)
    small = [
        is_full for line, is_full in zip(lines[1:], full, strict=True) if text[line[0]].islower()
    ]
    wrapped = 2 * sum(small) > len(small)
    start = lines[0][0]
    for (line, following), is_full in zip(pairwise(lines), full, strict=True):
        if not (wrapped and is_full):
            yield start, line[1]
            start = following[0]
    yield start, lines[-1][1]


def _lines(text: str) -> Iterator[Span]:
    """The lines of a text that are not empty, without the spaces around them."""
    return filter(None, (trimmed(text, *line.span()) for line in _LINE.finditer(text)))


def trimmed(text: str, start: int, stop: int) -> Span | None:
    """A span without the spaces at its ends; None if it is only spaces."""
    words = text[start:stop]
    if not words.strip(BLANK):
        return None
    return start + len(words) - len(words.lstrip(BLANK)), start + len(words.rstrip(BLANK))


def _full(text: str, lines: Sequence[Span]) -> list[bool]:
    """For each line but the last, whether the first word of the next line did not fit in it."""
    width = max(stop - start for start, stop in lines)
    found: list[bool] = []
    for (start, stop), (after, _) in pairwise(lines):
        word = _WORD.match(text, after)
        fits = word is None or len(word.group()) < width - (stop - start)
        parted = len(_LINE_END.findall(text, stop, after)) > 1
        found.append(width >= _NARROW and not fits and not parted)
    return found
