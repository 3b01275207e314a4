"""What a pattern matches: words, terminals, repetition, guards, glue, lexicon kinds."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from tradefacts.grammar.lexicon import abbreviations
from tradefacts.grammar.terminals import TERMINALS

from .conftest import CURRENCY, Engine, Facts, short

SUM = "[ value=DECIMAL currency=cur ]"


@pytest.mark.parametrize(
    ("alternative", "text", "expected"),
    [
        # [ ] is the fact, what stands outside must be there and is no part of it
        ('"до" [ value=DECIMAL currency=cur ]', "до 5 $", ["[5 $] 5 USD"]),
        ('"до" [ value=DECIMAL currency=cur ]', "от 5 $", []),
        # no brackets: the whole alternative
        ('"до" value=DECIMAL currency=cur', "до 5 $", ["[до 5 $] 5 USD"]),
        # several words, punctuation and space of any width in a literal
        ('"не более" [ value=DECIMAL currency=cur ]', "не\u00a0более 5 $", ["[5 $] 5 USD"]),
        ('"более, чем" [ value=DECIMAL currency=cur ]', "более , чем 5 $", ["[5 $] 5 USD"]),
        # e for yo, either way
        ('"счёт" [ value=DECIMAL currency=cur ]', "счет 5 $", ["[5 $] 5 USD"]),
        ('"счет" [ value=DECIMAL currency=cur ]', "Счёт 5 $", ["[5 $] 5 USD"]),
        # a capital demands a capital, a small letter demands nothing
        ('"до" [ value=DECIMAL currency=cur ]', "ДО 5 $", ["[5 $] 5 USD"]),
        ('"До" [ value=DECIMAL currency=cur ]', "до 5 $", []),
        ('"До" [ value=DECIMAL currency=cur ]', "ДО 5 $", ["[5 $] 5 USD"]),
        ('"РФ" [ value=DECIMAL currency=cur ]', "Рф 5 $", []),
        # repetition and choice
        ('"а"? [ value=DECIMAL currency=cur ] "б"', "5 $ б", ["[5 $] 5 USD"]),
        ('"а"{2,3} [ value=DECIMAL currency=cur ]', "а 5 $", []),
        ('"а"{2,3} [ value=DECIMAL currency=cur ]', "а а 5 $", ["[5 $] 5 USD"]),
        ('[ value=DECIMAL currency=cur ] "а"+ "б"', "5 $ а а а б", ["[5 $] 5 USD"]),
        ('[ value=DECIMAL currency=cur ] "а"+ "б"', "5 $ б", []),
        ('("а" | "б" "в") [ value=DECIMAL currency=cur ]', "б в 5 $", ["[5 $] 5 USD"]),
        ('("а" | "б" "в") [ value=DECIMAL currency=cur ]', "в 5 $", []),
        # & : no space
        ("[ currency=cur & value=DECIMAL ]", "$5", ["[$5] 5 USD"]),
        ("[ currency=cur & value=DECIMAL ]", "$ 5", []),
        ("[ currency=cur value=DECIMAL ]", "$5", ["[$5] 5 USD"]),
        # !x at the start: x does not end here
        ('!("до") [ value=DECIMAL currency=cur ]', "до 5 $", []),
        ('!("до") [ value=DECIMAL currency=cur ]', "от 5 $", ["[5 $] 5 USD"]),
        ('!("до" "а"{0,2}) [ value=DECIMAL currency=cur ]', "до а а 5 $", []),
        ('!("до" "а"{0,2}) [ value=DECIMAL currency=cur ]', "до а а а 5 $", ["[5 $] 5 USD"]),
        # at the very beginning of a text nothing ends
        ('!("до") !(WORD &) [ value=DECIMAL currency=cur ]', "5 $", ["[5 $] 5 USD"]),
        # a guard on the left may look at what is glued
        ('!("-" &) [ value=DECIMAL currency=cur ]', "-5 $", []),
        ('!("-" &) [ value=DECIMAL currency=cur ]', "- 5 $", ["[5 $] 5 USD"]),
        # elsewhere: x does not begin here
        ('[ value=DECIMAL currency=cur ] !("США")', "5 $ США", []),
        ('[ value=DECIMAL currency=cur ] !("США")', "5 $", ["[5 $] 5 USD"]),
        ('[ value=DECIMAL !("млн") currency=cur ]', "5 $", ["[5 $] 5 USD"]),
        ('[ value=DECIMAL currency=cur ] (!("б") WORD){1,3} "б"', "5 $ а в б", ["[5 $] 5 USD"]),
        ('[ value=DECIMAL currency=cur ] (!("б") WORD){1,3} "б"', "5 $ а б в б", ["[5 $] 5 USD"]),
        # several guards: all of them
        ('!("а") !("б") [ value=DECIMAL currency=cur ]', "б 5 $", []),
        # guards inside a span and beside optional parts
        ('[ value=DECIMAL "млн"? !("р") currency=cur ]', "5 млн $", ["[5 млн $] 5 USD"]),
    ],
)
def test_pattern(facts: Facts, alternative: str, text: str, expected: list[str]) -> None:
    assert expected == facts(alternative, text)


@pytest.mark.parametrize(
    ("terminal", "accepted", "refused"),
    [
        ("DECIMAL", "5 5,5 80,231 1234567 1\u00a0234\u00a0567,8", "12.03.2014 10:30 ٣ пять %"),
        ("GROUPED", "5 5,5 80,231", "12.03.2014 пять"),
        ("INT", "5 007", "5,5 1.000 пять 12.03.2014"),
        ("NUMBER", "5 5,5 12.03.2014 10:30", "пять %"),
        ("WORD", "пять USD я", "5 % -"),
        ("UPPER", "Пять USD Я", "пять 5 «"),
        ("LATIN", "USD iPhone é", "Пять я 5 № µ"),
        ("ANY", "Пять 5 % -", ""),
    ],
)
def test_terminal(engine: Engine, terminal: str, accepted: str, refused: str) -> None:
    rule = engine(f"rule a -> flag\n  | {terminal} => yes\n")
    for text in accepted.split(" "):
        assert ["yes"] == [whole.value for whole in rule.values("m.a", text)], text
    for text in refused.split():
        assert [] == rule.values("m.a", text), text


@pytest.mark.parametrize(
    ("terminal", "text", "value"),
    [
        ("DECIMAL", "80,231", "80.231"),
        ("GROUPED", "80,231", "80231"),
        ("GROUPED", "80,23", "80.23"),
        ("DECIMAL", "1.234.567,89", "1234567.89"),
        ("INT", "007", "7"),
    ],
)
def test_terminal_value(engine: Engine, terminal: str, text: str, value: str) -> None:
    rule = engine(f"rule a -> number\n  | {terminal}\n")
    assert [value] == [str(whole.value) for whole in rule.values("m.a", text)]


def test_a_word_has_one_script_and_a_numeral_ends_a_word(facts: Facts) -> None:
    assert ["[US$5] 5 USD"] == facts('"US" currency=cur value=DECIMAL', "US$5")
    assert ["[5рублей] 5 RUB"] == facts(SUM, "5рублей")


def test_the_terminals_of_the_syntax_are_those_that_run() -> None:
    syntax = files("tradefacts.grammar").joinpath("syntax.lark").read_text(encoding="utf-8")
    (written,) = re.findall(r"^TERMINAL\.2: /\(([A-Z|]+)\)", syntax, re.MULTILINE)
    assert list(TERMINALS) == written.split("|")


# -- where a match may not go ----------------------------------------------------------------------
def test_any_stays_in_its_sentence(facts: Facts) -> None:
    gap = '"рост" ANY{0,5} "до" [ value=DECIMAL currency=cur ]'
    assert ["[5 $] 5 USD"] == facts(gap, "Рост за год составил до 5 $")
    assert [] == facts(gap, "Рост был. Затем до 5 $")
    # no more than five tokens, and none at all
    assert ["[5 $] 5 USD"] == facts(gap, "рост до 5 $")
    assert ["[5 $] 5 USD"] == facts(gap, "рост а б в г д до 5 $")
    assert [] == facts(gap, "рост а б в г д е до 5 $")


def test_other_items_may_cross_a_sentence_but_no_paragraph(facts: Facts) -> None:
    assert ["[5. $] 5 USD"] == facts('value=DECIMAL "." currency=cur', "5. $")
    assert ["[5\n$] 5 USD"] == facts(SUM, "5\n$")
    assert ["[5\r\n$] 5 USD"] == facts(SUM, "5\r\n$")
    for paragraph in ("\n\n", "\r\n\r\n", "\n \n", "\u2029", "\n\t\n"):
        assert [] == facts(SUM, f"5{paragraph}$")
        assert [] == facts('"до" ANY{0,4} [ value=DECIMAL currency=cur ]', f"до{paragraph}5 $")


def test_a_guard_sees_nothing_beyond_its_paragraph(facts: Facts) -> None:
    guarded = '!("до") [ value=DECIMAL currency=cur ] !("и")'
    assert [] == facts(guarded, "до 5 $")
    assert ["[5 $] 5 USD"] == facts(guarded, "до\n\n5 $\n\nи")


def test_offsets_are_code_points_of_the_text_as_given(engine: Engine) -> None:
    money = engine(f"{CURRENCY}rule money -> Money\n  | {SUM}\n")
    text = "😀\n\n\ufeff е\u0301 5\u00a0$ 😀"
    (fact,) = money.facts(text)
    assert "5\u00a0$" == text[fact.start : fact.stop] == fact.text


# -- lexicons --------------------------------------------------------------------------------------
def lexicon(engine: Engine, entry: str, text: str) -> list[object]:
    body = f"lexicon a : flag\n  {entry}\n\nrule b -> flag\n  | a\n"
    return [whole.value for whole in engine(body).values("m.b", text)]


@pytest.mark.parametrize(
    ("entry", "accepted", "refused"),
    [
        # lemma: every case and number; adjectives before the head agree with it
        ("x lemma рубль", "рубль рубля рублями РУБЛЮ рубли́", "рубли\u0306"),
        (
            'x lemma "белорусский рубль"',
            "белорусский_рубль белорусских_рублей белорусским_рублям белорусских_рубля",
            "белорусский_рублями белорусская_рубль рубль белорусский",
        ),
        # what follows the head stands still
        ('x lemma "доллар США"', "доллар_США долларами_США", "доллар_сша доллар"),
        # loose: each word declines alone
        ('x loose "белорусский рубль"', "белорусскому_рублями", "рубль"),
        # singular: the forms that cannot be plural
        ("x singular миллион", "миллион миллиона миллиону", "миллионы миллионов миллионам"),
        # form, symbol: as written
        ("x form рублей", "рублей Рублей", "рубль рублям"),
        ("x symbol $", "$", "€"),
        # abbr: its dots may be missing, one may follow
        ("x abbr руб", "руб руб.", "рубль ру"),
        ("x abbr б.п.", "б.п. б.п б_п б_п.", "б бп"),
        # capitals are demanded of every form
        ("x lemma Москва", "Москва Москвы МОСКВОЙ", "москва мОСКВА"),
        ("x form РФ", "РФ", "Рф рф"),
    ],
)
def test_wording(engine: Engine, entry: str, accepted: str, refused: str) -> None:
    for text in accepted.split():
        assert ["x"] == lexicon(engine, entry, text.replace("_", " ")), text
    for text in refused.split():
        assert [] == lexicon(engine, entry, text.replace("_", " ")), text


def test_an_entry_goes_on_over_lines_that_begin_with_a_kind(engine: Engine) -> None:
    body = (
        "lexicon a : flag\n  x  lemma рубль  # a comment\n\n     # and another\n"
        "     symbol $ form руб р\n\nrule b -> flag\n  | a\n"
    )
    rule = engine(body)
    for text in ("рублю", "$", "руб", "р"):
        assert ["x"] == [whole.value for whole in rule.values("m.b", text)]


def test_a_part_of_a_lexicon_is_one_kind_or_one_entry(engine: Engine) -> None:
    body = CURRENCY + "rule a -> iso4217\n  | {}\n"
    whole, symbols, dollar = (engine(body.format(n)) for n in ("cur", "cur.symbol", "cur.USD"))
    texts = ("$", "доллар", "рубль")
    found = [[e.values("m.a", t) != [] for t in texts] for e in (whole, symbols, dollar)]
    assert [[True, True, True], [True, False, False], [True, True, False]] == found


def test_abbreviations_end_no_sentence(facts: Facts) -> None:
    gap = '[ value=DECIMAL currency=cur ] ANY{0,3} "Банк"'
    assert ["[5 руб.] 5 RUB"] == facts(gap, "5 руб. Банк")
    assert [] == facts(gap, "5 долларов. Банк")


def test_a_whole_word_in_an_abbreviation_ends_a_sentence(engine: Engine) -> None:
    body = (
        'lexicon a : flag\n  x  abbr тыс "рос. руб" "фунтов ст" п.п р-н   form "кв. метров"\n\n'
        "rule b -> flag\n  | a\n"
    )
    assert {"тыс", "рос", "руб", "ст", "п", "н"} == abbreviations(engine(body).grammar.lexicons)


def test_a_dot_belongs_to_the_abbreviation_alone(facts: Facts) -> None:
    assert ["[5 руб.] 5 RUB"] == facts(SUM, "Стоит 5 руб. Дорого")
    assert ["[5 рублей] 5 RUB"] == facts(SUM, "Стоит 5 рублей. Дорого")


def test_a_place_binds_code_and_name(engine: Engine) -> None:
    body = (
        "lexicon place : iso3166\n"
        '  RU-KLU name "Калужская область"  lemma "Калужская область" Калуга\n\n'
        "lexicon land : iso3166\n  _ lemma Урал\n\n"
        "rule region -> Region\n"
        "  | [ place ] => level = subdivision\n  | [ land ] => level = macroregion\n"
    )
    assert ["[Калугой] RU-KLU Калужская область", "[Урала] None Урал"] == [
        short(fact) for fact in engine(body).facts("между Калугой и горами Урала")
    ]


def test_the_value_of_a_lexicon_is_its_key(engine: Engine) -> None:
    body = (
        "lexicon scale : number\n  1000 abbr тыс\n  0.5 form пол\n\nrule a -> number\n  | scale\n"
    )
    values = [engine(body).values("m.a", text)[0].value for text in ("тыс.", "пол")]
    assert ["1000", "0.5"] == [str(value) for value in values]
