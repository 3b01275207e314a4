"""`tradefacts extract`: formats, choices, and files that give trouble."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

import pytest
from typer.testing import Result

import tradefacts
from tradefacts.facts import Document

Run = Callable[..., Result]
Process = Callable[..., "subprocess.Popen[bytes]"]
Golden = Callable[[str, str], None]

TEXT = "Экспорт вырос на 5%, до $1,2 млрд"
MONEY = {
    "file": "-",
    "kind": "money",
    "start": 11,
    "stop": 20,
    "text": "$1,2 млрд",
    "rule": "money",
    "value": "1200000000",
    "low": None,
    "high": None,
    "currency": "USD",
    "relation": "eq",
}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


# -- formats
def test_a_pipe_gets_one_json_line_a_fact(run: Run) -> None:
    done = run("extract", "-", text="выросли до $1,2 млрд\n")
    assert (done.exit_code, done.stderr, rows(done.stdout)) == (0, "", [MONEY])
    assert list(MONEY) == list(rows(done.stdout)[0])


def test_json_reads_back_as_documents(run: Run, news: Path) -> None:
    done = run("extract", news, "--format", "json")
    (row,) = json.loads(done.stdout)
    expected = tradefacts.extract(TEXT)
    assert str(news) == row["file"]
    assert expected == Document.from_dict(row)


def test_csv_has_a_column_for_every_field(run: Run, news: Path) -> None:
    done = run("extract", news, "--format", "csv")
    table = list(csv.DictReader(io.StringIO(done.stdout)))
    expected = [
        {"file": str(news)} | {k: "" if v is None else str(v) for k, v in fact.to_dict().items()}
        for fact in tradefacts.extract(TEXT).facts
    ]
    assert expected == [
        {k: row[k] for k in wanted} for row, wanted in zip(table, expected, strict=True)
    ]
    assert all(
        not row[name]
        for row, fact in zip(table, expected, strict=True)
        for name in set(row) - set(fact)
    )


def test_the_table(run: Run, news: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(news.parent)
    Path("empty.txt").write_bytes(b"")
    first = "\x1b[31mвырос\tот 3 до 5 тыс. руб. [bold]за штуку[/bold],"
    text = f"{first}\nсвыше 3 п.п. в Калужской области"
    Path("second.txt").write_text(text, encoding="utf-8")
    done = run("extract", news.name, "second.txt", "empty.txt", "--format", "table")
    assert (done.exit_code, done.stderr) == (0, "")
    golden("table.txt", done.stdout)


def test_an_empty_text_has_no_facts(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    found = {
        f: run("extract", path, "--format", f).stdout for f in ("jsonl", "json", "csv", "table")
    }
    assert found["jsonl"] == ""
    expected: list[dict[str, object]] = [
        {"file": str(path), "text": "", "title": None, "date": None, "facts": []}
    ]
    assert expected == json.loads(found["json"])
    assert len(found["csv"].splitlines()) == 1
    assert found["table"].endswith("no facts\n\n1 text, 0 facts\n")


@pytest.mark.parametrize("suffix", ["csv", "html", "json", "jsonl", "table", "JSON", "Csv"])
def test_the_suffix_of_the_output_names_the_format(run: Run, news: Path, suffix: str) -> None:
    output = news.with_name(f"facts.{suffix}")
    done = run("extract", news, "--output", output)
    assert (done.exit_code, done.stdout) == (0, "")
    expected = run("extract", news, "--format", suffix.lower()).stdout
    assert expected == output.read_bytes().decode()


@pytest.mark.parametrize(
    ("name", "arguments"), [("facts", []), ("facts.xlsx", ["--format", "jsonl"])]
)
def test_an_output_without_a_suffix_is_json_lines(
    run: Run, news: Path, name: str, arguments: list[str]
) -> None:
    output = news.with_name(name)
    run("extract", news, "-o", output, *arguments)
    expected = run("extract", news, "--format", "jsonl").stdout
    assert expected == output.read_bytes().decode()


@pytest.mark.parametrize("command", ["extract", "facts"])
def test_a_suffix_that_names_no_format_is_refused(
    run: Run, golden: Golden, news: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(news.parent)
    done = run(command, news.name, "-o", "facts.xlsx")
    assert (2, "") == (done.exit_code, done.stdout)
    golden("wrong_suffix.txt", done.stderr.replace(f" {command} ", " extract "))
    assert [news] == list(news.parent.iterdir())


# -- choices
def test_kinds_are_chosen(run: Run, news: Path) -> None:
    found = [row["kind"] for row in rows(run("extract", news).stdout)]
    assert found == ["percent", "money"]
    one = [row["kind"] for row in rows(run("extract", news, "--kind", "money").stdout)]
    assert one == ["money"]
    both = run("extract", news, "--kind", "money", "--kind", "percent")
    assert found == [row["kind"] for row in rows(both.stdout)]


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["extract"], "no_file.txt"),
        (["extract", "-", "--kind", "moeny"], "wrong_kind.txt"),
        (["extract", "-", "--kind", "trade"], "trade_kind.txt"),
        (["extract", "-", "--format", "xml"], "wrong_format.txt"),
        (["schema", "foo"], "wrong_schema.txt"),
    ],
)
def test_wrong_usage_is_told(run: Run, golden: Golden, arguments: list[str], name: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    golden(name, done.stderr)


def test_the_version(run: Run) -> None:
    expected = f"tradefacts {version('tradefacts')}\n"
    assert expected == run("--version").stdout


def test_the_package_is_run_as_a_module() -> None:
    command = [sys.executable, "-m", "tradefacts", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"tradefacts {version('tradefacts')}\n" == done.stdout


# -- texts
def test_offsets_are_those_of_the_file(run: Run, tmp_path: Path) -> None:
    text = "😀 e\u0301 рост\r\nна 5%\rдо\n$1,2 млрд"
    path = tmp_path / "ends.txt"
    path.write_text(text, encoding="utf-8", newline="")
    found = rows(run("extract", path).stdout)
    places = [(row["start"], row["stop"], row["text"]) for row in found]
    expected = [
        (text.index(part), text.index(part) + len(part), part) for part in ("5%", "$1,2 млрд")
    ]
    assert expected == places


def test_a_byte_order_mark_is_no_part_of_the_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mark.txt"
    path.write_text("$5 млн", encoding="utf-8-sig")
    (found,) = rows(run("extract", path).stdout)
    assert (found["start"], found["stop"]) == (0, 6)


# -- files that give trouble
def test_files_that_cannot_be_read_are_told_and_the_others_done(
    run: Run, news: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(news.parent)
    Path("folder").mkdir()
    Path("old news.txt").write_bytes(b"5%\n" + TEXT.encode("cp1251"))
    Path("marked.txt").write_bytes(b"\xef\xbb\xbf\nab\xff")
    Path("utf16.txt").write_bytes(TEXT.encode("utf-16"))
    Path("image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    bad = ["missing.txt", "folder", "old news.txt", "marked.txt", "utf16.txt", "image.png"]
    done = run("extract", *bad[:3], news.name, *bad[3:])
    assert done.exit_code == 1
    assert [row["kind"] for row in rows(done.stdout)] == ["percent", "money"]
    assert {news.name} == {row["file"] for row in rows(done.stdout)}
    golden("unreadable.txt", done.stderr)


def test_standard_input_that_is_no_text_is_told(run: Run, golden: Golden) -> None:
    done = run("extract", "-", text=TEXT.encode("cp1251"))
    assert (done.exit_code, done.stdout) == (1, "")
    golden("stdin.txt", done.stderr)


def test_a_file_without_permission_is_told(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path, mode: str = "r") -> BinaryIO:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)  # the superuser may read everything
    done = run("extract", news)
    expected = f"tradefacts: {news}: no permission to read it; see its owner and mode with ls -l\n"
    assert (1, "", expected) == (done.exit_code, done.stdout, done.stderr)


def test_the_output_holds_what_could_be_read(run: Run, news: Path) -> None:
    output = news.with_name("facts.jsonl")
    done = run("extract", news, "missing.txt", "-o", output)
    assert done.exit_code == 1
    assert len(rows(output.read_text(encoding="utf-8"))) == 2


@pytest.mark.parametrize("command", ["extract", "facts"])
@pytest.mark.parametrize("output", ["news.txt", "./news.txt", "link.txt", "hard.txt"])
def test_an_output_that_is_an_input_is_refused(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, command: str, output: str
) -> None:
    monkeypatch.chdir(news.parent)
    Path("link.txt").symlink_to("news.txt")
    Path("hard.txt").hardlink_to("news.txt")
    Path("other.txt").write_text("рост на 5%", encoding="utf-8")
    done = run(command, "missing.txt", "other.txt", "news.txt", "-f", "csv", "-o", output)
    told = "is to be read and would be lost; name another file"
    expected = f"tradefacts: {Path(output)}: {told}\n"
    assert (1, "", expected) == (done.exit_code, done.stdout, done.stderr)
    assert TEXT == news.read_text(encoding="utf-8")


@pytest.mark.parametrize("output", ["units.tfg", "link.tfg", "own_units.py"])
@pytest.mark.parametrize("module", ["own_units", "own_units.py"])
def test_an_output_that_is_a_grammar_or_a_module_is_refused(
    process: Process, news: Path, output: str, module: str
) -> None:
    folder = news.parent
    for name in ("units.tfg", "own_units.py"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "link.tfg").symlink_to("units.tfg")
    options = ["-g", "units.tfg", "--facts", module, "-f", "csv", "-o", output]
    done = process("extract", news, *options, cwd=folder)
    _, err = done.communicate()
    expected = f"tradefacts: {output}: is to be read and would be lost; name another file\n"
    assert (1, expected) == (done.returncode, err.decode())
    assert "" == (folder / output).read_text(encoding="utf-8")


def test_an_output_that_is_standard_input_is_refused(process: Process, news: Path) -> None:
    with news.open("rb") as text:
        done = process("extract", "-", "-f", "csv", "-o", news, stdin=text)
        _, err = done.communicate()
    assert 1 == done.returncode
    assert b"would be lost" in err
    assert TEXT == news.read_text(encoding="utf-8")


def test_what_is_no_file_may_be_read_and_written(run: Run) -> None:
    done = run("extract", "/dev/null", "-f", "csv", "-o", "/dev/null")
    assert (0, "", "") == (done.exit_code, done.stdout, done.stderr)


@pytest.mark.parametrize("command", ["extract", "facts"])
def test_an_output_may_be_standard_output(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(news.parent)
    done = run(command, news.name, "-o", "-")
    expected = run(command, news.name)
    assert (0, expected.stdout, "") == (done.exit_code, done.stdout, done.stderr)
    assert [news] == list(news.parent.iterdir())
    run(command, news.name, "-o", "./-")
    assert expected.stdout == Path("-").read_text(encoding="utf-8")


@pytest.mark.parametrize("output", ["missing/facts.jsonl", "."])
def test_an_output_that_cannot_be_written_is_told(
    run: Run, news: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.chdir(news.parent)
    done = run("extract", news.name, "-o", output)
    assert (done.exit_code, done.stdout) == (1, "")
    golden(f"output_{'folder' if output == '.' else 'missing'}.txt", done.stderr)
    assert list(news.parent.iterdir()) == [news]


def test_a_broken_grammar_is_told(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(grammars: object, kinds: object) -> None:
        problem = tradefacts.grammar.errors.Problem(
            "E001", "no sense", tradefacts.grammar.errors.Location("a.tfg", 1, 1)
        )
        raise tradefacts.GrammarError((problem,), {"a.tfg": "what"})

    monkeypatch.setattr("tradefacts.extractor.Extractor", broken)
    done = run("extract", news)
    expected = "tradefacts: a.tfg:1:1: E001 no sense\n    1 | what\n      | ^\n"
    assert (1, expected) == (done.exit_code, done.stderr)


# -- real processes
def test_the_command_reads_and_writes_utf8_whatever_the_locale(process: Process) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    out, err = process("extract", "-", env=env).communicate("выросли до $1,2 млрд".encode())
    assert (err, rows(out.decode())) == (b"", [MONEY])


def test_a_file_name_that_is_no_text(process: Process, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(name)).write_text("5%", encoding="utf-8")
    done = process("extract", os.fsdecode(name), "--format", "csv")
    out, err = done.communicate()
    assert (done.returncode, err) == (0, b"")
    assert b"\\udcff.txt" in out


def test_a_reader_that_has_seen_enough(process: Process, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("рост на 5% за год.\n\n" * 600, encoding="utf-8")
    with process("extract", path) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.readline()
        done.stdout.close()
        assert (done.wait(), done.stderr.read()) == (0, b"")


def wait_for_draft(folder: Path) -> None:
    """The draft beside the output is made just before standard input is read."""
    deadline = time.monotonic() + 60
    while not list(folder.glob(".tradefacts-*")):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_ctrl_c_leaves_nothing_behind(process: Process, tmp_path: Path) -> None:
    output = tmp_path / "facts.jsonl"
    output.write_text("kept")
    done = process("extract", "-", "-o", output)
    wait_for_draft(tmp_path)
    done.send_signal(signal.SIGINT)
    _, err = done.communicate()
    assert (done.returncode, err) == (130, b"")
    assert list(tmp_path.iterdir()) == [output]
    assert output.read_text() == "kept"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_signal_to_end_leaves_nothing_behind(
    process: Process, tmp_path: Path, workers: str
) -> None:
    output = tmp_path / "facts.jsonl"
    done = process("extract", "-", "-o", output, "--workers", workers)
    wait_for_draft(tmp_path)
    done.terminate()
    _, err = done.communicate()
    assert (143, b"") == (done.returncode, err)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_ctrl_c_keeps_the_files_that_are_done(process: Process, tmp_path: Path) -> None:
    first, second, output = (tmp_path / name for name in ("1.txt", "2.txt", "facts.jsonl"))
    first.write_text("рост на 5%", encoding="utf-8")
    os.mkfifo(second)
    done = process("extract", first, second, "-o", output)
    with second.open("wb"):  # opened when the first is done and the second is waited for
        done.send_signal(signal.SIGINT)
        _, err = done.communicate()
    assert (done.returncode, err) == (130, b"")
    assert ["5%"] == [json.loads(line)["text"] for line in output.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_a_grammar_without_facts_is_told(process: Process, news: Path, command: str) -> None:
    done = process(command, news, "-g", "cue", "-g", "number")
    out, err = done.communicate()
    expected = "tradefacts: no rule of these grammars gives a fact: cue, number; name one that has"
    assert (1, b"") == (done.returncode, out)
    assert err.decode().startswith(expected)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("redirected", [True, False])
def test_a_full_disk_is_told(process: Process, news: Path, redirected: bool) -> None:
    with Path("/dev/full").open("wb") as full:
        if redirected:
            done = process("extract", news, stdout=full)
        else:
            done = process("extract", news, "-o", "/dev/full")
        _, err = done.communicate()
    name = "standard output" if redirected else "/dev/full"
    expected = f"tradefacts: {name}: cannot be written: No space left on device\n"
    assert (1, expected) == (done.returncode, err.decode())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "command",
    [
        *("schema", "explain -g percent 5%", "explain --json -g percent 5", "--help"),
        *("grammar show cue", "grammar show cue --lexicon", "grammar dump cue"),
        *("grammar dump --schema", "grammar check sign", "grammar test sign"),
        "grammar sample sign minus -n 1",
    ],
)
def test_a_full_disk_is_told_by_every_command(process: Process, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(*command.split(), stdout=full)
        _, err = done.communicate()
    expected = "tradefacts: standard output: cannot be written: No space left on device\n"
    assert (1, expected) == (done.returncode, err.decode())


@pytest.mark.parametrize(
    "command", ["grammar show money --lexicon --forms", "grammar dump money", "--help"]
)
def test_who_reads_no_further_is_told_nothing(process: Process, command: str) -> None:
    assert (0, b"") == _left_early(process(*command.split()))


@pytest.mark.parametrize("layout", ["jsonl", "json", "csv", "table", "html"])
@pytest.mark.parametrize("command", ["extract", "facts"])
def test_a_reader_that_goes_is_no_failure(
    process: Process, tmp_path: Path, command: str, layout: str
) -> None:
    text = "Экспорт Армении в 2024 году вырос на 5% и составил $1,2 млрд.\n\n" * 300
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    texts = [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert (0, b"") == _left_early(process(command, *texts, "-f", layout))


def test_what_failed_before_the_reader_went_is_a_failure(process: Process, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("5% " * 2000, encoding="utf-8")
    code, told = _left_early(process("extract", "missing.txt", text))
    assert (1, "tradefacts: missing.txt: no such file; check the name\n") == (code, told.decode())


def _left_early(started: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """The exit code of a command whose output nobody reads to its end, and what it complained."""
    with started as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.read(10)
        done.stdout.close()
        told = done.stderr.read()
    return done.returncode, told


@pytest.mark.parametrize(
    "command",
    [
        *("extract", "extract -f table", "extract -f parquet"),
        *("facts", "explain -g percent", "schema"),
    ],
)
def test_no_standard_output_at_all(process: Process, news: Path, command: str) -> None:
    text = [] if command == "schema" else [news]
    done = process(*command.split(), *text, stdout=None, preexec_fn=lambda: os.close(1))
    _, err = done.communicate()
    expected = "tradefacts: standard output: is closed; redirect it to a file\n"
    assert (1, expected) == (done.returncode, err.decode())


def test_an_output_needs_no_standard_streams(process: Process, news: Path) -> None:
    def closed() -> None:
        for number in (0, 1, 2):
            os.close(number)

    output = news.with_name("facts.jsonl")
    streams = dict.fromkeys(("stdin", "stdout", "stderr"))
    done = process("extract", news, "missing.txt", "-o", output, preexec_fn=closed, **streams)
    assert 1 == done.wait()
    assert 2 == len(rows(output.read_text(encoding="utf-8")))


def test_no_standard_input_at_all(process: Process) -> None:
    done = process("extract", "-", stdin=None, preexec_fn=lambda: os.close(0))
    _, err = done.communicate()
    expected = "tradefacts: standard input: is closed; name a file\n"
    assert (1, expected) == (done.returncode, err.decode())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["extract", "--help"]])
def test_help_loads_no_grammar_machinery(arguments: list[str]) -> None:
    code = (
        "import atexit, sys; from tradefacts.cli import main;"
        "heavy = {'lark', 'pymorphy3', 'yargy'};"
        "atexit.register(lambda: print(*heavy & set(sys.modules), file=sys.stderr));"
        f"sys.argv = ['tradefacts', *{arguments!r}]; main()"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == "\n"


# -- grammars of one's own
POINTS = """\
grammar points
lexicon point : iso4217
  RUB  lemma балл
rule points -> Money
  | [ value=DECIMAL currency=point ]
example points
  "[5 баллов]"  => Money(value=5, currency=RUB)
"""


def test_grammars_are_chosen(run: Run, tmp_path: Path) -> None:
    grammar = tmp_path / "points.tfg"
    grammar.write_text(POINTS, encoding="utf-8")
    done = run("extract", "-g", grammar, "-g", "percent", "-", text="500 баллов, 10% и $5")
    assert ["500 баллов", "10%"] == [row["text"] for row in rows(done.stdout)]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("no.tfg", "no.tfg: no such file; check the name"),
        ("mony", "no grammar 'mony': name a .tfg file or one of "),
    ],
)
def test_a_grammar_that_is_not_there_is_told(run: Run, name: str, problem: str) -> None:
    for command in (("extract", "-g", name, "-"), ("explain", "-g", name, "x")):
        done = run(*command, text="5%")
        assert (1, "") == (done.exit_code, done.stdout)
        assert done.stderr.startswith(f"tradefacts: {problem}")


def test_an_empty_standard_input_is_told(run: Run) -> None:
    done = run("extract", "-", text=" \n")
    told = "tradefacts: standard input: holds no text, so there are no facts in it\n"
    assert (0, "", told) == (done.exit_code, done.stdout, done.stderr)


def test_ctrl_c_while_the_program_is_imported_ends_it_without_a_word() -> None:
    code = (
        "import builtins, sys; from tradefacts.cli import main; old = builtins.__import__\n"
        "def stop(name, *more):\n"
        "    if name == 'typer': raise KeyboardInterrupt\n"
        "    return old(name, *more)\n"
        "builtins.__import__ = stop; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (130, b"", b"") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "command",
    ["extract", "facts", "explain", "grammar test", "grammar show", "grammar dump", ""],
)
def test_the_help_shows_no_value_where_none_is_taken(run: Run, command: str) -> None:
    shown = run(*command.split(), "--help").stdout
    flags = [line for line in shown.splitlines() if "bool" in line.lower()]
    assert [] == [line for line in flags if "--help" not in line]  # which is typer's own
