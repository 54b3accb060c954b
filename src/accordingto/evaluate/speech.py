"""Measure 4: sentences that hold somebody's speech, against NewsDiscourse.

The gold form is that of NewsDiscourse (Choubey et al., ACL 2020), a JSON object an article with
``id``, ``sentences`` (texts) and ``speech`` (whether each reports a human's direct or paraphrased
speech). A sentence counts as predicted when at least a quarter of its letters lie in content that a
cue of saying attributes to a source that is no document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.evaluate.figures import Tally, table
from accordingto.evaluate.files import malformed, read_lines
from accordingto.evaluate.tool import Annotate, packaged
from accordingto.records import Annotation, Article, Span, Stance

SAYING: frozenset[Stance] = frozenset({"says", "asserts", "concedes"})


@dataclass(frozen=True, slots=True)
class SpeechArticle:
    """The sentences of an article, and which of them hold speech."""

    id: str
    sentences: tuple[str, ...]
    speech: tuple[bool, ...]

    @property
    def text(self) -> str:
        """A line a sentence."""
        return "\n".join(self.sentences)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where in ``text`` each sentence lies."""
        spans, start = [], 0
        for sentence in self.sentences:
            spans.append(Span(start, start + len(sentence)))
            start += len(sentence) + 1
        return tuple(spans)


def read(path: Path) -> tuple[SpeechArticle, ...]:
    """The articles of a ``.jsonl`` or ``.jsonl.gz`` file."""
    try:
        return tuple(
            SpeechArticle(str(row["id"]), tuple(row["sentences"]), tuple(map(bool, row["speech"])))
            for row in read_lines(path)
        )
    except (KeyError, TypeError) as error:
        raise malformed(path, error) from error


def speech(annotation: Annotation, sentences: Sequence[Span]) -> tuple[bool, ...]:
    """Whether each of the sentences counts as somebody's speech."""
    documents = {source.id for source in annotation.sources if source.type == "document"}
    content = [
        span
        for attribution in annotation.attributions
        if attribution.stance in SAYING and attribution.source_id not in documents
        for span in attribution.content
    ]
    text = annotation.article.text
    return tuple(_covered(text, sentence, content) for sentence in sentences)


def score(gold: Sequence[bool], predicted: Sequence[bool]) -> Tally:
    """Sentences with speech, found and not."""
    pairs = list(zip(gold, predicted, strict=True))
    return Tally(sum(g and p for g, p in pairs), sum(predicted), sum(gold))


def run(file: str | Path, annotate: Annotate | None = None) -> str:
    """Annotate the articles of a NewsDiscourse file and return precision, recall and F1.

    ``annotate``: another annotator than the packaged one. Raises InputError.
    """
    annotate = annotate or packaged()
    tally = Tally()
    articles = read(Path(file))
    for article in articles:
        annotation = annotate(Article(article.text, origin=article.id))
        tally += score(article.speech, speech(annotation, article.spans))
    return table([(f"{len(articles)} articles, {tally.gold} with speech", ""), ("speech", tally)])


def _covered(text: str, sentence: Span, content: Sequence[Span]) -> bool:
    letters = [at for at in range(sentence.start, sentence.end) if text[at].isalpha()]
    near = [span for span in content if span.overlaps(sentence)]
    inside = sum(any(span.start <= at < span.end for span in near) for at in letters)
    return bool(letters) and inside >= len(letters) / 4
