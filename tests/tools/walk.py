"""Runs a page of the docs from start to finish: writes its files, runs its commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tradefacts import cache

_BLOCK = re.compile(r'^```(\S+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def walk(page: str, folder: Path, variables: Mapping[str, str]) -> int:
    """Do what a page says in `folder`, check the output, and return the number of commands run."""
    done = 0
    for language, title, body in _BLOCK.findall(page):
        if title:
            (folder / title).write_text(body, encoding="utf-8")
        if language != "shell-session":
            continue
        for block in ("\n" + body).split("\n$ ")[1:]:
            command, _, expected = block.partition("\n")
            run = subprocess.run(
                ["bash", "-c", command],
                cwd=folder,
                env=dict(variables),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            assert like(plain(expected), plain(run.stdout)), f"$ {command}\n{run.stdout}"
            done += 1
    return done


def like(expected: str, printed: str) -> bool:
    """Whether the output is as expected; … stands for any part of a line."""
    if expected == printed:
        return True
    return re.fullmatch(re.escape(expected).replace("…", ".*"), printed) is not None


def plain(text: str) -> str:
    """Drop spaces at the ends of lines, and messages that appear only on a slow machine."""
    lines = (line.rstrip() for line in text.rstrip().split("\n"))
    return "\n".join(line for line in lines if line != cache._COMPILED.format(", once"))


def environment(folder: Path) -> dict[str, str]:
    """Make a new environment on top of this one; return the variables for commands in it.

    It sees our packages, so nothing is installed twice; whatever is installed there stays there.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (ours,) = {path for path in map(Path, sys.path) if (path / "pip").is_dir()}
    (theirs,) = folder.glob("lib/python3.*/site-packages")
    (theirs / "ours.pth").write_text(f"import site; site.addsitedir({str(ours)!r})\n")
    script = folder / "bin" / "tradefacts"
    script.write_text(f"#!{folder / 'bin' / 'python'}\nfrom tradefacts.cli import main\nmain()\n")
    script.chmod(0o755)
    path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    return {**os.environ, "PATH": path}
