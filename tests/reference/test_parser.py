"""The parser that looks ahead finds what plain `yargy.Parser` finds, and nothing else."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yargy import Parser, or_, rule
from yargy.predicates import custom
from yargy.rule.constructors import PipelineRule
from yargy.tree import Leaf

from tradefacts.extractor import load_grammars
from tradefacts.grammar.garbage import no_collection
from tradefacts.grammar.lexicon import literal
from tradefacts.grammar.terminals import TERMINALS
from tradefacts.grammar.tokens import norm
from tradefacts.reference import Reference, Tokenizer
from tradefacts.reference.parser import LookaheadParser
from tradefacts.reference.predicates import FormsPipeline, Terminal, Word
from tradefacts.reference.rules import RuleWriter

WORDS = ("а", "б", "В", "R", "5", "5,5", "12.03.2014", "%", ".")

leaves = st.one_of(
    st.sampled_from(sorted(TERMINALS)).map(lambda name: rule(Terminal(name))),
    st.sampled_from(WORDS).map(lambda word: rule(Word(word, norm(word)))),
    st.sampled_from(["а", "а б", "а б В", "5 %"]).map(
        lambda text: PipelineRule(FormsPipeline(literal(text)))
    ),
    # a predicate of the user's own, of which the parser knows nothing
    st.just(rule(custom(lambda value: len(value) == 1))),
)
rules = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: rule(*parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: or_(*parts)),
        inner.map(lambda part: part.repeatable()),
        inner.map(lambda part: part.repeatable(max=2)),
        inner.map(lambda part: part.named("named")),
        inner.map(lambda part: rule(part, part)),
    ),
    max_leaves=8,
)


def tree(node: Any) -> Any:
    if isinstance(node, Leaf):
        return str(node.predicate), node.token.source.start
    return node.rule.name, node.rank, tuple(tree(child) for child in node.children)


def matches(parser: Parser, text: str) -> list[Any]:
    return sorted((state.range, repr(tree(state.node))) for state in parser.matches(text))


@given(rules, st.lists(st.sampled_from(WORDS), max_size=7))
def test_the_same_matches_as_yargys_own_parser(yargy_rule: Any, words: list[str]) -> None:
    text = " ".join(words)
    plain, ours = (kind(yargy_rule, tokenizer=Tokenizer()) for kind in (Parser, LookaheadParser))
    assert matches(plain, text) == matches(ours, text)


@pytest.mark.parametrize("terminal", sorted(TERMINALS))
def test_what_one_token_may_begin_is_not_asked_of_another(terminal: str) -> None:
    """Tokens of one kind share an answer, in either order."""
    yargy_rule = or_(rule(Terminal(terminal)), rule(Terminal("DATE"), Terminal("DATE")))
    tokens = [
        "Ёж",
        "Fox",
        "fox",
        "ёж",
        "5",
        "5,5",
        "12.03.2014",
        "10:30",
        "2013/14",
        "1.2.3.4",
        "%",
    ]
    for text in (" ".join(tokens), " ".join(reversed(tokens))):
        plain, ours = (
            kind(yargy_rule, tokenizer=Tokenizer()) for kind in (Parser, LookaheadParser)
        )
        assert matches(plain, text) == matches(ours, text)


@pytest.mark.parametrize(
    "text", ["рост на 5%", "с 5 до почти 7,5 процента", "не менее 5–7%, а в 2013 — 8%", "без них"]
)
def test_the_same_matches_of_a_shipped_grammar(text: str) -> None:
    reference = Reference(load_grammars(["percent"]))
    written = RuleWriter(reference.grammar)
    names = [name for name, r in reference.grammar.rules.items() if r.kind.value == "value"]
    for name in names[:12]:
        yargy_rule = written.rule(reference.grammar.rules[name])
        plain, ours = (
            kind(yargy_rule, tokenizer=Tokenizer()) for kind in (Parser, LookaheadParser)
        )
        assert matches(plain, text) == matches(ours, text)


def test_a_parse_leaves_no_rings_of_objects() -> None:
    engine = Reference(load_grammars(["percent"]))
    text = "рост на 5%, спад на 7,5 процента"
    first = engine.facts(text)  # what is made once is made here
    gc.collect()
    with no_collection():
        assert engine.facts(text) == first
        assert gc.collect() == 0
