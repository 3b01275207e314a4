"""What keeps a rule from making a fact that begins at one place of a text."""

from __future__ import annotations

from tradefacts.explanation.progress import Far, Progress, farthest
from tradefacts.explanation.wording import Wording
from tradefacts.grammar import ast
from tradefacts.grammar.paragraphs import paragraphs
from tradefacts.reference import Reference


def opening(engine: Reference, rule: ast.Rule, text: str, at: int) -> str | None:
    """What the rule would have wanted of a fact that begins at `at`, in words.

    None where no line of the rule stops there, and where no token begins.
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
    """How far a line gets whose span begins at token `first`, whatever it asks for before it."""
    for start in range(first + 1):
        far = progress.alternative(line, start)
        # no span has been entered where nothing of it is there
        if far is not None and first == (far.at if far.begins is None else far.begins):
            return far
    return None
