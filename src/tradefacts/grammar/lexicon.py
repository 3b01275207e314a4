"""Lexicons with all their forms, ready for lookup in tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from attrs import field, frozen

from tradefacts.grammar import ast
from tradefacts.grammar.features import can_be, mask
from tradefacts.grammar.forms import DECLINED, forms, inflected
from tradefacts.grammar.paragraphs import Token
from tradefacts.grammar.schema import NAMED
from tradefacts.grammar.tokens import has_capitals, norm, split
from tradefacts.grammar.values import Value

Row = tuple[tuple[str, ...], Value, str | None]
"""The words of a form, and the key and the name of its entry."""


@frozen
class Form:
    """One spelling of an entry, token by token; a text must have its capitals."""

    words: tuple[str, ...]
    key: Value
    name: str | None
    norms: tuple[str, ...] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "norms", _norms(self.words))

    def fits(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the tokens from `at` on match this form."""
        if at + len(self.words) > len(tokens):
            return False
        return all(
            token.norm == normal and has_capitals(word, token.text)
            for word, normal, token in zip(self.words, self.norms, tokens[at:], strict=False)
        )


@cache
def _norms(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(norm, words))


@frozen
class Forms:
    """The forms of a lexicon, or of one kind or key of it, keyed by the norm of the first word."""

    by_first: Mapping[str, tuple[Form, ...]]

    def __iter__(self) -> Iterator[Form]:
        for rows in self.by_first.values():
            yield from rows

    def at(self, tokens: Sequence[Token], at: int) -> Iterator[Form]:
        """The forms that begin at token `at`."""
        if at < len(tokens):
            for form in self.by_first.get(tokens[at].norm, ()):
                if form.fits(tokens, at):
                    yield form


def compile_lexicon(
    lexicon: ast.Lexicon, part: str | None = None, features: Sequence[str] = ()
) -> Forms:
    """The forms of a lexicon; only those of a kind or key, and that can have features, if given."""
    rows = dict.fromkeys(_rows(lexicon, part, mask(features)))
    return _indexed(Form(*row) for row in rows)


def has_form(lexicon: ast.Lexicon, part: str | None, features: Sequence[str]) -> bool:
    """Whether some form can have the features."""
    return any(True for _ in _rows(lexicon, part, mask(features)))


def wordings(lexicon: ast.Lexicon, part: str | None) -> Iterator[tuple[ast.Entry, ast.Wording]]:
    """The wordings of a lexicon, or of one kind or key of it, each with its entry."""
    for entry in lexicon.entries:
        for wording in entry.wordings:
            if part is None or part in (wording.kind, str(entry.key)):
                yield entry, wording


def _rows(lexicon: ast.Lexicon, part: str | None, asked: int) -> Iterator[Row]:
    """The forms, each with the key and name of its entry; a form may come twice."""
    for entry, wording in wordings(lexicon, part):
        name = entry_name(lexicon, entry)
        rows = _such(wording, asked) if asked else forms(wording.kind, wording.text)
        for words in rows:
            yield words, entry.key, name


def _such(wording: ast.Wording, asked: int) -> Iterator[tuple[str, ...]]:
    """The forms that can have the features; abbreviations and symbols never can."""
    kind, text = wording.kind, wording.text
    rows = forms(kind, text)
    if kind in DECLINED:
        lemmas = _declining(rows, inflected(kind, text))
    elif kind == "form":
        lemmas = None
    else:
        return
    for words in rows:
        if can_be(words, lemmas, asked):
            yield words


def _declining(rows: Collection[tuple[str, ...]], lemmas: Iterable[str]) -> tuple[str | None, ...]:
    """The lemmas, with None for a word that no form changes: "вице" in "вице-премьер"."""
    columns = [set(column) for column in zip(*rows, strict=False)]
    pairs = zip(lemmas, columns, strict=False)
    return tuple(lemma if len(rows) == 1 or len(seen) > 1 else None for lemma, seen in pairs)


def literal(text: str) -> Forms:
    """The only form of literal words in a rule."""
    return _indexed([Form(split(text), None, None)])


def entry_name(lexicon: ast.Lexicon, entry: ast.Entry) -> str | None:
    """The name of an entry of a named domain, or its first wording if it has none."""
    return (entry.name or entry.wordings[0].plain) if lexicon.domain in NAMED else None


def place_names(lexicons: Mapping[str, ast.Lexicon]) -> dict[str, list[str]]:
    """The names of places by ISO 3166 code, in the order of the lexicons."""
    found: dict[str, list[str]] = {}
    for lexicon in lexicons.values():
        for entry in lexicon.entries if lexicon.domain == "iso3166" else ():
            name = entry_name(lexicon, entry)
            if isinstance(entry.key, str) and name is not None:
                found.setdefault(entry.key, []).append(name)
    return found


def abbreviations(lexicons: Mapping[str, ast.Lexicon]) -> frozenset[str]:
    """The norms of the words after which a dot does not end a sentence.

    These are the words before a dot in `abbr` wordings, and the last word of each wording.
    """
    return frozenset(
        norm(word)
        for lexicon in lexicons.values()
        for entry in lexicon.entries
        for wording in entry.wordings
        if wording.kind == "abbr"
        for word, after in pairwise((*split(wording.text), "."))
        if after == "." != word
    )


def _indexed(rows: Iterator[Form] | Sequence[Form]) -> Forms:
    by_first: dict[str, list[Form]] = defaultdict(list)
    for form in rows:
        by_first[form.norms[0]].append(form)
    return Forms({first: tuple(_without_stricter(found)) for first, found in by_first.items()})


def _without_stricter(found: list[Form]) -> Iterator[Form]:
    """Leave out a form that demands capitals where the same entry also has it without them."""
    if len(found) == 1:
        yield found[0]
        return
    kept: dict[Row, list[Form]] = defaultdict(list)
    for form in sorted(found, key=lambda f: sum(c.isupper() for w in f.words for c in w)):
        same = kept[form.norms, form.key, form.name]
        if not any(_looser(other, form) for other in same):
            same.append(form)
            yield form


def _looser(a: Form, b: Form) -> bool:
    pairs = zip("".join(a.words), "".join(b.words), strict=True)
    return all(x == y or y.isupper() or not x.isupper() for x, y in pairs)
