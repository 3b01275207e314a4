"""Load files into a linked, checked `Grammar`, or report all their problems and load nothing."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from attrs import evolve, field, frozen

from tradefacts.grammar import ast
from tradefacts.grammar.build import build
from tradefacts.grammar.check import check
from tradefacts.grammar.check.unused import idle
from tradefacts.grammar.errors import GrammarError, Location, Problem
from tradefacts.grammar.installed import installed_grammars
from tradefacts.grammar.link import Scope, Target, define, link, own_names
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.parse import ANYTHING, parse
from tradefacts.grammar.shipped import SUFFIX, grammar_folder
from tradefacts.grammar.sources import import_path, read_source


def load(*paths: str | Path) -> ast.Grammar:
    """Load grammars and their imports; several grammars are joined, so their facts compete.

    Raises `GrammarError` with every problem of every file, `OSError` for a file that cannot be
    read. Warnings are left to `tradefacts.grammar.check.warned`.
    """
    files = _Files()
    units = [files.unit(Path(path), ()) for path in paths]
    if files.problems:
        problems = sorted(set(files.problems), key=lambda p: (p.location, p.code, p.message))
        raise GrammarError(tuple(problems), files.sources)
    return join([evolve(unit.grammar, sources=dict(files.sources)) for unit in units])


def join(grammars: list[ast.Grammar]) -> ast.Grammar:
    """Join several grammars into one; shared definitions are included once."""
    if len(grammars) == 1:
        return grammars[0]
    return ast.Grammar(
        "+".join(g.name for g in grammars),
        {name: lexicon for g in grammars for name, lexicon in g.lexicons.items()},
        {name: rule for g in grammars for name, rule in g.rules.items()},
        tuple(case for g in grammars for case in g.cases),
        tuple(roles for g in grammars for roles in g.roles),
        {name: frame for g in grammars for name, frame in g.frames.items()},
        {path: text for g in grammars for path, text in g.sources.items()},
    )


@frozen
class _Unit:
    """One file, linked with its imports."""

    grammar: ast.Grammar
    scope: Scope
    own: frozenset[str]


@frozen
class _Brought:
    """What a file gets from its imports: their grammar, the imported names, the missing names."""

    grammar: ast.Grammar
    targets: dict[str, Target] = field(factory=dict)
    broken: set[str] = field(factory=set)


@frozen
class _Files:
    """The files that one call of `load` has read so far."""

    units: dict[Path, _Unit] = field(factory=dict)
    sources: dict[str, str] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    names: dict[str, str] = field(factory=dict)

    def unit(self, path: Path, stack: tuple[Path, ...]) -> _Unit:
        key = path.resolve()
        if key not in self.units:
            self.units[key] = self.read(path, (*stack, key))
        return self.units[key]

    def read(self, path: Path, stack: tuple[Path, ...]) -> _Unit:
        source = self.source(path)
        if source is None:
            return _Unit(ast.Grammar("?"), Scope(), frozenset({ANYTHING}))
        parsed = parse(str(path), source)
        module, problems = build(parsed)
        self.problems.extend((*parsed.problems, *problems))
        self.check_name(module)
        brought = self.brought(module, path, stack)
        scope, problems2 = define(module, brought.targets)
        scope.broken.update(brought.broken)
        own, problems3 = link(module, scope)
        linked = join([brought.grammar, own])
        joined = evolve(linked, name=module.name, cases=own.cases, idle=idle(module))
        self.problems.extend((*problems2, *problems3))
        if all(p.code != "E026" for p in problems3):  # too large to walk, so not checked
            self.problems.extend(check(module, joined))
        return _Unit(joined, scope, own_names(module))

    def brought(self, module: ast.Module, path: Path, stack: tuple[Path, ...]) -> _Brought:
        """Collect what the imports of a file bring."""
        found = _Brought(ast.Grammar(module.name))
        for statement in module.imports:
            unit = self.imported(statement, path, stack)
            if unit is None:
                for name, _ in statement.names:
                    found.targets.pop(name, None)
                    found.broken.add(name)
                continue
            found = evolve(found, grammar=join([unit.grammar, found.grammar]))
            for name, location in statement.names:
                target = self.name(statement, unit, name, location)
                if target is None:  # reported here, not again where the intended name is used
                    found.broken.update([name, *get_close_matches(name, unit.own, 1)])
                elif found.targets.setdefault(name, target) != target:
                    message = f"{name!r} is imported twice"
                    self.problems.append(Problem("E013", message, location))
        return found

    def source(self, path: Path) -> str | None:
        """The text of a file with line feeds as line ends; None if it is not UTF-8."""
        raw = read_source(path)
        text = raw.decode("utf-8-sig", errors="replace")
        self.sources[str(path)] = text
        try:
            raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            good = raw[: error.start].decode("utf-8-sig")
            line, column = good.count("\n") + 1, len(good) - good.rfind("\n")
            message = f"not UTF-8: byte {raw[error.start]:#04x}, {error.reason}"
            place = Location(str(path), line, column)
            self.problems.append(Problem("E001", message, place, "save the file in UTF-8"))
            return None
        return text

    def check_name(self, module: ast.Module) -> None:
        """Check that the name of a file is unique, as qualified names require."""
        other, own = self.names.setdefault(module.name, module.path), module.path
        if other != own and module.name != "?":
            if Path(own).is_relative_to(grammar_folder()):  # a shipped grammar had the name first
                other, own = own, other
            message = f"another grammar is named {module.name!r}"
            self.problems.append(Problem("E014", message, Location(own, 1, 1), f"it is {other}"))

    def imported(self, statement: ast.Import, path: Path, stack: tuple[Path, ...]) -> _Unit | None:
        target = import_path(statement.path, path)
        if target is None:
            folders = (path.parent, grammar_folder())
            # not rglob: the folder of a user's grammar may be the root of a whole disk
            depths = ("*", "*/*")
            known = [
                _import_path(p, f) for f in folders for d in depths for p in f.glob(d + SUFFIX)
            ]
            hint = nearest(statement.path, [*known, *installed_grammars()])
            message = f"no grammar {statement.path!r} beside this file or among the shipped ones"
            self.problems.append(Problem("E010", message, statement.location, hint))
            return None
        if target.resolve() in stack:
            cycle = [*stack[stack.index(target.resolve()) :], target]
            message = "import cycle: " + " -> ".join(p.stem for p in cycle)
            hint = "move what both need to a third file"
            self.problems.append(Problem("E012", message, statement.location, hint))
            return None
        return self.unit(target, stack)

    def name(
        self, statement: ast.Import, unit: _Unit, name: str, location: Location
    ) -> Target | None:
        if name in unit.own and name in unit.scope.names:
            return unit.scope.names[name]
        if name not in unit.own and ANYTHING not in unit.own:
            message = f"{statement.path} has no {name!r}"
            self.problems.append(Problem("E011", message, location, nearest(name, unit.own)))
        return None


def _import_path(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()
