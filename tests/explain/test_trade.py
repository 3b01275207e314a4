"""How a trade fact is explained: slot by slot, which words, where, by whose rule."""

from __future__ import annotations

import json

from tradefacts.explanation import Explanation
from tradefacts.explanation.show import as_text
from tradefacts.explanation.trade import Assembled, assembled
from tradefacts.facts import Document
from tradefacts.facts.trade import Evidence, TradeFact

TEXT = "Армения: итоги\nЭкспорт вырос на 5%, до $2 млн"
FACT = TradeFact(
    start=15,
    stop=45,
    text=TEXT[15:45],
    rule="trade.level",
    indicator="export",
    reporter="AM",
    period="2024",
    value={"value": "2000000", "currency": "USD"},
    value_span=(39, 45),
    change={"kind": "percent_change", "value": "5", "base": "2023", "base_implied": True},
    change_span=(32, 34),
    evidence=[
        Evidence(slot="indicator", place="clause", start=15, stop=22, line="trade.tfg:7"),
        Evidence(slot="reporter", place="headline", start=0, stop=7, line="trade.tfg:9"),
        Evidence(slot="period", place="date", line="trade.tfg:12"),
        Evidence(slot="value", place="stated", start=39, stop=45, line="trade.tfg:3"),
        Evidence(slot="currency", place="stated", start=39, stop=40, line="trade.tfg:3"),
        Evidence(slot="change", place="clause", start=32, stop=34, line="trade.tfg:4"),
        Evidence(slot="base", place="derived", line="trade.tfg:5"),
        Evidence(slot="modality", place="default"),
    ],
)
DOCUMENT = Document(TEXT, date="2025-01-15", trade_facts=(FACT,))
SHOWN = """\
  rule     trade.level
  slots    indicator = export         clause    'Экспорт'  trade.tfg:7
           reporter = AM*             headline  'Армения'  trade.tfg:9
           period = 2024*             date                 trade.tfg:12
           value = 2000000 USD        stated    '$2 млн'   trade.tfg:3
           currency = USD             stated    '$'        trade.tfg:3
           change = 5 percent_change  clause    '5%'       trade.tfg:4
           base = 2023                derived              trade.tfg:5
           modality = actual          default
"""


class Explained(Explanation):
    """An explanation of a document that is there already."""

    document = DOCUMENT


def test_every_answer_has_its_words_and_place() -> None:
    (one,) = assembled(DOCUMENT)
    assert FACT == one.fact
    expected = [
        ("indicator", "export", "clause", "Экспорт", False),
        ("reporter", "AM", "headline", "Армения", True),
        ("period", "2024", "date", None, True),
        ("value", "2000000 USD", "stated", "$2 млн", False),
        ("currency", "USD", "stated", "$", False),
        ("change", "5 percent_change", "clause", "5%", False),
        ("base", "2023", "derived", None, False),
        ("modality", "actual", "default", None, False),
    ]
    found = [(a.slot, a.value, a.place, a.text, a.inferred) for a in one.answers]
    assert expected == found


def test_it_reads_well() -> None:
    assert f"no facts\n\n{FACT!r}\n{SHOWN.rstrip()}" == as_text(Explained(TEXT, (), ()))


def test_it_is_ready_for_json() -> None:
    (one,) = assembled(DOCUMENT)
    assert isinstance(one, Assembled)
    read = json.loads(json.dumps(one.to_dict()))
    assert FACT == TradeFact.from_dict(read["fact"])
    assert "Армения" == read["answers"][1]["text"]
