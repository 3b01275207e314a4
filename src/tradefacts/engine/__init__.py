"""The compiled engine: what the reference returns, hundreds of times faster.

scan -> window -> match -> resolve -> facts. Everything is derived from the linked grammar.
"""

from tradefacts.engine.engine import Compiled

__all__ = ["Compiled"]
