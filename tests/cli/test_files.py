"""Outputs that are whole or absent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TextIO

import pytest

from tradefacts.cli.files import FileError, replaced


def test_nothing_is_replaced_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text("old")
    with replaced(path) as stream:
        stream.write("new")
        stream.flush()
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert [path] == list(tmp_path.iterdir())


def test_nothing_is_left_of_work_that_failed(tmp_path: Path) -> None:
    def fail(stream: TextIO) -> None:
        stream.write("half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), replaced(tmp_path / "facts.jsonl") as stream:
        fail(stream)
    assert list(tmp_path.iterdir()) == []


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text("old")
    path.chmod(0o604)
    with replaced(path) as stream:
        stream.write("new")
    assert path.stat().st_mode & 0o777 == 0o604


def test_a_new_file_has_the_mode_that_the_user_asks_for(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    mask = os.umask(0o027)
    try:
        with replaced(path):
            pass
    finally:
        os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "facts.jsonl", tmp_path / "link"
    path.write_text("old")
    link.symlink_to(path)
    with replaced(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_a_pipe_is_written_straight(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with replaced(path) as stream:
        stream.write("new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert path.is_fifo()


def test_a_pipe_behind_a_link_is_written_straight(tmp_path: Path) -> None:
    link = tmp_path / "link"
    reader, writer = os.pipe()
    link.symlink_to(f"/dev/fd/{writer}")
    if not link.exists():
        pytest.skip("the system names no open files")
    with replaced(link) as stream:
        stream.write("new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    os.close(writer)
    assert link.is_symlink()


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, *arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)  # the superuser may write everywhere
    with pytest.raises(FileError) as caught, replaced(tmp_path / "facts.jsonl"):
        pass
    expected = f"{tmp_path}/facts.jsonl: cannot be written: Permission denied"
    assert expected == str(caught.value)
