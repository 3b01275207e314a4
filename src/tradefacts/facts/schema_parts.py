"""Building blocks that the JSON Schemas of mentions and of trade facts share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]

AMOUNT = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"
"""The digits of a Decimal."""
RATIO = r"-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?"
"""The digits of a Fraction."""
CODE = "[A-Z]{2}(-[A-Z0-9]{1,3})?"
"""A code of ISO 3166."""
WORDED = r"\S"
"""A text that is not blank; the pattern is searched for, not anchored."""

FILE: Schema = {"type": "string", "description": "the file's name, where the command line read one"}
NULL: Schema = {"type": "null"}
SET: Schema = {"not": NULL}


def anchored(pattern: str) -> str:
    """Anchor a pattern to the whole text."""
    return f"^({pattern})$"


def names(listed: Iterable[str]) -> Schema:
    """The schema of one name from a closed list."""
    return {"enum": [str(name) for name in listed]}


def closed(description: str, properties: Schema, *, file: bool = False) -> Schema:
    """An object with all of these properties, optionally a `file`, and no others."""
    return {
        "description": " ".join(description.split()),
        "type": "object",
        "required": list(properties),
        "properties": {"file": FILE, **properties} if file else properties,
        "additionalProperties": False,
    }


def bounds(*, relation: bool) -> Schema:
    """Either `value` or both `low` and `high`; only the latter go with the relation `range`."""
    value: Schema = {"value": SET, "low": NULL, "high": NULL}
    ends: Schema = {"value": NULL, "low": SET, "high": SET}
    if relation:
        value["relation"] = {"not": {"const": "range"}}
        ends["relation"] = {"const": "range"}
    return {"oneOf": [{"properties": value}, {"properties": ends}]}


def together(*fields: str) -> Schema:
    """Either all of these fields are set, or none."""
    return {"oneOf": [{"properties": dict.fromkeys(fields, one)} for one in (SET, NULL)]}
