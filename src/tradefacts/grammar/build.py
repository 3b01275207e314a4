"""Build a `Module` from parse trees, in one pass and without resolving names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen
from lark import Token, Tree

from tradefacts.facts import KINDS
from tradefacts.grammar import ast
from tradefacts.grammar.build_lines import Lines, text_of, tokens_of, trees_of
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.marks import bracket_fault, read_marks
from tradefacts.grammar.parse import Parsed
from tradefacts.grammar.values import Value

_FIELDS = {
    "import": "imports",
    "lexicon": "lexicons",
    "rule": "rules",
    "pattern": "patterns",
    "roles": "roles",
    "frame": "frames",
    **dict.fromkeys(("example", "todo", "reject"), "cases"),
}
"""The field of `Module` that holds each kind of statement."""


def build(parsed: Parsed) -> tuple[ast.Module, tuple[Problem, ...]]:
    """Build the abstract syntax tree of a file; report what is structurally wrong."""
    name, problems = _header(parsed)
    found: dict[str, list[Any]] = {field: [] for field in _FIELDS.values()}
    lexicons = frozenset(_lexicons(parsed))
    for statement in parsed.statements:
        if statement.kind in _FIELDS:
            builder = _Builder(parsed.path, statement.line - 1, lexicons=lexicons)
            found[_FIELDS[statement.kind]] += builder.built(statement.kind, statement.tree)
            problems = (*problems, *builder.problems)
    parts = {field: tuple(built) for field, built in found.items()}
    return ast.Module(name, parsed.path, broken=parsed.broken, **parts), problems


def _lexicons(parsed: Parsed) -> Iterator[str]:
    """The names of a file's lexicons, and all names that it imports."""
    for statement in parsed.statements:
        if statement.kind == "import":
            yield from map(str, tokens_of(statement.tree)[1:])
        elif statement.kind == "lexicon":
            yield str(statement.tree.children[0])


def _header(parsed: Parsed) -> tuple[str, tuple[Problem, ...]]:
    headers = [s for s in parsed.statements if s.kind == "grammar"]
    if parsed.problems and not headers:
        return "?", ()  # the syntax errors include the broken header
    if not headers or parsed.statements[0] is not headers[0]:
        line = parsed.statements[0].line if parsed.statements else 1
        message = "a grammar begins with its name"
        return "?", (Problem("E001", message, Location(parsed.path, line, 1), "grammar name"),)
    twice = tuple(
        Problem("E001", "a second 'grammar' line", Location(parsed.path, s.line, 1, 7))
        for s in headers[1:]
    )
    return str(headers[0].tree.children[0]), twice


@frozen
class _Builder(Lines):
    """Builds whole statements from their trees."""

    lexicons: frozenset[str] = frozenset()
    """Names of the file that take precedence over kinds of mentions."""

    def built(self, kind: str, tree: Tree[Token]) -> Iterable[Any]:
        """Build the nodes of a statement: one, or one per case."""
        one: dict[str, Callable[[Tree[Token]], Any]] = {
            "import": self.import_,
            "lexicon": self.lexicon,
            "rule": self.rule,
            "pattern": self.pattern,
            "roles": self.roles,
            "frame": self.frame,
        }
        return [one[kind](tree)] if kind in one else self.cases(ast.CaseKind(kind), tree)

    def import_(self, tree: Tree[Token]) -> ast.Import:
        target, *names = tokens_of(tree)
        return ast.Import(str(target), tuple((str(n), self.at(n)) for n in names), self.at(target))

    # -- lexicons
    def lexicon(self, tree: Tree[Token]) -> ast.Lexicon:
        name, domain, *entries = tree.children
        rows = tuple(self.entry(e, str(domain)) for e in entries if isinstance(e, Tree))
        assert isinstance(name, Token)
        assert isinstance(domain, Token)
        at = {str(domain): self.at(domain)}
        return ast.Lexicon(str(name), str(domain), rows, self.at(name), at)

    def entry(self, tree: Tree[Token], domain: str) -> ast.Entry:
        key, title, *wordings = tree.children
        assert isinstance(key, Token)
        words = tuple(
            ast.Wording(str(w.children[0]), text_of(word), self.at(word))
            for w in wordings
            if isinstance(w, Tree)
            for word in tokens_of(w)[1:]
        )
        name = text_of(tokens_of(title)[0]) if isinstance(title, Tree) else None
        return ast.Entry(_key(key, domain), name, words, self.at(key))

    # -- rules
    def rule(self, tree: Tree[Token]) -> ast.Rule:
        name, kind, *alternatives = tree.children
        assert isinstance(name, Token)
        assert isinstance(kind, Tree)
        return ast.Rule(
            str(name),
            ast.RuleKind(kind.data.removesuffix("_type")),
            tuple(str(t) for t in kind.children),
            tuple(self.alternative(a) for a in alternatives if isinstance(a, Tree)),
            self.at(name),
            self.places(kind),
        )

    # -- frames
    def roles(self, tree: Tree[Token]) -> ast.Roles:
        kinds = tokens_of(tree)
        inner = evolve(self, kinds=frozenset({*KINDS, "it"}) - self.lexicons)
        alternatives = tuple(inner.alternative(a) for a in trees_of(tree))
        at = {str(kind): self.at(kind) for kind in reversed(kinds)}
        return ast.Roles(tuple(str(k) for k in kinds), alternatives, self.at(kinds[0]), at)

    def frame(self, tree: Tree[Token]) -> ast.Frame:
        name, fact, *lines = tree.children
        assert isinstance(name, Token)
        assert isinstance(fact, Token)
        at = {str(fact): self.at(fact)}
        slots = [self.slot(x) for x in lines if isinstance(x, Tree) and x.data == "slot_line"]
        flows = [self.flow(x) for x in lines if isinstance(x, Tree) and x.data == "flow_line"]
        return ast.Frame(str(name), str(fact), tuple(slots), tuple(flows), self.at(name), at)

    def slot(self, tree: Tree[Token]) -> ast.FrameSlot:
        name, roles, places = tree.children
        assert isinstance(name, Token)
        at = self.places(roles, places)
        return ast.FrameSlot(str(name), _names(roles), _names(places), self.at(name), at)

    def flow(self, tree: Tree[Token]) -> ast.Flow:
        indicators, *sides = trees_of(tree)
        pairs: dict[str, tuple[str, ...]] = {}
        for side in sides:
            name = side.children[0]
            assert isinstance(name, Token)
            if str(name) in pairs:
                self.twice(name)
            pairs[str(name)] = _names(side.children[1])
        return ast.Flow(_names(indicators), pairs, self.at(tree), self.places(tree))

    def pattern(self, tree: Tree[Token]) -> ast.Pattern:
        name, *rest = tree.children
        assert isinstance(name, Token)
        params = tuple(str(p) for p in rest if isinstance(p, Token))
        for index, param in enumerate(p for p in rest if isinstance(p, Token)):
            if str(param) in params[:index]:
                message = f"the parameter {str(param)!r} is named twice"
                self.problems.append(Problem("E013", message, self.at(param)))
        options = tuple(self.line(o.children, o) for o in rest if isinstance(o, Tree))
        return ast.Pattern(str(name), params, options, self.at(name))

    # -- cases
    def cases(self, kind: ast.CaseKind, tree: Tree[Token]) -> list[ast.Case]:
        name, *rows = tree.children
        assert isinstance(name, Token)
        built = (self.case(kind, name, row) for row in rows if isinstance(row, Tree))
        return [case for case in built if case is not None]

    def case(self, kind: ast.CaseKind, rule: Token, tree: Tree[Token]) -> ast.Case | None:
        text, *facts = tree.children
        assert isinstance(text, Token)
        plain, spans = read_marks(text_of(text))
        if fault := bracket_fault(text):
            code, message, at = fault
            where = self.at(text)
            place = Location(where.path, where.line, where.column + at)
            hint = "write the words of the fact between them; " if code == "E042" else ""
            hint += r"\[ is the bracket itself"
            self.problems.append(Problem(code, message, place, hint))
            return None
        expected = tuple(self.expected(f) for f in facts if isinstance(f, Tree))
        return ast.Case(kind, str(rule), plain, spans, expected, self.at(text), self.at(rule))

    def expected(self, tree: Tree[Token]) -> ast.Expected:
        name, *rows = tree.children
        pairs: dict[str, Value] = {}
        for row in rows:
            if isinstance(row, Tree):
                slot = tokens_of(row)[0]
                if str(slot) in pairs:
                    self.twice(slot)
                pairs[str(slot)] = _datum(row.children[1])
        at = {str(token): self.at(token) for row in trees_of(tree) for token in tokens_of(row)[:1]}
        return ast.Expected(str(name), pairs, self.at(tree), at)

    def twice(self, name: Token) -> None:
        self.problems.append(Problem("E013", f"{str(name)!r} is set twice", self.at(name)))


def _key(token: Token, domain: str) -> Value:
    if str(token) == "_":  # an entry without a key
        return None
    if domain != "number":
        return str(token)
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", token):
        return str(token)  # the checker reports that it is not a number
    return Decimal(str(token))


def _datum(value: Any) -> Value:
    if isinstance(value, Tree):
        return None
    return Decimal(str(value)) if value.type in {"NUMBER", "SIGNED"} else text_of(value)


def _names(tree: Any) -> tuple[str, ...]:
    return tuple(str(token) for token in tokens_of(tree))
