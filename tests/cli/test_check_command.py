"""`tradefacts grammar check`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tradefacts import Extractor
from tradefacts.grammar import named

Run = Callable[..., Result]
Golden = Callable[[str, str], None]

GOOD = """\
grammar good

rule money -> Money
  | [ value=DECIMAL & "$" ]   => currency = USD

example money
  "[5$] за штуку"   => Money(value=5, currency=USD)

reject money
  "5 $"
"""
BROKEN = """\
grammar broken

rule money -> Money
  | [ value=DECIMAL & "$" ]   => curency = USD
  | [ value=nmber ]

example money
  "[5$]"   => Money(value=5, currency=USD)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_grammar_passes(run: Run) -> None:
    done = run("grammar", "check", written("good.tfg", GOOD))
    expected = "1 grammar, 2 examples: 0 errors, 0 warnings\n"
    assert (0, expected, "") == (done.exit_code, done.stdout, done.stderr)


def test_warnings_are_shown_and_fail_nothing(run: Run, golden: Golden) -> None:
    text = GOOD.replace("good", "warned").replace(
        "=> currency = USD", '=> currency = USD\n  | [ value=DECIMAL & "€" ]   => currency = EUR'
    )
    done = run("grammar", "check", written("warned.tfg", text))
    assert (done.exit_code, done.stderr) == (0, "")
    golden("check_warnings.txt", done.stdout)


def test_a_failing_example_is_an_error(run: Run, golden: Golden) -> None:
    text = GOOD.replace("good", "failing").replace("value=5,", "value=6,").replace('"5 $"', '"5$"')
    done = run("grammar", "check", written("failing.tfg", text))
    assert (done.exit_code, done.stderr) == (1, "")
    golden("check_examples.txt", done.stdout)


def test_a_grammar_that_does_not_load_shows_every_error(run: Run, golden: Golden) -> None:
    done = run("grammar", "check", written("broken.tfg", BROKEN))
    assert (done.exit_code, done.stderr) == (1, "")
    golden("check_errors.txt", done.stdout)


def test_a_problem_of_a_shared_file_is_one_problem(run: Run) -> None:
    written("broken.tfg", BROKEN)
    importing = "grammar {}\n\nimport broken (money)\n"
    paths = [written(f"{name}.tfg", importing.format(name)) for name in ("one", "two")]
    done = run("grammar", "check", *paths)
    assert done.exit_code == 1
    assert done.stdout.count("has no field 'curency'") == 1
    alone = run("grammar", "check", "broken.tfg").stdout.splitlines()[-1].partition(": ")[2]
    assert alone == done.stdout.splitlines()[-1].partition(": ")[2]


def test_a_grammar_that_is_named_twice_is_checked_once(run: Run) -> None:
    good = written("good.tfg", GOOD)
    once = run("grammar", "check", good)
    assert (0, "") == (once.exit_code, once.stderr)
    assert once.stdout == run("grammar", "check", good, f"./{good}").stdout


@pytest.fixture
def broken_money(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mistake in a grammar that the cases of frames read mentions by."""
    twice = "\n\nlexicon unit : unit\n  pp  lemma пункт\n  bp  lemma пункт\n"
    path = written("money.tfg", BROKEN.replace("grammar broken", "grammar money") + twice)

    def extractor() -> Extractor:
        return Extractor([path.resolve()])

    monkeypatch.setattr("tradefacts.tools.frames.default_extractor", extractor)
    return path


def test_a_mistake_in_a_grammar_that_frames_need_is_told(run: Run, broken_money: Path) -> None:
    alone = run("grammar", "check", broken_money)
    framed = run("grammar", "check", "trade")
    assert {" E020 ", " E033 "} <= set(re.findall(r" E\d+ ", alone.stdout))
    place = str(broken_money.resolve())
    assert (1, "") == (framed.exit_code, framed.stderr)
    assert alone.stdout.replace(f"{broken_money}:", f"{place}:") == framed.stdout


def test_a_mistake_told_by_two_paths_is_one_problem(run: Run, broken_money: Path) -> None:
    alone = run("grammar", "check", broken_money)
    both = run("grammar", "check", broken_money, "trade")
    assert alone.stdout.replace("1 grammar,", "2 grammars,") == both.stdout


def test_files_that_cannot_be_read_are_told_and_the_others_checked(run: Run) -> None:
    Path("folder.tfg").mkdir()
    good = written("good.tfg", GOOD)
    done = run("grammar", "check", "missing.tfg", "folder.tfg", good)
    expected = (
        "tradefacts: missing.tfg: no such file; check the name\n"
        "tradefacts: folder.tfg: is a directory; name the files in it: folder.tfg/*\n"
    )
    assert (1, expected) == (done.exit_code, done.stderr)
    assert done.stdout == "1 grammar, 2 examples: 0 errors, 0 warnings\n"


def test_a_name_is_found_as_extract_finds_it(run: Run) -> None:
    Path("sign").mkdir()
    done = run("grammar", "check", "sign", "sgin")
    assert "1 grammar, 16 examples: 0 errors, 0 warnings\n" == done.stdout
    assert done.stderr.startswith("tradefacts: no grammar 'sgin': name a .tfg file or one of cue, ")
    assert done.stderr.endswith("; did you mean 'sign'?\n")


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (ImportError("No module named 'loads_of_test'"), "No module named 'loads_of_test'"),
        (FileNotFoundError("the package loads has no loads.tfg"), "the package loads has no loads"),
    ],
)
def test_a_broken_package_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, problem: Exception, told: str
) -> None:
    def broken(name: str) -> Path:
        raise problem

    monkeypatch.setattr(named, "installed_grammar", broken)
    for command in ("check", "show"):
        done = run("grammar", command, "loads")
        assert (1, "") == (done.exit_code, done.stdout)
        assert done.stderr.startswith(f"tradefacts: {told}")


def test_a_file_that_is_no_text_is_an_error(run: Run) -> None:
    Path("old.tfg").write_bytes("grammar old # цена\n".encode("cp1251"))
    done = run("grammar", "check", "old.tfg")
    assert done.exit_code == 1
    assert " E001 not UTF-8" in done.stdout.splitlines()[0]


def test_no_file_is_wrong_usage(run: Run) -> None:
    assert run("grammar", "check").exit_code == 2
