"""Run every property of the tests with new examples, in rounds of four times what CI runs.

    python scripts/fuzz.py [--rounds 25] [--minutes 240] [--keep-going] [what pytest understands]

Twenty-five rounds are a hundred times the examples of the `ci` profile (`tests/conftest.py`). A
failing round ends the run unless `--keep-going` is given; hypothesis stores failing examples in
`.hypothesis/` and tries them first next time. Exit code: 0 if every round finished and passed,
1 if a property failed, 2 if time ran out.
"""

import argparse
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_GRACE = 60  # seconds
PROPERTIES = ["tests", "-m", "hypothesis", "--numprocesses", "auto", "--dist", "loadfile"]


def run_round(seconds: float, options: list[str]) -> bool | None:
    """Whether one round passes; None if it exceeds its time."""
    command = [sys.executable, "-m", "pytest", "-q", *PROPERTIES, "--hypothesis-profile=fuzz"]
    command += [*options, f"--hypothesis-seed={secrets.randbits(32)}"]
    with subprocess.Popen(command, cwd=ROOT) as running:
        try:
            return running.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)  # it then reports what has failed so far
            try:
                running.wait(_GRACE)
            except subprocess.TimeoutExpired:  # background processes may ignore the signal
                running.kill()
            return None


def main() -> int:
    """Parse the command line, run the rounds, report the results."""
    parser = argparse.ArgumentParser(description="Run the properties with new examples.")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--minutes", type=float, default=240)
    parser.add_argument("--keep-going", action="store_true")
    options, others = parser.parse_known_args()
    start = time.monotonic()
    results: list[bool | None] = []
    while len(results) < options.rounds:
        left = 60 * options.minutes - (time.monotonic() - start)
        results.append(run_round(left, others))
        if results[-1] is None or not (results[-1] or options.keep_going):
            break
    passed, minutes = results.count(True), (time.monotonic() - start) / 60
    print(f"{passed} of {options.rounds} rounds passed in {minutes:.0f} minutes:", end=" ")
    print(f"{4 * passed} times the examples of CI")
    return 1 if False in results else 2 if None in results else 0


if __name__ == "__main__":
    sys.exit(main())
