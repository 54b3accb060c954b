"""The folder of a corpus: its tables, written part by part, each whole or not at all.

    OUT/corpus.json                       what the corpus is made with
    OUT/articles/part-00001.parquet       one folder a table, one file a part
    OUT/manifest/part-00001.json          which documents the part holds: written last

A part counts from the moment its manifest is in place; files without one are what a killed run
left, and go. So nothing is lost and nothing stands twice, whenever a run ends. Only one run at a
time writes into a folder: the lock is the operating system's, and ends with the process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from accordingto.corpus import parquet
from accordingto.corpus.rows import TABLES, Row
from accordingto.errors import InstallationError, OutputError, UsageError
from accordingto.writing import write

if TYPE_CHECKING:
    from filelock import FileLock

SCHEMA = "accordingto-corpus/1"
HEADER, MANIFEST, LOCK = "corpus.json", "manifest", ".lock"


class Store:
    """A folder that one run writes into; a context manager, which holds the folder's lock.

    ``made_with`` is what all parts must be made with (the model, the columns …). Without
    ``resume`` the folder must hold no corpus yet. Raises OutputError, UsageError.
    """

    def __init__(self, folder: Path, made_with: Mapping[str, Any], *, resume: bool) -> None:
        self.folder = folder
        self._made_with = {"schema": SCHEMA, **made_with}
        self._resume = resume
        self._lock: FileLock | None = None
        self._done: dict[str, str] = {}
        self._parts = 0

    def __enter__(self) -> Store:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(self.folder)
            self._begin()
            self._tidy()
        except OSError as error:
            self._release()
            raise OutputError(
                f"{self.folder} cannot be written ({error.strerror or error}).",
                "Choose another folder with -o.",
            ) from error
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._release()

    def hash_of(self, id: str) -> str | None:
        """The hash of the document of that id, where it is in the tables already."""
        return self._done.get(id)

    def add(self, documents: Mapping[str, str], rows: Iterable[Row]) -> None:
        """Write a part: its documents' hashes by their ids, and their rows. Raises OutputError."""
        by_table: dict[str, list[Row]] = {table: [] for table in TABLES}
        for row in rows:
            by_table[row.table].append(row)
        name = f"part-{self._parts + 1:05d}"
        for table, of_table in by_table.items():
            write(self.folder / table / f"{name}.parquet", parquet.written(table, of_table))
        manifest = {"documents": documents, "rows": {t: len(r) for t, r in by_table.items()}}
        write(self.folder / MANIFEST / f"{name}.json", _json(manifest))
        self._parts += 1
        self._done |= documents

    def _begin(self) -> None:
        """Make the folder a corpus, or see that it is the one to go on with."""
        header = self.folder / HEADER
        if not header.exists():
            # Hidden is the lock, and what a run left that was killed in the act of this.
            others = [path for path in self.folder.iterdir() if not path.name.startswith(".")]
            if others:
                raise OutputError(
                    f"{self.folder} holds something that is no corpus ({others[0].name}).",
                    "Choose a new folder with -o.",
                )
            write(header, _json(self._made_with))
        elif not self._resume:
            raise OutputError(
                f"{self.folder} holds a corpus already.",
                "Pass --resume to go on with it, or choose a new folder with -o.",
            )
        before = read_header(self.folder)
        for name in sorted(before.keys() | self._made_with.keys()):
            if before.get(name) != self._made_with.get(name):
                raise UsageError(
                    f"{self.folder} was made with another {name} ({before.get(name)}, not "
                    f"{self._made_with.get(name)}).",
                    "Go on with the same one, or choose a new folder with -o.",
                )

    def _tidy(self) -> None:
        """Learn what is done, and take away what a killed run left half done."""
        self._done = documents_of(self.folder)
        whole = set(parts(self.folder))
        self._parts = max((int(name.removeprefix("part-")) for name in whole), default=0)
        for name in (*TABLES, MANIFEST):
            (self.folder / name).mkdir(exist_ok=True)
            for path in (self.folder / name).iterdir():
                if path.stem not in whole or path.suffix == ".tmp":
                    path.unlink()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()


def read_header(folder: Path) -> dict[str, Any]:
    """What a corpus was made with. Raises OutputError where the folder holds none."""
    header = _read_json(folder / HEADER)
    if header.get("schema") != SCHEMA:
        raise OutputError(
            f"{folder / HEADER} is of schema {header.get('schema')}, not {SCHEMA}.",
            "Make the corpus again in a new folder.",
        )
    return header


def parts(folder: Path) -> list[str]:
    """The names of the parts that are whole, in order: files of others are of a run under way."""
    return sorted(path.stem for path in (folder / MANIFEST).glob("part-*.json"))


def documents_of(folder: Path) -> dict[str, str]:
    """The hashes of all documents that a corpus holds, by their ids."""
    return {
        id: sha256
        for part in parts(folder)
        for id, sha256 in _documents(folder / MANIFEST / f"{part}.json").items()
    }


def _locked(folder: Path) -> FileLock:
    try:
        from filelock import FileLock, Timeout
    except ImportError:
        raise InstallationError(
            "A corpus needs filelock.", "Install it: pip install 'accordingto[corpus]'"
        ) from None
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise OutputError(
            f"Another run is writing into {folder}.", "Wait for its end, or choose another folder."
        ) from None
    return lock


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _documents(manifest: Path) -> dict[str, str]:
    documents = _read_json(manifest).get("documents")
    if not isinstance(documents, dict):
        raise _damaged(manifest, "it names no documents")
    if not all(isinstance(sha256, str) for sha256 in documents.values()):
        raise _damaged(manifest, "it has a document without a hash")
    return documents


def _read_json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _damaged(path, str(error)) from None
    if not isinstance(value, dict):
        raise _damaged(path, "it is no JSON object")
    return value


def _damaged(path: Path, why: str) -> OutputError:
    return OutputError(f"{path} is damaged: {why}.", "Make the corpus again in a new folder.")
