"""The word that was meant, for who has written another."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def nearest(word: str, known: Iterable[str], usual: Collection[str] = ()) -> str:
    """A hint: the nearest of the known words, else some of them; of equals one of the `usual`.

    >>> nearest("curency", ["currency", "scale"])
    "did you mean 'currency'?"
    """
    import difflib  # noqa: PLC0415  # only for who has made a mistake

    words = sorted(set(map(str, known)))  # members of an enumeration are shown as written
    same = next((other for other in words if other.lower() == word.lower()), None)
    if same is not None:
        return f"did you mean {same!r}?"
    close = difflib.get_close_matches(word, words, 50)
    if close:
        rank = {other: (*_likeness(word, other), other in usual) for other in close}
        best = max(sorted(close), key=rank.__getitem__)  # the first of equals
        return f"did you mean {best!r}?"
    if not words:
        return ""
    return "known: " + ", ".join(words[:12]) + (", ..." if len(words) > 12 else "")


def _likeness(word: str, other: str) -> tuple[float, bool, int]:
    """How like two words are; of equals those that begin alike, then letter by letter."""
    import difflib  # noqa: PLC0415  # as above

    ratio = difflib.SequenceMatcher(None, other, word).ratio()
    return ratio, word[:1] == other[:1], sum(a == b for a, b in zip(word, other, strict=False))
