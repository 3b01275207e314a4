"""The page in a real browser: what a reader clicks, types, taps and sees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tradefacts
from tradefacts.facts import KINDS, Document
from tradefacts.facts.trade import TradeFact
from tradefacts.render import embedded, page

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "build" / "artifacts"
SEED = min(ROOT.glob("seeds/*.txt"))

Opened = Callable[..., Any]

TEXT = "Экспорт Беларуси вырос на 5%, до $1,2 млрд, импорт — на 12%, до 900 млн рублей.\n"

# The least contrast of any words on the page with what is behind them, by WCAG 2.2.
CONTRAST = """() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return context.getImageData(0, 0, 1, 1).data;
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const data = paint(getComputedStyle(e).backgroundColor);
      if (data[3] === 255) return data;
    }
  };
  let least = [99, ""];
  for (const element of document.body.querySelectorAll("*:not(script)")) {
    const words = [...element.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());
    if (!words.length || !element.checkVisibility()) continue;
    const both = [paint(getComputedStyle(element).color), behind(element)].map(luminance);
    const found = (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    if (found < least[0]) least = [found, `${element.outerHTML.slice(0, 120)}`];
  }
  return least;
}"""


@pytest.fixture(scope="session")
def html() -> str:
    return tradefacts.extract(TEXT).to_html(trade_facts=False)


@pytest.fixture(scope="session")
def seed() -> str:
    document = tradefacts.extract(SEED.read_text(encoding="utf-8"))
    return document.to_html(caption=SEED.name)


def active(window: Any) -> str:
    return str(window.evaluate("document.activeElement.id"))


def in_view(window: Any, selector: str) -> bool:
    return bool(
        window.evaluate(
            """(selector) => {
              const at = document.querySelector(selector).getBoundingClientRect();
              return at.top >= 0 && at.bottom <= innerHeight && at.height > 0;
            }""",
            selector,
        )
    )


def column(window: Any, number: int) -> list[str]:
    cells = window.locator(f"tbody tr:not([hidden]) td:nth-child({number})").all_text_contents()
    return [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells]


def test_a_kind_is_filtered_and_shown_again(opened: Opened, html: str) -> None:
    window = opened(html)
    percent = window.get_by_role("button", name="percent 2")
    everything = column(window, 2)
    assert "5 facts" == window.get_by_role("status").text_content()
    percent.click()
    assert ("false", "3 of 5 facts") == (
        percent.get_attribute("aria-pressed"),
        window.get_by_role("status").text_content(),
    )
    assert ["Беларуси", "$1,2 млрд", "900 млн рублей"] == column(window, 2)
    marked = window.locator(".fact[href]").all_text_contents()
    assert ["Беларуси", "$1,2 млрд", "900 млн рублей"] == marked
    percent.click()
    assert everything == column(window, 2) == window.locator(".fact[href]").all_text_contents()
    window.locator(".fact").nth(1).click()
    assert "r2" == active(window)


def test_a_column_is_sorted_both_ways(opened: Opened, html: str) -> None:
    window = opened(html)
    heading = window.get_by_role("columnheader", name="Value")
    button = heading.get_by_role("button")
    button.click()
    assert "ascending" == heading.get_attribute("aria-sort")
    assert ["5", "12", "900 000 000", "1 200 000 000", "Беларусь"] == column(window, 4)
    button.click()
    assert "descending" == heading.get_attribute("aria-sort")
    assert ["1 200 000 000", "900 000 000", "12", "5", "Беларусь"] == column(window, 4)
    window.get_by_role("button", name="Kind").click()
    assert "none" == heading.get_attribute("aria-sort")
    assert ["money", "money", "percent", "percent", "region"] == column(window, 3)
    window.get_by_role("button", name="#").click()
    assert ["1", "2", "3", "4", "5"] == column(window, 1)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_fact_is_followed_to_its_place_and_back(opened: Opened, seed: str, scripts: bool) -> None:
    window = opened(seed, java_script_enabled=scripts)
    last = window.locator("tbody a").last
    number = (last.get_attribute("id") or "")[1:]
    last.click()
    place = window.locator(f"#f{number}:target:focus")
    assert last.text_content() == place.text_content()
    box = place.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 850
    place.press("Enter")
    assert 1 == window.locator(f"#r{number}:target:focus").count()
    window.go_back()
    assert 1 == window.locator(f"#f{number}:target").count()


def test_the_keyboard_is_enough(opened: Opened, html: str) -> None:
    window = opened(html)
    press = window.keyboard.press
    press("Tab")
    assert "Skip to the table of facts" == window.evaluate("document.activeElement.textContent")
    press("Tab")
    press("Space")
    assert "3 of 5 facts" == window.get_by_role("status").text_content()
    press("Space")
    press("Shift+Tab")
    press("Enter")
    assert "facts" == active(window)
    for _ in range(4):
        press("Tab")
    press("Enter")
    assert "5" == column(window, 4)[0]
    for _ in range(4):
        press("Tab")
    assert "r2" == active(window)
    press("Enter")
    assert "f2" == active(window)
    assert in_view(window, "#card")
    press("Enter")
    assert "r2" == active(window)


def test_a_card_tells_value_code_and_rule(opened: Opened, html: str) -> None:
    window = opened(html)
    card = window.get_by_role("tooltip")
    fact = window.locator(".fact", has_text="$1,2 млрд")
    assert not card.is_visible()
    fact.hover()
    told = "value 1 200 000 000 code USD kind money rule money"
    assert told in " ".join(card.locator("dl").inner_text().split())
    assert "card" == fact.get_attribute("aria-describedby")
    window.keyboard.press("Escape")
    assert not card.is_visible()
    window.locator(".fact", has_text="Беларуси").focus()
    told = "value Беларусь code BY details level country kind region rule region"
    assert told in " ".join(card.locator("dl").inner_text().split())
    assert in_view(window, "#card")
    window.get_by_role("button", name="Rule").focus()
    assert not card.is_visible()


def test_the_first_tap_tells_and_the_second_leads(opened: Opened, html: str) -> None:
    window = opened(html, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    fact = window.locator("#f3")
    fact.tap()
    assert "1 200 000 000" in window.get_by_role("tooltip").inner_text().replace("\xa0", " ")
    assert in_view(window, "#card")
    assert not window.url.endswith("#r3")
    fact.tap()
    assert "r3" == active(window)
    assert in_view(window, "#r3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out(opened: Opened, scheme: str) -> None:
    text = "слово " * 12
    facts = [
        {"kind": f"k{i}", "start": 6 * i, "stop": 6 * i + 5, "text": "слово", "rule": "r"}
        | {"name": "n", "level": "l"}
        for i in range(12)
    ]
    window = opened(page([("a", {"text": text, "facts": facts})] * 2), color_scheme=scheme)
    window.locator("button.kind").first.click()
    window.locator("#r5").click()
    least, where = window.evaluate(CONTRAST)
    assert least >= 4.5, where
    ground = window.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (scheme == "dark") == (ground == "rgb(21, 23, 26)")


def test_markup_in_a_text_is_a_text(opened: Opened) -> None:
    evil = "<script>hacked = 1</script><img src=x onerror='hacked = 1'></div></main>\r\n"
    fact = {"kind": evil, "start": 0, "stop": 8, "text": evil[:8], "rule": evil, "name": evil}
    window = opened(page([(evil, {"text": evil, "facts": [fact]})] * 2, caption=evil))
    window.locator("#f1").hover()
    assert "undefined" == window.evaluate("typeof hacked")
    assert 0 == window.locator("img").count()
    assert 2 * [evil.replace("\r", "")] == window.locator(".text").all_text_contents()
    assert evil.strip() == window.title()


def test_a_script_that_slips_in_is_not_run(browser: Any, html: str, tmp_path: Path) -> None:
    slipped = html.replace("</main>", "</main><script>hacked = 1</script>")
    path = tmp_path / "page.html"
    path.write_text(slipped, encoding="utf-8")
    window = browser.new_page()
    window.goto(path.as_uri())
    assert "undefined" == window.evaluate("typeof hacked")
    window.close()


def test_facts_in_facts_are_both_followed(opened: Opened) -> None:
    text = "на 150 млрд белорусских рублей"
    rows = [
        {"kind": "money", "start": 3, "stop": 30, "text": text[3:], "rule": "m", "value": "15"},
        {"kind": "region_adj", "start": 12, "stop": 23, "text": text[12:23], "rule": "r"},
    ]
    window = opened(page([("", {"text": text, "facts": rows})]))
    window.locator("#f2").click()
    assert "r2" == active(window)
    window.locator(".fact.k0").last.click()
    assert "r1" == active(window)
    window.get_by_role("button", name="money").click()
    assert ["белорусских"] == window.locator(".fact[href]").all_text_contents()


def test_several_texts_share_a_table(opened: Opened) -> None:
    named = [
        (name, tradefacts.extract(TEXT).to_dict(trade_facts=False)) for name in ("а.txt", "б.txt")
    ]
    window = opened(page(named, kinds=KINDS))
    assert ["а.txt", "б.txt"] == window.locator("h2").all_text_contents()
    window.get_by_role("button", name="File").click()
    window.get_by_role("button", name="File").click()
    assert 5 * ["б.txt"] + 5 * ["а.txt"] == column(window, 8)
    window.locator("tbody a").first.click()
    assert "f6" == active(window)


def test_a_megabyte_is_read(opened: Opened) -> None:
    facts = []
    document = tradefacts.extract(TEXT).to_dict(trade_facts=False)
    copies = 1_000_000 // len(TEXT)
    for shift in range(0, copies * len(TEXT), len(TEXT)):
        for fact in document["facts"]:
            moved = {"start": fact["start"] + shift, "stop": fact["stop"] + shift}
            facts.append({**fact, **moved})
    window = opened(page([("", {"text": TEXT * copies, "facts": facts[::5]})]))
    assert f"{len(facts[::5])} facts" == window.get_by_role("status").text_content()
    window.get_by_role("button", name="#").click()
    last = window.locator("tbody a").first
    last.click()
    number = len(facts[::5])
    assert f"f{number}" == active(window)
    assert in_view(window, f"#f{number}")


def test_a_notebook_shows_it_in_a_frame(opened: Opened, html: str) -> None:
    window = opened(f"<!doctype html><title>notebook</title>{embedded(html)}")
    frame = window.frames[1]
    frame.locator("tbody a").nth(2).click()
    frame.locator("#f3:target:focus").press("Enter")
    assert 1 == frame.locator("#r3:target:focus").count()
    frame.get_by_role("button", name="money").click()
    assert "3 of 5 facts" == frame.get_by_role("status").text_content()


def traded() -> Document:
    """A sentence with two trade facts, the second from a headline."""
    text = "Армения: итоги\nЭкспорт вырос на 5%, до $2 млн,\nимпорт – до $3 млн"
    place: dict[str, Any] = {"start": 15, "stop": len(text), "text": text[15:], "rule": "level"}
    reporter = {"slot": "reporter", "place": "headline", "start": 0, "stop": 7, "line": "t.tfg:9"}
    export = {"slot": "indicator", "place": "clause", "start": 15, "stop": 22, "line": "t.tfg:7"}
    rows = [
        TradeFact(
            **place,
            indicator="export",
            reporter="AM",
            value={"value": "2000000", "currency": "USD"},
            value_span=(39, 45),
            change={"kind": "percent_change", "value": "5"},
            change_span=(32, 34),
            evidence=[reporter, export],
        ),
        TradeFact(
            **place,
            indicator="import",
            reporter="AM",
            value={"value": "3000000", "currency": "USD"},
            value_span=(59, 65),
            modality="target",
            evidence=[reporter],
        ),
    ]
    return Document(text, tradefacts.extract(text).facts, trade_facts=tuple(rows))


def lit(window: Any) -> list[str]:
    found: list[str] = window.locator(".part.lit").all_text_contents()
    return found


def test_a_trade_fact_lights_up_its_parts(opened: Opened) -> None:
    window = opened(traded().to_html())
    parts = ["Армения", "Экспорт", "5%", "$2 млн"]
    assert [] == lit(window)
    window.locator("#t1").hover()
    assert parts == lit(window)
    told = "reporter “Армения” headline, t.tfg:9 indicator “Экспорт” clause, t.tfg:7"
    card = " ".join(window.locator("#card dl").inner_text().split())
    assert f"value “$2 млн” change “5%” {told}" == card
    window.locator("#t2").focus()
    window.mouse.move(0, 0)
    assert ["Армения", "$3 млн"] == lit(window)
    window.keyboard.press("Enter")
    assert "f4" == active(window)
    assert ["Армения", "$3 млн"] == lit(window)
    window.locator(".part", has_text="Экспорт").hover()
    assert parts == lit(window)


def test_trade_facts_are_a_table_of_their_own(opened: Opened) -> None:
    window = opened(page([(name, traded().to_dict()) for name in ("а.txt", "б.txt")]))
    rows = window.locator(".trade tbody tr")
    told = " ".join(rows.nth(1).inner_text().replace("\xa0", " ").split())
    assert "2 import target AM* 3 000 000 USD а.txt" == told
    window.locator(".trade").get_by_role("button", name="Value").click()
    window.locator(".trade").get_by_role("button", name="Value").click()
    assert ["2", "4", "1", "3"] == [
        text.split()[0] for text in window.locator(".trade tbody tr").all_inner_texts()
    ]
    window.locator("#t3").click()
    assert "б.txt" in window.locator(".mentions tr:has(#r7)").inner_text()
    assert "f7" == active(window)
    assert "8 facts" == window.get_by_role("status").text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_that_are_lit_stand_out(opened: Opened, scheme: str) -> None:
    window = opened(traded().to_html(), color_scheme=scheme)
    window.locator("#t1").hover()
    least, where = window.evaluate(CONTRAST)
    assert least >= 4.5, where


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_photographed(opened: Opened, seed: str, scheme: str) -> None:
    window = opened(seed, color_scheme=scheme)
    window.locator(".trade tbody tr", has_text="USD").locator("a").nth(1).click()
    window.locator(".trade tbody tr", has_text="USD").locator("a").nth(1).hover()
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    path = ARTIFACTS / ("page.png" if scheme == "light" else f"page-{scheme}.png")
    window.screenshot(path=path)
    assert b"\x89PNG" == path.read_bytes()[:4]
