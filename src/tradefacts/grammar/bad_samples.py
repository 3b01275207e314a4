"""Explain a syntax error by the state of the parser, if the text at its place does not explain it.

An error gets the message of a bad sample that fails in the same parser state, as with Lark's
`match_examples`. If there is none, the problem lists what may stand at its place.
"""

from __future__ import annotations

from collections.abc import Collection

SAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    # message -> (kind of statement, bad text)
    "a rule says what it gives: rule name -> Fact | domain | (fields)": (
        ("rule", 'rule m\n  | "a"\n'),
    ),
    "an alternative begins with |": (
        ("rule", "rule m -> Money\n  a\n"),
        ("rule", 'rule m -> number\n  "a"\n'),
        ("pattern", "pattern m(a)\n  a\n"),
    ),
    "an alternative is missing: | ...": (
        ("rule", "rule m -> Money\n"),
        ("rule", "rule m -> number\n"),
        ("rule", "rule m -> (a)\n"),
        ("pattern", "pattern m(a)\n"),
        ("roles", "roles money\n"),
    ),
    "a lexicon names its domain: lexicon name : domain": (
        ("lexicon", "lexicon c\n  RUB lemma a\n"),
        ("lexicon", "lexicon c :\n  RUB lemma a\n"),
    ),
    "a slot has no pattern: write slot=pattern": (
        ("rule", "rule m -> Money\n  | a=\n"),
        ("rule", "rule m -> Money\n  | a= b= c\n"),
    ),
    'an example says what it gives: "text" => Fact(field=value)': (
        ("example", 'example m\n  "z"\n'),
        ("example", 'example m\n  "z" =>\n'),
        ("todo", 'todo m\n  "z"\n'),
        ("todo", 'todo m\n  "z" =>\n'),
    ),
    'an example has a case: "text" => Fact(field=value)': (
        ("example", "example m\n"),
        ("todo", "todo m\n"),
    ),
    "a reject has a text that gives nothing, between quotes": (("reject", "reject m\n"),),
    "a rejected text gives nothing: leave out what stands after it": (
        ("reject", 'reject m\n  "z" => Money(value=5)\n'),
    ),
    "an entry needs a wording: KEY lemma word": (
        ("lexicon", "lexicon c : d\n  RUB\n"),
        ("lexicon", "lexicon c : d\n  RUB lemma\n"),
        ("lexicon", "lexicon c : d\n  RUB lemma \n"),
    ),
    "a kind of wording has words after it: KEY lemma word": (
        ("lexicon", "lexicon c : d\n  RUB lemma a form \n"),
    ),
    "a pattern names its parameters: pattern name(first, second)": (
        ("pattern", "pattern m\n  | a\n"),
    ),
    "a frame has lines of slots and flows: slot value = role": (("frame", "frame m -> Money\n"),),
    "an import names a file and what it takes: import number (figure, scale)": (
        ("import", "import number\n"),
        ("import", "import number.tfg (a)\n"),
        ("import", "import number (a b)\n"),
        ("import", "import number ()\n"),
        ("import", "import number a\n"),
    ),
}

_SHOWN = {
    "AMPERSAND": "&",
    "BANG": "!",
    "CALL": "name(",
    "COLON": ":",
    "COMPARE": "< <= = !=",
    "FACT": "Fact",
    "FEATURES": "{feature}",
    "FLOW": "flow",
    "KEY": "a key",
    "KEYNAME": "a CONSTANT",
    "KIND": "a kind",
    "LPAR": "(",
    "LSQB": "[",
    "MINUS": "-",
    "NAME": "a name",
    "NUMBER": "a number",
    "PATH": "a file",
    "PLUS": "+",
    "QUANTIFIER": "? + {0,4}",
    "REF": "a name",
    "RPAR": ")",
    "RSQB": "]",
    "SLASH": "/",
    "SLOT": "field =",
    "STAR": "*",
    "STRING": '"words"',
    "TERMINAL": "a TERMINAL",
    "VBAR": "|",
    "_COMMA": ",",
    "_GIVES": "=>",
    "_IF": "if",
    "_NL": "the end of the line",
    "_SHARING": "sharing",
    "__ANON_0": "name",
    "__ANON_1": "->",
    "__ANON_2": "slot",
}
_ATOMS = frozenset({"AMPERSAND", "BANG", "CALL", "LPAR", "LSQB", "REF", "STRING", "TERMINAL"})


def expectation(expected: Collection[str]) -> str:
    """A hint that lists what may stand at the place of an error."""
    names = set(expected) - {"$END"}
    shown = []
    if len(names & _ATOMS) > 4:
        names -= _ATOMS | {"SLOT"}
        shown.append("a pattern")
    shown += [_SHOWN.get(name, name.strip("_").lower()) for name in sorted(names)]
    return "expected " + ", ".join(dict.fromkeys(shown)) if shown else ""
