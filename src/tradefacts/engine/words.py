"""The words that a grammar names: references to lexicons, and literals."""

from __future__ import annotations

from tradefacts.engine.vocabulary import Key
from tradefacts.grammar import ast
from tradefacts.grammar.analysis import walk


def key_of(node: ast.Ref | ast.Literal) -> Key:
    """How a lexicon reference or literal words are named in the graph."""
    return (node.name, node.part) if isinstance(node, ast.Ref) else (node.text, "")


def keys(grammar: ast.Grammar) -> list[ast.Ref | ast.Literal]:
    """Every lexicon reference and literal of a grammar, each once."""
    found: dict[Key, ast.Ref | ast.Literal] = {}
    for rule in grammar.rules.values():
        for alternative in rule.alternatives:
            for node in walk(alternative.pattern):
                is_word = isinstance(node, ast.Ref) and node.name in grammar.lexicons
                if is_word or isinstance(node, ast.Literal):
                    assert isinstance(node, ast.Ref | ast.Literal)
                    found.setdefault(key_of(node), node)
    return list(found.values())
