"""The `.tfg` language: from the text of a grammar to a checked, linked, compiled value.

    parse -> build -> link -> check -> (lexicon forms)

Each step is a function from one immutable value to the next; `docs/grammar.md` is the reference.
"""

from tradefacts.grammar.ast import Grammar
from tradefacts.grammar.errors import GrammarError, Location, Problem
from tradefacts.grammar.load import load

__all__ = ["Grammar", "GrammarError", "Location", "Problem", "load"]
