"""Compile a loaded grammar to a `Program`: forms with features, patterns as plain tuples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, cast, get_args

from tradefacts.assembly.names import Asked, LexiconName, Role, Side, Where
from tradefacts.assembly.program import Entry, Flow, Phrase, Program, RoleRule, Seq, Slot
from tradefacts.grammar import ast
from tradefacts.grammar.analysis import walk
from tradefacts.grammar.errors import Location
from tradefacts.grammar.features import ALL_CASES, mask, place_features, word_features
from tradefacts.grammar.forms import DECLINED, forms
from tradefacts.grammar.lexicon import abbreviations, entry_name
from tradefacts.grammar.qualified import local
from tradefacts.grammar.tokens import norm, split

_PLACES = ("iso3166", "place")
"""Domains of regions: only the cases of their forms are needed, not their entries."""


def compile_program(grammar: ast.Grammar) -> Program:
    """The program of a grammar that has one frame. Raises `ValueError` if it has none."""
    name, frame = next(iter(grammar.frames.items()), ("", None))
    if frame is None:
        raise ValueError(f"the grammar {grammar.name!r} has no frame")
    lexicons = grammar.lexicons
    own = _meant(grammar, frame)
    places = [x for name, x in lexicons.items() if name not in own and x.domain in _PLACES]
    return Program(
        name,
        _phrases(own),
        _cases(places),
        _roles(grammar),
        _slots(frame),
        _flows(frame),
        abbreviations(grammar.lexicons),
        {
            str(entry.key): tuple(w.text for w in entry.wordings)
            for lexicon in own.values()
            if lexicon.name == "member"
            for entry in lexicon.entries
        },
    )


def _meant(grammar: ast.Grammar, frame: ast.Frame) -> dict[str, ast.Lexicon]:
    """The lexicons whose words have a meaning to the assembly.

    Those in a file of places only give the cases of their forms, unless the frame is in that file,
    or a line of roles or the assembly asks for the lexicon.
    """
    lexicons = grammar.lexicons
    of_places = {x.location.path for x in lexicons.values() if x.domain in _PLACES}
    of_places.discard(frame.location.path)
    asked = _named(grammar)
    return {
        name: x
        for name, x in lexicons.items()
        if x.location.path not in of_places or name in asked or x.name in get_args(LexiconName)
    }


def _named(grammar: ast.Grammar) -> set[str]:
    """The lexicons that lines of roles refer to."""
    return {
        node.name
        for roles in grammar.roles
        for line in roles.alternatives
        for node in walk(line.pattern)
        if isinstance(node, ast.Ref)
    }


def _line(location: Location) -> str:
    return f"{Path(location.path).name}:{location.line}"


# -- the frame; a grammar that was checked has no unknown names
def _slots(frame: ast.Frame) -> dict[Asked, Slot]:
    return {
        cast(Asked, slot.name): Slot(
            frozenset(cast(tuple[Role, ...], slot.roles)),
            cast(tuple[Where, ...], slot.places),
            _line(slot.location),
        )
        for slot in frame.slots
    }


def _flows(frame: ast.Frame) -> dict[str, Flow]:
    return {
        indicator: Flow(cast(Mapping[Side, tuple[Role, ...]], flow.sides), _line(flow.location))
        for flow in frame.flows
        for indicator in flow.indicators
    }


# -- lexicons
def _phrases(lexicons: dict[str, ast.Lexicon]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, dict[tuple[tuple[str, ...], Entry], Phrase]] = defaultdict(dict)
    for name, lexicon in lexicons.items():
        own = cast(LexiconName, local(name))
        for entry in lexicon.entries:
            label = entry_name(lexicon, entry)
            for wording in entry.wordings:
                called = wording.plain if lexicon.domain == "level" else label
                told = Entry(own, str(entry.key), called, _line(wording.location))
                for words in forms(wording.kind, wording.text):
                    norms = tuple(norm(word) for word in words)
                    capitals = not all(word == word.lower() for word in words)
                    row = found[norms[0]]
                    alike = row.get((norms, told))  # with ё: "зерна" and "зёрна"
                    features = _features(words, wording) | (alike.features if alike else 0)
                    row[norms, told] = Phrase(norms[1:], words, told, features, capitals)
    return {first: tuple(sorted(rows.values(), key=_rank)) for first, rows in found.items()}


def _rank(phrase: Phrase) -> tuple[int, LexiconName, str, str | None]:
    """Sort the longest first, then by entry; forms of one entry keep the order of their file."""
    return -len(phrase.words), *phrase.entry[:3]


def _features(words: tuple[str, ...], wording: ast.Wording) -> int:
    """Features of a phrase: the cases that all its words share, or else any; all other features."""
    lemmas = split(wording.plain)
    alike = len(lemmas) == len(words) and wording.kind != "form"
    found = [
        word_features(word, lemma if alike else "")
        for word, lemma in zip(words, lemmas if alike else words, strict=True)
        if word[0].isalpha()
    ]
    found = [f for f in found if f]
    both = ALL_CASES
    for features in found:
        both &= features
    rest = 0
    for features in found:
        rest |= features
    return (both | rest & ~ALL_CASES) if both else rest


def _cases(lexicons: list[ast.Lexicon]) -> dict[str, int]:
    """The cases that each word in names of places can have."""
    found: dict[str, int] = defaultdict(int)
    for lexicon in lexicons:
        for entry in lexicon.entries:
            for wording in entry.wordings:
                for words in forms(wording.kind, wording.text):
                    if wording.kind in (*DECLINED, "form"):
                        for word in words:
                            found[norm(word)] |= place_features(word)
    return dict(found)


# -- roles
def _roles(grammar: ast.Grammar) -> dict[str, tuple[RoleRule, ...]]:
    found: dict[str, list[RoleRule]] = defaultdict(list)
    for roles in grammar.roles:
        for alternative in roles.alternatives:
            rule = _role(alternative)
            for kind in roles.kinds:
                if _kind(alternative) in (kind, "it"):
                    found[kind].append(rule)
    return {kind: tuple(rules) for kind, rules in found.items()}


def _kind(alternative: ast.Alternative) -> str:
    return next(
        m.kind
        for n in alternative.pattern.items
        if isinstance(n, ast.Span)
        for m in walk(n)
        if isinstance(m, ast.Mention)
    )


def _role(alternative: ast.Alternative) -> RoleRule:
    items = alternative.pattern.items
    at = next(i for i, item in enumerate(items) if isinstance(item, ast.Span))
    asked = [node.features for node in walk(items[at]) if isinstance(node, ast.Mention)]
    bound = tuple(n.name for n in walk(alternative.pattern) if isinstance(n, ast.Slot))
    tests = tuple((_operand(t.left), t.op.value, _operand(t.right)) for t in alternative.tests)
    return RoleRule(
        cast(Role, alternative.role),
        tuple(_before(item, first=item is items[0]) for item in reversed(items[:at])),
        tuple(_node(item, 1) for item in items[at + 1 :]),
        mask(chain.from_iterable(asked)),
        tests,
        bound,
        _line(alternative.location),
    )


def _before(node: ast.Node, *, first: bool) -> Seq:
    """A node left of the mention; a guard that opens the line says what must not end there."""
    if first and isinstance(node, ast.Forbidden):
        return ("not", _row(node.body, -1), -1)
    return _node(node, -1)


def _operand(expr: ast.Expr) -> Any:
    """A number as text in a tuple, or a name."""
    match expr:
        case ast.Constant(value=Decimal() as number):
            return (str(number),)
        case ast.Negative(operand=ast.Constant(value=Decimal() as number)):
            return (f"-{number}",)
        case ast.Constant(value=str(name)) | ast.Name(name=name):
            return name
    raise TypeError(f"{type(expr).__name__} is no part of a test of roles")


def _node(node: ast.Node, way: int) -> Seq:
    """Compile a node to be read in one direction: left of the mention, sequences are reversed."""
    match node:
        case ast.Literal(text=text):
            words = tuple(norm(word) for word in split(text))
            return ("words", words[::way])
        case ast.Ref(name=name, part=part, features=features):
            return ("lexicon", local(name), part or "", mask(features))
        case ast.Mention(kind=kind, features=features):
            return ("mention", kind, mask(features))
        case ast.Slot(name=name, body=body):
            return ("slot", name, _node(body, way))
        case ast.Terminal(name=name):
            return ("gap", name, 1, 1)
        case ast.Repeat(body=ast.Terminal(name=name), low=low, high=high):
            return ("gap", name, low, high or 0)
        case ast.Repeat(body=body, low=low, high=high):
            return ("repeat", _row(body, way), low, high or 0)
        case ast.Choice(options=options):
            return ("choice", tuple(_row(option, way) for option in options))
        case ast.Seq():
            return ("choice", (_row(node, way),))
        case ast.Forbidden(body=body):
            return ("not", _row(body, 1), 1)
    raise TypeError(f"{type(node).__name__} is no part of a role")


def _row(node: ast.Node, way: int) -> Seq:
    items = node.items if isinstance(node, ast.Seq) else (node,)
    return tuple(_node(item, way) for item in items[::way])
