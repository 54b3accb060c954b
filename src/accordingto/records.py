"""The records that everything else passes on: an article, and what was found in it.

All offsets are half-open and count code points of ``Article.text``. Records are frozen and hold
tuples: a step returns new records, it never changes one. What a record says of its fields, in
``Annotated`` and in ``json_…``, its JSON form and its schema are made of (`serialization`).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

SCHEMA = "accordingto/2"
#: The form before it, which is still read.
FORMER_SCHEMA = "accordingto/1"

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
Reason = Literal["blame", "account", "mind", "cause", "figure", "forecast", "judgement", "vague"]

#: Characters of a text that no reader sees and that part no words: the soft hyphen, the zero-width
#: space, the word joiner and the byte order mark.
INVISIBLE = "\u00ad\u200b\u2060\ufeff"

#: Stances that put forward no claim: they are shown, but make no sentence attributed.
ACTS: frozenset[Stance] = frozenset({"intends", "orders"})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` (included) to ``end`` (excluded) of the article's text."""

    json_array: ClassVar[Any] = True

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
class Anchor:
    """From ``start`` on, the text stands in its file at this line and column, both from 1."""

    json_array: ClassVar[Any] = True

    start: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Article:
    """A text as its reader sees it. ``paragraphs`` are the non-blank lines, in order.

    ``byline`` names who wrote it; ``date`` is when it appeared or was sent (ISO 8601). Either is
    empty where the input does not say. ``anchors`` tell the lines of the file where they are not
    the text's own: none of them, where the file has no lines that a person could go to.
    """

    json_omits: ClassVar[Any] = ("paragraphs",)
    json_may_lack: ClassVar[Any] = ("anchors",)
    json_adds: ClassVar[Any] = ("sha256",)

    text: str
    title: Annotated[str, "The headline, or empty."] = ""
    origin: Annotated[str, "Where the text was read from: a file name or an address."] = ""
    paragraphs: tuple[Span, ...] = ()
    byline: Annotated[str, "Who wrote it, or empty."] = ""
    date: Annotated[str, "When it appeared or was sent (ISO 8601), or empty."] = ""
    anchors: Annotated[
        tuple[Anchor, ...] | None,
        "[start, line, column]: from this character on, the text stands there in its file, both "
        "counted from 1. An empty array: the file has no lines. Lacking: they are the text's.",
    ] = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.paragraphs:
            object.__setattr__(self, "paragraphs", _lines(self.text))

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8 (lone surrogates pass through)."""
        return hashlib.sha256(self.text.encode("utf8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Query:
    """An editor would ask of a sentence of the article's own who says so.

    It lays blame; gives an account of what no reporter saw; tells somebody's mind, a cause, a
    figure, a forecast, a judgement; or hints vaguely at a source.
    """

    reason: Annotated[Reason, "Why: the strongest of its reasons."]
    confidence: Annotated[float, "The chance that an editor would query the sentence."]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its label; ``index`` counts from 0 through the article."""

    json_names: ClassVar[Any] = {"attribution_ids": "attributions"}
    json_may_lack: ClassVar[Any] = ("query",)

    index: Annotated[int, "Its number, from 0."]
    span: Span
    paragraph: Annotated[int, "The number of its paragraph (non-blank line), from 0."]
    kind: Annotated[Kind, "What is not body is labelled by its words and never blamed."]
    label: Annotated[
        Label,
        "attributed: all that it claims is somebody's statement; partly: a claim of the article's "
        "own stands beside one; narration: the article asserts it.",
    ]
    attribution_ids: Annotated[tuple[str, ...], "The ids of the attributions that it holds."] = ()
    carries_over_from: Annotated[
        int | None, "The index of the sentence whose source's account it goes on telling."
    ] = None
    query: Annotated[Query | None, "What an editor would query in narration."] = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody asserts something: source, cue and content (spans of the text).

    ``confidence`` is a probability, 0 to 1. ``via`` is the id of the attribution around this one
    (A said that B said). ``why`` tells the user in words what the reading rests on.
    """

    id: str
    source_id: Annotated[str | None, "Who asserts, or null where nobody can be named."]
    source: Annotated[Span | None, "The words that name who asserts."]
    cue: Annotated[Span | None, "The words that say that it is asserted."]
    content: Annotated[tuple[Span, ...], "The parts of what is asserted."]
    form: Form
    stance: Annotated[Stance, "How the cue presents it; intends and orders put forward no claim."]
    confidence: float
    via: Annotated[str | None, "The id of the attribution around it (A said that B said)."] = None
    why: Annotated[str, "In words, what the reading rests on."] = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who asserts, under one name, with every mention that the article makes of it as a source.

    ``organization`` is the one that it speaks for, by the name of the source that it is, if it is
    one. ``justification`` tells why this source is in the story.
    """

    id: str
    name: Annotated[str, "The full name as the article gives it."]
    type: SourceType
    title: Annotated[str | None, "Role and affiliation in the article's words."] = None
    mentions: Annotated[tuple[Span, ...], "Where the article names it as a source."] = ()
    reason_for_anonymity: Annotated[
        str | None, "The article's words for why the name is withheld."
    ] = None
    justification: Annotated[Span | None, "The words that tell why it is in the story."] = None
    organization: Annotated[str | None, "The name of the organization that it speaks for."] = None


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

    json_tag: ClassVar[Any] = ("schema", SCHEMA)

    article: Article
    sentences: Annotated[tuple[Sentence, ...], "All sentences, in the order of the text."]
    attributions: Annotated[tuple[Attribution, ...], "Who asserts what."]
    sources: Annotated[tuple[Source, ...], "Each source once, under one name."]
    model: ModelInfo
    findings: Annotated[tuple[Finding, ...], "What editorial rules have to say."] = ()
    # By id; built once, since reports and graphs look up every claim. They say nothing that the
    # tuples do not, and are no part of what makes two annotations equal.
    _attributions: dict[str, Attribution] = field(init=False, repr=False, compare=False)
    _sources: dict[str, Source] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {attribution.id: attribution for attribution in self.attributions}
        object.__setattr__(self, "_attributions", by_id)
        object.__setattr__(self, "_sources", {source.id: source for source in self.sources})

    def attribution(self, id: str) -> Attribution:
        """The attribution of that id. Raises KeyError where there is none."""
        return self._attributions[id]

    def source(self, id: str) -> Source:
        """The source of that id. Raises KeyError where there is none."""
        return self._sources[id]

    def attributions_of(self, sentence: Sentence) -> tuple[Attribution, ...]:
        """The attributions that a sentence holds, in the sentence's own order."""
        return tuple(self.attribution(id) for id in sentence.attribution_ids)

    def claims_of(self, sentence: Sentence) -> tuple[Attribution, ...]:
        """The attributions that put forward a claim in the sentence, in its own order.

        Acts (intentions, orders) are no claims; narration has none.
        """
        if sentence.label == "narration":
            return ()
        return tuple(
            attribution
            for attribution in self.attributions_of(sentence)
            if attribution.stance not in ACTS
        )

    def claim_sources(self, sentence: Sentence) -> tuple[Source, ...]:
        """The sources that put forward a claim in the sentence, each once, in order."""
        ids = dict.fromkeys(
            claim.source_id for claim in self.claims_of(sentence) if claim.source_id is not None
        )
        return tuple(self.source(id) for id in ids)

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that holds the character at ``place``, if one does."""
        at = bisect_right(self.sentences, place, key=lambda sentence: sentence.span.start) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at].span.end else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form ``accordingto/2`` (its JSON Schema: ``accordingto/schema.json``)."""
        from accordingto.serialization import to_json

        form: dict[str, Any] = to_json(self)
        return form

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Annotation:
        """Read the JSON form again, also that of ``accordingto/1``.

        Raises ValueError, which says what does not fit the schema and where, or that the text no
        longer has the SHA-256 recorded with it.
        """
        from accordingto.serialization import from_json

        if data.get("schema") not in (SCHEMA, FORMER_SCHEMA):
            raise ValueError(f"not an annotation of schema {SCHEMA}: {data.get('schema')!r}")
        return from_json(cls, _upgraded(data) if data["schema"] == FORMER_SCHEMA else data)


def _lines(text: str) -> tuple[Span, ...]:
    """The non-blank lines of a text, without their line ends and outer white space."""
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            at = start + line.index(body)
            lines.append(Span(at, at + len(body)))
        start += len(line)
    return tuple(lines)


def _upgraded(data: dict[str, Any]) -> dict[str, Any]:
    """The JSON form ``accordingto/1`` as ``accordingto/2``; what is damaged stays so.

    It wrote the span of a sentence and of a finding as two fields, and knew neither organizations
    nor byline and date.
    """

    changes: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "sentences": _with_span,
        "sources": lambda source: {**source, "organization": None},
        "findings": _with_span,
    }
    article = data.get("article")
    if isinstance(article, dict):
        article = {**article, "byline": "", "date": ""}
    lists = {name: records for name in changes if isinstance(records := data.get(name), list)}
    return {
        **data,
        "schema": SCHEMA,
        **({} if article is None else {"article": article}),
        **{
            name: [changes[name](item) if isinstance(item, dict) else item for item in records]
            for name, records in lists.items()
        },
    }


def _with_span(record: dict[str, Any]) -> dict[str, Any]:
    if not {"start", "end"} <= record.keys():
        return record
    rest = {name: value for name, value in record.items() if name not in ("start", "end")}
    return {**rest, "span": [record["start"], record["end"]]}
