"""A trace that records what was read, and the derivation tree made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from tradefacts.explanation.model import Derived, Sort
from tradefacts.explanation.steps import steps
from tradefacts.grammar import ast, written
from tradefacts.grammar.errors import Location
from tradefacts.grammar.forms import forms
from tradefacts.grammar.lines import alternative_of
from tradefacts.grammar.paragraphs import Token
from tradefacts.grammar.readings import Line, Trace, value_of
from tradefacts.grammar.schema import NAMED
from tradefacts.grammar.terminals import WRITTEN
from tradefacts.grammar.tokens import norm
from tradefacts.grammar.values import MISSING, SlotValue


@frozen
class Seen:
    """Tokens [start, stop) and what they were read as: a slot, a terminal, a literal or a rule."""

    what: object
    start: int
    stop: int
    inner: Derivation | None
    value: SlotValue


class Derivation(Trace):
    """A trace that records how its slots were bound.

    `opened` holds where each span begins, even one in which the match broke off.
    """

    __slots__ = ("opened", "seen")

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Seen] = []
        self.opened: list[int] = []

    def open(self, at: int) -> None:
        """Record that a span begins at token `at`."""
        self.opened.append(at)
        super().open(at)

    def hull(self, start: int, stop: int) -> tuple[int, int]:
        """The tokens from the first span to the last, within a match over [start, stop)."""
        if not self.opened:
            return start, stop
        closed = len(self.parts) == len(self.opened)
        return self.opened[0], self.parts[-1].stop if closed else stop

    def note(self, what: object, start: int, stop: int, inner: Trace | None = None) -> None:
        """Record what was read, in order; `inner` holds what was read inside it."""
        kept = inner if isinstance(inner, Derivation) else None
        value = self.bare if kept is None or isinstance(what, Line) else kept.bare
        if isinstance(what, ast.Literal):
            value = MISSING
        self.seen.append(Seen(what, start, stop, kept, value))


@frozen
class Derive:
    """Makes trees from the derivations of one text."""

    grammar: ast.Grammar
    tokens: Sequence[Token]
    text: str

    def parts(self, seen: Sequence[Seen]) -> tuple[Derived, ...]:
        """Make one node for each item."""
        return tuple(self.part(one) for one in seen)

    def part(self, seen: Seen) -> Derived:
        """Make one node; an item with nothing inside becomes a leaf."""
        start, stop = self.place(seen.start, seen.stop)
        text = self.text[start:stop]
        inner = self.parts(seen.inner.seen) if seen.inner is not None else ()
        match seen.what:
            case Line() as line:
                assert seen.inner is not None
                return Derived(
                    Sort.RULE,
                    line.rule,
                    start,
                    stop,
                    text,
                    value_of(line, seen.inner),
                    alternative_of(line, self.grammar).location,
                    steps(line, self.grammar, seen.inner.slots),
                    inner,
                )
            case ast.Ref(name=name):
                location = self.entry(name, seen)
                value = seen.value
                return Derived(Sort.LEXICON, name, start, stop, text, value, location)
            case ast.Literal() as literal:
                shown = written.pattern(literal)
                return Derived(Sort.WORDS, shown, start, stop, text, MISSING, literal.location)
        sort = Sort.TERMINAL if seen.inner is None else Sort.SLOT
        said = sort is Sort.SLOT or seen.what in WRITTEN
        value = seen.value if said else MISSING
        return Derived(sort, str(seen.what), start, stop, text, value, None, (), inner)

    def place(self, start: int, stop: int) -> tuple[int, int]:
        """Convert tokens [start, stop) to code points."""
        if start >= stop:  # an optional part that was left out
            return self.tokens[start - 1].stop, self.tokens[start - 1].stop
        return self.tokens[start].start, self.tokens[stop - 1].stop

    def entry(self, name: str, seen: Seen) -> Location:
        """The place in the lexicon of the wording that has these words as a form."""
        lexicon = self.grammar.lexicons[name]
        words = tuple(token.norm for token in self.tokens[seen.start : seen.stop])
        for entry in lexicon.entries:
            for wording in entry.wordings if entry.key == seen.value else ():
                spelled = forms(wording.kind, wording.text)
                if any(tuple(map(norm, form)) == words for form in spelled):
                    return wording.location
        return lexicon.location


def bound(seen: Sequence[Seen], grammar: ast.Grammar) -> Mapping[str, Seen]:
    """The slots bound, also by unnamed records and named lexicons, and what bound each."""
    found: dict[str, Seen] = {}
    for one in seen:
        match one.what:
            case Line(kind="record") as line:
                found.update(dict.fromkeys(line.type, one))
            case ast.Ref(name=name) if grammar.lexicons[name].domain in NAMED:
                found.update({"code": one, "name": one})
            case str(name) if one.inner is not None:
                found[name] = one
    return found
