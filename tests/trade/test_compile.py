"""Which lexicons a frame grammar is compiled with, in whatever file they stand."""

from pathlib import Path

import pytest

from tradefacts.assembly.compile import compile_program
from tradefacts.assembly.program import Program
from tradefacts.grammar.load import load

WORDS = """\
grammar words

lexicon capital : iso3166
  BY  form Минск

lexicon harbour : iso3166
  LV  form Рига

lexicon town : iso3166
  KZ  form Алматы

lexicon code : flag
  X-CIS  form СНГ

lexicon stray : flag
  of  form прочее
"""
ROLES = """\
grammar main

{words}

lexicon indicator : indicator
  export  lemma экспорт

roles percent
  | indicator [ percent ]       => change
  | harbour [ percent ]         => level
roles period
  | "в" [ period ]              => when

frame main -> TradeFact
  slot value  = level
  slot change = change
  slot period = when in near
  slot base   = when in after
  flow export : reporter = level
"""


def program_of(text: str, folder: Path) -> Program:
    path = folder / "main.tfg"
    path.write_text(text, encoding="utf-8")
    return compile_program(load(path))


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "words.tfg").write_text(WORDS, encoding="utf-8")
    imported = "import words (capital, harbour, town, code, stray)"
    return program_of(ROLES.format(words=imported), tmp_path)


def meant(program: Program, word: str) -> list[str]:
    return [phrase.entry.lexicon for phrase in program.phrases.get(word, ())]


def test_of_a_file_of_places_means_something_what_is_asked_for(program: Program) -> None:
    assert ["capital"] == meant(program, "минск")
    assert ["code"] == meant(program, "снг")
    assert ["harbour"] == meant(program, "рига")


def test_the_rest_of_it_is_there_for_the_cases_of_names(program: Program) -> None:
    assert [] == meant(program, "алматы") == meant(program, "прочее")
    assert {"алматы"} == set(program.cases)


def test_all_lexicons_of_the_file_with_the_frame_mean_something(tmp_path: Path) -> None:
    program = program_of(ROLES.format(words=WORDS.partition("\n")[2]), tmp_path)
    assert ["town"] == meant(program, "алматы")
    assert ["stray"] == meant(program, "прочее")


def test_words_of_one_entry_stand_as_in_its_file(tmp_path: Path) -> None:
    """Line 9 comes before line 10, which as text it does not."""
    lines = ['  X-CIS  form "новый союз"', '         form "новый блок"']
    words = "\n" * 5 + "lexicon code : flag\n" + "\n".join(lines)
    program = program_of(ROLES.format(words=words).replace("harbour", "code"), tmp_path)
    found = program.phrases["новый"]
    assert ["main.tfg:9", "main.tfg:10"] == [phrase.entry.line for phrase in found]
