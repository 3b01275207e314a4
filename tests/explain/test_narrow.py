"""The reference made for one text says what the whole one says, word for word."""

from __future__ import annotations

from tradefacts.explanation.explain import explain_rule
from tradefacts.explanation.narrow import narrowed
from tradefacts.extractor import load_grammars
from tradefacts.reference import Reference

TEXTS = [
    "",
    "нет",
    "от 3 до 5 тыс. руб.",
    "не более 5 %, 50-процентный рост и минус 0,5 п.п.; от 5 до 3 рублей",
    "10 рублей 50 центов, G20 %, почти 7 млрд.\n\nДо $5 млн, а за 3 белорусских рубля и 5 крон",
    "двое людей и сорок лет, 5 и 7 млн евро",
]


def test_explanations_are_those_of_the_whole_reference() -> None:
    grammar = load_grammars(["money", "percent"])
    whole = Reference(grammar)
    for text in TEXTS:
        expected, found = explain_rule(whole, text), explain_rule(narrowed(grammar, text), text)
        assert (expected, str(expected)) == (found, str(found))
