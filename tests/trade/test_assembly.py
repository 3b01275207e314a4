"""What the assembly does with a title, with what others lend, and with a sentence of any length."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

import tradefacts
from tradefacts.assembly import Assembler, assembler, lent_by_facts, lent_by_text, lent_by_words
from tradefacts.assembly.assemble import DroppedFactWarning
from tradefacts.assembly.draft import Draft
from tradefacts.assembly.lending import DEVICES, Device
from tradefacts.facts import Document, FactError
from tradefacts.facts.trade import Place, TradeFact


def facts(text: str, title: str | None = None) -> tuple[TradeFact, ...]:
    return tradefacts.extract(text, date="2024-05-15", title=title).trade_facts


def test_a_title_says_whose_trade_it_is_and_gives_no_facts() -> None:
    text = "В 2023 году экспорт вырос на 5%."
    (alone,) = facts(text)
    assert (None, None) == (alone.reporter, alone.partner)
    (titled,) = facts(text, title="Экспорт Армении в Грузию вырос на 5%")
    assert ("AM", "GE") == (titled.reporter, titled.partner)
    assert titled.reporter_inferred
    assert titled.partner_inferred
    assert [None] == [one.start for one in titled.evidence_of("reporter")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Торговля Армении и Грузии растет", "Взаимный товарооборот вырос на 5%."),
        ("Армения и Грузия: итоги 2023 года", "Взаимный товарооборот составил $5 млн."),
        ("Армения и Грузия в 2023 году", "Экспорт вырос на 5%, импорт – на 7%."),
        ("Делегация посетила Китай", "Экспорт Армении туда составил 5 млн долларов."),
        ("Экспорт из Армении: чем и с кем торгует страна", "Экспорт вырос на 5%."),
        ("Южная Корея", "Экспорт вырос на 5%."),
    ],
)
def test_what_a_title_gave_has_no_place_in_the_text(title: str, text: str) -> None:
    document = tradefacts.extract(text, date="2024-05-15", title=title)
    assert document.trade_facts
    for fact in document.trade_facts:
        for one in fact.evidence:
            if one.slot in ("reporter", "partner", "period") and one.start is not None:
                assert text[one.start : one.stop] == "Армении"  # the text says it as well
    assert Document.from_json(document.to_json()) == document


def test_what_the_headline_gave_says_so_and_where() -> None:
    text = "Товарооборот Армении с Грузией вырос\nЗа 2023 год он составил $500 млн."
    (fact,) = facts(text)
    (evidence,) = fact.evidence_of("reporter")
    assert (Place.HEADLINE, "Армении") == (evidence.place, text[evidence.start : evidence.stop])


def test_a_device_that_is_left_out_lends_nothing() -> None:
    text = "Экспорт Армении в Китай в 2023 году составил $1,2 млрд. Импорт вырос на 5%."
    document = tradefacts.extract(text)
    assert "CN" == document.trade_facts[1].partner
    bare = Assembler(assembler().program, devices=())
    assert [("AM", "CN"), (None, None)] == [(f.reporter, f.partner) for f in bare.facts(document)]


def test_words_that_need_a_date_mean_no_other_period() -> None:
    text = (
        "К 2030 году Армения намерена довести экспорт до $9 млн. В этом году экспорт вырос на 5%."
    )
    assert [None] == [f.period for f in tradefacts.extract(text).trade_facts[1:]]
    assert ["2024"] == [f.period for f in facts(text)[1:]]


@pytest.mark.parametrize(
    ("then", "undated"),
    [(", в мае – 6 млн.", "2024-05"), (". В мае он вырос до 6 млн долларов.", None)],
)
def test_a_month_without_a_year_is_not_the_month_before(then: str, undated: str | None) -> None:
    text = f"В апреле 2024 года экспорт Армении составил 5 млн долларов{then}"
    assert ["2024-04", undated] == [f.period for f in tradefacts.extract(text).trade_facts]
    assert ["2024-04", "2024-05"] == [f.period for f in facts(text)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Экспорт Армении в октябре вырос на 5%.", "2023-10"),
        ("Экспорт Армении в октябре вырастет на 5%.", "2024-10"),
        ("Экспорт Армении в октябре 2025 года вырос на 5%.", "2025-10"),
    ],
)
def test_what_is_so_lies_behind_the_date(text: str, period: str) -> None:
    assert [period] == [f.period for f in facts(text)]


def test_a_part_of_the_time_told_is_what_the_text_goes_on_from_and_the_year_before_is_not() -> None:
    text = "Экспорт Армении в 2024 году вырос на 5%. {} импорт вырос на 4%. Экспорт чая упал вдвое."
    of_a_quarter = facts(text.format("По итогам первого квартала"))
    assert ["2024", "2024-01/2024-03", "2024-01/2024-03"] == [f.period for f in of_a_quarter]
    of_a_year_ago = facts(text.format("В прошлом году"))
    assert ["2024", "2023", "2024"] == [f.period for f in of_a_year_ago]


@pytest.mark.parametrize(
    "text",
    [
        "Квартира певца в центре Парижа выставлена на продажу за 3 млн евро.",
        "В Германии выбрали мэра. Он получил 52 процента голосов, а его партнеры – 8 процентов.",
        "Из бюджета России направлено 5 млн рублей на закупку парт.",
        "Врачи Италии поставили диагноз 30 процентам детей.",
        "Румыния отправила 620 военнослужащих в Афганистан.",
        "Победителю из Японии достанется половина премии в 1 млн евро.",
        "Студия выкупила за 40 млн евро права на показ американских фильмов. Она есть и в Милане.",
    ],
)
def test_news_of_anything_else_states_no_trade(text: str) -> None:
    assert () == facts(text)


@pytest.mark.parametrize(
    ("text", "sides", "number"),
    [
        ("Малайзия закупила в России 18 самолетов.", ("import", "MY", "RU"), 18),
        (
            "Россия закупила белорусских лекарств на 21 млн долларов.",
            ("import", "RU", "BY"),
            21_000_000,
        ),
        ("Армения отправила за границу 12 тысяч тонн яблок.", ("export", "AM", None), 12_000),
        (
            "Посол Грузии в Катаре дал интервью. Взаимный оборот вырос на 5%.",
            ("turnover", "GE", "QA"),
            5,
        ),
        (
            "В отчете говорится об экспорте. Армения продала 12 тысяч тонн яблок.",
            ("export", "AM", None),
            12_000,
        ),
    ],
)
def test_trade_is_stated_where_it_is_named_or_has_two_sides(
    text: str, sides: tuple[str, str, str | None], number: int
) -> None:
    (fact,) = facts(text)
    assert sides == (fact.indicator, fact.reporter, fact.partner)
    told = fact.value or fact.change
    assert told is not None
    assert number == told.value


LENT = {
    lent_by_text.among_members: "В 2023 году взаимная торговля в ЕАЭС выросла на 5%.",
    lent_by_facts.of_the_other_side: "Товарооборот Армении и Ирана в 2023 году вырос на 5%. "
    "Иран закупает у соседа чай: ввезено 7 тонн. Муки куплено на $9 млн.",
    lent_by_words.there: "Экспорт Армении в Иран в 2023 году вырос на 5%. "
    "До конца 2024 года туда поставят 5 тонн чая. В Катар ушло 7 тонн.",
    lent_by_text.inward: "Экспорт Армении в 2023 году достиг $9 млн. "
    "Прямые иностранные инвестиции упали на 7%.",
    lent_by_facts.same_as_before: "В 2023 году экспорт Армении в Грузию составил $90 млн, "
    "импорт – $60 млн.",
    lent_by_text.faces_home: "В 2023 году экспорт Армении достиг $90 млн. "
    "Грузия купила рыбы на $5 млн.",
    lent_by_text.main_pair: "Экспорт Армении в Китай в 2023 году составил $1,2 млрд. "
    "Импорт вырос на 5%.",
    lent_by_text.salient_pair: "Посол Беларуси в Узбекистане дал интервью. "
    "Взаимный оборот за 2023 год вырос на 5%.",
}
"""A text to whose facts a device lends a side that no other would lend."""


@pytest.mark.parametrize(
    ("device", "text"), [pytest.param(d, text, id=d.__name__) for d, text in LENT.items()]
)
def test_a_side_is_lent_by_one_device_alone(device: Device, text: str) -> None:
    document = tradefacts.extract(text, date="2024-05-15")
    rest = [other for other in DEVICES if other is not device]
    without = Assembler(assembler().program, devices=rest).facts(document)
    assert len(DEVICES) - 1 == len(rest)
    assert sides(document.trade_facts) != sides(without)
    assert [f.value for f in document.trade_facts] == [f.value for f in without]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Экспорт пшеницы составил 5 тонн, из которых 2 тонны купили за рубежом.",
            ("import", None, None),
        ),
        ("Экспорт пшеницы составил 5 млн тонн, 2 млн тонн закупили.", ("import", None, None)),
        ("Экспорт Армении составил 5 тонн, из которых 2 тонны купил Иран.", ("export", "AM", "IR")),
    ],
)
def test_who_buys_of_nobody_does_not_turn_the_trade_round(
    text: str, last: tuple[str | None, ...]
) -> None:
    fact = facts(text)[-1]
    assert last == (fact.indicator, fact.reporter, fact.partner)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Экспорт Армении туда составил 5 млн долларов.", ("AM", None)),
        ("Министр посетил Китай. Экспорт Армении туда составил 5 млн долларов.", ("AM", "CN")),
        (
            "Экспорт Армении составил 5 млн долларов, туда вывезли 3 тонны чая.",
            ("AM", None),
        ),
        ("Армянский экспорт туда составил 5 млн долларов.", ("AM", None)),
    ],
)
def test_whose_export_it_is_is_not_where_it_goes(
    text: str, last: tuple[str | None, str | None]
) -> None:
    assert last == sides(facts(text))[-1]


def test_nobody_trades_with_itself_behind_a_semicolon() -> None:
    text = "Экспорт Китая достиг $5 млн. Он вырос на 5%; экспорт в Китай составил 3 млн долларов."
    assert [("CN", None), ("CN", None), (None, "CN")] == sides(facts(text))


@pytest.mark.parametrize(
    "then",
    [
        "В мае рост достиг 3%, к 2030 году планируется довести до 5 млн долларов.",
        "Он составил 3 млн долларов, к 2030 году планируется довести его до 5 млн долларов.",
        "В мае – 3 млн долларов, к 2030 году планируется довести до 5 млн долларов.",
        "К 2030 году планируется довести его до 9 млн долларов.",
    ],
)
def test_a_label_says_whose_trade_is_told_and_not_which(then: str) -> None:
    found = facts(f"Торговля с Азией.\n• Южная Корея.\nЭкспорт Армении вырос на 5%. {then}")
    assert {"export"} == {fact.indicator for fact in found}
    assert "target" == found[-1].modality


def test_a_noun_stands_for_the_place_whose_name_has_it() -> None:
    text = (
        "Россия и Китай торгуют. Экспорт России в Китай составил 5 млн долларов. Калужская область "
        "и Калужская область растут, Приморский край строится. Край экспортировал 3 млн тонн."
    )
    assert "RU-PRI" == facts(text)[-1].reporter


def test_a_sign_is_read_as_one_though_its_word_says_more() -> None:
    (fact,) = facts("Экспорт Армении на 5% потерял.")
    assert fact.change is not None
    assert -5 == fact.change.value


def test_a_currency_that_the_text_lends_is_inferred() -> None:
    text = "Экспорт Армении составил 5 млрд долларов. Импорт составил 3 млрд."
    stated, lent = facts(text)
    assert () == stated.evidence_of("currency")
    (one,) = lent.evidence_of("currency")
    assert (Place.TOPIC, "5 млрд долларов") == (one.place, text[one.start : one.stop])
    assert (False, True) == (stated.inferred("currency"), lent.inferred("currency"))
    headline, _, rest = text.partition(". ")
    (in_text,) = (f for f in facts(f"{headline}\n{rest}") if f.indicator == "import")
    assert [Place.HEADLINE] == [one.place for one in in_text.evidence_of("currency")]
    (titled,) = facts("Импорт Армении составил 3 млрд.", title=headline)
    assert [None] == [one.start for one in titled.evidence_of("currency")]


def test_a_currency_beside_the_number_is_not_inferred() -> None:
    text = "Экспорт Армении составил 5 млрд долларов, а импорт – 3 млрд."
    assert [False, False] == [one.inferred("currency") for one in facts(text)]


def sides(found: Iterable[TradeFact]) -> list[tuple[str | None, str | None]]:
    return [(fact.reporter, fact.partner) for fact in found]


def test_a_sentence_of_any_length_has_one_text() -> None:
    piece = "экспорт в Китай вырос на 5%, до $1,2 млрд, "
    found = facts("В 2023 году " + piece * 2_000)
    assert {("export", "CN", "2023")} == {(f.indicator, f.partner, f.period) for f in found}
    assert 2_000 == sum(f.change is not None and 5 == f.change.value for f in found)
    assert {None, 1_200_000_000} >= {f.value and f.value.value for f in found}
    assert 1 == len({id(fact.text) for fact in found})


def test_a_fact_whose_parts_do_not_fit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Экспорт Армении вырос на 5%. Импорт Армении вырос на 6%."
    made = Draft.fact

    def refused(draft: Draft, words: str, rule: str) -> TradeFact:
        if "5%" in words:
            raise FactError("period: '2024-13' is no period")
        return made(draft, words, rule)

    monkeypatch.setattr(Draft, "fact", refused)
    told = "its parts do not fit: period: '2024-13' is no period: 'Экспорт Армении вырос на 5%.'"
    with pytest.warns(DroppedFactWarning, match=re.escape(told)):
        (kept,) = tradefacts.extract(text).trade_facts
    assert "import" == kept.indicator
    with pytest.raises(DroppedFactWarning):  # any other test fails
        _ = tradefacts.extract(text).trade_facts
