"""Static analysis of linked patterns: their nodes and what they bind."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tradefacts.grammar import ast
from tradefacts.grammar.schema import NAMED


def children(node: ast.Node) -> tuple[ast.Node, ...]:
    """The nodes directly under a node."""
    match node:
        case ast.Seq(items=items):
            return items
        case ast.Choice(options=options):
            return options
        case ast.Use(args=args):
            return args
        case ast.Forbidden(body=body) | ast.Slot(body=body) | ast.Repeat(body=body):
            return (body,)
        case ast.Span(body=body):
            return (body,)
    return ()


def walk(node: ast.Node) -> Iterator[ast.Node]:
    """Iterate over a node and all its descendants, top down."""
    yield node
    for child in children(node):
        yield from walk(child)


def written_nodes(module: ast.Module) -> Iterator[ast.Node]:
    """Iterate over every node of every pattern in a file, as written, before linking."""
    lines = [*(a for rule in module.rules for a in rule.alternatives)]
    lines += (a for roles in module.roles for a in roles.alternatives)
    shared = (option for pattern in module.patterns for option in pattern.options)
    for pattern in (*(line.pattern for line in lines), *shared):
        yield from walk(pattern)


def is_gap(node: ast.Node) -> bool:
    """Whether a node is `ANY`, once or repeated."""
    body = node.body if isinstance(node, ast.Repeat) else node
    return isinstance(body, ast.Terminal) and body.name == "ANY"


def nullable(node: ast.Node, *, glue: bool = True) -> bool:
    """Whether a pattern can match an empty sequence. Rules cannot: E042 forbids it.

    `glue` tells whether `&`, which takes no token, counts as an empty match.
    """
    match node:
        case ast.Repeat(body=body, low=low):
            return low == 0 or nullable(body, glue=glue)
        case ast.Seq(items=items):
            return all(nullable(item, glue=glue) for item in items)
        case ast.Choice(options=options):
            return any(nullable(option, glue=glue) for option in options)
        case ast.Slot(body=body) | ast.Span(body=body):
            return nullable(body, glue=glue)
        case ast.Glued():
            return glue
        case ast.Forbidden():
            return True
    return False


def bound_slots(node: ast.Node, grammar: ast.Grammar) -> frozenset[str]:
    """The slots that a pattern binds, including those of unnamed records and named lexicons."""
    found: set[str] = set()
    for part in visible(node):
        if isinstance(part, ast.Slot):
            found.add(part.name)
        elif isinstance(part, ast.Ref):
            found |= ref_slots(part, grammar)
    return frozenset(found)


def ref_slots(ref: ast.Ref, grammar: ast.Grammar) -> frozenset[str]:
    """The slots that a reference outside a slot binds."""
    rule, lexicon = grammar.rules.get(ref.name), grammar.lexicons.get(ref.name)
    if rule is not None and rule.kind is ast.RuleKind.RECORD:
        return frozenset(rule.type)
    if lexicon is not None and lexicon.domain in NAMED:
        return frozenset({"code", "name"})
    return frozenset()


def visible(node: ast.Node) -> Iterator[ast.Node]:
    """A node and its descendants whose bindings are visible: a slot hides what is inside it."""
    yield node
    if not isinstance(node, ast.Slot | ast.Forbidden):
        for child in children(node):
            yield from visible(child)


def names_in(expr: ast.Expr) -> Iterator[str]:
    """The names that an expression uses: names of slots, or constants."""
    match expr:
        case ast.Name(name=name):
            yield name
        case ast.Negative(operand=operand):
            yield from names_in(operand)
        case ast.Call(args=args):
            for arg in args:
                yield from names_in(arg)
        case ast.Binary(left=left, right=right):
            yield from names_in(left)
            yield from names_in(right)


def waits(expr: ast.Expr, names: Collection[str]) -> bool:
    """Whether an expression has no value if `names` are missing, whatever else it uses."""
    match expr:
        case ast.Name(name=name):
            return name in names
        case ast.Negative(operand=operand):
            return waits(operand, names)
        case ast.Call(args=args):
            return any(waits(arg, names) for arg in args)
        case ast.Binary(left=left, right=right):
            return waits(left, names) and waits(right, names)
    return False
