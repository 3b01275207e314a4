"""The `.tfg` language: from the text of a grammar to a checked, linked, compiled value.

    parse -> build -> link -> check -> (lexicon forms)

Each step is a function from one immutable value to the next; `docs/grammar.md` is the reference.
`load.load` takes them all; it is not imported here, as who runs a compiled grammar needs no parser.
"""

from tradefacts.grammar.ast import Grammar
from tradefacts.grammar.errors import GrammarError, Location, Problem

__all__ = ["Grammar", "GrammarError", "Location", "Problem"]
