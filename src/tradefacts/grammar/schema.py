"""What a grammar may say: the closed domains, and the fields of each fact."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from attrs import NOTHING, fields

from tradefacts.facts import KINDS, Fact, own_fields
from tradefacts.grammar.functions import CALLS
from tradefacts.units import iso3166, iso4217

OPEN = ("number", "place", "noun", "flag")
"""Domains without a list: numbers; places and nouns by name alone; words whose key is a label."""

NAMED = ("iso3166", "place", "noun")
"""Domains whose entries have a name beside their key."""

FUNCTIONS = {name: tuple(takes.split(", ")) for name, (takes, _) in CALLS.items()}
"""Functions of result expressions and the names of their arguments."""

WHOLE = ("Value", "Record")
"""What an example of a rule that is no fact expects."""


class FieldSchema(NamedTuple):
    """One field of a fact: its domain, whether it must be set, and what it is when it is not."""

    domain: str
    required: bool
    default: object


FactSchema = Mapping[str, FieldSchema]

_SCHEMAS: dict[type[Fact], FactSchema] = {}  # to mypy, classes of facts are no keys of `@cache`


@cache
def assembled() -> Mapping[str, type[Fact]]:
    """Facts that a frame makes of other facts, by the name that a grammar calls them by."""
    from tradefacts.facts.trade import TradeFact  # noqa: PLC0415  # most never ask for them

    return {"TradeFact": TradeFact}


def domains() -> Mapping[str, frozenset[str] | None]:
    """Every domain and its names; None where any key will do."""
    return _domains(tuple(KINDS.values()))


def constants() -> frozenset[str]:
    """The names of all closed domains."""
    return _constants(tuple(KINDS.values()))


def in_use(domain: str) -> frozenset[str]:
    """The names of a domain that are meant sooner than others that are spelled as much alike."""
    return iso4217.in_force() if domain == "iso4217" else frozenset()


# what is registered again, as in a notebook, is another class of the same kind
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
    return {**closed, **dict.fromkeys(OPEN), **codes}  # no class replaces what all may use


@cache
def _constants(kinds: tuple[type[Fact], ...]) -> frozenset[str]:
    return frozenset().union(*(names or () for names in _domains(kinds).values()))


def fact_types() -> Mapping[str, type[Fact]]:
    """Facts by the name that a grammar calls them by."""
    return {kind.__name__: kind for kind in KINDS.values()}


def fact_schema(kind: type[Fact]) -> FactSchema:
    """The fields that a rule of this fact may set."""
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
