"""What Yargy asks of one token."""

from __future__ import annotations

from collections.abc import Iterator

from yargy.pipelines import Pipeline, PipelineBNFRule, PipelineProduction
from yargy.predicates import Predicate
from yargy.token import Token as YargyToken

from tradefacts.grammar.lexicon import Form, Forms
from tradefacts.grammar.tokens import has_capitals
from tradefacts.reference.recognizer import takes


class Terminal(Predicate):  # type: ignore[misc]  # yargy has no types
    """A terminal of the language."""

    __attributes__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, token: YargyToken) -> bool:
        return takes(self.name, token.source)


class Word(Predicate):  # type: ignore[misc]  # yargy has no types
    """A word as a lexicon demands it."""

    __attributes__ = ("word", "norm")

    def __init__(self, word: str, norm: str) -> None:
        self.word = word
        self.norm = norm
        self.plain = word == word.lower()

    def __call__(self, token: YargyToken) -> bool:
        value = token.source
        if value.norm != self.norm:
            return False
        return self.plain or has_capitals(self.word, value.text)


class FormProduction(PipelineProduction):  # type: ignore[misc]  # yargy has no types
    """One form of a lexicon, word by word."""

    def __init__(self, form: Form) -> None:
        words = zip(form.words, form.norms, strict=True)
        super().__init__(form, [Word(word, norm) for word, norm in words])
        self.form = form


class FormsRule(PipelineBNFRule):  # type: ignore[misc]  # yargy has no types
    """Forms looked up by their first word, as Yargy's own pipelines do."""

    def build_index(self, productions: list[FormProduction]) -> dict[str, list[FormProduction]]:
        """Productions by the norm of their first word."""
        index: dict[str, list[FormProduction]] = {}
        for production in productions:
            index.setdefault(production.form.norms[0], []).append(production)
        return index

    def predict(self, token: YargyToken) -> Iterator[FormProduction]:
        """The forms that may begin with a token."""
        return iter(self.index.get(token.source.norm, ()))


class FormsPipeline(Pipeline):  # type: ignore[misc]  # yargy has no types
    """A lexicon as a Yargy pipeline."""

    def __init__(self, forms: Forms) -> None:
        super().__init__([])
        self.forms = forms

    @property
    def productions(self) -> Iterator[FormProduction]:
        """One production a form."""
        return (FormProduction(form) for form in self.forms)

    @property
    def as_bnf(self) -> FormsRule:
        """The rule that Yargy's parser works with."""
        return FormsRule(self.productions)
