"""Sentences that a rule accepts: random walks over its patterns, each verified by running it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from attrs import field, frozen

from tradefacts.grammar import ast, written
from tradefacts.grammar.examples import TODAY
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.paragraphs import paragraphs
from tradefacts.grammar.qualified import local
from tradefacts.grammar.tokens import TokenKind, split
from tradefacts.grammar.values import MISSING
from tradefacts.reference import Reference
from tradefacts.tools.listing import UnknownName

TRIES = 40
"""Walks per sentence wanted: guards and conditions reject many."""
_MOST = 3
"""The most extra rounds of a repetition, and so the most tokens in a gap."""
_NAMED = 8
"""How many rules a message names."""
_LEFT_OUT = 0.65
_NUMERALS = ("2", "5", "12", "37", "100", "450", "1,5", "0,3", "12,75", "1 200")
_GROUPED = ("3", "15", "700", "1 500", "10,500", "20.000")
_WHOLE = ("1", "2", "5", "10", "24", "365")
_LATIN = ("iPhone", "Boeing", "ISO")
_DATED = {
    "DAY": ("12.03", "1.05"),
    "DATE": ("12.03.2014", "1.05.2023"),
    "TIME": ("10:30", "8:05"),
    "YEARS": ("2013/14", "2019/2020"),
}
_CLOSING = frozenset(".,;:!?)»”%")
_OPENING = frozenset("(«„")


@frozen
class Sample:
    """A text with the spans and the values of its facts, as in an example."""

    text: str
    spans: tuple[tuple[int, int], ...]
    expected: str

    def __str__(self) -> str:
        return f"{written.marked(self.text, self.spans)}  => {self.expected}"


def examples(engine: Reference, rule: str | None, count: int, seed: int = 0) -> Iterator[str]:
    """Yield grammar lines: sentences of one rule, or of each fact rule, written as examples.

    Raises `UnknownName`, before the first line.
    """
    grammar = engine.grammar
    names = map(local, grammar.rules)
    own = {name: grammar.own(name) for name in names if grammar.own(name) in grammar.rules}
    if rule is not None and rule not in own:
        raise UnknownName(f"no rule {rule!r}; {nearest(rule, own)}")
    facts = [name for name in own if grammar.rules[own[name]].kind is ast.RuleKind.FACT]
    if rule is None and not facts:
        listed = ", ".join([*own][:_NAMED]) + ", …" * (len(own) > _NAMED)
        raise UnknownName(f"gives no facts{'; name a rule: ' if own else ', has no rules'}{listed}")
    for name in facts if rule is None else [rule]:
        yield f"example {name}"
        for sample in samples(engine, name, count, seed):
            yield f"  {sample}"


def samples(engine: Reference, rule: str, count: int, seed: int = 0) -> list[Sample]:
    """At most `count` different sentences of a rule of the engine's own grammar.

    The same seed gives the same sentences. They may be ungrammatical where the rule accepts that:
    words of a lexicon come in any form.

    Raises `KeyError` if the grammar has no such rule.
    """
    found = engine.grammar.rules[engine.grammar.own(rule)]
    walker = _Walker(engine, Random(seed))  # noqa: S311  # not used for cryptography
    kept: dict[str, Sample] = {}
    for attempt in range(TRIES * count):
        alternative = found.alternatives[attempt % len(found.alternatives)]
        sample = walker.checked(found, alternative)
        if sample is not None:
            kept.setdefault(sample.text, sample)
        if len(kept) == count:
            break
    return list(kept.values())


@frozen
class _Word:
    """A piece of text."""

    text: str


_OPEN, _CLOSE, _GLUE = _Word("["), _Word("]"), _Word("&")


@frozen
class _Walker:
    engine: Reference
    random: Random
    words: list[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        texts = [case.text for case in self.engine.grammar.cases]
        tokens = [t for text in texts for p in paragraphs(text) for t in p]
        words = {t.text for t in tokens if t.kind is TokenKind.WORD and len(t.text) > 1}
        object.__setattr__(self, "words", sorted(words) or ["x"])

    def checked(self, rule: ast.Rule, alternative: ast.Alternative) -> Sample | None:
        """A random sentence of an alternative, or None if running the rule does not confirm it."""
        text, spans = _joined(list(self.walk(alternative.pattern)))
        if rule.kind is not ast.RuleKind.FACT:
            found = self.engine.values(rule.name, text)
            if len(found) != 1 or found[0].value is MISSING:
                return None
            value = found[0].value
            pairs = value if isinstance(value, dict) else {"value": value}
            name = "Record" if isinstance(value, dict) else "Value"
            return Sample(text, (), written.fields(name, pairs))
        facts = self.engine.facts(text, {rule.name}, TODAY)
        spans = spans or ((0, len(text)),)
        if tuple((fact.start, fact.stop) for fact in facts) != spans:
            return None
        return Sample(text, spans, ", ".join(map(written.fact, facts)))

    def walk(self, node: ast.Node) -> Iterator[_Word]:
        """A random token string of a pattern."""
        match node:
            case ast.Seq(items=items):
                for item in items:
                    yield from self.walk(item)
            case ast.Choice(options=options):
                yield from self.walk(self.random.choice(options))
            case ast.Repeat(body=body):
                for _ in range(self.times(node)):
                    yield from self.walk(body)
            case ast.Span(body=body):
                yield _OPEN
                yield from self.walk(body)
                yield _CLOSE
            case ast.Slot(body=body):
                yield from self.walk(body)
            case ast.Ref(name=name) if name in self.engine.grammar.rules:
                chosen = self.random.choice(self.engine.grammar.rules[name].alternatives)
                yield from self.walk(chosen.pattern)
            case _:
                yield from self.leaf(node)

    def leaf(self, node: ast.Node) -> Iterator[_Word]:
        """The tokens of a node without parts; a guard has none."""
        match node:
            case ast.Glued():
                yield _GLUE
            case ast.Terminal(name=name):
                yield _Word(self.terminal(name))
            case ast.Literal(text=text):
                yield _Word(written.spelled(split(text)))
            case ast.Ref():
                yield _Word(written.spelled(self.form(node)))

    def times(self, node: ast.Repeat) -> int:
        """How often to repeat: optional parts are mostly left out to keep sentences readable."""
        if node.low == 0 and self.random.random() < _LEFT_OUT:
            return 0
        most = min(node.high or node.low + _MOST, node.low + _MOST)
        return self.random.randint(max(1, node.low), max(1, most))

    def form(self, ref: ast.Ref) -> Sequence[str]:
        """A random form from a lexicon; each entry is equally likely."""
        rows = list(self.engine.writer.forms(ref))
        keys = sorted({str(form.key) for form in rows})
        key = self.random.choice(keys)
        return self.random.choice([form for form in rows if str(form.key) == key]).words

    def terminal(self, name: str) -> str:
        """A random token that a terminal accepts."""
        match name:
            case "DECIMAL" | "NUMBER":
                return self.random.choice(_NUMERALS)
            case "GROUPED":
                return self.random.choice(_GROUPED)
            case "INT":
                return self.random.choice(_WHOLE)
            case "DAY" | "DATE" | "TIME" | "YEARS":
                return self.random.choice(_DATED[name])
            case "LATIN":
                return self.random.choice(_LATIN)
        word = self.random.choice(self.words)
        return word[0].upper() + word[1:] if name == "UPPER" else word


def _joined(words: Sequence[_Word]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join words to a text; return it with its spans."""
    text, spans, start = "", [], 0
    glued, opening = True, False
    for word in words:
        if word is _GLUE:
            glued = True
        elif word is _OPEN:
            opening = True
        elif word is _CLOSE:
            spans.append((start, len(text)))
        else:
            tight = glued or word.text[0] in _CLOSING
            text += ("" if tight else " ") + word.text
            if opening:
                start, opening = len(text) - len(word.text), False
            glued = word.text[-1] in _OPENING
    return text, tuple(spans)
