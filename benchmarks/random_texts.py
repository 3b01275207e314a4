"""Random texts from a grammar's own words: pieces that its patterns may match, randomly joined."""

from __future__ import annotations

from random import Random

from tradefacts.grammar import ast
from tradefacts.grammar.lexicon import compile_lexicon
from tradefacts.grammar.terminals import TERMINALS
from tradefacts.grammar.tokens import TokenKind

GLUE = (
    "",
    "",
    "\u200b",
    "\u00ad",
    " ",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\u00a0",
    "\n",
    "\n\n",
    ". ",
    ", ",
    " и ",
    "; ",
)
NUMERALS = (
    "5",
    "7,5",
    "1 234 567,89",
    "20.000",
    "80,231",
    "2013",
    "12.03.2014",
    "1,234,567.89",
    "2012/13",
    "10:30",
    "1 2",
    "1 000",
    "5  000",
    "000",
    "5_000",
    "7,5&nbsp;",
    "&minus;5",
    "1\u200b200",
)
OTHER = (
    "Иванов", "город", "человек", "x", "США", "«", "»", '"', "(", ")", "-", "–", "—", "−", "+", "%",
    "$", "€", "№", "/", ":", "…", ".", "!", "т", "с", "до", "от", "и", "за", "Ж", "K",
    "ү", "٣", "\u0301", "\u2011", "мил\u00adлион",
)  # fmt: skip


class Writer:
    """Writes texts that a grammar may match, with other pieces now and then."""

    def __init__(self, grammar: ast.Grammar) -> None:
        self.grammar = grammar
        self._forms: dict[tuple[str, str | None], list[tuple[str, ...]]] = {}

    def text(self, random: Random) -> str:
        pieces = []
        for _ in range(random.randint(1, 5)):
            if random.random() < 0.7:
                rule = random.choice(self.grammar.fact_rules)
                pieces += self.node(random.choice(rule.alternatives).pattern, random)
            else:
                pieces.append(random.choice(OTHER + NUMERALS))
        if len(pieces) > 1 and random.random() < 0.5:
            del pieces[random.randrange(len(pieces))]
        rare = random.random() < 0.5
        parts = []
        for piece in pieces:
            parts += [piece, " " if rare else random.choice(GLUE)]
        return "".join(parts)

    def node(self, node: ast.Node, random: Random) -> list[str]:
        match node:
            case ast.Seq(items=items):
                return [word for item in items for word in self.node(item, random)]
            case ast.Choice(options=options):
                return self.node(random.choice(options), random)
            case ast.Repeat(body=body, low=low, high=high):
                count = random.randint(low, min(low + 2, high if high is not None else low + 2))
                return [word for _ in range(count) for word in self.node(body, random)]
            case ast.Slot(body=body) | ast.Span(body=body):
                return self.node(body, random)
            case ast.Forbidden(body=body):
                return self.node(body, random) if random.random() < 0.05 else []
            case ast.Literal(text=text):
                return [self.cased(text, random)]
            case ast.Terminal(name=name):
                words = TokenKind.WORD in TERMINALS[name].kinds
                return [random.choice(OTHER if words else NUMERALS)]
            case ast.Ref(name=name, part=part) if name in self.grammar.lexicons:
                return [self.form(name, part, random)]
            case ast.Ref(name=name):
                alternatives = self.grammar.rules[name].alternatives
                return self.node(random.choice(alternatives).pattern, random)
        return []

    def form(self, name: str, part: str | None, random: Random) -> str:
        if (name, part) not in self._forms:
            lexicon = compile_lexicon(self.grammar.lexicons[name], part)
            self._forms[name, part] = [form.words for form in lexicon]
        words = random.choice(self._forms[name, part])
        return self.cased((" " if random.random() < 0.8 else "").join(words), random)

    def cased(self, text: str, random: Random) -> str:
        change = random.random()
        if change < 0.1:
            return text.upper()
        if change < 0.2:
            return text[:1].upper() + text[1:]
        return text.lower() if change < 0.23 else text
