"""`tradefacts explain`."""
# ruff: noqa: PLC0415  # grammars are imported inside, so that `--help` answers at once

from __future__ import annotations

from os.path import isfile
from shlex import quote
from typing import Annotated

import typer

from tradefacts.cli.files import FAILED, STDIN, FileError, complain, read_text, replaced
from tradefacts.cli.options import Day, Title, flag
from tradefacts.cli.own import Chosen, Classes, extractor_of


def explain(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="- is standard input.")],
    grammar: Chosen = None,
    facts: Classes = None,  # noqa: ARG001  # its callback imports the modules
    date: Day = None,
    title: Title = None,
    as_json: Annotated[bool, flag("--json", help="Print JSON.")] = False,
) -> None:
    """Explain why a text gives the facts it gives: rule, file and line, slots, steps, what lost.

    Near misses are alternatives that almost matched, each with what was in the way. For each slot of a trade fact you see which words answered it, where they stood, and which rule took them.
    """  # noqa: E501  # the help keeps its line breaks
    import tradefacts.explanation
    from tradefacts.cli.reading import told
    from tradefacts.cli.table import terminal
    from tradefacts.cli.trade import noted
    from tradefacts.explanation.show import show
    from tradefacts.facts import dump_json
    from tradefacts.grammar.errors import GrammarError

    if context.args:  # an unquoted text, which the shell has split into words
        hint = f"tradefacts explain {quote(' '.join([text, *context.args]))}"
        raise typer.BadParameter(f"a text is one argument, in quotes: {hint}")
    try:
        whole = read_text(text) if text == STDIN else text
        explanation = tradefacts.explanation.explain(
            whole, date, title, extractor=extractor_of(grammar)
        )
        with noted():
            _ = explanation.trade_facts  # may raise: before anything is printed
        with replaced(None) as stream:
            if as_json:
                print(dump_json(explanation.to_dict(), indent=2), file=stream)
            else:
                show(explanation, terminal(stream))
    except (FileError, GrammarError) as problem:
        complain(problem)
        raise typer.Exit(FAILED) from None
    except Exception as error:
        if not hasattr(error, "__notes__"):
            raise
        complain(FileError(told(error)))
        raise typer.Exit(FAILED) from None
    if isfile(text):  # noqa: PTH113  # Path raises OSError for a long text
        hint = f"tradefacts explain - < {quote(text)}"
        complain(FileError(f"{text}: is explained as a text; for the file of that name: {hint}"))
