"""Classes of facts of one's own that refuse a value, cut it off, or have a mistake."""

from __future__ import annotations

import pickle
import re
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from attrs import converters, field, frozen, validators
from attrs import define as define_class

from tradefacts import Extractor, Fact, FactError, as_int, one_of, register
from tradefacts.explanation import explain
from tradefacts.extractor import ENGINES
from tradefacts.facts import KINDS
from tradefacts.grammar.errors import GrammarError
from tradefacts.grammar.examples import run
from tradefacts.grammar.load import load
from tradefacts.reference import Reference

GRAMMAR = """grammar wagons

lexicon wagon : flag
  wagon  lemma вагон

lexicon dollar : iso4217
  USD  symbol $

rule wagons -> Wagons
  | [ count=DECIMAL wagon ]

rule price -> Money
  | [ currency=dollar value=DECIMAL ]

example wagons
  "[5 вагонов]"  => Wagons(count=5)
"""
NUMBER: dict[str, Any] = {"domain": "number"}
TEXT = "500 вагонов на $5, ещё 7 вагонов"


@pytest.fixture
def grammar(tmp_path: Path, kinds: None) -> Path:
    path = tmp_path / "wagons.tfg"
    path.write_text(GRAMMAR, encoding="utf-8")
    return path


def define(count: Any, of: Any = Any, **more: Any) -> type[Fact]:
    return register(
        frozen(kw_only=True, repr=False)(
            type(
                "Wagons",
                (Fact,),
                {
                    "__module__": __name__,
                    "__annotations__": {
                        "kind": ClassVar[str],
                        "count": of,
                        **dict.fromkeys(more, "str"),
                    },
                    "kind": "wagons",
                    "count": count,
                    **more,
                },
            )
        )
    )


def counts(grammar: Path, text: str, engine: str = "compiled") -> list[object]:
    found = Extractor([grammar], engine=engine).extract(text).facts
    return [getattr(fact, "count", fact.text) for fact in found]


@pytest.mark.usefixtures("grammar")
@pytest.mark.parametrize("cuts", [int, converters.optional(int), converters.pipe(int)])
def test_a_converter_that_cuts_amounts_off_is_refused(cuts: Any) -> None:
    message = "Wagons.count: int makes 2 of 2.5 without a word: write field(converter=as_int)"
    with pytest.raises(FactError, match=re.escape(message)):
        define(field(converter=cuts, metadata=NUMBER))
    assert "wagons" not in KINDS


@pytest.mark.usefixtures("grammar")
@pytest.mark.parametrize("keeps", [Decimal, Fraction, as_int, converters.optional(as_int), round])
def test_other_converters_are_taken(keeps: Any) -> None:
    kind = define(field(converter=keeps, metadata=NUMBER))
    assert KINDS["wagons"] is kind


@pytest.mark.parametrize("engine", ENGINES)
def test_half_a_wagon_is_none(grammar: Path, engine: str) -> None:
    define(field(converter=as_int, metadata=NUMBER))
    assert [5, "$5"] == counts(grammar, "2,5 вагона, 5 вагонов, $5", engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("decorate", [frozen, define_class, partial(frozen, eq=False)])
def test_every_shape_of_a_class_is_read_alike(grammar: Path, decorate: Any, engine: str) -> None:
    @register
    @decorate(kw_only=True, repr=False)
    class Wagons(Fact):
        kind: ClassVar[str] = "wagons"
        count: int = field(converter=as_int, metadata=NUMBER)

    assert [500, "$5", 7] == counts(grammar, TEXT, engine)


@pytest.mark.usefixtures("grammar")
@pytest.mark.parametrize("slots", [(True, False), (False, True), (False, False)])
def test_a_class_without_slots_is_refused(slots: tuple[bool, bool]) -> None:
    below, own = slots
    decorate: Any = frozen  # to mypy, slots are a literal

    @decorate(kw_only=True, repr=False, slots=below)
    class Counted(Fact):
        count: str

    @decorate(kw_only=True, repr=False, slots=own)
    class Wagons(Counted):
        kind: ClassVar[str] = "wagons"
        sort: str

    with pytest.raises(FactError, match=r"Wagons\.(sort|count): .*leave out slots=False"):
        register(Wagons)
    assert "wagons" not in KINDS


@pytest.mark.parametrize("value", [2.5, "2.5", Decimal("0.1"), "пять", None, True, "1e2"])
def test_what_is_no_whole_number_is_told(value: Any) -> None:
    with pytest.raises(FactError, match=r"is no whole number|is no amount|an amount is a Decimal"):
        as_int(value)


@pytest.mark.usefixtures("grammar")
@pytest.mark.parametrize(
    ("of", "name", "converter"),
    [
        (int, "int", "as in field(converter=as_int), of tradefacts"),
        (float, "float", "as in field(converter=Decimal)"),
        (Fraction, "Fraction", "as in field(converter=Fraction)"),
        (list, "list", "which takes a Decimal and a str"),
        ("bool | None", "bool", "which takes a Decimal and a str"),
    ],
)
def test_a_field_that_holds_no_words_is_told_its_converter(
    of: Any, name: str, converter: str
) -> None:
    told = f"Wagons.count: {name} cannot hold the Decimal or the str that a grammar gives: "
    hint = f"write str, or give it a converter, {converter}"
    with pytest.raises(FactError, match=f"^{re.escape(told + hint)}$"):
        define(field(default=None), of)


@pytest.mark.usefixtures("grammar")
def test_a_field_of_decimals_is_told_what_it_cannot_hold() -> None:
    with pytest.raises(FactError, match=r"^Wagons.count: Decimal cannot hold the str that JSON "):
        define(field(default=None), "Decimal | None")


@pytest.mark.usefixtures("grammar")
@pytest.mark.parametrize("name", ["file", "document", "count_exact", "value_exact"])
def test_a_field_that_has_the_name_of_another_column_is_refused(name: str) -> None:
    message = f"Wagons.{name}: tables and JSON Lines have another column of that name: name another"
    with pytest.raises(FactError, match=f"^{re.escape(message)}$"):
        define(field(converter=as_int, metadata=NUMBER), **{name: "x"})
    assert "wagons" not in KINDS


@pytest.mark.usefixtures("grammar")
@pytest.mark.parametrize("name", ["is_exact", "files", "exact"])
def test_a_field_of_any_other_name_is_taken(name: str) -> None:
    kind = define(field(converter=as_int, metadata=NUMBER), **{name: "x"})
    assert KINDS["wagons"] is kind


def too_much(_: object, __: object, value: Decimal) -> None:
    if value > 400:
        raise ValueError("too much")


def labelled(value: object) -> object:
    return Decimal("many") if value == 500 else value


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("count", "message"),
    [
        (field(validator=too_much, metadata=NUMBER), "Wagons: too much"),
        (field(validator=validators.lt(400), metadata=NUMBER),
         "Wagons: 'count' must be < 400: 500"),
        (field(converter=labelled, metadata=NUMBER), "Wagons: InvalidOperation: "),
    ],
)  # fmt: skip
def test_a_value_that_a_class_refuses_is_no_fact_and_the_others_stay(
    grammar: Path, engine: str, count: Any, message: str
) -> None:
    define(count)
    assert ["$5", 7] == counts(grammar, TEXT, engine)
    row = {"kind": "wagons", "start": 0, "stop": 1, "text": "x", "count": 500}
    with pytest.raises(FactError, match=re.escape(message)):
        Fact.from_dict(row)


def test_an_example_tells_what_its_class_says(grammar: Path) -> None:
    define(field(validator=validators.gt(5), metadata=NUMBER))
    outcome = next(run(Reference(load(grammar))))
    assert outcome.problem is not None
    assert "no Wagons can be as expected: Wagons: 'count' must be > 5: 5" in outcome.problem.hint


def mistaken(value: Any) -> object:
    return value.strip() if value == 500 else value


@pytest.mark.parametrize("engine", ENGINES)
def test_a_mistake_of_a_class_is_told_with_the_class_and_its_fields(
    grammar: Path, engine: str
) -> None:
    define(field(converter=mistaken, metadata=NUMBER))
    extractor = Extractor([grammar], engine=engine)
    for _ in range(2):
        with pytest.raises(AttributeError) as caught:
            extractor.extract(TEXT)
        told = ["while the rule wagons.wagons made Wagons(count=Decimal('500'))"]
        assert told == caught.value.__notes__
    assert ["$5", 7] == [getattr(f, "count", f.text) for f in extractor.extract(TEXT[12:]).facts]


COUNT: Any = field(converter=as_int, metadata=NUMBER)


def dated(grammar: Path, day: str) -> None:
    """The rule of wagons gives a day as well."""
    text = GRAMMAR.replace("wagon ]", f'wagon ("от" d=DATE)? ]  => day = {day}')
    grammar.write_text(text.partition("example")[0], encoding="utf-8")


def test_a_required_field_cannot_wait_for_the_day_of_the_text(grammar: Path) -> None:
    define(COUNT, day=field())
    dated(grammar, "step(today, count)")
    with pytest.raises(GrammarError) as caught:
        load(grammar)
    assert ["day of Wagons is required, and today is told later"] == [
        problem.message for problem in caught.value.problems
    ]


def test_a_field_is_not_filled_by_what_the_text_tells_under_its_name(grammar: Path) -> None:
    define(COUNT, topic=field())
    with pytest.raises(GrammarError, match="this alternative never sets topic"):
        load(grammar)


def test_a_field_with_a_default_waits_for_the_day_of_the_text(grammar: Path) -> None:
    define(COUNT, day=field(default=None))
    dated(grammar, "step(today, count)")
    (fact,) = Extractor([grammar]).extract("5 вагонов", date="2025-02-10").facts
    assert {"count": 5, "day": "2025-02-15"}.items() <= fact.to_dict().items()


def test_a_fact_that_lacks_what_is_told_later_says_so(grammar: Path) -> None:
    define(COUNT, day=field())
    dated(grammar, "d or step(today, count)")
    extractor = Extractor([grammar])
    told = explain("5 вагонов от 12.03.2014, 7 вагонов", extractor=extractor)
    assert ["5 вагонов от 12.03.2014"] == [fact.text for fact in extractor.extract(told.text).facts]
    assert ["day is worked out later, from today, and the fact needs it before"] == [
        miss.reason for miss in told.misses
    ]


@pytest.mark.parametrize(("kind", "name"), [("trade", "Barter"), ("barter", "TradeFact")])
def test_the_kind_and_the_name_of_trade_facts_are_taken(kind: str, name: str) -> None:
    made = frozen(kw_only=True, repr=False)(type(name, (Fact,), {"kind": kind}))
    same = f"kind {kind!r}" if kind == "trade" else "name"
    message = f"{name}: the {same} is that of tradefacts.facts.trade.TradeFact already"
    with pytest.raises(FactError, match=f"^{re.escape(message)}: name another$"):
        register(made)


def test_only_a_class_is_registered() -> None:
    with pytest.raises(FactError, match=r"^5: is no class of facts: write @register above one$"):
        register(5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("domain", "values", "message"),
    [
        ("X Y", ["a"], "'X Y' names no domain: small letters, as in 'fuel_grade'"),
        ("", ["a"], "'' names no domain: small letters, as in 'fuel_grade'"),
        ("x", ["a", "b", "a"], "x: 'a' is listed twice"),
        ("x", [], "x: no value is listed"),
    ],
)
def test_a_list_of_names_that_is_none(domain: str, values: list[str], message: str) -> None:
    with pytest.raises(FactError, match=f"^{re.escape(message)}$"):
        one_of(domain, values)


@pytest.mark.usefixtures("kinds")
def test_a_pickle_names_the_modules_of_its_own_facts_alone() -> None:
    define(one_of("number_of_wagons", ["5"]), str)
    for kinds in (None, ["money", "wagons"]):
        plain = pickle.dumps(Extractor(["money"], kinds=kinds))
        assert __name__.encode() not in plain
    del KINDS["wagons"]  # as in another process
    assert {"money"} < pickle.loads(pickle.dumps(Extractor(["money"]))).kinds
    assert {"money"} == pickle.loads(plain).kinds
