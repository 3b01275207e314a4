"""The command line: `tradefacts extract`, `facts`, `explain`, and `grammar` for grammar authors."""

STOPPED = 130
"""Exit code after Ctrl-C, as in shells."""


def main() -> None:
    """Run the command line; the entry point of the `tradefacts` script.

    Ctrl-C ends it without a message, even during imports.
    """
    try:
        from tradefacts.cli.app import run  # noqa: PLC0415  # this import takes time

        run()
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None
