"""Lists what is in a grammar: rules, lexicons, frames, or every form of an entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tradefacts.grammar import ast, written
from tradefacts.grammar.forms import forms
from tradefacts.grammar.lexicon import entry_name
from tradefacts.grammar.nearest import nearest
from tradefacts.grammar.qualified import local

Row = tuple[str, ...]

_RULE = ("rule", "gives", "alternatives", "cases", "place")
_LEXICON = ("lexicon", "domain", "entries", "place")


class UnknownName(ValueError):  # noqa: N818  # users see only the message
    """No rule, lexicon or entry has the name; the message suggests similar names."""


def shown(grammar: ast.Grammar, names: Iterable[str], *, imported: bool = False) -> Iterator[str]:
    """Show the named parts of a grammar in full; without names, tables of rules and lexicons.

    Raises `UnknownName`.
    """
    asked = False
    for name in names:
        asked = True
        yield from described(grammar, name)
    if not asked:
        yield from _table(_RULE, rules(grammar, imported=imported))
        yield ""
        yield from _table(_LEXICON, lexicons(grammar, imported=imported))


def whole(grammar: ast.Grammar) -> str:
    """A grammar as it runs: names resolved, patterns substituted."""
    parts = [list(described(grammar, name)) for name in (*grammar.lexicons, *grammar.rules)]
    parts += roles(grammar)
    parts += [list(described(grammar, name)) for name in grammar.frames]
    return "\n\n".join("\n".join(part) for part in parts)


def _table(heads: Row, rows: Iterable[Row]) -> Iterator[str]:
    cells = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def rules(grammar: ast.Grammar, *, imported: bool = False) -> Iterator[Row]:
    """A row for each rule: name, type of its result, counts of alternatives and cases, place."""
    cases = Counter(case.rule for case in grammar.cases)
    for name, rule in grammar.rules.items():
        own = name == grammar.own(local(name))
        if own or imported:
            called = local(name) if own else name
            count = str(cases[local(name)]) if own else ""
            place = written.place(rule.location)
            yield called, type_of(rule), str(len(rule.alternatives)), count, place


def lexicons(grammar: ast.Grammar, *, imported: bool = False) -> Iterator[Row]:
    """A row for each lexicon: name, domain, number of entries, place."""
    for name, lexicon in grammar.lexicons.items():
        own = name == grammar.own(local(name))
        if own or imported:
            called = local(name) if own else name
            place = written.place(lexicon.location)
            yield called, lexicon.domain, str(len(lexicon.entries)), place


def entries(
    grammar: ast.Grammar, names: Iterable[str] = (), *, spelled: bool = False
) -> Iterator[Row]:
    """A row for each entry of all or the named lexicons: lexicon, key, name, wordings, place.

    With `spelled`, every form of the wordings replaces the wordings. Raises `UnknownName`.
    """
    named = [_lexicon(grammar, name) for name in names]
    for name, lexicon in grammar.lexicons.items():
        if named and name not in named:
            continue
        for entry in lexicon.entries:
            words = "; ".join(entry_forms(entry)) if spelled else wordings(entry)
            title = entry_name(lexicon, entry) or ""
            yield name, written.value(entry.key), title, words, written.place(entry.location)


def _lexicon(grammar: ast.Grammar, name: str) -> str:
    qualified = _qualified(grammar, name)
    if qualified not in grammar.lexicons:
        raise UnknownName(f"no lexicon {name!r}: {nearest(name, map(local, grammar.lexicons))}")
    return qualified


def described(grammar: ast.Grammar, name: str) -> Iterator[str]:
    """Show a rule as it runs, a lexicon, a frame, or for `lexicon.KEY` the entry with its forms.

    Raises `UnknownName`.
    """
    qualified = _qualified(grammar, name)
    frame = grammar.frames.get(qualified)
    if qualified in grammar.rules:
        rule = grammar.rules[qualified]
        yield f"rule {name} -> {type_of(rule)}   # {written.place(rule.location)}"
        for alternative in rule.alternatives:
            yield f"  | {written.alternative(alternative)}"
    elif qualified in grammar.lexicons:
        lexicon = grammar.lexicons[qualified]
        yield f"lexicon {name} : {lexicon.domain}   # {written.place(lexicon.location)}"
        for entry in lexicon.entries:
            title = f"name {written.quoted(entry.name)}  " if entry.name else ""
            yield f"  {_key(entry)}  {title}{wordings(entry)}"
    elif frame is not None:
        yield f"frame {name} -> {frame.fact}   # {written.place(frame.location)}"
        yield from map(_slot, frame.slots)
        yield from map(_flow, frame.flows)
    else:
        yield from _entry(grammar, name)


def roles(grammar: ast.Grammar) -> Iterator[list[str]]:
    """The lines of each block of roles, as they run: the first line that matches wins."""
    for block in grammar.roles:
        lines = [f"  | {written.alternative(alternative)}" for alternative in block.alternatives]
        yield [f"roles {', '.join(block.kinds)}   # {written.place(block.location)}", *lines]


def _slot(slot: ast.FrameSlot) -> str:
    places = f" in {' '.join(slot.places)}" if slot.places else ""
    return f"  slot {slot.name} = {' '.join(slot.roles)}{places}"


def _flow(flow: ast.Flow) -> str:
    sides = "  ".join(f"{side} = {' '.join(named)}" for side, named in flow.sides.items())
    return f"  flow {' '.join(flow.indicators)} : {sides}"


def _entry(grammar: ast.Grammar, name: str) -> Iterator[str]:
    head, _, key = name.partition(".")
    qualified = _qualified(grammar, head)
    if qualified not in grammar.lexicons:  # the lexicon's name may be qualified
        first, _, rest = key.partition(".")
        head, key = f"{head}.{first}", rest
        qualified = head
    lexicon = grammar.lexicons.get(qualified)
    if lexicon is None:
        known = [local(n) for n in (*grammar.rules, *grammar.lexicons, *grammar.frames)]
        raise UnknownName(f"no rule, lexicon or frame {name!r}; {nearest(name, known)}")
    found = [entry for entry in lexicon.entries if _key(entry) == key]
    if not found:
        keys = [_key(entry) for entry in lexicon.entries]
        raise UnknownName(f"no entry {key!r} in {head!r}; {nearest(key, keys)}")
    for entry in found:
        yield f"{head}.{key}   # {written.place(entry.location)}"
        for wording in entry.wordings:
            yield f"  {wording.kind} {wording.text}"
            for form in dict.fromkeys(
                written.spelled(row) for row in forms(wording.kind, wording.text)
            ):
                yield f"    {form}"


def type_of(rule: ast.Rule) -> str:
    """The type of a rule's result, as its head declares it."""
    return f"({', '.join(rule.type)})" if rule.kind is ast.RuleKind.RECORD else rule.type[0]


def wordings(entry: ast.Entry) -> str:
    """The wordings of an entry, in the syntax of grammars."""
    groups: dict[str, list[str]] = {}
    for wording in entry.wordings:
        bare = " " not in wording.text and not set('"#|=>(),?') & set(wording.text)
        groups.setdefault(wording.kind, []).append(
            wording.text if bare else written.quoted(wording.text)
        )
    return "  ".join(f"{kind} {' '.join(words)}" for kind, words in groups.items())


def entry_forms(entry: ast.Entry) -> list[str]:
    """Every spelling of an entry, without duplicates."""
    rows = (row for w in entry.wordings for row in forms(w.kind, w.text))
    return list(dict.fromkeys(map(written.spelled, rows)))


def _key(entry: ast.Entry) -> str:
    return "_" if entry.key is None else str(entry.key)


def _qualified(grammar: ast.Grammar, name: str) -> str:
    """Qualify a name: the grammar's own if it has one, else the only imported one with the name."""
    everything = [*grammar.rules, *grammar.lexicons, *grammar.frames]
    if grammar.own(name) in everything or name in everything:
        return grammar.own(name) if grammar.own(name) in everything else name
    found = [other for other in everything if local(other) == name]
    return found[0] if len(found) == 1 else grammar.own(name)
