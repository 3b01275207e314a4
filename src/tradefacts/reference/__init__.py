"""The reference back end: a grammar as Yargy rules, run by Yargy's parser.

It is the meaning of a grammar, plainly executed: slow beside a compiled engine, and what that
engine is measured against.
"""

from tradefacts.reference.matcher import Reference
from tradefacts.reference.tokenizer import Tokenizer

__all__ = ["Reference", "Tokenizer"]
