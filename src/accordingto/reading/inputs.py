"""The bytes of an input and the name that messages and reports call it by."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from accordingto.errors import InputError

STDIN = "-"
#: No input is larger: a document with its pictures has a tenth of it.
LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """What was read, and from where.

    ``name`` is the file's own name, without its folder, or the address of a page;
    ``media_type`` and ``charset`` are what a server announced with it.
    """

    name: str
    data: bytes
    media_type: str = ""
    charset: str = ""


def fetch(path: str | os.PathLike[str]) -> Input:
    """All bytes of a file, or of standard input for ``-``. Raises InputError.

    What is no file (a pipe by name, a device) may never end, or never begin: it is refused.
    """
    if os.fspath(path) == STDIN:
        return Input("standard input", _bounded(sys.stdin.buffer, "standard input"))
    file = Path(path)
    try:
        if not (_is_open_already(file) or file.is_file() or file.is_dir()) and file.exists():
            raise InputError(f"{file} is a pipe or a device.", "Pass - and its data on stdin.")
        with file.open("rb") as opened:
            return Input(file.name, _bounded(opened, str(file)))
    except FileNotFoundError:
        raise InputError(
            f"{file} does not exist.", "Check the path, or pass - to read standard input."
        ) from None
    except IsADirectoryError:
        raise InputError(f"{file} is a directory.", "Pass the path of one article.") from None
    except PermissionError:
        if file.is_dir():  # how Windows answers
            raise InputError(f"{file} is a directory.", "Pass the path of one article.") from None
        raise InputError(f"{file} may not be read.", "Change its permissions.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        raise InputError(f"{file} cannot be read ({error}).", "Check the path.") from error


def _bounded(opened: BinaryIO, name: str) -> bytes:
    data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(
            f"{name} has more than {LARGEST:,} bytes: no article does.",
            "Pass the article alone, without its pictures.",
        )
    return data


def _is_open_already(file: Path) -> bool:
    """Whether the name stands for what the shell opened, as in ``<(command)``."""
    return file == Path("/dev/stdin") or file.parent == Path("/dev/fd")
