"""Grammars that other packages bring, under the entry point group `tradefacts.grammars`.

    [project.entry-points."tradefacts.grammars"]
    tonnes = "my_package"

names the grammar `tonnes`: the module `my_package` is imported, so that its classes of facts are
registered, and `tonnes.tfg` stands in the folder of that module.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tradefacts.grammar.shipped import SUFFIX

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "tradefacts.grammars"


def installed_grammars() -> dict[str, EntryPoint]:
    """Grammars of installed packages by name; nothing of them is imported yet."""
    from importlib.metadata import entry_points  # noqa: PLC0415  # most need none

    return {point.name: point for point in entry_points(group=GROUP)}


def installed_grammar(name: str) -> Path | None:
    """The file of a grammar that a package brings, its module imported; None where none does.

    Raises `ImportError` where the module cannot be imported, and what it raises itself;
    `FileNotFoundError` where the package lacks the file that it names.
    """
    point = installed_grammars().get(name)
    if point is None:
        return None
    module = import_module(point.module)
    folder = Path(module.__file__).parent if module.__file__ else Path(next(iter(module.__path__)))
    path = folder / f"{name}{SUFFIX}"
    if not path.is_file():
        package = point.dist.name if point.dist else point.module
        raise FileNotFoundError(
            f"the package {package} names the grammar {name!r}, but has no {path}"
        )
    return path
