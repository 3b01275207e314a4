"""Mistakes in a module of classes of one's own: one line each, with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import Result

from tradefacts.cli.own import import_facts
from tradefacts.facts import KINDS

HEAD = """\
from typing import ClassVar
from attrs import frozen
from tradefacts import Amount, one_of, register

"""
CLASS = """\
@register
@frozen(kw_only=True, repr=False)
class Goods(Amount):
    kind: ClassVar[str] = "goods_of_a_test"
    unit: str = one_of("goods_unit_of_a_test", ["t", "m2"])
"""


def told(name: str, source: str, folder: Path) -> str:
    path = folder / f"{name}.py"
    path.write_text(source, encoding="utf-8")
    before = dict(KINDS)
    with pytest.raises(typer.BadParameter) as error:
        import_facts([str(path)])
    assert before == KINDS
    return str(error.value).replace(str(folder), "").lstrip("/")


def test_a_file_is_not_called_as_another_module(tmp_path: Path) -> None:
    message = "numbers.py: another module is called numbers: rename the file"
    assert message == told("numbers", HEAD + CLASS, tmp_path)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("colon", "(Amount):", "(Amount)", "colon.py:7: SyntaxError: expected ':'"),
        ("name", "one_of(", "oneof(", "name.py:9: NameError: name 'oneof' is not defined"),
        (
            "kindless",
            '    kind: ClassVar[str] = "goods_of_a_test"\n',
            "",
            "kindless.py:5: FactError: Goods: has no kind: write kind: ClassVar[str] = 'goods'",
        ),
        (
            "taken",
            '"goods_of_a_test"',
            '"money"',
            (
                "taken.py:5: FactError: Goods: the kind 'money' is that of "
                "tradefacts.facts.kinds.Money already: name another"
            ),
        ),
        (
            "factless",
            "Goods(Amount)",
            "Goods",
            "factless.py:5: FactError: Goods: is no class of facts: write class Goods(Fact):",
        ),
        (
            "spaced",
            '"goods_of_a_test"',
            '"bad kind!"',
            (
                "spaced.py:5: FactError: Goods: the kind 'bad kind!' is no name: "
                "small letters, as in 'fuel_grade'"
            ),
        ),
        (
            "small",
            "class Goods",
            "class a13",
            (
                "small.py:5: FactError: a13: grammars can give no fact of that name: "
                "letters, as in FuelGrade"
            ),
        ),
        (
            "empty",
            '["t", "m2"]',
            "[]",
            "empty.py:9: FactError: goods_unit_of_a_test: no value is listed",
        ),
        (
            "digits",
            '["t", "m2"]',
            "[5, 7]",
            "digits.py:9: FactError: goods_unit_of_a_test: 5 is no str",
        ),
        (
            "unfrozen",
            "@frozen(kw_only=True, repr=False)\n",
            "",
            (
                "unfrozen.py:5: FactError: Goods: write @frozen(kw_only=True, repr=False) "
                "between @register and the class"
            ),
        ),
        (
            "shipped",
            '"goods_unit_of_a_test"',
            '"unit"',
            (
                "shipped.py:5: FactError: Goods.unit: the domain 'unit' has other values already: "
                "percent, pp, permille, bp; name another"
            ),
        ),
        (
            "named",
            "class Goods",
            "class Money",
            (
                "named.py:5: FactError: Money: the name is that of "
                "tradefacts.facts.kinds.Money already: name another"
            ),
        ),
        (
            "default",
            '["t", "m2"]',
            '["t", "m2"], default="kg"',
            ("default.py:9: FactError: goods_unit_of_a_test: the default 'kg' is not one of t, m2"),
        ),
        (
            "floating",
            "    unit: str",
            "    weight: float = 0\n    unit: str",
            (
                "floating.py:5: FactError: Goods.weight: float cannot hold the Decimal or the str "
                "that a grammar gives: write str, or give it a converter, "
                "as in field(converter=Decimal)"
            ),
        ),
        (
            "unregistered",
            "@register\n",
            "",
            "unregistered.py: registers no class of facts: write @register above class Goods",
        ),
        (
            "letters",
            '["t", "m2"]',
            '"t"',
            "letters.py:9: TypeError: values are listed: write ['t']",
        ),
    ],
)
def test_one_line(name: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    assert message == told(name, HEAD + CLASS.replace(old, new), tmp_path)


def test_a_mistake_without_a_place_is_told_with_the_file(tmp_path: Path) -> None:
    message = told("nul", "\0", tmp_path)
    assert message == "nul.py: SyntaxError: source code string cannot contain null bytes"


def test_a_module_that_a_module_lacks_is_named(tmp_path: Path) -> None:
    message = "lacks.py:1: ModuleNotFoundError: No module named 'no_such_module'"
    assert message == told("lacks", "import no_such_module\n", tmp_path)


GRAMMAR = """\
grammar weighed
lexicon tonne : goods_unit_of_a_mistake
  t  lemma тонна
lexicon dollar : iso4217
  USD  symbol $
rule weighed -> Weighed
  | [ value=DECIMAL unit=tonne ]
rule price -> Money
  | [ currency=dollar value=DECIMAL ]
"""
MISTAKEN = (HEAD + CLASS).replace("goods_unit_of_a_test", "goods_unit_of_a_mistake").replace(
    "goods_of_a_test", "weighed").replace("Goods", "Weighed") + """
    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.value > 400:
            raise ValueError("too much")
        if self.value == 13:
            self.unit.no_such_thing
"""  # fmt: skip


@pytest.mark.usefixtures("kinds")
def test_a_class_that_refuses_or_fails_spoils_no_other_text(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("weighed_of_a_test.py").write_text(MISTAKEN, encoding="utf-8")
    Path("weighed.tfg").write_text(GRAMMAR, encoding="utf-8")
    for name, text in (("a", "500 тонн за $5"), ("b", "13 тонн за $6"), ("c", "7 тонн за $7")):
        Path(name).write_text(text, encoding="utf-8")
    options = ("--facts", "weighed_of_a_test.py", "-g", "weighed.tfg", "-f", "csv")
    done = run("extract", *options, *"abc")
    found = [line.split(",")[:2] for line in done.stdout.splitlines()[1:]]
    assert [["a", "money"], ["c", "weighed"], ["c", "money"]] == found
    told = "while the rule weighed.weighed made Weighed(value=Decimal('13'), unit='t')"
    message = f"AttributeError: 'str' object has no attribute 'no_such_thing'; {told}"
    assert (1, f"tradefacts: b: {message}\n") == (done.exit_code, done.stderr)
