"""Parsing of anything at all: every mistake is told, none hides another, nothing else is raised."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.grammar.bad_samples import expectation
from tradefacts.grammar.build import build
from tradefacts.grammar.errors import GrammarError, Location, Problem
from tradefacts.grammar.load import load
from tradefacts.grammar.parse import parse
from tradefacts.grammar.shipped import grammar_folder
from tradefacts.grammar.syntax import parser

GOOD = """grammar m

lexicon cur : iso4217
  USD  symbol $  lemma доллар

rule amount -> number
  | n=INT s=INT? => n * s
  | DECIMAL

rule money -> Money
  | [ value=amount currency=cur ] !("x")
  | "до" [ value=DECIMAL currency=cur ] => relation = le  if value < 5

pattern two(a, b)
  | a "и" b

example money
  "[5 $]" => Money(value=5)
reject money
  "5"
"""
BAD_ROWS = [
    "  | [ value=INT",
    "  | *",
    '  | "до',
    "  | до",
    "  | (INT",
    "  | INT)",
    "  | INT => = 5",
    "  | { }",
    "  |",
]


def codes(source: str) -> list[tuple[int, str]]:
    return [(p.location.line, p.code) for p in parse("m.tfg", source).problems]


def test_the_good_one_is_good() -> None:
    parsed = parse("m.tfg", GOOD)
    assert () == parsed.problems
    assert () == build(parsed)[1]
    assert frozenset() == parsed.broken


@given(st.data())
def test_each_bad_row_is_told_and_hides_nothing(data: st.DataObject) -> None:
    """Bad alternatives among good ones: as many problems, each on its line; the good ones stay."""
    rows = GOOD.split("\n")
    bad: list[int] = []
    for _ in range(data.draw(st.integers(1, 6))):
        places = [i for i, row in enumerate(rows) if row.startswith("  |")]
        at = data.draw(st.sampled_from(places))
        if at > 0 and rows[at - 1].startswith("pattern"):
            continue
        rows.insert(at, data.draw(st.sampled_from(BAD_ROWS)))
        bad = [line + (line > at) for line in bad] + [at + 1]
    source = "\n".join(rows)
    assert sorted(bad) == [line for line, _ in codes(source)]
    module, problems = build(parse("m.tfg", source))
    assert () == problems
    good = build(parse("m.tfg", GOOD))[0]
    assert [len(r.alternatives) for r in good.rules] == [len(r.alternatives) for r in module.rules]


def test_meaning_is_told_beside_syntax(tmp_path: Path) -> None:
    path = tmp_path / "m.tfg"
    path.write_text(
        GOOD.replace("  | DECIMAL\n", "  | DECIMAL*\n").replace("value=amount", "value=amuont"),
        encoding="utf-8",
    )
    with pytest.raises(GrammarError) as caught:
        load(path)
    found = [(p.location.line, p.code) for p in caught.value.problems]
    assert [(8, "E001"), (11, "E020")] == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lexicon cur : iso4217", "lexicon cur iso4217"),
        ("lexicon cur : iso4217", "lexcon cur : iso4217"),
        ("rule amount -> number", "rule amount = number"),
        ("rule amount -> number", "rule аmount -> number"),
        ("pattern two(a, b)", "pattern two a b"),
        ("example money", "exampel money"),
    ],
)
def test_the_name_of_a_broken_statement_is_not_unknown(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "m.tfg"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(GrammarError) as caught:
        load(path)
    assert ["E001"] == [p.code for p in caught.value.problems]


# -- anything at all -------------------------------------------------------------------------------
ALPHABET = 'рублlemмa_ AZ019.,:;|=>-+*/()[]{}!&?"«»#\\\n\t\r\u00a0\u2028\x00😀'
WORDS = (
    *("grammar", "import", "lexicon", "rule", "pattern", "example", "todo", "reject"),
    *("lemma", "form", "name", "sharing", "if", "or", "null", "DECIMAL", "ANY", "INT", "Money"),
    *("->", "=>", "|", "[", "]", "(", ")", "!", "&", "?", "+", "{0,3}", "=", ":", ",", ".", "-"),
    *('"до"', '"', "a", "b", "cur", "USD", "5", "0.5", "\n", "\n", "  ", "#", "number", "flag"),
)


def everything(source: str) -> None:
    """Parse and build; every problem can be shown."""
    parsed = parse("m.tfg", source)
    _, problems = build(parsed)
    rows = source.split("\n")
    for problem in (*parsed.problems, *problems):
        assert 1 <= problem.location.line <= len(rows)
        assert 1 <= problem.location.column <= len(rows[problem.location.line - 1]) + 1
        assert "^" in problem.render(source)


@given(st.text())
def test_any_text(source: str) -> None:
    everything(source)


@given(st.text(ALPHABET, max_size=80))
def test_any_text_of_our_letters(source: str) -> None:
    everything(f"grammar m\nrule x -> Money\n  | {source}")


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words(words: list[str]) -> None:
    everything(" ".join(["grammar m\n", *words]))


WHOLE = """\
"A title."

import lexicons/place (town, river)

lexicon cur : iso4217
  USD  name "dollar"  symbol $  lemma доллар "доллар США"
       abbr долл.  # of the United States
  RUB  lemma рубль  abbr руб. р.
  EUR  lemma евро

rule money -> Money
  | [ about currency=cur{gent plur} ] !("x")
  | "до" ([ value=scale.1000 ] ","){0,3} & [ value=DECIMAL? currency=cur ]
      => relation = le, value = -minor(value) * (s or 1)
      sharing currency
      if value < 5, value != 7

rule about -> (value, relation)
  | value=amount

pattern two(a, b)
  | a "и" b

roles percent, money
  | sign=cur ANY{0,8} [ percent ] => change

frame exports -> TradeFact
  slot value = level
  slot period = when in near after
  flow export : reporter = of
    partner = to

example money
  "[5 $] и #7 [6 $]"
    => Money(value=5, unit=null), Money(value=-5, currency=USD)
  "6"  => Money(value="6")

reject money
  "5"
  "6"
"""
"""Every construct of the language, in statements that an empty line parts."""
PIECE = re.compile(r'"[^"\n]*"|#.*|=>|->|!=|[\w.]+|\S')
CHANGES = {
    "lost": "",
    "doubled": "{0} {0}",
    "with a capital inside": "{0}Name",
    "another": ",",
    "cut behind": "{0} \n",
    "cut behind, with a comment on the next row": "{0}\n#\n",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_piece_of_a_good_statement_changed(change: str) -> None:
    for statement in WHOLE.split("\n\n"):
        for piece in PIECE.finditer(statement):
            before, behind = statement[: piece.start()], statement[piece.end() :]
            everything(f"grammar m\n{before}{change.format(piece.group())}{behind}")
            everything(f"grammar m\n{before}{change.format(piece.group())}")


@cache
def shipped(name: str) -> str:
    return (grammar_folder() / f"{name}.tfg").read_text(encoding="utf-8")


@given(st.data())
def test_mutations_of_the_shipped_grammars(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A stretch is lost, doubled or replaced: `load` gives a grammar or its problems."""
    source = shipped(data.draw(st.sampled_from(["sign", "interval", "percent"])))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(source)))
        stop = min(len(source), start + data.draw(st.integers(0, 12)))
        new = data.draw(
            st.one_of(st.just(""), st.just(source[start:stop] * 2), st.text(ALPHABET, max_size=4))
        )
        source = source[:start] + new + source[stop:]
    path = tmp_path_factory.mktemp("mutant") / "mutant.tfg"
    path.write_bytes(source.encode("utf-8", "surrogatepass"))
    caught = None
    try:
        load(path)
    except GrammarError as error:
        caught = error
    assert caught is None or str(caught).count("^") >= len(caught.problems) > 0


@given(st.text(), st.integers(1, 99), st.integers(1, 99), st.integers(0, 99))
def test_a_problem_can_always_be_shown(source: str, line: int, column: int, width: int) -> None:
    problem = Problem("E001", "message", Location("m.tfg", line, column, width), "hint")
    shown = problem.render(source).split("\n")
    assert f"m.tfg:{line}:{column}: E001 message" == shown[0]
    assert re.fullmatch(r"      \| [ \t]*\^+", shown[-2])
    assert "      = hint: hint" == shown[-1]


def test_what_is_expected_is_told_without_names_of_the_parser() -> None:
    names = [terminal.name for terminal in parser().terminals if terminal.name.startswith("__ANON")]
    assert expectation(names) == "expected name, ->, slot"
