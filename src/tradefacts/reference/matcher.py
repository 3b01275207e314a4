"""One Yargy parser for a whole grammar; gaps and guards are checked beside its matches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from typing import Any

from tradefacts.facts import Fact
from tradefacts.grammar import ast
from tradefacts.grammar.choice import Candidates, Chosen, resolve
from tradefacts.grammar.context import settle
from tradefacts.grammar.lexicon import abbreviations, place_names
from tradefacts.grammar.paragraphs import Token, paragraphs, place_of
from tradefacts.grammar.readings import Dismissed, Trace, Whole, distinct, read
from tradefacts.grammar.sizes import Sizes
from tradefacts.reference.chart import Chart, Tree
from tradefacts.reference.parser import LookaheadParser
from tradefacts.reference.pieces import Variant, variants
from tradefacts.reference.reader import TreeReader
from tradefacts.reference.recognizer import Recognizer
from tradefacts.reference.rules import RuleWriter, YargyRule, union
from tradefacts.reference.tokenizer import Tokenizer


class Reference:
    """A grammar run by Yargy.

    >>> from tradefacts.extractor import load_grammars
    >>> engine = Reference(load_grammars(["percent"]))
    >>> engine.facts("рост на 5%")
    [Percentage('5%', value=Decimal('5'), unit='percent')]
    """

    def __init__(self, grammar: ast.Grammar) -> None:
        self.grammar = grammar
        self.sizes = Sizes(grammar)
        self.abbreviations = abbreviations(grammar.lexicons)
        self.writer = RuleWriter(grammar)
        self.variants = list(variants(self.writer))
        self.by_piece = {v.pieces[v.anchor].name: v for v in self.variants}

    # -- facts
    def gives(self) -> Iterator[str]:
        """The class of facts that each of its fact rules gives."""
        return (rule.type[0] for rule in self.grammar.fact_rules)

    def facts(
        self, text: str, rules: Collection[str] | None = None, date: str | None = None
    ) -> list[Fact]:
        """The facts of a text in its order; `rules` names the only fact rules to be used.

        `date` is the day the text was written, in ISO 8601.
        """
        return settle(self.chosen(text, rules).readings, date)

    def names(self, code: str) -> Sequence[str]:
        """The names of the place of an ISO 3166 code, in the order of the lexicons."""
        return self._places.get(code, ())

    @cached_property
    def _places(self) -> Mapping[str, Sequence[str]]:
        return place_names(self.grammar.lexicons)

    def chosen(self, text: str, rules: Collection[str] | None = None) -> Chosen:
        """The best readings of a text, and those that only chance parts."""
        cut = paragraphs(text, self.abbreviations)
        return Chosen.of(self.candidates(text, tokens, rules) for tokens in cut)

    def candidates(
        self,
        text: str,
        tokens: Sequence[Token],
        rules: Collection[str] | None = None,
        *,
        whole: bool = False,
    ) -> Candidates:
        """All readings of one paragraph, the best for each set of spans.

        With `whole` a match takes all the tokens, spans and context together.
        """
        found = Candidates()
        chart, place = self.chart(tokens), partial(place_of, tokens)
        for variant, trees in self.matches(chart, rules):
            if whole and (trees[0][1], trees[-1][2]) != (0, len(tokens)):
                continue
            trace = Trace()
            with suppress(Dismissed):
                chart.read(variant, trees, trace)
                found.add(read(variant.line, trace, trees[0][1], trees[-1][2], place, text))
        return found

    def chart(self, tokens: Sequence[Token]) -> Chart:
        """Yargy's chart of one paragraph."""
        return Chart(self.parser, tokens, self.reader(tokens))

    def reader(self, tokens: Sequence[Token]) -> TreeReader:
        """What reads Yargy's trees over these tokens."""
        recognizer = Recognizer(self.sizes, self.writer.forms, tokens)
        return TreeReader(self.writer.labels, recognizer)

    def matches(
        self, chart: Chart, rules: Collection[str] | None = None
    ) -> Iterator[tuple[Variant, list[Tree]]]:
        """Alternatives of fact rules that match in a chart, whether or not they hold when read."""
        for name, trees in chart.trees.items():
            variant = self.by_piece.get(name)
            if variant is not None and (rules is None or variant.line.rule in rules):
                for tree in trees:
                    for joined in chart.joined(variant, tree):
                        yield variant, joined

    # -- values
    def values(self, rule: str, text: str) -> list[Whole]:
        """What a rule that is no fact gives for the whole of a text; each result once."""
        tokens = [token for p in paragraphs(text, self.abbreviations) for token in p]
        return distinct(self._wholes(rule, tokens))

    def _wholes(self, rule: str, tokens: Sequence[Token]) -> Iterator[Whole]:
        reader = self.reader(tokens)
        for node in self.value_trees(rule, tokens):
            trace = Trace()
            with suppress(Dismissed):
                reader.read(node, 0, trace)
                yield Whole(trace.slots or trace.bare, frozenset(trace.lines))

    def value_trees(self, rule: str, tokens: Sequence[Token]) -> Iterator[Any]:
        """Yargy's trees of a rule that is no fact over all the tokens."""
        for state in self._value_parser(rule).matches(tokens, all=False):
            if state.range == (0, len(tokens)):
                yield state.node

    def _value_parser(self, rule: str) -> LookaheadParser:
        if rule not in self._value_parsers:
            key = rule, None, ()
            written = self.writer.once(key, lambda: self.writer.rule(self.grammar.rules[rule]))
            self._value_parsers[rule] = LookaheadParser(written, Tokenizer())
        return self._value_parsers[rule]

    @cached_property
    def _value_parsers(self) -> dict[str, LookaheadParser]:
        return {}

    # -- Yargy
    @cached_property
    def parser(self) -> LookaheadParser | None:
        """The one parser of all pieces; None where no rule gives a fact."""
        return parser_of(self.variants)

    def yargy_rule(self, name: str) -> YargyRule:
        """A rule of the grammar as a rule of Yargy, to be used in grammars written with Yargy.

        A fact rule is its alternatives without gaps (`ANY`). Guards are not part of a Yargy rule.
        Parse with `tokenizer=Tokenizer()`; `facts_of` reads the facts of a match. Raises
        `KeyError`.
        """
        rule = self.grammar.rules[name if "." in name else self.grammar.own(name)]
        if rule.kind is not ast.RuleKind.FACT:
            return self.writer.pattern(ast.Ref(rule.name, location=rule.location))
        whole = [v for v in self.variants if v.line.rule == rule.name and len(v.pieces) == 1]
        return union([v.pieces[0].rule for v in whole])

    def facts_of(self, match: Any, text: str) -> list[Fact]:
        """The facts inside a match, in `text`, of a Yargy rule that uses `yargy_rule`.

        Of the trees over the same tokens Yargy keeps any one, which a condition may dismiss; so the
        match says where a fact rule was found, and the tokens there are read anew.
        """
        tokens = [token.source for token in match.tokens]
        facts: list[Fact] = []
        for node, start, stop in _located(match.tree.root):
            variant = self.by_piece.get(node.rule.name)
            if variant is not None:
                names = {variant.line.rule}
                found = self.candidates(text, tokens[start:stop], names, whole=True)
                facts += [fact for r in resolve(found.best.values()) for fact in r.facts]
        return facts


def parser_of(alternatives: Iterable[Variant]) -> LookaheadParser | None:
    """One parser of all pieces of some alternatives; None where there are none."""
    pieces = {p.name: p.rule for v in alternatives for p in v.pieces}
    rule = union(list(pieces.values()))
    return None if rule is None else LookaheadParser(rule, Tokenizer())


def _located(root: Any) -> Iterator[tuple[Any, int, int]]:
    """Nodes of a tree with their token ranges."""

    def size(node: Any) -> int:
        return sum(size(child) for child in node.children) if node.children else 1

    queue = [(root, 0)]
    while queue:
        node, at = queue.pop(0)
        if not node.children:
            continue
        yield node, at, at + size(node)
        for child in node.children:
            queue.append((child, at))
            at += size(child)
