"""Build patterns, results and conditions from the parse trees of a statement's lines."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen
from lark import Token, Tree

from tradefacts.grammar import ast
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.features import FEATURES
from tradefacts.grammar.nearest import nearest

_OPS = {
    "plus": ast.Op.ADD,
    "minus": ast.Op.SUBTRACT,
    "times": ast.Op.MULTIPLY,
    "over": ast.Op.DIVIDE,
}
_ESCAPED = {'"': '"', "n": "\n", "t": "\t"}


def text_of(token: Token) -> str:
    r"""The text of a word or string, without quotes; cases handle `\\[` and `\\]` themselves."""
    if token.type != "STRING":
        return str(token)
    return re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[0]), token[1:-1])


def tokens_of(tree: Any) -> list[Token]:
    """The tokens directly under a tree; none if the tree is left out."""
    return [] if tree is None else [c for c in tree.children if isinstance(c, Token)]


def trees_of(tree: Any) -> list[Tree[Token]]:
    """The subtrees directly under a tree; none if the tree is left out."""
    return [] if tree is None else [c for c in tree.children if isinstance(c, Tree)]


@frozen
class Lines:
    """Builds the lines of one statement, which begins `shift` lines down the file."""

    path: str
    shift: int
    problems: list[Problem] = field(factory=list)
    kinds: frozenset[str] = frozenset()
    """Names that stand for mentions, in the patterns of roles."""

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
        """The location of the first occurrence of each token in these trees."""
        trees = [tree for tree in where if isinstance(tree, Tree)]
        tokens = [t for tree in trees for t in tree.scan_values(lambda v: isinstance(v, Token))]
        return {str(token): self.at(token) for token in reversed(tokens)}

    # -- patterns
    def alternative(self, tree: Tree[Token]) -> ast.Alternative:
        *items, gives, sharing, condition = tree.children
        return ast.Alternative(
            self.line(items, tree),
            tuple(self.binding(b) for b in trees_of(gives)),
            tuple(str(n) for n in tokens_of(sharing)),
            tuple(self.test(t) for t in trees_of(condition)),
            self.at(tree),
            self.places(sharing),
        )

    def line(self, items: list[Any], tree: Tree[Token]) -> ast.Seq:
        """Build the items after a `|`; leading forbidden items look to the left."""
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
        slot, piece, quantifier = tree.children
        node = self.atom(piece)
        if slot is not None:
            node = ast.Slot(str(slot), node, location=self.at(slot))
        if quantifier is not None:
            bounds = {"?": (0, 1), "+": (1, None)}.get(str(quantifier))
            low, high = bounds or tuple(int(n) for n in quantifier[1:-1].split(","))
            node = ast.Repeat(node, low, high, location=node.location)
        return node

    def featured(self, piece: Tree[Token], features: Token) -> ast.Node:
        """Build a reference that asks for forms with features; reports E053 and E055."""
        node, at = self.atom(piece), self.at(features)
        names = features[1:-1].split()
        for name in names:
            if name not in FEATURES:
                problem = Problem("E055", f"no feature {name!r}", at, nearest(name, FEATURES))
                self.problems.append(problem)
        if isinstance(node, ast.Ref | ast.Mention):
            return evolve(node, features=tuple(name for name in names if name in FEATURES))
        message = "only a lexicon or a mention has features"
        hint = "write (x{past} | y{past}) for (x | y){past}"
        self.problems.append(Problem("E053", message, at, hint))
        return node

    def atom(self, tree: Tree[Token]) -> ast.Node:
        at, children = self.at(tree), tree.children
        match tree.data:
            case "featured":
                piece, features = children
                assert isinstance(piece, Tree)
                assert isinstance(features, Token)
                return self.featured(piece, features)
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
                return ast.Literal(text_of(tokens_of(tree)[0]), location=at)
            case "glued":
                return ast.Glued(location=at)
            case "forbidden":
                return ast.Forbidden(self.atom(trees_of(tree)[0]), location=at)
            case "choice":
                options = tuple(self.sequence(s) for s in trees_of(tree))
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
                return ast.Constant(text_of(tokens_of(tree)[0]), location=at)
            case "name":
                return ast.Name(str(children[0]), location=at)
            case "call":
                args = tuple(self.expr(c) for c in trees_of(tree))
                return ast.Call(str(children[0]), args, location=at)
            case "negative":
                return ast.Negative(self.expr(trees_of(tree)[0]), location=at)
        first, *rest = (self.expr(c) for c in trees_of(tree))
        for other in rest:
            first = ast.Binary(_OPS.get(tree.data, ast.Op.OR), first, other, location=at)
        return first
