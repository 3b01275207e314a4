"""The compiled engine: returns what the reference back end returns, hundreds of times faster.

scan -> window -> match -> resolve -> facts. Everything is derived from the linked grammar.
"""

from tradefacts.engine.engine import Compiled

__all__ = ["Compiled"]
