"""The reference made for one text says what the whole one says, word for word."""

from __future__ import annotations

from tradefacts.explanation.explain import explain_rule
from tradefacts.explanation.narrow import Words, narrowed
from tradefacts.extractor import load_grammars
from tradefacts.grammar import ast
from tradefacts.grammar.forms import DECLINED, forms
from tradefacts.grammar.tokens import paragraphs
from tradefacts.reference import Reference

TEXTS = [
    "",
    "нет",
    "от 3 до 5 тыс. руб.",
    "не более 5 %, 50-процентный рост и минус 0,5 п.п.; от 5 до 3 рублей",
    "10 рублей 50 центов, G20 %, почти 7 млрд.\n\nДо $5 млн, а за 3 белорусских рубля и 5 крон",
    "двое людей и сорок лет, 5 и 7 млн евро",
]
HYPHENATED_COMPARATIVES = {"поюго", "посеверо"}  # "поюго-западнее": pymorphy3's, and nobody's


def test_explanations_are_those_of_the_whole_reference() -> None:
    grammar = load_grammars(["money", "percent"])
    whole = Reference(grammar)
    for text in TEXTS:
        expected, found = explain_rule(whole, text), explain_rule(narrowed(grammar, text), text)
        assert (expected, str(expected)) == (found, str(found))


def test_a_wording_stays_wherever_one_of_its_forms_may_begin() -> None:
    lexicons = load_grammars().lexicons.values()
    lost = {
        (wording.text, form)
        for lexicon in lexicons
        for entry in lexicon.entries
        for wording in entry.wordings[:2]
        for form in {form[0] for form in forms(wording.kind, wording.text)}
        if not _stays(wording, form) and form.lower() not in HYPHENATED_COMPARATIVES
    }
    assert set() == lost


def _stays(wording: ast.Wording, form: str) -> bool:
    if wording.kind in DECLINED and wording.text[:2].lower() == form[:2].lower():
        return True  # most do; dictionaries are slow
    (tokens,) = paragraphs(form, frozenset())
    return Words.of(tokens).may_begin(wording)
