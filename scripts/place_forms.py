"""Case forms of Russian place names from their endings, for names that pymorphy3 does not know.

    python scripts/place_forms.py "Новый Уренгой" Шэньчжэнь   # forms to paste into a lexicon

A name that ends in a soft sign is declined as both genders; a name that ends in a vowel other than
those handled below does not change.
"""

import re
import sys
from itertools import product

CASES = 6
_JOINTS = re.compile("( и | — )")
_BACK = "гкхжчшщ"
_HISSING = "жчшщц"
_VOWELS = "аеёиоуыэюя"
# Ending of an adjective -> its nominative, genitive, dative, accusative, instrumental, locative.
_ADJECTIVES = {
    "ый": ("ый", "ого", "ому", "ый", "ым", "ом"),
    "ой": ("ой", "ого", "ому", "ой", "ым", "ом"),
    "ий": ("ий", "его", "ему", "ий", "им", "ем"),
    "ая": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "яя": ("яя", "ей", "ей", "юю", "ей", "ей"),
    "ое": ("ое", "ого", "ому", "ое", "ым", "ом"),
    "ее": ("ее", "его", "ему", "ее", "им", "ем"),
    "ые": ("ые", "ых", "ым", "ые", "ыми", "ых"),
    "ие": ("ие", "их", "им", "ие", "ими", "их"),
}
_VELAR = {
    "ий": ("ий", "ого", "ому", "ий", "им", "ом"),
    "ой": ("ой", "ого", "ому", "ой", "им", "ом"),
    "ое": ("ое", "ого", "ому", "ое", "им", "ом"),
}
# Nouns in names of subdivisions whose declension does not follow from the ending.
_NOUNS = {
    "область": ("область", "области", "области", "область", "областью", "области"),
    "территория": (
        "территория",
        "территории",
        "территории",
        "территорию",
        "территорией",
        "территории",
    ),
    "территории": (
        "территории",
        "территорий",
        "территориям",
        "территории",
        "территориями",
        "территориях",
    ),
    "острова": ("острова", "островов", "островам", "острова", "островами", "островах"),
    "Море": ("Море", "Моря", "Морю", "Море", "Морем", "Море"),
}


def forms(name: str) -> list[str]:
    """List the forms of a name without duplicates, the nominative first.

    >>> forms("Тикино")
    ['Тикино']
    >>> forms("Новый Южный Уэльс")[1:3]
    ['Нового Южного Уэльса', 'Новому Южному Уэльсу']
    """
    parts = _JOINTS.split(name)
    columns = [[(part,)] * CASES if k % 2 else _phrase(part) for k, part in enumerate(parts)]
    rows = (product(*(column[case] for column in columns)) for case in range(CASES))
    return list(dict.fromkeys("".join(row) for case in rows for row in case))


def _phrase(name: str) -> list[tuple[str, ...]]:
    """Decline the adjectives and the final noun; other words before it do not change.

    >>> _phrase("Пемба Северная")[1]  # the noun first
    ('Пембы Северной',)
    """
    *before, head = name.split()
    last = adjective(head) if before else []
    columns = [adjective(word) or (noun(word) if last else [(word,)] * CASES) for word in before]
    columns.append(last or noun(head))
    return [
        tuple(" ".join(row) for row in product(*(column[case] for column in columns)))
        for case in range(CASES)
    ]


def adjective(word: str) -> list[tuple[str, ...]]:
    """Decline an adjective; empty for any other word."""
    stem, ending = word[:-2], word[-2:]
    velar = stem[-1:] in tuple("гкх")
    endings = (_VELAR.get(ending) if velar else None) or _ADJECTIVES.get(ending)
    return [(stem + e,) for e in endings] if endings and len(stem) > 2 else []


def noun(word: str) -> list[tuple[str, ...]]:
    """Decline the last word of a name, or the first of "Франкфурт-на-Майне"."""
    if word in _NOUNS:
        return [(form,) for form in _NOUNS[word]]
    if "-" in word:
        parts = word.split("-")
        at = 0 if "на" in parts else len(parts) - 1
        return [
            tuple("-".join([*parts[:at], form, *parts[at + 1 :]]) for form in case)
            for case in noun(parts[at])
        ]
    stem, last = word[:-1], word[-1:]
    if word.endswith("ия"):
        return _cases(stem, "я", "и", "и", "ю", "ей", "и")
    if word.endswith("ство"):
        return _cases(stem, "о", "а", "у", "о", "ом", "е")
    if word.endswith("ье"):
        return _cases(stem, "е", "я", "ю", "е", "ем", "е")
    if last == "а":
        hissing = stem[-1:] in tuple(_HISSING)
        genitive = "и" if stem[-1:] in tuple(_BACK) else "ы"
        return _cases(stem, "а", genitive, "е", "у", "ей" if hissing else "ой", "е")
    if last == "я":
        return _cases(stem, "я", "и", "е", "ю", "ей", "е")
    if last == "й":
        return _cases(stem, "й", "я", "ю", "й", "ем", "и" if word.endswith("ий") else "е")
    if last == "ь":
        masculine = _cases(stem, "ь", "я", "ю", "ь", "ем", "е")
        feminine = _cases(stem, "ь", "и", "и", "ь", "ью", "и")
        return [m + f for m, f in zip(masculine, feminine, strict=True)]
    if last.lower() in _VOWELS or not last.isalpha():
        return [(word,)] * CASES
    cases = _cases(word, "", "а", "у", "", "ом", "е")
    if last in _HISSING:
        cases[4] = (word + "ем", word + "ом")
    return cases


def _cases(stem: str, *endings: str) -> list[tuple[str, ...]]:
    return [(stem + ending,) for ending in endings]


if __name__ == "__main__":
    for given in sys.argv[1:]:
        print("form", *(f'"{form}"' if " " in form else form for form in forms(given)))
