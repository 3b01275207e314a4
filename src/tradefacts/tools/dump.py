"""The linked grammar as JSON, and its JSON Schema: both are derived from the classes of the AST.

The key `is` holds the class of every object; places are `path:line:column`. A number is
`{"number": "0.5"}`, which keeps it exact at any size and distinct from a name.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any

from attrs import fields, has

from tradefacts.grammar import ast
from tradefacts.grammar.errors import Location
from tradefacts.units import exact

_LEFT_OUT = {"sources"}
"""Fields of the AST that do not affect the meaning of a grammar."""
_NUMBER = {
    "type": "object",
    "properties": {"number": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}},
    "required": ["number"],
    "additionalProperties": False,
}
_LOCATION = {"type": "string", "pattern": r":\d+:\d+$"}
_SIMPLE: dict[object, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Decimal: _NUMBER,
    Location: _LOCATION,
}


def dump(grammar: ast.Grammar) -> dict[str, Any]:
    """A linked grammar, ready for JSON: patterns are substituted, names are qualified.

    >>> from tradefacts.extractor import load_grammars
    >>> lexicon = dump(load_grammars(["sign"]))["lexicons"]["sign.word"]
    >>> lexicon["domain"], lexicon["entries"][0]["key"]
    ('number', {'number': '-1'})
    """
    dumped = _json(grammar)
    assert isinstance(dumped, dict)
    return dumped


def _json(value: object) -> object:
    if isinstance(value, Location):
        return str(value)
    if isinstance(value, Decimal):
        return {"number": exact.plain(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _json(item) for name, item in value.items()}
    if has(type(value)):
        rows = {name: _json(getattr(value, name)) for name in _names(type(value))}
        return {"is": type(value).__name__, **rows}
    return value


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `dump`, with the docstrings of the classes as descriptions."""
    found: dict[str, dict[str, Any]] = {}
    root = _schema(ast.Grammar, found)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A linked grammar of tradefacts",
        **root,
        "$defs": found,
    }


def _names(kind: type) -> list[str]:
    return [a.name for a in fields(kind) if a.name not in _LEFT_OUT]


def _schema(kind: Any, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The schema of a type; classes go into `found` and are referred to by name."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, UnionType}:
        return {"anyOf": [_schema(arg, found) for arg in args]}
    if origin is tuple and args[-1] is Ellipsis:
        return {"type": "array", "items": _schema(args[0], found)}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_schema(arg, found) for arg in args]}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(args[1], found)}
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if kind in {ast.Node, ast.Expr}:  # any subclass
        # by name, as attrs leaves unslotted originals of classes behind; link removes every Use
        names = dict.fromkeys(k.__name__ for k in kind.__subclasses__() if k.__name__ != "Use")
        return {"anyOf": [_schema(getattr(ast, name), found) for name in names]}
    if kind.__name__ not in found:
        found[kind.__name__] = {}  # classes may refer to themselves
        found[kind.__name__] = _class_schema(kind, found)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _class_schema(kind: type, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    properties = {name: _schema(hints[name], found) for name in _names(kind)}
    return {
        "type": "object",
        "description": (getdoc(kind) or "").split("\n\n")[0],
        "properties": {"is": {"const": kind.__name__}, **properties},
        "required": ["is", *properties],
        "additionalProperties": False,
    }
