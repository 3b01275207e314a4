"""The `.tfg` language: from the text of a grammar to a checked, linked, compiled value.

    parse -> build -> link -> check -> (lexicon forms)

Each step is a function from one immutable value to the next; `docs/grammar.md` is the reference.
`load.load` runs them all. This module imports nothing: running a compiled grammar requires neither
the parser nor the syntax tree.
"""
