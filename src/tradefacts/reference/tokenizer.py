"""Our tokens under Yargy's names: the token itself is the value that predicates see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yargy.span import Span
from yargy.token import Token as YargyToken
from yargy.tokenizer import Tokenizer as YargyTokenizer

from tradefacts.grammar.tokens import Token, paragraphs


class Tokenizer(YargyTokenizer):  # type: ignore[misc]  # yargy has no types
    """For `yargy.Parser(rule, tokenizer=...)`: needs no morphology, so neither does the parser."""

    def __init__(self) -> None:
        super().__init__()

    def __call__(self, text: str | Sequence[Token]) -> Iterator[YargyToken]:
        """Tokens of a text, or of one paragraph that is cut already."""
        tokens = (t for p in paragraphs(text) for t in p) if isinstance(text, str) else text
        for token in tokens:
            yield YargyToken(token, Span(token.start, token.stop), token.kind.value)
