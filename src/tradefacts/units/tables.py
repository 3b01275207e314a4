"""Tables in this package's TSV files, which `scripts/generate_iso.py` writes."""

from collections.abc import Iterable, Iterator
from pkgutil import get_data  # a third of importlib.resources' cost at start-up

from tradefacts.units.errors import NormalizationError, check_text, shown


class Table:
    r"""The rows of a table by their first cell.

    Rows are not parsed in advance but searched for in the file's text: there are thousands, and a
    process needs only a few.

    >>> Table("7\tseven\n10\tten\n").get("10")
    'ten'
    """

    def __init__(self, rows: str) -> None:
        self._text = f"\n{rows}"

    def get(self, code: str) -> str | None:
        """The rest of the row of a code; None if there is no such row."""
        start = self._text.find(f"\n{code}\t") + 1
        if not start or "\t" in code:
            return None
        return self._text[start + len(code) + 1 : self._text.index("\n", start)]

    def __iter__(self) -> Iterator[str]:
        """The codes, in the order of the rows."""
        return (row.partition("\t")[0] for row in self._text.split("\n") if row)


def table(name: str) -> Table:
    r"""Read one table, without its two header lines.

    >>> table("iso4217.tsv").get("ADP")
    '020\t\tAndorran Peseta\t2003-07'
    """
    data = get_data("tradefacts.units", name)
    assert data is not None, "the loader of the package reads files"
    _, _, rows = data.decode("utf-8").split("\n", 2)
    return Table(rows)


def unknown(code: str, what: str, codes: Iterable[str]) -> NormalizationError:
    """Make the error for a code that is not in a table; it suggests the nearest code.

    Raises `TypeError` for anything but a string.

    >>> print(unknown("rub", "ISO 4217 code", ["EUR", "RUB"]))
    'rub' is no ISO 4217 code; did you mean RUB?
    """
    check_text(code, "a code")
    from difflib import get_close_matches  # noqa: PLC0415  # only needed for a mistake

    near = get_close_matches(code[:10].upper(), sorted(codes), n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return NormalizationError(f"{shown(code)} is no {what}{hint}")
