"""Files, folders and patterns → the documents in them, in a fixed order, one at a time.

| Ending | What is in it |
|---|---|
| .jsonl .ndjson | an article a line, as a JSON object |
| .csv .tsv | an article a row; the first row names the columns |
| .parquet | an article a row |
| .warc .warc.gz | an article for each web page that was answered with 200 |
| .jsonl.gz .csv.gz … | the same, compressed |
| any other | one article, in a format that the other commands read too |
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from accordingto.corpus import tables_in, warc
from accordingto.corpus.documents import Document, Problem
from accordingto.errors import AccordingtoError, InputError
from accordingto.reading import formats, web
from accordingto.reading.inputs import fetch

#: Of a file that holds many articles: its documents.
_Reader = Callable[[Path, str, Mapping[str, str]], Iterator[Document]]

_COLLECTIONS: Mapping[str, _Reader] = {
    ".jsonl": tables_in.json_lines,
    ".ndjson": tables_in.json_lines,
    ".csv": tables_in.rows_of_csv,
    ".tsv": tables_in.rows_of_csv,
    ".parquet": tables_in.rows_of_parquet,
    ".warc": warc.pages,
}
#: What is read out of a folder; anything can be named by itself.
_ENDINGS = (
    *(ending for format in formats.FORMATS for ending in format.endings),
    *_COLLECTIONS,
    *(f"{ending}.gz" for ending in _COLLECTIONS if ending != ".parquet"),
)


def files(inputs: Sequence[str]) -> tuple[Path, ...]:
    """The files that paths, folders and patterns name, each once, by name within each.

    A path is spelt from the current folder where it lies in it, else in full: whatever way a file
    is named, its documents keep their ids, so that a run goes on with it. Links are not followed.
    Raises InputError where an input names none.
    """
    found: dict[Path, None] = {}
    for name in inputs:
        paths = list(_named(name))
        if not paths:
            raise InputError(f"{name} names no file that is read.", "Check the path.")
        found |= dict.fromkeys(map(_spelt, paths))
    return tuple(found)


def documents(paths: Sequence[Path], columns: Mapping[str, str]) -> Iterator[Document]:
    """The documents in files, in order. ``columns``: a field's column, where it is not a usual one.

    A file or a part of one that cannot be read is a document with a problem.
    """
    for path in paths:
        reader = _COLLECTIONS.get(_ending(path))
        if reader is None:
            yield _single(path)
            continue
        try:
            yield from reader(path, path.as_posix(), columns)
        except AccordingtoError as error:
            yield Document(path.as_posix(), Problem(str(error)))
        except (OSError, ValueError, EOFError) as error:  # it breaks off, or is no such file at all
            yield Document(
                f"{path.as_posix()}:end", Problem(f"{path.name} cannot be read on: {error}.")
            )


def size(paths: Sequence[Path]) -> int:
    """How many bytes the files have together."""
    return sum(path.stat().st_size for path in paths if path.exists())


def _named(name: str) -> Iterator[Path]:
    if web.is_address(name):
        raise InputError(f"{name} is an address.", "Fetch the pages first, into a folder or WARC.")
    path = Path(os.path.normpath(name))
    if path.is_dir():
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
            for file in sorted(names):
                if not file.startswith(".") and file.lower().endswith(_ENDINGS):
                    yield Path(folder, file)
    elif path.exists() or not glob.has_magic(name):
        yield path
    else:
        matches = sorted(glob.glob(name, recursive=True))
        yield from (Path(os.path.normpath(match)) for match in matches if Path(match).is_file())


def _spelt(path: Path) -> Path:
    whole = Path(os.path.abspath(path))
    here = Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def _ending(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return os.path.splitext(name)[1]


def _single(path: Path) -> Document:
    try:
        given = fetch(path)
    except InputError as error:
        return Document(path.as_posix(), Problem(str(error)))
    return Document(path.as_posix(), given, weight=len(given.data))
