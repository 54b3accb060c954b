"""The readable form of an annotation, and what differs between two of them.

A golden is JSON: ``sentences`` in order, each with its ``number`` (from 1), its ``text``, ``kind``,
``label``, ``sources`` (by name), ``leans_on`` (the number of the sentence whose account it goes on
telling, or null) and ``attributions``; an attribution stands with the first sentence that holds
it. ``sources`` are those of the article. Spans are given as words: a long one by its first and
last words, a mention with the number of its sentence before it. The model's name is left out.

``wrong`` is an editor's part, which accepting a change leaves as it is: ``{"sentence", "what"}``
for everything in this golden that an editor would call wrong (sentence null: a matter of the
table of sources).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any

from accordingto.records import Annotation, Attribution, Sentence, Source, Span

#: A confidence may move so far without a word.
TOLERANCE = 0.02
#: Of a span with more words than twice this, so many are given from either end.
SHOWN = 5
#: The longest list or object, in characters, that is written on one line.
WIDTH = 100

_INNERMOST = re.compile(r"\[\n[^\[\]{}]*\]|\{\n[^\[\]{}]*\}")

Golden = Mapping[str, Any]


def golden(annotation: Annotation) -> dict[str, Any]:
    """The readable form of an annotation, without ``wrong``."""
    return {
        "sentences": [_sentence(annotation, sentence) for sentence in annotation.sentences],
        "sources": [_source(annotation, source) for source in annotation.sources],
    }


def differences(expected: Golden, found: Golden) -> Iterator[str]:
    """What differs, one line or more for each sentence and field; nothing where nothing does."""
    yield from _sentences(expected["sentences"], found["sentences"], _notes(expected))
    yield from _sources(expected["sources"], found["sources"])


def read(path: Path) -> dict[str, Any]:
    """A golden as it is saved; one that is not there yet is empty."""
    if not path.exists():
        return {"sentences": [], "sources": [], "wrong": []}
    saved: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    return saved


def write(path: Path, found: Golden, wrong: Sequence[Golden]) -> None:
    """Save a golden with the editor's notes on it."""
    text = json.dumps({**found, "wrong": list(wrong)}, ensure_ascii=False, indent=1)
    path.write_text(f"{_INNERMOST.sub(_on_one_line, text)}\n", encoding="utf8")


def _on_one_line(match: re.Match[str]) -> str:
    """A list or an object that holds no other, without its line breaks if it is short then."""
    line = re.sub(r"\n\s*", " ", match[0][1:-1]).strip()
    return f"{match[0][0]}{line}{match[0][-1]}" if len(line) <= WIDTH else match[0]


def _sentence(annotation: Annotation, sentence: Sentence) -> dict[str, Any]:
    leans_on = sentence.carries_over_from
    return {
        "number": sentence.index + 1,
        "text": sentence.span.of(annotation.article.text),
        "kind": sentence.kind,
        "label": sentence.label,
        "sources": [source.name for source in annotation.claim_sources(sentence)],
        "leans_on": None if leans_on is None else leans_on + 1,
        "attributions": [
            _attribution(annotation, attribution)
            for attribution in annotation.attributions_of(sentence)
            if _numbers(annotation, attribution)[0] == sentence.index + 1
        ],
    }


def _attribution(annotation: Annotation, attribution: Attribution) -> dict[str, Any]:
    text = annotation.article.text
    outer = annotation.attribution(attribution.via) if attribution.via is not None else None
    return {
        "source": _name(annotation, attribution),
        "who": _words(text, attribution.source),
        "cue": _words(text, attribution.cue),
        "content": [_words(text, span) for span in attribution.content],
        "sentences": _numbers(annotation, attribution),
        "form": attribution.form,
        "stance": attribution.stance,
        "confidence": round(attribution.confidence, 2),
        "via": None if outer is None else _name(annotation, outer),
        "why": attribution.why,
    }


def _source(annotation: Annotation, source: Source) -> dict[str, Any]:
    text = annotation.article.text
    return {
        "name": source.name,
        "type": source.type,
        "title": source.title,
        "mentions": [f"{_number(annotation, span)}: {span.of(text)}" for span in source.mentions],
        "reason_for_anonymity": source.reason_for_anonymity,
        "justification": _words(text, source.justification),
    }


def _name(annotation: Annotation, attribution: Attribution) -> str | None:
    return annotation.source(attribution.source_id).name if attribution.source_id else None


def _numbers(annotation: Annotation, attribution: Attribution) -> list[int]:
    """The sentences that hold an attribution, from 1."""
    return [
        sentence.index + 1
        for sentence in annotation.sentences
        if attribution.id in sentence.attribution_ids
    ]


def _number(annotation: Annotation, span: Span) -> int:
    sentence = annotation.sentence_at(span.start)
    return 0 if sentence is None else sentence.index + 1


def _words(text: str, span: Span | None) -> str | None:
    if span is None:
        return None
    words = span.of(text).split(" ")
    if len(words) <= 2 * SHOWN:
        return " ".join(words)
    return f"{' '.join(words[:SHOWN])} … {' '.join(words[-SHOWN:])}"


def _notes(expected: Golden) -> dict[int | None, list[str]]:
    notes: dict[int | None, list[str]] = {}
    for note in expected["wrong"]:
        notes.setdefault(note["sentence"], []).append(note["what"])
    return notes


def _sentences(
    expected: Sequence[Golden],
    found: Sequence[Golden],
    notes: Mapping[int | None, Sequence[str]],
) -> Iterator[str]:
    """Sentences are paired by their words, so that a new cut shows as one."""
    texts = [[sentence["text"] for sentence in side] for side in (expected, found)]
    for how, a, b, c, d in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if how != "equal":
            yield from (f"expected the sentence “{text}”" for text in texts[0][a:b])
            yield from (f"found the sentence “{text}”" for text in texts[1][c:d])
            continue
        for before, after in zip(expected[a:b], found[c:d], strict=True):
            lines = list(_fields(before, after, "    "))
            if lines:
                yield f"sentence {before['number']} “{before['text']}”"
                yield from lines
                for what in notes.get(before["number"], ()):
                    yield f"    noted as wrong: {what} (mended now? then take the note away)"


def _sources(expected: Sequence[Golden], found: Sequence[Golden]) -> Iterator[str]:
    before = {source["name"]: source for source in expected}
    after = {source["name"]: source for source in found}
    yield from (f"expected the source {name}" for name in before if name not in after)
    yield from (f"found the source {name}" for name in after if name not in before)
    for name in before:
        lines = list(_fields(before[name], after.get(name, before[name]), "    "))
        if lines:
            yield f"source {name}"
            yield from lines


def _fields(before: Golden, after: Golden, indent: str) -> Iterator[str]:
    """The fields of two objects that differ; those of their attributions one by one."""
    for field in dict.fromkeys((*before, *after)):
        old, new = before.get(field), after.get(field)
        if field == "attributions":
            for number, (one, other) in enumerate(zip_longest(old or (), new or ()), 1):
                yield from _attributions(number, one, other, indent)
        elif field != "number" and not _same(field, old, new):
            yield f"{indent}{field}: expected {_shown(old)}, found {_shown(new)}"


def _attributions(
    number: int, before: Golden | None, after: Golden | None, indent: str
) -> Iterator[str]:
    if before is None or after is None:
        verb, given = ("found", after) if before is None else ("expected", before)
        yield f"{indent}{verb} attribution {number}: {_shown(given)}"
        return
    lines = list(_fields(before, after, f"{indent}    "))
    if lines:
        yield f"{indent}attribution {number}, {_shown(before['who'])} {_shown(before['cue'])}"
        yield from lines


def _same(field: str, before: Any, after: Any) -> bool:
    if field == "confidence" and before is not None and after is not None:
        return bool(abs(before - after) <= TOLERANCE + 1e-9)
    return bool(before == after)


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
