"""The bytes of an input and the name that messages and reports call it by."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from accordingto.errors import InputError

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """What was read, and from where: ``name`` is the file's own name, without its folder."""

    name: str
    data: bytes


def fetch(path: str | os.PathLike[str]) -> Input:
    """All bytes of a file, or of standard input for ``-``. Raises InputError."""
    if os.fspath(path) == STDIN:
        return Input("standard input", sys.stdin.buffer.read())
    file = Path(path)
    try:
        return Input(file.name, file.read_bytes())
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
