"""The JSON Schema of trade facts; `json_schema` puts it beside the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tradefacts.facts.kinds import Relation
from tradefacts.facts.trade import ChangeKind, ChangeUnit, Indicator, Modality, Place, TradeFact
from tradefacts.facts.trade_terms import SLOTS
from tradefacts.units import iso4217

Schema = dict[str, Any]

_NUMBER = r"^-?(0|[1-9][0-9]*)(\.[0-9]+|/[1-9][0-9]*)?$"
_WORDS: Schema = {"type": ["string", "null"]}
_WORDED: Schema = {**_WORDS, "pattern": r"\S"}
_TRUTH: Schema = {"type": "boolean"}
_CODE: Schema = {
    "type": ["string", "null"],
    "pattern": "^([A-Z]{2}(-[A-Z0-9]{1,3})?|X-[A-Z]{2,})$",
    "description": "ISO 3166-1 or ISO 3166-2, or a union or macro-region such as X-EAEU",
}
_PERIOD: Schema = {
    "type": ["string", "null"],
    "description": "ISO 8601, one end may be open: 2024, 2024-W20, 2024-01/2024-06, ../2026",
}
_SPAN: Schema = {
    "type": ["array", "null"],
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}],
    "items": False,
    "minItems": 2,
}


def trade_schemas(place: Schema, *, file: Schema) -> dict[str, Schema]:
    """Definitions of a trade fact and its parts; `place` are the fields that every fact has."""
    number = {"type": ["string", "null"], "pattern": _NUMBER, "description": "exact digits"}
    amount = dict.fromkeys(("value", "low", "high"), number)
    relation = {"relation": _one_of(Relation)}
    inferred = {f"{name}_inferred": _TRUTH for name in ("reporter", "partner", "period", "sector")}
    fact = {
        "kind": {"const": TradeFact.kind},
        **place,
        "indicator": _one_of(Indicator),
        "reporter": _CODE,
        "partner": _CODE,
        "symmetric": _TRUTH,
        "sector": _WORDED,
        "period": _PERIOD,
        "value": _perhaps("Magnitude"),
        "value_span": _SPAN,
        "change": _perhaps("Change"),
        "change_span": _SPAN,
        "modality": _one_of(Modality),
        "restates": _SPAN,
        "evidence": {"type": "array", "items": {"$ref": "#/$defs/Evidence"}},
        **inferred,
    }
    currency = {"enum": [*sorted(iso4217.codes()), None], "description": "ISO 4217"}
    change = {
        "kind": _one_of(ChangeKind),
        "unit": _one_of(ChangeUnit),
        **amount,
        **relation,
        "base": {**_WORDS, "description": "a period in ISO 8601; the whole of a share, in words"},
        "base_implied": _TRUTH,
    }
    ends = {"type": ["integer", "null"], "minimum": 0}
    evidence = {
        "slot": _one_of(SLOTS),
        "place": _one_of(Place),
        "start": ends,
        "stop": ends,
        "line": {"type": "string", "description": "the rule: file:line"},
    }
    magnitude = {**amount, "currency": currency, "unit": _WORDED, **relation}
    closed = _object("What one sentence states of trade.", fact)
    closed["properties"] = {"file": file, **fact}
    return {
        "TradeFact": closed,
        "Magnitude": _object("An amount of one currency, or a number of one unit.", magnitude),
        "Change": _object("How a level moved against a base, or its part of a whole.", change),
        "Evidence": _object("Which words answered a slot, and the rule that took them.", evidence),
    }


def _one_of(names: Iterable[str]) -> Schema:
    return {"enum": [str(name) for name in names]}


def _perhaps(name: str) -> Schema:
    return {"oneOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}


def _object(description: str, properties: Schema) -> Schema:
    return {
        "description": description,
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }
