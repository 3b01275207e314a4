"""Explain a syntax error in words: recognize common mistakes by the text at the error.

There are three ways to explain one, and the first that succeeds wins: unpaired brackets, the text
at the place of the error, and the state of the parser (see `bad_samples`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from attrs import frozen

from tradefacts.grammar import ast
from tradefacts.grammar.brought import NAME
from tradefacts.grammar.forms import KINDS
from tradefacts.grammar.marks import uncommented
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.terminals import TERMINALS

_PATTERNS = ("rule", "pattern", "roles")
_LISTED = {**dict.fromkeys(_PATTERNS, "names"), "example": "fields", "todo": "fields"}
"""What the brackets of a statement contain, by the kind of statement."""


@frozen
class Mistake:
    """A message about one place; `row` and `column` count from 0."""

    message: str
    hint: str
    row: int
    column: int
    width: int


# -- brackets that do not pair ---------------------------------------------------------------------
_OPAQUE = re.compile(r'"(?:\\.|[^"\\])*"|#.*')
_PAIRS = {"[": "]", "(": ")"}


def unpaired(rows: Sequence[str], first: int, row: int, column: int) -> Mistake | None:
    """Find a bracket between row `first` and the error that is not closed or closes nothing."""
    if rows[row][column : column + 1].isalnum():
        return None  # brackets before a word may still be closed after it
    opened: list[tuple[str, int, int]] = []
    for index in range(first, row + 1):
        end = column + 1 if index == row else len(rows[index])
        for at, char in _brackets(rows[index], end):
            if char in _PAIRS:
                opened.append((char, index, at))
            elif all(_PAIRS[other] != char for other, _, _ in opened):
                return Mistake(f"{char!r} closes nothing", "", index, at, 1)
            elif _PAIRS[opened[-1][0]] != char:
                return _unclosed(opened[-1], f"before the {char!r} of column {at + 1}")
            else:
                opened.pop()
    at_end = not uncommented(rows[row][column:]) or rows[row][column:].startswith("=>")
    return _unclosed(opened[-1], "before the line ends") if opened and at_end else None


def _brackets(row: str, end: int) -> Iterator[tuple[int, str]]:
    blank = _OPAQUE.sub(lambda found: " " * len(found.group()), row)
    return ((at, char) for at, char in enumerate(blank[:end]) if char in "[]()")


def _unclosed(bracket: tuple[str, int, int], where: str) -> Mistake:
    char, row, column = bracket
    return Mistake(f"{char!r} is not closed", f"write {_PAIRS[char]!r} {where}", row, column, 1)


# -- the text at the place of the error ------------------------------------------------------------
_AT_PLACE: tuple[tuple[Collection[str], str, str, str], ...] = (
    # kinds of statements (none: all), pattern of the text at the error, message, hint
    ((), r'"[^"]*$', "a string is not closed", 'a string ends with " on the line it begins on'),
    (("import",), r"\.?\./", "an import has no way up", "a file stands beside this one, or below"),
    (("import",), '"', "an import names its file without quotes", "as in: import number (figure)"),
    ((), r"\.tfg\b", "an import names its file without .tfg", "as in: import number (figure)"),
    ((), "[«»“”„‟‘’'`]", "words stand between straight double quotes", 'as in "до"'),
    (
        ("rule", "roles"),
        r";(?=\s*\w+\s*=)",
        "results are parted by commas",
        "as in: => unit = m2, relation = ge",
    ),
    ((), r"//|/\*|--|;|%", "a comment begins with #", ""),
    (_PATTERNS, r"\*", "'*' is no repetition", "x* is x{0,8} or (x+)?"),
    (
        _PATTERNS,
        r"\{",
        "a repetition has a least and a most",
        "as in x{0,4}; {3} is {3,3} and {3,} is {3,8}",
    ),
    (("rule",), "(?<==)=", "equality is a single =", ""),
    (("rule", "roles"), "=>", "=> stands once, before sharing and if", "as in: => a = 1, b = 2"),
    (("rule", "roles"), "<=?", "a test compares two sides, after if", "as in: if 1 < a, a < 5"),
    (
        ("rule", "roles"),
        '"[^"]*"',
        "no words stand here: results are parted by commas",
        "as in: => unit = m2, relation = ge",
    ),
    (("rule",), ">=?", "a test is <, <=, = or !=", "turn its sides: a > b is b < a"),
    (("rule",), r"and\b", "tests are parted by commas", "as in: if a < b, c < d"),
    (_PATTERNS, r"(?:->|(?<!\w)=(?!>)).*", "a result is written => field = value", ""),
    (_PATTERNS, r"(?<=\w)=(?!>)", "the slot before has no pattern: write slot=pattern", ""),
    (_PATTERNS, ":", "a slot is bound by =", "as in value=DECIMAL"),
    (_PATTERNS, "/", "there are no regular expressions", f"terminals: {', '.join(TERMINALS)}"),
    (("lexicon",), r"(?<=\d),\d+", "a number has a decimal point", "1,5 is written 1.5"),
    (("lexicon",), rf"(?:{'|'.join(KINDS)}):", "no colon stands after a kind of wording", ""),
    (("lexicon",), ",", "words are parted by spaces", "as in: lemma рубль копейка"),
    (_PATTERNS, r"(?<=[a-z0-9_]\()\)", "a function takes something", "as in: minor(currency)"),
    (ast.CASES, r"(?<=\d,)\d+", "a number has a decimal point", "5,5 is written 5.5"),
    (ast.CASES, r"(?<=\()[^)]*", "a field has a name", "as in Money(value=5)"),
    (ast.CASES, r"[^\W\d][\w-]*(?==)", "a fact has a name", "as in => Money(value=5)"),
    (ast.CASES, "(?<==)=", "equality is a single =", ""),
    (ast.CASES, "(?:->|=(?!>)|:)", 'a case says what it gives: "text" => Fact(field=value)', ""),
)
_WORD = re.compile(r"[\w.-]+")
_BINDS = re.compile(r"[ \t]*=(?!>)")
_FILLED = re.compile(r"(\w+)[ \t]*=[ \t]*$")
_DASHED = re.compile(r"[A-Za-z_]\w*(-\w+)+", re.ASCII)
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OF_NAMES = "a name is made of small Latin letters, digits and _, a letter first"
_NEXT = {
    "grammar": "no statement begins here",
    "import": "no statement begins here",
    "lexicon": "an entry begins with its key: KEY lemma word",
    "rule": "an alternative begins with |",
    "pattern": "an alternative begins with |",
    "roles": "an alternative begins with |",
    "frame": "a line of a frame begins with slot or flow",
    "example": 'a case begins with its text: "text" => Fact(field=value)',
    "todo": 'a case begins with its text: "text" => Fact(field=value)',
    "reject": 'a case begins with its text: "text"',
}
_ITEMS = frozenset({"$END", "VBAR", "KEY", "STRING", "FLOW", "__ANON_2"})


def at_place(
    kind: str, rows: Sequence[str], row: int, column: int, expected: Collection[str]
) -> Mistake | None:
    """Recognize a mistake by the text at the error."""
    text = rows[row]
    seen = _invisible(text, row, column) or _dash(text, row, column) or _capital(text, row, column)
    if seen is not None:
        return seen
    head = row == 0 and kind != "import"  # an import consists of nothing but its head
    word = _word_around(text, column)
    if word is not None and set(expected) == {"RPAR", "_COMMA"} and kind in _LISTED:
        message = f"{_LISTED[kind]} are parted by commas"
        return Mistake(message, "", row, word.start(), len(word.group()))
    for kinds, there, message, hint in _AT_PLACE:
        if (not kinds or (kind in kinds and not head)) and (
            found := re.compile(there).match(text, column)
        ):
            width = max(1, len(found.group().rstrip()))
            return Mistake(message, hint, row, column, width)
    if word is not None:
        found_word = _wrong_word(kind, text, row, word, expected)
        if found_word is not None:
            return found_word
    if set(expected) <= _ITEMS and not text[:column].strip():
        width = len(word.group()) if word else 1
        return Mistake(_NEXT[kind], "", row, column, width)
    return None


def _invisible(text: str, row: int, column: int) -> Mistake | None:
    """An invisible character at the error or right after the word there."""
    word = _WORD.match(text, column)
    at = column if word is None else word.end()
    char = text[at : at + 1]
    if not char or unicodedata.category(char) not in {"Zs", "Cf", "Cc"} or char in " \t":
        return None
    message = f"an invisible character, U+{ord(char):04X} {_unicode_name(char)}"
    return Mistake(message, "write a plain space, or nothing", row, at, 1)


def _dash(text: str, row: int, column: int) -> Mistake | None:
    """A dash that a word processor has made from a hyphen."""
    char = text[column : column + 1]
    if not char or unicodedata.category(char) != "Pd" or char == "-":
        return None
    arrow = "->" if text[column + 1 : column + 2] == ">" else "-"
    message = f"{char!r} is no -, but U+{ord(char):04X} {_unicode_name(char)}"
    return Mistake(message, f"write {arrow}", row, column, 1)


def _capital(text: str, row: int, column: int) -> Mistake | None:
    """A capital inside a name, which the parser takes as the end of the name."""
    word = _word_around(text, column)
    if word is None or not _CAPITAL.match(text, column):
        return None
    if not NAME.fullmatch(text[word.start() : column]):
        return None
    small = _CAPITAL.sub("_", word.group()).lower()
    hint = f"as in {small}" if NAME.fullmatch(small) else ""
    return Mistake(_OF_NAMES, hint, row, word.start(), len(word.group()))


def _unicode_name(char: str) -> str:
    return unicodedata.name(char, "control character")


def _word_around(text: str, column: int) -> re.Match[str] | None:
    return next((w for w in _WORD.finditer(text) if w.start() <= column < w.end()), None)


def _wrong_word(
    kind: str, text: str, row: int, found: re.Match[str], expected: Collection[str]
) -> Mistake | None:
    """A word in the wrong script, without its quotes, or similar to one that may stand there."""
    word, at, width = found.group(), found.start(), len(found.group())
    foreign = [c for c in word if c.isalpha() and not c.isascii()]
    if foreign and any(c.isascii() and c.isalpha() for c in word):
        shown = ", ".join(f"{c} is {unicodedata.name(c).title()}" for c in dict.fromkeys(foreign))
        return Mistake(f"{word!r} mixes Latin letters with others", shown, row, at, width)
    if row == 0 and _DASHED.fullmatch(word):
        return Mistake(_OF_NAMES, f"as in {word.replace('-', '_').lower()}", row, at, width)
    if kind == "lexicon" and "KIND" in expected and word not in KINDS:
        message = f"{word!r} is no kind of wording: KEY kind word"
        return Mistake(message, nearest(word, KINDS), row, at, width)
    if foreign and kind in _PATTERNS and not text.lstrip().startswith(_PATTERNS):
        message = f"words of the text stand between quotes, names are Latin: {word!r}"
        return Mistake(message, f'"{word}"', row, at, width)
    if foreign and kind in ast.CASES and (slot := _FILLED.search(text[:at])):
        words = text[at:].split(",", maxsplit=1)[0].split(")", maxsplit=1)[0].strip()
        hint = f'{slot[1]}="{words}"'
        return Mistake(f"words stand between quotes: {words!r}", hint, row, at, len(words))
    if foreign and kind not in ast.CASES:
        return Mistake(f"names and keys are written in Latin letters: {word!r}", "", row, at, width)
    if kind in _PATTERNS and word[0].isupper() and _BINDS.match(text, found.end()):
        return Mistake(
            "a slot has a name in small letters", f"as in {word.lower()}=", row, at, width
        )
    if kind in _PATTERNS and word[0].isupper() and "TERMINAL" in expected:
        return Mistake(f"no terminal {word!r}", nearest(word, TERMINALS), row, at, width)
    if "NAME" in expected and len(expected) == 1:
        small = f"as in {word.lower()}" if word.isidentifier() else ""
        return Mistake(_OF_NAMES, small, row, at, width)
    return None
