"""Grammars from other packages, under the entry point group `tradefacts.grammars`.

    [project.entry-points."tradefacts.grammars"]
    tonnes = "my_package"

provides the grammar `tonnes`: the module `my_package` is imported, so that its fact classes are
registered, and `tonnes.tfg` is in the folder of that module.
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
    """The grammars of installed packages by name; their modules are not imported yet."""
    from importlib.metadata import entry_points  # noqa: PLC0415  # rarely needed

    return {point.name: point for point in entry_points(group=GROUP)}


def installed_grammar(name: str) -> Path | None:
    """Import the module of a package's grammar and return the file; None if no package has it.

    Raises `ImportError` if the module cannot be imported, and whatever the module itself raises;
    `FileNotFoundError` if the package lacks the grammar's file.
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
