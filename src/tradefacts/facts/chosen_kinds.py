"""Resolves the kinds of facts that a caller asks for."""

from __future__ import annotations

from collections.abc import Iterable

from tradefacts.facts.checks import FactError, check_listed, check_named
from tradefacts.facts.fact import KINDS, LATER, Fact

Kind = str | type[Fact]
"""A kind of facts, by name or by class: `"money"` or `Money`."""


def kinds_named(names: Iterable[Kind] | None) -> tuple[type[Fact], ...]:
    """The registered classes of these kinds; None means all. `FactError` for an unknown kind."""
    if names is None:
        return tuple(KINDS.values())
    check_listed(names, "kinds")
    wanted = tuple(map(_name, names))
    unknown = [name for name in wanted if name not in KINDS]
    if unknown:
        told = f"no kind {unknown[0]!r}: it is one of {', '.join(KINDS)}"
        made = "; trade facts are made of all kinds: Document.trade_facts has them"
        raise FactError(told + made if unknown[0] in LATER else told)
    return tuple(KINDS[name] for name in dict.fromkeys(wanted))


def _name(kind: Kind) -> str:
    """The name of a kind. Raises `TypeError` for anything but a name or a class of facts."""
    if isinstance(kind, type) and issubclass(kind, Fact) and hasattr(kind, "kind"):
        return kind.kind
    check_named(kind, "a kind", "a str or by its class")
    assert isinstance(kind, str)
    return kind
