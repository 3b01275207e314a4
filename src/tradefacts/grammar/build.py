"""Parse trees -> Module: one pass, no names looked up."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen
from lark import Token, Tree

from tradefacts.facts import KINDS
from tradefacts.grammar import ast
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.marks import bracket_fault, marked
from tradefacts.grammar.parse import Parsed
from tradefacts.grammar.values import Value

_OPS = {
    "plus": ast.Op.ADD,
    "minus": ast.Op.SUBTRACT,
    "times": ast.Op.MULTIPLY,
    "over": ast.Op.DIVIDE,
}


def build(parsed: Parsed) -> tuple[ast.Module, tuple[Problem, ...]]:
    """The file as an abstract syntax tree, with what is wrong in its shape."""
    name, problems = _header(parsed)
    found: dict[str, list[Any]] = {
        "import": [],
        "lexicon": [],
        "rule": [],
        "pattern": [],
        "case": [],
        "roles": [],
        "frame": [],
    }
    for statement in parsed.statements:
        builder = _Builder(parsed.path, statement.line - 1)
        match statement.kind:
            case "import":
                found["import"].append(builder.import_(statement.tree))
            case "lexicon":
                found["lexicon"].append(builder.lexicon(statement.tree))
            case "rule":
                found["rule"].append(builder.rule(statement.tree))
            case "pattern":
                found["pattern"].append(builder.pattern(statement.tree))
            case "roles":
                found["roles"].append(builder.roles(statement.tree))
            case "frame":
                found["frame"].append(builder.frame(statement.tree))
            case "example" | "todo" | "reject":
                found["case"] += builder.cases(ast.CaseKind(statement.kind), statement.tree)
        problems = (*problems, *builder.problems)
    module = ast.Module(
        name,
        parsed.path,
        tuple(found["import"]),
        tuple(found["lexicon"]),
        tuple(found["rule"]),
        tuple(found["pattern"]),
        tuple(found["case"]),
        tuple(found["roles"]),
        tuple(found["frame"]),
        parsed.broken,
    )
    return module, problems


def _header(parsed: Parsed) -> tuple[str, tuple[Problem, ...]]:
    headers = [s for s in parsed.statements if s.kind == "grammar"]
    if parsed.problems and not headers:
        return "?", ()  # the broken header is among the syntax errors
    if not headers or parsed.statements[0] is not headers[0]:
        line = parsed.statements[0].line if parsed.statements else 1
        message = "a grammar begins with its name"
        return "?", (Problem("E001", message, Location(parsed.path, line, 1), "grammar name"),)
    twice = tuple(
        Problem("E001", "a second 'grammar' line", Location(parsed.path, s.line, 1, 7))
        for s in headers[1:]
    )
    return str(headers[0].tree.children[0]), twice


def text_of(token: Token) -> str:
    r"""A word as it stands, a string without its quotes; `\\[` and `\\]` are left to the case."""
    if token.type != "STRING":
        return str(token)
    return token[1:-1].replace('\\"', '"').replace("\\n", "\n").replace("\\t", "\t")


@frozen
class _Builder:
    """Trees of one statement, whose first line is `shift` lines down the file."""

    path: str
    shift: int
    problems: list[Problem] = field(factory=list)
    kinds: frozenset[str] = frozenset()
    """Names that stand for mentions, where a pattern is one of roles."""

    def at(self, where: Token | Tree[Token]) -> Location:
        if isinstance(where, Token):
            assert where.line is not None
            assert where.column is not None
            return Location(self.path, where.line + self.shift, where.column, len(where))
        meta = where.meta
        if meta.empty:
            return Location(self.path, self.shift + 1, 1)
        width = meta.end_column - meta.column if meta.end_line == meta.line else 1
        return Location(self.path, meta.line + self.shift, meta.column, width)

    def places(self, *where: Any) -> ast.Places:
        """Where each word of some trees stands, at first."""
        trees = [tree for tree in where if isinstance(tree, Tree)]
        tokens = [t for tree in trees for t in tree.scan_values(lambda v: isinstance(v, Token))]
        return {str(token): self.at(token) for token in reversed(tokens)}

    def import_(self, tree: Tree[Token]) -> ast.Import:
        target, *names = _tokens(tree)
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
            for word in _tokens(w)[1:]
        )
        name = text_of(_tokens(title)[0]) if isinstance(title, Tree) else None
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

    def alternative(self, tree: Tree[Token]) -> ast.Alternative:
        *items, gives, sharing, condition = tree.children
        return ast.Alternative(
            self.line(items, tree),
            tuple(self.binding(b) for b in _subtrees(gives)),
            tuple(str(n) for n in _tokens(sharing)),
            tuple(self.test(t) for t in _subtrees(condition)),
            self.at(tree),
            self.places(sharing),
        )

    # -- frames
    def roles(self, tree: Tree[Token]) -> ast.Roles:
        kinds = _tokens(tree)
        inner = evolve(self, kinds=frozenset({*KINDS, "it"}))
        alternatives = tuple(inner.alternative(a) for a in _subtrees(tree))
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
        indicators, *sides = _subtrees(tree)
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

    def line(self, items: list[Any], tree: Tree[Token]) -> ast.Seq:
        """Items after a `|`: the forbidden ones in front look to the left."""
        built = [self.item(i) for i in items]
        for index, node in enumerate(built):
            if not isinstance(node, ast.Forbidden):
                break
            built[index] = ast.Forbidden(node.body, left=True, location=node.location)
        return ast.Seq(tuple(built), location=self.at(tree))

    def sequence(self, tree: Tree[Token]) -> ast.Node:
        built = tuple(self.item(i) for i in tree.children)
        return built[0] if len(built) == 1 else ast.Seq(built, location=self.at(tree))

    def item(self, tree: Any) -> ast.Node:
        slot, atom, feature, quantifier = tree.children
        node = self.atom(atom)
        if feature is not None:
            node = ast.Featured(node, str(feature[1:-1]), location=self.at(feature))
        if slot is not None:
            node = ast.Slot(str(slot), node, location=self.at(slot))
        if quantifier is not None:
            bounds = {"?": (0, 1), "+": (1, None)}.get(str(quantifier))
            low, high = bounds or tuple(int(n) for n in quantifier[1:-1].split(","))
            node = ast.Repeat(node, low, high, location=node.location)
        return node

    def atom(self, tree: Tree[Token]) -> ast.Node:
        at, children = self.at(tree), tree.children
        match tree.data:
            case "use":
                name, *args = children
                built = tuple(self.sequence(a) for a in args if isinstance(a, Tree))
                return ast.Use(str(name), built, location=at)
            case "ref":
                written, _, part = str(children[0]).partition(".")
                if written in self.kinds:
                    return ast.Mention(written, location=at)
                return ast.Ref(written, part or None, location=at)
            case "terminal":
                return ast.Terminal(str(children[0]), location=at)
            case "literal":
                return ast.Literal(text_of(_tokens(tree)[0]), location=at)
            case "glued":
                return ast.Glued(location=at)
            case "forbidden":
                return ast.Forbidden(self.atom(_subtrees(tree)[0]), location=at)
            case "choice":
                options = tuple(self.sequence(s) for s in _subtrees(tree))
                return options[0] if len(options) == 1 else ast.Choice(options, location=at)
            case _:
                items = tuple(self.item(i) for i in children)
                body = items[0] if len(items) == 1 else ast.Seq(items, location=at)
                return ast.Span(body, location=at)

    # -- results
    def binding(self, tree: Tree[Token]) -> ast.Binding:
        name, expr = tree.children
        assert isinstance(expr, Tree)
        at = self.at(expr if name is None else name)
        return ast.Binding(None if name is None else str(name), self.expr(expr), at)

    def test(self, tree: Tree[Token]) -> ast.Test:
        left, op, right = tree.children
        assert isinstance(left, Tree)
        assert isinstance(right, Tree)
        return ast.Test(ast.Op(str(op)), self.expr(left), self.expr(right))

    def expr(self, tree: Tree[Token]) -> ast.Expr:
        at, children = self.at(tree), tree.children
        match tree.data:
            case "number":
                return ast.Constant(Decimal(str(children[0])), location=at)
            case "null":
                return ast.Constant(None, location=at)
            case "constant":
                return ast.Constant(str(children[0]), location=at)
            case "name":
                return ast.Name(str(children[0]), location=at)
            case "call":
                args = tuple(self.expr(c) for c in _subtrees(tree))
                return ast.Call(str(children[0]), args, location=at)
            case "negative":
                return ast.Negative(self.expr(_subtrees(tree)[0]), location=at)
        first, *rest = (self.expr(c) for c in _subtrees(tree))
        for other in rest:
            first = ast.Binary(_OPS.get(tree.data, ast.Op.OR), first, other, location=at)
        return first

    # -- cases
    def cases(self, kind: ast.CaseKind, tree: Tree[Token]) -> list[ast.Case]:
        name, *rows = tree.children
        assert isinstance(name, Token)
        built = (self.case(kind, name, row) for row in rows if isinstance(row, Tree))
        return [case for case in built if case is not None]

    def case(self, kind: ast.CaseKind, rule: Token, tree: Tree[Token]) -> ast.Case | None:
        text, *facts = tree.children
        assert isinstance(text, Token)
        plain, spans = marked(text_of(text))
        if fault := bracket_fault(text):
            code, message, at = fault
            where = self.at(text)
            place = Location(where.path, where.line, where.column + at)
            self.problems.append(Problem(code, message, place, r"\[ is the bracket itself"))
            return None
        expected = tuple(self.expected(f) for f in facts if isinstance(f, Tree))
        return ast.Case(kind, str(rule), plain, spans, expected, self.at(text), self.at(rule))

    def expected(self, tree: Tree[Token]) -> ast.Expected:
        name, *rows = tree.children
        pairs: dict[str, Value] = {}
        for row in rows:
            if isinstance(row, Tree):
                slot = _tokens(row)[0]
                if str(slot) in pairs:
                    self.twice(slot)
                pairs[str(slot)] = _datum(row.children[1])
        at = {str(token): self.at(token) for row in _subtrees(tree) for token in _tokens(row)[:1]}
        return ast.Expected(str(name), pairs, self.at(tree), at)

    def twice(self, name: Token) -> None:
        self.problems.append(Problem("E013", f"{str(name)!r} is set twice", self.at(name)))


def _key(token: Token, domain: str) -> Value:
    if str(token) == "_":  # no password
        return None
    if domain != "number":
        return str(token)
    if not re.fullmatch(r"-?\d+(\.\d+)?", token, re.ASCII):
        return str(token)  # the checker says that it is no number
    return Decimal(str(token))


def _datum(value: Any) -> Value:
    if isinstance(value, Tree):
        return None
    return Decimal(str(value)) if value.type in {"NUMBER", "SIGNED"} else text_of(value)


def _tokens(tree: Any) -> list[Token]:
    return [] if tree is None else [c for c in tree.children if isinstance(c, Token)]


def _subtrees(tree: Any) -> list[Tree[Token]]:
    return [] if tree is None else [c for c in tree.children if isinstance(c, Tree)]


def _names(tree: Any) -> tuple[str, ...]:
    return tuple(str(token) for token in _tokens(tree))
