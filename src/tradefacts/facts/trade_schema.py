"""The JSON Schema of trade facts; `json_schema` puts it beside the others."""

from __future__ import annotations

from tradefacts.facts.kinds import Relation
from tradefacts.facts.schema_parts import (
    AMOUNT,
    CODE,
    NULL,
    RATIO,
    SET,
    WORDED,
    Schema,
    anchored,
    bounds,
    closed,
    names,
    together,
)
from tradefacts.facts.trade import ChangeKind, ChangeUnit, Indicator, Modality, Place, TradeFact
from tradefacts.facts.trade_parts import UNITS
from tradefacts.facts.trade_terms import INFERABLE, OWN_CODES, SLOTS
from tradefacts.units import iso4217

_WORDS: Schema = {"type": ["string", "null"]}
_WORDED: Schema = {**_WORDS, "pattern": WORDED}
_TRUTH: Schema = {"type": "boolean"}
_NUMBERS = ("value", "low", "high")
_CODE: Schema = {
    "type": ["string", "null"],
    "pattern": anchored("|".join([CODE, *OWN_CODES])),
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


def trade_schemas(place: Schema) -> dict[str, Schema]:
    """The definitions of a trade fact and its parts; `place` has the fields of every fact."""
    return {
        "TradeFact": _fact(place),
        "Magnitude": _magnitude(),
        "Change": _change(),
        "Evidence": _evidence(),
    }


def _fact(place: Schema) -> Schema:
    fields = {
        "kind": {"const": TradeFact.kind},
        **place,
        "indicator": names(Indicator),
        "reporter": _CODE,
        "partner": _CODE,
        "symmetric": _TRUTH,
        "sector": _WORDED,
        "period": _PERIOD,
        "value": _perhaps("Magnitude"),
        "value_span": _SPAN,
        "change": _perhaps("Change"),
        "change_span": _SPAN,
        "modality": names(Modality),
        "restates": _SPAN,
        "evidence": {"type": "array", "items": {"$ref": "#/$defs/Evidence"}},
        **{f"{name}_inferred": _TRUTH for name in INFERABLE},
    }
    return {
        **closed("What one sentence states of trade.", fields, file=True),
        "anyOf": [{"properties": {name: SET}} for name in ("value", "change")],
        "allOf": [together(name, f"{name}_span") for name in ("value", "change")],
    }


def _magnitude() -> Schema:
    fields = {
        **dict.fromkeys(_NUMBERS, _number(AMOUNT)),
        "currency": {"enum": [*sorted(iso4217.codes()), None], "description": "ISO 4217"},
        "unit": _WORDED,
        "relation": names(Relation),
    }
    counted = [
        {"properties": {"currency": SET, "unit": NULL}},
        {"properties": {"currency": NULL, "unit": SET}},
    ]
    return {
        **closed("An amount of one currency, or a number of one unit.", fields),
        "allOf": [bounds(relation=True), {"oneOf": counted}],
    }


def _change() -> Schema:
    fields = {
        "kind": names(ChangeKind),
        "unit": names(ChangeUnit),
        **dict.fromkeys(_NUMBERS, _WORDS),
        "relation": names(Relation),
        "base": {**_WORDS, "description": "a period in ISO 8601; the whole of a share, in words"},
        "base_implied": _TRUTH,
    }
    counted = [_counted(kind, unit) for kind, units in UNITS.items() for unit in sorted(units)]
    return {
        **closed("How a level moved against a base, or its part of a whole.", fields),
        "allOf": [bounds(relation=True), {"oneOf": counted}],
    }


def _counted(kind: ChangeKind, unit: ChangeUnit) -> Schema:
    """The schema of a change of this kind and unit, with the format of its numbers."""
    digits = AMOUNT if unit is ChangeUnit.PERCENT else RATIO
    if kind is not ChangeKind.PERCENT_CHANGE:
        digits = digits.removeprefix("-?")
    numbers = dict.fromkeys(_NUMBERS, _number(digits))
    return {"properties": {"kind": names([kind]), "unit": names([unit]), **numbers}}


def _evidence() -> Schema:
    fields = {
        "slot": names(SLOTS),
        "place": names(Place),
        "start": {"type": ["integer", "null"], "minimum": 0},
        "stop": {"type": ["integer", "null"], "minimum": 1},
        "line": {"type": "string", "description": "the rule: file:line"},
    }
    found = "Which words answered a slot, and the rule that took them."
    return {**closed(found, fields), **together("start", "stop")}


def _number(digits: str) -> Schema:
    return {"type": ["string", "null"], "pattern": anchored(digits), "description": "exact digits"}


def _perhaps(name: str) -> Schema:
    return {"oneOf": [{"$ref": f"#/$defs/{name}"}, NULL]}
