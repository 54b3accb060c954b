"""The JSON Schemas that the package publishes. ``python -m accordingto.schemas`` writes them."""

from __future__ import annotations

import json
from pathlib import Path

from accordingto.checks.results import Results
from accordingto.records import Annotation
from accordingto.review.decisions import Review
from accordingto.serialization import schema

#: The record that each published file is the schema of.
PUBLISHED = {"schema.json": Annotation, "review.schema.json": Review, "check.schema.json": Results}


def dumps(kind: type) -> str:
    """The schema of a record as the text of its file."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write every published schema beside this module."""
    for name, kind in PUBLISHED.items():
        Path(__file__).with_name(name).write_text(dumps(kind), "utf-8")


if __name__ == "__main__":
    main()
