"""Compile a linked grammar to a program; pymorphy3 supplies the forms of its lexicons."""

from __future__ import annotations

from tradefacts.engine.builder import Builder
from tradefacts.engine.derive import AnchorItems, derive_anchors
from tradefacts.engine.program import Lexicon, Program
from tradefacts.engine.vocabulary import build_graph
from tradefacts.grammar import ast
from tradefacts.grammar.analysis import walk
from tradefacts.grammar.lexicon import abbreviations, compile_lexicon, literal, place_names
from tradefacts.grammar.values import Key


def compile_program(grammar: ast.Grammar) -> Program:
    """Compile a grammar to a program."""
    rows: dict[Key, list[tuple[str, ...]]] = {}
    lexicons: dict[Key, Lexicon] = {}
    for node in _words(grammar):
        key = node.key
        if isinstance(node, ast.Literal):
            rows[key] = [form.words for form in literal(node.text)]
            continue
        source = grammar.lexicons[node.name]
        forms = list(compile_lexicon(source, node.part, node.features))
        rows[key] = [form.words for form in forms]
        found: dict[tuple[str, ...], list[tuple[tuple[str, ...], str | None, str | None]]] = {}
        for form in forms:
            value = None if form.key is None else str(form.key)
            found.setdefault(form.norms, []).append((form.words, value, form.name))
        lexicons[key] = Lexicon(source.domain, found)
    graph = build_graph(rows)
    derived = derive_anchors(grammar, rows)
    anchors, costs = (None, {}) if derived is None else derived
    builder = Builder(grammar, graph, frozenset(lexicons), AnchorItems(grammar, costs))
    return Program(
        graph,
        lexicons,
        builder.fact_lines(),
        builder.value_rules(),
        anchors,
        abbreviations(grammar.lexicons),
        place_names(grammar.lexicons),
        [case.text for case in grammar.cases],
    )


def _words(grammar: ast.Grammar) -> list[ast.Ref | ast.Literal]:
    """Every lexicon reference and literal of a grammar, each once."""
    found: dict[Key, ast.Ref | ast.Literal] = {}
    for rule in grammar.rules.values():
        for alternative in rule.alternatives:
            for node in walk(alternative.pattern):
                if isinstance(node, ast.Literal) or (
                    isinstance(node, ast.Ref) and node.name in grammar.lexicons
                ):
                    found.setdefault(node.key, node)
    return list(found.values())
