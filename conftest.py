"""What is shown must run: examples in Markdown and in docstrings are tests.

In Markdown these are `python` fences (sessions or whole blocks), `console` fences (each `$ command`
with what it prints), and `tfg` fences that are whole grammars: they are saved under their name and
pass `tradefacts grammar check`. Each page runs in a folder of its own, beside `seeds` and the
shipped grammars.
"""
# ruff: noqa: S603, S607  # the commands are those of our own pages

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack, chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

from tradefacts.cli.check import checked

ROOT = Path(__file__).parent


def enter_folder(namespace: dict[str, Any]) -> None:
    """Make the folder of a page and go there."""
    stack = namespace["_stack"] = ExitStack()
    folder = Path(stack.enter_context(TemporaryDirectory()))
    for entry in (ROOT / "seeds", ROOT / "grammars", *(ROOT / "grammars").iterdir()):
        (folder / entry.name).symlink_to(entry)
    stack.enter_context(chdir(folder))


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back and clean up."""
    namespace["_stack"].close()


def run_console(example: Example) -> None:
    """Run every `$ command` of a block with bash, and compare what it prints."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for block in ("\n" + example.parsed).split("\n$ ")[1:]:
        command, _, expected = block.partition("\n")
        done = subprocess.run(
            ["bash", "-c", command],
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        shown = "\n".join(line.rstrip() for line in done.stdout.splitlines())
        assert expected.strip("\n") == shown.strip("\n"), f"$ {command}\n{shown}"


def check_grammar(example: Example) -> None:
    """Save a whole grammar and check it; a fragment is let be."""
    keyword, _, rest = example.parsed.partition(" ")
    if keyword != "grammar":
        return
    path = Path(f"{rest.split()[0]}.tfg")
    path.unlink(missing_ok=True)  # it may be a link to a shipped grammar
    path.write_text(example.parsed, encoding="utf-8")
    problems = "\n\n".join(checked(path).rendered())
    assert not problems, problems


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser("console", run_console),
        CodeBlockParser("tfg", check_grammar),
        SkipParser(),
    ],
    patterns=["*.md"],
    excludes=["changelog.d/*", "CHANGELOG.md"],
    setup=enter_folder,
    teardown=leave_folder,
).pytest()
