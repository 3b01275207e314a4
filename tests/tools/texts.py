"""Random grammars as text: every construct, in any layout that the parser accepts."""

from __future__ import annotations

from hypothesis import strategies as st

GAP = "\x00"
"""Where a space is required; `MAY` is where it is optional."""
MAY = "\x01"
LINE = "\x02"
"""The end of a line, optionally with spaces and a comment."""

names = st.sampled_from(["a", "b_2", "figure", "unit", "sharing_", "iff", "or_"])
words = st.sampled_from(['"до"', '"не" ', r'"\""', '"# нет"', '"=>"', '"a | b"', '"if"'])
numbers = st.sampled_from(["0", "5", "1000", "0.5"])


def _join(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.just(p) if isinstance(p, str) else p for p in parts)).map("".join)


def _several(part: st.SearchStrategy[str], between: str, least: int = 1) -> st.SearchStrategy[str]:
    return st.lists(part, min_size=least, max_size=3).map(between.join)


atoms = st.one_of(
    names,
    words,
    st.sampled_from(["DECIMAL", "ANY", "WORD", "&", "unit.a-1", "unit.1000"]),
)


quantifiers = st.sampled_from(["?", "+", "{0,3}"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = _several(inner, GAP)
    return st.one_of(
        _join("(", MAY, _several(items, f"{MAY}|{MAY}"), MAY, ")"),
        _join(names, MAY, "=", MAY, inner.filter(lambda text: "=" not in text)),
        _join(inner.filter(lambda text: text[-1] not in "?+}&"), MAY, quantifiers),
        _join("pair(", MAY, items, MAY, ",", MAY, items, MAY, ")"),
    )


items = st.recursive(atoms, _grown, max_leaves=6)
patterns = st.one_of(
    _several(items, GAP),
    _join("[", MAY, _several(items, GAP), MAY, "]"),
    _join("!", MAY, "(", MAY, names, MAY, ")", GAP, "[", MAY, items, MAY, "]"),
)
exprs = st.recursive(
    st.one_of(names, numbers, st.sampled_from(["null", "RUB", "RU-KLU"])),
    lambda inner: st.one_of(
        _join(inner, MAY, st.sampled_from(["+", "*", "/"]), MAY, inner),
        _join(inner, GAP, "-", GAP, inner),
        _join(inner, GAP, "or", GAP, inner),
        _join("(", MAY, inner, MAY, ")"),
        _join("-", MAY, names),
        _join("minor(", MAY, inner, MAY, ")"),
    ),
    max_leaves=4,
)
bindings = _several(_join(names, MAY, "=", MAY, exprs), f"{MAY},{MAY}")
tests = _join(exprs, MAY, st.sampled_from(["<", "<=", "!=", "="]), MAY, exprs)
ends = st.sampled_from([GAP, f"{LINE}  "])
alternatives = st.one_of(
    _join("|", MAY, patterns),
    _join("|", MAY, patterns, ends, "=>", MAY, bindings),
    _join("|", MAY, patterns, ends, "=>", MAY, bindings, ends, "sharing", GAP, names),
    _join("|", MAY, patterns, GAP, "=>", MAY, bindings, ends, "if", GAP, tests),
)
lines = f"{LINE} "
rules = _join("rule", GAP, names, MAY, "->", MAY, st.sampled_from(["Money", "number", "(a, b)"]),
              lines, _several(alternatives, lines))  # fmt: skip
spellings = st.sampled_from(["слово", '"два слова"', "кв.", "-", "form"])
# before a comment, "form" would be a kind without words
spelled = _several(spellings, GAP).filter(lambda text: not text.endswith("form"))
wordings = _join(st.sampled_from(["lemma", "form", "abbr", "symbol"]), GAP, spelled, MAY)
entries = _join(st.sampled_from(["RUB", "1000", "-1", "_", "a"]), GAP, _several(wordings, GAP), "x")
entries = entries.map(lambda text: text.removesuffix("x"))
lexicons = _join("lexicon", GAP, names, MAY, ":", MAY, names, lines, _several(entries, lines))
values = st.sampled_from(["5", "-0.5", "null", "RUB", "gt", '"имя"'])
facts = _join(
    "Money(", MAY, _several(_join(names, MAY, "=", MAY, values), f"{MAY},{MAY}"), MAY, ")"
)
cases = _join(st.sampled_from(['"[5$]"', r'"\[ и"', '"5 # 6"']), MAY, "=>", MAY,
              _several(facts, f"{MAY},{LINE}   "))  # fmt: skip
examples = _join(st.sampled_from(["example", "todo"]), GAP, names, lines, _several(cases, lines))
imports = _join("import", GAP, "number", GAP, "(", MAY, _several(names, f"{MAY},{MAY}"), MAY, ")")
statements = st.one_of(rules, lexicons, examples, imports)


@st.composite
def grammars(draw: st.DrawFn) -> str:
    """A grammar that parses, in a layout of its own."""
    text = f"grammar{GAP}g{LINE}" + "".join(
        draw(statements) + LINE for _ in range(draw(st.integers(0, 4)))
    )
    spaces = st.sampled_from([" ", "  ", "\t", "      "])
    shown = ""
    for char in text:
        if char == GAP:
            shown += draw(spaces)
        elif char == MAY:
            shown += draw(st.one_of(st.just(""), spaces))
        elif char == LINE:
            shown += draw(st.sampled_from(["\n", "\n", " \n", "  # да\n", "\n\n\n# нет\n", "\r\n"]))
        else:
            shown += char
    return shown
