"""What is odd in a grammar and keeps it from nothing: every warning but that of a tie (W073)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from tradefacts.grammar import ast
from tradefacts.grammar.brought import NAME
from tradefacts.grammar.check.frames import check_flows, check_read
from tradefacts.grammar.check.homonyms import check_homonyms
from tradefacts.grammar.check.letters import check_texts
from tradefacts.grammar.check.lexicons import check_words
from tradefacts.grammar.check.roles import check_lines
from tradefacts.grammar.check.rules import check_slots
from tradefacts.grammar.check.unused import check_idle, check_unused
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.qualified import local


def warnings(
    grammar: ast.Grammar, named: Collection[str], hit: Collection[tuple[str, int]]
) -> Iterator[Problem]:
    """W070 to W072, W074 to W078 of a grammar whose cases were run; single ones show the others.

    `named` are the rules that have examples, `hit` the alternatives that the cases hit: see
    `examples.covered`.
    """
    yield from check_idle(grammar)
    yield from check_texts(grammar.cases)
    own = [rule for name, rule in grammar.rules.items() if name == grammar.own(local(rule.name))]
    for rule in own:
        if local(rule.name) in named:
            yield from _never_hit(rule, hit)
    for rule in own:
        if local(rule.name) not in named:
            hint = f"add: example {local(rule.name)}"
            yield Problem("W070", f"{local(rule.name)!r} has no example", rule.location, hint)
        yield from check_slots(rule)
        yield from check_unused(rule, grammar)
        yield from check_homonyms(rule, grammar)
    for frame in grammar.frames.values():
        if grammar.own(frame.name) in grammar.frames and frame.name not in named:
            hint = f"add: example {frame.name}"
            yield Problem("W070", f"{frame.name!r} has no example", frame.location, hint)
        yield from check_flows(frame, grammar)
        for roles in grammar.roles:
            yield from check_read(roles, frame)
    has_cases = any(frame.name in named for frame in grammar.frames.values())
    for roles in grammar.roles:
        yield from check_lines(roles)
        if has_cases:
            yield from _never_met(roles, hit)
    for name, lexicon in grammar.lexicons.items():
        if name.startswith(f"{grammar.name}."):
            yield from check_words(lexicon)


def check_name(path: Path, grammar: ast.Grammar) -> Iterator[Problem]:
    """W079: a file has another name than its grammar, and one that an import could go by."""
    if path.stem == grammar.name or not NAME.fullmatch(path.stem):
        return
    rows = grammar.sources[str(path)].split("\n")
    line, row = next(
        one for one in enumerate(rows, 1) if one[1].lstrip("\ufeff").startswith("grammar")
    )
    place = Location(str(path), line, row.index(grammar.name) + 1, len(grammar.name))
    message = f"the file is {path.name}, the grammar is {grammar.name!r}"
    yield Problem("W079", message, place, f"imports go by the file: write grammar {path.stem}")


def _never_hit(rule: ast.Rule, hit: Collection[tuple[str, int]]) -> Iterator[Problem]:
    for index, alternative in enumerate(rule.alternatives):
        if (rule.name, index) not in hit:
            hint = f"add one under: example {local(rule.name)}"
            message = "no example hits this alternative"
            yield Problem("W071", message, alternative.location, hint)


def _never_met(roles: ast.Roles, hit: Collection[tuple[str, int]]) -> Iterator[Problem]:
    for alternative in roles.alternatives:
        if ("roles", alternative.location.line) not in hit:
            hint = "add one under: example of the frame; or delete what decides nothing"
            yield Problem("W071", "no case is decided by this line", alternative.location, hint)
