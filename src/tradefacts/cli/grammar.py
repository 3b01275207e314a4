"""`tradefacts grammar`: tools for grammar authors, from a new file to a tested one."""
# ruff: noqa: PLC0415  # grammars are imported inside, so that `--help` answers at once

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tradefacts.cli.files import FAILED, STDIN, FileError, complain, existing, read_text, replaced
from tradefacts.cli.options import flag, one_of
from tradefacts.cli.own import Classes

if TYPE_CHECKING:
    from tradefacts.grammar.ast import Grammar

grammar = typer.Typer(no_args_is_help=True, help="Tools for those who write grammars.")

Grammars = Annotated[
    list[str], typer.Argument(metavar="GRAMMAR", help="Names (money) or .tfg files.")
]
Named = Annotated[str, typer.Argument(metavar="GRAMMAR", help="A name (money) or a .tfg file.")]


@grammar.callback()
def options(facts: Classes = None) -> None:  # its callback runs them
    """Tools for those who write grammars."""


@grammar.command("check")
def check_grammars(
    grammars: Grammars,
    format_: Annotated[
        Literal["text", "github"],
        typer.Option(
            "--format",
            "-f",
            parser=one_of("text", "github"),
            help="github: annotations for a GitHub workflow.",
        ),
    ] = "text",
    facts: Classes = None,  # noqa: ARG001  # its callback runs them
) -> None:
    """Check grammars and run their examples; every problem is shown with its place.

    Exit code 1 if there is an error; warnings do not change it.
    """
    from tradefacts.cli.check import check_all, summary

    with _errors_told():
        verdicts, failures = check_all(grammars)
        for problem in failures:
            complain(problem)
        with replaced(None) as out:
            for verdict in verdicts:
                for text in verdict.annotations() if format_ == "github" else verdict.rendered():
                    print(text, end="\n" if format_ == "github" else "\n\n", file=out)
            if verdicts:
                print(summary(verdicts), file=out)
    if failures or any(verdict.errors for verdict in verdicts):
        raise typer.Exit(FAILED)


@grammar.command("test")
def run_cases(
    grammars: Grammars,
    rule: Annotated[str | None, typer.Option(help="Only the cases of this rule.")] = None,
    todo: Annotated[bool, flag("--todo", help="List the todos: what is not read yet.")] = False,
    facts: Classes = None,  # noqa: ARG001  # its callback runs them
) -> None:
    """Run examples, rejects and todos; for failures, show what was expected and got, and why.

    Exit code 1 if a case fails or a grammar is wrong; the others are tested all the same.
    """
    from tradefacts.cli.report import show_report
    from tradefacts.cli.table import terminal
    from tradefacts.engine import Compiled
    from tradefacts.tools.report import report

    def test(name: str) -> bool:
        found = report(Compiled.of(_loaded(name)), rule)
        if rule is not None and not found.outcomes:
            raise FileError(f"{name}: no case of a rule {rule!r}")
        with replaced(None) as out:
            show_report(found, terminal(out), todo=todo)
        return not found.failures

    _for_each(grammars, test)


@grammar.command("new")
def new_grammar(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Lower-case Latin letters, digits, _.")
    ],
) -> None:
    """Write NAME.tfg, a small commented grammar that passes its tests; start from it."""
    from tradefacts.tools.skeleton import skeleton

    with _errors_told():
        path = Path(f"{name}.tfg")
        text = skeleton(name)
        if path.exists():
            raise FileError(f"{path}: is there already")
        path.write_text(text, encoding="utf-8")
        with replaced(None) as out:
            print(f"{path} is written; next: tradefacts grammar test {path}", file=out)


@grammar.command("sample")
def sample_rules(
    named: Named,
    rule: Annotated[str | None, typer.Argument(metavar="RULE", help="Default: all facts.")] = None,
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=1000)] = 10,
    seed: Annotated[int, typer.Option(help="Another number gives other sentences.")] = 0,
    facts: Classes = None,  # noqa: ARG001  # its callback runs them
) -> None:
    """Print sentences that a rule accepts, as examples that have been run.

    They are random and may sound odd: a rule accepts more than people say.
    """
    from tradefacts.reference import Reference
    from tradefacts.tools.sample import examples

    with _errors_told():
        engine = Reference(_loaded(named))
        with _naming(named), replaced(None) as out:
            for line in examples(engine, rule, count, seed):
                print(line, file=out)


@grammar.command("show")
def show_grammar(
    named: Named,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME", help="A rule, a lexicon, a frame, or lexicon.KEY for all its forms."
        ),
    ] = None,
    imported: Annotated[bool, flag("--all", help="Include what it imports.")] = False,
    lexicon: Annotated[
        bool,
        flag(
            "--lexicon",
            help="Every entry of every lexicon in use, or of those named, tab-separated.",
        ),
    ] = False,
    forms: Annotated[bool, flag("--forms", help="With --lexicon: every form.")] = False,
    facts: Classes = None,  # noqa: ARG001  # its callback runs them
) -> None:
    """List rules and lexicons, or print the named ones."""
    from tradefacts.tools import listing

    if forms and not lexicon:
        raise typer.BadParameter("--forms goes with --lexicon; or name an entry: lexicon.KEY")
    with _errors_told():
        found = _loaded(named)
        lines = listing.shown(found, names or (), imported=imported)
        if lexicon:
            rows = listing.entries(found, names or (), spelled=forms)
            lines = ("\t".join(row) for row in rows)
        with _naming(named), replaced(None) as out:
            for line in lines:
                print(line, file=out)


@grammar.command("dump")
def dump_grammar(
    named: Annotated[str, typer.Argument(metavar="GRAMMAR", help="A name or a .tfg file.")] = "",
    as_json: Annotated[bool, flag("--json", help="The syntax tree as JSON.")] = False,
    schema: Annotated[bool, flag("--schema", help="The JSON Schema of --json.")] = False,
    facts: Classes = None,  # noqa: ARG001  # its callback runs them
) -> None:
    """Print a grammar as it is run: names resolved, patterns put in place."""
    from tradefacts.facts import dump_json
    from tradefacts.tools import dump, listing

    if not (named or schema):
        raise typer.BadParameter("name a grammar, or ask for --schema")
    with _errors_told():
        if schema:
            text = dump_json(dump.schema(), indent=2)
        elif as_json:
            text = dump_json(dump.dump(_loaded(named)), indent=2)
        else:
            text = listing.whole(_loaded(named))
        with replaced(None) as out:
            print(text, file=out)


@grammar.command("format")
def format_grammars(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Grammars (.tfg); - is standard input.")
    ],
    check: Annotated[
        bool, flag("--check", help="Write nothing; exit code 1 if a file would change.")
    ] = False,
) -> None:
    """Format grammars: spaces, indentation, columns; lines and comments stay."""
    from tradefacts.tools.layout import layout

    def lay_out(name: str) -> bool:
        source = read_text(name)
        text = layout(source, name)
        changed = text != source
        piped = name == STDIN and not check
        if piped or (changed and not check):
            with replaced(None if piped else Path(name)) as stream:
                stream.write(text)
        if changed and not piped:
            with replaced(None) as out:
                print(f"{name} {'would change' if check else 'is laid out'}", file=out)
        return not (check and changed)

    _for_each(files, lay_out)


def _for_each(names: list[str], work: Callable[[str], bool]) -> None:
    """Process every name; exit with code 1 if one cannot be read or its `work` returns False."""
    well = True
    for name in names:
        try:
            with _errors_told():
                well &= work(name)
        except typer.Exit:  # already reported; go on with the others
            well = False
    if not well:
        raise typer.Exit(FAILED)


@contextmanager
def _errors_told() -> Iterator[None]:
    """Print the errors of a grammar or a file, and end the command."""
    from tradefacts.grammar.errors import GrammarError

    try:
        yield
    except GrammarError as problem:
        print(problem, file=sys.stderr)
    except (FileError, ImportError, ValueError, OSError) as problem:
        complain(problem)
    else:
        return
    raise typer.Exit(FAILED)


@contextmanager
def _naming(grammar: str) -> Iterator[None]:
    """Prefix errors about unknown names with the name of the grammar."""
    from tradefacts.tools.listing import UnknownName

    try:
        yield
    except UnknownName as problem:
        raise FileError(f"{grammar}: {problem}") from None


def _loaded(name: str) -> Grammar:
    from tradefacts.extractor import load_grammars

    return load_grammars([existing(name)])
