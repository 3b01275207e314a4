"""Find grammars by name: shipped ones, those of installed packages, and files."""

from __future__ import annotations

from pathlib import Path

from tradefacts.grammar.installed import installed_grammar, installed_grammars
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.shipped import SUFFIX, grammar_folder


def grammar_path(name: str | Path) -> Path:
    """The path of a grammar: shipped (`"money"`), from an installed package, or a `.tfg` file.

    Raises `FileNotFoundError`, which lists the known grammars, `IsADirectoryError` for a folder,
    and whatever `installed_grammar` raises.
    """
    own = str(name).endswith(SUFFIX)
    path = Path(name) if own else grammar_folder() / f"{name}{SUFFIX}"
    if path.is_file():
        return path
    brought = None if own else installed_grammar(str(name))
    if brought is None and str(name) and Path(name).is_dir():
        raise IsADirectoryError(
            f"{name}: is a directory; name the grammars in it: {name}/*{SUFFIX}"
        )
    if brought is None:
        shipped = {p.stem for p in grammar_folder().glob(f"*{SUFFIX}")}
        known = sorted({*shipped, *installed_grammars()})
        listed, hint = ", ".join(known), nearest(path.stem, known)
        meant = f"; {hint}" if hint.startswith("did you mean") else ""
        message = f"no grammar {str(name)!r}: name a .tfg file or one of {listed}{meant}"
        raise FileNotFoundError(message)
    return brought
