"""The colours of a grammar: a Pygments lexer for `.tfg`, under the entry point `pygments.lexers`.

Rich, Sphinx and mkdocs find it by the name `tfg`. The TextMate grammar for editors is in
`editors/`; the tests check both on every shipped grammar.
"""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, include, words
from pygments.token import (
    Comment,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
)

from tradefacts.grammar.forms import KINDS
from tradefacts.grammar.terminals import TERMINALS

_KINDS = rf"({'|'.join(KINDS)})(?=[ \t])"
_FACT = r"[A-Z][a-z][A-Za-z]*"
_CONSTANT = r"(?=[a-z0-9_]*[A-Z])[A-Za-z_][A-Za-z0-9_]*(-[A-Z0-9]+)?\b"
_NEXT = (
    r"^[ \t]*(?=(?:import\s+\S+\s*\(|lexicon\s+\w+\s*:|(?:rule|frame)\s+\w+\s*->|pattern\s+\w+\("
    r"|roles\s+\w+(?:\s*,\s*\w+)*\s*(?:#.*)?$|(?:example|todo|reject)\s+\w+\s*(?:#.*)?$))"
    r"|^(?=(?:grammar|import|lexicon|rule|pattern|roles|frame|example|todo|reject)\b)"
)
"""The beginning of a statement: at the margin, or indented if unambiguous."""


class TfgLexer(RegexLexer):  # type: ignore[misc]  # pygments has no types
    """Lexer for tradefacts grammars.

    >>> [str(kind) for kind, text in TfgLexer().get_tokens("import number (figure)")][:2]
    ['Token.Keyword.Namespace', 'Token.Text.Whitespace']
    """

    name = "tradefacts grammar"
    aliases: ClassVar[list[str]] = ["tfg"]
    filenames: ClassVar[list[str]] = ["*.tfg"]
    url = "https://github.com/tradefacts/tradefacts"

    tokens: ClassVar[dict[str, list[object]]] = {
        "space": [
            (r"\s+", Whitespace),
            (r"#[^\n]*", Comment.Single),
        ],
        "string": [(r'"', String, "quoted")],
        "quoted": [
            (r"\\[^\n]", String.Escape),
            (r"[\[\]]", String.Interpol),
            (r'[^"\\\[\]\n]+', String),
            (r'"', String, "#pop"),
        ],
        "root": [
            include("space"),
            include("statement"),
            include("string"),
        ],
        "statement": [
            (
                r"(grammar|import)([ \t]+)([\w/]+)",
                bygroups(Keyword.Namespace, Whitespace, Name.Namespace),
                "head",
            ),
            (
                r"(lexicon)([ \t]+)(\w+)([ \t]*)(:)([ \t]*)(\w+)",
                bygroups(
                    Keyword.Declaration,
                    Whitespace,
                    Name.Class,
                    Whitespace,
                    Punctuation,
                    Whitespace,
                    Name.Builtin,
                ),
                "entries",
            ),
            (
                r"(rule|pattern|roles)([ \t]+)(\w+)",
                bygroups(Keyword.Declaration, Whitespace, Name.Function),
                "pattern",
            ),
            (
                r"(frame)([ \t]+)(\w+)",
                bygroups(Keyword.Declaration, Whitespace, Name.Function),
                "frame",
            ),
            (
                r"(example|todo|reject)([ \t]+)(\w+)",
                bygroups(Keyword.Declaration, Whitespace, Name.Function),
                "cases",
            ),
        ],
        "next": [(_NEXT, Whitespace, "#pop")],
        "head": [
            include("next"),
            include("space"),
            include("string"),
            (r"\w+", Name),
            (r"[(),]", Punctuation),
        ],
        "entries": [
            include("next"),
            include("space"),
            include("string"),
            (_KINDS, Keyword.Type),
            (r"^([ \t]*)(name)(?=[ \t]+\")", bygroups(Whitespace, Keyword.Pseudo)),
            (r"name(?=[ \t]+\")", Keyword.Pseudo),
            (r"(?<=[ \t])-?\d+(\.\d+)?(?=[ \t])", Number),
            (r"[A-Z_][A-Z0-9_.\-]*(?=[ \t])", Name.Constant),
            (r'[^\s"#]+', String.Symbol),
        ],
        "pattern": [
            include("next"),
            include("space"),
            include("string"),
            (r"(sharing|if|or)(?=\s)", Keyword),
            (words(tuple(TERMINALS), suffix=r"(?![A-Za-z0-9_-])"), Keyword.Constant),
            (r"null\b", Keyword.Constant),
            (rf"{_FACT}\b", Name.Class),
            (_CONSTANT, Name.Constant),
            (r"[a-z_]\w*(?=[ \t]*=(?!>))", Name.Variable),
            (r"[a-z_]\w*(?=\()", Name.Function),
            (r"[a-z_]\w*(\.[A-Za-z0-9_\-.]+)?", Name),
            (r"\{(\d+,\d+|[a-z]+([ \t]+[a-z]+)*)\}", Operator),
            (r"\d+(\.\d+)?", Number),
            (r"=>|->|<=|!=|[-+*/<=!&?]", Operator),
            (r"[\[\]]", Punctuation.Marker),
            (r"[|(),]", Punctuation),
        ],
        "frame": [
            include("next"),
            include("space"),
            (r"(slot|flow|in)(?=\s)", Keyword),
            (rf"{_FACT}\b", Name.Class),
            (r"[a-z_]\w*(?=[ \t]*=)", Name.Variable),
            (r"[a-z_]\w*", Name),
            (r"->|=", Operator),
            (r":", Punctuation),
        ],
        "cases": [
            include("next"),
            include("space"),
            include("string"),
            (r"=>", Operator),
            (r"null\b", Keyword.Constant),
            (rf"{_FACT}\b", Name.Class),
            (_CONSTANT, Name.Constant),
            (r"[a-z_]\w*(?=[ \t]*=)", Name.Variable),
            (r"[a-z_]\w*", Name),
            (r"-?\d+(\.\d+)?", Number),
            (r"[(),=]", Punctuation),
        ],
    }
