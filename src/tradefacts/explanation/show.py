"""An explanation for people: a block of lines for each fact, then the near misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import StringIO

from rich.console import Console
from rich.text import Text

from tradefacts.explanation.model import Derived, Explained, Explanation, Miss, Sort
from tradefacts.explanation.trade import Answer, Assembled
from tradefacts.grammar import written
from tradefacts.grammar.qualified import local
from tradefacts.grammar.values import MISSING
from tradefacts.render import INFERRED, printable

_LOST = 5
"""How many lost readings are shown for a fact."""
_LABEL = 9
_MARGIN = "  "


def as_text(explanation: Explanation) -> str:
    """Return the explanation as plain text."""
    stream = StringIO()
    show(explanation, Console(file=stream, highlight=False, color_system=None))
    return stream.getvalue().rstrip("\n")


def show(explanation: Explanation, console: Console) -> None:
    """Print an explanation without wrapping its lines."""
    for fact in explanation.facts:
        for line in _fact(fact):
            console.print(line, soft_wrap=True)
        console.print()
    if not explanation.facts:
        console.print("no facts\n")
    for stated in explanation.trade_facts:
        for line in _trade(stated):
            console.print(line, soft_wrap=True)
        console.print()
    if explanation.misses:
        console.print(Text("near misses", "bold"))
        first: dict[object, Miss] = {}
        for miss in explanation.misses:  # one reason per rule and place: the first in the file
            first.setdefault((miss.rule, miss.start, miss.stop), miss)
        for miss in first.values():
            console.print(_miss(miss), soft_wrap=True)
        console.print()


def _fact(explained: Explained) -> Iterator[Text]:
    yield Text(printable(repr(explained.fact)), "bold green")
    where = written.place(explained.location)
    yield _row("rule", f"{explained.rule}, alternative {explained.alternative}, {where}")
    yield _row("", printable(explained.pattern), "dim")
    if explained.context:
        yield _row("context", printable(" … ".join(explained.context)))
    for label, rows in (("slots", _parts(explained.parts, 0)), ("lent", _lent(explained))):
        for index, row in enumerate(rows):
            yield _row("" if index else label, row)
    telling = [step for step in explained.steps if step.name or step.filled != step.value]
    for index, step in enumerate(telling):
        yield _row("" if index else "steps", printable(f"{step}   ({step.rule})"))
    for index, lost in enumerate(explained.lost[:_LOST]):
        facts = ", ".join(written.fact(fact) for fact in lost.facts)
        spans = " ".join(f"[{fact.text}]" for fact in lost.facts)
        row = f"{written.place(lost.location)}: {spans} {facts}: {lost.reason}"
        yield _row("" if index else "lost", printable(row), "dim")
    if len(explained.lost) > _LOST:
        yield _row("", f"and {len(explained.lost) - _LOST} more", "dim")


def _trade(stated: Assembled) -> Iterator[Text]:
    """A trade fact, then a line per slot: its answer, where the words stood, the rule's line."""
    yield Text(printable(repr(stated.fact)), "bold green")
    yield _row("rule", stated.fact.rule)
    widths = [
        max(map(len, column), default=0)
        for column in zip(*map(_cells, stated.answers), strict=True)
    ]
    for index, answer in enumerate(stated.answers):
        cells = (cell.ljust(width) for cell, width in zip(_cells(answer), widths, strict=True))
        yield _row("" if index else "slots", printable("  ".join(cells).rstrip()))


def _cells(answer: Answer) -> tuple[str, str, str, str]:
    mark = INFERRED if answer.inferred else ""
    words = "" if answer.text is None else repr(answer.text)
    return f"{answer.slot} = {answer.value}{mark}", answer.place, words, answer.line


def _miss(miss: Miss) -> Text:
    where = written.place(miss.location)
    return Text.assemble(
        _MARGIN, (repr(miss.text), "yellow"), f" {miss.rule}, {where}: ", printable(miss.reason)
    )


def _lent(explained: Explained) -> Iterator[str]:
    for name, value in explained.lent.items():
        yield f"{name} = {written.value(value)}, from a neighbour"


def _parts(parts: tuple[Derived, ...], depth: int) -> Iterator[str]:
    """List the parts, indented; a chain of parts over the same words takes one line."""
    for part in parts:
        if part.sort is Sort.WORDS or (part.sort is Sort.TERMINAL and part.value is MISSING):
            continue
        chain = [part]
        while len(chain[-1].parts) == 1 and chain[-1].parts[0].text == part.text:
            chain.append(chain[-1].parts[0])
        name = part.name if part.sort is Sort.SLOT else local(part.name)
        sources = [_source(link) for link in chain if link.sort is not Sort.SLOT]
        row = f"{name} = {_value(part.value)}" if part.value is not MISSING else name
        shown = f"{_MARGIN * depth}{row}  {part.text!r}  {' < '.join(sources)}"
        yield printable(shown.rstrip())
        yield from _parts(chain[-1].parts, depth + 1)


def _source(part: Derived) -> str:
    where = f" {written.place(part.location)}" if part.location is not None else ""
    return f"{local(part.name)}{where}"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {written.value(v)}" for name, v in value.items())
    return written.value(value)


def _row(label: str, text: str, style: str = "") -> Text:
    return Text.assemble(_MARGIN, (label.ljust(_LABEL), "cyan"), (text, style))
