"""The tables of a corpus in DuckDB: only parts that are whole, nothing fetched, nothing changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from accordingto.audit.identities import Description, identities
from accordingto.corpus.rows import TABLES
from accordingto.corpus.store import HEADER, documents_of, parts, read_header
from accordingto.errors import InputError, InstallationError

#: Extensions are code: none is fetched.
_SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_DESCRIPTIONS = "select distinct name, type, title, organization from {}"
#: A claim: a sentence of the body in which a source puts one forward.
_CLAIMS = """
create table claims as
select s.article_id, s.sentence, c.source_id
from (select article_id, sentence, unnest(source_ids) as source_id
      from sentences where kind = 'body') c
join sentences s using (article_id, sentence)
"""
_PEOPLE = """
create table people as
select s.*, i.key, i.shown, i.role, i.certain
from sources s left join identities i
  on s.name = i.name and s.type = i.type and s.title is not distinct from i.title
 and s.organization is not distinct from i.organization
"""


class Tables:
    """A corpus that is asked in SQL; a context manager.

    Besides its own tables there are ``claims`` (article_id, sentence, source_id) and ``people``:
    the sources, with key, shown (a name), role and certain of whom each is over the whole corpus.
    ``beside`` are the sources of another corpus whose keys shall be the same. Raises InputError,
    OutputError, InstallationError.
    """

    def __init__(self, folder: Path, *, beside: Iterable[Description] = ()) -> None:
        self.folder = folder
        self.header = _header(folder)
        self._beside = tuple(beside)
        self._connection = _duckdb().connect(":memory:", config=_SETTINGS)

    def __enter__(self) -> Tables:
        with _told(self.folder):
            self._prepare()
        return self

    def _prepare(self) -> None:
        for table in TABLES:
            # What is asked again and again stays in memory; sentences, the most, in their files.
            kind = "view" if table in ("sentences", "attributions") else "table"
            self._connection.execute(f"create {kind} {table} as {_read(self.folder, table)}")
        self._connection.execute(_CLAIMS)
        self._identify()
        self._connection.execute(_PEOPLE)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    def rows(self, question: str, *given: object) -> list[tuple[Any, ...]]:
        """The rows that answer a question in SQL; its ``?`` are what is ``given``."""
        with _told(self.folder):
            answer: list[tuple[Any, ...]] = self._connection.execute(
                question, list(given)
            ).fetchall()
        return answer

    def number(self, question: str, *given: object) -> int:
        """The one number that answers a question."""
        return int(self.rows(question, *given)[0][0] or 0)

    def _identify(self) -> None:
        own = [Description(*row) for row in self.rows(_DESCRIPTIONS.format("sources"))]
        known = identities({*own, *self._beside})
        self._connection.execute(
            "create table identities (name varchar, type varchar, title varchar, "
            "organization varchar, key varchar, shown varchar, role varchar, certain boolean)"
        )
        told = [
            (d.name, d.type, d.title, d.organization, i.key, i.name, i.role, i.certain)
            for d, i in known.items()
        ]
        if told:
            self._connection.executemany(
                "insert into identities values (?, ?, ?, ?, ?, ?, ?, ?)", told
            )


def descriptions(folder: Path) -> list[Description]:
    """How a corpus describes its sources. Raises as `Tables`."""
    _header(folder)
    with _duckdb().connect(":memory:", config=_SETTINGS) as connection, _told(folder):
        asked = _DESCRIPTIONS.format(f"({_read(folder, 'sources')})")
        return [Description(*row) for row in connection.execute(asked).fetchall()]


def _header(folder: Path) -> dict[str, Any]:
    if not (folder / HEADER).is_file():
        raise InputError(f"{folder} holds no corpus.", "Make one: accordingto corpus INPUT -o DIR")
    header = read_header(folder)
    if not documents_of(folder):
        raise InputError(f"{folder} holds no articles yet.", "Go on with it: --resume")
    return header


def _read(folder: Path, table: str) -> str:
    """SQL for all rows of a table: of the parts that are whole."""
    files = [str(folder / table / f"{part}.parquet") for part in parts(folder)]
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    return f"select * from read_parquet([{listed}])"


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What DuckDB cannot read of the tables is an InputError."""
    try:
        yield
    except _duckdb().Error as error:
        first, *_ = str(error).splitlines()
        raise InputError(
            f"The tables in {folder} cannot be read ({first}).",
            "Make the corpus again in a new folder.",
        ) from error


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError:
        raise InstallationError(
            "An audit needs DuckDB.", "Install it: pip install 'accordingto[corpus]'"
        ) from None
    return duckdb
