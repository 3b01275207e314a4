"""Pages of the docs, done as they say, and grammars that packages bring."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tradefacts.grammar.shipped import grammar_folder

from .walk import environment, plain, walk

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "own-facts.md"
LIBRARY = "## Into the library"
CLASS = """\
from typing import ClassVar
from attrs import frozen
from tradefacts.facts import Amount, one_of, register

@register
@frozen(kw_only=True, repr=False)
class Load(Amount):
    kind: ClassVar[str] = "load"
    unit: str = one_of("load_unit", ["t"])
"""
GRAMMAR = """\
grammar loads
rule weight -> number
  | DECIMAL
rule load -> Load
  | [ value=weight "т" ]  => unit = t
example weight
  "5"  => Value(value=5)
example load
  "[5 т]"  => Load(value=5, unit=t)
"""
IMPORTING = """\
grammar cars
import loads (weight)
rule share -> Percentage
  | [ value=weight "проц" ]  => unit = percent
example share
  "[5 проц]"  => Percentage(value=5, unit=percent)
"""
METADATA = "Metadata-Version: 2.1\nName: tradefacts-loads\nVersion: 1\n"


def installed(folder: Path, points: str) -> Path:
    """A package with a grammar, as an installer leaves it."""
    package, info = folder / "loads_of_test", folder / "tradefacts_loads-1.dist-info"
    package.mkdir(parents=True)
    info.mkdir()
    (package / "__init__.py").write_text(CLASS, encoding="utf-8")
    (package / "loads.tfg").write_text(GRAMMAR, encoding="utf-8")
    (info / "METADATA").write_text(METADATA, encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[tradefacts.grammars]\n{points}\n", encoding="utf-8")
    return folder


def python(code: str, *, path: Path) -> tuple[int, str, str]:
    """Run code where a folder is on the path: exit code, output, last line of what is wrong."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(path)!r})\n{code}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=path,
        timeout=300,
    )
    return done.returncode, done.stdout, plain(done.stderr).rpartition("\n")[2]


def test_a_grammar_is_written_in_ten_minutes(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    page = (DOCS / "ten-minutes.md").read_text(encoding="utf-8").partition(LIBRARY)[0]
    assert 6 == walk(page, work, environment(tmp_path / "env"))


def test_a_currency_comes_into_the_library(tmp_path: Path) -> None:
    work = tmp_path / "work"
    shutil.copytree(grammar_folder(), work / "grammars")
    page = (DOCS / "ten-minutes.md").read_text(encoding="utf-8").partition(LIBRARY)[2]
    assert 4 == walk(page, work, environment(tmp_path / "env"))


def test_the_page_that_explains_says_what_is_printed(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    page = (DOCS / "explain.md").read_text(encoding="utf-8")
    assert 2 == walk(page, work, environment(tmp_path / "env"))


@pytest.mark.slow
def test_the_page_runs_from_start_to_finish(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    page = PAGE.read_text(encoding="utf-8")
    assert 10 == walk(page, work, environment(tmp_path / "env"))


def test_an_installed_grammar_goes_by_its_name(tmp_path: Path) -> None:
    site = installed(tmp_path / "site", "loads = loads_of_test")
    code = (
        "from tradefacts import Extractor\n"
        "assert 'loads_of_test' not in sys.modules\n"
        "print(*Extractor(['loads', 'percent'], kinds=['load']).extract('5 т, 7%').facts)"
    )
    expected = "Load('5 т', value=Decimal('5'), unit='t')\n"
    assert (0, expected, "") == python(code, path=site)


def test_another_grammar_imports_from_it(tmp_path: Path) -> None:
    site = installed(tmp_path / "site", "loads = loads_of_test")
    (site / "cars.tfg").write_text(IMPORTING, encoding="utf-8")
    code = (
        "from tradefacts import Extractor\n"
        "print(*Extractor(['cars.tfg']).extract('5 проц').of(__import__('tradefacts').Percentage))"
    )
    expected = "Percentage('5 проц', value=Decimal('5'), unit='percent')\n"
    assert (0, expected, "") == python(code, path=site)


def test_the_module_of_an_imported_grammar_may_extract(tmp_path: Path) -> None:
    site = installed(tmp_path / "site", "loads = loads_of_test")
    (site / "cars.tfg").write_text(IMPORTING, encoding="utf-8")
    with (site / "loads_of_test" / "__init__.py").open("a", encoding="utf-8") as module:
        module.write("import tradefacts\nprint(*tradefacts.extract('7%').facts)\n")
    code = "from tradefacts import Extractor; Extractor(['cars.tfg'])"
    expected = "Percentage('7%', value=Decimal('7'), unit='percent')\n"
    assert (0, expected, "") == python(code, path=site)


def test_a_package_without_its_file_is_told(tmp_path: Path) -> None:
    site = installed(tmp_path / "site", "lods = loads_of_test")
    code = "from tradefacts import Extractor; Extractor(['lods'])"
    status, _, problem = python(code, path=site)
    expected = (
        "FileNotFoundError: the package tradefacts-loads names the grammar 'lods', "
        f"but has no {site / 'loads_of_test' / 'lods.tfg'}"
    )
    assert (1, expected) == (status, problem)


def test_an_unknown_name_lists_what_is_installed(tmp_path: Path) -> None:
    site = installed(tmp_path / "site", "loads = loads_of_test")
    code = "from tradefacts import Extractor; Extractor(['load'])"
    status, _, problem = python(code, path=site)
    assert 1 == status
    assert "no grammar 'load': name a .tfg file or one of " in problem
    assert "interval, loads, money" in problem
