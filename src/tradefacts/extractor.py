"""Text in, facts out: the grammars that are loaded, and the engine that runs them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from functools import cache, cached_property
from pathlib import Path

from tradefacts.engine import Compiled
from tradefacts.facts import KINDS, Document, Fact, FactError, Level, Region
from tradefacts.grammar import ast
from tradefacts.grammar.examples import Engine
from tradefacts.grammar.installed import installed_grammar, installed_grammars
from tradefacts.grammar.lexicon import entry_name
from tradefacts.grammar.load import load
from tradefacts.grammar.shipped import SUFFIX, grammar_folder
from tradefacts.reference import Reference
from tradefacts.units import iso3166
from tradefacts.units.errors import NormalizationError

GRAMMARS = ("money", "percent", "region", "period", "ratio", "quantity", "region_adj")
"""The grammars that are loaded unless others are named."""

ENGINES: dict[str, Callable[[ast.Grammar], Engine]] = {
    "reference": Reference,
    "compiled": Compiled.of,
}
"""Back ends by name: Yargy, which is the meaning of a grammar, and the compiled engine."""


def load_grammars(names: Iterable[str | Path] = GRAMMARS) -> ast.Grammar:
    """Grammars by name, as one: shipped (`"money"`), of an installed package, or a `.tfg` file.

    Raises `GrammarError` with every problem of the files, `FileNotFoundError`, `ValueError`.
    """
    paths = [_grammar_path(name) for name in names]
    if not paths:
        raise ValueError(f"no grammar is named: take one of {', '.join(GRAMMARS)}")
    return load(*paths)


def _grammar_path(name: str | Path) -> Path:
    own = str(name).endswith(SUFFIX)
    path = Path(name) if own else grammar_folder() / f"{name}{SUFFIX}"
    if path.is_file():
        return path
    brought = None if own else installed_grammar(str(name))
    if brought is None:
        shipped = {p.stem for p in grammar_folder().glob(f"*{SUFFIX}")}
        known = ", ".join(sorted({*shipped, *installed_grammars()}))
        raise FileNotFoundError(f"no grammar {str(name)!r}: name a .tfg file or one of {known}")
    return brought


class Extractor:
    """Reads facts from texts by the grammars it was made of.

    `grammars` are names, shipped or of installed packages, or paths of `.tfg` files; all of them
    compete for the text. A class of facts of your own is registered before its grammar is loaded.
    `kinds` leaves only facts of these kinds in the result. `engine` is the back end.

    >>> extractor = Extractor(grammars=["money", "percent"], kinds=["money"])
    >>> extractor.extract("рост на 5%, до $1,2 млрд").facts
    (Money('$1,2 млрд', value=Decimal('1200000000'), currency='USD'),)

    Raises `GrammarError` for a wrong grammar, `ValueError` for an unknown kind or engine.
    """

    def __init__(
        self,
        grammars: Iterable[str | Path] = GRAMMARS,
        *,
        kinds: Collection[str] | None = None,
        engine: str = "reference",
    ) -> None:
        if engine not in ENGINES:
            raise ValueError(f"no engine {engine!r}: it is one of {', '.join(ENGINES)}")
        self.grammar = load_grammars(grammars)  # a package may bring kinds of its own
        unknown = sorted(set(kinds or ()) - set(KINDS))
        if unknown:
            raise ValueError(f"no kind {unknown[0]!r}: it is one of {', '.join(KINDS)}")
        self.kinds = frozenset(KINDS if kinds is None else kinds)
        self.engine: Engine = ENGINES[engine](self.grammar)

    def extract(self, text: str, date: str | dt.date | None = None) -> Document:
        """The facts of a text; `date` is the day it was written, an ISO 8601 string or a date.

        Words such as "в прошлом году" have no `iso` without it.

        >>> Extractor(["period"]).extract("в прошлом году", date="2024-04-15").facts
        (Period('прошлом году', iso='2023', relative=True),)

        Any string will do: an empty one, NUL and lone surrogates hold no fact and break none.
        Raises `TypeError` for anything else, `ValueError` for a date that is none.
        """
        _check_text(text)
        facts = self.engine.facts(text, date=None if date is None else _day(date))
        return Document(text, tuple([fact for fact in facts if fact.kind in self.kinds]))

    def parse(self, kind: type[Fact], text: str) -> Fact:
        """The one fact of a kind that a whole string is; raises `FactError` with the reason."""
        found = self.extract(text).of(kind)
        place = (len(text) - len(text.lstrip()), len(text.rstrip()))
        if len(found) == 1 and (found[0].start, found[0].stop) == place:
            return found[0]
        shown = repr(text if len(text) <= 80 else text[:77] + "...")
        name = kind.__name__
        if not found:
            raise FactError(f"{shown} holds no {name}")
        if len(found) > 1:
            listed = ", ".join(repr(fact.text) for fact in found[:5])
            raise FactError(f"{shown} holds {len(found)} facts of {name}, not one: {listed}")
        message = f"{shown} is more than one {name}: only {found[0].text!r} is read"
        raise FactError(message)

    def lookup(self, code: str) -> Region:
        """The country or subdivision of an ISO 3166 code, under the name that the grammars give it.

        Raises `FactError` for a code that ISO does not know, or that no grammar names.
        """
        try:
            iso3166.place(code)
        except NormalizationError as error:
            raise FactError(str(error)) from None
        for name in self._names.get(code, ()):
            found = self.engine.facts(name)
            if len(found) == 1 and _is_canonical(found[0], code, name):
                assert isinstance(found[0], Region)
                return found[0]
        raise FactError(f"the grammars have no name for {code!r} ({iso3166.place(code).name})")

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Names by code, in the order of the lexicons."""
        names: dict[str, list[str]] = {}
        for lexicon in self.grammar.lexicons.values():
            for entry in lexicon.entries if lexicon.domain == "iso3166" else ():
                name = entry_name(lexicon, entry)
                if isinstance(entry.key, str) and name is not None:
                    names.setdefault(entry.key, []).append(name)
        return names


def _is_canonical(fact: Fact, code: str, name: str) -> bool:
    if not isinstance(fact, Region) or fact.level is Level.CITY:
        return False
    return fact.code == code and fact.name == fact.text == name


def _day(date: str | dt.date) -> str:
    """A day in ISO 8601, without the time of day."""
    if isinstance(date, str):
        try:
            date = dt.datetime.fromisoformat(date)
        except ValueError:
            raise ValueError(f"no date {date!r}: write it as 2024-05-15") from None
    return date.isoformat()[:10]


def _check_text(text: object) -> None:
    if not isinstance(text, str):
        hint = "; decode it first" if isinstance(text, bytes | bytearray) else ""
        raise TypeError(f"a text is a str, not {type(text).__name__}{hint}")


@cache
def default_extractor() -> Extractor:
    """The extractor behind `tradefacts.extract`, made when it is first needed."""
    return Extractor()


def extract(text: str, date: str | dt.date | None = None) -> Document:
    """The facts of a text, by the shipped grammars; `date` is the day it was written.

    >>> extract("Товарооборот составил $316,4 млн").money
    (Money('$316,4 млн', value=Decimal('316400000'), currency='USD'),)
    """
    return default_extractor().extract(text, date)
