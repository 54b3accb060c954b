"""The article in Markdown, with a footnote for each source (as GitHub, Pandoc and Hugo read them).

Behind every sentence stand the footnotes of the sources that put it forward; a sentence that
nobody is named for has none. What Markdown would take for markup is escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from accordingto.export import utf8
from accordingto.records import Annotation, Sentence, Source
from accordingto.report.wording import count

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&^]|(?<![^\s])[-+=:](?=\s|$|[-+=:])|(?<=!)(?=\[))")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_UNKNOWN = "unknown"


def render(annotation: Annotation) -> bytes:
    """The article in UTF-8: a heading, a paragraph each, and the sources."""
    keys = {source.id: f"s{number}" for number, source in enumerate(annotation.sources, start=1)}
    parts = list(_paragraphs(annotation, keys))
    title = _escaped(annotation.article.title)
    if title and not any(part.startswith("# ") for part in parts):
        parts.insert(0, f"# {title}")
    speakers = map(annotation.claim_sources, annotation.sentences)
    counts = Counter(source.id for sources in speakers for source in sources)
    parts += [
        _note(source, keys[source.id], counts[source.id])
        for source in annotation.sources
        if counts[source.id]
    ]
    if any(_is_unknown(annotation, sentence) for sentence in annotation.sentences):
        parts.append(f"[^{_UNKNOWN}]: A source that the article does not tell plainly.")
    return utf8("\n\n".join(parts) + "\n")


def _paragraphs(annotation: Annotation, keys: dict[str, str]) -> Iterator[str]:
    """The paragraphs; one that is all headline is a heading, those behind the first a smaller."""
    level = "#"
    for _, group in groupby(annotation.sentences, key=lambda sentence: sentence.paragraph):
        sentences = list(group)
        line = " ".join(_sentence(annotation, sentence, keys) for sentence in sentences)
        if all(sentence.kind == "headline" for sentence in sentences):
            yield f"{level} {line}"
            level = "##"
        else:
            yield _NUMBERED.sub(r"\1\\\2", line)


def _sentence(annotation: Annotation, sentence: Sentence, keys: dict[str, str]) -> str:
    notes = [keys[source.id] for source in annotation.claim_sources(sentence)]
    if _is_unknown(annotation, sentence):
        notes = [_UNKNOWN]
    words = _escaped(sentence.span.of(annotation.article.text))
    return words + "".join(f"[^{note}]" for note in notes)


def _is_unknown(annotation: Annotation, sentence: Sentence) -> bool:
    """Whether somebody puts the sentence forward, and the article does not tell who."""
    return sentence.label != "narration" and not annotation.claim_sources(sentence)


def _note(source: Source, key: str, sentences: int) -> str:
    name = f"**{_escaped(source.name)}**" if source.name.strip() else "A source without a name"
    parts = [name, *([_escaped(source.title)] if source.title else []), source.type]
    text = f"{', '.join(parts)}: {count(sentences, 'sentence')}."
    if source.reason_for_anonymity:
        text += f" Not named {_escaped(source.reason_for_anonymity)}."
    return f"[^{key}]: {text}"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
