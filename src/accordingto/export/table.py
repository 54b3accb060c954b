"""A table of sentences for pandas, R, DuckDB and spreadsheets: CSV and Parquet, the same columns.

| Column | What it holds |
|---|---|
| article, title, sha256 | the article's origin and title, and the hash of its text: tables stack |
| sentence, paragraph | numbers from 0 |
| start, end | code points of the text |
| kind, label, text | body, headline or byline; attributed, partly or narration; its words |
| carries_over_from | the number of the sentence whose account it goes on with, or nothing |
| source_ids, sources, source_types | who puts forward a claim in it, each once |
| stances, forms, cues, confidence | of its claims, in order: as many as claims; a cue may be "" |
| findings | the rules that found something in it |

The columns from ``source_ids`` on are lists in Parquet; in CSV their members stand in one cell,
joined by “; ”.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields

from accordingto.errors import InstallationError
from accordingto.export import utf8
from accordingto.export.spreadsheet import written
from accordingto.records import Annotation, Sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, see the module's description."""

    article: str
    title: str
    sha256: str
    sentence: int
    paragraph: int
    start: int
    end: int
    kind: str
    label: str
    text: str
    carries_over_from: int | None
    source_ids: tuple[str, ...]
    sources: tuple[str, ...]
    source_types: tuple[str, ...]
    stances: tuple[str, ...]
    forms: tuple[str, ...]
    cues: tuple[str, ...]
    confidence: tuple[float, ...]
    findings: tuple[str, ...]


COLUMNS = tuple(field.name for field in fields(Row))
_NUMBERS = frozenset({"sentence", "paragraph", "start", "end", "carries_over_from"})
_LISTS = frozenset(COLUMNS[COLUMNS.index("source_ids") :])


def rows(annotation: Annotation) -> Iterator[Row]:
    """The table's rows, one a sentence, in the article's order."""
    for sentence in annotation.sentences:
        yield _row(annotation, sentence)


def csv(annotation: Annotation) -> bytes:
    """The table as CSV for spreadsheets, see `accordingto.export.spreadsheet`."""
    return written(COLUMNS, ([_cell(value) for value in astuple(row)] for row in rows(annotation)))


def parquet(annotation: Annotation) -> bytes:
    """The table as Parquet. Raises InstallationError where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise InstallationError(
            "Parquet is written by pyarrow, which is not installed.",
            "Install it (pip install 'accordingto[parquet]'), or use --format csv.",
        ) from error
    words = pyarrow.string()
    types = {name: pyarrow.list_(words) for name in _LISTS}
    types |= dict.fromkeys(_NUMBERS, pyarrow.int64())
    types["confidence"] = pyarrow.list_(pyarrow.float64())
    schema = pyarrow.schema([(name, types.get(name, words)) for name in COLUMNS])
    columns = zip(*(map(_whole, astuple(row)) for row in rows(annotation)), strict=True)
    data = dict(zip(COLUMNS, columns, strict=False)) or dict.fromkeys(COLUMNS, ())
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(data, schema=schema), file)
    return file.getvalue()


def _row(annotation: Annotation, sentence: Sentence) -> Row:
    article, text = annotation.article, annotation.article.text
    claims = annotation.claims_of(sentence)
    sources = annotation.claim_sources(sentence)
    span = sentence.span
    return Row(
        article=article.origin,
        title=article.title,
        sha256=article.sha256,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        start=span.start,
        end=span.end,
        kind=sentence.kind,
        label=sentence.label,
        text=span.of(text),
        carries_over_from=sentence.carries_over_from,
        source_ids=tuple(source.id for source in sources),
        sources=tuple(source.name for source in sources),
        source_types=tuple(source.type for source in sources),
        stances=tuple(claim.stance for claim in claims),
        forms=tuple(claim.form for claim in claims),
        cues=tuple("" if claim.cue is None else claim.cue.of(text) for claim in claims),
        confidence=tuple(claim.confidence for claim in claims),
        findings=tuple(
            finding.rule
            for finding in annotation.findings
            if span.start <= finding.span.start < span.end
        ),
    )


def _cell(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else value


def _whole(value: object) -> object:
    """The value in what Arrow can hold: a half of a surrogate pair becomes U+FFFD."""
    if isinstance(value, tuple):
        return [_whole(member) for member in value]
    return utf8(value).decode() if isinstance(value, str) else value
