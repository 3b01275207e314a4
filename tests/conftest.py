"""Fixtures for all tests: the command line, stored outputs, kinds; and the hypothesis profiles.

The profile `ci` always runs the same examples, `fuzz` new ones in each run.

`make fuzz` runs rounds of `fuzz` (`scripts/fuzz.py`); `mutants` is for `scripts/break_the_core.py`,
which needs to know whether a property fails, not its smallest failing example. A sentence takes
some ten milliseconds, and machines differ, so no example has a deadline.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from typer.testing import CliRunner, Result

from tradefacts.cli.app import app
from tradefacts.facts import KINDS

CI_EXAMPLES = 25

CALM = settings(
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
STEADY = settings(CALM, max_examples=CI_EXAMPLES, derandomize=True, database=None)

settings.register_profile("ci", STEADY)
settings.register_profile("mutants", STEADY, phases=[Phase.explicit, Phase.generate])
settings.register_profile("fuzz", CALM, max_examples=4 * CI_EXAMPLES)
settings.load_profile("ci")


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command line in this process, which is fast."""

    def run(*arguments: str | Path, text: str | bytes = "") -> Result:
        shown = [str(argument) for argument in arguments]
        return CliRunner().invoke(app, shown, input=text, prog_name="tradefacts")

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str | Path, str], None]:
    """Compare a text, including line ends, with the one stored in `golden` beside the test.

    An absolute path names a file that is stored elsewhere.

    `GOLDEN=write pytest` overwrites the stored text, for review.
    """

    def check(name: str | Path, actual: str) -> None:
        path = request.path.parent / "golden" / name
        if os.environ.get("GOLDEN") == "write":
            path.write_text(actual, encoding="utf-8", newline="")
        assert actual == path.read_bytes().decode()

    return check


@pytest.fixture
def kinds() -> Iterator[None]:
    """Forget after a test the classes that it registered."""
    before = dict(KINDS)
    yield
    KINDS.clear()
    KINDS.update(before)
