"""Files of grammars, for all who read them: what an import finds, and what stands in a file."""

from __future__ import annotations

from pathlib import Path

from tradefacts.grammar.installed import installed_grammar
from tradefacts.grammar.shipped import SUFFIX, grammar_folder


def import_path(name: str, beside: Path) -> Path | None:
    """The file that an import names in the file `beside`; None where there is none.

    It stands in the same folder, else among the shipped grammars, else in an installed package,
    whose module is imported then. Raises what `installed_grammar` raises.
    """
    for folder in (beside.parent, grammar_folder()):
        place = folder / f"{name}{SUFFIX}"
        if place.is_file():
            return place
    return installed_grammar(name)


def read_source(path: Path) -> bytes:
    """The content of a file, every line ended by one line feed. Raises `OSError`."""
    content = path.read_bytes()
    if b"\r" not in content:  # hardly any file has one, and this is the quickest to ask
        return content
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
