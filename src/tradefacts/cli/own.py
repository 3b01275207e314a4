"""Options for your own grammars and classes of facts."""
# ruff: noqa: PLC0415  # grammars are imported inside, so that `--help` answers at once

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from tradefacts.cli.files import FileError, existing
from tradefacts.facts import KINDS, Fact
from tradefacts.grammar.shipped import SUFFIX

if TYPE_CHECKING:
    from tradefacts.extractor import Extractor


def import_facts(modules: list[str] | None) -> list[str] | None:
    """Import modules that register classes of facts, by name or by file.

    Raises `typer.BadParameter` if a module is not found or fails; the message is one line with
    the place of the error.
    """
    for name in modules or ():
        path = Path(name)
        if path.suffix != ".py" and not all(map(str.isidentifier, name.split("."))):
            raise typer.BadParameter(f"{name!r} is no module: name one, or a file NAME.py")
        if path.suffix == ".py" and not path.is_file():
            raise typer.BadParameter(f"{name}: no such file; check the name")
        folder, module = (path.parent, path.stem) if path.suffix == ".py" else (Path(), name)
        fresh, before = module not in sys.modules, set(KINDS.values())
        sys.path.insert(0, str(folder.resolve()))
        try:
            found = import_module(module)
        except ModuleNotFoundError as error:
            if error.name is not None and f"{module}.".startswith(f"{error.name}."):
                raise typer.BadParameter(f"no module {name!r}; a file ends in .py") from None
            raise typer.BadParameter(_place(error, name)) from error
        except Exception as error:
            raise typer.BadParameter(_place(error, name)) from error
        finally:
            sys.path.pop(0)
        if path.suffix == ".py" and Path(found.__file__ or "").resolve() != path.resolve():
            raise typer.BadParameter(f"{name}: another module is called {module}: rename the file")
        if fresh and before.issuperset(KINDS.values()):
            _check_registered(name, found)
    return modules


def _check_registered(name: str, module: ModuleType) -> None:
    """Raise `typer.BadParameter` if a module defines a class of facts but registers none."""
    for own, found in vars(module).items():
        of_module = isinstance(found, type) and found.__module__ == module.__name__
        if of_module and issubclass(found, Fact) and hasattr(found, "kind"):
            hint = f"write @register above class {own}"
            raise typer.BadParameter(f"{name}: registers no class of facts: {hint}")


def _place(error: Exception, name: str) -> str:
    """Describe an error of an imported module, with the last line outside this library."""
    if isinstance(error, SyntaxError):
        if error.filename is None:  # Python gives no place for NUL bytes
            return f"{name}: SyntaxError: {error.msg}"
        path, line, message = error.filename, error.lineno, error.msg
    else:
        frames = extract_tb(error.__traceback__)
        library = str(Path(__file__).parents[1])
        own = next(f for f in reversed(frames) if not f.filename.startswith((library, "<")))
        path, line, message = own.filename, own.lineno, str(error)
    return f"{path}:{line}: {type(error).__name__}: {message}"


Classes = Annotated[
    list[str] | None,
    typer.Option(
        "--facts",
        callback=import_facts,
        is_eager=True,  # other options may name its kinds
        metavar="MODULE",
        help="A module or .py file with your own classes of facts; it is run. May be repeated.",
    ),
]
Chosen = Annotated[
    list[str] | None,
    typer.Option(
        "--grammar",
        "-g",
        metavar="GRAMMAR",
        help="A grammar by name, or a .tfg file; may be repeated. Default: all shipped grammars.",
    ),
]


def own_files(grammars: Sequence[str] | None, modules: Sequence[str] | None) -> list[str]:
    """The grammars that are files, and the files of the imported modules."""
    run = (getattr(sys.modules.get(name), "__file__", None) or name for name in modules or ())
    return [*(name for name in grammars or () if name.endswith(SUFFIX)), *run]


def extractor_of(grammars: Sequence[str] | None, kinds: Collection[str] | None = None) -> Extractor:
    """Make an extractor with these grammars, by default the shipped ones.

    Raises `FileError` for a grammar that is not found and for grammars that give no facts,
    `GrammarError` for a grammar with errors.
    """
    from tradefacts.extractor import GRAMMARS, Extractor

    try:
        return Extractor([existing(name) for name in grammars or GRAMMARS], kinds=kinds)
    except (OSError, ValueError) as problem:
        raise FileError(str(problem)) from None
