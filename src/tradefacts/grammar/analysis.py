"""What can be told of a linked pattern without a text: its parts, what it binds, how long it is."""

from __future__ import annotations

from collections.abc import Iterator

from tradefacts.grammar import ast
from tradefacts.grammar.schema import NAMED
from tradefacts.grammar.tokens import split


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
    """A node and all under it, top down."""
    yield node
    for child in children(node):
        yield from walk(child)


def written_nodes(module: ast.Module) -> Iterator[ast.Node]:
    """Every node of every pattern of a file, as it is written."""
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
    """Whether a pattern can match no token at all. Rules cannot: E042 forbids it.

    `glue` tells whether `&`, which takes none, counts as nothing.
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
    """Slots that a pattern binds, those of unnamed records and named lexicons among them."""
    found: set[str] = set()
    for part in visible(node):
        if isinstance(part, ast.Slot):
            found.add(part.name)
        elif isinstance(part, ast.Ref):
            found |= ref_slots(part, grammar)
    return frozenset(found)


def ref_slots(ref: ast.Ref, grammar: ast.Grammar) -> frozenset[str]:
    """Slots that an unnamed reference binds."""
    rule, lexicon = grammar.rules.get(ref.name), grammar.lexicons.get(ref.name)
    if rule is not None and rule.kind is ast.RuleKind.RECORD:
        return frozenset(rule.type)
    if lexicon is not None and lexicon.domain in NAMED:
        return frozenset({"code", "name"})
    return frozenset()


def visible(node: ast.Node) -> Iterator[ast.Node]:
    """A node and those under it whose bindings are seen: a slot hides what is inside it."""
    yield node
    if not isinstance(node, ast.Slot | ast.Forbidden):
        for child in children(node):
            yield from visible(child)


def reach(node: ast.Node, grammar: ast.Grammar) -> int | None:
    """The greatest number of tokens that a pattern can take; None where there is no bound."""
    match node:
        case ast.Repeat(body=body, high=high):
            inner = reach(body, grammar)
            return None if inner is None or high is None else inner * high
        case ast.Seq(items=items):
            parts = [reach(item, grammar) for item in items]
            return None if None in parts else sum(p for p in parts if p is not None)
        case ast.Choice(options=options):
            return _longest([reach(option, grammar) for option in options])
        case ast.Slot(body=body) | ast.Span(body=body):
            return reach(body, grammar)
        case ast.Glued() | ast.Forbidden():
            return 0
        case ast.Literal(text=text):
            return len(split(text))
        case ast.Ref(name=name) if name in grammar.rules:
            if name not in grammar.reaches:
                grammar.reaches[name] = 0  # what a rule that uses itself (E021) finds on the way
                alternatives = grammar.rules[name].alternatives
                grammar.reaches[name] = _longest([reach(a.pattern, grammar) for a in alternatives])
            return grammar.reaches[name]
        case ast.Ref(name=name) if name in grammar.lexicons:
            # a form has as many tokens as its wording, but for the dots of abbreviations
            words = (w for e in grammar.lexicons[name].entries for w in e.wordings)
            return max((2 * len(split(w.plain)) for w in words), default=0)
    return 1


def _longest(lengths: list[int | None]) -> int | None:
    return None if None in lengths else max((n for n in lengths if n is not None), default=0)


def rounds(node: ast.Node, grammar: ast.Grammar) -> int:
    """How often a part can be repeated, where repetitions stand in one another; `+` is not counted.

    Each way to deal out tokens among the rounds is a reading.
    """
    match node:
        case ast.Repeat(body=body, low=low, high=high):
            return max(1, low, high or 1) * rounds(body, grammar)
        case ast.Ref(name=name) if name in grammar.rules:
            if name not in grammar.rounds:
                grammar.rounds[name] = 1  # what a rule that uses itself (E021) finds on the way
                patterns = [a.pattern for a in grammar.rules[name].alternatives]
                grammar.rounds[name] = max(rounds(pattern, grammar) for pattern in patterns)
            return grammar.rounds[name]
    return max((rounds(child, grammar) for child in children(node)), default=1)


def names_in(expr: ast.Expr) -> Iterator[str]:
    """The names that an expression uses: of slots, or constants."""
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
