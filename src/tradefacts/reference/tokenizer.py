"""Our tokens as Yargy's: it sees text, place and type, our own predicates see the token itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yargy.span import Span
from yargy.token import Token as YargyToken
from yargy.tokenizer import Tokenizer as YargyTokenizer

from tradefacts.grammar.paragraphs import Token, paragraphs
from tradefacts.grammar.tokens import TokenKind


class GrammarToken(YargyToken):  # type: ignore[misc]  # yargy has no types
    """A token of Yargy that keeps the `source` it was made of."""

    def __init__(self, source: Token) -> None:
        super().__init__(source.text, Span(source.start, source.stop), source.kind.value)
        self.source = source


class Tokenizer(YargyTokenizer):  # type: ignore[misc]  # yargy has no types
    """For `yargy.Parser(rule, tokenizer=...)`: needs no morphology, so neither does the parser."""

    def __init__(self) -> None:
        super().__init__()
        self.types = {kind.value for kind in TokenKind}

    def __call__(self, text: str | Sequence[Token]) -> Iterator[GrammarToken]:
        """Tokens of a text, or of one paragraph that is cut already."""
        tokens = (t for p in paragraphs(text) for t in p) if isinstance(text, str) else text
        for token in tokens:
            yield GrammarToken(token)
