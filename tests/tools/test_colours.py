"""Both language definitions, on every shipped grammar and on mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pygments.token import Comment, Error, Keyword, Name, String, Token

from tradefacts.grammar.shipped import SUFFIX, grammar_folder
from tradefacts.tools.highlight import TfgLexer
from tradefacts.tools.skeleton import skeleton

ROOT = Path(__file__).parents[2]
FILES = sorted(grammar_folder().rglob(f"*{SUFFIX}"))
TEXTMATE = json.loads(
    (ROOT / "editors/vscode/syntaxes/tfg.tmLanguage.json").read_text(encoding="utf-8")
)
Scoped = tuple[str, str]


class TextMate:
    """As much of TextMate's matching as `tfg.tmLanguage.json` uses: line by line, first wins."""

    def __init__(self, grammar: dict[str, Any]) -> None:
        self.grammar = grammar

    def rules(self, patterns: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for rule in patterns:
            if "include" in rule:
                yield from self.rules([self.grammar["repository"][rule["include"][1:]]])
            else:
                yield rule

    def tokens(self, text: str) -> Iterator[Scoped]:
        stack = [{"patterns": self.grammar["patterns"]}]
        for row in text.split("\n"):
            yield from self.row(row, stack)

    def row(self, row: str, stack: list[dict[str, Any]]) -> Iterator[Scoped]:
        at = 0
        while True:
            rule, found = self.first(row, at, stack[-1])
            if rule is None or found is None:
                yield stack[-1].get("name", ""), row[at:]
                return
            yield stack[-1].get("name", ""), row[at : found.start()]
            if rule is stack[-1]:
                stack.pop()
                yield rule.get("name", ""), found.group()
            else:
                stack += [rule] if "begin" in rule else []
                yield from _captured(rule, found)
            moved = found.end() > at or rule is not stack[-1]
            at = found.end()
            if at >= len(row) and not (moved and stack[-1].get("end", "").endswith("|$")):
                return

    def first(
        self, row: str, at: int, inside: dict[str, Any]
    ) -> tuple[dict[str, Any] | None, re.Match[str] | None]:
        best: tuple[dict[str, Any] | None, re.Match[str] | None] = (None, None)
        tried = [(inside, inside["end"])] if "end" in inside else []
        rules = self.rules(inside.get("patterns", []))
        tried += [(rule, rule.get("match", rule.get("begin"))) for rule in rules]
        for rule, pattern in tried:
            found = re.compile(pattern).search(row, at)
            if found and (best[1] is None or found.start() < best[1].start()):
                best = rule, found
        return best


def _captured(rule: dict[str, Any], found: re.Match[str]) -> Iterator[Scoped]:
    captures = rule.get("beginCaptures")
    if captures is None:
        yield rule.get("name", ""), found.group()
        return
    for number, scope in captures.items():
        yield scope["name"], found[int(number)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pygments_knows_every_token(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = list(TfgLexer().get_tokens_unprocessed(text))
    assert [] == [(at, value) for at, kind, value in tokens if kind is Error]
    assert text == "".join(value for _, _, value in tokens)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_textmate_knows_every_token(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = TextMate(TEXTMATE).tokens(text)
    assert [] == [value for scope, value in tokens if not scope and value.strip()]


def test_pygments_tells_things_apart() -> None:
    kinds = {value: kind for kind, value in TfgLexer().get_tokens(skeleton("mine"))}
    expected = {
        "rule": Keyword.Declaration,
        "share": Name.Function,
        "lemma": Keyword.Type,
        "Percentage": Name.Class,
        "relation": Name.Variable,
    }
    assert expected == {value: kinds[value] for value in expected}
    comment = "# What must give no fact: write down what looks alike."
    assert kinds[comment] is Comment.Single
    assert kinds["["] in {String.Interpol, Token.Punctuation.Marker}


def test_textmate_tells_things_apart() -> None:
    scopes = {value: scope for scope, value in TextMate(TEXTMATE).tokens(skeleton("mine"))}
    expected = {
        "rule": "storage.type.rule.tfg",
        "lemma": "storage.modifier.kind.tfg",
        "Percentage": "entity.name.class.tfg",
        "=>": "keyword.operator.tfg",
    }
    assert expected == {value: scopes[value] for value in expected}


def test_a_mistake_is_shown_as_one() -> None:
    tokens = list(TfgLexer().get_tokens("grammar g\nrule a -> number\n  | до\n"))
    assert any(kind is Error for kind, _ in tokens)


def test_the_extension_names_files_that_exist() -> None:
    folder = ROOT / "editors/vscode"
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    (language,), (grammar,) = (
        package["contributes"]["languages"],
        package["contributes"]["grammars"],
    )
    assert (folder / language["configuration"]).is_file()
    assert (folder / grammar["path"]).is_file()
    assert TEXTMATE["scopeName"] == grammar["scopeName"]
