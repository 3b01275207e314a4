"""Resolve names: qualify references (`number.figure`) and expand patterns in place.

A name means what its own file says: two grammars may each have a rule `number`. What cannot be
resolved is reported and left as written, so that later checks still see the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, field, frozen

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import walk
from tradefacts.grammar.brought import UNREAD
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.exports import imports_of
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.qualified import local

MAX_SIZE = 10_000
"""How many nodes an expanded pattern may have: nested patterns can double it at each level."""
MAX_USES = 1000
"""How many patterns one alternative may expand, at any depth."""
MAX_DEPTH = 40
"""How long a chain of rules that use one another may be."""

Definition = ast.Lexicon | ast.Rule | ast.Pattern


@frozen
class Target:
    """What a name means in a file."""

    qualified: str
    definition: Definition
    scope: Scope | None = None
    """The scope in which to resolve the body of a pattern."""


@frozen(eq=False)
class Scope:
    """The names of one file, its own and imported; `broken` names come from faulty statements."""

    names: dict[str, Target] = field(factory=dict)
    broken: set[str] = field(factory=set)

    def hint(self, name: str) -> str:
        """The imports that would bring a name; else the most similar name that this file knows."""
        return " or ".join(imports_of(name)[:3]) or nearest(name, self.names)


def define(module: ast.Module, imported: Mapping[str, Target]) -> tuple[Scope, list[Problem]]:
    """Make the scope of a file; report a name that is defined twice at its second place."""
    scope = Scope(dict(imported), set(module.broken))
    problems: list[Problem] = []
    own: dict[str, Location] = {}
    for definition in _definitions(module):
        name, place = definition.name, definition.location
        if name in scope.names:
            first = f"first at {own[name]}" if name in own else "it is imported"
            problems.append(Problem("E013", f"{name!r} is defined twice", place, first))
        else:
            own[name] = place
        qualified = f"{module.name}.{name}"
        scope.names[name] = Target(qualified, evolve(definition, name=qualified), scope)
    return scope, problems


def own_names(module: ast.Module) -> frozenset[str]:
    """The names that others may import from a file, including those of broken statements."""
    return module.broken | {definition.name for definition in _definitions(module)}


def _definitions(module: ast.Module) -> tuple[Definition, ...]:
    return (*module.lexicons, *module.rules, *module.patterns)


def link(module: ast.Module, scope: Scope) -> tuple[ast.Grammar, list[Problem]]:
    """Link a file: collect its own definitions under qualified names, with references resolved."""
    linker = _Linker(scope)
    rules: dict[str, ast.Rule] = {}
    for rule in module.rules:
        alternatives = tuple(linker.alternative(a) for a in rule.alternatives)
        qualified = f"{module.name}.{rule.name}"
        rules[qualified] = evolve(rule, name=qualified, alternatives=alternatives)
    for pattern in module.patterns:
        linker.pattern(pattern)
    lexicons = {f"{module.name}.{x.name}": x for x in module.lexicons}
    roles = tuple(
        evolve(r, alternatives=tuple(linker.alternative(a) for a in r.alternatives))
        for r in module.roles
    )
    frames = {f"{module.name}.{x.name}": x for x in module.frames}
    grammar = ast.Grammar(module.name, lexicons, rules, module.cases, roles, frames)
    return grammar, [*linker.problems, *_recursion(rules)]


class _Uses:
    """Counts the patterns that one alternative has expanded so far, at any depth."""

    def __init__(self) -> None:
        self.count = 0


@frozen
class _Linker:
    """Resolves nodes in one scope; `params` are the arguments of the pattern being expanded."""

    scope: Scope
    problems: list[Problem] = field(factory=list)
    params: Mapping[str, ast.Node] = field(factory=dict)
    using: tuple[str, ...] = ()
    uses: _Uses = field(factory=_Uses)
    """Shared by a linker and all the linkers derived from it."""

    def alternative(self, alternative: ast.Alternative) -> ast.Alternative:
        self.uses.count = 0
        pattern = self.node(alternative.pattern)
        if not isinstance(pattern, ast.Seq):
            pattern = ast.Seq((pattern,), location=pattern.location)
        return evolve(alternative, pattern=pattern)

    def pattern(self, pattern: ast.Pattern) -> None:
        """Check the names in a pattern's own body, with placeholders for its parameters."""
        blank = {p: ast.Glued(location=pattern.location) for p in pattern.params}
        inner = evolve(self, params=blank, using=(self.scope.names[pattern.name].qualified,))
        self.uses.count = 0
        for option in pattern.options:
            inner.node(option)

    def node(self, node: ast.Node) -> ast.Node:
        match node:
            case ast.Seq(items=items):
                return _flat(tuple(self.node(item) for item in items), node.location)
            case ast.Choice(options=options):
                return evolve(node, options=tuple(self.node(option) for option in options))
            case ast.Forbidden() | ast.Slot() | ast.Repeat() | ast.Span():
                return evolve(node, body=self.node(node.body))
            case ast.Ref():
                return self.ref(node)
            case ast.Use():
                return self.use(node)
        return node

    def ref(self, ref: ast.Ref) -> ast.Node:
        if ref.name in self.params:
            self.undivided(ref, "parameter")
            return self.params[ref.name]
        target = self.target(ref.name, ref.location, "rule or lexicon")
        if target is None:
            return ref
        match target.definition:
            case ast.Pattern(params=params):
                shown = f"{ref.name}({', '.join(params)})"
                self.report("E025", f"{ref.name!r} is a pattern: write {shown}", ref.location)
            case ast.Rule(kind=ast.RuleKind.FACT):
                message = f"{ref.name!r} gives facts; a pattern is made of what gives values"
                hint = "move the shared part to a rule -> (fields) or to a pattern"
                self.report("E023", message, ref.location, hint)
            case ast.Rule():
                self.undivided(ref, "rule")
            case ast.Lexicon() as lexicon if ref.part is not None:
                self.part(ref, lexicon)
        return evolve(ref, name=target.qualified)

    def undivided(self, ref: ast.Ref, what: str) -> None:
        """Report E024 and E053: only a lexicon has parts, or forms to choose from."""
        if ref.part is not None:
            message = f"{ref.name!r} is a {what}; only a lexicon has kinds and keys"
            self.report("E024", message, ref.location)
        if ref.features:
            message = f"{ref.name!r} is a {what}; only a lexicon has forms with features"
            self.report("E053", message, ref.location)

    def part(self, ref: ast.Ref, lexicon: ast.Lexicon) -> None:
        kinds = {w.kind for e in lexicon.entries for w in e.wordings}
        parts = kinds | {str(e.key) for e in lexicon.entries}
        if ref.part not in parts:
            message = f"{ref.name!r} has no kind or key {ref.part!r}"
            self.report("E024", message, ref.location, nearest(str(ref.part), parts))

    def use(self, use: ast.Use) -> ast.Node:
        target = self.target(use.name, use.location, "pattern")
        if target is None:
            return use
        pattern, qualified = target.definition, target.qualified
        if not isinstance(pattern, ast.Pattern):
            self.report("E025", f"{use.name!r} is no pattern and takes nothing", use.location)
            return use
        if qualified in self.using:
            chain = " -> ".join((*self.using, qualified))
            hint = "a grammar is regular: use x+ or x{0,4}"
            self.report("E021", f"recursion: {chain}", use.location, hint)
            return use
        if len(use.args) != len(pattern.params):
            shown = f"{use.name}({', '.join(pattern.params)})"
            message = f"{shown} takes {len(pattern.params)} patterns, not {len(use.args)}"
            self.report("E025", message, use.location)
            return use
        assert target.scope is not None
        self.uses.count += 1
        if self.uses.count > MAX_USES:
            return use  # reported at an outer use
        args = [self.node(arg) for arg in use.args]
        # problems in the body are reported only once, where the pattern is defined
        inner = _Linker(
            target.scope,
            [],
            dict(zip(pattern.params, args, strict=True)),
            (*self.using, qualified),
            self.uses,
        )
        options = tuple(inner.node(option) for option in pattern.options)
        self.problems.extend(p for p in inner.problems if p.code == "E026")
        node = options[0] if len(options) == 1 else ast.Choice(options, location=use.location)
        if self.uses.count > MAX_USES and len(self.using) > 1:
            return use  # reported at an outer use
        if self.uses.count > MAX_USES or sum(1 for _ in walk(node)) > MAX_SIZE:
            message = f"{use.name!r} grows to more than {MAX_SIZE} parts or {MAX_USES} patterns"
            hint = "move a part of it to a rule, which is written once"
            self.report("E026", message, use.location, hint)
            return use
        return node

    def target(self, name: str, location: Location, what: str) -> Target | None:
        if name not in self.scope.names:
            if self.scope.broken.isdisjoint({name, UNREAD}):
                self.report("E020", f"no {what} {name!r}", location, self.scope.hint(name))
            return None
        return self.scope.names[name]

    def report(self, code: str, message: str, location: Location, hint: str = "") -> None:
        self.problems.append(Problem(code, message, location, hint))


def _flat(items: tuple[ast.Node, ...], location: Location) -> ast.Node:
    """Flatten nested sequences, which expanded patterns leave behind."""
    rows: list[ast.Node] = []
    for item in items:
        rows.extend(item.items if isinstance(item, ast.Seq) else [item])
    return rows[0] if len(rows) == 1 else ast.Seq(tuple(rows), location=location)


def _recursion(rules: Mapping[str, ast.Rule]) -> Iterator[Problem]:
    """Report E021 and E026: rules that are recursive or nested too deeply."""
    layers, rest = _layers(_uses(rules))
    if len(layers) > MAX_DEPTH:
        message = f"rules use one another more than {MAX_DEPTH} deep"
        yield Problem("E026", message, rules[layers[-1][0]].location)
        return
    reported: set[str] = set()
    for name in rest:
        cycle = _cycle(name, rest)
        if cycle and reported.isdisjoint(cycle):
            reported.update(cycle)
            shown = " -> ".join(local(n) for n in (*cycle, name))
            hint = "a grammar is regular: use x+ or x{0,4}"
            yield Problem("E021", f"recursion: {shown}", rules[name].location, hint)


def _uses(rules: Mapping[str, ast.Rule]) -> dict[str, list[str]]:
    """The rules that each rule uses."""
    return {
        name: [
            node.name
            for alternative in rule.alternatives
            for node in walk(alternative.pattern)
            if isinstance(node, ast.Ref) and node.name in rules
        ]
        for name, rule in rules.items()
    }


def _layers(uses: Mapping[str, list[str]]) -> tuple[list[list[str]], dict[str, list[str]]]:
    """Sort rules into layers that use only rules of earlier layers; return the leftover rules too.

    Leftover rules are recursive or use recursive rules. Sorting stops at one layer more than is
    allowed.
    """
    rest, layers = dict(uses), list[list[str]]()
    while len(layers) <= MAX_DEPTH:
        layer = [name for name in rest if not any(used in rest for used in rest[name])]
        if not layer:
            break
        layers.append(layer)
        for name in layer:
            del rest[name]
    return layers, rest


def _cycle(start: str, uses: Mapping[str, list[str]]) -> list[str]:
    """The shortest cycle from a rule back to itself, starting with it; empty if there is none."""
    user: dict[str, str] = {}
    queue = [start]
    for name in queue:
        for used in uses.get(name, ()):
            if used == start:
                way = [name]
                while way[-1] != start:
                    way.append(user[way[-1]])
                return way[::-1]
            if used not in user:
                user[used] = name
                queue.append(used)
    return []
