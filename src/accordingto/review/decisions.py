"""An editor's review: what was decided on each sentence, and how sources are to be called.

A review is a record of its own beside the annotation. It corrects and merges sources and gives
sentences to another source, or to none; its verdicts leave what the model read as it is. Its JSON
form is ``accordingto-review/2``, its JSON Schema ``accordingto/review.schema.json``; the report's
page writes the same. The form before, ``accordingto-review/1``, is still read.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from accordingto import serialization
from accordingto.errors import InputError
from accordingto.reading.inputs import fetch
from accordingto.records import SourceType, Span
from accordingto.review.anchoring import Anchor

SCHEMA = "accordingto-review/2"
_FORMER_SCHEMA = "accordingto-review/1"

Verdict = Literal["confirm", "needs attribution", "fine as narration", "skip"]
#: What a sentence's source may be corrected to beside a source by name.
Nobody = Literal["none", "unknown"]

_REMEDY = "Export it again from the report’s page."


@dataclass(frozen=True, slots=True)
class ReviewedArticle:
    """The article that was reviewed, known by the SHA-256 of its text (UTF-8, hexadecimal)."""

    sha256: str
    title: str
    origin: Annotated[str, "Its file name or web address."]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a sentence and up to 32 code points around it (W3C Web Annotation)."""

    json_tag: ClassVar[Any] = ("type", "TextQuoteSelector")

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Position:
    """The place of a sentence, in code points of the article's text (W3C Web Annotation)."""

    json_tag: ClassVar[Any] = ("type", "TextPositionSelector")

    start: int
    end: int

    def __post_init__(self) -> None:
        _ = self.span  # which must run forwards

    @property
    def span(self) -> Span:
        """The place as a span. Raises ValueError where it runs backwards."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class SourceReference:
    """A source: by its id in the annotation and its name.

    One that the reviewer adds has an id of its own, “R1”, “R2” …, or None.
    """

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one sentence: a verdict, a source and a note, independent of each other.

    ``source`` is who asserts it instead of whom the model read: a source, “none” (the article
    itself) or “unknown”; None where that stands.
    """

    json_names: ClassVar[Any] = {"verdict": "decision"}

    quote: Quote
    position: Position
    verdict: Annotated[Verdict | None, "null: there is only a source or a note."]
    source: Annotated[
        SourceReference | Nobody | None,
        "Who asserts it instead: a source, none (the article itself) or an unknown one.",
    ] = None
    note: str = ""

    @classmethod
    def on(
        cls,
        anchor: Anchor,
        verdict: Verdict | None,
        source: SourceReference | Nobody | None = None,
        note: str = "",
    ) -> Decision:
        """The decision on the sentence of an anchor."""
        quote = Quote(anchor.exact, anchor.prefix, anchor.suffix)
        position = Position(anchor.span.start, anchor.span.end)
        return cls(quote, position, verdict, source, note)

    @property
    def anchor(self) -> Anchor:
        """The sentence that was decided on, as it was."""
        quote = self.quote
        return Anchor(quote.exact, quote.prefix, quote.suffix, self.position.span)


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected about one source, given by the id and name that the model gave it."""

    id: str
    name: str
    rename: Annotated[str | None, "Its right name."] = None
    merge_into: Annotated[SourceReference | None, "The source that it is the same as."] = None
    type: Annotated[SourceType | None, "Its right type."] = None
    title: Annotated[str | None, "Its right title; the empty string: it has none."] = None

    @property
    def source(self) -> SourceReference:
        """The source that is corrected."""
        return SourceReference(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Side:
    """One reviewer's side of a conflict: a decision or a correction."""

    json_names: ClassVar[Any] = {"correction": "source"}

    reviewer: str
    decision: Decision | None = None
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """An editor's decisions on the sentences and sources of one article.

    ``created`` and ``modified`` are times in ISO 8601. A conflict holds what two reviewers decided
    differently on the same sentence or source; neither then stands among the decisions.
    """

    json_tag: ClassVar[Any] = ("schema", SCHEMA)
    json_names: ClassVar[Any] = {"corrections": "sources"}

    document: ReviewedArticle
    version: Annotated[str, "The version of accordingto that wrote the review."]
    reviewer: Annotated[str, "The reviewer's name, or nothing."]
    created: Annotated[str, "When the first decision was made, ISO 8601."]
    modified: Annotated[str, "When the last one was made, ISO 8601."]
    decisions: Annotated[tuple[Decision, ...], "At most one for each sentence."] = ()
    corrections: Annotated[
        tuple[Correction, ...], "Corrections of sources, at most one for each."
    ] = ()
    conflicts: Annotated[
        tuple[tuple[Side, ...], ...],
        "What reviewers decided differently, each a list of the two sides or more.",
    ] = ()

    def __post_init__(self) -> None:
        if any(len(sides) < 2 for sides in self.conflicts):
            raise ValueError("a conflict has fewer than two sides")

    def to_dict(self) -> dict[str, Any]:
        """The JSON form ``accordingto-review/2``."""
        form: dict[str, Any] = serialization.to_json(self)
        return form

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Review:
        """Read the JSON form again, or the one before it.

        Raises ValueError, which says what breaks the schema.
        """
        return serialization.from_json(
            cls, _upgraded(data) if data.get("schema") == _FORMER_SCHEMA else data
        )


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a review."""
    return serialization.schema(Review)


def load(path: str | os.PathLike[str]) -> Review:
    """The review saved in a file (``-``: standard input). Raises InputError."""
    given = fetch(path)
    try:
        data = json.loads(given.data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{given.name} is not JSON ({error}).", _REMEDY) from None
    if not isinstance(data, dict) or data.get("schema") not in (SCHEMA, _FORMER_SCHEMA):
        raise InputError(f"{given.name} is no review of schema {SCHEMA}.", _REMEDY)
    try:
        return Review.from_dict(data)
    except ValueError as error:
        raise InputError(f"{given.name} is damaged: {error}.", _REMEDY) from None


def dumps(review: Review) -> bytes:
    """A review as the bytes of its file: JSON in UTF-8, always the same for the same review."""
    text = json.dumps(review.to_dict(), ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _upgraded(data: Any) -> Any:
    """The JSON form ``accordingto-review/1`` as ``accordingto-review/2``; what is damaged stays so.

    There “change source” was a verdict beside the others, and of a source only its name was
    corrected. Raises ValueError where a source was changed and none named.
    """
    if isinstance(data, list):
        return [_upgraded(item) for item in data]
    if not isinstance(data, dict):
        return data
    upgraded = {name: _upgraded(value) for name, value in data.items()}
    if upgraded.get("schema") == _FORMER_SCHEMA:
        upgraded["schema"] = SCHEMA
    if upgraded.get("decision") == "change source":
        if upgraded.get("source") is None:
            raise ValueError("a decision changes the source and names none")
        upgraded["decision"] = None
    elif "position" in upgraded:
        upgraded["source"] = None
    if "merge_into" in upgraded:
        upgraded |= {"type": None, "title": None}
    return upgraded
