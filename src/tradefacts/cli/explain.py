"""`tradefacts explain`."""
# ruff: noqa: PLC0415  # grammars are imported inside: `--help` is to answer at once

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradefacts.cli.files import FAILED, STDIN, FileError, complain, read_text
from tradefacts.cli.options import Day

if TYPE_CHECKING:
    from rich.console import Console

_WIDTH = 100
"""Where there is no terminal to ask."""

Classes = Annotated[
    list[str] | None,
    typer.Option(
        "--facts",
        metavar="MODULE",
        help="A module or .py file with classes of facts of your own; it is run. May be repeated.",
    ),
]


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="- is standard input.")],
    grammar: Annotated[
        list[str] | None,
        typer.Option(help="A grammar by name, or a .tfg file; may be repeated. Default: all."),
    ] = None,
    facts: Classes = None,
    date: Day = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell why a text gives the facts it gives: rule, file and line, slots, steps, what lost.

    Near misses are alternatives that all but matched, each with what was in the way. Of a trade
    fact each slot is told: which words answered it, where they stood, and whose rule took them.
    """
    import tradefacts.explanation
    from tradefacts.explanation.show import show
    from tradefacts.extractor import GRAMMARS, Extractor
    from tradefacts.facts import dump_json
    from tradefacts.grammar.errors import GrammarError

    import_facts(facts)
    try:
        whole = read_text(text) if text == STDIN else text
        extractor = Extractor(grammar or GRAMMARS)
    except (FileError, GrammarError, OSError) as problem:
        complain(problem)
        raise typer.Exit(FAILED) from None
    explanation = tradefacts.explanation.explain(whole, extractor, date)
    if as_json:
        print(dump_json(explanation.to_dict(), indent=2))
    else:
        show(explanation, console())


def console() -> Console:
    """Standard output; where it is no terminal, of a fixed width."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else _WIDTH
    return Console(file=sys.stdout, width=width, highlight=False)


def import_facts(modules: list[str] | None) -> None:
    """Run modules that register classes of facts, by name or by file.

    Raises `typer.BadParameter` where one is not to be found.
    """
    from importlib import import_module

    for name in modules or ():
        path = Path(name)
        folder, module = (path.parent, path.stem) if path.suffix == ".py" else (Path(), name)
        sys.path.insert(0, str(folder.resolve()))
        try:
            import_module(module)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            raise typer.BadParameter(f"no module {name!r}", param_hint="--facts") from None
        finally:
            sys.path.pop(0)
