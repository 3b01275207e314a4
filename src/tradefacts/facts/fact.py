"""What every fact has: its place, its text, its rule; and JSON both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, TypeVar

from attrs import NOTHING, Attribute, Converter, field, fields, frozen

from tradefacts.units import exact

if TYPE_CHECKING:
    from tradefacts.facts.document import Document
    from tradefacts.facts.trade import TradeFact


class FactError(ValueError):
    """A fact would break its contract; the message says which field and why."""


KINDS: dict[str, type[Fact]] = {}
"""Facts by their `kind`, as JSON names them."""

LATER = {"trade": ("tradefacts.facts.trade", "TradeFact")}
"""Facts that mentions make up, by kind: module and class, imported when one is read."""

FactT = TypeVar("FactT", bound="Fact")
T = TypeVar("T")

_BESIDE = ("kind", "file")
"""What stands in JSON beside the fields of a fact."""

_TOLD = 200  # characters of a name or a text that a message repeats


def whole(_: object, attribute: Attribute[int], value: object) -> None:
    """Check a field that counts; True is no number and 1.0 no place in a text."""
    if type(value) is not int:
        raise FactError(f"{attribute.name}: {value!r} is no int")


def string(_: object, attribute: Attribute[str], value: object) -> None:
    """Check a field of words."""
    if not isinstance(value, str):
        raise FactError(f"{attribute.name}: {value!r} is no str")


def check_listed(names: object, what: str) -> None:
    """Raise `TypeError` for a single thing, and for a text, whose letters would be taken for it."""
    one = isinstance(names, str | bytes | bytearray | PathLike)
    if one or not isinstance(names, Iterable | None):
        told = repr(names)
        raise TypeError(f"{what} are listed: write [{told if len(told) <= _TOLD else '...'}]")


def json_object(data: object) -> Mapping[str, Any]:
    """Check that a fact of JSON is an object; raises `FactError`."""
    if not isinstance(data, Mapping):
        raise FactError(f"$: a fact is an object with a kind, not {data!r}")
    return data


def read_fields(kind: type[T], data: Mapping[str, Any], beside: Iterable[str] = ()) -> T:
    """An object of JSON as a `kind`, without what `beside` names.

    Raises `FactError` that says where: `$` is the object.
    """
    names = {a.name for a in fields(kind)}  # type: ignore[arg-type]  # classes of attrs alone
    unknown = sorted(map(str, set(data).difference(names, beside)))
    if unknown:
        raise FactError(f"$.{unknown[0]}: {kind.__name__} has no such field")
    try:
        return kind(**{name: data[name] for name in names if name in data})
    except TypeError as error:
        raise FactError(f"$: {error}") from None


def located(place: str, error: FactError) -> FactError:
    """The error of a part, told by its place in the whole."""
    message = str(error)
    return FactError(place + message[1:] if message.startswith("$") else f"{place}: {message}")


def naming(_: type, attributes: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Let errors of converters name the field; attrs takes it as a `field_transformer`.

    Inherited fields have been here already: their converter is a `Converter`.
    """
    return [
        one
        if one.converter is None or isinstance(one.converter, Converter)
        else one.evolve(converter=_named(one.name, one.converter))
        for one in attributes
    ]


def _named(name: str, convert: Callable[[Any], Any]) -> Converter[Any, Any]:
    def take(value: object) -> Any:
        try:
            return convert(value)
        except FactError as error:
            raise located(name, error) from None

    return Converter(take)


class Reader(Protocol):
    """What reads facts by grammars; facts themselves know of none."""

    def parse(self, kind: type[FactT], text: str) -> FactT:
        """The one fact that a whole string is."""

    def lookup(self, code: str) -> Fact:
        """The region of a code, under its canonical name."""

    def trade_facts(self, document: Document) -> tuple[TradeFact, ...]:
        """What the mentions of a document make up."""


@frozen(kw_only=True, repr=False)
class Fact:
    """A typed statement at one place of a text.

    `start` and `stop` are code points, `stop` exclusive; `rule` names the grammar rule that read
    it. Raises `FactError` where an invariant does not hold.
    """

    kind: ClassVar[str]
    reader: ClassVar[Callable[[], Reader] | None] = None
    layer: ClassVar[int] = 0
    """Facts of a lower layer are chosen first; those of a higher one take what is left."""
    inside: ClassVar[frozenset[str]] = frozenset()
    """Kinds of lower layers whose spans may hold a fact of this kind."""

    start: int = field(validator=whole)
    stop: int = field(validator=whole)
    text: str = field(validator=string)
    rule: str = field(default="", validator=string)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise FactError(f"start, stop: [{self.start}, {self.stop}) is no span of a text")
        if len(self.text) != self.stop - self.start:
            raise FactError(f"text: {self.text!r} does not fill [{self.start}, {self.stop})")

    def __repr__(self) -> str:
        own = fields(type(self))[len(fields(Fact)) :]
        values = ((a, getattr(self, a.name)) for a in own)
        shown = [f"{a.name}={_plain(value)!r}" for a, value in values if value != a.default]
        return f"{type(self).__name__}({', '.join([repr(self.text), *shown])})"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: amounts are strings of plain digits, whatever their size; none is left out.

        >>> from tradefacts import Money
        >>> money = Money(start=0, stop=2, text="$5", value=5, currency="USD")
        >>> money.to_dict()["value"], money.to_dict()["low"]
        ('5', None)
        """
        place = {"start": self.start, "stop": self.stop, "text": self.text, "rule": self.rule}
        own = {name: plain_json(getattr(self, name)) for name in own_fields(type(self))}
        return {"kind": self.kind, **place, **own}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote; `Fact.from_dict` finds the class by `kind`.

        The `file` of a line of JSON Lines, which is not the fact's, is passed over. Raises
        `FactError` that names the field.
        """
        kind = json_object(data).get("kind")
        if cls is Fact and isinstance(kind, str) and kind in LATER:
            later: type[Fact] = getattr(import_module(LATER[kind][0]), LATER[kind][1])
            found = later.from_dict(data)
            assert isinstance(found, cls)
            return found
        target = KINDS.get(str(kind)) if cls is Fact else cls
        if target is None or target.kind != kind:
            raise FactError(f"$.kind: {kind!r} is not one of {', '.join(KINDS)}")
        found = read_fields(target, data, _BESIDE)
        assert isinstance(found, cls)
        return found

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a string that is one fact of this kind and nothing else, spaces around it aside.

        Tables write growth with a plus: "+5%" is the fact "5%", whose span has no plus. Raises
        `FactError` where the string holds no such fact, several, or other words.
        """
        return default_reader().parse(cls, text)


def register(kind: type[FactT]) -> type[FactT]:
    """Make a class of facts known by its `kind` and its name, so that grammars can give it.

    A decorator for classes of your own; see `docs/own-facts.md`. Raises `FactError` where another
    class has the kind, the name, or a domain with other values.
    """
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
        if other.kind == kind.kind or other.__name__ == name:
            raise FactError(f"{name} ({kind.kind!r}): {other} is known by that already")
        _check_domains(kind, other)
    KINDS[kind.kind] = kind
    return kind


def _check_names(name: str, kind: str) -> None:
    """Grammars know a class by its name, all else knows it by its kind."""
    if not (name.isascii() and name.isalpha() and name[0].isupper() and name[1:2].islower()):
        raise FactError(f"{name}: grammars can give no fact of that name: letters, as in FuelGrade")
    if not (kind.isascii() and kind.isidentifier() and kind.islower()):
        raise FactError(f"{name}: the kind {kind!r} is no name: small letters, as in 'fuel_grade'")


def _check_domains(kind: type[Fact], other: type[Fact]) -> None:
    """A domain is one list: with other values the grammars of the other class would break."""
    known = {a.metadata.get("domain"): a.metadata.get("values") for a in fields(other)}
    for one in fields(kind):
        values = known.get(one.metadata.get("domain"))
        if values is not None and set(values) != set(one.metadata.get("values", values)):
            domain, listed = one.metadata["domain"], ", ".join(values)
            message = f"the domain {domain!r} has other values already: {listed}; name another"
            raise FactError(f"{kind.__name__}.{one.name}: {message}")


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
    """
    check_listed(values, "values")
    known = tuple(values)
    if not known:
        raise FactError(f"{domain}: no value is listed")
    for value in known:
        if not isinstance(value, str):
            raise FactError(f"{domain}: {value!r} is no str")

    def take(value: object) -> object:
        return next((name for name in known if name == value), value)  # a StrEnum's own member

    def check(_: Fact, attribute: Attribute[str], value: str) -> None:
        if value not in known:
            raise FactError(f"{attribute.name}: {value!r} is not one of {', '.join(known)}")

    return field(
        default=default,
        converter=take,
        validator=check,
        metadata={"domain": domain, "values": known},
    )


def default_reader() -> Reader:
    """The reader that `import tradefacts` provides. Raises `FactError` without it."""
    if Fact.reader is None:
        raise FactError("no grammar is loaded: import tradefacts first")
    return Fact.reader()


def own_fields(kind: type[Fact]) -> tuple[str, ...]:
    """Names of the fields that `kind` adds to a fact's place and text."""
    return tuple(a.name for a in fields(kind)[len(fields(Fact)) :])  # its own come last


def _plain(value: object) -> object:
    return str(value) if isinstance(value, StrEnum) else value


def plain_json(value: Any) -> Any:
    """A field's value as JSON has it: exact numbers are strings, parts are objects."""
    if isinstance(value, Decimal):
        return exact.plain(value)
    if isinstance(value, tuple):
        return [plain_json(one) for one in value]
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return str(value) if isinstance(value, Fraction) else _plain(value)
