"""A baseline: the JSON of an earlier run, whose findings are known."""

from __future__ import annotations

import json
from pathlib import Path

from accordingto.checks.results import Results
from accordingto.errors import InputError
from accordingto.serialization import from_json


def load(file: str) -> Results:
    """The results in a file that ``accordingto check --format json`` wrote. Raises InputError."""
    try:
        data = json.loads(Path(file).read_text("utf-8"))
        return from_json(Results, data)
    except OSError as error:
        raise InputError(
            f"{file} cannot be read ({error.strerror}).", "Name the file of the baseline."
        ) from error
    except (ValueError, RecursionError) as error:  # also of JSON and of UTF-8
        raise InputError(
            f"{file} is no baseline ({error}).",
            "Make one: accordingto check --format json -o FILE ARTICLE…",
        ) from error
