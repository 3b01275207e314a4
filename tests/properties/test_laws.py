"""Scales, signs, ranges, lists and relations: what holds between two ways to say an amount."""

from fractions import Fraction

from attrs import evolve
from hypothesis import example, given

from properties import strategies
from properties.reading import Said, read
from properties.strategies import Numeral


def millions(unit: str, *texts: str) -> list[Said]:
    """Amounts that share "млн"; the number is what is left of each text's letters and marks."""
    numbers = ["".join(filter(str.isdigit, text)) for text in texts]
    return [Said(text, Fraction(n) * 10**6, unit) for text, n in zip(texts, numbers, strict=True)]


@given(strategies.restated())
def test_one_amount_in_every_scale(amounts: list[Said]) -> None:
    """ "4,2 трлн" is "4 200 млрд" is "4200000 млн", whatever groups the digits."""
    assert len({amount.value for amount in amounts}) == 1
    for amount in amounts:
        assert [amount] == read(amount.text)


@given(strategies.unsigned_amounts | strategies.shares(signed=False))
def test_a_sign_turns_the_value_and_nothing_else(amount: Said) -> None:
    assert isinstance(amount.value, Fraction)
    for sign in ("-", "−", "–", "минус "):
        text = sign + amount.text
        assert [evolve(amount, text=text, value=-amount.value)] == read(text)


@given(strategies.unsigned_amounts | strategies.shares(signed=False))
def test_a_plus_is_no_part(amount: Said) -> None:
    assert [amount] == read(f"+{amount.text}")


@given(strategies.unsigned_amounts | strategies.shares(signed=False))
def test_a_dash_that_stands_apart_is_no_sign(amount: Said) -> None:
    for dash in ("-", "–", "—"):
        assert [amount] == read(f"экспорт {dash} {amount.text}")


EVEN = (Fraction(2254 * 10**6), Fraction(8080 * 10**6))


@given(strategies.ranges())
@example(Said("от 2,254 до 8,080 млрд рублей", EVEN, "RUB", "range"))
def test_ranges(found: Said) -> None:
    assert [found] == read(found.text)


@given(strategies.ranges_of_amounts())
def test_ranges_of_whole_amounts(found: Said) -> None:
    assert [found] == read(found.text)


@given((strategies.ranges() | strategies.marked_ranges()).filter(lambda it: "–" in it.text))
@example(Said("$2,254–8,080 млрд", EVEN, "USD", "range"))
def test_a_sign_before_an_interval_is_of_both_ends(found: Said) -> None:
    low, high = found.value if isinstance(found.value, tuple) else (found.value, found.value)
    for sign in ("-", "−", "минус "):
        text = sign + found.text
        assert [evolve(found, text=text, value=(-high, -low))] == read(text)


@given(strategies.mixed_lists())
@example(
    (
        "5, 6, 7–8 и 9 рублей",
        [
            Said("5", Fraction(5), "RUB"),
            Said("6", Fraction(6), "RUB"),
            Said("7–8", (Fraction(7), Fraction(8)), "RUB", "range"),
            Said("9 рублей", Fraction(9), "RUB"),
        ],
    )
)
@example(
    (
        "0–2,000 и 0рубль",
        [
            Said("0–2,000", (Fraction(0), Fraction(2000)), "RUB", "range"),
            Said("0рубль", Fraction(0), "RUB"),
        ],
    )
)
@example(
    (
        "500–2000 и 2 500 рублей",
        [
            Said("500–2000", (Fraction(500), Fraction(2000)), "RUB", "range"),
            Said("2 500 рублей", Fraction(2500), "RUB"),
        ],
    )
)
def test_intervals_in_a_list_share_scale_and_unit(listed: tuple[str, list[Said]]) -> None:
    text, members = listed
    assert members == read(text)


@given(strategies.marked_ranges())
@example(Said("$2,254–8,080 млрд", EVEN, "USD", "range"))
@example(Said("от $2,254 до $8,080 млрд", EVEN, "USD", "range"))
def test_ranges_with_the_mark_first(found: Said) -> None:
    assert [found] == read(found.text)


@given(strategies.lists())
@example(("2500 и 3100 млн рублей", millions("RUB", "2500", "3100 млн рублей")))
def test_members_of_a_list_share_scale_and_unit(listed: tuple[str, list[Said]]) -> None:
    text, members = listed
    assert members == read(text)


@given(strategies.marked_lists())
@example(("$4, $1 и $5 млн", millions("USD", "$4", "$1", "$5 млн")))
def test_members_of_a_list_share_the_mark(listed: tuple[str, list[Said]]) -> None:
    text, members = listed
    assert members == read(text)


@given(strategies.levels())
@example(("вырос с 2500 до 3100 млн рублей", millions("RUB", "2500", "3100 млн рублей")))
def test_after_a_change_from_and_to_are_two_levels(listed: tuple[str, list[Said]]) -> None:
    text, members = listed
    assert members == read(text)


@given(strategies.bounded())
@example(("$5 и более", Said("$5", Fraction(5), "USD", "ge")))
@example(("$3 млн или более", Said("$3 млн", Fraction(3 * 10**6), "USD", "ge")))
def test_a_cue_sets_the_relation_and_keeps_the_value(bounded: tuple[str, Said]) -> None:
    text, amount = bounded
    assert [amount] == read(text)


@given(strategies.numerals(), strategies.scales, strategies.nouns)
@example(Numeral("3", Fraction(3), Fraction(3)), ("миллиарда", 10**9), ("рублей", "RUB"))
@example(Numeral("21", Fraction(21), Fraction(21)), ("миллион", 10**6), ("рублей", "RUB"))
def test_a_cue_inside_the_number(
    numeral: Numeral, scale: tuple[str, int], noun: tuple[str, str]
) -> None:
    for cue in (" с лишним ", " с небольшим ", "+ "):
        text = f"{numeral.text}{cue}{scale[0]} {noun[0]}"
        assert [Said(text, numeral.value * scale[1], noun[1], "gt")] == read(text)
