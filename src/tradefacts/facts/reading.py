"""Facts and their parts to JSON and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from attrs import NOTHING, fields

from tradefacts.facts.checks import REFUSALS, FactError, refusal
from tradefacts.units import exact

T = TypeVar("T")


def json_object(data: object) -> Mapping[str, Any]:
    """Return the data of a fact in JSON; `FactError` unless it is an object."""
    if not isinstance(data, Mapping):
        raise FactError(f"$: a fact is an object with a kind, not {data!r}")
    return data


def check_known(kind: type, data: Mapping[str, Any], names: Collection[str]) -> None:
    """Raise `FactError` for a field in JSON that `kind` does not have."""
    unknown = sorted(map(str, set(data).difference(names)))
    if unknown:
        raise FactError(f"$.{unknown[0]}: {kind.__name__} has no such field")


def read_fields(kind: type[T], data: Mapping[str, Any], beside: Iterable[str] = ()) -> T:
    """Make a `kind` from a JSON object, ignoring the keys in `beside`.

    Raises `FactError` that says where: `$` is the object.
    """
    own = fields(kind)  # type: ignore[arg-type]  # only attrs classes are passed
    names = {a.name for a in own}
    check_known(kind, data, names.union(beside))
    for one in own:
        if one.default is NOTHING and one.name not in data:
            raise FactError(f"$.{one.name}: {kind.__name__} needs it")
    try:
        return kind(**{name: data[name] for name in names if name in data})
    except REFUSALS as error:
        raise refusal(kind, error) from None
    except TypeError as error:
        raise FactError(f"$: {error}") from None


def as_word(value: object) -> object:
    """The name of a member of a closed list; anything else unchanged."""
    return str(value) if isinstance(value, StrEnum) else value


def plain_json(value: Any) -> Any:
    """Convert a field's value for JSON: exact numbers become strings, parts become objects."""
    if isinstance(value, Decimal):
        return exact.plain(value)
    if isinstance(value, tuple):
        return [plain_json(one) for one in value]
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return str(value) if isinstance(value, Fraction) else as_word(value)


def load_json(data: str | bytes) -> Any:
    """Parse JSON, also as UTF-8 bytes. Raises `FactError` that says where it is invalid."""
    import json  # noqa: PLC0415  # it compiles regexes on import

    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FactError(f"$: no JSON: {place}: {error.msg}") from None
    except (TypeError, ValueError, RecursionError) as error:  # no string, no UTF-8, nested too deep
        raise FactError(f"$: no JSON: {error}") from None


def dump_json(data: object, *, indent: int | None = None) -> str:
    """Write JSON with readable Cyrillic; escape it only if there is a lone surrogate."""
    import json  # noqa: PLC0415  # as above

    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data, indent=indent)
    return text
