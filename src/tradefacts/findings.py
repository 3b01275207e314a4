"""Steps from text to document: finding facts, keeping some kinds, assembling trade facts."""

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
"""All facts of a text and those of its title; None instead of the latter without a title."""


def engine_of(name: str, paths: tuple[Path, ...]) -> Engine:
    """Make the named back end for some grammars. Raises what loading them raises."""
    if name == "compiled":
        return Compiled.of_files(paths)
    from tradefacts.reference import Reference  # noqa: PLC0415  # it imports Yargy

    return Reference(loaded(paths))


def found_in(engine: Engine, article: Article) -> Found:
    """Find the facts of a text and its title. Raises as `Extractor.extract` does."""
    check_text(article.text)
    if article.title is not None:
        check_text(article.title, "a title")
    day = as_day(article.date)
    found = tuple(engine.facts(article.text, date=day))
    return found, None if article.title is None else tuple(engine.facts(article.title, date=day))


def document_of(kinds: Collection[str], of: Article, found: Found) -> Document:
    """Make the document with the facts of some kinds; it keeps the others for trade facts."""
    every, headline = found
    kept = tuple([fact for fact in every if fact.kind in kinds])
    mentions = None if len(kept) == len(every) else every
    return Document(
        of.text, kept, title=of.title, date=of.date, mentions=mentions, headline=headline
    )


def assembled(
    document: Document, headline: tuple[Fact, ...] | None, engine: Callable[[], Engine]
) -> tuple[TradeFact, ...]:
    """Assemble the trade facts of a document; `engine` is called only to read its title.

    Raises `TypeError` for anything but a document and for a text as `headline`, `FactError` for
    facts of a title that the document lacks.
    """
    _check_headline(document, headline)
    from tradefacts.assembly import assembler  # noqa: PLC0415  # few callers ask for them

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
