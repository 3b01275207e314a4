"""Reading and writing files, with errors that say what is wrong, where, and what to do."""

from __future__ import annotations

import codecs
import os
import secrets
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from tradefacts.grammar.shipped import SUFFIX

STDIN = STDOUT = "-"
FAILED = 1
"""Exit code if a file could not be read or written or a grammar has errors; 2 is wrong usage."""


class FileError(Exception):
    """A file cannot be read or written; the message is for the user who named it."""


def complain(problem: Exception) -> None:
    """Print a problem to standard error, if that is open."""
    if sys.stderr is not None:
        print(f"tradefacts: {problem}", file=sys.stderr)


def on_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is a terminal; None is a closed stream."""
    return stream is not None and stream.isatty()


def read_text(name: str) -> str:
    r"""Read the text of a UTF-8 file, or of standard input for `-`.

    Line ends stay as they are; a byte order mark is dropped, as `utf-8-sig` does. Raises
    `FileError`.
    """
    with _readable(name) as stream:
        raw = stream.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig does not count the mark
        mark = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
        at = error.start + mark
        line = raw.count(b"\n", 0, at) + 1
        hint = _conversion(raw, name)
        raise FileError(f"{_shown(name)}: byte {at} (line {line}) is not UTF-8; {hint}") from None


def read_lines(name: str) -> Iterator[tuple[int, str | FileError]]:
    """Yield the numbered lines of a UTF-8 file or of standard input as they arrive.

    A line that is not UTF-8 gives an error, and reading goes on unless the file is clearly binary
    or UTF-16. A byte order mark is dropped. Raises `FileError` for an unreadable file.
    """
    told = False
    with _readable(name) as stream:
        for number, raw in enumerate(stream, 1):
            line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
            try:
                yield number, line.decode()
            except UnicodeDecodeError as error:
                at = error.start + len(raw) - len(line)
                hint = "" if told else f"; {_conversion(raw, name)}"
                problem = f"{name}:{number}: byte {at} of the line is not UTF-8{hint}"
                yield number, FileError(problem)
                told = True
                if _is_no_text(raw):
                    return


@contextmanager
def _readable(name: str) -> Iterator[BinaryIO]:
    """Open a file or standard input for reading bytes. Raises `FileError`."""
    if name == STDIN and sys.stdin is None:
        raise FileError("standard input: is closed; name a file")
    try:
        if name == STDIN:
            yield sys.stdin.buffer
        else:
            with Path(name).open("rb") as stream:
                yield stream
    except OSError as error:
        raise FileError(f"{_shown(name)}: {reason(error, name)}") from None


def existing(grammar: str) -> str:
    """Return the name of a grammar. Raises `FileError` if it is a file that cannot be read."""
    if grammar.endswith(SUFFIX):
        try:
            with Path(grammar).open("rb"):
                pass
        except OSError as error:
            raise FileError(f"{grammar}: {reason(error, grammar)}") from None
    return grammar


def reason(error: OSError, name: str | Path) -> str:
    """Why a file cannot be read, and what to do."""
    match error:
        case FileNotFoundError():
            return "no such file; check the name"
        case IsADirectoryError():
            return f"is a directory; name the files in it: {shlex.quote(str(name))}/*"
        case PermissionError():
            return "no permission to read it; see its owner and mode with ls -l"
    return f"cannot be read: {error.strerror or error}"


def _shown(name: str) -> str:
    return "standard input" if name == STDIN else name


def _is_no_text(raw: bytes) -> bool:
    """Whether bytes that are not UTF-8 are binary or UTF-16, so that lines make no sense."""
    return b"\0" in raw or raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _conversion(raw: bytes, name: str) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in raw:
        return "it looks like a binary file, not a text"
    else:
        encoding = "windows-1251"
    source = "" if name == STDIN else f" {shlex.quote(name)}"
    return f"if it is {encoding}, convert it: iconv -f {encoding} -t utf-8{source}"


def check_output(target: Path | None, inputs: Iterable[str]) -> None:
    """Raise `FileError` if the output is one of the inputs, which would be overwritten.

    Links are followed. Anything but a regular file, such as a terminal, may be both.
    """
    if target is None or not target.is_file():
        return
    own = target.stat()
    for name in inputs:
        status = _status(name)
        if status is not None and os.path.samestat(status, own):
            raise FileError(f"{target}: is to be read and would be lost; name another file")


def _status(name: str) -> os.stat_result | None:
    """The stat result of an input; None if it does not exist or is no file of the system."""
    try:
        return os.fstat(sys.stdin.fileno()) if name == STDIN else Path(name).stat()
    except (AttributeError, OSError, ValueError):  # also for a closed standard input
        return None


@contextmanager
def replaced(target: Path | None) -> Iterator[TextIO]:
    """Open a stream whose content replaces `target` only if the block succeeds.

    None is standard output. A device or a pipe cannot be replaced and is written to directly. If
    the reader of a pipe goes away, as `head` does, the block ends there without an error. Raises
    `FileError`.
    """
    try:
        with _opened(target) as stream:
            yield stream
    except BrokenPipeError:
        if target is None:
            drop_output()
    except OSError as error:
        shown = "standard output" if target is None else target
        raise FileError(f"{shown}: cannot be written: {error.strerror or error}") from None


def _opened(target: Path | None) -> AbstractContextManager[TextIO]:
    if target is None:
        return _standard_output()
    if target.is_dir():
        raise FileError(f"{target}: is a directory; name a file in it")
    if target.exists() and not target.is_file():  # such as a pipe behind /dev/stdout
        return _writable(target, "w")
    path = target.resolve()  # replace the file that a symbolic link points to, not the link
    if not path.parent.is_dir():
        folder = shlex.quote(str(target.parent))
        raise FileError(f"{target}: its folder is missing; make it: mkdir -p {folder}")
    return _beside(path)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    if sys.stdout is None:
        raise FileError("standard output: is closed; redirect it to a file")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError:
        drop_output()
        raise


def drop_output() -> None:
    """Discard what is left in the buffer: writing it would fail again when Python exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _beside(path: Path) -> Iterator[TextIO]:
    """Open a new file beside `path` that is renamed to it if the block succeeds."""
    draft = path.with_name(f".tradefacts-{secrets.token_hex(8)}.tmp")
    try:
        with _writable(draft, "x") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _writable(path: Path, mode: Literal["w", "x"]) -> TextIO:
    return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="")
