"""What the page shows of an annotation: the model's reading, and what a review made of it."""

from __future__ import annotations

from accordingto.analysis.narration import narration
from accordingto.records import Annotation, Attribution, Sentence, Span
from accordingto.report import review_view
from accordingto.report.segments import Mark
from accordingto.report.source_keys import SourceKey, source_keys
from accordingto.report.todo import todos
from accordingto.review.apply import Applied
from accordingto.review.reassign import NONE


class Reading:
    """What the page shows: the model's reading ``before`` a review, and the annotation after it."""

    def __init__(self, annotation: Annotation, review: Applied | None) -> None:
        self.before = annotation if review is None else review.before
        self.annotation = annotation if review is None else review.annotation
        order = [source.id for source in self.before.sources]
        self.keys = source_keys(self.annotation, order)
        self.keys_before = source_keys(self.before)
        self.given = {} if review is None else review.given
        self._kept = {} if review is None else review.kept
        disputed = {} if review is None else review_view.disputes(review)
        self.narrated = narration(self.before)
        self.todos = todos(self.before, disputed)
        self.key_at = {
            span: self.keys_before[source.id].text
            for source in self.before.sources
            for span in source.mentions
        }
        self.todo = {todo.number: todo for todo in self.todos}

    def key(self, id: str | None) -> SourceKey:
        """What a source of the reading before is called after the review."""
        return self.keys[None if id is None else self._kept.get(id, id)]

    def mark(self, attribution: Attribution, sentence: Sentence) -> Mark:
        """The look of a claim's content in a sentence: that of whom it is given to now."""
        given = self.given.get(sentence.index, attribution.source_id)
        if sentence.index in self.given and given != NONE:
            style = self.keys[given].style
        else:
            style = self.key(attribution.source_id).style
        before = self.keys_before[attribution.source_id].filter_key
        return Mark(before, style, attribution.form == "direct")

    def look(self, sentence: Sentence) -> str:
        """The look of a whole sentence that a reviewer gave to somebody, as CSS classes."""
        if sentence.index not in self.given:
            return ""
        given = self.given[sentence.index]
        if given == NONE:
            return "unsaid"
        return "" if self.before.claims_of(sentence) else f"says {self.keys[given].style}"


def number_at(annotation: Annotation, span: Span) -> int | None:
    """The number of the sentence that a span begins in."""
    sentence = annotation.sentence_at(span.start)
    return None if sentence is None else sentence.index + 1
