"""Measure 8: which narration an editor would query, and why.

The gold form is ``{article id: {sentence number: reason}}``, or a list of such objects, one a
reader; sentences are numbered, from 0, as in the editor's files ``train.json`` and ``dev.json``
beside it, and all body narration without carry-over was judged. An article may also bring its own
``{"sentences": [[start, end] …], "judged": [number …], "asked": {number: reason}}``. The texts are
files ID.txt, slashes and colons of the id as ``_``.

A query is right where any reader asks, and found is what all readers of an article ask. What the
tool takes for anything else than narration it cannot query.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accordingto.errors import InputError
from accordingto.evaluate.calibration import Prediction, calibration_error
from accordingto.evaluate.figures import percent, ratio, table
from accordingto.evaluate.files import filename, malformed, read_json, read_text
from accordingto.evaluate.tool import Annotate, packaged_asking
from accordingto.records import Annotation, Article, Query, Sentence, Span

#: Where the sentences of articles stand that do not bring their own.
EDITOR = ("train.json", "dev.json")


@dataclass(frozen=True, slots=True)
class AskedArticle:
    """An article that readers asked of, without its text.

    judged: the sentences that were judged, by number. readers: what each asked, and why.
    """

    id: str
    sentences: tuple[Span, ...]
    judged: tuple[int, ...]
    readers: tuple[dict[int, str], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, the reasons of those who asked of so many readers, and what the tool thinks."""

    article: str
    text: str
    readers: int
    reasons: tuple[str, ...]
    query: Query | None

    @property
    def chance(self) -> float:
        """That an editor would query it, as the tool thinks; 0 where it could not be queried."""
        return self.query.confidence if self.query else 0.0

    @property
    def by_all(self) -> bool:
        """Whether all its readers ask."""
        return len(self.reasons) == self.readers


def read(path: Path) -> tuple[AskedArticle, ...]:
    """The articles of a gold file. Raises InputError."""
    content = read_json(path)
    try:
        own = all("sentences" in asked for asked in content.values())
        editor = {} if own else _editor(path.parent)
        return tuple(_article(id, asked, editor) for id, asked in content.items())
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise malformed(path, error) from error


def articles(asking_json: Path, texts: Path) -> Iterator[tuple[AskedArticle, Article]]:
    """The articles of a gold file with their texts. Raises InputError."""
    for asked in read(asking_json):
        yield asked, Article(read_text(texts / f"{filename(asked.id)}.txt"), origin=asked.id)


def matched(asked: AskedArticle, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    """The judged sentences by number, each with the tool's that shares most characters."""
    for number in asked.judged:
        span = asked.sentences[number]
        best = max(sentences, key=lambda sentence: _shared(sentence.span, span), default=None)
        if best is not None and _shared(best.span, span) > 0:
            yield number, best


def judge(asked: AskedArticle, annotation: Annotation) -> Iterator[Judged]:
    """Every judged sentence beside what the tool thinks of it."""
    found = dict(matched(asked, annotation.sentences))
    for number in asked.judged:
        yield Judged(
            asked.id,
            asked.sentences[number].of(annotation.article.text),
            len(asked.readers),
            tuple(reader[number] for reader in asked.readers if number in reader),
            found[number].query if number in found else None,
        )


def average_precision(judged: Sequence[Judged]) -> float:
    """Mean precision at each sentence that all readers ask, from the surest to the least sure."""
    ranked = sorted(judged, key=lambda sentence: -sentence.chance)
    right, total = 0, 0.0
    for place, sentence in enumerate(ranked, 1):
        right += bool(sentence.reasons)
        total += right / place if sentence.by_all and sentence.query else 0.0
    return ratio(total, sum(sentence.by_all for sentence in judged))


def chances(judged: Sequence[Judged]) -> list[Prediction]:
    """The chance of every sentence that could be queried beside each reader's answer."""
    return [
        Prediction(sentence.article, sentence.chance, reader < len(sentence.reasons))
        for sentence in judged
        if sentence.query
        for reader in range(sentence.readers)
    ]


def figures(judged: Sequence[Judged], least: float) -> str:
    """The figures of some sentences; ``least``: the chance from which the tool says a query."""
    said = [sentence for sentence in judged if sentence.query and sentence.chance >= least]
    right = [sentence for sentence in said if sentence.reasons]
    by_all = [sentence for sentence in judged if sentence.by_all]
    reasons = [bool(s.query and s.query.reason in s.reasons) for s in right]
    any_asked = sum(bool(sentence.reasons) for sentence in judged)
    return table(
        [
            ("narration sentences judged", f"{len(judged):5d}"),
            ("asked by a reader; by all", f"{any_asked:5d}; {len(by_all)}"),
            ("queried", f"{len(said):5d}"),
            ("precision, asked by a reader", percent(ratio(len(right), len(said)))),
            ("recall, asked by all", percent(ratio(sum(s.by_all for s in said), len(by_all)))),
            ("average precision", f"{average_precision(judged):5.3f}"),
            ("reason right, of the right", percent(ratio(sum(reasons), len(reasons)))),
            ("calibration error", f"{calibration_error(chances(judged)):5.3f}"),
        ],
        width=30,
    )


def run(
    asking_json: str | Path,
    text_dir: str | Path,
    *,
    annotate: Annotate | None = None,
    least: float = 0.5,
) -> str:
    """Annotate the articles of a gold file and return the tables of figures.

    ``annotate``: another annotator than the packaged one, which gives every query that it can,
    however unsure, and ``least``, from which chance on it would say one. Raises InputError.
    """
    if annotate is None:
        annotate, least = packaged_asking()
    judged = [
        sentence
        for asked, article in articles(Path(asking_json), Path(text_dir))
        for sentence in judge(asked, annotate(article))
    ]
    parts = [f"All\n{figures(judged, least)}"]
    numbers = sorted({sentence.readers for sentence in judged})
    if len(numbers) > 1:
        parts += [
            f"Articles of {number} reader{'s' if number > 1 else ''}\n"
            + figures([s for s in judged if s.readers == number], least)
            for number in numbers
        ]
    return "\n\n".join(parts)


def _editor(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The sentences of the editor's articles in a folder, by id."""
    paths = [folder / name for name in EDITOR if (folder / name).is_file()]
    if not paths:
        raise InputError(
            f"{folder} has neither {' nor '.join(EDITOR)}, whose sentences are asked of.",
            "Put the editor's files beside the file of what was asked.",
        )
    return {row["id"]: row["sentences"] for path in paths for row in read_json(path)}


def _article(id: str, asked: Any, editor: dict[str, list[dict[str, Any]]]) -> AskedArticle:
    if isinstance(asked, dict) and "sentences" in asked:
        return AskedArticle(
            id,
            tuple(Span(start, end) for start, end in asked["sentences"]),
            tuple(asked["judged"]),
            (_numbered(asked["asked"]),),
        )
    rows = editor[id]
    return AskedArticle(
        id,
        tuple(Span(row["start"], row["end"]) for row in rows),
        tuple(number for number, row in enumerate(rows) if _is_open(row)),
        tuple(_numbered(reader) for reader in (asked if isinstance(asked, list) else [asked])),
    )


def _is_open(row: dict[str, Any]) -> bool:
    """Whether a sentence of the editor's was judged: body narration that leans on nobody."""
    narrated = row["label"] == "narration" and row["kind"] == "body"
    return narrated and row["carry"] is None and not row.get("bad")


def _numbered(reasons: dict[str, str]) -> dict[int, str]:
    return {int(number): reason for number, reason in reasons.items()}


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
