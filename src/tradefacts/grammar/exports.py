"""Find the shipped grammars that define a name which a file uses but does not import."""

from __future__ import annotations

import re

from tradefacts.grammar.shipped import SUFFIX, grammar_folder


def imports_of(name: str) -> list[str]:
    """The import statements that bring a name; top-level files come first.

    >>> imports_of("figure")
    ['import number (figure)']
    """
    begins = rf"^(?:lexicon|pattern|rule(?!.*->\s*[A-Z]))\s+{re.escape(name)}\b"
    defined = re.compile(begins, re.MULTILINE)
    folder = grammar_folder()
    files = [*sorted(folder.glob(f"*{SUFFIX}")), *sorted(folder.glob(f"*/*{SUFFIX}"))]
    return [
        f"import {file.relative_to(folder).with_suffix('').as_posix()} ({name})"
        for file in files
        if defined.search(file.read_text(encoding="utf-8"))
    ]
