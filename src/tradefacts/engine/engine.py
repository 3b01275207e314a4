"""A compiled grammar: gives the facts that the reference gives, hundreds of times faster."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from tradefacts.cache import cached, loaded
from tradefacts.engine.clusters import Choices, Clusters
from tradefacts.engine.matcher import Matcher
from tradefacts.engine.program import Program
from tradefacts.engine.row import View
from tradefacts.engine.store import pack, unpack
from tradefacts.engine.template import shifted
from tradefacts.facts import Fact
from tradefacts.grammar.choice import Candidates, Chosen
from tradefacts.grammar.context import settle
from tradefacts.grammar.readings import Whole, distinct
from tradefacts.grammar.records import DamagedError

if TYPE_CHECKING:
    from tradefacts.grammar import ast

_CODE = (Path(__file__).parent,)

ResultT = TypeVar("ResultT")


class Compiled:
    """A compiled grammar.

    >>> from tradefacts.extractor import load_grammars
    >>> engine = Compiled.of(load_grammars(["percent"]))
    >>> engine.facts("рост на 5%")
    [Percentage('5%', value=Decimal('5'), unit='percent')]
    """

    @classmethod
    def of(cls, grammar: ast.Grammar) -> Compiled:
        """Compile a grammar, which takes a second or two."""
        return cls(_made(grammar), lambda: grammar)

    @classmethod
    def of_files(cls, paths: Iterable[Path]) -> Compiled:
        """Compile `.tfg` files, or load what an earlier process has compiled from them.

        Raises whatever loading a grammar raises.
        """
        rows = tuple(paths)
        program = cached("engine", rows, _made, pack, unpack, _CODE)
        places = [path.absolute() for path in rows]  # the working directory may change before use
        anew = partial(cached, "engine", places, _made, pack, unpack, _CODE, anew=True)
        return cls(program, lambda: loaded(places), anew)

    def __init__(
        self,
        program: Program,
        grammar: Callable[[], ast.Grammar],
        anew: Callable[[], Program] | None = None,
    ) -> None:
        self._grammar = grammar
        self._anew = anew
        self._lock = Lock()
        self._take(program)

    def _take(self, program: Program) -> None:
        self.program = program
        self.matcher = Matcher(program)
        self.choices = Choices()

    @cached_property
    def grammar(self) -> ast.Grammar:
        """The grammar that was compiled; its files are read when this is first accessed."""
        return self._grammar()

    def _surely(self, work: Callable[[], ResultT]) -> ResultT:
        """Run `work`; if the file of the program proves damaged, compile again and rerun it."""
        program = self.program
        try:
            return work()
        except DamagedError:
            if self._anew is None:
                raise
            with self._lock:
                if self.program is program:  # no other thread has recompiled it
                    self._take(self._anew())
            return work()

    def gives(self) -> Iterator[str]:
        """The fact class of each alternative of the fact rules; a class may come repeatedly."""
        return (line.gives for line in self.program.lines.all)

    # -- facts
    def facts(
        self, text: str, rules: Collection[str] | None = None, date: str | None = None
    ) -> list[Fact]:
        """The facts of a text, in text order; `rules` limits them to these fact rules.

        `date` is the day the text was written, in ISO 8601.
        """
        if rules is not None:
            return settle(self.chosen(text, rules).readings, date)
        return self._surely(lambda: self._facts(text, date))

    def _facts(self, text: str, date: str | None) -> list[Fact]:
        matcher = self.matcher
        row = matcher.row(text)
        clusters = Clusters(row.stops, self.choices)
        for at in row.anchors():
            narrowed = matcher.narrowed(row, at)
            if narrowed is not None:
                known = matcher.known(narrowed, row, at)
                if known.matches:
                    clusters.add(matcher.template(known, row, at), at)
        return clusters.facts(date)

    # -- slower, with what was not chosen
    def chosen(self, text: str, rules: Collection[str] | None = None) -> Chosen:
        """The best readings of a text, and the ties between readings of equal rank."""
        return self._surely(lambda: Chosen.of(self._candidates(text, rules)))

    def _candidates(self, text: str, rules: Collection[str] | None) -> Iterator[Candidates]:
        """The best reading for each set of spans, paragraph by paragraph."""
        matcher = self.matcher
        row = matcher.row(text)
        found, start = Candidates(), 0
        for at, symbol in enumerate(row.symbols):
            if symbol.breaks:
                yield found
                found, start = Candidates(), at
            narrowed = matcher.narrowed(row, at) if symbol.anchor else None
            for match in () if narrowed is None else matcher.known(narrowed, row, at).matches:
                if rules is None or match.line.rule in rules:
                    for reading in matcher.readings(match, row, at):
                        found.add(shifted(reading, at - start, reading.facts))

    def values(self, rule: str, text: str) -> list[Whole]:
        """The distinct results of a non-fact rule matched against the whole text."""
        return self._surely(lambda: self._values(rule, text))

    def _values(self, rule: str, text: str) -> list[Whole]:
        row = self.matcher.row(text)
        if not row.pieces:
            return []
        view = View(row, 0, flat=True)
        whole = self.matcher.evaluator.whole
        derivations = self.program.rules[rule].derive(view, 0, len(row.pieces))
        return distinct(chain.from_iterable(whole(one, view) for one in derivations))

    def names(self, code: str) -> Sequence[str]:
        """The names of the place with an ISO 3166 code, in the order of the lexicons."""
        return self._surely(lambda: self.program.names.get(code, ()))


def _made(grammar: ast.Grammar) -> Program:
    from tradefacts.engine.compile import compile_program  # noqa: PLC0415  # slow to import

    return compile_program(grammar)
