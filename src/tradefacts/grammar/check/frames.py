"""Checks of roles and frames: kinds, spans, features, slots, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from tradefacts.facts import KINDS, own_fields
from tradefacts.grammar import ast
from tradefacts.grammar.analysis import walk
from tradefacts.grammar.errors import Location, Problem, nearest
from tradefacts.grammar.features import FEATURES
from tradefacts.grammar.schema import assembled, domains

PLACES = ("near", "after", "clause", "sentence", "topic", "derived")
"""Where a slot can look: by the number, in its clause, its sentence, before it, nowhere."""
_SOFT = ("ANY", "WORD")


def check_roles(roles: ast.Roles, grammar: ast.Grammar) -> Iterator[Problem]:
    """E030, E047 and E053 to E055: everything wrong in the roles of some kinds."""
    for kind in roles.kinds:
        if kind not in KINDS:
            message = f"no kind of mention {kind!r}"
            yield Problem("E030", message, roles.location, nearest(kind, KINDS))
    for alternative in roles.alternatives:
        yield from _check_alternative(alternative, roles)
        for node in walk(alternative.pattern):
            yield from _check_part(node, grammar)


def _check_alternative(alternative: ast.Alternative, roles: ast.Roles) -> Iterator[Problem]:
    top = alternative.pattern.items
    spans = [n for n in walk(alternative.pattern) if isinstance(n, ast.Span)]
    whole = len(spans) == 1 and spans[0] in top and _mention(spans[0]) in (*roles.kinds, "it")
    if not whole:
        message = "a role is of one [mention], of a kind that these roles are for, or [it]"
        yield Problem("E053", message, alternative.location, f"write [ {roles.kinds[0]} ] once")
    named = len(alternative.results) == 1 and isinstance(alternative.results[0].expr, ast.Name)
    if not named or alternative.results[0].field is not None or alternative.shared:
        yield Problem("E054", "a role is one name: => change", alternative.location)


def _check_part(node: ast.Node, grammar: ast.Grammar) -> Iterator[Problem]:
    match node:
        case ast.Featured(feature=feature) if feature not in FEATURES:
            hint = nearest(feature, FEATURES)
            yield Problem("E055", f"no feature {feature!r}", node.location, hint)
        case ast.Featured(body=body) if not isinstance(body, ast.Ref | ast.Mention):
            message = "only a lexicon or a mention has features"
            hint = "write (x{past} | y{past}) for (x | y){past}"
            yield Problem("E053", message, node.location, hint)
        case ast.Terminal(name=name) if name not in _SOFT:
            yield _above(name, node)
        case ast.Glued():
            yield _above("&", node)
        case ast.Ref(name=name) if _is_value_rule(grammar.rules.get(name)):
            yield _above(f"the rule {name.rpartition('.')[2]!r}", node)
        case ast.Repeat(high=None):
            hint = "write {1,8} for +"
            yield Problem("E047", "context without a bound", node.location, hint)


def _above(what: str, node: ast.Node) -> Problem:
    message = f"{what} reads the tokens of a mention; roles stand above them"
    return Problem("E053", message, node.location, "ANY, WORD, words, lexicons, kinds")


def _is_value_rule(rule: ast.Rule | None) -> bool:
    """Whether a rule is one that E023 does not forbid everywhere."""
    return rule is not None and rule.kind is not ast.RuleKind.FACT


def _mention(node: ast.Node) -> str | None:
    body = node.body if isinstance(node, ast.Span | ast.Featured) else node
    if isinstance(body, ast.Featured):
        body = body.body
    return body.kind if isinstance(body, ast.Mention) else None


def role_name(alternative: ast.Alternative) -> str | None:
    """The role that a line of `roles` gives."""
    expr = alternative.results[0].expr if alternative.results else None
    return expr.name if isinstance(expr, ast.Name) else None


def check_frames(module: ast.Module, grammar: ast.Grammar) -> Iterator[Problem]:
    """E013, E050, E051 and E056: everything wrong in the frames of a file."""
    imported = [f for f in grammar.frames.values() if f.location.path != module.path]
    frames = [*imported, *module.frames]
    for frame in frames[1:]:
        hint = f"first at {frames[0].location}"
        yield Problem("E013", "a grammar has one frame", frame.location, hint)
    for frame in module.frames:
        yield from _check_frame(frame, grammar)


def _check_frame(frame: ast.Frame, grammar: ast.Grammar) -> Iterator[Problem]:
    kind = assembled().get(frame.fact)
    if kind is None:
        hint = nearest(frame.fact, assembled())
        yield Problem("E050", f"unknown fact {frame.fact!r}", frame.location, hint)
        return
    given = {role_name(a) for roles in grammar.roles for a in roles.alternatives} - {None}
    known = [str(role) for role in given]
    known_fields = {*own_fields(kind), "base"}
    for name, count in Counter(slot.name for slot in frame.slots).items():
        if count > 1:
            yield Problem("E013", f"slot {name!r} is said twice", frame.location)
    for slot in frame.slots:
        if slot.name not in known_fields:
            message = f"{frame.fact} has no field {slot.name!r}"
            yield Problem("E051", message, slot.location, nearest(slot.name, known_fields))
        yield from _unknown(slot.roles, known, "role", slot.location)
        yield from _unknown(slot.places, PLACES, "place", slot.location)
    for flow in frame.flows:
        indicators = domains()["indicator"] or ()
        yield from _unknown(flow.indicators, indicators, "indicator", flow.location)
        for side, roles in flow.sides.items():
            if side not in known_fields:
                message = f"{frame.fact} has no field {side!r}"
                yield Problem("E051", message, flow.location, nearest(side, known_fields))
            yield from _unknown(roles, known, "role", flow.location)


def _unknown(
    names: tuple[str, ...], known: Collection[str], what: str, location: Location
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield Problem("E056", f"no {what} {name!r}", location, nearest(name, known))
