"""Checks grammars: their problems as text and as annotations for GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from tradefacts.cli.files import FileError, existing, reason
from tradefacts.cli.table import counted
from tradefacts.engine import Compiled
from tradefacts.grammar.check.warned import check_name, warnings
from tradefacts.grammar.errors import GrammarError, Problem
from tradefacts.grammar.examples import covered
from tradefacts.grammar.load import load
from tradefacts.grammar.named import grammar_path
from tradefacts.tools.cases import run_cases


@frozen
class Verdict:
    """The problems of a grammar and its imports; `examples` is the number of examples run."""

    examples: int
    problems: tuple[Problem, ...]
    sources: Mapping[str, str]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that make the grammar unusable."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    def rendered(self) -> list[str]:
        """Every problem with its source line, in the order of the files."""
        return [p.render(self.sources.get(p.location.path, "")) for p in self.problems]

    def annotations(self) -> list[str]:
        """Every problem as a GitHub workflow command, which GitHub shows beside the line."""
        return [annotation(problem) for problem in self.problems]


def annotation(problem: Problem) -> str:
    """Format a problem as GitHub Actions reads it from the output of a step.

    >>> from tradefacts.grammar.errors import Location
    >>> annotation(Problem("E020", "no rule 'a'", Location("m.tfg", 5, 3, 4), "did you mean 'b'?"))
    "::error file=m.tfg,line=5,col=3,endColumn=7,title=E020::no rule 'a'%0Adid you mean 'b'?"
    """
    place = problem.location
    fields = {
        "file": place.path,
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.width,
        "title": problem.code,
    }
    level = "warning" if problem.is_warning else "error"
    shown = ",".join(f"{name}={_escaped(str(v), ':,')}" for name, v in fields.items())
    message = f"{problem.message}\n{problem.hint}".rstrip()
    return f"::{level} {shown}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + more else c for c in text)


def checked(path: Path) -> Verdict:
    """Load a grammar and run its examples. Raises `FileError` for a file that cannot be read."""
    try:
        try:
            grammar = load(path)
        except OSError as error:
            raise FileError(f"{path}: {reason(error, path)}") from None
        # the cases of frames load the shipped grammars, which may have errors of their own
        outcomes = list(run_cases(Compiled.of(grammar)))
    except GrammarError as error:
        return Verdict(0, error.problems, error.sources)
    failed = [outcome.problem for outcome in outcomes if outcome.problem is not None]
    found = [*check_name(path, grammar), *failed, *warnings(grammar, *covered(outcomes))]
    ordered = sorted(found, key=lambda p: (p.location, p.code, p.message))
    return Verdict(len(grammar.cases), tuple(ordered), grammar.sources)


def check_all(names: Iterable[str]) -> tuple[list[Verdict], list[Exception]]:
    """One verdict per grammar, however often it is named, and the errors of unreadable ones."""
    verdicts: dict[Path, Verdict] = {}
    failures: list[Exception] = []
    for name in names:
        try:
            path = grammar_path(existing(name))
            if path.resolve() not in verdicts:
                verdicts[path.resolve()] = checked(path)
        except (FileError, ImportError, OSError) as problem:
            failures.append(problem)
    return list(distinct(verdicts.values())), failures


def distinct(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Keep each problem only in the first verdict that has it.

    So the problems of a file that several grammars import, even by different paths, appear once.
    """
    seen = set[Problem]()
    for verdict in verdicts:
        own = {_identity(problem): problem for problem in verdict.problems}
        fresh = tuple([problem for real, problem in own.items() if real not in seen])
        seen |= own.keys()
        yield evolve(verdict, problems=fresh)


def _identity(problem: Problem) -> Problem:
    """The problem with a resolved path and no hint, as hints contain paths too."""
    path = str(Path(problem.location.path).resolve())
    return evolve(problem, location=evolve(problem.location, path=path), hint="")


def summary(verdicts: Sequence[Verdict]) -> str:
    """One line that says how much was checked, with how many errors and warnings."""
    problems = [problem for verdict in verdicts for problem in verdict.problems]
    warned = sum(problem.is_warning for problem in problems)
    files = counted(len(verdicts), "grammar")
    examples = counted(sum(verdict.examples for verdict in verdicts), "example")
    errors = counted(len(problems) - warned, "error")
    return f"{files}, {examples}: {errors}, {counted(warned, 'warning')}"
