"""The reference back end for one text, with only the parts of a grammar that may match it.

Declining every word of the shipped grammars and writing every rule for Yargy takes many seconds,
and a sentence needs almost none of it. So wordings that cannot begin in the text are dropped from
the lexicons, and Yargy gets only the alternatives that the recogniser finds there. What is left
out could not match, so matches, readings and reasons stay the same.
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
"""Initial letters that every form shares with its lemma or with its own dictionary form."""


def narrowed(grammar: ast.Grammar, text: str) -> Reference:
    """Make the reference back end of a grammar, for this text only."""
    tokens = [token for p in paragraphs(text, abbreviations(grammar.lexicons)) for token in p]
    words = Words.of(tokens)
    lexicons = {name: _narrow(lexicon, words) for name, lexicon in grammar.lexicons.items()}
    return _Narrowed(evolve(grammar, lexicons=lexicons), tokens)


@frozen
class Words:
    """The words of a text, indexed to tell which wordings may begin with one of them."""

    norms: frozenset[str]
    stems: frozenset[str]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Words:
        """Collect the words of tokens."""
        norms = frozenset(token.norm for token in tokens)
        words = {token.norm for token in tokens if token.kind is TokenKind.WORD}
        normal = {norm(form) for word in words for form in normal_forms(word)}
        return cls(norms, frozenset(word[:_STEM] for word in norms | normal))

    def may_begin(self, wording: ast.Wording) -> bool:
        """Whether a form of a wording may begin with one of the words; may be a false positive."""
        first = norm(split(wording.plain)[0])
        if wording.kind not in DECLINED:
            return first in self.norms
        return first[:_STEM] in self.stems


def _narrow(lexicon: ast.Lexicon, words: Words) -> ast.Lexicon:
    return evolve(lexicon, entries=tuple(_entries(lexicon, words)))


def _entries(lexicon: ast.Lexicon, words: Words) -> Iterator[ast.Entry]:
    for entry in lexicon.entries:
        # all abbreviations stay: they decide where sentences end
        kept = [w for w in entry.wordings if w.kind == "abbr" or words.may_begin(w)]
        if kept:  # keep the name, as it may come from a wording that is dropped
            yield evolve(entry, name=entry_name(lexicon, entry), wordings=tuple(kept))


class _Narrowed(Reference):
    """The reference with a Yargy parser of only the alternatives that may match the tokens."""

    def __init__(self, grammar: ast.Grammar, tokens: Sequence[Token]) -> None:
        super().__init__(grammar)
        self.tokens = tokens

    @cached_property
    def parser(self) -> LookaheadParser | None:
        """The parser of the pieces of these alternatives; None if there are none."""
        loose = _Unguarded(self.sizes, self.writer.forms, self.tokens)
        return parser_of(v for v in self.variants if loose.may_match(v))


class _Unguarded(Recognizer):
    """A recogniser that ignores guards and `&`, so that explanations can report their failures."""

    def allows(self, node: ast.Node, at: int) -> bool:
        return isinstance(node, ast.Glued | ast.Forbidden) or super().allows(node, at)

    def may_match(self, variant: Variant) -> bool:
        """Whether each piece of an alternative that needs tokens matches somewhere in the text."""
        return all(
            piece.may_be_empty
            or any(self.ends(piece.pattern, at) for at in range(len(self.tokens)))
            for piece in variant.pieces
        )
