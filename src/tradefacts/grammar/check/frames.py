"""Checks of frames: slots, the roles that answer them, places, flows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from tradefacts.facts import own_fields
from tradefacts.grammar import ast
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.schema import assembled, domains

PLACES = ("near", "after", "clause", "sentence", "topic", "derived")
"""Where a slot can look: by the number, in its clause, its sentence, before it, nowhere."""
NEEDED = ("value", "change", "period", "base")
"""The slots that the assembly asks for."""


def check_frames(module: ast.Module, grammar: ast.Grammar) -> Iterator[Problem]:
    """E013, E050, E051 and E056: everything wrong in the frames of a file."""
    imported = [f for f in grammar.frames.values() if f.location.path != module.path]
    frames = [*imported, *module.frames]
    for frame in frames[1:]:
        hint = f"first at {frames[0].location}"
        yield Problem("E013", "a grammar has one frame", frame.location, hint)
    for frame in module.frames:
        yield from _check_frame(frame, grammar, module.broken)


def _check_frame(
    frame: ast.Frame, grammar: ast.Grammar, broken: frozenset[str]
) -> Iterator[Problem]:
    kind = assembled().get(frame.fact)
    if kind is None:
        hint = nearest(frame.fact, assembled())
        yield Problem("E050", f"unknown fact {frame.fact!r}", frame.at[frame.fact], hint)
        return
    fields = {*own_fields(kind), "base"}
    roles = None if "roles" in broken else _given_roles(grammar)
    yield from _check_slots(frame, fields, roles)
    named = {slot.name for slot in frame.slots}
    missing = [name for name in NEEDED if name not in named]
    if missing and named <= fields and frame.name not in broken:  # else one is told of already
        message = f"this frame never sets {', '.join(missing)}"
        hint = f"a frame needs the slots {', '.join(NEEDED)}"
        yield Problem("E040", message, frame.location, hint)
    flows: dict[str, Location] = {}
    for flow in frame.flows:
        yield from _check_flow(flow, frame.fact, fields, roles)
        for name in flow.indicators:
            if name in flows:
                message, hint = f"{name!r} has a flow already", f"first at {flows[name]}"
                yield Problem("E013", message, flow.at[name], hint)
            flows.setdefault(name, flow.at[name])


def _given_roles(grammar: ast.Grammar) -> Collection[str] | None:
    """The names that lines of `roles` give; None where a line gives none, of which E054 tells."""
    names = [a.role for roles in grammar.roles for a in roles.alternatives]
    return None if None in names else [name for name in names if name is not None]


def _asked_roles(frame: ast.Frame) -> frozenset[str]:
    sides = (roles for flow in frame.flows for roles in flow.sides.values())
    return frozenset().union(*(slot.roles for slot in frame.slots), *sides)


def _check_slots(
    frame: ast.Frame, fields: Collection[str], roles: Collection[str] | None
) -> Iterator[Problem]:
    for name, count in Counter(slot.name for slot in frame.slots).items():
        if count > 1:
            yield Problem("E013", f"slot {name!r} is said twice", frame.location)
    for slot in frame.slots:
        if slot.name not in fields:
            message = f"{frame.fact} has no field {slot.name!r}"
            yield Problem("E051", message, slot.location, nearest(slot.name, fields))
        yield from _check_names(slot.roles, roles, "role", slot.at)
        yield from _check_names(slot.places, PLACES, "place", slot.at)


def _check_flow(
    flow: ast.Flow, fact: str, fields: Collection[str], roles: Collection[str] | None
) -> Iterator[Problem]:
    indicators = domains()["indicator"] or ()
    yield from _check_names(flow.indicators, indicators, "indicator", flow.at)
    for side, names in flow.sides.items():
        if side not in fields:
            message = f"{fact} has no field {side!r}"
            yield Problem("E051", message, flow.at[side], nearest(side, fields))
        yield from _check_names(names, roles, "role", flow.at)


def _check_names(
    names: tuple[str, ...], known: Collection[str] | None, what: str, at: ast.Places
) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if known is not None and name not in known:
            yield Problem("E056", f"no {what} {name!r}", at[name], nearest(name, known))
        elif count > 1:
            yield Problem("E013", f"{name!r} is named twice", at[name])


def check_read(roles: ast.Roles, frame: ast.Frame) -> Iterator[Problem]:
    """W075: roles that no slot of a frame asks for, where one of nearly that name is meant.

    Others stand there on purpose: they keep a mention from the roles of later lines.
    """
    asked = _asked_roles(frame)
    for alternative in roles.alternatives:
        name = alternative.role
        if name is not None and name not in asked and get_close_matches(name, asked, 1, 0.8):
            message = f"the frame asks for no role {name!r}"
            place = alternative.results[0].location
            yield Problem("W075", message, place, nearest(name, asked))


def check_flows(frame: ast.Frame, grammar: ast.Grammar) -> Iterator[Problem]:
    """W075: indicators whose parties no flow tells, so that only other facts lend them any."""
    told = {name for flow in frame.flows for name in flow.indicators}
    for lexicon in grammar.lexicons.values():
        for entry in lexicon.entries if lexicon.domain == "indicator" else ():
            if entry.key not in told:
                message = f"no flow names the indicator {entry.key!r}"
                hint = f"say who its parties are: flow {entry.key} : reporter = ..."
                yield Problem("W075", message, entry.location, hint)
                told.add(str(entry.key))
