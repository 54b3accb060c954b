"""Fuzz targets, one a reader: whatever the bytes, they are read or refused, and nothing else.

    pip install '.[corpus,fuzz]'
    python tests/fuzz html -max_total_time=300

runs one of them under libFuzzer (https://github.com/google/atheris), from the inputs of the tests
on; without a name it tells them all. ``tests/fuzz/test_readers.py`` runs each for seconds.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from accordingto.corpus import tables_in, warc
from accordingto.corpus.documents import Document
from accordingto.errors import AccordingtoError
from accordingto.language.model import configuration
from accordingto.reading import formats
from accordingto.reading.inputs import Input
from accordingto.records import Annotation, Article
from accordingto.review import decisions

INPUTS = Path(__file__).parents[1] / "reading" / "inputs"
Target = Callable[[bytes], None]


def _reads(name: str) -> Target:
    format = formats.named(name)

    def target(data: bytes) -> None:
        with suppress(AccordingtoError):
            made = format.read(Input(f"a{format.endings[0]}", data), None)
            assert isinstance(made, Article | Annotation)

    return target


def _known(data: bytes) -> None:
    with suppress(AccordingtoError):
        formats.of(Input("a", data))


def _of_a_file(name: str, read: Callable[[Path], object]) -> Target:
    """What a reader of files makes of bytes."""

    def target(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            with suppress(AccordingtoError):
                read(path)

    return target


def _documents(read: Callable[..., object]) -> Callable[[Path], object]:
    def every(path: Path) -> object:
        # what `inputs.documents` takes for a file that breaks off
        with suppress(OSError, ValueError, EOFError):
            for document in read(path, "a", {}):  # type: ignore[attr-defined]
                assert isinstance(document, Document)
                assert document.sha256
        return None

    return every


TARGETS: Mapping[str, Target] = {
    **{name: _reads(name) for name in formats.NAMES},
    "format": _known,
    "review": _of_a_file("a.json", decisions.load),
    "model": _of_a_file("config.json", lambda path: configuration(path.parent)),
    "jsonl": _of_a_file("a.jsonl", _documents(tables_in.json_lines)),
    "csv": _of_a_file("a.csv", _documents(tables_in.rows_of_csv)),
    "parquet": _of_a_file("a.parquet", _documents(tables_in.rows_of_parquet)),
    "warc": _of_a_file("a.warc", _documents(warc.pages)),
}
