"""Find and read grammar files: the file that an import names, and its content."""

from __future__ import annotations

from pathlib import Path

from tradefacts.grammar.installed import installed_grammar
from tradefacts.grammar.shipped import SUFFIX, grammar_folder


def import_path(name: str, beside: Path) -> Path | None:
    """The file that an import names in the file `beside`; None if there is none.

    Looks in the same folder, then among the shipped grammars, then in installed packages, importing
    the module of the one that has it. Raises whatever `installed_grammar` raises.
    """
    for folder in (beside.parent, grammar_folder()):
        place = folder / f"{name}{SUFFIX}"
        if place.is_file():
            return place
    return installed_grammar(name)


def read_source(path: Path) -> bytes:
    """The content of a file, with line feeds as line ends. Raises `OSError`."""
    content = path.read_bytes()
    if b"\r" not in content:  # true of most files, and quick to check
        return content
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
