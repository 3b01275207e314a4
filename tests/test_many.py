"""Many texts: order, laziness, errors in their places."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Event
from types import GeneratorType

import pytest

from tradefacts import Article
from tradefacts.many import each


def measure() -> Callable[[str], int]:
    return len


def measure_any() -> Callable[[str | Article], int]:
    return lambda text: len(text if isinstance(text, str) else text.text)


def fragile() -> Callable[[str], int]:
    return lambda text: os._exit(1) if text == "exit" else len(text)


def slow() -> Callable[[str], int]:
    def work(text: str) -> int:
        if text != "at once":
            time.sleep(20)
            Path(text).touch()
        return len(text)

    return work


def sleepy() -> Callable[[str], int]:
    def work(text: str) -> int:
        time.sleep(1)
        return len(text)

    return work


def echo() -> Callable[[str], str]:
    return lambda text: text * 1


def broken() -> Callable[[str], int]:
    raise LookupError("no grammar")


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_and_errors_in_their_place(workers: int) -> None:
    texts: list[object] = [*("x" * n for n in range(200)), None, "xx"]
    found = list(each(measure, texts, workers))  # type: ignore[arg-type]  # None has no length
    assert list(range(200)) == found[:200]
    assert isinstance(found[200], TypeError)
    assert 2 == found[201]


def test_a_thread_of_the_pool_may_collect_it(caplog: pytest.LogCaptureFixture) -> None:
    found = each(sleepy, ["x"], 2)
    assert isinstance(found, GeneratorType)
    assert 1 == next(found)
    done = Event()

    def close(_: object) -> None:
        try:
            found.close()
        finally:
            done.set()

    # in the thread that hands out results
    assert found.gi_frame is not None
    found.gi_frame.f_locals["pool"].submit(["x"]).add_done_callback(close)
    assert done.wait(60)
    assert [] == caplog.records


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_texts_raise_comes_after_their_results(workers: int) -> None:
    def texts() -> Iterator[str]:
        yield from ("x", "xx")
        raise OSError("the disk is gone")

    found = each(measure, texts(), workers)
    assert [1, 2] == [next(found), next(found)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(found)


def test_a_text_that_ends_its_process_takes_no_other_with_it() -> None:
    texts = ["x", "xx", "exit", "xxx", *("y" * 5 for _ in range(100))]
    found = list(each(fragile, texts, 2))
    assert [1, 2, 3] == [*found[:2], found[3]]
    assert isinstance(found[2], BrokenProcessPool)
    assert [5] * 100 == found[4:]


@pytest.mark.parametrize("workers", [1, 2])
def test_texts_are_taken_as_results_are_asked_for(workers: int) -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "text"

    found = each(measure, texts(), workers)
    assert [4, 4, 4] == [next(found) for _ in range(3)]
    assert taken < 1000
    found.close()  # type: ignore[attr-defined]  # a generator


def test_what_cannot_start_says_so() -> None:
    with pytest.raises(LookupError):
        each(broken, ["text"])
    with pytest.raises(ValueError, match="1 or more"):
        each(measure, [], 0)


# -- processes that end
ENDLESS = """\
import os, signal
from tradefacts.many import each
from tests.test_many import slow

if __name__ == "__main__":
    next(each(slow, ["at once"] * 64 + [""] * 64, 2))
    print("begun", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
CLOSED = """\
from tradefacts.many import each
from tests.test_many import echo

if __name__ == "__main__":
    for _ in range(3):
        found = each(echo, ["x" * 200_000] * 40, 2)
        next(found)
        found.close()
    print("closed")
"""
UNGUARDED = """\
import tradefacts
print(list(tradefacts.extract_many(["5%"], workers=2)))
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A script of its own; what it starts holds the ends of its pipes, so all have ended."""
    script = folder / "script.py"
    script.write_text(code, encoding="utf-8")
    root = str(Path(__file__).parents[1])
    return subprocess.run(
        [sys.executable, script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("kind", [str, Article])
def test_long_texts_make_small_batches(kind: type[str | Article]) -> None:
    taken = 0

    def texts() -> Iterator[str | Article]:
        nonlocal taken
        while True:
            taken += 1
            yield kind("x" * 100_000)

    found = each(measure_any, texts(), 2)
    assert 100_000 == next(found)
    assert taken < 10
    found.close()  # type: ignore[attr-defined]  # a generator


def test_nobody_waits_for_what_is_not_asked_for(tmp_path: Path) -> None:
    texts = [*["at once"] * 64, *[str(tmp_path / "done")] * 64]
    found = each(slow, texts, 2)
    assert 7 == next(found)
    found.close()  # type: ignore[attr-defined]  # a generator
    assert [] == list(tmp_path.iterdir())


def test_results_on_their_way_hold_nobody_up(tmp_path: Path) -> None:
    done = run(CLOSED, tmp_path)  # which waited for ever for the rest of a result
    assert "closed\n" == done.stdout


def test_workers_end_with_the_process_that_asks(tmp_path: Path) -> None:
    done = run(ENDLESS.replace('[""]', f"[{str(tmp_path / 'done')!r}]"), tmp_path)
    assert "begun\n" == done.stdout
    assert not (tmp_path / "done").exists()


def test_a_script_that_its_workers_run_too_is_told(tmp_path: Path) -> None:
    done = run(UNGUARDED, tmp_path)
    expected = (
        "RuntimeError: no worker process starts; where its message above tells of bootstrapping, "
        "the call stands at the top of a script, which every worker runs too: "
        "put it under if __name__ == '__main__':"
    )
    assert (1, "", expected) == (done.returncode, done.stdout, done.stderr.splitlines()[-1])


@pytest.mark.parametrize("workers", [1, 2])
def test_a_script_from_standard_input_cannot_be_run_by_workers(workers: int) -> None:
    code = (
        "import tradefacts\n"
        "if __name__ == '__main__':\n"
        f"    print(len(list(tradefacts.extract_many(['5%'], workers={workers}))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-"], input=code, capture_output=True, text=True, check=False
    )
    if workers == 1:
        assert (0, "1\n", "") == (done.returncode, done.stdout, done.stderr)
        return
    expected = (
        "RuntimeError: workers run the script that starts them, and <stdin> is no file that they "
        "could run: save it as a file, or leave out workers"
    )
    assert expected == done.stderr.splitlines()[-1]


def test_a_command_may_have_workers() -> None:
    code = "import tradefacts; print(len(list(tradefacts.extract_many(['5%'], workers=2))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (0, "1\n", "") == (done.returncode, done.stdout, done.stderr)
