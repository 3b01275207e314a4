"""The wheel, installed by the oldest Python with nothing beside it; the newest runs all else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from contextlib import chdir
from pathlib import Path

import pytest
from hatchling.build import build_sdist

ROOT = Path(__file__).parents[1]
OLDEST = 11
NO_PROGRAMS = "HATCH_BUILD_NO_HOOKS"
# pip brings what the package asks for; the last two must not be needed for all that
UNWANTED = ("setuptools", "pymorphy2", "pymorphy2-dicts-ru")
USE = """
import importlib.util, sys
for name in ("pkg_resources", "setuptools", "pymorphy2"):
    assert importlib.util.find_spec(name) is None, name
import tradefacts
document = tradefacts.extract("Экспорт Армении вырос до $1,2 млрд")
print(*map(repr, document.money), *(fact.reporter for fact in document.trade_facts))
assert "pymorphy3" not in sys.modules, "a grammar was compiled"
"""
# Most modules are loaded when they are needed.
IMPORT = """
import importlib, pkgutil
import tradefacts
names = [found.name for found in pkgutil.walk_packages(tradefacts.__path__, "tradefacts.")]
modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
print(len(modules))
"""

pytestmark = pytest.mark.slow


def runs(*command: str | Path, text: str = "", **variables: str | Path) -> str:
    """The output of a command that succeeds; nothing of this environment leaks into it."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_USER", NO_PROGRAMS}
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    env |= {name: str(value) for name, value in variables.items()}
    done = subprocess.run(
        list(map(str, command)),
        input=text,
        env=env,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr + done.stdout
    return done.stdout


def minor_version(python: str) -> int | None:
    """N of Python 3.N; None where there is no such Python, or it makes no environments."""
    code = "import ensurepip, sys, venv; print(sys.version_info.minor)"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return int(done.stdout) if done.returncode == 0 else None


def pythons() -> dict[int, str]:
    """Every Python 3 of this machine, on the path or of pyenv, by its minor version."""
    names = [sys.executable, *(f"python3.{minor}" for minor in range(OLDEST, 20)), "python3"]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    names += map(str, sorted(pyenv.glob("3.*/bin/python")))
    found: dict[int, str] = {}
    for name in names:
        minor = minor_version(name)
        if minor is not None and minor >= OLDEST:
            found.setdefault(minor, name)
    return found


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    with chdir(ROOT):
        return folder / build_sdist(str(folder))


@pytest.fixture(scope="session")
def wheel(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As it is released, built of the archive; the only one that compiles its programs."""
    return built(archive, tmp_path_factory.mktemp("wheel"))


def built(source: Path, folder: Path, **variables: str) -> Path:
    """The wheel of a checkout or an archive."""
    alone = ("--no-deps", "--no-build-isolation")
    runs(sys.executable, "-m", "pip", "-qq", "wheel", *alone, "-w", folder, source, **variables)
    (found,) = folder.glob("tradefacts-*.whl")
    return found


def names_in(wheel: Path) -> tuple[set[str], set[str]]:
    """The names of the programs of a wheel, and those of all else."""
    names = set(zipfile.ZipFile(wheel).namelist())
    programs = {name for name in names if name.startswith("tradefacts/programs/")}
    return programs, names - programs


def test_the_wheel_holds_the_grammars_their_programs_and_all_data(wheel: Path) -> None:
    programs, names = names_in(wheel)
    assert [".program"] * 2 == [Path(name).suffix for name in programs]
    grammars = {
        f"tradefacts/{path.relative_to(ROOT).as_posix()}" for path in ROOT.glob("grammars/**/*.tfg")
    }
    source = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "tradefacts").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "tradefacts/grammars/money.tfg" in grammars
    assert "tradefacts/py.typed" in source
    assert set() == (grammars | source) - names
    notices = {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name}
    assert {"LICENSE", "THIRD_PARTY.md"} == notices
    others = [name for name in names - grammars - source if ".dist-info/" not in name]
    assert others == []


def test_a_checkout_builds_the_same_wheel(archive: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as found:
        names = {name.partition("/")[2] for name in found.getnames()}
    assert {"conftest.py", "Makefile", "README.ru.md", "THIRD_PARTY.md", "docs/index.md"} <= names
    assert not [name for name in names if name.startswith((".venv", "build/"))]
    again = built(ROOT, tmp_path, **{NO_PROGRAMS: "true"})
    assert (set(), names_in(wheel)[1]) == names_in(again)


def test_a_clean_interpreter_extracts(wheel: Path, tmp_path: Path) -> None:
    """The oldest Python that is allowed; where there is none, the oldest found, but not in CI.

    It compiles nothing: what the newest Python has compiled is in the wheel.
    """
    found = pythons()
    oldest = min(found)
    if os.environ.get("CI"):
        assert OLDEST == oldest, f"no Python 3.{OLDEST} with venv, the oldest that is allowed"
    runs(found[oldest], "-m", "venv", tmp_path)
    python, command = tmp_path / "bin" / "python", tmp_path / "bin" / "tradefacts"
    runs(python, "-m", "pip", "-qq", "install", wheel)
    runs(python, "-m", "pip", "-qq", "uninstall", "--yes", *UNWANTED)
    assert runs(command, "--version") == "tradefacts 0.1.0\n"
    text, own = "выросли до $1,2 млрд\n", tmp_path / "cache"
    expected = "Money('$1,2 млрд', value=Decimal('1200000000'), currency='USD') AM\n"
    assert expected == runs(python, "-I", "-c", USE, XDG_CACHE_HOME=own)
    fact = json.loads(runs(command, "extract", "-", text=text, XDG_CACHE_HOME=own))
    assert tuple(fact[name] for name in ("file", "value", "currency", "relation")) == (
        "-",
        "1200000000",
        "USD",
        "eq",
    )
    assert int(runs(python, "-I", "-W", "error", "-c", IMPORT)) > 200
    if oldest != OLDEST:
        pytest.skip(f"passed by Python 3.{oldest}: there is no 3.{OLDEST} with venv")
