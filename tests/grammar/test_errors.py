"""Bad grammars and every word that is said of them.

Each `errors/*.tfg` (or `errors/*/main.tfg`) has a golden `.txt` beside it, named by what it is bad
at. `GOLDEN=write pytest tests/grammar/test_errors.py` writes the golden files anew.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tradefacts.cli.check import checked
from tradefacts.grammar.errors import GrammarError, Location, Problem

FOLDER = Path(__file__).parent / "errors"
GRAMMARS = sorted([*FOLDER.glob("*.tfg"), *FOLDER.glob("*/main.tfg")])
CODES = {
    *("E001", "E010", "E011", "E012", "E013", "E014", "E020", "E021", "E023", "E024", "E025"),
    *(
        "E026",
        "E027",
        "E030",
        "E031",
        "E032",
        "E033",
        "E040",
        "E041",
        "E042",
        "E043",
        "E044",
        "E045",
    ),
    *("E046", "E047", "E048", "E049", "E050", "E051", "E052", "E053", "E054"),
    *("E055", "E056", "E060", "E062"),
    *("W070", "W071", "W072", "W073", "W074", "W075", "W076", "W077", "W078", "W079"),
}


def name_of(path: Path) -> str:
    return path.parent.name if path.stem == "main" else path.stem


def codes(told: str) -> set[str]:
    return set(re.findall(r"^\S+: ([EW]\d+) ", told, re.MULTILINE))


def messages(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(path.parent)
    return "\n\n".join(checked(Path(path.name)).rendered()) + "\n"


@pytest.mark.parametrize("path", [pytest.param(path, id=name_of(path)) for path in GRAMMARS])
def test_golden(
    path: Path, golden: Callable[[str | Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    golden(FOLDER / f"{name_of(path)}.txt", messages(path, monkeypatch))


@pytest.mark.parametrize("path", [pytest.param(path, id=name_of(path)) for path in GRAMMARS])
def test_no_cascade(path: Path) -> None:
    """A file that is bad in one way is told of that way alone."""
    told = codes((FOLDER / f"{name_of(path)}.txt").read_text(encoding="utf-8"))
    if path.stem != "ten-mistakes":
        own = {name_of(path)[:4]}
        assert own == told - ({"W070"} - own)


def test_every_code_has_a_bad_sample() -> None:
    texts = (golden.read_text(encoding="utf-8") for golden in FOLDER.glob("*.txt"))
    told = {code for text in texts for code in codes(text)}
    assert told == CODES


def test_every_code_of_the_source_is_known() -> None:
    source = Path(__file__).parents[2] / "src" / "tradefacts" / "grammar"
    used = {
        code
        for file in source.rglob("*.py")
        for code in re.findall(r'"([EW]\d{3})"', file.read_text(encoding="utf-8"))
    }
    assert used == CODES


def test_ten_mistakes_are_ten_located_errors_of_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    told = messages(FOLDER / "ten-mistakes.tfg", monkeypatch)
    places = re.findall(r"^ten-mistakes\.tfg:(\d+):(\d+): (E\d+) ", told, re.MULTILINE)
    assert len(set(places)) == 10
    # the syntax and the meaning of one file in one run
    assert {"E001", "E011", "E020", "E030", "E031", "E032", "E041", "E052"} == {
        code for _, _, code in places
    }


@pytest.mark.parametrize("path", [pytest.param(path, id=name_of(path)) for path in GRAMMARS])
def test_the_caret_stands_under_the_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    verdict = checked(Path(path.name))
    for problem in verdict.problems:
        source = verdict.sources[problem.location.path]
        row = source.split("\n")[problem.location.line - 1]
        place, shown, caret = problem.render(source).split("\n")[:3]
        assert place.startswith(f"{problem.location}: {problem.code} ")
        assert row == shown[len("    1 | ") :]
        column = problem.location.column
        assert caret.index("^") == len("    1 | ") + column - 1
        # the end of the line is the place of what is missing there
        assert 1 <= column <= len(row) + 1


@pytest.mark.parametrize("name", ["__notes__", "seen_by_typer"])
def test_an_error_takes_the_attributes_that_others_set(name: str) -> None:
    error = GrammarError((), {})
    setattr(error, name, ["seen"])
    assert ["seen"] == getattr(error, name)


def test_an_error_travels_between_processes() -> None:
    problem = Problem("E020", "no rule 'a'", Location("m.tfg", 1, 3))
    error = GrammarError((problem,), {"m.tfg": "| a"})
    assert str(error) == str(pickle.loads(pickle.dumps(error)))
