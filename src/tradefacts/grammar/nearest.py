"""Suggest the word that was probably meant when an unknown one was written."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def nearest(word: str, known: Iterable[str], usual: Collection[str] = ()) -> str:
    """A hint with the most similar known word, ties going to the `usual` ones; else a list of some.

    >>> nearest("curency", ["currency", "scale"])
    "did you mean 'currency'?"
    """
    import difflib  # noqa: PLC0415  # only needed after a mistake

    words = sorted(set(map(str, known)))  # `str` shows enum members as they are written
    same = next((other for other in words if other.lower() == word.lower()), None)
    if same is not None:
        return f"did you mean {same!r}?"
    close = difflib.get_close_matches(word, words, 50)
    if close:
        rank = {other: (*_likeness(word, other), other in usual) for other in close}
        best = max(sorted(close), key=rank.__getitem__)  # the first among equals
        return f"did you mean {best!r}?"
    if not words:
        return ""
    return "known: " + ", ".join(words[:12]) + (", ..." if len(words) > 12 else "")


def _likeness(word: str, other: str) -> tuple[float, bool, int]:
    """How similar two words are; ties go to the same first letter, then to more equal letters."""
    import difflib  # noqa: PLC0415  # as above

    ratio = difflib.SequenceMatcher(None, other, word).ratio()
    return ratio, word[:1] == other[:1], sum(a == b for a, b in zip(word, other, strict=False))
