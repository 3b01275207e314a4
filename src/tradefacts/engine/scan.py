"""One pass over a text for the words that tell of a fact.

The text is written in a byte alphabet of its own, one byte a character, where every letter that an
anchor needs has a byte; all others are one byte that parts words. Then everything runs at the speed
of C: words that begin with a capital are looked up, those that need none are found by one
Aho-Corasick automaton (Aho and Corasick, 1975) as a space and the word.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import ahocorasick_rs
from attrs import frozen

from tradefacts.grammar.tokens import TOKEN, norm

if TYPE_CHECKING:
    from tradefacts.engine.anchors import Anchors

_RUN = re.compile(rb"[0-9]++")
_FOREIGN = re.compile(r"[^\D0-9]")
_UNKNOWN = ord("?")
_SPACE = ord(" ")
_CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "Ёё"
_ASCII = "".join(map(chr, range(128)))
_MARKS = "«»„“”’–—−…№\u00a0"  # what any text has, so that "?" is rare


Hit = tuple[int, int, str]
"""Where an anchor may stand, and the kind of its token if it begins with a digit."""


class Alphabet:
    """Up to 256 characters as bytes, and tables that fold them."""

    def __init__(self, wanted: str) -> None:
        characters = _characters(wanted)
        self.characters = characters
        # what has no byte here is written as "?"
        spare = (chr(0xE000 + k) for k in range(256 - len(characters)))
        self.map: Any = codecs.charmap_build(characters + "".join(spare))
        signs = {c for c in wanted if not c.isalpha()}
        self.cased = bytes(b if self._letter(b) else _SPACE for b in range(256))
        self.folded = bytes(self._fold(b) if self._seen(b, signs) else _SPACE for b in range(256))

    def encode(self, text: str) -> bytes:
        """A byte for each character."""
        return codecs.charmap_encode(text, "replace", self.map)[0]

    def spell(self, word: str) -> bytes:
        """A word as a scan sees it: folded."""
        return self.encode(word).translate(self.folded)

    def letters(self, script: str) -> bytes:
        """The bytes of a script: `cyrillic`, `latin` or `other`, small letters."""
        return bytes(
            b
            for b in range(256)
            if self._letter(b) and self._fold(b) == b and _script(self.characters[b]) == script
        )

    def capitals(self) -> bytes:
        """The bytes of capital letters."""
        return bytes(b for b in range(256) if self._letter(b) and self.characters[b].isupper())

    def signs(self) -> bytes:
        """The bytes of anchors that are no letters."""
        return bytes(b for b in range(256) if self.folded[b] != _SPACE and not self._letter(b))

    def _letter(self, byte: int) -> bool:
        return byte < len(self.characters) and self.characters[byte].isalpha()

    def _seen(self, byte: int, signs: set[str]) -> bool:
        return self._letter(byte) or (
            byte < len(self.characters) and self.characters[byte] in signs
        )

    def _fold(self, byte: int) -> int:
        small = norm(self.characters[byte])
        return self.characters.index(small) if small in self.characters else byte


def _characters(wanted: str) -> str:
    """Each character that has a byte: what is wanted in both cases, ASCII, Russian letters."""
    both = [form for c in wanted for form in (c, c.upper()) if len(form) == 1]
    # the signs for kelvin, angstrom and ohm are capitals of letters as well
    both += [sign for sign in "\u212a\u212b\u2126" if norm(sign) in wanted]
    return "".join(dict.fromkeys([*_ASCII, *_CYRILLIC, *_MARKS, *both]))


def _script(letter: str) -> str:
    if "\u0400" <= letter <= "\u052f":
        return "cyrillic"
    return "latin" if re.match("[A-Za-z\u00aa\u00ba\u00c0-\u024f]", letter) else "other"


@frozen
class Spelled:
    """Anchors in the alphabet that is made for their characters; `kinds` are those of digits."""

    characters: str
    capital: frozenset[bytes]
    plain: frozenset[bytes]
    kinds: frozenset[str] = frozenset()

    @classmethod
    def of(cls, anchors: Anchors) -> Spelled | None:
        """Spell the anchors; None where they have too many characters for bytes."""
        words = (*anchors.capital, *anchors.plain)
        characters = "".join(sorted({c for word in words for c in word}))
        if len(_characters(characters)) > 256:
            return None
        spell = Alphabet(characters).spell
        capital, plain = (frozenset(map(spell, w)) for w in (anchors.capital, anchors.plain))
        return cls(characters, capital, plain, anchors.kinds)


class Scanner:
    """Finds the anchors of a text."""

    def __init__(self, spelled: Spelled) -> None:
        self.alphabet = alphabet = Alphabet(spelled.characters)
        self.capital, self.plain, self.kinds = spelled.capital, spelled.plain, spelled.kinds
        signs = alphabet.signs()
        patterns = [word if word[0] in signs else b" " + word for word in sorted(self.plain)]
        self.automaton = (
            ahocorasick_rs.BytesAhoCorasick(
                patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
            )
            if patterns
            else None
        )
        self.ends = bytes(c == _SPACE or c in signs for c in range(256))
        self.capitals = re.compile(b"[" + re.escape(alphabet.capitals()) + b"][^ ]*+")
        self.joints = _joints(alphabet)

    def hits(self, text: str) -> list[Hit]:
        """Where anchors may stand, in order; a hit may turn out to be no token."""
        # with a space on both sides, so that the bytes stand one to the right of the characters
        raw = b"".join((b" ", self.alphabet.encode(text), b" "))
        folded = raw.translate(self.alphabet.folded)
        capital, ends = self.capital, self.ends
        found: list[Hit] = []
        for match in self.capitals.finditer(raw.translate(self.alphabet.cased)):
            start, stop = match.span()
            if folded[start:stop] in capital:
                found.append((start - 1, stop - 1, ""))
        if self.automaton is not None:
            for _, start, stop in self.automaton.find_matches_as_indexes(folded):
                if folded[start] != _SPACE:
                    found.append((start - 1, stop - 1, ""))
                elif ends[folded[stop]]:
                    found.append((start, stop - 1, ""))
        if _UNKNOWN in raw:
            found = [hit for hit in found if self._is_whole(text, raw, *hit[:2])]
        if self.kinds:
            found += self._digits(text, raw)
        joined = list(self._joined(text, folded))
        return sorted({*found, *joined} if joined else found)

    def _is_whole(self, text: str, raw: bytes, start: int, stop: int) -> bool:
        """Whether a hit is a token where a character beside it has no byte of its own."""
        if raw[start] != _UNKNOWN and raw[stop + 1] != _UNKNOWN:
            return True
        first, last = max(0, start - 1), min(len(text), stop + 1)
        edges = {edge for token in TOKEN.finditer(text, first, last) for edge in token.span()}
        return {start, stop} <= edges

    def _digits(self, text: str, raw: bytes) -> Iterator[Hit]:
        """Tokens that begin with a digit, where they are anchors."""
        edge = 0
        # digits of other scripts, which have no byte, may have begun the token that a run is in
        whole = _UNKNOWN in raw and _FOREIGN.search(text) is not None
        for run in () if whole else _RUN.finditer(raw):
            start = run.start() - 1
            if start >= edge:
                token = TOKEN.match(text, start)
                if token is not None:
                    edge = token.end()
                    if token.lastgroup in self.kinds:
                        yield start, edge, token.lastgroup
        for token in TOKEN.finditer(text) if whole else ():
            if token.lastgroup in self.kinds:
                yield *token.span(), token.lastgroup

    def _joined(self, text: str, folded: bytes) -> Iterator[Hit]:
        """Anchors in runs of letters of several scripts, and right after a sign."""
        letters, done = self.alphabet.cased, 0
        for joint in self.joints.finditer(folded):
            start = joint.start() - 1
            stop = start + 1
            if start < done:
                continue
            is_sign = letters[folded[stop]] == _SPACE
            start += is_sign
            while not is_sign and start > done and letters[folded[start]] != _SPACE:
                start -= 1
            while stop < len(text) and letters[folded[stop + 1]] != _SPACE:
                stop += 1
            done = stop
            for token in TOKEN.finditer(text, start, stop):
                word = self.alphabet.spell(token.group())
                if word in self.capital or word in self.plain:
                    yield *token.span(), ""


def _joints(alphabet: Alphabet) -> re.Pattern[bytes]:
    """Where the script changes inside a run of letters, and signs before a letter.

    It begins with a set of characters that are rare in Russian, which the regular expression
    engine skips to.
    """
    scripts = {name: re.escape(alphabet.letters(name)) for name in ("cyrillic", "latin", "other")}
    signs = re.escape(alphabet.signs())
    rows = []
    for name in ("latin", "other"):
        others = b"".join(letters for other, letters in scripts.items() if other != name)
        if scripts[name] and others:
            rows.append(b"(?<=[%s])(?:(?<=[%s].)|(?=[%s]))" % (scripts[name], others, others))
    if signs:
        rows.append(b"(?<=[%s])(?=[%s])" % (signs, b"".join(scripts.values())))
    first = b"".join((scripts["latin"], scripts["other"], signs))
    return re.compile(b"[%s](?:%s)" % (first, b"|".join(rows)), re.DOTALL)
