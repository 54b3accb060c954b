"""A whole run: from the inputs to the tables, part by part; what is done already is passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from accordingto import __version__
from accordingto.corpus import inputs, work
from accordingto.corpus.documents import Document
from accordingto.corpus.pool import AHEAD, Processes, Promise, batches, in_order
from accordingto.corpus.rows import FailureRow, Row
from accordingto.corpus.store import Store
from accordingto.corpus.work import Done

#: Documents in a part: what a run that is killed has to do again at most, beside what is under way.
PART = 500


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are read and annotated: rows of one corpus are all made with the same.

    ``columns``: the column of a field of tables, where it is not a usual one.
    """

    encoding: str | None = None
    pipeline: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents by what became of them, and bytes of all bytes of the inputs.

    Of those ``done`` some have ``failed``. ``passed`` were in the tables before, and so were those
    that have ``changed`` since: their rows are of then.
    """

    done: int = 0
    failed: int = 0
    passed: int = 0
    changed: int = 0
    read: int = 0
    size: int = 0


class Team(Protocol):
    """Who does the work: processes of this machine, or a cluster."""

    def submit(self, batch: tuple[Document, ...]) -> Promise[Sequence[Done]]:
        """Have the documents of a batch made rows."""


Hired = Callable[
    [Callable[[Document], Done], Callable[[Document], Done]], AbstractContextManager[Team]
]


def run(
    paths: Sequence[Path],
    folder: Path,
    options: Options,
    hire: Hired,
    *,
    workers: int,
    resume: bool = False,
    part: int = PART,
) -> Iterator[Progress]:
    """Annotate all documents in files and write the tables into a folder; tells how far it is.

    ``hire`` makes the team of ``workers`` from what is to be done with a document and what becomes
    of one that a process dies of. The tables are the same whoever works, and how many. Raises
    OutputError, UsageError, InstallationError.
    """
    function = partial(work.tabled, encoding=options.encoding, pipeline=options.pipeline)
    with (
        Store(folder, _made_with(options), resume=resume) as store,
        hire(function, work.died) as team,
    ):
        yield from _Run(store, inputs.size(paths), part).steps(
            inputs.documents(paths, options.columns), team, AHEAD * workers
        )


def processes(workers: int) -> Hired:
    """A team of so many processes of this machine."""
    return lambda function, lost: Processes(function, lost, workers)


def _made_with(options: Options) -> dict[str, object]:
    from accordingto.language.model import configuration

    info = configuration().info
    return {
        "version": __version__,
        "model": f"{info.name} {info.version}",
        "pipeline": options.pipeline,
        "encoding": options.encoding,
        "columns": dict(options.columns),
    }


class _Run:
    """The counts of a run, and the part that it fills."""

    def __init__(self, store: Store, size: int, part: int) -> None:
        self._store, self._part = store, part
        self._documents: dict[str, str] = {}
        self._rows: list[Row] = []
        self._progress = Progress(size=size)

    def steps(self, documents: Iterable[Document], team: Team, limit: int) -> Iterator[Progress]:
        """Have the documents worked on and write the parts; yields after each document."""
        given = batches(self._new(documents), lambda document: document.size)
        for done in in_order(team.submit, given, limit):
            self._documents[done.id] = done.sha256
            self._rows += done.rows
            failed = isinstance(done.rows[0], FailureRow)
            self._count(done=1, failed=int(failed), read=done.weight)
            if len(self._documents) >= self._part:
                self._write()
            yield self._progress
        if self._documents:
            self._write()
        yield self._progress

    def _new(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents that are not in the tables yet."""
        for document in documents:
            known = self._store.hash_of(document.id)
            if known is None:
                yield document
            elif known == document.sha256:
                self._count(passed=1, read=document.weight)
            else:
                self._count(changed=1, read=document.weight)

    def _count(self, **more: int) -> None:
        counts = {name: getattr(self._progress, name) + number for name, number in more.items()}
        self._progress = replace(self._progress, **counts)

    def _write(self) -> None:
        self._store.add(self._documents, self._rows)
        self._documents, self._rows = {}, []
