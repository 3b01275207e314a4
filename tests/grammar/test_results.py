"""What a match gives: slots, agreement, sharing, expressions, conditions."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from attrs import frozen
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tradefacts import Amount, one_of, register
from tradefacts.grammar.examples import run
from tradefacts.grammar.functions import CALLS, call
from tradefacts.units.errors import NormalizationError

from .conftest import CURRENCY, Engine, Facts

ANY_VALUES = st.sampled_from(
    [
        *(
            "2024",
            "2024-W53",
            "9999-12-31",
            "0001",
            "2009/..",
            "..",
            "10:30",
            "USD",
            "",
            "7" * 5000,
        ),
        *map(Decimal, ("0", "5", "9", "-1", "0.5", "1E+9999", "7" * 5000)),
    ]
)
SCALE = "lexicon scale : number\n  1000 abbr тыс\n  1000000 abbr млн\n\n"
FIGURE = "rule amount -> (value, s)\n  | n=DECIMAL s=scale? => value = n * s\n\n"


def number(engine: Engine, alternative: str, text: str) -> list[str]:
    """What a rule of a number gives for a whole text."""
    rule = engine(f"{CURRENCY}{SCALE}rule a -> number\n  | {alternative}\n")
    return [str(whole.value) for whole in rule.values("m.a", text)]


@given(st.sampled_from(sorted(CALLS)), st.lists(ANY_VALUES, min_size=3, max_size=3))
@example("weekday", ["2024", Decimal(9), ""])
@example("weekday", ["9999-12-31", Decimal(7), ""])
@settings(max_examples=500)
def test_a_function_has_a_value_or_none_and_never_another_error(
    function: str, values: list[Any]
) -> None:
    args = values[: len(CALLS[function][0].split(","))]
    with suppress(NormalizationError):
        call(function, args)


# -- expressions -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("n * s", "5000"),
        ("n * s + m", "5007"),
        ("n - m", "-2"),
        ("m - n - n", "-3"),
        ("n + m * s", "7005"),
        ("(n + m) * s", "12000"),
        ("n / 2", "2.5"),
        ("-n", "-5"),
        ("-(n + m)", "-12"),
        # a missing slot counts 0 in a sum and 1 in a product
        ("n + x", "5"),
        ("x + n", "5"),
        ("n - x", "5"),
        ("n * x", "5"),
        ("n / x", "5"),
        ("x * s + n", "1005"),
        # all missing is missing; `or` takes the first that is bound
        ("x + x or 3", "3"),
        ("-x or 3", "3"),
        ("x or m or n", "7"),
        ("n or m", "5"),
        ("n * (x or s)", "5000"),
        ("rest(n * s + m, 10)", "7"),
        ("rest(n / 2, 1)", "0.5"),
        ("rest(x, 10) or 3", "3"),
        # exact at any size
        ("n + 0.00000000000000000000000000000000000001", "5." + "0" * 37 + "1"),
    ],
)
def test_expression(engine: Engine, expression: str, expected: str) -> None:
    pattern = 'n=DECIMAL s=scale m=INT (x=INT "x")?'
    assert [expected] == number(engine, f"{pattern} => {expression}", "5 тыс 7")


@pytest.mark.parametrize("long", ["7" * 4301, "0," + "0" * 4300 + "7", "7" * 100_000])
@pytest.mark.parametrize("text", ["1 из {}", "{} из 1"])
def test_a_fraction_of_more_digits_than_python_writes_is_no_fact(
    engine: Engine, text: str, long: str
) -> None:
    alternative = '[ n=DECIMAL "из" d=DECIMAL ]  => value = fraction(n, d), unit = fraction'
    assert [] == engine(f"rule z -> Ratio\n  | {alternative}\n").facts(text.format(long))


@pytest.mark.parametrize("expression", ["x * 2", "2 + x", "-x", "(x or n) - 1", "n + null"])
def test_arithmetic_on_what_is_no_number_gives_nothing(engine: Engine, expression: str) -> None:
    pattern = "x=(cur | DECIMAL) n=INT"
    assert [] == number(engine, f"{pattern} => {expression}", "$ 5")


def test_null_is_a_value_and_missing_is_none(engine: Engine) -> None:
    null = engine('rule a -> flag\n  | "x" n=INT? => null or n\n')
    assert [None] == [whole.value for whole in null.values("m.a", "x 5")]
    body = (
        "lexicon place : place\n  _ lemma Урал\n\n"
        "rule a -> Region\n  | [ place ] => level = macroregion, code = null\n"
    )
    (region,) = engine(body).facts("Урал")
    assert region.to_dict()["code"] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5 руб. 50", "[5 руб. 50] 5.5 RUB"), ("5 руб. 5", "[5 руб. 5] 5.05 RUB")],
)
def test_minor_is_ten_to_the_exponent_of_iso_4217(facts: Facts, text: str, expected: str) -> None:
    minor = "[ n=INT currency=cur m=INT ] => value = n + m / minor(currency)"
    assert [expected] == facts(minor, text)


def test_an_amount_without_exact_value_is_no_fact(facts: Facts) -> None:
    third = "[ n=DECIMAL currency=cur ] => value = n / 3"
    assert ["[6 $] 2 USD"] == facts(third, "6 $")
    assert [] == facts(third, "5 $")
    assert [] == facts("[ n=DECIMAL currency=cur ] => value = 1 / n", "0 $")


def test_arithmetic_does_not_round(facts: Facts) -> None:
    digits = "1" * 60
    tripled = "[ n=DECIMAL currency=cur ] => value = n * 3"
    assert [f"[{digits} $] {'3' * 60} USD"] == facts(tripled, f"{digits} $")


def test_a_result_outranks_a_slot_of_the_same_name(facts: Facts) -> None:
    doubled = "[ value=DECIMAL currency=cur ] => value = value * 2"
    assert ["[5 $] 10 USD"] == facts(doubled, "5 $")


def test_a_constant_belongs_to_the_domain_of_its_field(facts: Facts) -> None:
    assert ["[5 у.е.] lt 5 USD"] == facts(
        '[ value=DECIMAL "у.е." ] => currency = USD, relation = lt', "5 у.е."
    )


# -- conditions ------------------------------------------------------------------------------------
RANGE = '[ a=DECIMAL ("–" b=DECIMAL)? currency=cur ] => low = a, high = b, relation = range'


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("a < b", True),
        ("b < a", False),
        ("a <= b", True),
        ("b <= a", False),
        ("a = b", False),
        ("a != b", True),
        ("a = 3", True),
        ("a < b, a = 4", False),
        ("a < b, a = 3", True),
        ("currency = USD", True),
        ("currency != USD", False),
        # a result field may be tested: it is evaluated first
        ("low < high", True),
        ("high < low", False),
        ("relation = range", True),
        ("a * 2 < b", False),
        # words have no order; of a slot that may be a number nobody tells before
        ("(currency or a) < b", False),
    ],
)
def test_condition(facts: Facts, condition: str, holds: bool) -> None:
    expected = ["[3–5 $] 3..5 USD"] if holds else []
    assert expected == facts(f"{RANGE} if {condition}", "3–5 $")


def test_a_test_on_a_missing_slot_holds(facts: Facts) -> None:
    optional = '[ value=DECIMAL ("." m=INT)? currency=cur ] if m < 5, 5 < m'
    assert ["[7 $] 7 USD"] == facts(optional, "7 $")


def test_a_condition_drops_the_reading_before_any_is_chosen(facts: Facts) -> None:
    rows = (
        '"до" ANY{0,3} [ n=DECIMAL currency=cur ] => value = n, relation = le if n < 3\n'
        "[ value=DECIMAL currency=cur ]"
    )
    assert ["[5 $] 5 USD"] == facts(rows, "до 5 $")
    assert ["[2 $] le 2 USD"] == facts(rows, "до 2 $")


def test_a_fact_that_breaks_its_contract_is_none(facts: Facts) -> None:
    assert [] == facts(RANGE, "5–3 $")
    assert ["[3–5 $] 3..5 USD"] == facts(RANGE, "3–5 $")


# -- slots, agreement, context ---------------------------------------------------------------------
def test_a_slot_bound_twice_in_a_span_must_agree(facts: Facts) -> None:
    twice = "[ n=INT currency=cur m=INT currency=cur ] => value = n + m / 100"
    assert ["[5 $ 50 доллар] 5.5 USD"] == facts(twice, "5 $ 50 доллар")
    assert [] == facts(twice, "5 $ 50 €")


def test_each_span_has_its_own_slots(facts: Facts) -> None:
    pair = "[ value=INT currency=cur ] [ value=INT currency=cur ]"
    assert ["[5 $] 5 USD", "[6 €] 6 EUR"] == facts(pair, "5 $ 6 €")


CUE = "lexicon cue : relation\n  gt form свыше\n  lt form менее\n  ge form больше\n\n"


def test_a_context_slot_belongs_to_the_span_that_follows(facts: Facts) -> None:
    pair = "relation=cue? [ value=INT currency=cur ] relation=cue? [ value=INT currency=cur ]"
    assert ["[5 $] gt 5 USD", "[6 $] lt 6 USD"] == facts(pair, "свыше 5 $ менее 6 $", CUE)
    assert ["[5 $] 5 USD", "[6 $] lt 6 USD"] == facts(pair, "5 $ менее 6 $", CUE)


def test_after_the_last_span_a_context_slot_belongs_to_it(facts: Facts) -> None:
    after = "[ value=INT currency=cur ] [ value=INT currency=cur ] relation=cue"
    assert ["[5 $] 5 USD", "[6 $] ge 6 USD"] == facts(after, "5 $ 6 $ больше", CUE)
    # and must agree with what the span itself has bound
    both = "relation=cue [ value=INT currency=cur ] relation=cue"
    assert ["[5 $] ge 5 USD"] == facts(both, "больше 5 $ больше", CUE)
    assert [] == facts(both, "больше 5 $ менее", CUE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # from the nearest later span that binds it
        ("5, 6 и 7 €", ["[5] 5 EUR", "[6] 6 EUR", "[7 €] 7 EUR"]),
        ("5, 6 $ и 7 €", ["[5] 5 USD", "[6 $] 6 USD", "[7 €] 7 EUR"]),
        # else from the nearest earlier
        ("5 $, 6 € и 7", ["[5 $] 5 USD", "[6 €] 6 EUR", "[7] 7 EUR"]),
        ("5 $, 6 и 7", ["[5 $] 5 USD", "[6] 6 USD", "[7] 7 USD"]),
        ("5 $, 6 и 7 €", ["[5 $] 5 USD", "[6] 6 EUR", "[7 €] 7 EUR"]),
        # from none: a fact that needs it is none
        ("5, 6 и 7", []),
    ],
)
def test_sharing(facts: Facts, text: str, expected: list[str]) -> None:
    three = (
        '[ value=INT currency=cur? ] "," [ value=INT currency=cur? ] "и"'
        " [ value=INT currency=cur? ] sharing currency"
    )
    assert expected == facts(three, text)


def test_nothing_is_shared_that_no_one_named(facts: Facts) -> None:
    pair = '[ value=INT currency=cur? ] "и" [ value=INT currency=cur ]'
    assert [] == facts(pair, "5 и 7 €")


def test_a_shared_slot_takes_part_in_the_result_of_the_borrower(engine: Engine) -> None:
    body = (
        f"{CURRENCY}{SCALE}rule money -> Money\n"
        '  | [ n=INT s=scale? ] "и" [ n=INT s=scale? currency=cur ]'
        "  => value = n * s  sharing s, currency\n"
    )
    assert ["5000", "7000"] == [
        str(f.to_dict()["value"]) for f in engine(body).facts("5 и 7 тыс $")
    ]


# -- rules that are no facts -----------------------------------------------------------------------
def test_an_unnamed_record_binds_its_fields(engine: Engine) -> None:
    body = f"{CURRENCY}{SCALE}{FIGURE}rule money -> Money\n  | [ amount currency=cur ]\n"
    (fact,) = engine(body).facts("5 тыс $")
    assert "5000" == fact.to_dict()["value"]


def test_a_field_that_a_record_lacks_is_missing(engine: Engine) -> None:
    body = f"{SCALE}rule a -> (n, s)\n  | n=INT s=scale?\n"
    assert [{"n": 5}] == [whole.value for whole in engine(body).values("m.a", "5")]


def test_a_value_rule_gives_its_one_value_or_its_result(engine: Engine) -> None:
    assert ["5"] == number(engine, '"до" INT', "до 5")
    assert ["5"] == number(engine, '"до" value=INT INT', "до 5 7")
    assert ["6"] == number(engine, "n=INT => n + 1", "5")
    assert ["5", "7"] == [
        str(w.value)
        for t in ("5", "7")
        for w in engine("rule a -> number\n  | (INT | DECIMAL)\n").values("m.a", t)
    ]


def test_a_rule_is_one_value_wherever_it_is_used(engine: Engine) -> None:
    # the slots inside a value rule stay inside
    body = (
        f'{CURRENCY}rule sum -> number\n  | n=INT "+" m=INT => n + m\n\n'
        "rule money -> Money\n  | [ n=INT value=sum currency=cur ]\n"
    )
    (fact,) = engine(body).facts("9 2 + 3 $")
    assert "5" == fact.to_dict()["value"]


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("written", ["C", '"C"', "kWh", '"92"', '"t.km"', "ge_x"])
def test_a_constant_is_written_as_it_is_or_in_quotes(engine: Engine, written: str) -> None:
    @register
    @frozen(kw_only=True, repr=False)
    class Heat(Amount):
        kind: ClassVar[str] = "heat"
        scale: str = one_of("scale", ["C", "kWh", "92", "t.km", "ge_x"])

    rule = engine(
        f'rule a -> Heat\n  | [ value=INT "x" ] => scale = {written}  if scale = {written}\n\n'
        f'example a\n  "[5 x]"  => Heat(value=5, scale={written})\n'
    )
    assert [None] == [outcome.problem for outcome in run(rule)]
    assert [written.strip('"')] == [fact.to_dict()["scale"] for fact in rule.facts("5 x")]
