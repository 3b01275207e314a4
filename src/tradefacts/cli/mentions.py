"""Defines how the mentions of documents are written."""

from __future__ import annotations

from attrs import fields

from tradefacts.cli.formats import Layout, writers
from tradefacts.cli.table import write_table
from tradefacts.facts import KINDS, Document, Fact, own_fields
from tradefacts.facts.tables import to_table


def columns() -> tuple[str, ...]:
    """The columns that every fact has, then those that only some kinds have.

    >>> columns()[:5]
    ('kind', 'start', 'stop', 'text', 'rule')
    """
    shared = (attribute.name for attribute in fields(Fact))
    own = (name for kind in KINDS.values() for name in own_fields(kind))
    return tuple(dict.fromkeys(["kind", *shared, *own]))


def _facts(document: Document) -> tuple[Fact, ...]:
    return document.facts


WRITERS = writers(
    Layout(
        facts=_facts,
        columns=columns,
        cells=lambda fact: fact.to_dict(),
        whole=lambda document: document.to_dict(trade_facts=False),
        title="Facts",
        arrow=to_table,
        table=write_table,
    )
)
