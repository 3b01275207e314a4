"""A text together with its date and its headline."""

from __future__ import annotations

import datetime as dt

from attrs import evolve, frozen


@frozen
class Article:
    """A text with its date and its headline, one of many for `extract_many`.

    >>> import tradefacts
    >>> news = [Article("В прошлом году экспорт вырос на 5%", date="2025-02-10"), "до $1,2 млрд"]
    >>> dated, other = tradefacts.extract_many(news)
    >>> dated.facts[0].iso, other.date
    ('2024', None)

    The fields are the arguments of `extract`. They are checked only when the article is read, so
    that an error takes the article's place among the results.
    """

    text: str
    date: str | dt.date | None = None
    title: str | None = None


def as_article(text: str | Article, day: str | None) -> Article:
    """Wrap one of many texts as an `Article`; `day` is the date of a text that has none."""
    if not isinstance(text, Article):
        return Article(text, day)
    return text if text.date is not None else evolve(text, date=day)
