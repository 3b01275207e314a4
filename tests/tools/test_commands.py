"""`tradefacts grammar` and `tradefacts explain`, as they are typed."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tradefacts.extractor import load_grammars
from tradefacts.facts import KINDS
from tradefacts.grammar.load import load
from tradefacts.reference import Reference
from tradefacts.tools import dump, listing
from tradefacts.tools.sample import samples

from .conftest import Golden, Run


# -- check
def test_problems_become_annotations_for_github(run: Run, golden: Golden) -> None:
    done = run("grammar", "check", "--format", "github", "failing.tfg")
    assert 1 == done.exit_code
    golden("check_github.txt", done.stdout)


# -- test
def test_a_grammar_that_passes_is_one_line(run: Run) -> None:
    done = run("grammar", "test", "shop.tfg")
    assert (0, "shop: 4 examples, 1 reject, 1 todo: 0 failures\n") == (done.exit_code, done.stdout)


def test_what_fails_is_shown_side_by_side_with_the_reason(run: Run, golden: Golden) -> None:
    done = run("grammar", "test", "failing.tfg")
    assert 1 == done.exit_code
    golden("test_failing.txt", done.stdout)


RATES = """\
grammar rates

lexicon coin : iso4217
  USD  lemma доллар

lexicon colon : flag
  is  symbol :

rule rates -> Money
  | [ currency=coin colon value=DECIMAL "долларов" ]
  | "курс" [ currency=coin value=DECIMAL ]

example rates
  "[Евро: 90,1 долларов] сегодня"   => Money(value=90.1, currency=EUR)
  "рост за курс [евро 90,1]"        => Money(value=90.1, currency=EUR)
  "[доллар: 90,1 рублей]"           => Money(value=90.1, currency=USD)
"""


def test_what_keeps_a_fact_from_beginning_is_told_first(run: Run) -> None:
    Path("rates.tfg").write_text(RATES, encoding="utf-8")
    done = run("grammar", "test", "rates.tfg")
    assert [
        """why: rates: expected currency=coin, "курс" before 'Евро'""",
        "why: 'долларов', rates.tfg:10: expected colon before 'сегодня'",
        "why: rates: expected currency=coin before 'евро'",
        """why: 'доллар: 90,1', rates.tfg:10: expected "долларов" before 'рублей'""",
    ] == [line.strip() for line in done.stdout.splitlines() if "why:" in line]


def test_one_rule_alone(run: Run) -> None:
    done = run("grammar", "test", "failing.tfg", "--rule", "sum")
    assert "failing: 2 examples (2 failing): 2 failures" == done.stdout.splitlines()[-1]
    done = run("grammar", "test", "shop.tfg", "--rule", "summ")
    assert (1, "tradefacts: shop.tfg: no case of a rule 'summ'\n") == (done.exit_code, done.stderr)


def test_what_is_not_read_yet_is_listed(run: Run) -> None:
    assert 'todo shop.tfg:26: "[$5]"' in run("grammar", "test", "shop.tfg", "--todo").stdout


# -- new
def test_a_new_grammar_passes_check_test_and_format(run: Run) -> None:
    assert 0 == run("grammar", "new", "mine").exit_code
    checked = run("grammar", "check", "mine.tfg")
    assert (0, "1 grammar, 7 examples: 0 errors, 0 warnings\n") == (
        checked.exit_code,
        checked.stdout,
    )
    tested = run("grammar", "test", "mine.tfg")
    assert (0, "mine: 4 examples, 2 rejects, 1 todo: 0 failures\n") == (
        tested.exit_code,
        tested.stdout,
    )
    formatted = run("grammar", "format", "--check", "mine.tfg")
    assert (0, "", "") == (formatted.exit_code, formatted.stdout, formatted.stderr)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Mine", "'Mine': a name is made of small Latin letters, digits and _, a letter first"),
        ("money", "'money': a shipped grammar has that name; take another"),
        ("shop", "shop.tfg: is there already"),
    ],
)
def test_a_new_grammar_needs_a_free_name(run: Run, name: str, problem: str) -> None:
    done = run("grammar", "new", name)
    assert (1, f"tradefacts: {problem}\n") == (done.exit_code, done.stderr)


# -- sample
def test_samples_are_examples_that_pass(run: Run) -> None:
    done = run("grammar", "sample", "shop.tfg", "price", "-n", "6")
    text = Path("shop.tfg").read_text(encoding="utf-8").partition("example sum")[0]
    rows = done.stdout.splitlines()
    assert 7 == len(rows)
    Path("sampled.tfg").write_text(text.replace("grammar shop", "grammar sampled"), "utf-8")
    with Path("sampled.tfg").open("a", encoding="utf-8") as stream:
        stream.write(done.stdout)
    tested = run("grammar", "test", "sampled.tfg")
    assert "sampled: 6 examples: 0 failures\n" == tested.stdout


def test_the_same_seed_gives_the_same_sentences(run: Run) -> None:
    first, again, other = (
        run("grammar", "sample", "shop.tfg", "--seed", seed).stdout for seed in ("1", "1", "2")
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize(("grammar", "rule"), [("number", "small"), ("percent", "percent")])
def test_shipped_rules_have_samples(grammar: str, rule: str) -> None:
    engine = Reference(load_grammars([grammar]))
    found = samples(engine, rule, 5)
    assert 5 == len({sample.text for sample in found})


def test_an_unknown_rule_is_told(run: Run) -> None:
    done = run("grammar", "sample", "shop.tfg", "prise")
    expected = "tradefacts: shop.tfg: no rule 'prise'; did you mean 'price'?\n"
    assert (1, expected) == (done.exit_code, done.stderr)


def test_a_grammar_without_facts_is_told(run: Run) -> None:
    for name, rules in (
        ("sign", "; name a rule: doubled, minus, below, number"),
        ("trade", ", has no rules"),
    ):
        done = run("grammar", "sample", name)
        assert (1, f"tradefacts: {name}: gives no facts{rules}\n") == (done.exit_code, done.stderr)


# -- show
def test_rules_and_lexicons_are_listed(run: Run, golden: Golden) -> None:
    named = run("grammar", "show", "shop.tfg", "price", "sum", "coin", "coin.RUB").stdout
    golden("show.txt", run("grammar", "show", "shop.tfg").stdout + named)


def test_every_entry_of_a_shipped_grammar_is_listed() -> None:
    grammar = load_grammars(["region"])
    rows = list(listing.entries(grammar))
    assert sum(len(x.entries) for x in grammar.lexicons.values()) == len(rows)
    (found,) = (row for row in rows if row[:2] == ("subdivisions_ru.ru_oblast", "RU-KLU"))
    assert ("Калужская область", "lemma Калужский") == (found[2], found[3].partition("  ")[0])


def test_every_form_of_every_entry(run: Run) -> None:
    rows = run("grammar", "show", "shop.tfg", "--lexicon", "--forms").stdout.splitlines()
    (row,) = (row for row in rows if row.startswith("shop.coin\tRUB"))
    assert {"рубль", "рублями", "руб", "руб."} <= set(row.split("\t")[3].split("; "))


def test_what_is_not_there_is_told(run: Run) -> None:
    done = run("grammar", "show", "shop.tfg", "coin.RUR")
    expected = "tradefacts: shop.tfg: no entry 'RUR' in 'coin'; did you mean 'RUB'?\n"
    assert (1, expected) == (done.exit_code, done.stderr)
    with pytest.raises(
        listing.UnknownName, match="no rule, lexicon or frame 'prise'; did you mean"
    ):
        list(listing.described(load("shop.tfg"), "prise"))


# -- dump
@pytest.mark.parametrize("name", ["interval", "sign", "shop.tfg", "below.tfg"])
def test_a_dump_keeps_its_schema(run: Run, name: str) -> None:
    Path("below.tfg").write_text("grammar below\nrule n -> number\n  | n=INT  => -n\n", "utf-8")
    schema = json.loads(run("grammar", "dump", "--schema").stdout)
    dumped = json.loads(run("grammar", "dump", name, "--json").stdout)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(dumped)
    assert dumped == json.loads(json.dumps(dump.dump(load_grammars([name]))))


def test_the_schema_is_documented_and_strict(run: Run) -> None:
    schema = dump.schema()
    assert all(part["description"] for part in schema["$defs"].values())
    dumped = dump.dump(load("shop.tfg"))
    dumped["rules"]["shop.price"]["alternatives"][0]["pattern"]["is"] = "Sequence"
    assert not Draft202012Validator(schema).is_valid(dumped)


def test_a_dump_shows_roles_and_frames() -> None:
    grammar = load_grammars(["trade"])
    shown = listing.whole(grammar)
    lines = [line for line in shown.splitlines() if line.startswith(("roles ", "frame ", "  flow"))]
    flows = sum(len(frame.flows) for frame in grammar.frames.values())
    assert len(grammar.roles) + len(grammar.frames) + flows == len(lines)
    assert "  | sign=trend [ percent ]  => change" in shown
    assert "region{accs}" in shown
    frame = "\n".join(listing.described(grammar, "trade.trade"))
    assert frame == shown[shown.index("frame trade.trade ") :]


def test_a_dump_without_json_is_the_linked_grammar(run: Run) -> None:
    shown = run("grammar", "dump", "shop.tfg").stdout
    assert 'rule shop.price -> Money   # shop.tfg:11\n  | !"№" [ sum ]\n' in shown
    assert "lexicon shop.coin : iso4217" in shown


# -- format
def test_files_are_laid_out_in_place(run: Run) -> None:
    Path("wild.tfg").write_text("grammar wild\nrule  a->number\n|n=INT   =>n # five\n", "utf-8")
    before = Path("wild.tfg").read_bytes()
    done = run("grammar", "format", "--check", "wild.tfg", "shop.tfg")
    assert (1, "wild.tfg would change\n") == (done.exit_code, done.stdout)
    assert before == Path("wild.tfg").read_bytes()
    done = run("grammar", "format", "wild.tfg", "shop.tfg")
    assert (0, "wild.tfg is laid out\n") == (done.exit_code, done.stdout)
    expected = "grammar wild\nrule a -> number\n  | n=INT  => n # five\n"
    assert expected.replace("n # five", "n  # five") == Path("wild.tfg").read_text("utf-8")
    done = run("grammar", "format", "wild.tfg")
    assert (0, "") == (done.exit_code, done.stdout)


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    done = run("grammar", "format", "-", text="grammar  g")
    assert (0, "grammar g\n") == (done.exit_code, done.stdout)


def test_standard_input_is_checked_as_a_file_is(run: Run) -> None:
    done = run("grammar", "format", "--check", "-", text="grammar  g")
    assert (1, "- would change\n") == (done.exit_code, done.stdout)
    done = run("grammar", "format", "--check", "-", text="grammar g\n")
    assert (0, "") == (done.exit_code, done.stdout)


def test_a_syntax_error_is_shown_and_the_file_kept(run: Run) -> None:
    Path("bad.tfg").write_text("grammar bad\nrule a -> number\n  n=INT\n", "utf-8")
    done = run("grammar", "format", "bad.tfg")
    assert 1 == done.exit_code
    assert "bad.tfg:3:3: E001 an alternative begins with |" in done.stderr
    assert "  n=INT\n" in Path("bad.tfg").read_text("utf-8")


# -- explain
def test_explain_names_rule_file_line_slots_and_steps(run: Run, golden: Golden) -> None:
    done = run("explain", "--grammar", "shop.tfg", "цена от 5 до 7 руб., № 3$")
    assert 0 == done.exit_code
    golden("explain.txt", done.stdout)


def test_explain_is_json_too(run: Run) -> None:
    done = run("explain", "--grammar", "shop.tfg", "--json", "-", text="цена 5 руб.")
    (fact,) = json.loads(done.stdout)["facts"]
    assert ("shop.price", "5") == (fact["rule"], fact["fact"]["value"])


@pytest.mark.parametrize("command", [("explain", "5"), ("grammar", "check", "own.tfg")])
def test_a_module_that_is_not_there_is_told(run: Run, command: tuple[str, ...]) -> None:
    head, *rest = command
    done = run(head, "--facts", "no_such_module", *rest)
    assert 2 == done.exit_code
    assert "no module 'no_such_module'" in done.stderr


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nope.py", "nope.py: no such file; check the name"),
        ("a.txt", "no module 'a.txt'; a file ends in .py"),
        (".", "'.' is no module: name one, or a file NAME.py"),
    ],
)
@pytest.mark.parametrize("command", ["check", "test", "show", "dump", "sample"])
def test_facts_that_are_no_module_are_told(run: Run, name: str, message: str, command: str) -> None:
    done = run("grammar", command, "own.tfg", "--facts", name)
    assert 2 == done.exit_code
    assert message in " ".join(done.stderr.replace("│", " ").split())


def test_a_text_without_its_quotes_is_told(run: Run) -> None:
    done = run("explain", "рост", "на", "5%")
    assert 2 == done.exit_code
    told = re.sub(r"[\s│]+", " ", done.stderr)
    assert "a text is one argument, in quotes: tradefacts explain 'рост на 5%'" in told


def test_the_name_of_a_file_is_explained_as_a_text(run: Run) -> None:
    Path("a b.txt").touch()
    done = run("explain", "--grammar", "shop.tfg", "a b.txt")
    hint = "for the file of that name: tradefacts explain - < 'a b.txt'"
    assert (0, f"tradefacts: a b.txt: is explained as a text; {hint}\n") == (
        done.exit_code,
        done.stderr,
    )


def test_a_grammar_that_is_not_there_is_told(run: Run) -> None:
    for command in (("explain", "5", "--grammar"), ("grammar", "show"), ("grammar", "test")):
        done = run(*command, "nothing")
        assert 1 == done.exit_code
        assert "tradefacts: no grammar 'nothing': name a .tfg file or one of" in done.stderr


def test_facts_of_ones_own_are_imported_when_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in list(KINDS):
        monkeypatch.setitem(KINDS, kind, KINDS[kind])
    Path("fuels_of_test.py").write_text(
        "from typing import ClassVar\n"
        "from attrs import frozen\n"
        "from tradefacts.facts import Fact, one_of, register\n"
        "@register\n@frozen(kw_only=True, repr=False)\n"
        "class Fuel(Fact):\n    kind: ClassVar[str] = 'fuel'\n"
        "    grade: str = one_of('fuel_grade', ['g92'])\n",
        "utf-8",
    )
    Path("fuel.tfg").write_text(
        'grammar fuel\nrule fuel -> Fuel\n  | [ "АИ" & "-" & "92" ]  => grade = g92\n'
        'example fuel\n  "[АИ-92]"  => Fuel(grade=g92)\n',
        "utf-8",
    )
    try:
        assert "E050" in run("grammar", "check", "fuel.tfg").stdout
        done = run("grammar", "--facts", "fuels_of_test.py", "test", "fuel.tfg")
        assert "fuel: 1 example: 0 failures\n" == done.stdout
        assert str(Path.cwd()) not in sys.path
    finally:
        KINDS.pop("fuel", None)


def test_a_grammar_is_checked_by_its_name_too(run: Run) -> None:
    done = run("grammar", "check", "sign")
    assert (0, "1 grammar, 16 examples: 0 errors, 0 warnings\n") == (done.exit_code, done.stdout)


def test_years_are_sampled_as_years_are_written(tmp_path: Path) -> None:
    path = tmp_path / "m.tfg"
    text = "grammar m\nrule season -> Period\n  | [ y=YEARS ]  => iso = y\n"
    path.write_text(text, encoding="utf-8")
    found = {sample.text for sample in samples(Reference(load(path)), "season", 2)}
    assert {"2013/14", "2019/2020"} == found


@pytest.mark.parametrize("command", ["check", "test", "show", "format"])
def test_a_file_that_is_not_there_is_told(run: Run, command: str) -> None:
    done = run("grammar", command, "no.tfg")
    told = "tradefacts: no.tfg: no such file; check the name\n"
    assert (1, "", told) == (done.exit_code, done.stdout, done.stderr)


@pytest.mark.parametrize("names", [("bad.tfg", "shop.tfg"), ("no.tfg", "shop.tfg")])
def test_a_bad_grammar_keeps_no_other_from_its_tests(run: Run, names: tuple[str, ...]) -> None:
    Path("bad.tfg").write_text("grammar bad\nrule a -> number\n  n=INT\n", "utf-8")
    alone = run("grammar", "test", "shop.tfg")
    done = run("grammar", "test", *names)
    assert (1, alone.stdout) == (done.exit_code, done.stdout)
    assert names[0] in done.stderr


def test_a_bad_grammar_keeps_no_other_from_being_laid_out(run: Run) -> None:
    Path("bad.tfg").write_text("grammar bad\nrule a -> number\n  n=INT\n", "utf-8")
    Path("wild.tfg").write_text("grammar wild\nrule a -> number\n    | n=INT\n", "utf-8")
    done = run("grammar", "format", "bad.tfg", "wild.tfg")
    assert (1, "wild.tfg is laid out\n") == (done.exit_code, done.stdout)
    assert "bad.tfg:3:3: E001" in done.stderr


def test_entries_of_one_lexicon(run: Run) -> None:
    every = run("grammar", "show", "cue", "--lexicon").stdout.splitlines()
    names = {line.partition("\t")[0] for line in every}
    assert len(names) > 1
    done = run("grammar", "show", "cue", min(names), "--lexicon")
    assert [
        line for line in every if line.startswith(f"{min(names)}\t")
    ] == done.stdout.splitlines()
    done = run("grammar", "show", "cue", "no_such", "--lexicon")
    assert (1, "") == (done.exit_code, done.stdout)
    assert "cue: no lexicon 'no_such': " in done.stderr


def test_forms_are_those_of_entries(run: Run) -> None:
    done = run("grammar", "show", "shop.tfg", "--forms")
    assert 2 == done.exit_code
    assert "--forms goes with --lexicon" in done.stderr


def test_a_folder_is_no_grammar(run: Run) -> None:
    Path("many").mkdir()
    done = run("grammar", "check", "many")
    told = "tradefacts: many: is a directory; name the grammars in it: many/*.tfg\n"
    assert (1, told) == (done.exit_code, done.stderr)
