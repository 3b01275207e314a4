"""Small inline grammars."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tradefacts.grammar.load import load
from tradefacts.reference import Reference

Engine = Callable[[str], Reference]


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Make the engine of a grammar with a given body."""

    def make(body: str) -> Reference:
        path = tmp_path_factory.mktemp("grammar") / "m.tfg"
        path.write_text(f"grammar m\n{body}", encoding="utf-8")
        return Reference(load(path))

    return make
