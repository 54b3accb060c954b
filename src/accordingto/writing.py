"""Writing outputs: a file is whole or absent, never half."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from accordingto.errors import OutputError


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file whole or not at all: beside it first, then moved into its place.

    Pipes and devices are written to directly. Raises OutputError; the file is then as before.
    """
    target = Path(os.path.realpath(path))  # a link stays a link, what it points to is replaced
    ensure_writable(target)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except BrokenPipeError:  # whoever read the pipe has had enough
        raise
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror or error}).",
            "Choose another place with -o.",
        ) from error


def ensure_writable(path: str | os.PathLike[str]) -> None:
    """Raise OutputError where it is plain beforehand that the file cannot be written."""
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    if os.path.isdir(target):
        raise OutputError(f"{path} is a directory.", "Pass -o with the name of a file in it.")
    if not os.path.isdir(folder):
        raise OutputError(
            f"{path} cannot be written: {folder} is no directory.",
            "Make the directory first, or choose another with -o.",
        )
    if not os.access(target if os.path.exists(target) else folder, os.W_OK):
        raise OutputError(
            f"{path} cannot be written: permission denied.", "Choose another place with -o."
        )


def _replace(target: Path, data: bytes) -> None:
    # Not tempfile: its files are private to their owner, ours get the usual permissions.
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with open(beside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            os.chmod(beside, target.stat().st_mode & 0o7777)
        os.replace(beside, target)
    except BaseException:  # an interrupted write must not leave its half behind either
        beside.unlink(missing_ok=True)
        raise
