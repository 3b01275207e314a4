"""What the assembly asks for by name, and what the shipped grammar has."""

from functools import cache
from typing import get_args

from tradefacts.assembly.measure import SIGNS
from tradefacts.assembly.names import Asked, LexiconName, Role, Side, Where
from tradefacts.extractor import load_grammars
from tradefacts.grammar import ast
from tradefacts.grammar.analysis import walk
from tradefacts.grammar.check.frames import NEEDED, PLACES
from tradefacts.grammar.qualified import local


@cache
def grammar() -> ast.Grammar:
    return load_grammars(["trade"])


def test_the_grammar_has_each_lexicon_that_is_asked_for() -> None:
    there = {local(name) for name in grammar().lexicons}
    assert set(get_args(LexiconName)) - there == set()


def test_some_line_gives_each_role_that_is_asked_for() -> None:
    given = {line.role for roles in grammar().roles for line in roles.alternatives}
    assert set(get_args(Role)) - given == set()


def test_each_adverb_of_place_stands_for_a_role() -> None:
    keys = {
        entry.key
        for name, lexicon in grammar().lexicons.items()
        if local(name) == "there"
        for entry in lexicon.entries
    }
    assert keys - set(get_args(Role)) == set()


def test_each_sign_is_of_a_lexicon_that_is_asked_for_its_way() -> None:
    named = {
        local(body.name)
        for roles in grammar().roles
        for line in roles.alternatives
        for node in walk(line.pattern)
        if isinstance(node, ast.Slot) and node.name == "sign"
        for body in walk(node.body)
        if isinstance(body, ast.Ref)
    }
    assert named == set(SIGNS)


def test_a_check_knows_the_same_names() -> None:
    assert set(get_args(Where)) == set(PLACES)
    assert {*NEEDED, *get_args(Side)} - set(get_args(Asked)) == set()
