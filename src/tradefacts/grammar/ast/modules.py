"""A file as written, and what is linked of several."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import Factory, field, frozen

from tradefacts.grammar.ast.lexicons import Lexicon
from tradefacts.grammar.ast.statements import Case, Frame, Pattern, Roles, Rule, RuleKind
from tradefacts.grammar.errors import Location


@frozen
class Import:
    """Names taken from another file, which is found beside this one."""

    path: str
    names: tuple[tuple[str, Location], ...]
    location: Location = field(eq=False, repr=False)


@frozen
class Module:
    """One file, as written. `broken` names statements that have a syntax error."""

    name: str
    path: str
    imports: tuple[Import, ...] = ()
    lexicons: tuple[Lexicon, ...] = ()
    rules: tuple[Rule, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    cases: tuple[Case, ...] = ()
    roles: tuple[Roles, ...] = ()
    frames: tuple[Frame, ...] = ()
    broken: frozenset[str] = frozenset()


@frozen
class Idle:
    """An import, a lexicon or a pattern that its file never uses."""

    kind: str
    name: str
    location: Location = field(eq=False, repr=False)


@frozen
class Grammar:
    """A linked grammar: all it needs, under qualified names (`money.sum`).

    `cases` are those of the file itself, not of what it imports.
    """

    name: str
    lexicons: Mapping[str, Lexicon] = field(factory=dict, repr=False)
    rules: Mapping[str, Rule] = field(factory=dict, repr=False)
    cases: tuple[Case, ...] = field(default=(), repr=False)
    roles: tuple[Roles, ...] = field(default=(), repr=False)
    frames: Mapping[str, Frame] = field(factory=dict, repr=False)
    sources: Mapping[str, str] = field(default=Factory(dict), repr=False, eq=False)
    idle: tuple[Idle, ...] = field(default=(), repr=False, eq=False)
    """What the file itself has and never uses."""

    @property
    def fact_rules(self) -> tuple[Rule, ...]:
        """Rules that make facts, in the order of the files."""
        return tuple(rule for rule in self.rules.values() if rule.kind is RuleKind.FACT)

    def own(self, name: str) -> str:
        """The qualified name of one of this grammar's own names."""
        return f"{self.name}.{name}"
