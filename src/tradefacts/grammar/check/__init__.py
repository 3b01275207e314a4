"""What a linked grammar must satisfy before it is used; every problem is reported, none raised."""

from __future__ import annotations

from tradefacts.grammar import ast
from tradefacts.grammar.check.cases import check_cases
from tradefacts.grammar.check.frames import check_frames
from tradefacts.grammar.check.letters import check_literals
from tradefacts.grammar.check.lexicons import check_lexicon
from tradefacts.grammar.check.roles import check_roles
from tradefacts.grammar.check.rules import check_rule
from tradefacts.grammar.errors import Problem
from tradefacts.grammar.sizes import Sizes


def check(module: ast.Module, grammar: ast.Grammar) -> list[Problem]:
    """Errors of one file: its lexicons, its rules as linked in `grammar`, its cases."""
    problems: list[Problem] = [*check_literals(module)]
    sizes = Sizes(grammar)
    for lexicon in module.lexicons:
        problems += check_lexicon(lexicon)
    for rule in module.rules:
        problems += check_rule(grammar.rules[f"{module.name}.{rule.name}"], sizes)
    for roles in grammar.roles:
        if roles.location.path == module.path:
            problems += check_roles(roles, sizes)
    problems += check_frames(module, grammar)
    problems += check_cases(module)
    return problems
