"""Break the core on purpose, one way at a time, and show which property notices.

    python scripts/break_the_core.py [WORD ...]

Each mutant is a copy of the package and its grammars with one place changed. It must still read
"5 рублей" (a grammar that does not load would prove nothing), and it must break a property in
`tests/properties` that passes without the change, or be rejected by the checks of `Document`.
WORDs select the mutants whose names contain one of them.
Exit code: 0 if every mutant is noticed.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

ROOT = Path(__file__).resolve().parents[1]
ALIVE = "import tradefacts; assert len(tradefacts.extract('5 рублей').money) == 1"


@frozen
class Mutant:
    """What is broken, in which file, and the replacements: each old text occurs there once."""

    name: str
    path: str
    changes: dict[str, str]

    def misfits(self, folder: Path) -> list[str]:
        """The old texts that do not occur exactly once in the file."""
        text = (folder / self.path).read_text(encoding="utf-8")
        return [old for old in self.changes if text.count(old) != 1]

    def apply(self, folder: Path) -> None:
        """Apply all changes to the copy at once."""
        if misfits := self.misfits(folder):
            sys.exit(f"{self.name}: {self.path} has not once {misfits[0]!r}")
        path = folder / self.path
        text = path.read_text(encoding="utf-8")
        places = re.compile("|".join(map(re.escape, self.changes)))
        changed = places.sub(lambda found: self.changes[found.group()], text)
        path.write_text(changed, encoding="utf-8")


EXACT = "src/tradefacts/units/exact.py"
NUMERALS = "src/tradefacts/units/numerals.py"
READINGS = "src/tradefacts/grammar/readings.py"
CHOICE = "src/tradefacts/grammar/choice.py"
TOKENS = "src/tradefacts/grammar/tokens.py"
TEMPLATE = "src/tradefacts/engine/template.py"

MULTIPLY = '_exactly("*", _EXACT.multiply, a, b)'
PLACE = "(stop - size, stop, *values)"

MUTANTS = [
    Mutant("products round to 28 digits", EXACT, {MULTIPLY: "a * b"}),
    Mutant("sums round to 28 digits", EXACT, {'_exactly("+", _EXACT.add, a, b)': "a + b"}),
    Mutant("amounts round to 28 digits", EXACT, {"normalize(value)": "normalize(+value)"}),
    Mutant("the sign is dropped", EXACT, {MULTIPLY: MULTIPLY.replace("a, b", "abs(a), abs(b)")}),
    Mutant(
        "two scales are swapped",
        "grammars/number.tfg",
        {"abbr млн": "abbr млрд", "abbr млрд": "abbr млн"},
    ),
    Mutant(
        "a span ends one too early",
        TEMPLATE,
        {PLACE: "(stop - size, max(stop - size + 1, stop - 1), *values)"},
    ),
    Mutant("a span ends one too late", TEMPLATE, {PLACE: "(stop - size, stop + 1, *values)"}),
    Mutant(
        "a span begins one too early",
        TEMPLATE,
        {PLACE: "(max(0, stop - size - 1), stop, *values)"},
    ),
    Mutant("grouped reads decimals", NUMERALS, {"if _THOUSANDS.fullmatch(text)": "if not text"}),
    Mutant(
        "a lone separator always groups",
        NUMERALS,
        {'return text.replace(",", ".")': 'return text.replace(",", "")'},
    ),
    Mutant("a mixed pair is swapped", NUMERALS, {'max(",.", key': 'min(",.", key'}),
    Mutant(
        "digits of other scripts are digits",
        NUMERALS,
        {'f"(?!{_REST})[0-9]++"': r'rf"(?!{_REST})\d++"'},
    ),
    Mutant(
        "a minor unit is always a hundredth",
        "src/tradefacts/units/iso4217.py",
        {"Decimal(10**exponent)": "Decimal(100)"},
    ),
    Mutant(
        "amounts in JSON are floats",
        "src/tradefacts/facts/reading.py",
        {"return exact.plain(value)": "return str(float(value))"},
    ),
    Mutant("yo is not e", TOKENS, {'.replace("ё", "е")': ""}),
    Mutant("capitals are other letters", TOKENS, {"text.lower().replace": "text.replace"}),
    Mutant("paragraphs run together", TOKENS, {"len(_BREAK.findall(gap)) > 1": "not gap"}),
    Mutant("nothing is shared", READINGS, {"if owners and index not in owners": "if not owners"}),
    Mutant("facts may overlap", CHOICE, {"bisect_left(starts, reading.stop)": "k + 1"}),
]


def pytest(folder: Path, *options: str) -> list[str]:
    """Run the properties with the package in `folder`; return the names of those that fail."""
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "tests/properties", *options]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    done = subprocess.run(
        [*command, "--hypothesis-profile=mutants", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode not in {0, 1}:
        sys.exit(f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)


def copy(source: Path, folder: Path) -> Path:
    """Make a fresh copy of the package and the grammars in `source`."""
    for name in ("src", "grammars"):
        shutil.copytree(source / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def noticed(mutant: Mutant, sound: Path, options: list[str]) -> str | None:
    """The first property that fails with this mutant of the sound copy; None if none does."""
    with TemporaryDirectory() as name:
        folder = copy(sound, Path(name))
        mutant.apply(folder)
        environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
        command = [sys.executable, "-c", ALIVE]
        alive = subprocess.run(
            command, env=environment, check=False, capture_output=True, text=True
        )
        if ".FactError: $.facts[" in alive.stderr:
            return "the contract of Document"
        if alive.returncode:
            sys.exit(f"{mutant.name}: {alive.stderr[-3000:]}")
        return next(iter(pytest(folder, "-x", *options)), None)


def main() -> int:
    """Try each mutant and print what notices it."""
    words = sys.argv[1:]
    chosen = [one for one in MUTANTS if not words or any(word in one.name for word in words)]
    survivors = 0
    with TemporaryDirectory() as name:
        sound = copy(ROOT, Path(name))  # the files may change while this runs
        failing = pytest(sound)
        for test in failing:
            print(f"fails without a mutant, so it proves nothing: {test}", flush=True)
        options = [option for test in failing for option in ("--deselect", test)]
        for mutant in chosen:
            found = noticed(mutant, sound, options)
            survivors += found is None
            print(f"{mutant.name:40} {found or 'NOT NOTICED'}", flush=True)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
