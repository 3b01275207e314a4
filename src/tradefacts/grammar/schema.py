"""What a grammar may use: the domains and their names, and the fields of each fact."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from attrs import NOTHING, fields

from tradefacts.facts import KINDS, Fact, own_fields
from tradefacts.grammar.functions import CALLS
from tradefacts.units import iso3166, iso4217

OPEN = ("number", "place", "noun", "flag")
"""Domains without a list: numbers; places and nouns, known by name only; words keyed by a label."""

NAMED = ("iso3166", "place", "noun")
"""Domains whose entries have a name besides their key."""

FUNCTIONS = {name: tuple(takes.split(", ")) for name, (takes, _) in CALLS.items()}
"""The functions of result expressions, with the names of their arguments."""

WHOLE = ("Value", "Record")
"""What an example of a non-fact rule expects."""


class FieldSchema(NamedTuple):
    """One field of a fact: its domain, whether it is required, and its default."""

    domain: str
    required: bool
    default: object


FactSchema = Mapping[str, FieldSchema]

_SCHEMAS: dict[type[Fact], FactSchema] = {}  # mypy does not accept fact classes in `@cache`


@cache
def assembled() -> Mapping[str, type[Fact]]:
    """Facts that a frame assembles from other facts, by their names in grammars."""
    from tradefacts.facts.trade import TradeFact  # noqa: PLC0415  # rarely needed

    return {"TradeFact": TradeFact}


def domains() -> Mapping[str, frozenset[str] | None]:
    """Every domain and its names; None if any key will do."""
    return _domains(tuple(KINDS.values()))


def constants() -> frozenset[str]:
    """The names of all closed domains."""
    return _constants(tuple(KINDS.values()))


def in_use(domain: str) -> frozenset[str]:
    """The names of a domain to prefer when an unknown name is equally similar to several."""
    return iso4217.in_force() if domain == "iso4217" else frozenset()


# a class may be registered again, as in a notebook: then it is a new class of the same kind
@cache
def _domains(kinds: tuple[type[Fact], ...]) -> Mapping[str, frozenset[str] | None]:
    closed = {
        a.metadata["domain"]: frozenset(a.metadata["values"])
        for kind in (*kinds, *assembled().values())
        for a in fields(kind)
        if "values" in a.metadata
    }
    from tradefacts.facts.trade_terms import OWN_CODES  # noqa: PLC0415  # as above

    own = {"own_code": frozenset(OWN_CODES)}
    codes = {"iso4217": iso4217.codes(), "iso3166": iso3166.codes(), **own}
    return {**closed, **dict.fromkeys(OPEN), **codes}  # no class overrides the shared domains


@cache
def _constants(kinds: tuple[type[Fact], ...]) -> frozenset[str]:
    return frozenset().union(*(names or () for names in _domains(kinds).values()))


def fact_types() -> Mapping[str, type[Fact]]:
    """The classes of facts by their names in grammars."""
    return {kind.__name__: kind for kind in KINDS.values()}


def fact_schema(kind: type[Fact]) -> FactSchema:
    """The fields that a rule for this class of facts may set."""
    if kind not in _SCHEMAS:
        _SCHEMAS[kind] = {
            a.name: FieldSchema(
                a.metadata.get("domain", "flag"),
                a.default is NOTHING,
                None if a.default is NOTHING else a.default,
            )
            for a in fields(kind)
            if a.name in own_fields(kind)
        }
    return _SCHEMAS[kind]
