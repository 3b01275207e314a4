"""Names: scopes, imports, patterns with parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradefacts.grammar.errors import GrammarError
from tradefacts.grammar.load import load
from tradefacts.grammar.shipped import grammar_folder
from tradefacts.reference import Reference

from .conftest import CURRENCY, Engine, Facts, short

OTHER = "lexicon unit : number\n  5 form a\n\nrule x -> number\n  | unit\n"


def values(engine: Reference, text: str, rule: str = "m.y") -> list[str]:
    return [str(whole.value) for whole in engine.values(rule, text)]


# -- scopes ----------------------------------------------------------------------------------------
def test_names_are_local_to_a_file(engine: Engine) -> None:
    # both files have a lexicon `unit`; `x` keeps its own
    body = "import other (x)\n\nlexicon unit : number\n  6 form a\n\nrule y -> number\n"
    assert ["5"] == values(engine(f"{body}  | x\n", other=OTHER), "a")
    assert ["6"] == values(engine(f"{body}  | unit\n", other=OTHER), "a")


def test_an_import_brings_only_what_it_names(engine: Engine) -> None:
    with pytest.raises(GrammarError) as caught:
        engine("import other (x)\n\nrule y -> number\n  | unit\n", other=OTHER)
    assert [("E020", 5)] == [(p.code, p.location.line) for p in caught.value.problems]


def test_what_is_imported_may_be_imported_from_its_own_file_alone(engine: Engine) -> None:
    middle = "import other (x)\n\nrule z -> number\n  | x\n"
    with pytest.raises(GrammarError) as caught:
        engine("import middle (x)\n\nrule y -> number\n  | x\n", middle=middle, other=OTHER)
    assert ["E011"] == [p.code for p in caught.value.problems]
    direct = "import middle (z)\nimport other (x)\n\nrule y -> number\n  | a=z b=x => a + b\n"
    assert ["10"] == values(engine(direct, middle=middle, other=OTHER), "a a")


def test_the_order_in_a_file_is_free(engine: Engine) -> None:
    pattern = 'pattern twice(p)\n  | p "x"\n\n'
    body = f"rule y -> number\n  | twice(z)\n\n{pattern}rule z -> number\n  | INT\n"
    assert ["5"] == values(engine(body), "5 x")


def test_an_import_is_found_beside_the_file_that_imports(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "a.tfg").write_text("grammar a\nimport b (x)\nrule y -> number\n  | x\n")
    (tmp_path / "words" / "b.tfg").write_text("grammar b\nrule x -> number\n  | INT\n")
    (tmp_path / "m.tfg").write_text("grammar m\nimport words/a (y)\nrule z -> number\n  | y\n")
    assert ["5"] == values(Reference(load(tmp_path / "m.tfg")), "5", "m.z")


def test_an_import_is_found_among_the_shipped_grammars(tmp_path: Path) -> None:
    (tmp_path / "m.tfg").write_text(
        "grammar m\nimport number (figure)\nrule y -> number\n  | figure\n"
    )
    assert ["5"] == values(Reference(load(tmp_path / "m.tfg")), "5")
    # but the file beside comes first
    (tmp_path / "number.tfg").write_text('grammar number\nrule figure -> number\n  | "x" => 7\n')
    assert ["7"] == values(Reference(load(tmp_path / "m.tfg")), "x")


def test_no_import_leaves_its_folders(tmp_path: Path) -> None:
    (tmp_path / "secret.tfg").write_text("grammar secret\nrule x -> number\n  | INT\n")
    (tmp_path / "sub").mkdir()
    for path in ("../secret", "/secret", "sub/../../secret"):
        (tmp_path / "sub" / "m.tfg").write_text(f"grammar m\nimport {path} (x)\n")
        with pytest.raises(GrammarError) as caught:
            load(tmp_path / "sub" / "m.tfg")
        assert ["E001"] == [p.code for p in caught.value.problems], path


def test_a_file_read_by_two_ways_is_one(engine: Engine) -> None:
    left = "import other (x)\nrule l -> number\n  | x\n"
    right = "import other (x)\nrule r -> number\n  | x\n"
    body = "import left (l)\nimport right (r)\nrule y -> number\n  | a=l b=r => a + b\n"
    assert ["10"] == values(engine(body, left=left, right=right, other=OTHER), "a a")


def test_every_problem_of_every_file_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "c.tfg").write_text("grammar c\nrule x -> number\n  | nothing\n")
    (tmp_path / "a.tfg").write_text("grammar a\nimport c (x)\nrule y -> number\n  | no\n")
    (tmp_path / "b.tfg").write_text("grammar b\nimport c (x)\nrule z -> number\n  | nay\n")
    with pytest.raises(GrammarError) as caught:
        load(tmp_path / "a.tfg", tmp_path / "b.tfg")
    assert ["a.tfg", "b.tfg", "c.tfg"] == [
        Path(p.location.path).name for p in caught.value.problems
    ]


def test_shipped_grammars_load_together() -> None:
    names = ("money", "percent", "region")
    grammar = load(*(grammar_folder() / f"{name}.tfg" for name in names))
    assert set(names) == {rule.name.partition(".")[0] for rule in grammar.fact_rules}


# -- patterns --------------------------------------------------------------------------------------
BETWEEN = """pattern between(low, high)
  | ("от" | "с") low "до" high
  | "между" low "и" high

"""


@pytest.mark.parametrize("text", ["от 3 до 5 $", "с 3 до 5 $", "между 3 и 5 $"])
def test_a_pattern_is_put_in_place_of_its_use(engine: Engine, text: str) -> None:
    body = (
        f"{CURRENCY}{BETWEEN}rule money -> Money\n"
        "  | [ between((low=INT), (high=INT currency=cur)) ] => relation = range\n"
    )
    assert [f"[{text}] 3..5 USD"] == [short(fact) for fact in engine(body).facts(text)]


def test_an_argument_is_a_sequence_and_choices_stand_in_brackets(engine: Engine) -> None:
    body = f'{BETWEEN}rule y -> number\n  | between(a=INT "x"?, ("y" | b=INT)) => a + b\n'
    assert ["3"] == values(engine(body), "от 3 x до y")
    assert ["8"] == values(engine(body), "между 3 и 5")


def test_spans_may_stand_in_a_pattern_or_in_its_arguments(engine: Engine) -> None:
    pattern = 'pattern both(first, next)\n  | [ first ] "и" next\n\n'
    body = (
        f"{CURRENCY}{pattern}rule money -> Money\n"
        "  | both(value=INT currency=cur?, [ value=INT currency=cur ]) sharing currency\n"
    )
    assert ["[3] 3 USD", "[5 $] 5 USD"] == [short(fact) for fact in engine(body).facts("3 и 5 $")]


def test_slots_of_a_pattern_bind_where_it_is_used(engine: Engine) -> None:
    body = 'pattern counted(x)\n  | n=INT x\n\nrule y -> number\n  | counted("шт") => n * 2\n'
    assert ["10"] == values(engine(body), "5 шт")


def test_a_pattern_finds_its_own_names_where_it_is_defined(engine: Engine) -> None:
    # `unit` of the pattern is the one of `other`, `unit` of the argument is the one of `m`
    other = "lexicon unit : number\n  5 form a\n\npattern sum(x)\n  | left=unit right=x\n"
    body = (
        "import other (sum)\n\nlexicon unit : number\n  6 form a\n\n"
        "rule y -> number\n  | sum(unit) => left * 10 + right\n"
    )
    assert ["56"] == values(engine(body, other=other), "a a")


def test_a_parameter_hides_a_name_of_the_file(engine: Engine) -> None:
    pattern = 'pattern p(x)\n  | x "!"\n\n'
    body = f'rule x -> number\n  | "no" => 1\n\n{pattern}rule y -> number\n  | p(INT)\n'
    assert ["5"] == values(engine(body), "5 !")
    assert [] == values(engine(body), "no !")


def test_patterns_use_patterns(engine: Engine) -> None:
    body = (
        'pattern quoted(x)\n  | "«" x "»"\n\npattern twice(x)\n  | quoted(x) quoted(x)\n\n'
        "rule y -> number\n  | twice(n=INT) => n\n"
    )
    assert ["5"] == values(engine(body), "«5» «5»")
    # one slot of one value: both uses of the argument bind it
    assert [] == values(engine(body), "«5» «6»")


def test_a_pattern_may_be_repeated_bound_and_forbidden(facts: Facts, engine: Engine) -> None:
    body = (
        'pattern comma(x)\n  | "," x\n\n'
        'rule y -> number\n  | n=INT comma(INT){0,2} !(comma("x")) "end"? => n\n'
    )
    read = engine(body)
    assert ["1"] == values(read, "1, 2, 3")
    assert [] == values(read, "1, 2, 3, 4")
    assert ["1"] == values(read, "1, 2 end")


def test_a_guard_that_opens_a_pattern_looks_left(engine: Engine) -> None:
    # as at the start of an alternative
    pattern = 'pattern alone(x)\n  | !("до") x\n\n'
    body = f"{CURRENCY}{pattern}rule money -> Money\n  | [ alone(value=INT) currency=cur ]\n"
    assert [] == engine(body).facts("до 5 $")
    assert ["5 $"] == [fact.text for fact in engine(body).facts("от 5 $")]
