"""`docs/grammar.md` says all that the code does."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from tradefacts.grammar.forms import KINDS
from tradefacts.grammar.functions import CALLS
from tradefacts.grammar.load import load
from tradefacts.grammar.readings import CONTEXT
from tradefacts.grammar.schema import domains
from tradefacts.grammar.syntax import KEYWORDS
from tradefacts.grammar.terminals import TERMINALS

from .test_errors import CODES

PAGE = Path(__file__).parents[2] / "docs" / "grammar.md"
FENCE = re.compile(r"(?<=```lark\n).*?(?=```\n\Z)", re.DOTALL)


def test_every_code_is_explained_once() -> None:
    rows = re.findall(r"^\| ([EW]\d{3}) ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(CODES) == rows


def test_every_word_of_the_language_is_there() -> None:
    page = set(re.findall(r"(?<=`)\w+(?=[`( ])", PAGE.read_text(encoding="utf-8")))
    words = {*KEYWORDS, *KINDS, *TERMINALS, *CALLS, *CONTEXT, *domains()}
    assert set() == words - page


def test_the_imports_that_it_shows_are_right(tmp_path: Path) -> None:
    shown, _, _ = PAGE.read_text(encoding="utf-8").partition("## Errors")
    imports = re.findall(r"(?<=`)import [^`]+", shown)
    path = tmp_path / "shown.tfg"
    path.write_text("\n".join(["grammar shown", *imports, ""]), encoding="utf-8")
    assert 2 == len(imports)
    assert load(path)


def test_the_syntax_is_the_one_that_runs(golden: Callable[[str | Path, str], None]) -> None:
    """`GOLDEN=write pytest tests/grammar/test_docs.py` writes it anew."""
    syntax = files("tradefacts.grammar").joinpath("syntax.lark").read_text(encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    right, fences = FENCE.subn(lambda _: syntax, page)
    assert 1 == fences
    golden(PAGE, right)
