"""The `.tfg` language: from the text of a grammar to a checked, linked, compiled value.

    parse -> build -> link -> check -> (lexicon forms)

Each step is a function from one immutable value to the next; `docs/grammar.md` is the reference.
`load.load` takes them all. Nothing is imported here: who runs a compiled grammar needs neither a
parser nor a syntax tree.
"""
