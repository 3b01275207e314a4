"""Why a rule gives no fact that begins at a certain place of a text."""

from __future__ import annotations

from tradefacts.explanation.progress import Far, Progress, farthest
from tradefacts.explanation.wording import Wording
from tradefacts.grammar import ast
from tradefacts.grammar.paragraphs import paragraphs
from tradefacts.reference import Reference


def opening(engine: Reference, rule: ast.Rule, text: str, at: int) -> str | None:
    """Say in words what the rule expected in a fact that begins at `at`.

    None if no line of the rule fails in such a fact, or if no token begins at `at`.
    """
    for tokens in paragraphs(text, engine.abbreviations):
        first = next((n for n, token in enumerate(tokens) if token.start == at), None)
        if first is not None:
            recognizer = engine.reader(tokens).recognizer
            progress = Progress(recognizer)
            far = farthest([_far(progress, line, first) for line in rule.alternatives])
            wording = Wording(engine.grammar, text, tokens, recognizer)
            return None if far is None else wording.expected([far], far.at)
    return None


def _far(progress: Progress, line: ast.Alternative, first: int) -> Far | None:
    """How far a line gets if its span begins at token `first`, with any context before that."""
    for start in range(first + 1):
        far = progress.alternative(line, start)
        # `begins` is None if the line fails at the first token of its span
        if far is not None and first == (far.at if far.begins is None else far.begins):
            return far
    return None
