"""Laws of trade facts, on any text at all: they are made, told again, and stand where they say."""

from functools import cache

from hypothesis import example, given

import tradefacts
from properties import trade
from tradefacts import Article
from tradefacts.assembly import assembler
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.facts import Document, Quantity
from tradefacts.facts.trade import Evidence, Place, TradeFact
from tradefacts.grammar.tokens import norm

BOUGHT_OF_NOBODY = Article("Экспорт пшеницы составил 5 млн тонн, 2 млн тонн закупили.")
LONG_TITLE = Article("Экспорт вырос на 5%.", None, "Ереван: с кем торгует в последние годы Армения")
BLANK_MENTION = Document(
    "Экспорт составил 5 шт. в 2023 году.",
    [Quantity(start=7, stop=8, text=" ", value=5, unit="шт", unit_class="count")],
)
OWN = frozenset({Place.STATED, Place.CLAUSE, Place.SENTENCE})
"""Places in the sentence of a fact."""
STAND_INS: tuple[LexiconName, ...] = (
    "place", "code", "demonym", "relative", "pronoun", "there",
)  # fmt: skip


@cache
def vocabulary() -> Vocabulary:
    """Made by the first test that asks, not where tests are collected."""
    return Vocabulary(assembler().program)


def read(article: Article) -> Document:
    return tradefacts.extract(article.text, article.date, article.title)


@given(trade.articles())
@example(BOUGHT_OF_NOBODY)
@example(LONG_TITLE)
def test_trade_facts_are_made_of_any_text_and_told_again(article: Article) -> None:
    document = read(article)
    assert Document.from_json(document.to_json()) == document
    assert read(article).trade_facts == document.trade_facts


@given(trade.made_by_hand())
@example(BLANK_MENTION)
def test_trade_facts_are_made_of_any_mentions(document: Document) -> None:
    assert Document.from_json(document.to_json()) == document


@given(trade.articles())
@example(LONG_TITLE)
def test_a_trade_fact_has_two_sides_and_evidence_where_it_says(article: Article) -> None:
    document = read(article)
    for fact in document.trade_facts:
        one_union = (fact.reporter or "").startswith("X-")
        assert fact.reporter is None or fact.reporter != fact.partner or one_union
        for one in fact.evidence:
            check_place(document, fact, one)


def check_place(document: Document, fact: TradeFact, one: Evidence) -> None:
    if one.start is None or one.stop is None:  # its words are of the title, or nobody's
        return
    assert one.stop <= len(document.text)
    if one.place in OWN:
        assert fact.start <= one.start < one.stop <= fact.stop
    if one.slot in ("reporter", "partner"):
        assert is_place(document, one.start, one.stop)


def is_place(document: Document, start: int, stop: int) -> bool:
    """Whether a region stands there, or what may stand for one."""
    mentioned = document.mention((start, stop))
    if mentioned is not None:
        return mentioned.kind in ("region", "region_adj")
    words = norm(document.text[start:stop]).split()
    return any(vocabulary().holds(lexicon, words) is not None for lexicon in STAND_INS)
