"""The four kinds beside money, shares and places: contracts, context, layers."""

from __future__ import annotations

import datetime as dt
import json
import sys
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date, format_interval, format_skeleton
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from tradefacts import Extractor
from tradefacts.extractor import GRAMMARS, load_grammars
from tradefacts.facts import (
    Document,
    Fact,
    FactError,
    Money,
    Period,
    Quantity,
    Ratio,
    Region,
    RegionAdjective,
    mentions,
)
from tradefacts.units import ucum

DATA = Path(__file__).parent / "data"
TODAY = "2024-05-15"
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31))
MONTHS = [format_date(dt.date(2024, n, 1), "LLLL", locale="ru") for n in range(1, 13)]


@cache
def extractor(*grammars: str) -> Extractor:
    return Extractor(grammars)


def isos(text: str, date: str | dt.date | None = TODAY) -> list[tuple[str, str | None]]:
    found = extractor("period").extract(text, date=date).of(Period)
    return [(fact.text, fact.iso) for fact in found]


def rows(name: str) -> list[dict[str, Any]]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


# -- sentences of our own, with the facts that they state -----------------------------------------
@pytest.mark.parametrize(
    ("name", "kind", "grammars"),
    [
        ("periods", Period, ("period",)),
        ("ratios", Ratio, ("ratio", "period")),
        ("quantities", Quantity, ("quantity",)),
        ("region_adj", RegionAdjective, GRAMMARS),
    ],
)
def test_sentences(name: str, kind: type[Fact], grammars: tuple[str, ...]) -> None:
    wrong = []
    for row in rows(name):
        found = extractor(*grammars).extract(row["text"], date=row.get("date")).of(kind)
        names = row["facts"][0] if row["facts"] else ("text",)
        shown = [{field: fact.to_dict()[field] for field in names} for fact in found]
        if shown != row["facts"]:
            wrong.append((row["text"], row["facts"], shown))
    assert wrong == []


MENTIONS = {"period", "ratio", "quantity", "region_adj"}


def stated(fact: dict[str, Any], by: dict[str, Any]) -> dict[str, Any]:
    """What a fact says of the fields that `by` has, numbers as numbers."""
    found = {name: fact.get(name) for name in by}
    ends = [name for name in ("value", "low", "high") if found.get(name) is not None]
    return {**found, **{name: Fraction(str(found[name])) for name in ends}}


def test_sentences_with_all_kinds() -> None:
    """News as it is written: every fact of the four kinds, and no other."""
    wrong = []
    for row in rows("mentions"):
        read = extractor(*GRAMMARS).extract(row["text"], date=row["date"]).facts
        found = [fact.to_dict() for fact in read if fact.kind in MENTIONS]
        shown = [stated(*pair) for pair in zip(found, row["facts"], strict=False)]
        expected = [stated(fact, fact) for fact in row["facts"]]
        if shown != expected or len(found) != len(expected):
            wrong.append((row["text"], found))
    assert [] == wrong


# -- periods --------------------------------------------------------------------------------------
@given(DAYS)
def test_dates_as_cldr_writes_them(day: dt.date) -> None:
    for style in ("long", "full"):
        written = format_date(day, style, locale="ru")
        assert day.isoformat() in [iso for _, iso in isos(written)]
    assert isos(format_date(day, "dd.MM.y", locale="ru")) == [(f"{day:%d.%m.%Y}", day.isoformat())]


@given(DAYS)
def test_months_as_cldr_writes_them(day: dt.date) -> None:
    assert [f"{day:%Y-%m}"] == [iso for _, iso in isos(format_skeleton("yMMMM", day, locale="ru"))]


@given(DAYS, st.integers(1, 300))
def test_intervals_as_cldr_writes_them(day: dt.date, length: int) -> None:
    last = day + dt.timedelta(days=length)
    written = format_interval(day, last, "yMMMMd", locale="ru").replace(" г.", " года")
    expected = f"{day.isoformat()}/{last.isoformat()}"
    assert [expected] == [iso for _, iso in isos(written)]


SKELETONS = {
    "yMMMM": "%Y-%m",
    "yMMM": "%Y-%m",
    "yMMMd": "%Y-%m-%d",
    "yMMMEd": "%Y-%m-%d",
    "yMd": "%Y-%m-%d",
}


@given(DAYS, st.sampled_from(sorted(SKELETONS)))
def test_skeletons_as_cldr_writes_them(day: dt.date, skeleton: str) -> None:
    written = format_skeleton(skeleton, day, locale="ru")
    assert [day.strftime(SKELETONS[skeleton])] == [iso for _, iso in isos(written)]


@given(DAYS, st.sampled_from(["yQQQQ", "yQQQ"]))
def test_quarters_as_cldr_writes_them(day: dt.date, skeleton: str) -> None:
    first = day.month - (day.month - 1) % 3
    expected = f"{day.year}-{first:02d}/{day.year}-{first + 2:02d}"
    assert [expected] == [iso for _, iso in isos(format_skeleton(skeleton, day, locale="ru"))]


@given(DAYS, st.integers(1, 600), st.sampled_from(["yMMMM", "yMMM", "yMMMd", "yMd"]))
def test_intervals_of_every_width(day: dt.date, length: int, skeleton: str) -> None:
    last = day + dt.timedelta(days=length)
    form = SKELETONS[skeleton]
    ends = (day.strftime(form), last.strftime(form))
    expected = ends[0] if ends[0] == ends[1] else "/".join(ends)
    written = format_interval(day, last, skeleton, locale="ru")
    assert [expected] == [iso for _, iso in isos(written)]


@given(DAYS, st.integers(1, 150), st.integers(-100, 100))
def test_days_in_a_row_without_a_year(day: dt.date, length: int, off: int) -> None:
    """Written about then, they are one interval of that time, over New Year too."""
    last = day + dt.timedelta(days=length)
    if (day.month, day.day) == (2, 29) or (last.month, last.day) == (2, 29):
        return
    written = format_interval(day, last, "MMMd", locale="ru")
    found = isos(written, day + dt.timedelta(days=length // 2 + off // 4))
    assert [f"{day.isoformat()}/{last.isoformat()}"] == [iso for _, iso in found]


@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_every_month_of_cldr(number: int, width: str) -> None:
    pattern = {"wide": "d MMMM y", "abbreviated": "d MMM y"}[width]
    written = format_date(dt.date(2023, number, 7), pattern, locale="ru")
    assert [f"2023-{number:02d}-07"] == [iso for _, iso in isos(written)]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_without_a_year_lies_nearest_to_the_date(month: int) -> None:
    expected = f"{2023 if month > 10 else 2024}-{month:02d}"
    assert isos(f"показатель {MONTHS[month - 1]}")[0][1] == expected


@given(date=DAYS, month=st.integers(1, 12))
@example(date=dt.date(2024, 10, 10), month=3)
def test_days_lie_in_the_year_of_their_month(date: dt.date, month: int) -> None:
    name = format_date(dt.date(2024, month, 11), "d MMMM", locale="ru").split()[1]
    text = f"{name}, 11 {name}, с 5 по 11 {name}, первые 10 дней {name}, 5 и 11 {name}"
    found = [iso for _, iso in isos(text, date)]
    assert len(found) == 6
    assert len({iso[:7] for iso in found if iso}) == 1


@pytest.mark.parametrize(
    ("date", "text", "expected"),
    [
        ("2024-10-10", "в марте", "2024-03"),
        ("2024-10-10", "с 5 по 11 марта", "2024-03-05/2024-03-11"),
        ("2024-10-10", "в первом квартале", "2024-01/2024-03"),
        ("2024-10-10", "в январе", "2025-01"),
        ("2024-12-03", "до конца марта", "2025-03"),
        ("2024-01-10", "в мае", "2024-05"),
        ("2024-01-10", "в сентябре", "2023-09"),
        ("2024-04-10", "в августе", "2024-08"),
        ("2024-12-20", "5 января", "2025-01-05"),
        ("2024-10-10", "с 15 декабря по 10 января", "2024-12-15/2025-01-10"),
    ],
)
def test_what_is_ahead_is_of_this_year_rather_than_of_the_next(
    date: str, text: str, expected: str
) -> None:
    assert [expected] == [iso for _, iso in isos(text, date)]


@pytest.mark.parametrize("quarter", range(1, 5))
@pytest.mark.parametrize(
    "spelled", ["{r} квартал 2023 года", "{n}-й квартал 2023 г.", "{w} квартал 2023 года"]
)
def test_every_quarter(quarter: int, spelled: str) -> None:
    roman = ("I", "II", "III", "IV")[quarter - 1]
    word = ("первый", "второй", "третий", "четвёртый")[quarter - 1]
    written = spelled.format(r=roman, n=quarter, w=word)
    expected = f"2023-{3 * quarter - 2:02d}/2023-{3 * quarter:02d}"
    assert [expected] == [iso for _, iso in isos(written)]


@given(st.integers(1950, 2050))
@pytest.mark.parametrize(
    "spelled", ["{} год", "в {} году", "{} г.", "к {}-му", "в {}-м", "{} годом", "итоги {}-го года"]
)
def test_every_year(spelled: str, year: int) -> None:
    assert [str(year)] == [iso for _, iso in isos(spelled.format(year))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("в позапрошлом году", "2022"),
        ("в прошлом году", "2023"),
        ("в этом году", "2024"),
        ("в будущем году", "2025"),
        ("позавчера", "2024-05-13"),
        ("завтра", "2024-05-16"),
        ("в прошлом квартале", "2024-01/2024-03"),
        ("за девять месяцев", "2023-01/2023-09"),
        ("за четыре месяца", "2024-01/2024-04"),
    ],
)
def test_words_that_point_from_the_date(text: str, expected: str) -> None:
    assert [expected] == [iso for _, iso in isos(text)]
    assert [None] == [iso for _, iso in isos(text, None)]
    assert isos(text) == isos(text, dt.date(2024, 5, 15))


def test_what_was_spoken_of_is_not_guessed_without_a_date() -> None:
    one = "В 2018 году экспорт вырос, годом ранее упал."
    assert isos(one, None) == [("2018 году", "2018"), ("годом ранее", "2017")]
    several = "В 2018 году больше, чем в 2016 году, а годом ранее меньше."
    assert isos(several, None)[-1] == ("годом ранее", None)
    relative = "В прошлом году больше, чем в 2016 году, а годом ранее меньше."
    assert isos(relative, None)[-1] == ("годом ранее", None)


def test_the_topic_is_the_last_period_that_was_over() -> None:
    text = (
        "За январь–март 2024 года вывезли больше, чем в январе–марте 2023 года. "
        "К 2030 году план вырастет. Годом ранее было меньше."
    )
    assert isos(text)[-1] == ("Годом ранее", "2023-01/2023-03")


@pytest.mark.parametrize("wrong", ["2024-13-01", "вчера", ""])
def test_a_date_that_is_none(wrong: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        extractor("period").extract("вчера", date=wrong)


# -- ratios ---------------------------------------------------------------------------------------
@given(st.integers(2, 999))
def test_ratios_in_words(number: int) -> None:
    noun = "раза" if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else "раз"
    text = f"в {num2words(number, lang='ru')} {noun}"
    assert [Fraction(number)] == [f.value for f in extractor("ratio").extract(text).of(Ratio)]


@given(st.integers(1, 99), st.integers(0, 99))
def test_ratios_in_digits(whole: int, hundredths: int) -> None:
    text = f"в {whole},{hundredths:02d} раза"
    expected = Fraction(100 * whole + hundredths, 100)
    assert [expected] == [f.value for f in extractor("ratio").extract(text).of(Ratio)]


# -- facts ----------------------------------------------------------------------------------------
PLACE: dict[str, Any] = {"start": 0, "stop": 1, "text": "x"}


@pytest.mark.parametrize(
    "fact",
    [
        Period(**PLACE, iso="2009/.."),
        Period(**PLACE, relative=True),
        Ratio(**PLACE, value="1/3", unit="fraction", relation="approx"),
        Ratio(**PLACE, low=2, high="2.5", unit="times", relation="range"),
        Quantity(**PLACE, value=5, unit="t", unit_class="physical"),
        RegionAdjective(**PLACE, code="BY", name="Беларусь", level="country"),
    ],
)
def test_facts_travel_as_json(fact: Fact) -> None:
    assert fact == Fact.from_dict(json.loads(json.dumps(fact.to_dict())))


@pytest.mark.parametrize("written", ["1e5", "٥", "1_000", " 5", ""])
def test_an_amount_is_digits_and_a_point(written: str) -> None:
    with pytest.raises(FactError, match="is no amount"):
        Money(**PLACE, value=written, currency="USD")


def test_a_ratio_is_written_as_a_fraction() -> None:
    assert Ratio(**PLACE, value="1/3", unit="fraction").to_dict()["value"] == "1/3"


@pytest.mark.parametrize(
    "written",
    [
        "1e2",
        "1e9999999",
        "1E+99999999",
        "1_000",
        " 1/3 ",
        "٣/٤",
        "+1",
        "1.",
        ".5",
        "1/-3",
        "1/0",
        "",
    ],
)
def test_text_that_is_no_ratio_is_refused_at_once(written: str) -> None:
    row = {"kind": "ratio", "start": 0, "stop": 2, "text": "$5", "value": written, "unit": "times"}
    with pytest.raises(FactError, match=r"^value: .* is no ratio: write digits"):
        Fact.from_dict(row)


@pytest.mark.parametrize(
    "value",
    [
        Decimal("1E+9999999"),
        Decimal("1E-4300"),
        Fraction(10) ** 4300,
        -(10**4300),
        Fraction(1, 10**4300),
        "1" * 4301,
        "0." + "1" * 5000,
    ],
    ids=range(7),
)
def test_a_ratio_that_cannot_be_written_is_none(value: object) -> None:
    with pytest.raises(FactError, match=r"^value: .*(no ratio|no more than 4300 digits)"):
        Ratio(**PLACE, value=value, unit="times")


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_more_digits_than_a_ratio_may_have_are_no_fact(engine: str) -> None:
    ratio = Extractor(["ratio"], engine=engine)
    for digits, facts in ((4300, 1), (4301, 0)):
        document = ratio.extract(f"вырос в {'9' * digits} раз")
        assert facts == len(document.facts)
        assert document == Document.from_json(document.to_json())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Period(**PLACE, iso="2024-13"), "no period of ISO 8601"),
        (lambda: Period(**PLACE, relative="maybe"), "neither true nor false"),
        (lambda: Ratio(**PLACE, unit="times"), "either value is set"),
        (lambda: Ratio(**PLACE, value=0.5, unit="times"), "a ratio is a Fraction"),
        (lambda: Ratio(**PLACE, value="1/0", unit="times"), "is no ratio"),
        (lambda: Quantity(**PLACE, value=5, unit="тонна", unit_class="physical"), "no symbol"),
        (lambda: Quantity(**PLACE, value=5, unit=" ", unit_class="count"), "' ' says nothing$"),
        (lambda: RegionAdjective(**PLACE, code="XX", name="x", level="city"), "ISO 3166"),
    ],
)
def test_contracts(make, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FactError, match=message):
        make()


CODES: dict[str, set[str | None]] = {
    "country": {"RU", "HK"},
    "subdivision": {"RU-SPE", "BY-HM"},
    "city": {"RU", "HK", "RU-SPE", "BY-HM"},
    "federal_district": {None},
    "macroregion": {None},
    "union": {None},
}


@pytest.mark.parametrize("kind", [Region, RegionAdjective])
@pytest.mark.parametrize(("level", "codes"), CODES.items())
def test_a_code_is_that_of_a_level(
    kind: type[Region | RegionAdjective], level: str, codes: set[str | None]
) -> None:
    for code in codes:
        assert code == kind(**PLACE, code=code, name="x", level=level).code
    for code in {None, "RU", "HK", "RU-SPE", "BY-HM"} - codes:
        with pytest.raises(FactError, match=f"^code: {code!r} is none of a {level}, which has "):
            kind(**PLACE, code=code, name="x", level=level)


@pytest.mark.parametrize("name", ["", " "])
@pytest.mark.parametrize("kind", [Region, RegionAdjective])
def test_a_place_has_a_name(kind: type[Region | RegionAdjective], name: str) -> None:
    with pytest.raises(FactError, match=r"^name: a place has one; it is empty$"):
        kind(**PLACE, code="RU", name=name, level="country")


@pytest.mark.parametrize("wrong", [5, 1.5, [], {}])
@pytest.mark.parametrize(
    "fact",
    [
        Period(**PLACE, iso="2024"),
        Ratio(**PLACE, value=2, unit="times"),
        Quantity(**PLACE, value=5, unit="стол", unit_class="count"),
        RegionAdjective(**PLACE, code="RU", name="Россия", level="country"),
        Region(**PLACE, code="RU", name="Россия", level="country"),
    ],
)
def test_a_field_that_holds_something_else(fact: Fact, wrong: object) -> None:
    for name in set(fact.to_dict()) - {"start", "stop", "value", "low", "high"}:
        with pytest.raises(FactError):
            Fact.from_dict({**fact.to_dict(), name: wrong})


def test_adjectives_of_places_stand_inside_money_but_not_inside_regions() -> None:
    text = "150 млрд белорусских рублей в Калужской области"
    facts = extractor(*GRAMMARS).extract(text).facts
    found = [(type(fact), fact.text) for fact in facts]
    assert found[1:] == [(RegionAdjective, "белорусских"), (Region, "Калужской области")]


def test_the_names_of_adjectives_are_those_of_regions() -> None:
    lexicons = load_grammars(["region_adj"]).lexicons.values()
    entries = [e for x in lexicons if "country" in x.name or "subdiv" in x.name for e in x.entries]
    wrong = [e.name for e in entries[::10] if Region.lookup(str(e.key)).name != e.name]
    assert wrong == []


def test_every_physical_unit_has_a_symbol() -> None:
    lexicons = load_grammars(["quantity"]).lexicons
    keys = {str(e.key) for x in ("units.unit", "counted.measure") for e in lexicons[x].entries}
    assert keys - ucum.symbols() == set()


def test_without_pint_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pint", None)
    mentions._pint_units.cache_clear()
    with pytest.raises(ImportError) as caught:
        Quantity(**PLACE, value=2, unit="t", unit_class="physical").to_pint()
    assert "to_pint needs pint: pip install 'tradefacts[pint]'" == str(caught.value)


def test_pint_understands_the_units() -> None:
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry()
    wrong = [name for name in ucum.PINT.values() if registry(name).unitless]
    assert wrong == []
    mass = Quantity(**PLACE, value=2, unit="t", unit_class="physical").to_pint()
    assert mass.to("kilogram").magnitude == 2000
    length = Quantity(**PLACE, value=2, unit="m", unit_class="physical")
    assert (length.to_pint() + length.to_pint()).magnitude == 4
