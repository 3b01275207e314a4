"""Mentions -> trade facts: what a sentence states, by the roles and the frame of a grammar.

`assemble` is all that other layers need. A text goes through `sentences` (cut), `items` (a sentence
as a row of mentions and words), `roles` (what each mention is doing), `groups` (what belongs to
which number) and `reader` (drafts of facts, with what earlier sentences lend them).
"""

from tradefacts.assembly.assemble import assemble

__all__ = ["assemble"]
