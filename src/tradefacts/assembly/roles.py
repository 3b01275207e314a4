"""What a mention is doing, by the words around it: the first line of `roles` that fits."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.program import Program, RoleRule, Seq

_SOFT = frozenset(
    {"mask", "world", "sector", "norm", "place", "modal", "preposition", "hedge", "venue"}
)
"""Lexicons whose words are plain words to a pattern."""


def assign(row: Row, program: Program) -> None:
    """Give every mention of a row its role."""
    for item in row:
        if "there" in item.lexicons:
            continue
        kind = "money" if item.kind == "amount" else item.kind
        for rule in program.roles.get(kind, ()):
            bound = fits(rule, item, row)
            if bound is not None:
                item.role, item.bound, item.line = rule.role, bound, rule.line
                break


def fits(rule: RoleRule, item: Item, row: Row) -> dict[str, str] | None:
    """What a rule binds around an item; None where it does not fit."""
    if rule.features and item.features and not item.features & rule.features:
        return None
    if not all(_holds(test, item) for test in rule.tests):
        return None
    bound: dict[str, str] = {}
    if not _match(rule.before, 0, row, item.index - 1, -1, bound):
        return None
    if not _match(rule.behind, 0, row, item.index + 1, 1, bound):
        return None
    return bound


def _match(seq: Seq, k: int, row: Row, at: int, way: int, bound: dict[str, str]) -> bool:
    """Whether `seq[k:]` is met from `at` on, going `way`; gaps are as short as they can be."""
    if k == len(seq):
        return True
    node = seq[k]
    op = node[0]
    if op == "gap":
        return _gap(seq, k, row, at, way, bound)
    if op == "repeat":
        return _repeat(seq, k, node[2], node[3], row, at, way, bound)
    if op == "choice":
        rest = seq[k + 1 :]
        return any(_match((*option, *rest), 0, row, at, way, bound) for option in node[1])
    if op == "not":
        if _match(node[1], 0, row, at, way, {}):
            return False
        return _match(seq, k + 1, row, at, way, bound)
    if op == "slot":
        inner = (node[2], ("bind", node[1], at), *seq[k + 1 :])
        return _match(inner, 0, row, at, way, bound)
    if op == "bind":
        if not _match(seq, k + 1, row, at, way, bound):
            return False
        item = row[node[2]]
        entry = next((e for e in item.lexicons.values()), None)
        bound.setdefault(node[1], str(item.index))
        if entry is not None:
            bound.setdefault(f"{node[1]}.key", entry.key)
        return True
    step = _one(node, row, at, way)
    return step is not None and _match(seq, k + 1, row, step, way, bound)


def _one(node: Any, row: Row, at: int, way: int) -> int | None:
    """Where it goes on after one item, or the words of a literal; None where they are not there."""
    if not 0 <= at < len(row):
        return None
    item = row[at]
    match node:
        case ("words", words):
            for word in words:
                if not 0 <= at < len(row) or row[at].text != word or row[at].mention is not None:
                    return None
                at += way
            return at
        case ("lexicon", name, part, features):
            entry = item.lexicons.get(name)
            fit = entry is not None and (not part or entry.key == part)
            fit = fit and (not features or not item.features or bool(item.features & features))
            return at + way if fit else None
        case ("mention", kind, features):
            fit = item.kind == kind or (kind == "money" and item.kind == "amount")
            fit = fit and (not features or not item.features or bool(item.features & features))
            return at + way if fit else None
    return None


def _gap(seq: Seq, k: int, row: Row, at: int, way: int, bound: dict[str, str]) -> bool:
    _, name, low, high = seq[k]
    for count in range(high + 1):
        if count >= low and _match(seq, k + 1, row, at, way, bound):
            return True
        if not 0 <= at < len(row):
            return False
        item = row[at]
        if item.strong or (name == "WORD" and not is_plain(item)):
            return False
        at += way
    return False


def is_plain(item: Item) -> bool:
    """Whether an item is a word that says nothing of its own to the rules."""
    return (
        item.kind == "word"
        and "preposition" not in item.lexicons
        and not (item.lexicons.keys() - _SOFT)
    )


def _repeat(
    seq: Seq, k: int, low: int, high: int, row: Row, at: int, way: int, bound: dict[str, str]
) -> bool:
    """As often as it can be: an optional part is taken where it is there."""
    body = seq[k][1]
    if high > 0:
        more = (*body, ("repeat", body, max(low - 1, 0), high - 1), *seq[k + 1 :])
        if _match(more, 0, row, at, way, bound):
            return True
    return low == 0 and _match(seq, k + 1, row, at, way, bound)


def _holds(test: tuple[Any, str, Any], item: Item) -> bool:
    left, op, right = (_side(test[0], item), test[1], _side(test[2], item))
    if left is None or right is None:
        return op != "="
    if op == "=":
        return bool(left == right)
    if op == "!=":
        return bool(left != right)
    if isinstance(left, str) or isinstance(right, str):
        return False
    return bool(left < right) if op == "<" else bool(left <= right)


def _side(operand: Any, item: Item) -> Fraction | str | None:
    """A number, a field of the mention, or a name that is itself."""
    if isinstance(operand, tuple):
        return Fraction(operand[0])
    mention = item.mention
    if mention is not None and hasattr(mention, operand):
        value = getattr(mention, operand)
        if value is None and operand == "value":
            value = getattr(mention, "low", None)
        if isinstance(value, Decimal | Fraction | int):
            try:
                return Fraction(value)
            except (InvalidOperation, ValueError):
                return None
        return None if value is None else str(value)
    return str(operand)
