"""Files as they come: encodings, line ends, sizes; and what a broken one may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradefacts.grammar import load as loading
from tradefacts.grammar.errors import GrammarError
from tradefacts.grammar.load import load
from tradefacts.grammar.shipped import grammar_folder
from tradefacts.reference import Reference

GOOD = """grammar m
"A title."

lexicon cur : iso4217   # a comment
  USD  symbol $
       lemma доллар

# another
rule money -> Money
  | [ value=DECIMAL currency=cur ]

example money
  "[5 $]"  => Money(value=5,
                    currency=USD)
"""


def facts(raw: bytes, folder: Path) -> list[str]:
    path = folder / "m.tfg"
    path.write_bytes(raw)
    return [fact.text for fact in Reference(load(path)).facts("за 5 долларов")]


def problems(raw: bytes, folder: Path) -> list[str]:
    with pytest.raises(GrammarError) as caught:
        facts(raw, folder)
    return [f"{p.location.line}:{p.location.column} {p.code}" for p in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GOOD, id="as it is"),
        pytest.param("\ufeff" + GOOD, id="BOM"),
        pytest.param(GOOD.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(GOOD.replace("\n", "\r"), id="CR"),
        pytest.param(GOOD.replace("  ", "\t"), id="tabs"),
        pytest.param(GOOD.replace("\n", " \t\n"), id="space at the line ends"),
        pytest.param(GOOD.replace("\n\n", "\n\n\n # x\n\n"), id="blank lines"),
        pytest.param(GOOD.replace("\n  ", "\n"), id="no indentation"),
        pytest.param(GOOD.rstrip(), id="no line end"),
        pytest.param("# first\n\n" + GOOD, id="a comment first"),
    ],
)
def test_layout_is_free(text: str, tmp_path: Path) -> None:
    assert ["5 долларов"] == facts(text.encode(), tmp_path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_told_in_lines_and_columns(end: str, tmp_path: Path) -> None:
    bad = GOOD.replace("=cur", "=curr").replace("\n", end)
    assert ["10:30 E020"] == problems(bad.encode(), tmp_path)


def test_a_tab_is_one_column(tmp_path: Path) -> None:
    bad = GOOD.replace("=cur", "=curr").replace("  |", "\t|")
    assert ["10:29 E020"] == problems(bad.encode(), tmp_path)
    with pytest.raises(GrammarError) as caught:
        load(tmp_path / "m.tfg")
    # the tab stays in the line of the caret, which so stands under its place in any terminal
    assert "      | \t" + " " * 27 + "^^^^" in str(caught.value).split("\n")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (GOOD.encode("cp1251"), ["6:14 E001"]),
        (GOOD.encode("utf-16"), ["1:1 E001"]),
        (b"", ["1:1 E001"]),
        (b"\n  \n", ["1:1 E001"]),
        (b"# nothing\n", ["1:1 E001"]),
        (b"\xef\xbb\xbf", ["1:1 E001"]),
        (b"\x00\x00", ["1:1 E001"]),
        (GOOD.encode() + b"\x00", ["15:1 E001"]),
        (GOOD[10:].encode(), ["1:1 E001"]),
    ],
)
def test_what_is_no_grammar(raw: bytes, expected: list[str], tmp_path: Path) -> None:
    assert expected == problems(raw, tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "m.tfg")


def test_an_unreadable_import_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "other.tfg").write_bytes("grammar other\n# привет\n".encode("cp1251"))
    body = "grammar m\nimport other (a, b)\nrule c -> number\n  | x=a y=b => x + y\n"
    assert ["2:3 E001"] == problems(body.encode(), tmp_path)


def test_nothing_is_half_loaded(tmp_path: Path) -> None:
    (tmp_path / "good.tfg").write_text(GOOD.replace("grammar m", "grammar good"), encoding="utf-8")
    (tmp_path / "bad.tfg").write_text("grammar bad\nrule x -> number\n  | y\n", encoding="utf-8")
    with pytest.raises(GrammarError) as caught:
        load(tmp_path / "good.tfg", tmp_path / "bad.tfg")
    assert ["E020"] == [problem.code for problem in caught.value.problems]


# -- sizes -----------------------------------------------------------------------------------------
def test_ten_thousand_entries(tmp_path: Path) -> None:
    rows = "".join(f"  {n} form w{n}\n" for n in range(10_000))
    source = f"grammar m\nlexicon a : number\n{rows}\nrule b -> number\n  | a\n"
    path = tmp_path / "m.tfg"
    path.write_text(source, encoding="utf-8")
    (whole,) = Reference(load(path)).values("m.b", "w 9999")
    assert "9999" == str(whole.value)
    # and one wrong line among them is found
    bad = source.replace("  5000 form w5000\n", "  5000 from w5000\n")
    assert ["5003:8 E001"] == problems(bad.encode(), tmp_path)


def test_a_thousand_wrong_lines_are_a_thousand_problems(tmp_path: Path) -> None:
    rows = "".join(f"  {n} from w{n}\n" for n in range(1000))
    assert 1000 == len(problems(f"grammar m\nlexicon a : number\n{rows}".encode(), tmp_path))


def test_a_very_long_line(tmp_path: Path) -> None:
    words = " ".join(f"w{n}" for n in range(20_000))
    source = f"grammar m\nlexicon a : flag\n  x form {words} end\n\nrule b -> flag\n  | a\n"
    path = tmp_path / "m.tfg"
    path.write_text(source, encoding="utf-8")
    assert 1 == len(Reference(load(path)).values("m.b", "end"))
    bad = source.replace(" end", ' "end')
    assert [f"3:{9 + len(words) + 2} E001"] == problems(bad.encode(), tmp_path)


def test_deep_nesting_is_an_error_not_a_crash(tmp_path: Path) -> None:
    for deep in ("(" * 5000 + "INT" + ")" * 5000, "!" * 5000 + "INT INT", "(" * 5000):
        source = f"grammar m\nrule b -> number\n  | {deep}\n"
        assert ["E001"] == [told[-4:] for told in problems(source.encode(), tmp_path)]
    expression = "rule b -> number\n  | n=INT => " + "n + " * 5000 + "n\n"
    assert ["2:1 E001"] == problems(f"grammar m\n{expression}".encode(), tmp_path)


def test_nesting_that_is_allowed_runs(tmp_path: Path) -> None:
    path = tmp_path / "m.tfg"
    path.write_text(f"grammar m\nrule b -> number\n  | {'(' * 12}INT{')' * 12}\n", encoding="utf-8")
    assert 1 == len(Reference(load(path)).values("m.b", "5"))
    chain = "".join(f"rule r{n} -> number\n  | r{n - 1}\n\n" for n in range(1, 40))
    path.write_text(f"grammar m\nrule r0 -> number\n  | INT\n\n{chain}", encoding="utf-8")
    assert 1 == len(Reference(load(path)).values("m.r39", "5"))


def test_rules_without_end_are_an_error_not_a_crash(tmp_path: Path) -> None:
    for order in (range(1, 3000), range(2999, 0, -1)):
        chain = "".join(f"rule r{n} -> number\n  | r{n - 1}\n\n" for n in order)
        source = f"grammar m\nrule r0 -> number\n  | INT\n\n{chain}"
        assert ["E026"] == [told[-4:] for told in problems(source.encode(), tmp_path)]


def test_rules_that_double_are_checked_in_good_time(tmp_path: Path) -> None:
    # a DAG of 2**30 ways, each rule of it written and counted once
    doubling = "".join(f"rule r{n} -> number\n  | r{n - 1} | r{n - 1}\n\n" for n in range(1, 31))
    doubling = doubling.replace(" | r", "\n  | r").replace("\n\n  |", "\n  |")
    source = (
        f"grammar m\nrule r0 -> number\n  | INT\n\n{doubling}rule x -> number\n  | !(r30) INT\n"
    )
    path = tmp_path / "m.tfg"
    path.write_text(source, encoding="utf-8")
    assert "m.x" in load(path).rules


def test_rules_that_use_each_other_under_a_guard(tmp_path: Path) -> None:
    source = 'grammar m\nrule a -> number\n  | !(b) INT\n\nrule b -> number\n  | !(a) INT "x"\n'
    assert ["2:6 E021"] == problems(source.encode(), tmp_path)


def test_patterns_that_double_are_an_error_not_a_crash(tmp_path: Path) -> None:
    doubling = "".join(f"pattern p{n}(x)\n  | p{n - 1}(x) p{n - 1}(x)\n\n" for n in range(1, 40))
    source = f'grammar m\npattern p0(x)\n  | x x\n\n{doubling}rule b -> flag\n  | p39("a") => b\n'
    assert {"E026"} == {told[-4:] for told in problems(source.encode(), tmp_path)}


def test_an_import_may_mean_a_grammar_of_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "installed_grammars", lambda: {"tonnes": None})
    path = tmp_path / "m.tfg"
    path.write_text("grammar m\nimport tones (tonne)\n", encoding="utf-8")
    with pytest.raises(GrammarError) as caught:
        load(path)
    assert ["did you mean 'tonnes'?"] == [problem.hint for problem in caught.value.problems]


def test_a_name_that_a_shipped_grammar_has_is_told_in_the_file_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "number.tfg"
    own.write_text('grammar number\nrule five -> number\n  | "пять" => 5\n', "utf-8")
    main = tmp_path / "main.tfg"
    main.write_text("grammar main\nimport number (five)\nimport percent (percent)\n", "utf-8")
    for paths in ([main], [own, grammar_folder() / "number.tfg"]):
        with pytest.raises(GrammarError) as caught:
            load(*paths)
        found = [p for p in caught.value.problems if p.code == "E014"]
        assert [str(own)] == [p.location.path for p in found]
        assert [f"it is {grammar_folder() / 'number.tfg'}"] == [p.hint for p in found]
