"""What an audit shows, as records: figures of rows, each number with the sentences behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.audit.tables import Tables

#: So many sentences are shown for a number; the tables of the corpus hold all of them.
SHOWN = 8

_BEHIND = """
select a.title, a.origin, s.sentence + 1, s.text
from ({question}) q join sentences s using (article_id, sentence) join articles a using (article_id)
order by a.date, article_id, sentence limit {shown}
"""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence behind a number: of which article, from where, its number from 1, its words.

    ``address`` is where the article can be read, or empty where its origin is none.
    """

    title: str
    origin: str
    number: int
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences behind a number: the first of them, and how many there are in all."""

    id: str
    title: str
    total: int
    sentences: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number or words; ``evidence`` is the id of the sentences behind it, or ""."""

    words: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a figure: what it is about, and its cells. ``share`` is drawn, if it has one."""

    name: str
    cells: tuple[Cell, ...]
    note: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A table, and what its chart shows of it; ``panels`` are further rows of small columns.

    ``columns`` are the heads of the cells, without that of the names, which is ``of``.
    """

    id: str
    title: str
    words: str
    of: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    chart: str = ""
    panels: tuple[Panel, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """One row of a chart over time: its name, and a share for each period."""

    name: str
    shares: tuple[float, ...]


class Witnesses:
    """Collects the sentences behind numbers, while these are told."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._collected: list[Evidence] = []

    @property
    def collected(self) -> tuple[Evidence, ...]:
        """All evidence, in the order in which it was asked for."""
        return tuple(self._collected)

    def cell(self, words: str, title: str, question: str, *given: object) -> Cell:
        """A cell whose evidence are the sentences that a question names.

        ``question`` is SQL for rows of article_id and sentence. Without any the cell has no link.
        """
        total = self._tables.number(f"select count(*) from ({question})", *given)
        if not total:
            return Cell(words)
        asked = _BEHIND.format(question=question, shown=SHOWN)
        sentences = tuple(_quoted(*row) for row in self._tables.rows(asked, *given))
        id = f"e{len(self._collected) + 1}"
        self._collected.append(Evidence(id, title, total, sentences))
        return Cell(words, id)


def _quoted(title: str, origin: str, number: int, text: str) -> Quoted:
    # never another scheme: a page's own words must not become what a click runs
    address = origin if origin.startswith(("http://", "https://")) else ""
    return Quoted(title, origin, number, text, address)


def numeric(figure: Figure) -> tuple[bool, ...]:
    """Of each column whether numbers stand in it."""
    return tuple(
        all(row.cells[at].words[:1] in "+-0123456789" for row in figure.rows)
        for at in range(len(figure.columns))
    )


def number(value: float) -> str:
    """A whole number with commas between thousands."""
    return f"{value:,.0f}"


def share(part: float, whole: float) -> float:
    """A part of a whole, 0 to 1; 0 of nothing."""
    return part / whole if whole else 0.0


def percent(value: float) -> str:
    """A share with one decimal: of thousands of articles that is no false exactness."""
    return f"{value * 100:.1f}\u202f%"


def plain(cells: Sequence[str]) -> tuple[Cell, ...]:
    """Cells without evidence."""
    return tuple(Cell(words) for words in cells)
