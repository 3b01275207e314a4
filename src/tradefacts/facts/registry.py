"""Your own classes of facts: registering them, and the domains of their fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import NOTHING, Attribute, field, fields

from tradefacts.facts.annotations import check_annotations, check_exact
from tradefacts.facts.checks import FactError, check_listed
from tradefacts.facts.fact import KINDS, LATER, Fact, FactT, own_fields

_OTHER_COLUMNS = ("document", "file")
"""Columns of tables and JSON Lines that are not fields of facts."""


def register(kind: type[FactT]) -> type[FactT]:
    """Make a class of facts known by its `kind` and its name, so that grammars can give it.

    A decorator for classes of your own; see `docs/own-facts.md`. Raises `FactError`

    - if another class has the same kind or name, or the same domain with other values;
    - for a field that cannot hold what grammars and JSON give, or would truncate an amount, as the
      converter `int` does;
    - for a field with the name of another column of tables, such as `file` or `value_exact`;
    - for a class made with `slots=False`.
    """
    if not isinstance(kind, type):
        raise FactError(f"{kind!r}: is no class of facts: write @register above one")
    name = kind.__name__
    if not issubclass(kind, Fact):
        raise FactError(f"{name}: is no class of facts: write class {name}(Fact):")
    if not isinstance(getattr(kind, "kind", None), str):
        raise FactError(f"{name}: has no kind: write kind: ClassVar[str] = {name.lower()!r}")
    _check_names(name, kind.kind)
    if "__attrs_attrs__" not in vars(kind):
        decorator = "@frozen(kw_only=True, repr=False)"
        raise FactError(f"{name}: write {decorator} between @register and the class")
    check_listed(kind.inside, f"{name}: the kinds of inside")
    for other in KINDS.values():
        if (other.__module__, other.__qualname__) == (kind.__module__, kind.__qualname__):
            continue
        _check_free(kind, other.kind, f"{other.__module__}.{other.__qualname__}")
        _check_domains(kind, other)
    for later, (module, other_name) in LATER.items():
        _check_free(kind, later, f"{module}.{other_name}")
    _check_columns(kind)
    _check_slots(kind)
    check_annotations(kind)
    check_exact(kind)
    KINDS[kind.kind] = kind
    return kind


def _check_free(kind: type[Fact], other: str, whose: str) -> None:
    """Raise `FactError` if the class `whose`, of kind `other`, has the same kind or name."""
    name = kind.__name__
    if kind.kind == other or whose.rpartition(".")[2] == name:
        same = f"kind {other!r}" if kind.kind == other else "name"
        raise FactError(f"{name}: the {same} is that of {whose} already: name another")


def _check_names(name: str, kind: str) -> None:
    """Check the two names: grammars know a class by its name, everything else by its kind."""
    if not (name.isascii() and name.isalpha() and name[0].isupper() and name[1:2].islower()):
        raise FactError(f"{name}: grammars can give no fact of that name: letters, as in FuelGrade")
    if not (kind.isascii() and kind.isidentifier() and kind.islower()):
        raise FactError(f"{name}: the kind {kind!r} is no name: small letters, as in 'fuel_grade'")


def _check_domains(kind: type[Fact], other: type[Fact]) -> None:
    """A domain has one list of values: a second list would break grammars of the other class."""
    known = {a.metadata.get("domain"): a.metadata.get("values") for a in fields(other)}
    for one in fields(kind):
        values = known.get(one.metadata.get("domain"))
        if values is not None and set(values) != set(one.metadata.get("values", values)):
            domain, listed = one.metadata["domain"], ", ".join(values)
            message = f"the domain {domain!r} has other values already: {listed}; name another"
            raise FactError(f"{kind.__name__}.{one.name}: {message}")


def _check_columns(kind: type[Fact]) -> None:
    """Check column names: kinds share columns in a table, and each number adds an `_exact` one."""
    own = own_fields(kind)
    shared = {*own, *(name for other in KINDS.values() for name in own_fields(other))}
    for name in own:
        if name in _OTHER_COLUMNS or name.removesuffix("_exact") in shared - {name}:
            message = "tables and JSON Lines have another column of that name: name another"
            raise FactError(f"{kind.__name__}.{name}: {message}")


def _check_slots(kind: type[Fact]) -> None:
    """Require `__slots__`: the compiled engine fills the fields of a fact through them."""
    for name in own_fields(kind):
        if not hasattr(getattr(kind, name, None), "__set__"):
            hint = "leave out slots=False, of the class and of those that it derives from"
            raise FactError(f"{kind.__name__}.{name}: the field has no slot: {hint}")


def one_of(domain: str, values: Iterable[str], *, default: Any = NOTHING) -> Any:
    """A field that holds one of a closed list of names: a domain that grammars may use.

    >>> from typing import ClassVar
    >>> from attrs import frozen
    >>> @frozen(kw_only=True, repr=False)
    ... class Fuel(Fact):
    ...     kind: ClassVar[str] = "fuel"
    ...     grade: str = one_of("fuel_grade", ["92", "95"])
    >>> Fuel(start=0, stop=5, text="АИ-95", grade="95")
    Fuel('АИ-95', grade='95')

    Raises `FactError` if the domain is not a name or a value not a string, for an empty list, for a
    value listed twice, and for a `default` that is not in the list.
    """
    if not (isinstance(domain, str) and domain.isidentifier() and domain.islower()):
        raise FactError(f"{domain!r} names no domain: small letters, as in 'fuel_grade'")
    check_listed(values, "values")
    known = tuple(values)
    if not known:
        raise FactError(f"{domain}: no value is listed")
    for value in known:
        if not isinstance(value, str):
            raise FactError(f"{domain}: {value!r} is no str")
        if known.count(value) > 1:
            raise FactError(f"{domain}: {value!r} is listed twice")
    made = hasattr(default, "factory")  # an `attrs.Factory`
    if not (made or default is NOTHING or default in known):
        listed = ", ".join(known)
        raise FactError(f"{domain}: the default {default!r} is not one of {listed}")

    def take(value: object) -> object:
        return next((name for name in known if name == value), value)  # a StrEnum's member

    def check(_: Fact, attribute: Attribute[str], value: str) -> None:
        if value not in known:
            raise FactError(f"{attribute.name}: {value!r} is not one of {', '.join(known)}")

    return field(
        default=default,
        converter=take,
        validator=check,
        metadata={"domain": domain, "values": known},
    )
