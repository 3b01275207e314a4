"""Text in, facts out: loads grammars and runs them with an engine."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tradefacts.cache import loaded
from tradefacts.facts import KINDS, Article, Document, Fact, Region
from tradefacts.facts.article import as_article
from tradefacts.facts.checks import check_listed, check_named
from tradefacts.facts.chosen_kinds import Kind, kinds_named
from tradefacts.facts.days import as_day
from tradefacts.facts.fact import LATER, FactT
from tradefacts.facts.parsing import check_given, check_parsed, named, whole_of
from tradefacts.findings import Found, assembled, document_of, engine_of, found_in
from tradefacts.grammar.named import grammar_path

if TYPE_CHECKING:
    from tradefacts.facts.trade import TradeFact
    from tradefacts.grammar import ast

GRAMMARS = ("money", "percent", "region", "period", "ratio", "quantity", "region_adj")
"""The grammars that are loaded by default."""

ENGINES = ("compiled", "reference")
"""Back ends: the compiled engine, and the reference on Yargy, which defines a grammar's meaning."""

_NO_FACTS = (
    "no rule of these grammars gives a fact: {}; "
    f"name one that has such rules, as {', '.join(GRAMMARS)} "
    "(trade facts are made of their facts: Document.trade_facts)"
)

Recipe = tuple[tuple[str, ...], tuple[Path, ...], tuple[str, ...], str]
"""What a process needs to remake an extractor: modules of fact classes, grammars, kinds, engine."""


def load_grammars(names: Iterable[str | Path] = GRAMMARS) -> ast.Grammar:
    """Load grammars as one: shipped names (`"money"`), names of packages, or `.tfg` files.

    Raises `GrammarError` with every problem in the files, `FileNotFoundError`, `ValueError`.
    """
    return loaded(_paths(names))


def _paths(names: Iterable[str | Path]) -> tuple[Path, ...]:
    check_listed(names, "grammars")
    paths: dict[Path, Path] = {}  # keyed by real path, so that each file is read once
    for name in names:
        if not isinstance(name, Path):
            check_named(name, "a grammar")
        path = grammar_path(name)
        paths.setdefault(path.resolve(), path)
    if not paths:
        raise ValueError(f"no grammar is named: take one of {', '.join(GRAMMARS)}")
    return tuple(paths.values())


class Extractor:
    """Extracts facts from texts with the grammars you choose.

    `grammars` are names, shipped or of installed packages, or paths of `.tfg` files; they all
    compete for the text. Register a class of facts of your own before you load its grammar.
    `kinds`, each a name (`"money"`) or a class (`Money`), keeps only facts of these kinds in the
    result; trade facts use mentions of all kinds. `engine` is the back end: `compiled`, which keeps
    compiled grammars in the user's cache folder, or `reference`.

    >>> extractor = Extractor(grammars=["money", "percent"], kinds=["money"])
    >>> extractor.extract("рост на 5%, до $1,2 млрд").facts
    (Money('$1,2 млрд', value=Decimal('1200000000'), currency='USD'),)

    Raises `GrammarError` for a wrong grammar; `ValueError` for an unknown kind or engine, for
    grammars that give no facts, such as `number`, which others import, or `trade`, and for `kinds`
    that the grammars do not give; `TypeError` for a single name in place of a list. A pickle holds
    the paths, not the grammars.
    """

    def __init__(
        self,
        grammars: Iterable[str | Path] = GRAMMARS,
        *,
        kinds: Iterable[Kind] | None = None,
        engine: str = "compiled",
    ) -> None:
        if engine not in ENGINES:
            raise ValueError(f"no engine {engine!r}: it is one of {', '.join(ENGINES)}")
        self.engine_name = engine
        paths = _paths(grammars)
        self.paths = tuple([path.absolute() for path in paths])  # the working directory may change
        self.engine = engine_of(engine, paths)  # a package may register its own kinds
        given = set(self.engine.gives())
        if not given:
            raise ValueError(_NO_FACTS.format(self._named()))
        chosen = kinds_named(kinds)
        self.kinds = frozenset(kind.kind for kind in chosen)
        self._leaves_out = not self.kinds >= KINDS.keys()  # not those registered later
        if given.isdisjoint(kind.__name__ for kind in chosen):
            told = f"these grammars give no {' and no '.join(sorted(self.kinds))}"
            known = ", ".join(kind.kind for kind in KINDS.values() if kind.__name__ in given)
            raise ValueError(f"{told if chosen else 'no kind is named'}: take kinds from {known}")

    def __repr__(self) -> str:
        """Show the grammars, and the kinds if some are left out."""
        kinds = f": {', '.join(sorted(self.kinds))} alone" if self._leaves_out else ""
        return f"<Extractor of {self._named()}{kinds}>"

    def _named(self) -> str:
        return ", ".join(path.stem for path in self.paths)

    def __reduce__(self) -> tuple[Callable[..., Extractor], Recipe]:
        """Pickle as a recipe: a copy loads the files as they are by then, with the same kinds."""
        return _again, self._recipe()

    def _recipe(self) -> Recipe:
        """What another process needs to make the same extractor."""
        given = set(self.engine.gives())
        modules = dict.fromkeys(k.__module__ for k in KINDS.values() if k.__name__ in given)
        return tuple(modules), self.paths, tuple(sorted(self.kinds)), self.engine_name

    @property
    def grammar(self) -> ast.Grammar:
        """The grammars with their cases and lexicons; their files are read on first use."""
        return self.engine.grammar

    def extract(
        self, text: str, date: str | dt.date | None = None, title: str | None = None
    ) -> Document:
        """Extract the facts of a text, written on `date` (an ISO 8601 string or a date).

        Without a date, words such as "в прошлом году" have no `iso`. `title` is the headline, if it
        is not part of the text; trade facts use it.

        >>> Extractor(["period"]).extract("в прошлом году", date="2024-04-15").facts
        (Period('прошлом году', iso='2023', relative=True),)

        Any string will do: an empty text, NUL and lone surrogates give no fact and no error.
        Raises `TypeError` for anything else, `ValueError` for an invalid date.
        """
        article = Article(text, date, title)
        return document_of(self.kinds, article, found_in(self.engine, article))

    def extract_many(
        self,
        texts: Iterable[str | Article],
        *,
        workers: int = 1,
        date: str | dt.date | None = None,
    ) -> Iterator[Document | Exception]:
        """Extract the facts of many texts lazily, in their order.

        A text is a string, or an `Article` with a title and a date of its own; `date` is for all
        others. If a text cannot be read, its place holds the exception; the others are unaffected.

        >>> good, bad = Extractor(["percent"]).extract_many(["рост на 5%", b"5%"])
        >>> good.percentages
        (Percentage('5%', value=Decimal('5'), unit='percent'),)
        >>> bad
        TypeError('a text is a str, not bytes; decode it first')

        More than one of `workers` makes processes; `docs/performance.md` says when they pay off.
        They take texts up to a few hundred ahead. Classes of facts of your own must then be in a
        module that can be imported, and a script must make the call under
        `if __name__ == "__main__":`, as every worker runs it too; otherwise `RuntimeError` says so.

        Raises `ValueError` for an invalid date and for less than one worker, `TypeError` for a
        single text in place of a list.
        """
        from tradefacts.many import each  # noqa: PLC0415  # it imports multiprocessing

        check_listed(texts, "texts")
        if type(workers) is not int:
            raise TypeError(f"workers: {workers!r} is no int")
        day = as_day(date)
        articles = (as_article(text, day) for text in texts)
        if workers == 1:
            return each(lambda: partial(_read, self), articles)
        return _documents(self.kinds, self._recipe(), articles, workers)

    def trade_facts(
        self, document: Document, headline: tuple[Fact, ...] | None = None
    ) -> tuple[TradeFact, ...]:
        """Assemble the mentions of a document into trade facts.

        >>> extractor = Extractor()
        >>> document = extractor.extract("Экспорт Армении составил $2 млн.")
        >>> [(fact.indicator.value, fact.reporter) for fact in extractor.trade_facts(document)]
        [('export', 'AM')]

        `headline` holds the facts of its title, as `extract(title).facts` gives them, not a text;
        if omitted, this extractor reads them. Takes any document; a `DroppedFactWarning` reports
        parts that make no valid fact. Raises `TypeError` for anything but a document and for a text
        as `headline`, `FactError` for facts of a title that the document lacks.
        """
        return assembled(document, headline, lambda: self.engine)

    def parse(self, kind: type[FactT], text: str) -> FactT:
        """Read a whole string as one fact of a kind, or raise `FactError` with the reason.

        A plus that touches an amount, as tables write growth, is accepted.
        """
        check_parsed(kind)
        document = self.extract(text)
        if kind.kind in LATER:
            return whole_of(text, document.trade_facts, kind)
        found = document.of(kind)
        if not found:
            given = set(self.engine.gives())
            kept = [known.__name__ for known in KINDS.values() if known.kind in self.kinds]
            check_given(kind, [name for name in kept if name in given])
        return whole_of(text, found, kind)

    def lookup(self, code: str) -> Region:
        """The country or subdivision of an ISO 3166 code, under the name that the grammars give it.

        Raises `FactError` for a code that is not in ISO 3166, or that no grammar names.
        """
        return named(code, self.engine.names, self.engine.facts)


def _read(extractor: Extractor, article: Article) -> Document:
    return extractor.extract(article.text, article.date, article.title)


def _documents(
    kinds: Collection[str], recipe: Recipe, articles: Iterable[Article], workers: int
) -> Iterator[Document | Exception]:
    """As `extract_many`, with worker processes; they send back facts only, the texts stay here."""
    from tradefacts.many import each  # noqa: PLC0415  # as above

    ahead: deque[Article] = deque()

    def noted() -> Iterator[Article]:
        for article in articles:
            ahead.append(article)
            yield article

    results = each(partial(_worker, recipe), noted(), workers)
    return (_received(kinds, ahead.popleft(), result) for result in results)


def _received(
    kinds: Collection[str], of: Article, result: Found | Exception
) -> Document | Exception:
    return result if isinstance(result, Exception) else document_of(kinds, of, result)


def _worker(recipe: Recipe) -> Callable[[Article], Found]:
    """Make the function that a worker process of `extract_many` applies to each text."""
    return partial(found_in, _again(*recipe).engine)


def _again(
    modules: Iterable[str], paths: Iterable[Path], kinds: Iterable[str], engine: str
) -> Extractor:
    for name in modules:
        if name != "__main__":
            import_module(name)  # importing it registers its classes of facts
    # kinds that these grammars do not give may not be registered here
    return Extractor(paths, kinds=[kind for kind in kinds if kind in KINDS], engine=engine)


@cache
def default_extractor() -> Extractor:
    """The extractor behind `tradefacts.extract`, made on first use."""
    return Extractor()


class Shipped:
    """Reads with the shipped grammars, and loads them only when there is something to read."""

    def parse(self, kind: type[FactT], text: str) -> FactT:
        """As `Extractor.parse`."""
        return default_extractor().parse(kind, text)

    def lookup(self, code: str) -> Region:
        """As `Extractor.lookup`."""
        return default_extractor().lookup(code)

    def trade_facts(
        self, document: Document, headline: tuple[Fact, ...] | None
    ) -> tuple[TradeFact, ...]:
        """As `Extractor.trade_facts`."""
        return assembled(document, headline, lambda: default_extractor().engine)


def extract(text: str, date: str | dt.date | None = None, title: str | None = None) -> Document:
    """Extract the facts of a text with the shipped grammars; `date` is the day it was written.

    `title` is the headline, if it is not part of the text. See `Extractor.extract`.

    >>> extract("Товарооборот составил $316,4 млн").money
    (Money('$316,4 млн', value=Decimal('316400000'), currency='USD'),)
    """
    return default_extractor().extract(text, date, title)


def extract_many(
    texts: Iterable[str | Article], *, workers: int = 1, date: str | dt.date | None = None
) -> Iterator[Document | Exception]:
    """Extract the facts of many texts, in their order; a text that cannot be read gives its error.

    >>> [len(found.facts) for found in extract_many(["рост на 5%", "до $1,2 млрд и €5"])]
    [1, 2]

    See `Extractor.extract_many`.
    """
    return default_extractor().extract_many(texts, workers=workers, date=date)
