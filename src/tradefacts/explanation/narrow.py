"""The reference back end for one text: a grammar without what the text has no words for.

Declining every word of the shipped grammars and writing every rule for Yargy takes many seconds,
and a sentence needs next to none of it. The lexicons lose the wordings that cannot begin in the
text, and Yargy is given only the alternatives that the recogniser finds there; what either of them
leaves out could not match, so matches, readings and reasons stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import evolve, frozen

from tradefacts.grammar import ast
from tradefacts.grammar.forms import DECLINED, normal_forms
from tradefacts.grammar.lexicon import abbreviations, entry_name
from tradefacts.grammar.paragraphs import Token, paragraphs
from tradefacts.grammar.tokens import TokenKind, norm, split
from tradefacts.reference import Reference
from tradefacts.reference.matcher import parser_of
from tradefacts.reference.parser import LookaheadParser
from tradefacts.reference.pieces import Variant
from tradefacts.reference.recognizer import Recognizer

_STEM = 2
"""Letters that a form has in common with its word or with its own dictionary form."""


def narrowed(grammar: ast.Grammar, text: str) -> Reference:
    """The reference of a grammar, for this text and no other."""
    tokens = [token for p in paragraphs(text, abbreviations(grammar.lexicons)) for token in p]
    words = Words.of(tokens)
    lexicons = {name: _narrow(lexicon, words) for name, lexicon in grammar.lexicons.items()}
    return _Narrowed(evolve(grammar, lexicons=lexicons), tokens)


@frozen
class Words:
    """The words of a text, and what tells that a wording may begin with a form of one of them."""

    norms: frozenset[str]
    stems: frozenset[str]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Words:
        """The words of some tokens."""
        norms = frozenset(token.norm for token in tokens)
        words = {token.norm for token in tokens if token.kind is TokenKind.WORD}
        normal = {norm(form) for word in words for form in normal_forms(word)}
        return cls(norms, frozenset(word[:_STEM] for word in norms | normal))

    def may_begin(self, wording: ast.Wording) -> bool:
        """Whether a form of a wording can begin with one of the words; at times a false yes."""
        first = norm(split(wording.plain)[0])
        if wording.kind not in DECLINED:
            return first in self.norms
        return first[:_STEM] in self.stems


def _narrow(lexicon: ast.Lexicon, words: Words) -> ast.Lexicon:
    return evolve(lexicon, entries=tuple(_entries(lexicon, words)))


def _entries(lexicon: ast.Lexicon, words: Words) -> Iterator[ast.Entry]:
    for entry in lexicon.entries:
        # an abbreviation anywhere tells where sentences end
        kept = [w for w in entry.wordings if w.kind == "abbr" or words.may_begin(w)]
        if kept:  # an entry may be called after a wording that goes
            yield evolve(entry, name=entry_name(lexicon, entry), wordings=tuple(kept))


class _Narrowed(Reference):
    """The reference, whose Yargy parser knows the alternatives that some tokens can be."""

    def __init__(self, grammar: ast.Grammar, tokens: Sequence[Token]) -> None:
        super().__init__(grammar)
        self.tokens = tokens

    @cached_property
    def parser(self) -> LookaheadParser | None:
        """The parser of the pieces of these alternatives; None where there are none."""
        loose = _Unguarded(self.sizes, self.writer.forms, self.tokens)
        return parser_of(v for v in self.variants if loose.may_match(v))


class _Unguarded(Recognizer):
    """Where patterns could end if no guard and no `&` stood in the way: they are told of later."""

    def allows(self, node: ast.Node, at: int) -> bool:
        return isinstance(node, ast.Glued | ast.Forbidden) or super().allows(node, at)

    def may_match(self, variant: Variant) -> bool:
        """Whether each piece of an alternative that takes tokens is somewhere in the text."""
        return all(
            piece.may_be_empty
            or any(self.ends(piece.pattern, at) for at in range(len(self.tokens)))
            for piece in variant.pieces
        )
