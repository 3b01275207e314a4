"""Programs are compiled once; what is damaged or not our own is compiled again."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tradefacts import cache
from tradefacts.cache import files
from tradefacts.cache.key import files_of
from tradefacts.engine import Compiled
from tradefacts.facts import Money

from .engines import ODD, compiled

TEXT = "более 5 долларов, рост до 7 евро; Москва и Тула, 5%"

SLANG = """grammar slang
import words (buck)
rule slang -> Money
  | [ value=DECIMAL currency=buck ]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    return tmp_path / "tradefacts"


def answer() -> list[str]:
    return [repr(fact) for fact in Compiled.of_files([ODD]).facts(TEXT)]


def test_a_program_is_read_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [repr(fact) for fact in compiled(ODD).facts(TEXT)]
    assert expected == answer()
    assert 1 == len(list(folder.iterdir()))
    monkeypatch.setattr(sys.modules["tradefacts.grammar.load"], "load", None)  # not called again
    assert expected == answer()


@pytest.mark.usefixtures("folder")
def test_a_first_use_is_told_to_who_asks() -> None:
    told: list[str] = []
    with cache.told_first(told.append):
        for _ in range(2):
            answer()
            assert ["the grammars are compiled, once: this may take a minute"] == told


def unusable(folder: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a folder of no use; what is told of it."""
    match how:
        case "no folder":
            folder.write_text("")
            return f"{folder} cannot be used ({os.strerror(errno.EEXIST)})"
        case "of others":
            folder.mkdir()
            folder.chmod(0o775)
            return f"{folder} cannot be used (others may write there)"
        case "read only":
            monkeypatch.setattr("os.access", lambda *_: False)
            return f"{folder} cannot be used (no permission to write there)"
    raise ValueError(how)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
@pytest.mark.parametrize("how", ["no folder", "of others", "read only"])
def test_a_cache_of_no_use_is_told(folder: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    why = unusable(folder, how, monkeypatch)
    told: list[str] = []
    with cache.told_first(told.append):
        answer()
    assert [f"the grammars are compiled anew every time, as {why}: this may take a minute"] == told


def test_a_user_without_a_home_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(cache.files, "folder", no_home)
    told: list[str] = []
    with cache.told_first(told.append):
        answer()
    assert ["no cache folder is known: this may take a minute"] == [
        t.partition("as ")[2] for t in told
    ]


def test_a_full_disk_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(place: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(cache.files, "write", full)
    told: list[str] = []
    with cache.told_first(told.append):
        answer()
    assert [
        "the grammars are compiled, once: this may take a minute",
        f"the compiled grammars are not kept: {folder}: {os.strerror(errno.ENOSPC)}",
    ] == told


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("seconds", "logged"), [(0.0, 1), (100.0, 0)])
def test_a_slow_first_use_is_logged(
    seconds: float, logged: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(cache, "_SLOW", seconds)
    for _ in range(2):
        answer()
        expected = [("tradefacts", "the grammars are compiled, once: this may take a minute")]
        assert expected * logged == [(one.name, one.getMessage()) for one in caplog.records]


@pytest.mark.parametrize("keep", [0, 10, 1000])
def test_a_file_that_is_cut_short_is_made_anew(folder: Path, keep: int) -> None:
    expected = answer()
    (place,) = folder.iterdir()
    whole = place.read_bytes()
    place.write_bytes(whole[:keep])
    assert expected == answer()
    assert len(whole) == place.stat().st_size


def test_a_flipped_byte_is_seen(folder: Path) -> None:
    expected = answer()
    (place,) = folder.iterdir()
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)
    assert expected == answer()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody write there")
def test_damage_to_a_file_in_use_is_seen_before_it_is_used(folder: Path) -> None:
    expected = answer()
    engine = Compiled.of_files([ODD])
    (place,) = folder.iterdir()
    whole = place.read_bytes()
    records = len(whole) // 2  # nobody has read these yet
    with place.open("r+b") as file:
        file.seek(records)
        file.write(bytes(byte ^ 1 for byte in whole[records:]))
    assert expected == [repr(fact) for fact in engine.facts(TEXT)]
    assert len(whole) == place.stat().st_size
    assert bytes(byte ^ 1 for byte in whole[records:]) != place.read_bytes()[records:]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no file in use")
def test_a_file_in_use_may_be_deleted_and_replaced(folder: Path) -> None:
    expected = answer()
    engines = [Compiled.of_files([ODD]) for _ in range(2)]
    (place,) = folder.iterdir()
    place.unlink()
    assert expected == [repr(fact) for fact in engines[0].facts(TEXT)]
    place.write_bytes(b"something else")
    assert expected == [repr(fact) for fact in engines[1].facts(TEXT)]
    assert b"something else" == place.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
def test_a_file_that_others_may_write_is_not_read(folder: Path) -> None:
    answer()
    (place,) = folder.iterdir()
    place.chmod(0o666)
    assert files.opened(place) is None


def test_another_grammar_is_another_file(folder: Path, tmp_path: Path) -> None:
    answer()
    changed = tmp_path / "odd.tfg"
    changed.write_bytes(ODD.read_bytes() + b"\n# changed\n")
    Compiled.of_files([changed])
    assert 2 == len(list(folder.iterdir()))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_what_a_grammar_imports_counts_however_its_lines_end(end: bytes, tmp_path: Path) -> None:
    (tmp_path / "slang.tfg").write_bytes(SLANG.encode().replace(b"\n", end))
    for code in ("USD", "EUR"):
        lexicon = f"grammar words\nlexicon buck : iso4217\n  {code} form баксов\n"
        (tmp_path / "words.tfg").write_bytes(lexicon.encode().replace(b"\n", end))
        (fact,) = Compiled.of_files([tmp_path / "slang.tfg"]).facts("5 баксов")
        assert isinstance(fact, Money)
        assert code == fact.currency


def test_a_new_version_takes_the_place_of_the_one_before_it(folder: Path, tmp_path: Path) -> None:
    answer()
    (other,) = folder.iterdir()
    edited = tmp_path / "odd.tfg"
    for edit in range(20):
        edited.write_bytes(ODD.read_bytes() + f"\n# edit {edit}\n".encode())
        Compiled.of_files([edited])
        assert other.exists()
        assert 2 == len(list(folder.iterdir()))


def test_what_was_not_used_for_longest_goes_first(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer()
    (first,) = folder.iterdir()
    os.utime(first, (0, 0))
    monkeypatch.setattr(files, "_KEPT", 2.5 * first.stat().st_size)
    for name in "abc":
        copy = tmp_path / name / "odd.tfg"
        copy.parent.mkdir()
        copy.write_bytes(ODD.read_bytes())
        Compiled.of_files([copy])
        assert ("a" == name) == first.exists()
        assert len(list(folder.iterdir())) <= 2


def test_a_program_in_use_is_not_old(folder: Path) -> None:
    answer()
    (place,) = folder.iterdir()
    os.utime(place, (0, 0))
    answer()
    assert place.stat().st_mtime > 0


def test_a_folder_that_cannot_be_made_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "file"))
    assert answer()


def test_processes_may_start_at_once(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tradefacts.engine import Compiled;"
        "print(len(Compiled.of_files([Path(sys.argv[1])]).facts(sys.argv[2])))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", script, ODD, TEXT], stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    counts = {int(process.communicate()[0]) for process in started}
    assert {len(compiled(ODD).facts(TEXT))} == counts
    assert [".program"] == [place.suffix for place in folder.iterdir()]


def test_every_file_of_the_library_that_makes_programs_counts() -> None:
    library = Path(cache.__file__).parents[1]
    found = {Path(path) for path, _, _ in files_of([library / "engine"])}
    tables = {library / "grammar" / "syntax.lark", library / "units" / "iso4217.tsv"}
    assert tables <= found
    for layer in ("cache", "engine", "facts", "grammar", "units"):
        assert set((library / layer).rglob("*.py")) <= found
    assert found.isdisjoint((library / "assembly").rglob("*.py"))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such paths")
def test_a_path_need_not_be_text(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.tfg")
    path.write_bytes(ODD.read_bytes())
    for _ in range(2):
        assert [repr(f) for f in Compiled.of_files([path]).facts(TEXT)] == answer()
    assert 2 == len(list(folder.iterdir()))
