"""Measure 3: the sourcing table of an article, one row per attributed statement.

Gold and predictions are CSV files, one an article under the article's own name, with the columns
SourcedStatement, SourceType, Name, Title, Justification (in any order; others are passed over).
The predicted rows are those of ``analysis.statements``. A scorer reads them, no spreadsheet: cells
that begin like a formula stand as they are.

A predicted and a gold row can match where half the words of the shorter statement stand in the
other as well, in runs of at least ``RUN`` words. Pairs are made greedily, no row in two: those
with most words in common first (shared words over all words of both), and of equal ones, those
with the same source. Words are compared without case, punctuation and quotation marks.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from accordingto.analysis.statements import COLUMNS, TYPES, StatementRow, rows
from accordingto.errors import InputError, UsageError
from accordingto.evaluate.figures import Tally, percent, ratio, table
from accordingto.evaluate.files import write_text
from accordingto.evaluate.names import same
from accordingto.evaluate.tool import Annotate, packaged
from accordingto.reading import read

#: Fewer words than these in a row are found in any two statements (“that he was”).
RUN = 3
#: The least share of the shorter statement that must stand in the other.
SHARED = 0.5
#: Titles with this token F1 name the same role.
SAME_TITLE = 0.5
_WORD = re.compile(r"\w+")
_DESCRIBED = frozenset(TYPES.values()) - {"Named Person", "Named Organization"}


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A gold row beside the predicted row that matches it, what of the source is right.

    ``title`` and ``justification`` (token F1, 0 to 1) are None where gold gives none. Where gold
    gives no name, whatever name was predicted is right.
    """

    gold: StatementRow
    predicted: StatementRow
    type: bool
    name: bool
    title: bool | None
    justification: float | None

    @property
    def right(self) -> bool:
        """Statement found, type and full name right."""
        return self.type and self.name


def read_table(path: Path) -> tuple[StatementRow, ...]:
    """The rows of a CSV file that hold a statement. Raises InputError.

    It is decoded as articles are; columns are known by their names, whatever their case.
    """
    reader = csv.reader(io.StringIO(read(path).text, newline=""))
    try:
        lines = list(reader)
    except csv.Error as error:
        raise InputError(
            f"{path} is no CSV file (line {reader.line_num}: {error}).", "Save it as CSV again."
        ) from error
    header = [cell.strip().lower().replace(" ", "") for cell in lines[0]]
    missing = [column for column in COLUMNS if column.lower() not in header]
    if missing:
        raise InputError(
            f"{path} lacks the column {' and '.join(missing)}.",
            f"Its first line must name the columns {', '.join(COLUMNS)}.",
        )
    places = [header.index(column.lower()) for column in COLUMNS]
    rows = ([line[at].strip() if at < len(line) else "" for at in places] for line in lines[1:])
    return tuple(StatementRow(*cells) for cells in rows if cells[0])


def write_table(path: Path, rows: Iterable[StatementRow]) -> None:
    """Write rows as CSV, whole or not at all. Raises OutputError."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in rows)
    write_text(path, lines.getvalue())


def match(
    gold: Sequence[StatementRow], predicted: Sequence[StatementRow]
) -> tuple[tuple[int, int], ...]:
    """Pairs of a gold and a predicted row, by index: see the module's description."""
    wanted = [_words(row.statement) for row in gold]
    given = [_words(row.statement) for row in predicted]
    pairs = []
    for i, one in enumerate(wanted):
        for k, other in enumerate(given):
            shared = _shared(one, other)
            if shared and shared >= SHARED * min(len(one), len(other)):
                alike = _same_name(gold[i], predicted[k]), gold[i].type == predicted[k].type
                pairs.append((shared / (len(one) + len(other) - shared), alike, -i, -k))
    matches: dict[int, int] = {}
    for _, _, i, k in sorted(pairs, reverse=True):
        if -i not in matches and -k not in matches.values():
            matches[-i] = -k
    return tuple(sorted(matches.items()))


def judge(gold: Sequence[StatementRow], predicted: Sequence[StatementRow]) -> tuple[ScoredRow, ...]:
    """The rows of an article that match, compared."""
    return tuple(_scored(gold[i], predicted[k]) for i, k in match(gold, predicted))


def report(scored: Sequence[ScoredRow], predicted: int, gold: int, articles: str) -> str:
    """The table of figures; ``predicted`` and ``gold`` are numbers of rows, matched or not."""
    titles = [row.title for row in scored if row.title is not None]
    whys = [row.justification for row in scored if row.justification is not None]
    right = sum(row.right for row in scored)
    return table(
        [
            (f"{articles}, {gold} statements", ""),
            ("statements", Tally(len(scored), predicted, gold)),
            ("type", _share([row.type for row in scored])),
            ("full name", _share([row.name for row in scored])),
            ("title", _share(titles)),
            ("justification", _share(whys)),
            ("rows", Tally(right, predicted, gold)),
        ],
        width=15,
    )


def run(
    article_dir: str | Path,
    ground_truth: str | Path | None = None,
    predictions: str | Path | None = None,
    *,
    annotate: Annotate | None = None,
) -> str:
    """Annotate the articles (``*.txt``) of a folder; return the figures, or what was written.

    ``ground_truth``: a folder with a CSV file for each article, or for some: the others are left
    out of the figures. ``predictions``: a folder to write a CSV file an article into.
    ``annotate``: another annotator than the packaged one. Raises InputError, OutputError,
    UsageError.
    """
    if ground_truth is None and predictions is None:
        raise UsageError("There is nothing to do.", "Pass --predictions, a ground truth, or both.")
    articles = sorted(Path(article_dir).glob("*.txt"))
    if not articles:
        raise InputError(f"{article_dir} holds no .txt file.", "Pass the folder of the articles.")
    truth = dict(_truth(Path(ground_truth), articles)) if ground_truth is not None else {}
    annotate = annotate or packaged()
    scored: list[ScoredRow] = []
    sizes: Counter[str] = Counter()
    for path in articles:
        if predictions is None and path not in truth:
            continue
        predicted = rows(annotate(read(path)))
        sizes["all"] += len(predicted)
        if predictions is not None:
            write_table(Path(predictions) / f"{path.stem}.csv", predicted)
        if path in truth:
            scored += judge(truth[path], predicted)
            sizes["gold"] += len(truth[path])
            sizes["scored"] += len(predicted)
    if not truth:
        return f"{len(articles)} articles, {sizes['all']} statements written to {predictions}"
    counted = f"{len(truth)} of {len(articles)} articles"
    return report(scored, sizes["scored"], sizes["gold"], counted)


def _truth(
    folder: Path, articles: Sequence[Path]
) -> Iterator[tuple[Path, tuple[StatementRow, ...]]]:
    paths = [(article, folder / f"{article.stem}.csv") for article in articles]
    held = [(article, path) for article, path in paths if path.exists()]
    if not held:
        raise InputError(
            f"{folder} holds no CSV file named like an article.",
            f"The ground truth of {articles[0].name} must be {articles[0].stem}.csv.",
        )
    for article, path in held:
        yield article, read_table(path)


def _scored(gold: StatementRow, predicted: StatementRow) -> ScoredRow:
    return ScoredRow(
        gold,
        predicted,
        gold.type.lower() == predicted.type.lower(),
        not gold.name or _same_name(gold, predicted),
        same_title(gold.title, predicted.title) if gold.title else None,
        shared_words(gold.justification, predicted.justification).f1
        if gold.justification
        else None,
    )


def _same_name(gold: StatementRow, predicted: StatementRow) -> bool:
    return same(predicted.name, gold.name, described=gold.type in _DESCRIBED)


def same_title(gold: str, predicted: str) -> bool:
    """Whether two titles name the same role: one has all words of the other, or half of all."""
    short, long = sorted((set(_words(gold)), set(_words(predicted))), key=len)
    return bool(short) and (short <= long or shared_words(gold, predicted).f1 >= SAME_TITLE)


def shared_words(gold: str, predicted: str) -> Tally:
    """The words that two phrases have in common, whatever their order."""
    wanted, given = Counter(_words(gold)), Counter(_words(predicted))
    return Tally((wanted & given).total(), given.total(), wanted.total())


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of words that both have in the same order, in runs that tell something."""
    least = min(RUN, len(one), len(other))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= least)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _share(values: Sequence[float]) -> str:
    return f"{percent(ratio(sum(values), len(values)))}   ({len(values)})"
