"""The configuration as a file: ``[tool.accordingto]`` of pyproject.toml, or .accordingto.toml."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import msgspec.structs

from accordingto.checks.config import Config, ensure_known
from accordingto.checks.discovery import from_folder
from accordingto.errors import UsageError
from accordingto.records import Severity
from accordingto.serialization import in_words

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: The names of a configuration's file; in a folder, the first one goes before the second.
NAMES = (".accordingto.toml", "pyproject.toml")
_Names = dict[str, list[str]]
_Threshold = Annotated[float, msgspec.Meta(ge=0)]


class _Table(msgspec.Struct, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The tables and keys of the file, as the rules' README explains them."""

    select: list[str] | None = None
    extend_select: list[str] = []
    ignore: list[str] = []
    fail_on: Severity | Literal["never"] = "warning"
    rules: str | None = None
    severity: dict[str, Severity] = {}
    words: _Names = {}
    allow: _Names = {}
    thresholds: dict[str, _Threshold] = {}
    per_path_ignores: _Names = {}


def find(folder: Path) -> Path | None:
    """The configuration that holds for a folder: its own, or that of the nearest one above it."""
    for place in (folder, *folder.parents):
        for name in NAMES:
            file = place / name
            if file.is_file() and (name != "pyproject.toml" or _table(file) is not None):
                return file
    return None


def load(file: Path) -> Config:
    """The configuration in a file. Raises UsageError, which says what is wrong with it and where.

    The folder of a house's own rules is taken from where the file stands.
    """
    table = _table(file)
    if table is None:
        raise UsageError(f"{file} has no table [tool.accordingto].", "Add it, or name another.")
    try:
        made = msgspec.convert(table, _Table)
    except msgspec.ValidationError as error:
        keys = ", ".join(field.encode_name for field in msgspec.structs.fields(_Table))
        raise UsageError(
            f"{file} is no configuration of accordingto ({in_words(str(error))}).",
            f"It may hold {keys}.",
        ) from error
    config = Config(
        select=None if made.select is None else frozenset(made.select),
        extend=frozenset(made.extend_select),
        ignore=frozenset(made.ignore),
        severity=made.severity,
        words=_sets(made.words),
        allow=_sets(made.allow),
        thresholds=made.thresholds,
        paths=tuple((path, frozenset(rules)) for path, rules in made.per_path_ignores.items()),
        own=() if made.rules is None else from_folder(file.parent / made.rules),
        fail_on=None if made.fail_on == "never" else made.fail_on,
        root=str(file.parent.resolve()),
    )
    ensure_known(config)
    return config


def _sets(lists: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lists.items()}


def _table(file: Path) -> dict[str, Any] | None:
    """What the file says for this tool; None where a pyproject.toml has no table for it."""
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise UsageError(
            f"{file} cannot be read ({error.strerror}).", "Name the configuration with --config."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{file} is no TOML ({error}).", "Mend it.") from error
    if file.name != "pyproject.toml":
        return data
    tools = data.get("tool")
    table: dict[str, Any] | None = tools.get("accordingto") if isinstance(tools, dict) else None
    return table
