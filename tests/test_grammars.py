"""Every case of every shipped grammar holds, by both engines; and no grammar has a warning."""

from __future__ import annotations

from functools import cache

import pytest

from tradefacts.engine import Compiled
from tradefacts.explanation.narrow import Words
from tradefacts.extractor import load_grammars
from tradefacts.grammar import ast, examples
from tradefacts.grammar.check.warned import warnings
from tradefacts.grammar.forms import DECLINED, forms
from tradefacts.grammar.lexicon import entry_name
from tradefacts.grammar.load import load
from tradefacts.grammar.paragraphs import paragraphs
from tradefacts.grammar.shipped import SUFFIX, grammar_folder
from tradefacts.grammar.tokens import norm
from tradefacts.reference import Reference
from tradefacts.tools.cases import run_cases

# "поюго-западнее": pymorphy3's, and nobody's
HYPHENATED_COMPARATIVES = {"поюго", "посеверо", "поцентрально"}
FILES = sorted(
    path.relative_to(grammar_folder()).with_suffix("").as_posix()
    for path in grammar_folder().rglob(f"*{SUFFIX}")
)


@cache
def grammar(name: str) -> ast.Grammar:
    return load(grammar_folder() / f"{name}{SUFFIX}")


@cache
def outcomes(name: str) -> list[examples.Outcome]:
    engine = Reference(grammar(name))
    return sorted(run_cases(engine), key=lambda outcome: outcome.case.location)


@pytest.mark.parametrize("name", FILES)
def test_cases(name: str) -> None:
    """All of a file in one test: to tell them apart before would take loading all grammars."""
    found = [(outcome.problem, outcome.case.text) for outcome in outcomes(name)]
    assert [] == [f"{p.location}: {p.message}: {text!r}, {p.hint}" for p, text in found if p]


@pytest.mark.parametrize("name", FILES)
def test_no_warning(name: str) -> None:
    told = warnings(grammar(name), *examples.covered(outcomes(name)))
    found = [f"{p.location}: {p.code} {p.message}" for p in told]
    assert found == []


@pytest.mark.parametrize("name", sorted({*FILES} - {"trade"}))
def test_engines_agree_on_cases_and_on_what_they_hit(name: str) -> None:
    """Contributors are shown what the compiled engine says; frames have no other."""
    if grammar(name).cases:
        found = run_cases(Compiled.of(grammar(name)))
        assert outcomes(name) == sorted(found, key=lambda outcome: outcome.case.location)


def test_no_wording_of_goods_has_two_names() -> None:
    lexicon = grammar("lexicons/sectors").lexicons["sectors.sector"]
    names: dict[str, set[str | None]] = {}
    for entry in lexicon.entries:
        for wording in entry.wordings:
            for words in forms(wording.kind, wording.text):
                names.setdefault(norm(" ".join(words)), set()).add(entry_name(lexicon, entry))
    assert {words: told for words, told in names.items() if len(told) > 1} == {}


def test_an_explanation_keeps_a_wording_wherever_one_of_its_forms_may_begin() -> None:
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
