"""Write the abstract syntax as text again: patterns, expressions, values, facts.

Patterns that `link` expanded stay expanded, and qualified names lose their file, so this is for
people and for cases. `tradefacts.tools.layout` rewrites a whole file and keeps its comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tradefacts.facts import Fact
from tradefacts.grammar import ast
from tradefacts.grammar.errors import Location
from tradefacts.grammar.marks import uncommented, write_marks
from tradefacts.grammar.qualified import local
from tradefacts.grammar.schema import fact_schema
from tradefacts.grammar.shipped import grammar_folder
from tradefacts.units import exact

_NAME = r"(?=[a-z0-9_]*[A-Z])[A-Za-z_][A-Za-z0-9_]*(-[A-Z0-9]+)?"
_PLAIN = re.compile(rf"(?!null$)([a-z_][a-z0-9_]*|{_NAME})")
_RANK = {ast.Op.OR: 1, ast.Op.ADD: 2, ast.Op.SUBTRACT: 2, ast.Op.MULTIPLY: 3, ast.Op.DIVIDE: 3}
_OPERAND = 4
_GOES_ON = ("=>", "sharing ", "if ")


def quoted(text: str) -> str:
    r"""A string as a grammar writes it.

    >>> print(quoted('"'))
    "\""
    """
    for char, escape in (('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(char, escape)
    return f'"{text}"'


def value(value: object) -> str:
    """A value as a case writes it.

    >>> value(Decimal("5E+3")), value(None), value("RU-KLU"), value("Калужская область")
    ('5000', 'null', 'RU-KLU', '"Калужская область"')
    """
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return exact.plain(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction) and value.denominator == 1:
        return str(value)
    return str(value) if _PLAIN.fullmatch(str(value)) else quoted(str(value))


def fields(name: str, pairs: Mapping[str, object]) -> str:
    """A fact, a value or a record as a case writes it.

    >>> fields("Money", {"value": Decimal(5), "currency": "USD"})
    'Money(value=5, currency=USD)'
    """
    return f"{name}({', '.join(f'{field}={value(v)}' for field, v in pairs.items())})"


def fact(fact: Fact) -> str:
    """A fact as an example expects it: its required fields, and those that differ from defaults."""
    pairs = {
        name: getattr(fact, name)
        for name, schema in fact_schema(type(fact)).items()
        if schema.required or getattr(fact, name) != schema.default
    }
    return fields(type(fact).__name__, pairs)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with its facts in square brackets, as a case writes it.

    >>> marked("от 5 до 7", [(3, 4), (8, 9)])
    '"от [5] до [7]"'
    """
    return quoted(write_marks(text, spans))


def spelled(words: Sequence[str]) -> str:
    """The tokens of a wording as a text spells them.

    >>> spelled(["долл", ".", "США"]), spelled(["экс", "-", "премьер"])
    ('долл. США', 'экс-премьер')
    """
    shown = ""
    for word in words:
        touches = not word[0].isalnum() and word not in {"—", "–"}
        shown += word if not shown or touches or shown[-1] == "-" else f" {word}"
    return shown


def expr(node: ast.Expr) -> str:
    """A result expression as a grammar writes it."""
    return _expr(node, 0)


def _expr(node: ast.Expr, least: int) -> str:
    """Write an expression, in brackets if its operator binds less tightly than `least`."""
    match node:
        case ast.Constant(value=constant):
            return value(constant)
        case ast.Name(name=name):
            return name
        case ast.Negative(operand=operand):
            return f"-{_expr(operand, _OPERAND)}"
        case ast.Call(function=function, args=args):
            return f"{function}({', '.join(map(expr, args))})"
        case ast.Binary(op=op, left=left, right=right):
            rank = _RANK[op]
            shown = f"{_expr(left, rank)} {op.value} {_expr(right, rank + 1)}"
            return f"({shown})" if rank < least else shown
    raise TypeError(node)


def condition(test: ast.Test) -> str:
    """A condition as a grammar writes it."""
    return f"{expr(test.left)} {test.op.value} {expr(test.right)}"


def pattern(node: ast.Node) -> str:
    """A pattern as a grammar writes it; a sequence gets no brackets at the top level."""
    if isinstance(node, ast.Seq):
        return " ".join(pattern(item) for item in node.items)
    return _atom(node)


def _atom(node: ast.Node) -> str:
    match node:
        case ast.Ref(name=name, part=part, features=features):
            return ".".join(filter(None, (local(name), part))) + _asked(features)
        case ast.Mention(kind=kind, features=features):
            return kind + _asked(features)
        case ast.Terminal(name=name):
            return name
        case ast.Literal(text=text):
            return quoted(text)
        case ast.Glued():
            return "&"
        case ast.Forbidden(body=body):
            return f"!{_atom(body)}"
        case ast.Slot(name=name, body=body):
            return f"{name}={_atom(body)}"
        case ast.Repeat():
            return _repeat(node)
        case ast.Choice(options=options):
            return f"({' | '.join(map(pattern, options))})"
        case ast.Use(name=name, args=args):
            return f"{name}({', '.join(map(pattern, args))})"
        case ast.Span(body=body):
            return f"[ {pattern(body)} ]"
    assert isinstance(node, ast.Seq), node
    return f"({pattern(node)})"


def _asked(features: tuple[str, ...]) -> str:
    return f"{{{' '.join(features)}}}" if features else ""


def _repeat(node: ast.Repeat) -> str:
    mark = {(0, 1): "?", (1, None): "+"}.get((node.low, node.high))
    inner = _atom(node.body)
    if isinstance(node.body, ast.Repeat):
        inner = f"({inner})"
    return inner + (mark or f"{{{node.low},{node.high}}}")


def alternative(node: ast.Alternative) -> str:
    """An alternative after its `|`, on one line."""
    shown = pattern(node.pattern)
    if node.results:
        rows = (expr(b.expr) if b.field is None else f"{b.field} = {expr(b.expr)}"
                for b in node.results)  # fmt: skip
        shown += f"  => {', '.join(rows)}"
    if node.shared:
        shown += f"  sharing {', '.join(node.shared)}"
    if node.tests:
        shown += f"  if {', '.join(map(condition, node.tests))}"
    return shown


def source(location: Location, sources: Mapping[str, str]) -> str:
    """The alternative at a location as its file has it, on one line, without comments."""
    rows = sources.get(location.path, "").split("\n")[location.line - 1 :]
    kept: list[str] = []
    for row in rows:
        code = uncommented(row).lstrip()
        if kept and not (code.startswith(_GOES_ON) or kept[-1].endswith(",")):
            break
        kept.append(code)
    return re.sub(r"[ \t]{2,}", "  ", "  ".join(kept).removeprefix("|").strip())


def place(location: Location) -> str:
    """File and line, short: relative to the shipped grammars or to the current folder.

    >>> place(Location(str(grammar_folder() / "lexicons" / "currency.tfg"), 8, 3))
    'lexicons/currency.tfg:8'
    """
    path = Path(location.path)
    for folder in (grammar_folder(), Path.cwd()):
        if path.is_absolute() and path.is_relative_to(folder):
            path = path.relative_to(folder)
    return f"{path.as_posix()}:{location.line}"
