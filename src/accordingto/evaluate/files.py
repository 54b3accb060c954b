"""Reading gold files and writing predictions, with errors that say what to do."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accordingto.errors import InputError, OutputError
from accordingto.writing import write


def read_text(path: Path) -> str:
    """A UTF-8 text with its line ends as they stand, since gold offsets count them."""
    try:
        return path.read_bytes().decode("utf8")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}).", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8.", "Convert it to UTF-8.") from error


def read_json(path: Path) -> Any:
    """What a JSON file holds."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path} is not JSON (line {error.lineno}).", "Give the gold file itself."
        ) from error


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file, plain or gzipped (told by the ending ``.gz``)."""
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf8")
    except (OSError, EOFError) as error:
        raise InputError(f"{path} cannot be read ({error}).", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8.", "Convert it to UTF-8.") from error
    # Not splitlines(): a JSON string may hold U+2028 and its like unescaped.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                f"Line {number} of {path} is not JSON.", "Each line must hold one JSON object."
            ) from error


def filename(id: str) -> str:
    """An article's id as a file name without ending."""
    return re.sub(r"[/:]", "_", id)


def malformed(path: Path, error: Exception) -> InputError:
    """The error for a gold file that lacks a field or holds another type than it should."""
    return InputError(
        f"{path} has not the form that this measure reads ({type(error).__name__}: {error}).",
        "See the module's description of the gold form.",
    )


def write_text(path: Path, text: str) -> None:
    """Write UTF-8, whole or not at all, making the folder where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror}).", "Choose another place."
        ) from error
    write(path, text.encode("utf8"))


def write_json(path: Path, data: object) -> None:
    """Write one JSON value."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
