"""Tables that stand in this package as TSV files, written by `scripts/generate_iso.py`."""

from collections.abc import Iterable
from pkgutil import get_data  # a third of the price of importlib.resources at start-up

from tradefacts.units.errors import NormalizationError, check_text, shown


def rows(name: str) -> list[list[str]]:
    """Read the rows of one table, lists of cells, without its two header lines.

    >>> rows("iso4217.tsv")[0]
    ['ADP', '020', '', 'Andorran Peseta', '2003-07']
    """
    table = get_data("tradefacts.units", name)
    assert table is not None, "the loader of the package reads files"
    return [line.split("\t") for line in table.decode("utf-8").splitlines()[2:]]


def unknown(code: str, what: str, codes: Iterable[str]) -> NormalizationError:
    """Make the error for a code that a table does not have, with the nearest one that it has.

    Raises `TypeError` for what is no string.

    >>> print(unknown("rub", "ISO 4217 code", ["EUR", "RUB"]))
    'rub' is no ISO 4217 code; did you mean RUB?
    """
    check_text(code, "a code")
    from difflib import get_close_matches  # noqa: PLC0415  # only for who has made a mistake

    near = get_close_matches(code[:10].upper(), sorted(codes), n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return NormalizationError(f"{shown(code)} is no {what}{hint}")
