"""One text on its way to a document: what an engine finds in it, what is kept, what it makes up."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from tradefacts.cache import loaded
from tradefacts.engine import Compiled
from tradefacts.facts import Article, Document, Fact, FactError
from tradefacts.facts.days import as_day
from tradefacts.units.errors import check_text

if TYPE_CHECKING:
    from tradefacts.facts.trade import TradeFact
    from tradefacts.grammar.engine import Engine

Found = tuple[tuple[Fact, ...], tuple[Fact, ...] | None]
"""All facts of a text, of any kind, and those of its title; None where it has none."""


def engine_of(name: str, paths: tuple[Path, ...]) -> Engine:
    """The back end of a name, for some grammars. Raises what loading them raises."""
    if name == "compiled":
        return Compiled.of_files(paths)
    from tradefacts.reference import Reference  # noqa: PLC0415  # and with it Yargy

    return Reference(loaded(paths))


def found_in(engine: Engine, article: Article) -> Found:
    """What one engine finds in a text and in its title. Raises as `Extractor.extract` does."""
    check_text(article.text)
    if article.title is not None:
        check_text(article.title, "a title")
    day = as_day(article.date)
    found = tuple(engine.facts(article.text, date=day))
    return found, None if article.title is None else tuple(engine.facts(article.title, date=day))


def document_of(kinds: Collection[str], of: Article, found: Found) -> Document:
    """A text with those of its facts that are of some kinds; it keeps what trade facts need."""
    every, headline = found
    kept = tuple([fact for fact in every if fact.kind in kinds])
    mentions = None if len(kept) == len(every) else every
    return Document(
        of.text, kept, title=of.title, date=of.date, mentions=mentions, headline=headline
    )


def assembled(
    document: Document, headline: tuple[Fact, ...] | None, engine: Callable[[], Engine]
) -> tuple[TradeFact, ...]:
    """The trade facts of a document; the engine is asked for where its title is to be read.

    Raises `TypeError` for what is no document and no facts, `FactError` for facts of no title.
    """
    _check_headline(document, headline)
    from tradefacts.assembly import assembler  # noqa: PLC0415  # most never ask for them

    if document.title is None:
        return assembler().facts(document)
    if headline is None:
        headline = tuple(engine().facts(document.title, date=document.date))
    return assembler().facts(document, Document(document.title, headline))


def _check_headline(document: object, headline: object) -> None:
    if not isinstance(document, Document):
        raise TypeError(f"trade facts are made of a Document, not of {document!r}")
    if isinstance(headline, str):
        hint = "write extract(text, title=...), which reads it"
        raise TypeError(f"a headline is the facts of a title, not the title {headline!r}: {hint}")
    if headline and document.title is None:
        hint = "write extract(text, title=...)"
        raise FactError(f"the document has no title that the headline could be of: {hint}")
