"""Reads the articles in a file: one text, or JSON Lines with one article per line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import typer

from tradefacts.cli.files import STDIN, FileError, complain, read_lines, read_text
from tradefacts.facts import Article

Parts = Callable[[str], Iterable[tuple[str, Article | FileError]]]
"""Maps a file's name to its texts, each with a name of its own. Raises `FileError`."""

_WANTED = 'an article is {"text": "...", "date": "2025-02-10", "title": "..."}'


def parts_of(files: list[str], *, jsonl: bool, title: str | None = None) -> Parts:
    """Choose how to split files. Raises `typer.BadParameter` for one title and several texts.

    Warns about JSON Lines files that are read as one text.
    """
    if title is not None and (jsonl or len(files) > 1):
        hint = "several have theirs in JSON Lines, with --jsonl"
        raise typer.BadParameter(f"--title is of one text; {hint}")
    if jsonl:
        return lines
    for name in files:
        if name.lower().endswith(".jsonl"):
            hint = "where a line is an article, add --jsonl"
            complain(FileError(f"{name}: is read as one text; {hint}"))
            break  # warn once: there may be thousands
    return partial(whole, title=title)


def whole(name: str, title: str | None = None) -> Iterator[tuple[str, Article]]:
    """Read a file that is one text."""
    text = read_text(name)
    _check_said(name, said=bool(text.strip()))
    yield name, Article(text, title=title)


def lines(name: str) -> Iterator[tuple[str, Article | FileError]]:
    """Read the articles of JSON Lines, named by file and line; a bad line gives its problem.

    Each is yielded as soon as its line has been read; none is kept.
    """
    said = False
    for number, line in read_lines(name):
        if isinstance(line, FileError) or line.strip():
            said = True
            place = f"{name}:{number}"
            yield place, line if isinstance(line, FileError) else article(place, line)
    _check_said(name, said=said)


def _check_said(name: str, *, said: bool) -> None:
    if name == STDIN and not said:
        complain(FileError("standard input: holds no text, so there are no facts in it"))


def article(place: str, line: str) -> Article | FileError:
    """Read a line of JSON Lines; return the problem if it is no article.

    >>> article("news.jsonl:1", '{"text": "5%", "date": "2025-02-10", "id": 7}')
    Article(text='5%', date='2025-02-10', title=None)
    """
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        problem = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        return FileError(f"{place}: is no JSON: {problem}; {_WANTED}")
    if not isinstance(row, dict) or row.get("text") is None:
        return FileError(f"{place}: has no text; {_WANTED}")
    if not isinstance(row["text"], str):
        return FileError(f"{place}: its text is no string; {_WANTED}")
    return Article(row["text"], row.get("date"), row.get("title"))
