"""The command line: `tradefacts extract`, `explain`, and `grammar` for those who write them."""

STOPPED = 130
"""Exit code after Ctrl-C, as shells have it."""


def main() -> None:
    """Run the command line; the entry point of the `tradefacts` script.

    Ctrl-C ends it without a word, also while it is imported.
    """
    try:
        from tradefacts.cli.app import run  # noqa: PLC0415  # which takes time

        run()
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None
