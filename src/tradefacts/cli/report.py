"""A test report on a terminal: expected and actual fields side by side, and why cases failed."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tradefacts.cli.table import counted
from tradefacts.grammar import written
from tradefacts.grammar.ast import CaseKind
from tradefacts.render import printable
from tradefacts.tools.report import Failure, Report

_NOUNS = {CaseKind.EXAMPLE: "example", CaseKind.REJECT: "reject", CaseKind.TODO: "todo"}


def show_report(report: Report, console: Console, *, todo: bool = False) -> None:
    """Print every failure, then one line that counts the cases."""
    for failure in report.failures:
        _show(failure, console)
    for case in report.todo() if todo else ():
        text = written.marked(case.text, case.spans)
        console.print(Text(f"todo {written.place(case.location)}: {printable(text)}"))
    parts = []
    for kind, noun in _NOUNS.items():
        good, bad = report.count(kind, good=True), report.count(kind, good=False)
        if good or bad:
            failing = f" ({bad} failing)" if bad else ""
            parts.append(counted(good + bad, noun) + failing)
    verdict = counted(len(report.failures), "failure")
    console.print(f"{report.grammar.name}: {', '.join(parts) or 'no case'}: {verdict}")


def _show(failure: Failure, console: Console) -> None:
    case, problem = failure.case, failure.problem
    where = written.place(case.location)
    head = f"{where}: {problem.code} {case.rule}: {problem.message}"
    console.print(Text(head, "bold red"), soft_wrap=True)
    console.print(Text(f"  {printable(written.marked(case.text, case.spans))}"), soft_wrap=True)
    if failure.differences:
        console.print(_table(failure))
    for reason in failure.reasons:
        console.print(Text(f"  why: {printable(reason)}"), soft_wrap=True)
    console.print()


def _table(failure: Failure) -> Table:
    several = len({row.fact for row in failure.differences}) > 1
    table = Table(box=SIMPLE_HEAD, padding=(0, 1))
    for heading in (*(("fact",) if several else ()), "field", "expected", "got", ""):
        table.add_column(heading, overflow="fold")
    before = None
    for row in failure.differences:
        number = str(row.fact + 1) if row.fact != before else ""
        before = row.fact
        cells = (row.name, printable(row.expected), printable(row.got), "" if row.same else "≠")
        style = "" if row.same else "red"
        table.add_row(*(Text(c, style) for c in ((number,) if several else ()) + cells))
    return table
