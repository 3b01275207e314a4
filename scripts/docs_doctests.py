"""For the site: examples in docstrings, which Markdown takes for quotations, become code blocks.

An extension of griffe, which reads the docstrings for mkdocstrings; `mkdocs.yml` names it.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_EXAMPLE = re.compile(r"^>>> .*\n?(?:^.*\S.*\n?)*", re.MULTILINE)


class Doctests(Extension):
    """Puts fences around doctests."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Called for every class, function and attribute, once its members are known."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    r"""A docstring whose doctests stand between fences.

    >>> fenced("One.\n\n>>> 1\n1\n\nTwo.")
    'One.\n\n```pycon\n>>> 1\n1\n```\n\nTwo.'
    """
    return _EXAMPLE.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", docstring).rstrip()
