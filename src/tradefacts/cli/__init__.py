"""The command line: `tradefacts extract`, `explain`, and `grammar` for those who write them."""

from tradefacts.cli.app import main

__all__ = ["main"]
