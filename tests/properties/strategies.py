"""All strategies of the properties. Each documents its domain and why it leaves something out.

A strategy draws a text with its meaning, a `Said` whose value Python's own `Fraction` computes from
the digits drawn: nothing here asks the library what a text means.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen
from babel import Locale
from hypothesis import assume
from hypothesis import strategies as st
from num2words import num2words

from properties.reading import Said
from properties.wordings import (
    ADJECTIVES,
    AFTER,
    BEFORE,
    COINS,
    CONNECTIONS,
    FALLS,
    LATIN_SCALES,
    MARKS,
    NEUTRAL,
    NOUNS,
    PIECES,
    RISES,
    SCALES,
    SHARE_UNITS,
)
from tradefacts.facts import (
    Document,
    Fact,
    Level,
    Money,
    Percentage,
    PercentUnit,
    Region,
    Relation,
)
from tradefacts.units import iso3166, iso4217

cases = st.sampled_from("ngdaip")
_codes_of_levels = {
    Level.COUNTRY: st.sampled_from(sorted(c for c in iso3166.codes() if "-" not in c)),
    Level.SUBDIVISION: st.sampled_from(sorted(c for c in iso3166.codes() if "-" in c)),
    Level.CITY: st.sampled_from(sorted(iso3166.codes())),
}
GROUP_SPACES = " \u00a0\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
GAPS = [*GROUP_SPACES, "  ", "\n"]

# -- numerals -------------------------------------------------------------------------------------


@frozen
class Numeral:
    """Digits and their values: before a scale word or a per cent sign, and counting money."""

    text: str
    value: Fraction
    counted: Fraction


def _number(whole: str, decimals: str) -> Fraction:
    """The value of digits, computed in pieces, as `int` refuses more than 4300 digits."""
    digits, number = whole + decimals, 0
    for at in range(0, len(digits), 4000):
        piece = digits[at : at + 4000]
        number = number * 10 ** len(piece) + int(piece)
    return Fraction(number, 10 ** len(decimals))


def _grouped(whole: str, mark: str) -> str:
    first = len(whole) % 3 or 3
    threes = [whole[at : at + 3] for at in range(first, len(whole), 3)]
    return mark.join([whole[:first], *threes])


def _numeral(whole: str, decimals: str, group: str, mark: str) -> Numeral:
    """Write a number; DESIGN.md ("Separators") says when a lone mark may also group."""
    value = _number(whole, decimals)
    if group in {",", "."} and len(whole) > 3:
        if len(whole) <= 6 and not decimals:
            text = _grouped(whole, group)
            return Numeral(text, _number(whole[:-3], whole[-3:]), value)
        mark = "." if group == "," else ","
        tail = mark + decimals if decimals else ""
        return Numeral(_grouped(whole, group) + tail, value, value)
    tail = mark + decimals if decimals else ""
    body = whole if group in {",", "."} else _grouped(whole, group)
    lone = len(whole) <= 3 and whole != "0" and len(decimals) == 3
    return Numeral(body + tail, value, _number(whole + decimals, "") if lone else value)


@st.composite
def numerals(draw: st.DrawFn, below: int = 10**27) -> Numeral:
    """Numbers from 0 up to `below`, with up to 8 decimals.

    Thousands are plain or grouped by any grouping space, by dots, commas or apostrophes; the
    decimal mark is a comma or a dot, but not the one that groups. No leading zeros.
    """
    ceilings = [limit for limit in (10, 1000, 10**4, 10**7) if limit < below]
    whole = str(draw(st.one_of([st.integers(0, limit - 1) for limit in [*ceilings, below]])))
    threes = st.text("0123456789", min_size=3, max_size=3)  # a lone mark before three may group
    decimals = draw(st.just("") | threes | st.text("0123456789", max_size=8))
    group = draw(st.sampled_from(["", *GROUP_SPACES, *",.'’"]))
    return _numeral(whole, decimals, group, draw(st.sampled_from(",.")))


@st.composite
def huge_numerals(draw: st.DrawFn) -> Numeral:
    """Numbers of up to 6 000 digits, more than `int` accepts, up to a third of them decimals."""
    seed = draw(st.text("0123456789", min_size=1, max_size=40))
    size = draw(st.integers(28, 4000))
    whole = ("1" + seed * size)[:size]
    decimals = (seed * size)[: draw(st.integers(0, size // 2))]
    group = draw(st.sampled_from(["", *GROUP_SPACES, *",.'"]))
    return _numeral(whole, decimals, group, draw(st.sampled_from(",.")))


@st.composite
def spoken_numerals(draw: st.DrawFn) -> Numeral:
    """Whole numbers below a thousand in words, in any case and gender; one and a half; halves."""
    whole = draw(st.integers(0, 30) | st.integers(0, 999))
    case, gender = draw(cases), draw(st.sampled_from("mfn"))
    words = num2words(whole, lang="ru", case=case, gender=gender)
    value = Fraction(whole)
    if draw(st.integers(0, 9)) == 0:
        words, value = draw(st.sampled_from(["полтора", "полутора"])), Fraction(3, 2)
    elif whole and draw(st.integers(0, 9)) == 0:
        words, value = f"{words} с половиной", value + Fraction(1, 2)
    return Numeral(words, value, value)


#: Numbers as people write them: mostly in digits, some in words.
numbers_below_ten_million = numerals(below=10**7) | numerals(below=10**4) | spoken_numerals()
#: Numbers that share what follows another one; no years, which are four bare digits ("в 2013 и
#: 5 млн").
members_of_lists = numbers_below_ten_million.filter(
    lambda one: not (one.text.isdigit() and 1900 <= one.value <= 2100)
)

# -- signs, scales, gaps --------------------------------------------------------------------------

#: The sign of an amount: a minus that touches it, or the word.
signs = st.sampled_from([("", 1)] * 5 + [("минус ", -1)] + [(dash, -1) for dash in "-−–—"])
#: Gaps inside an amount: none, any space that may group digits, two spaces, a line break.
gaps = st.sampled_from(["", *GAPS])
spaces = st.sampled_from(GAPS)
#: "тыс." to "квадриллион" in any case, abbreviated or not; or no scale at all.
scales = st.sampled_from([(word, 10**power) for power, words in SCALES.items() for word in words])
no_scale = st.just(("", 1))
latin_scales = st.sampled_from(list(LATIN_SCALES.items()))


def _meant(numeral: Numeral, scale: int, sign: int = 1) -> Fraction:
    return sign * (numeral.counted if scale == 1 else numeral.value * scale)


def _joined(draw: st.DrawFn, left: str, right: str) -> str:
    """Join two words; they may touch only if they stay two tokens then."""
    if not (left and right):
        return left + right
    touching = left[-1].isdecimal() or left[-1] == "." or not right[0].isalpha()
    gap: str = draw(gaps if touching else spaces)
    return left + gap + right


# -- money ----------------------------------------------------------------------------------------

#: (wording, code) after a number: nouns in several cases, abbreviations, symbols, codes.
nouns = st.sampled_from([(word, code) for code, words in NOUNS.items() for word in words])
#: (wording, code) before a number.
marks = st.sampled_from([(mark, code) for code, marks in MARKS.items() for mark in marks])


@st.composite
def nouned(
    draw: st.DrawFn, *, numbers: st.SearchStrategy[Numeral] | None = None, signed: bool = True
) -> Said:
    """An amount with its currency after it: sign, number, optionally a scale, a noun.

    Words need not agree ("5 рубля"): facts do not depend on agreement.
    """
    sign, factor = draw(signs) if signed else ("", 1)
    numeral = draw(numerals() | spoken_numerals() if numbers is None else numbers)
    word, scale = draw(no_scale | scales)
    noun, code = draw(nouns)
    text = sign + _joined(draw, _joined(draw, numeral.text, word), noun)
    return Said(text, _meant(numeral, scale, factor), code)


@st.composite
def marked(
    draw: st.DrawFn, *, numbers: st.SearchStrategy[Numeral] | None = None, signed: bool = True
) -> Said:
    """An amount with its symbol or code first: "-$5 млрд", "$-5", "US$5 bn", "USD 5 млн".

    A space separates a code from its number, as nobody writes "USD5".
    """
    sign, factor = draw(signs) if signed else ("", 1)
    numeral = draw(numerals() | spoken_numerals() if numbers is None else numbers)
    word, scale = draw(no_scale | scales | latin_scales)
    mark, code = draw(marks)
    number = _joined(draw, numeral.text, word)
    inner = mark.isalpha() and mark.isupper()
    gap = draw(st.just(" " if inner else "") | spaces)
    inside = factor < 0 and sign in {"-", "−", "–"} and draw(st.booleans())
    text = mark + gap + sign + number if inside else sign + mark + gap + number
    return Said(text, _meant(numeral, scale, factor), code)


#: Every way to write one amount of money.
amounts = nouned() | marked()
unsigned_amounts = nouned(signed=False) | marked(signed=False)
#: Amounts of up to 6 000 digits.
huge_amounts = nouned(numbers=huge_numerals()) | marked(numbers=huge_numerals())


@st.composite
def coined(draw: st.DrawFn) -> Said:
    """ "105 рублей 50 копеек": major units below 10**40, and minor units by ISO 4217."""
    code = draw(st.sampled_from(sorted(COINS)))
    parts, noun, coins = COINS[code]
    sign, factor = draw(signs)
    whole = draw(st.integers(0, 10**9) | st.integers(10**30, 10**40))
    part = draw(st.integers(0, parts - 1))
    joint = draw(st.sampled_from([" ", " и ", ", "]))
    text = f"{sign}{whole} {noun}{joint}{part} {draw(st.sampled_from(coins))}"
    return Said(text, factor * (whole + Fraction(part, parts)), code)


@st.composite
def restated(draw: st.DrawFn) -> list[Said]:
    """One amount in roubles, without a scale and with each scale that leaves at most 6 decimals.

    Separators and spaces are drawn anew each time. Without a scale, a lone mark before three digits
    is left out, as it would group.
    """
    value = Fraction(draw(st.integers(1, 10**9)) * 10 ** draw(st.integers(0, 12)), 100)
    found = []
    for power, words in [(0, [""]), *SCALES.items()]:
        scaled = value / 10**power
        if (scaled * 10**6).denominator == 1:
            whole, decimals = divmod(scaled * 10**6, 10**6)
            digits = f"{int(decimals):06}".rstrip("0") if decimals else ""
            digits += "0" if power == 0 and len(digits) == 3 else ""
            group = draw(st.sampled_from(["", *GROUP_SPACES, *"'’"]))
            numeral = _numeral(str(whole), digits, group, draw(st.sampled_from(",.")))
            text = _joined(draw, numeral.text, draw(st.sampled_from(words)))
            found.append(Said(_joined(draw, text, "рублей"), value, "RUB"))
    return found


# -- percentages ----------------------------------------------------------------------------------

share_units = st.sampled_from(
    [(word, unit) for unit, words in SHARE_UNITS.items() for word in words]
)


@st.composite
def shares(draw: st.DrawFn, *, signed: bool = True) -> Said:
    """A share: sign, number, a sign or word for per cent, points, per mille, basis points.

    A lone separator is always decimal here, even before three digits.
    """
    sign, factor = draw(signs) if signed else ("", 1)
    numeral = draw(numerals() | spoken_numerals())
    word, unit = draw(share_units)
    return Said(sign + _joined(draw, numeral.text, word), factor * numeral.value, unit)


# -- two ends, several ----------------------------------------------------------------------------

BETWEEN = [
    "от {} до {}",
    "с {} до {}",
    "между {} и {}",
    *(f"{{}}{gap}{dash}{gap}{{}}" for dash in "-–—−" for gap in ("", " ")),
]


@st.composite
def endings(draw: st.DrawFn) -> tuple[str, str, int]:
    """What follows the numbers of a range or list: (words, unit, scale); scale 0 for a share."""
    if draw(st.booleans()):
        word, unit = draw(share_units)
        return word, unit, 0
    word, scale = draw(no_scale | scales)
    noun, code = draw(nouns)
    return _joined(draw, word, noun), code, scale


@st.composite
def ranges(draw: st.DrawFn) -> Said:
    """Two numbers, the lower first, with one scale and one unit after the second."""
    words, unit, scale = draw(endings())
    ends = [draw(numbers_below_ten_million) for _ in range(2)]
    low, high = sorted(ends, key=lambda end: _end(end, scale))
    assume(_end(low, scale) < _end(high, scale))
    text = draw(st.sampled_from(BETWEEN)).format(low.text, high.text)
    value = _end(low, scale), _end(high, scale)
    return Said(_joined(draw, text, words), value, unit, "range")


@st.composite
def ranges_of_amounts(draw: st.DrawFn) -> Said:
    """ "От 500 тыс. до 1 млн рублей", "5 рублей – 7 тыс. рублей": each end with its own scale.

    An end without a scale has its own currency, or it would share the other's scale. The two
    wordings of a currency may differ ("$" and "USD").
    """
    noun, code = draw(nouns)
    again = draw(st.sampled_from(NOUNS[code]))
    twice = draw(st.booleans())
    ends = []
    for word in (again if twice else "", noun):
        numeral = draw(numbers_below_ten_million)
        name, scale = draw(no_scale | scales if twice else scales)
        text = _joined(draw, _joined(draw, numeral.text, name), word)
        ends.append((_meant(numeral, scale), text))
    assume(ends[0][0] < ends[1][0])
    text = draw(st.sampled_from(BETWEEN)).format(ends[0][1], ends[1][1])
    return Said(text, (ends[0][0], ends[1][0]), code, "range")


@st.composite
def adjectives(draw: st.DrawFn) -> Said:
    """ "5-процентного", "5%-ный" in any case."""
    numeral = draw(numerals(below=10**7))
    ending = draw(st.sampled_from(ADJECTIVES))
    return Said(numeral.text + ending, numeral.value, "percent")


@st.composite
def marked_ranges(draw: st.DrawFn) -> Said:
    """ "$2–3 млрд", "от $2 до $3 млрд": the mark with the first or with both, one scale or none."""
    mark, code = draw(marks.filter(lambda found: not found[0].isalpha()))
    word, scale = draw(no_scale | scales)
    ends = [draw(numbers_below_ten_million) for _ in range(2)]
    low, high = sorted(ends, key=lambda end: _end(end, scale))
    assume(_end(low, scale) < _end(high, scale))
    second = draw(st.sampled_from([mark, ""]))
    text = draw(st.sampled_from(BETWEEN)).format(mark + low.text, second + high.text)
    value = _end(low, scale), _end(high, scale)
    return Said(_joined(draw, text, word), value, code, "range")


@st.composite
def mixed_lists(draw: st.DrawFn) -> tuple[str, list[Said]]:
    """ "5–7, 9 и 10–12 млн рублей": numbers and intervals, one to four, at least one of each."""
    words, unit, scale = draw(endings())
    kinds = draw(st.permutations([1, 2, *draw(st.lists(st.sampled_from([1, 2]), max_size=2))]))
    said = []
    for size in kinds:
        ends = sorted((draw(members_of_lists) for _ in range(size)), key=lambda it: _end(it, scale))
        low, high = _end(ends[0], scale), _end(ends[-1], scale)
        assume(size == 1 or low < high)
        text = "–".join(end.text for end in ends)
        said.append(Said(text, (low, high), unit, "range") if size == 2 else Said(text, low, unit))
    said[-1] = evolve(said[-1], text=_joined(draw, said[-1].text, words))
    texts = [one.text for one in said]
    return _listed(draw, texts), said


def _end(numeral: Numeral, scale: int) -> Fraction:
    return numeral.value if scale == 0 else _meant(numeral, scale)


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[Said]]:
    """From two to eight numbers with one scale and one unit after the last."""
    words, unit, scale = draw(endings())
    members = draw(st.lists(members_of_lists, min_size=2, max_size=8))
    values = [_end(member, scale) for member in members]
    texts = [member.text for member in members]
    texts[-1] = _joined(draw, texts[-1], words)
    return _listed(draw, texts), _members(texts, values, unit)


@st.composite
def marked_lists(draw: st.DrawFn) -> tuple[str, list[Said]]:
    """A list with the mark on the first, "$5, 6 и 7 млн", or on all, "$5, $6 и $7 млн"; one scale.

    Without a scale, only the latter: after "$5 и 7", a noun may follow that the 7 counts.
    """
    mark, code = draw(marks.filter(lambda found: not found[0].isalpha()))
    word, scale = draw(no_scale | scales)
    members = draw(st.lists(members_of_lists, min_size=2, max_size=8))
    again = draw(st.sampled_from([mark, ""])) if word else mark
    texts = [mark + members[0].text, *(again + member.text for member in members[1:])]
    texts[-1] = _joined(draw, texts[-1], word)
    return _listed(draw, texts), _members(texts, [_end(one, scale) for one in members], code)


@st.composite
def levels(draw: st.DrawFn) -> tuple[str, list[Said]]:
    """ "Вырос с 5 до 7 млн рублей": two levels that share scale and unit.

    The second is higher after a rise and lower after a fall: in "вырос с 500 до 1 млн" nothing is
    shared.
    """
    words, unit, scale = draw(endings())
    first, second = (draw(members_of_lists) for _ in range(2))
    values = [_end(first, scale), _end(second, scale)]
    assume(first.value != second.value and values[0] != values[1])
    verb = draw(st.sampled_from(RISES if values[0] < values[1] else FALLS))
    texts = [first.text, _joined(draw, second.text, words)]
    return f"{verb} с {texts[0]} до {texts[1]}", _members(texts, values, unit)


def _listed(draw: st.DrawFn, texts: list[str]) -> str:
    last = draw(st.sampled_from([" и ", " или ", " либо "]))
    return ", ".join(texts[:-1]) + last + texts[-1]


def _members(texts: list[str], values: list[Fraction], unit: str) -> list[Said]:
    return [Said(text, value, unit) for text, value in zip(texts, values, strict=True)]


# -- relations ------------------------------------------------------------------------------------

before = st.sampled_from([(cue, name) for name, cues in BEFORE.items() for cue in cues])
after = st.sampled_from([(cue, name) for name, cues in AFTER.items() for cue in cues])


@st.composite
def bounded(draw: st.DrawFn) -> tuple[str, Said]:
    """A cue and the unsigned amount or share that it bounds; the cue is outside the span."""
    found: Said = draw(unsigned_amounts | shares(signed=False))
    if draw(st.booleans()):
        cue, relation = draw(before)
        gap = "" if not cue[-1].isalpha() and draw(st.booleans()) else " "
        return cue + gap + found.text, evolve(found, relation=relation)
    cue, relation = draw(after)
    return f"{found.text} {cue}", evolve(found, relation=relation)


# -- standards ------------------------------------------------------------------------------------

#: Currencies in force with a Russian name in CLDR; no metals, funds, units of account or codes for
#: tests ("Боливийский мвдол", "Серебро"), with which nobody pays.
cldr_currencies = st.sampled_from(
    sorted(
        code
        for code in iso4217.codes()
        if code in Locale("ru").currencies
        and iso4217.currency(code).withdrawn is None
        and code not in {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI"}
        and (code[0] != "X" or code in {"XAF", "XCD", "XCG", "XOF", "XPF"})
    )
)
#: Amounts with two decimals, of either sign, below 10**15.
cents = st.decimals(-(10**15), 10**15, places=2)
#: From 1 to 999,999: numbers before a scale word in compact notation.
mantissas = st.one_of([st.decimals(1, 999, places=places) for places in range(4)])
powers = st.sampled_from([3, 6, 9, 12])
#: Numbers that num2words writes in words that the grammars know, up to 999 quadrillion.
integers = st.one_of([st.integers(-limit, limit) for limit in (100, 10**4, 10**9, 10**18 - 1)])
#: Decimals of up to three places, the last not 0: news never says "десятитысячных".
spoken_decimals = st.one_of([st.decimals(0, 1000, places=places) for places in (1, 2, 3)]).filter(
    lambda value: not str(value).endswith("0")
)
#: Currencies that num2words knows in Russian, except PLN, for which it has the typo "слотых".
spoken_currencies = st.sampled_from(["RUB", "USD", "EUR", "UAH", "KZT", "BYN", "UZS"])

# -- any one, and its surroundings ----------------------------------------------------------------

#: Texts that are one fact, or several that share a unit, with their meaning.
said = st.one_of(
    amounts.map(lambda found: (found.text, [found])),
    shares().map(lambda found: (found.text, [found])),
    ranges().map(lambda found: (found.text, [found])),
    marked_ranges().map(lambda found: (found.text, [found])),
    lists(),
    levels(),
    bounded().map(lambda found: (found[0], [found[1]])),
)


@st.composite
def torn(draw: st.DrawFn) -> tuple[str, str]:
    """Such a text, cut in two at a space."""
    text, _ = draw(said)
    spaces = [at for at, character in enumerate(text) if character.isspace()]
    assume(spaces)
    cut = draw(st.sampled_from(spaces))
    return text[:cut], text[cut + 1 :]


#: Words, marks, emoji and combining marks that the grammars of money and percentages do not know,
#: each separated from the amount by a space.
neutral = st.lists(st.sampled_from(NEUTRAL), max_size=6).map(" ".join)
#: Characters that may touch an amount on the left, on the right.
openings = st.sampled_from(["", "(", "«", '"', "😀", "👍🏽", "…", "📈\ufe0f"])
closings = st.sampled_from(["", ")", "»", '"', ",", ";", ":", "!", "?", "😀", "🇷🇺"])


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, list[Said]]:
    """From two to four amounts and shares in a sentence, with words between them.

    No ranges and no cues: "до" is read as a level even if the verb of change is far to the left.
    """
    found = draw(st.lists(amounts | shares(), min_size=2, max_size=4))
    text = found[0].text
    for one in found[1:]:
        text += draw(st.sampled_from(CONNECTIONS)) + one.text
    return text, found


# -- any text -------------------------------------------------------------------------------------

#: Every string of code points: lone surrogates, NUL, controls, marks, digits of every script.
anything = st.text(st.characters(exclude_categories=()), max_size=60)
#: Words that the grammars know and similar strings, joined at random.
soup = st.lists(
    st.sampled_from(PIECES) | numerals(below=10**7).map(lambda numeral: numeral.text), max_size=9
).flatmap(
    lambda pieces: st.lists(
        st.sampled_from(["", " ", " ", " ", "\u00a0", "\n", "\n\n", "-"]),
        min_size=len(pieces),
        max_size=len(pieces),
    ).map(lambda glue: "".join(a + b for a, b in zip(pieces, glue, strict=True)))
)
texts = anything | soup
#: Two texts, one for each of two paragraphs.
pairs_of_texts = st.tuples(texts, texts) | torn()
#: Anything but a string.
no_texts = st.none() | st.integers() | st.binary() | st.lists(st.text(max_size=3)) | st.decimals()


@st.composite
def foreign_digits(draw: st.DrawFn) -> str:
    """An amount whose number has a digit of another script among its digits."""
    digits = st.characters(categories=["Nd"], exclude_characters="0123456789")
    ascii_digits = st.text("0123456789", max_size=3)
    number = draw(ascii_digits) + draw(digits) + draw(ascii_digits)
    return draw(st.sampled_from([f"{number} рублей", f"${number}", f"{number} млн долларов"]))


# -- facts ----------------------------------------------------------------------------------------

#: Finite decimals of up to 60 digits, with exponents that can occur in a text.
decimals = st.builds(
    lambda sign, digits, exponent: Decimal(f"{sign}{digits}E{exponent}"),
    st.sampled_from(["", "-"]),
    st.text("0123456789", min_size=1, max_size=60),
    st.integers(-40, 40),
)
_pairs = st.tuples(decimals, decimals).filter(lambda pair: pair[0] != pair[1]).map(sorted)
_relations = st.sampled_from([relation for relation in Relation if relation is not Relation.RANGE])


@st.composite
def facts(draw: st.DrawFn, start: int = 0) -> Fact:
    """Any valid fact that begins at `start`: of every kind, currency, unit, place and relation."""
    text = draw(st.text(st.characters(exclude_categories=()), min_size=1, max_size=12))
    fields: dict[str, Any] = {
        "start": start,
        "stop": start + len(text),
        "text": text,
        "rule": draw(st.text(max_size=8)),
    }
    kind = draw(st.sampled_from([Money, Percentage, Region]))
    if kind is Region:
        level = draw(st.sampled_from(Level))
        code = draw(_codes_of_levels.get(level, st.none()))
        return Region(**fields, code=code, name=draw(st.text().filter(str.strip)), level=level)
    if draw(st.booleans()):
        fields |= {"value": draw(decimals), "relation": draw(_relations)}
    else:
        fields["low"], fields["high"] = draw(_pairs)
        fields["relation"] = Relation.RANGE
    if kind is Money:
        return Money(**fields, currency=draw(st.sampled_from(sorted(iso4217.codes()))))
    return Percentage(**fields, unit=draw(st.sampled_from(PercentUnit)))


@st.composite
def money(draw: st.DrawFn) -> Money:
    """Money with a value, in any currency in force that people pay with."""
    value, code = draw(decimals), draw(cldr_currencies)
    return Money(start=0, stop=1, text="x", value=value, currency=code)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Up to five valid facts in order, with any text between them."""
    text, found = "", []
    for _ in range(draw(st.integers(0, 5))):
        text += draw(st.text(st.characters(exclude_categories=()), max_size=10))
        found.append(draw(facts(start=len(text))))
        text += found[-1].text
    return Document(text, tuple(found))


_json_leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
#: Any value that JSON can hold.
json_values = st.recursive(
    _json_leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@st.composite
def damaged_documents(draw: st.DrawFn) -> object:
    """A document as JSON with one value changed, often only slightly, or a field lost or added."""
    data = json.loads(json.dumps(draw(documents()).to_dict()))
    target = draw(st.sampled_from([data, *data["facts"]]))
    key = draw(st.sampled_from([*target, "other"]))
    if key == "other":
        target[key] = draw(json_values)
        return data
    old = target.pop(key)
    near = [float(old), str(old), bool(old)] if isinstance(old, int) else [[old], list(str(old))]
    if draw(st.booleans()):
        target[key] = draw(json_values | st.sampled_from(near))
    return data
