"""Mentions -> trade facts: what a sentence states, by the roles and the frame of a grammar.

Other layers need only `assembler`. A text goes through `sentences` (cut), `rows` (a sentence as a
row of `items`, mentions and words), `roles` (what each mention does), `groups` (what belongs to
which number) and `reader`, which drafts facts: `topics` says what a number measures, `measure` how
much, `beside` who trades by its own words, `lending` who trades by what came before, `times` when.
`names` are the lexicons and roles that a grammar is asked for.
"""

from tradefacts.assembly.assemble import Assembler
from tradefacts.assembly.cache import assembler

__all__ = ["Assembler", "assembler"]
