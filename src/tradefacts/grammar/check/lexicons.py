"""Checks of lexicons: domains, keys, wordings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tradefacts.grammar import ast
from tradefacts.grammar.check.letters import check_letters
from tradefacts.grammar.errors import OWN_FACTS, Problem
from tradefacts.grammar.forms import compound, dictionary_forms, guessed_forms, guessed_words
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.schema import NAMED, domains, in_use
from tradefacts.grammar.tokens import split


def check_lexicon(lexicon: ast.Lexicon) -> Iterator[Problem]:
    """E030 to E033: everything wrong in one lexicon."""
    if lexicon.domain not in domains():
        hint = f"{nearest(lexicon.domain, domains())}; {OWN_FACTS}"
        place = lexicon.at[lexicon.domain]
        yield Problem("E030", f"unknown domain {lexicon.domain!r}", place, hint)
    seen: dict[str, ast.Entry] = {}
    for entry in lexicon.entries:
        yield from _check_key(lexicon, entry)
        for wording in entry.wordings:
            yield from _check_wording(wording)
            first = seen.setdefault(wording.plain, entry)
            if first is not entry and (first.key, first.name) != (entry.key, entry.name):
                other = first.name if first.key is None else first.key
                message = f"{wording.text!r} already stands for {other}"
                hint = f"first at {first.location}; one wording has one key in a lexicon"
                yield Problem("E033", message, wording.location, hint)


def _check_key(lexicon: ast.Lexicon, entry: ast.Entry) -> Iterator[Problem]:
    key, allowed = entry.key, domains().get(lexicon.domain)
    if entry.name is not None and lexicon.domain not in NAMED:
        message = f"an entry of {lexicon.domain} has no name"
        yield Problem("E031", message, entry.location, f"names are for {', '.join(NAMED)}")
    if key is None:
        if lexicon.domain not in NAMED:
            message = f"'_' is no key of the domain {lexicon.domain}"
            yield Problem("E031", message, entry.location, "'_' is for places that have no code")
    elif lexicon.domain == "number" and not isinstance(key, Decimal):
        yield Problem("E031", f"{key!r} is not a number", entry.location, "as in 1000 or 0.5")
    elif allowed is not None and key not in allowed:
        hint = nearest(str(key), allowed, in_use(lexicon.domain))
        yield Problem("E031", f"{key!r} is not in {lexicon.domain}", entry.location, hint)


def _check_wording(wording: ast.Wording) -> Iterator[Problem]:
    if not split(wording.text):
        yield Problem("E042", "a wording without a word", wording.location)
    yield from check_letters(wording.text, wording.location)


def check_words(lexicon: ast.Lexicon) -> Iterator[Problem]:
    """W072: words that do not decline, and such as decline by a guess."""
    for entry in lexicon.entries:
        for wording in entry.wordings:
            for word in guessed_words(wording.kind, wording.text):
                yield _undeclined(word, wording)


def _undeclined(word: str, wording: ast.Wording) -> Problem:
    known = dictionary_forms(word)
    if known:
        message = f"{word!r} is to pymorphy3 a form of {' or '.join(known)}, and does not decline"
        other = "where another word is meant, write its forms out: form"
        hint = f"write {wording.kind} {known[0]}; {other}"
    else:
        message = f"pymorphy3 does not know {word!r} and guesses its forms"
        hint = "if they are right, write them out: form " + " ".join(guessed_forms(word))
        parted = compound(word)
        if parted:
            hint += f"; or, as what it ends in declines, {wording.kind} {parted}"
    return Problem("W072", message, wording.location, hint)
