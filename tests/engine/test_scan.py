"""The scan finds every anchor, whatever stands beside it."""

from __future__ import annotations

import pytest

from tradefacts.engine.anchors import Anchors
from tradefacts.engine.scan import Alphabet, Scanner, Spelled

from .engines import ODD, compiled


def scanner(capital: str = "", plain: str = "") -> Scanner:
    spelled = Spelled.of(Anchors(frozenset(capital.split()), frozenset(plain.split()), {}))
    assert spelled is not None
    return Scanner(spelled)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 руб и рублей", ["руб"]),
        ("руб", ["руб"]),
        ("Руб.РУБ", ["Руб", "РУБ"]),
        ("рубусд рубUSD 5рубusd", ["руб", "USD", "руб", "usd"]),
        ("$usd$", ["$", "usd", "$"]),
        ("Usdруб", ["Usd", "руб"]),
        ("москва Москва МОСКВА Москвака", ["Москва", "МОСКВА"]),
        ("_руб_ (руб) «руб» руб\u0301", ["руб"] * 4),
        ("үруб рубү", []),
        ("usd\u0436руб", ["usd"]),
        ("1руб2", ["руб"]),
        ("тёс ТЕС", ["тёс", "ТЕС"]),
    ],
)
def test_hits(text: str, found: list[str]) -> None:
    hits = scanner("москва", "руб usd $ тес").hits(text)
    assert found == [text[start:stop] for start, stop, _ in hits]


def test_the_sign_for_kelvin_is_a_letter_k() -> None:
    text = "5 \u212a"
    assert [(2, 3, "")] == scanner(plain="k").hits(text)


def test_too_many_characters_are_left_to_the_thorough_way() -> None:
    words = frozenset(chr(code) for code in range(0x4E00, 0x4F00))
    assert Spelled.of(Anchors(frozenset(), words, {})) is None


def test_anchors_are_few_and_rare() -> None:
    spelled = compiled(ODD).program.spelled
    assert spelled is not None
    spell = Alphabet(spelled.characters).spell
    assert set(map(spell, ["тула", "британия"])) <= spelled.capital
    assert set(map(spell, ["$", "%", "евро", "москва"])) <= spelled.plain
    assert not set(map(spell, ["и", ",", "до"])) & spelled.plain
