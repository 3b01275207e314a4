"""`tradefacts facts`: formats of trade facts, and files that give trouble."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pyarrow import parquet
from typer.testing import Result

import tradefacts
from tradefacts.assembly import Assembler
from tradefacts.facts import Document
from tradefacts.facts.trade import TradeFact

Run = Callable[..., Result]
Golden = Callable[[str, str], None]

TEXT = "Экспорт Армении в Китай в 2024 году составил более $1,2 млрд. Импорт вырос на 5%.\n"
FACTS = [("export", "AM", "CN", "2024"), ("import", "AM", "CN", "2024")]


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("news.txt").write_text(TEXT, encoding="utf-8")
    return "news.txt"


def test_a_pipe_gets_one_json_line_a_fact(run: Run) -> None:
    done = run("facts", "-", text=TEXT)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (0, "") == (done.exit_code, done.stderr)
    keys = ("indicator", "reporter", "partner", "period")
    assert FACTS == [tuple(row[key] for key in keys) for row in rows]
    schema = Draft202012Validator(tradefacts.json_schema("trade"))
    for row in rows:
        schema.validate(row)
        assert "-" == row["file"]
    assert tradefacts.extract(TEXT).trade_facts == tuple(map(TradeFact.from_dict, rows))


def test_json_has_mentions_and_trade_facts(run: Run, news: str) -> None:
    (row,) = json.loads(run("facts", "-f", "json", news).stdout)
    expected = tradefacts.extract(TEXT)
    found = Document.from_dict({**row, "trade_facts": row["trade_facts"]})
    assert (expected, expected.trade_facts) == (found, found.trade_facts)


def test_a_table_shows_what_is_not_said(run: Run, news: str) -> None:
    Path("empty.txt").touch()
    done = run("facts", "-f", "table", news, "empty.txt")
    assert (0, "") == (done.exit_code, done.stderr)
    shown = "\n".join(line.rstrip() for line in done.stdout.splitlines())
    assert "export      AM → CN     2024     > 1 200 000 000 USD" in shown.replace("\xa0", " ")
    assert "import      AM* ← CN*   2024*" in shown
    assert "empty.txt: no trade facts" in shown
    assert shown.endswith("2 texts, 2 trade facts\n* not said in the sentence itself")


def test_a_table_without_what_is_not_said_has_no_note(run: Run) -> None:
    text = "Экспорт Армении в Китай в 2024 году составил $1,2 млрд."
    done = run("facts", "-f", "table", "-", text=text)
    assert "1 text, 1 trade fact" == done.stdout.splitlines()[-1]
    articles = "".join(json.dumps({"text": text}) + "\n" for _ in range(5))
    done = run("facts", "-f", "table", "--jsonl", "-", text=articles)
    assert "5 texts, 5 trade facts" == done.stdout.splitlines()[-1]


def test_csv_and_parquet_have_the_same_numbers(run: Run, news: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("facts", "-f", "csv", news).stdout)))
    done = run("facts", news, "--output", "facts.parquet")
    assert (0, "") == (done.exit_code, done.stdout)
    table = parquet.read_table("facts.parquet")
    expected = tradefacts.to_trade_table([tradefacts.extract(TEXT)], files=[news])
    assert expected.equals(table)
    for name in ("indicator", "reporter", "value_exact", "change_value_exact", "base", "evidence"):
        column = name.removesuffix("_exact")
        assert [value or "" for value in table[name].to_pylist()] == [row[column] for row in rows]


def test_html_has_both_tables(run: Run, news: str) -> None:
    done = run("facts", "-f", "html", news)
    expected = tradefacts.extract(TEXT).to_html(caption=news)
    assert (0, expected) == (done.exit_code, done.stdout)
    assert 2 == done.stdout.count('<tr data-t="')


def test_a_date_tells_the_year(run: Run) -> None:
    text = "В прошлом году экспорт Армении вырос на 5%."
    (line,) = run("facts", "--date", "2025-02-10", "-", text=text).stdout.splitlines()
    assert "2024" == json.loads(line)["period"]


def test_a_file_that_is_missing_is_told_and_the_others_are_done(run: Run, news: str) -> None:
    done = run("facts", "no.txt", news)
    assert (1, "tradefacts: no.txt: no such file; check the name\n") == (
        done.exit_code,
        done.stderr,
    )
    assert len(FACTS) == len(done.stdout.splitlines())


def test_a_text_that_gives_trouble_is_told_and_the_others_are_done(
    run: Run, news: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Assembler.facts

    def facts(self: Assembler, document: Document) -> tuple[TradeFact, ...]:
        if document.text == TEXT:
            return made(self, document)
        raise KeyError("partner")

    monkeypatch.setattr(Assembler, "facts", facts)
    Path("bad.txt").write_text("Экспорт вырос на 5%.", encoding="utf-8")
    told = "no trade facts can be made of it: a mistake of tradefacts, please report it"
    for layout in ("jsonl", "table"):
        done = run("facts", "-f", layout, "bad.txt", news)
        assert (1, f"tradefacts: bad.txt: KeyError: 'partner'; {told}\n") == (
            done.exit_code,
            done.stderr,
        )
        assert "bad.txt" not in done.stdout
    assert len(FACTS) == len(run("facts", "-f", "jsonl", "bad.txt", news).stdout.splitlines())


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_text_that_gives_trouble_is_told_where_it_is_explained(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    def facts(*_: object) -> tuple[TradeFact, ...]:
        raise KeyError("partner")

    monkeypatch.setattr(Assembler, "facts", facts)
    done = run("explain", *options, "-g", "percent", "Экспорт вырос на 5%.")
    told = "no trade facts can be made of it: a mistake of tradefacts, please report it"
    assert (1, "", f"tradefacts: KeyError: 'partner'; {told}\n") == (
        done.exit_code,
        done.stdout,
        done.stderr,
    )


def test_json_lines_that_are_read_as_a_text_are_told_once(run: Run, news: str) -> None:
    for name in ("one.jsonl", "two.JSONL"):
        Path(name).write_text(json.dumps({"text": TEXT}), encoding="utf-8")
    for command in ("extract", "facts"):
        done = run(command, news, "one.jsonl", "two.JSONL")
        told = "one.jsonl: is read as one text; where a line is an article, add --jsonl"
        assert (0, f"tradefacts: {told}\n") == (done.exit_code, done.stderr)
        assert "" == run(command, "--jsonl", "one.jsonl").stderr


def test_a_suffix_that_the_format_belies_is_told(run: Run, news: str) -> None:
    done = run("facts", news, "-o", "out.csv", "--format", "json")
    told = "tradefacts: out.csv: gets json, as --format says, though its suffix names csv\n"
    assert (0, told) == (done.exit_code, done.stderr)
    assert json.loads(Path("out.csv").read_text(encoding="utf-8"))
    for output in ("out.JSON", "out.txt", "out", "-"):
        assert "" == run("facts", news, "-o", output, "--format", "json").stderr


def test_json_lines_have_a_date_and_a_title_each(run: Run, tmp_path: Path) -> None:
    text = "В прошлом году экспорт вырос на 5%."
    articles = [
        {"text": text, "date": "2025-02-10", "title": "Внешняя торговля Армении", "id": 7},
        {"text": text, "date": "2021-02-10"},
        {"text": text},
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n\n".join(map(json.dumps, articles)), encoding="utf-8")
    done = run("facts", "--jsonl", "--date", "2011-02-10", path)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert (0, "") == (done.exit_code, done.stderr)
    assert ["2024", "2020", "2010"] == [row["period"] for row in found]
    assert ["AM", None, None] == [row["reporter"] for row in found]
    assert [f"{path}:{line}" for line in (1, 3, 5)] == [row["file"] for row in found]


def test_a_line_that_is_no_article_is_told_and_the_others_are_done(run: Run) -> None:
    lines = [
        *("nothing", "[5]", '{"title": "x"}', '{"text": "5%", "date": "вчера"}'),
        *('{"text": 5}', '{"text": "5%", "title": 5}', '{"text": "рост\\u2028на 6%"}', ""),
    ]
    done = run("extract", "--jsonl", "-", text="\r\n".join(lines))
    wanted = 'an article is {"text": "...", "date": "2025-02-10", "title": "..."}'
    told = [
        f"-:1: is no JSON: Expecting value; {wanted}",
        f"-:2: has no text; {wanted}",
        f"-:3: has no text; {wanted}",
        "-:4: no date 'вчера': write it as 2024-05-15",
        f"-:5: its text is no string; {wanted}",
        "-:6: a title is a str, not int",
    ]
    assert (1, [f"tradefacts: {line}" for line in told]) == (
        done.exit_code,
        sorted(done.stderr.splitlines()),
    )
    assert ["6%"] == [json.loads(line)["text"] for line in done.stdout.splitlines()]


def test_a_title_is_of_one_text(run: Run, news: str) -> None:
    text = "В 2024 году экспорт вырос на 5%."
    (line,) = run("facts", "--title", "Торговля Армении", "-", text=text).stdout.splitlines()
    assert "AM" == json.loads(line)["reporter"]
    for more in ([news], ["--jsonl"]):
        done = run("facts", "--title", "Торговля Армении", news, *more)
        assert 2 == done.exit_code
        assert "--title is of one text" in done.stderr


def test_a_title_is_explained(run: Run) -> None:
    text = "В 2024 году экспорт вырос на 5%."
    done = run("explain", "--json", "-g", "percent", "--title", "Торговля Армении", text)
    assert "Торговля Армении" == json.loads(done.stdout)["title"]


def test_csv_tells_truth_as_json_does(run: Run, news: str) -> None:
    (row, other) = csv.DictReader(io.StringIO(run("facts", "-f", "csv", news).stdout))
    assert ("false", "true") == (row["period_inferred"], other["period_inferred"])
    done = run("extract", "-f", "csv", "-", text="в прошлом году, в 2020 году")
    assert ["true", "false"] == [
        row["relative"] for row in csv.DictReader(io.StringIO(done.stdout))
    ]
