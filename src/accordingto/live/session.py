"""A draft under review: how it was read last, and its review, which is kept in a file beside it."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import accordingto
from accordingto.errors import InputError
from accordingto.records import Annotation, Article
from accordingto.report import html
from accordingto.report.script_data import Live
from accordingto.review import anchoring, decisions
from accordingto.review.apply import apply
from accordingto.review.decisions import Review, ReviewedArticle
from accordingto.review.joining import join
from accordingto.writing import write

#: So many readings back a page may be and still save: one that is older has not followed for hours.
_READINGS = 100

_Anchors = tuple[anchoring.Anchor, ...]


class Session:
    """One draft under review. Its methods may be called from several threads.

    ``read`` reads the draft, ``annotate`` makes an annotation of an article; a saved annotation is
    taken as it is. ``record`` is the file of the review, written whole or not at all. ``version``
    counts the readings of the draft, from 0. Raises InputError where the draft cannot be read, or
    where the file holds no review of it.
    """

    def __init__(
        self,
        read: Callable[[], Article | Annotation],
        annotate: Callable[[Article], Annotation],
        record: Path,
    ) -> None:
        self.record = record
        self.version = 0
        self._read, self._annotate = read, annotate
        self._lock = threading.Lock()
        self._annotation = self._annotated(read())
        self._anchors: dict[str, _Anchors] = {}
        self._steps: list[Mapping[int, int]] = []
        self._edited: frozenset[int] = frozenset()
        self._remember()
        self._written: bytes | None = None
        self._review = _empty(self._annotation)
        self._ensure_fresh()

    @property
    def annotation(self) -> Annotation:
        """The draft as it was read last, before any review."""
        return self._annotation

    @property
    def sha256(self) -> str:
        """The sum of the draft's text as it was read last."""
        return self._annotation.article.sha256

    def refresh(self) -> bool:
        """Read the draft again; whether it has changed.

        Raises InputError, and OutputError where its review cannot be written; nothing changes then.
        """
        given = self._read()
        if _article(given) == self._annotation.article:
            return False
        annotation = self._annotated(given)
        with self._lock:
            self._ensure_fresh()
            before = self._anchors[self.sha256]
            applied = apply(annotation, self._review, of=before)
            places = anchoring.place(before, anchoring.anchors(annotation)).at
            kept = {places[index] for index in self._edited if index in places}
            self._keep(applied.review)  # first: where that fails, all stays as it was
            self._annotation = annotation
            self._edited = frozenset(kept | set(applied.edited))
            self._steps.append(places)
            self.version += 1
            self._remember()
        return True

    def review(self) -> Review:
        """The review as it stands. Raises InputError where the file was damaged."""
        with self._lock:
            self._ensure_fresh()
            return self._review

    def save(self, before: Review, now: Review) -> Review:
        """Keep what a page made of the review that it had ``before``, with what others did since.

        The page may show an earlier reading of the draft. Returns what is kept. Raises InputError
        where the page is of another text or the file was damaged, OutputError where it cannot be
        written; the file is as before then.
        """
        with self._lock:
            self._ensure_fresh()
            kept = self._review
            joined = join(self._moved(before), self._moved(now), kept)
            self._keep(apply(self._annotation, joined, of=self._anchors[self.sha256]).review)
            self._edited -= self._changed(kept)
            return self._review

    def page(self, since: int | None = None) -> str:
        """The page of the draft, for a reader who saw the reading ``since`` before."""
        with self._lock:
            self._ensure_fresh()
            applied, edited = None, tuple(sorted(self._edited))
            if _says_something(self._review):
                applied = apply(self._annotation, self._review, of=self._anchors[self.sha256])
                applied = dataclasses.replace(applied, edited=edited)
            live = Live(self.version, self.record.name, self._places(since), edited)
            annotation = self._annotation
        return html.render(annotation, review=applied, live=live)

    def _annotated(self, given: Article | Annotation) -> Annotation:
        return given if isinstance(given, Annotation) else self._annotate(given)

    def _remember(self) -> None:
        self._anchors[self.sha256] = anchoring.anchors(self._annotation)
        for sha256 in list(self._anchors)[:-_READINGS]:
            del self._anchors[sha256]

    def _ensure_fresh(self) -> None:
        """Take in what others wrote into the file; where it is gone, what was read last holds."""
        try:
            data = self.record.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise InputError(
                f"{self.record} cannot be read ({error.strerror}).", "Make it readable again."
            ) from error
        if data != self._written:
            review = decisions.load(self.record)
            applied = apply(self._annotation, review)
            self._review, self._written = applied.review, data
            self._edited |= frozenset(applied.edited)

    def _keep(self, review: Review) -> None:
        data = decisions.dumps(review)
        if data != self._written and (self._written is not None or _says_something(review)):
            write(self.record, data)
            self._written = data
        self._review = review

    def _moved(self, review: Review) -> Review:
        """A page's review as it is for the reading that is shown now."""
        if review.document.sha256 == self.sha256:
            return review
        of = self._anchors.get(review.document.sha256)
        if of is None:
            raise InputError("This page is of another text.", "Load it again.")
        return apply(self._annotation, review, of=of).review

    def _changed(self, before: Review) -> frozenset[int]:
        """The indices of the sentences that are decided otherwise than before."""
        kept = {decision.anchor: decision for decision in before.decisions}
        now = {decision.anchor: decision for decision in self._review.decisions}
        return frozenset(
            index
            for index, anchor in enumerate(self._anchors[self.sha256])
            if kept.get(anchor) != now.get(anchor)
        )

    def _places(self, since: int | None) -> tuple[int | None, ...] | None:
        """Where each sentence of an earlier reading stands now; None where that is not known."""
        if since is None or not 0 <= since < self.version:
            return None
        places: dict[int, int] | None = None
        for step in self._steps[since:]:
            places = dict(step) if places is None else _composed(places, step)
        last = max(places or {}, default=-1)
        return tuple((places or {}).get(index) for index in range(last + 1))


def _composed(first: Mapping[int, int], second: Mapping[int, int]) -> dict[int, int]:
    return {at: second[index] for at, index in first.items() if index in second}


def _article(given: Article | Annotation) -> Article:
    return given.article if isinstance(given, Annotation) else given


def _empty(annotation: Annotation) -> Review:
    article = annotation.article
    document = ReviewedArticle(article.sha256, article.title, article.origin)
    return Review(document, accordingto.__version__, "", "", "")


def _says_something(review: Review) -> bool:
    return bool(review.decisions or review.corrections or review.conflicts or review.reviewer)
