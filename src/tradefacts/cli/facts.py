"""`tradefacts facts`: what texts say about trade."""
# ruff: noqa: PLC0415  # grammars are imported inside, so that `--help` answers at once

from __future__ import annotations

from functools import partial

from tradefacts.cli.options import Day, JsonLines, Layout, Output, Texts, Title


def facts(
    files: Texts,
    format_: Layout = None,
    date: Day = None,
    title: Title = None,
    output: Output = None,
    jsonl: JsonLines = False,
) -> None:
    """Print what texts say about trade: who, with whom, when, how much, and how it changed.

    The first line of a text is its headline, if it does not end as a sentence. * marks a party, a sector, a period or a base that the sentence itself does not say; for the indicator, see the evidence.

    Ctrl-C stops after the current file and leaves the output complete so far; a second Ctrl-C stops at once.

    Exit code 1 if a file could not be read; the others are processed all the same.
    """  # noqa: E501  # the help keeps its line breaks
    from tradefacts.cli.articles import parts_of
    from tradefacts.cli.trade import WRITERS, trade_facts_of
    from tradefacts.cli.writing import write_found

    parts = parts_of(files, jsonl=jsonl, title=title)
    many = partial(trade_facts_of, date=date)
    write_found(files, parts, lambda: many, WRITERS, format_, output)
