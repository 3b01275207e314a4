"""Reading a whole string as one fact, and the errors if it is not one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tradefacts.facts.checks import FactError
from tradefacts.facts.fact import KINDS, LATER, Fact, FactT, check_class
from tradefacts.facts.kinds import Amount, Level, Region
from tradefacts.units import iso3166
from tradefacts.units.errors import NormalizationError, check_text

_SHOWN = 80  # characters of a string that a message quotes


def check_parsed(kind: type[Fact]) -> None:
    """Raise `FactError` for a base class that has no kind of its own, such as `Amount`.

    Raises `TypeError` for anything but a class of facts.
    """
    check_class(kind)
    if hasattr(kind, "kind"):
        return
    below = [known.__name__ for known in KINDS.values() if issubclass(known, kind)]
    below += [name for _, name in LATER.values() if kind is Fact]
    hint = f": parse by one of {', '.join(below)}" if below else ""
    raise FactError(f"{kind.__name__} has no kind of its own{hint}")


def check_given(kind: type[Fact], given: Sequence[str]) -> None:
    """Raise `FactError` if a kind is not among those that a reader gives."""
    name = kind.__name__
    if name not in given:
        hint = f"write Extractor([...]).parse({name}, text) with the grammar that gives it"
        raise FactError(f"no {name} can be read here, but {', '.join(given)}: {hint}")


def whole_of(text: str, found: Sequence[Fact], kind: type[FactT]) -> FactT:
    """The only fact found, if it has this kind and is the whole text; otherwise `FactError`."""
    if len(found) == 1 and isinstance(found[0], kind) and _is_whole(found[0], text):
        return found[0]
    shown = repr(text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "...")
    name = kind.__name__
    if not found:
        raise FactError(f"{shown} holds no {name}")
    if len(found) > 1:
        listed = ", ".join(repr(fact.text) for fact in found[:5])
        raise FactError(f"{shown} holds {len(found)} facts of {name}, not one: {listed}")
    raise FactError(f"{shown} is no {name} as a whole: only {found[0].text!r} is read")


def _is_whole(fact: Fact, text: str) -> bool:
    """Whether a fact fills a string except for spaces around it and a plus before an amount."""
    before, after = text[: fact.start].lstrip(), text[fact.stop :].strip()
    return not after and (not before or (before == "+" and _is_growth(fact)))


def _is_growth(fact: Fact) -> bool:
    if not isinstance(fact, Amount):
        return False
    lowest = fact.low if fact.value is None else fact.value
    return lowest is not None and lowest >= 0


def _unknown(code: str) -> str:
    """The message for one of our own codes, which ISO 3166 lacks; empty for any other code."""
    from tradefacts.facts.trade_terms import OWN_CODES  # noqa: PLC0415  # rarely needed

    if code not in OWN_CODES:
        return ""
    kind = "a union or a macro-region, for which ISO 3166 has no code"
    return f"{code!r} is a code of our own, of {kind}; docs/trade.md tells what each is"


def named(
    code: str,
    names: Callable[[str], Iterable[str]],
    read: Callable[[str], Sequence[Fact]],
) -> Region:
    """The country or subdivision of an ISO 3166 code, by the first name that `read` maps to it.

    Raises `FactError` for a code that is not in ISO 3166 or has no such name, `TypeError` for
    anything but a string.
    """
    check_text(code, "a code")
    try:
        place = iso3166.place(code)
    except NormalizationError as error:
        raise FactError(_unknown(code) or str(error)) from None
    for name in names(code):
        match read(name):
            case [Region() as region] if region.level is not Level.CITY:
                if region.code == code and region.name == region.text == name:
                    return region
    raise FactError(f"the grammars have no name for {code!r} ({place.name})")
