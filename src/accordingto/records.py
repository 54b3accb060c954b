"""The records that everything else passes on: an article, and what was found in it.

All offsets are half-open and count code points of ``Article.text``. Records are frozen and hold
tuples: a step returns new records, it never changes one.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Literal

SCHEMA = "accordingto/1"

Label = Literal["attributed", "partly", "narration"]
Kind = Literal["body", "headline", "byline"]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["says", "asserts", "concedes", "shows", "believes", "intends", "orders", "hearsay"]
SourceType = Literal[
    "named person",
    "named organization",
    "document",
    "anonymous",
    "unnamed person",
    "unnamed group",
    "unknown",
]
Severity = Literal["error", "warning", "suggestion"]

#: Stances that put forward no claim: they are shown, but make no sentence attributed.
ACTS: frozenset[Stance] = frozenset({"intends", "orders"})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` (included) to ``end`` (excluded) of the article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must run forwards, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """A text as its reader sees it. ``paragraphs`` are the non-blank lines, in order."""

    text: str
    title: str = ""
    origin: str = ""
    paragraphs: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not self.paragraphs:
            object.__setattr__(self, "paragraphs", _lines(self.text))

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8 (lone surrogates pass through)."""
        return hashlib.sha256(self.text.encode("utf8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its label; ``index`` counts from 0 through the article."""

    index: int
    span: Span
    paragraph: int
    kind: Kind
    label: Label
    attribution_ids: tuple[str, ...] = ()
    carries_over_from: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody asserts something: source, cue and content (spans of the text).

    ``confidence`` is a probability, 0 to 1. ``via`` is the id of the attribution around this one
    (A said that B said). ``why`` tells the user in words what the reading rests on.
    """

    id: str
    source_id: str | None
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    stance: Stance
    confidence: float
    via: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who asserts, under one name, with every mention that the article makes of it as a source."""

    id: str
    name: str
    type: SourceType
    title: str | None = None
    mentions: tuple[Span, ...] = ()
    reason_for_anonymity: str | None = None
    justification: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What an editorial rule has to say about one place."""

    rule: str
    severity: Severity
    span: Span
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model made an annotation."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """An article and who asserts what in it: all that reports, graphs, checks and exports need."""

    article: Article
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    model: ModelInfo
    findings: tuple[Finding, ...] = ()

    def attribution(self, id: str) -> Attribution:
        """The attribution of that id. Raises KeyError where there is none."""
        for each in self.attributions:
            if each.id == id:
                return each
        raise KeyError(id)

    def source(self, id: str) -> Source:
        """The source of that id. Raises KeyError where there is none."""
        for each in self.sources:
            if each.id == id:
                return each
        raise KeyError(id)

    def attributions_of(self, sentence: Sentence) -> tuple[Attribution, ...]:
        """The attributions that a sentence holds, in the sentence's own order."""
        return tuple(self.attribution(id) for id in sentence.attribution_ids)

    def claims_of(self, sentence: Sentence) -> tuple[Attribution, ...]:
        """The attributions that put forward a claim in the sentence, in its own order.

        Acts (intentions, orders) are no claims; narration has none.
        """
        if sentence.label == "narration":
            return ()
        return tuple(each for each in self.attributions_of(sentence) if each.stance not in ACTS)

    def claim_sources(self, sentence: Sentence) -> tuple[Source, ...]:
        """The sources that put forward a claim in the sentence, each once, in order."""
        ids = dict.fromkeys(
            each.source_id for each in self.claims_of(sentence) if each.source_id is not None
        )
        return tuple(self.source(id) for id in ids)

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that holds the character at ``place``, if one does."""
        at = bisect_right(self.sentences, place, key=lambda each: each.span.start) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at].span.end else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form ``accordingto/1`` (its JSON Schema: ``accordingto/schema.json``)."""
        article = self.article
        return {
            "schema": SCHEMA,
            "article": {
                "title": article.title,
                "origin": article.origin,
                "sha256": article.sha256,
                "text": article.text,
            },
            "sentences": [
                {
                    "index": s.index,
                    "start": s.span.start,
                    "end": s.span.end,
                    "paragraph": s.paragraph,
                    "kind": s.kind,
                    "label": s.label,
                    "attributions": list(s.attribution_ids),
                    "carries_over_from": s.carries_over_from,
                }
                for s in self.sentences
            ],
            "attributions": [
                {
                    "id": a.id,
                    "source_id": a.source_id,
                    "source": _pair(a.source),
                    "cue": _pair(a.cue),
                    "content": [_pair(c) for c in a.content],
                    "form": a.form,
                    "stance": a.stance,
                    "confidence": a.confidence,
                    "via": a.via,
                    "why": a.why,
                }
                for a in self.attributions
            ],
            "sources": [
                {
                    "id": s.id,
                    "name": s.name,
                    "type": s.type,
                    "title": s.title,
                    "mentions": [_pair(m) for m in s.mentions],
                    "reason_for_anonymity": s.reason_for_anonymity,
                    "justification": _pair(s.justification),
                }
                for s in self.sources
            ],
            "findings": [
                {
                    "rule": f.rule,
                    "severity": f.severity,
                    "start": f.span.start,
                    "end": f.span.end,
                    "message": f.message,
                    "suggestion": f.suggestion,
                }
                for f in self.findings
            ],
            "model": {"name": self.model.name, "version": self.model.version},
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Annotation:
        """Read the JSON form again.

        Raises ValueError where ``data`` is of another schema or was altered (its text no longer
        has the recorded SHA-256), KeyError or TypeError where a field is missing or malformed.
        """
        if data.get("schema") != SCHEMA:
            raise ValueError(f"not an annotation of schema {SCHEMA}: {data.get('schema')!r}")
        head = data["article"]
        article = Article(head["text"], head["title"], head["origin"])
        if article.sha256 != head["sha256"]:
            raise ValueError("the article's text does not have the SHA-256 recorded with it")
        return cls(
            article=article,
            sentences=tuple(
                Sentence(
                    s["index"],
                    Span(s["start"], s["end"]),
                    s["paragraph"],
                    s["kind"],
                    s["label"],
                    tuple(s["attributions"]),
                    s["carries_over_from"],
                )
                for s in data["sentences"]
            ),
            attributions=tuple(
                Attribution(
                    a["id"],
                    a["source_id"],
                    _span(a["source"]),
                    _span(a["cue"]),
                    tuple(Span(*c) for c in a["content"]),
                    a["form"],
                    a["stance"],
                    a["confidence"],
                    a["via"],
                    a["why"],
                )
                for a in data["attributions"]
            ),
            sources=tuple(
                Source(
                    s["id"],
                    s["name"],
                    s["type"],
                    s["title"],
                    tuple(Span(*m) for m in s["mentions"]),
                    s["reason_for_anonymity"],
                    _span(s["justification"]),
                )
                for s in data["sources"]
            ),
            model=ModelInfo(data["model"]["name"], data["model"]["version"]),
            findings=tuple(
                Finding(
                    f["rule"],
                    f["severity"],
                    Span(f["start"], f["end"]),
                    f["message"],
                    f["suggestion"],
                )
                for f in data["findings"]
            ),
        )


def _lines(text: str) -> tuple[Span, ...]:
    """The non-blank lines of a text, without their line ends and outer white space."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            at = start + line.index(body)
            found.append(Span(at, at + len(body)))
        start += len(line)
    return tuple(found)


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)
