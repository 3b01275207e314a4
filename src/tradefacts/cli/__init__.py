"""The command line: `tradefacts extract` and `tradefacts grammar check`."""

from tradefacts.cli.app import main

__all__ = ["main"]
