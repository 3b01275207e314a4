"""Tables that stand in this package as TSV files, written by `scripts/generate_iso.py`."""

from collections.abc import Iterable
from pkgutil import get_data  # a third of the price of importlib.resources at start-up

from tradefacts.units.errors import NormalizationError, check_text, shown


def table(name: str) -> dict[str, str]:
    r"""Read one table: by its first cell, the rest of each row, without the two header lines.

    A row is taken apart when it is asked for: there are thousands.

    >>> table("iso4217.tsv")["ADP"]
    '020\t\tAndorran Peseta\t2003-07'
    """
    data = get_data("tradefacts.units", name)
    assert data is not None, "the loader of the package reads files"
    lines = data.decode("utf-8").splitlines()[2:]
    return {code: rest for code, _, rest in (line.partition("\t") for line in lines)}


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
