"""The JSON Schema of documents and of every registered kind of facts."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any, Literal

from tradefacts.facts.checks import FactError
from tradefacts.facts.chosen_kinds import Kind, kinds_named
from tradefacts.facts.columns import Column, Content, columns_of
from tradefacts.facts.fact import Fact
from tradefacts.facts.schema_parts import AMOUNT, CODE, RATIO, WORDED, anchored, bounds, closed
from tradefacts.units import iso4217

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TYPES: dict[Content, dict[str, Any]] = {
    Content.AMOUNT: {"type": "string", "pattern": anchored(AMOUNT)},
    Content.RATIO: {"type": "string", "pattern": anchored(RATIO)},
    Content.WHOLE: {"type": "integer"},
    Content.TRUTH: {"type": "boolean"},
    Content.WORDS: {"type": "string"},
}
_PLACE: dict[str, dict[str, Any]] = {
    "start": {"minimum": 0, "description": "code points of the text before the fact"},
    "stop": {"minimum": 1, "description": "code points of the text before the fact's end"},
    "text": {"minLength": 1, "description": "the words of the fact: text[start:stop]"},
    "rule": {"description": "the grammar rule that read it"},
}
_CODE = {"pattern": anchored(CODE), "description": "ISO 3166-1 or ISO 3166-2"}


def json_schema(
    of: Literal["fact", "document", "trade"] = "fact", *, kinds: Iterable[Kind] | None = None
) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `to_dict` writes for a fact, a document or a trade fact.

    The fields are those of the registered attrs classes, including yours, or only of `kinds`;
    closed domains are enumerations. It also allows the `file` that the command line adds.

    >>> schema = json_schema()
    >>> schema["$ref"], schema["$defs"]["Money"]["properties"]["relation"]["enum"]
    ('#/$defs/Fact', ['eq', 'approx', 'gt', 'ge', 'lt', 'le', 'range'])

    Raises `FactError` for an unregistered kind, and for a name that has no schema.
    """
    roots = {"fact": "Fact", "document": "Document", "trade": "TradeFact"}
    if not isinstance(of, str) or of not in roots:
        raise FactError(f"no schema {of!r}: it is one of {', '.join(roots)}")
    classes = kinds_named(kinds)
    definitions = {
        "Fact": {"oneOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in classes]},
        **{kind.__name__: _fact(kind) for kind in classes},
    }
    if of != "fact":
        from tradefacts.facts.trade_schema import trade_schemas  # noqa: PLC0415  # rarely needed

        place = {c.name: _field(c) for c in columns_of(Fact)}
        definitions |= {"Document": _document(), **trade_schemas(place)}
    return {"$schema": DIALECT, "$ref": f"#/$defs/{roots[of]}", "$defs": definitions}


def _document() -> dict[str, Any]:
    """The schema of a document; `trade_facts` is optional, as `extract` prints none."""
    words = {"type": ["string", "null"]}
    schema = closed(
        "A text and its facts, in the order of the text.",
        {
            "text": {"type": "string"},
            "title": {**words, "description": "the headline, where it is not in the text"},
            "date": {**words, "description": "the day on which the text was written"},
            "facts": _array("#/$defs/Fact"),
            "trade_facts": _array("#/$defs/TradeFact"),
        },
        file=True,
    )
    schema["required"].remove("trade_facts")
    return schema


def _fact(kind: type[Fact]) -> dict[str, Any]:
    columns = columns_of(kind)
    fields = {column.name: _field(column) for column in columns}
    summary = inspect.getdoc(kind) or kind.__name__
    properties = {"kind": {"const": kind.kind}, **fields}
    schema = closed(summary.partition("\n\n")[0], properties, file=True)
    numbers = {c.name for c in columns if c.content in (Content.AMOUNT, Content.RATIO)}
    if {"value", "low", "high"} <= numbers:
        schema |= bounds(relation="relation" in fields)
    return schema


def _field(column: Column) -> dict[str, Any]:
    schema = {**_TYPES.get(column.content, {}), **_PLACE.get(column.name, {})}
    if column.domain == "iso4217":
        schema |= {"enum": sorted(iso4217.codes()), "description": "ISO 4217"}
    elif column.domain == "iso3166":
        schema |= _CODE
    elif column.values is not None and column.content is Content.WORDS:
        schema["enum"] = list(column.values)
    elif column.worded:
        schema["pattern"] = WORDED
    if column.nullable and "type" in schema:
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return schema


def _array(reference: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": reference}}
