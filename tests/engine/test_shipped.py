"""Programs that come with the library are taken for what they were made of, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tradefacts import cache
from tradefacts.cache import key
from tradefacts.cache.key import shipped_key_of
from tradefacts.engine import Compiled
from tradefacts.facts import Money

SLANG = """grammar slang
import words (buck)
rule slang -> Money
  | [ value=DECIMAL currency=buck ]
"""
WORDS = "grammar words\nlexicon buck : iso4217\n  {} form баксов\n"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache, of which nothing is there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return tmp_path / "cache" / "tradefacts"


@pytest.fixture
def slang(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A grammar that comes with the library, and its program with it."""
    grammar = stand(tmp_path / "grammars", monkeypatch)
    monkeypatch.setattr(cache, "_SHIPPED", tmp_path / "programs")
    with cache.shipping(tmp_path / "programs"):
        assert ("USD", True) == read(grammar)
    assert not kept.exists()
    return grammar


@pytest.fixture
def program(slang: Path, tmp_path: Path) -> Path:
    (found,) = (tmp_path / "programs").iterdir()
    return found


def stand(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the shipped grammars stand in a folder; one of them, which imports the other."""
    folder.mkdir()
    (folder / "words.tfg").write_text(WORDS.format("USD"), encoding="utf-8")
    (folder / "slang.tfg").write_text(SLANG, encoding="utf-8")
    monkeypatch.setattr(key, "grammar_folder", lambda: folder)
    return folder / "slang.tfg"


def read(grammar: Path) -> tuple[str, bool]:
    """The currency of five bucks, and whether anything was compiled for it."""
    told: list[str] = []
    with cache.told_first(told.append):
        (fact,) = Compiled.of_files([grammar]).facts("5 баксов")
    assert isinstance(fact, Money)
    return fact.currency, bool(told)


def test_what_is_shipped_is_put_into_the_cache(slang: Path, program: Path, kept: Path) -> None:
    assert ("USD", False) == read(slang)
    (own,) = kept.iterdir()
    assert program.read_bytes() == own.read_bytes()
    assert program.name != own.name
    program.unlink()
    assert ("USD", False) == read(slang)


def test_it_matters_neither_where_nor_since_when_grammars_stand(
    slang: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = stand(tmp_path / "elsewhere", monkeypatch)
    os.utime(moved, (0, 0))
    assert ("USD", False) == read(moved)


def test_an_edited_grammar_takes_nothing_old(slang: Path) -> None:
    (slang.parent / "words.tfg").write_text(WORDS.format("EUR"), encoding="utf-8")
    assert ("EUR", True) == read(slang)


def test_a_grammar_of_ones_own_takes_nothing_that_was_shipped(slang: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    slang.parent.rename(own)
    assert ("USD", True) == read(own / slang.name)


@pytest.mark.parametrize("keep", [0, 10, 100])
def test_what_is_cut_short_is_compiled(slang: Path, program: Path, keep: int) -> None:
    program.write_bytes(program.read_bytes()[:keep])
    assert ("USD", True) == read(slang)
    assert ("USD", False) == read(slang)


@pytest.mark.parametrize("home", ["cache", "a file"])
def test_damage_that_is_seen_later_is_mended(
    home: str, slang: Path, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / home))
    whole = program.read_bytes()
    records = len(whole) // 2
    program.write_bytes(whole[:records] + bytes(byte ^ 1 for byte in whole[records:]))
    assert ("USD", True) == read(slang)
    assert ("USD", home == "a file") == read(slang)


def test_it_is_read_as_it_lies_where_there_is_no_cache(
    slang: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a file"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "a file"))
    for _ in range(2):
        assert ("USD", False) == read(slang)


def test_code_counts_by_its_content(slang: Path, tmp_path: Path) -> None:
    code = [tmp_path / name / "engine" for name in ("one", "other")]
    for folder in code:
        folder.mkdir(parents=True)
        (folder / "compile.py").write_text("")
        os.utime(folder / "compile.py", (len(folder.parts), 0))
    one, other = (shipped_key_of("engine", [slang], [folder]) for folder in code)
    assert one == other
    (code[1] / "compile.py").write_text("changed = True")
    assert one != shipped_key_of("engine", [slang], [code[1]])
    assert one != shipped_key_of("assembly", [slang], [code[0]])
