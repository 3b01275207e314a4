"""A progress bar on standard error for long work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from tradefacts.facts import Document

LONG = 1_000_000
"""The least bytes of text for which a bar is shown: some tenths of a second of work."""

Advance = Callable[[str, Document], None]
"""Reports to the bar that a text is done, with its document."""


@contextmanager
def bar(names: Sequence[str], *, shown: bool) -> Iterator[Advance]:
    """A bar that advances by bytes and shows the numbers of files and facts, and the speed."""
    sizes = {name: _size(name) for name in names}
    if not shown or sum(sizes.values()) < LONG:
        yield _nothing
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[files]} of {task.fields[all]} files"),
        BarColumn(),
        TextColumn("{task.fields[speed]} characters/s, {task.fields[facts]} facts"),
        TimeRemainingColumn(),
    )
    # messages on standard error appear above the bar
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        known: dict[str, Any] = {"files": 0, "all": len(names), "speed": "-", "facts": "0"}
        task = progress.add_task("", total=sum(sizes.values()), **known)
        characters = files = facts = 0

        def advance(name: str, document: Document) -> None:
            nonlocal characters, files, facts
            characters += len(document.text)
            files += name in sizes
            facts += len(document.facts)
            elapsed = progress.tasks[0].elapsed or 0
            speed = f"{characters / elapsed:,.0f}" if elapsed else "-"
            progress.update(
                task, advance=done(name, document), files=files, speed=speed, facts=f"{facts:,}"
            )

        def done(name: str, document: Document) -> int:
            """The size of a file, or the approximate size of a line of one."""
            return sizes.get(name) or len(document.text.encode(errors="replace"))

        yield advance


def _nothing(_name: str, _document: Document) -> None:
    """Do nothing: no bar is shown."""


def _size(name: str) -> int:
    path = Path(name)
    return path.stat().st_size if path.is_file() else 0
