"""CoNLL-U Plus (universaldependencies.org/ext-format.html): words in columns, sentence by sentence.

Columns: ``ID``, ``FORM``, then who asserts what: ``SOURCE``, ``CUE`` and ``CONTENT``, and ``MISC``
with the word's place in the text (``TokenRange=START:END``, code points) and ``SpaceAfter=No``.
A cell is ``_``, or ``B-A1`` where the span of attribution A1 begins, ``I-A1`` where it goes on;
where spans overlap, several stand there, joined by ``|``. A span that reaches over several
sentences begins again in each. Before the words stand the sentence's id, text, kind and label, and
for each of its attributions its source, stance, form and confidence.

Words are runs of letters and digits, and every other visible character by itself: an annotation
holds no words of a parser's, and none is needed to read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from accordingto.export import utf8
from accordingto.records import Annotation, Attribution, Sentence, Span

COLUMNS = ("ID", "FORM", "SOURCE", "CUE", "CONTENT", "MISC")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


def render(annotation: Annotation) -> bytes:
    """The sentences and their words in UTF-8."""
    lines = [f"# global.columns = {' '.join(COLUMNS)}"]
    paragraph = None
    for sentence in annotation.sentences:
        if paragraph is None:
            lines.append(f"# newdoc id = {annotation.article.sha256}")
        if sentence.paragraph != paragraph:
            lines.append(f"# newpar id = {sentence.paragraph}")
            paragraph = sentence.paragraph
        lines += _comments(annotation, sentence)
        lines += _words(annotation, sentence)
        lines.append("")
    return utf8("".join(f"{line}\n" for line in lines))


def _comments(annotation: Annotation, sentence: Sentence) -> Iterator[str]:
    yield f"# sent_id = {sentence.index}"
    yield f"# text = {_one_line(sentence.span.of(annotation.article.text))}"
    yield f"# kind = {sentence.kind}"
    yield f"# label = {sentence.label}"
    if sentence.carries_over_from is not None:
        yield f"# carries_over_from = {sentence.carries_over_from}"
    for attribution in annotation.attributions_of(sentence):
        facts = [attribution.stance, attribution.form, f"{attribution.confidence:.4f}"]
        if attribution.source_id is not None:
            facts.append(_one_line(annotation.source(attribution.source_id).name))
        yield f"# attribution {_id(attribution)} = {'; '.join(facts)}"


def _words(annotation: Annotation, sentence: Sentence) -> Iterator[str]:
    text = annotation.article.text
    near = [
        attribution
        for attribution in annotation.attributions
        if _touches(attribution, sentence.span)
    ]
    sources = [(attribution, _some(attribution.source)) for attribution in near]
    cues = [(attribution, _some(attribution.cue)) for attribution in near]
    contents = [(attribution, attribution.content) for attribution in near]
    words = [Span(*m.span()) for m in _WORD.finditer(text, sentence.span.start, sentence.span.end)]
    before: Span | None = None
    for number, word in enumerate(words, start=1):
        following = words[number] if number < len(words) else None
        misc = f"TokenRange={word.start}:{word.end}"
        if following is not None and following.start == word.end:
            misc = f"SpaceAfter=No|{misc}"
        cells = (_cell(word, before, marked) for marked in (sources, cues, contents))
        yield "\t".join((str(number), word.of(text), *cells, misc))
        before = word


def _cell(
    word: Span, before: Span | None, marked: Iterable[tuple[Attribution, tuple[Span, ...]]]
) -> str:
    tags = []
    for attribution, spans in marked:
        span = next((span for span in spans if span.overlaps(word)), None)
        if span is not None:
            inside = before is not None and span.overlaps(before)
            tags.append(f"{'I' if inside else 'B'}-{_id(attribution)}")
    return "|".join(tags) or "_"


def _touches(attribution: Attribution, place: Span) -> bool:
    spans = (*_some(attribution.source), *_some(attribution.cue), *attribution.content)
    return any(span.overlaps(place) for span in spans)


def _some(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _id(attribution: Attribution) -> str:
    """The attribution's id without what would part a cell in two."""
    return quote(attribution.id.encode("utf-8", "surrogatepass"), safe="")


def _one_line(text: str) -> str:
    return " ".join(text.split())
