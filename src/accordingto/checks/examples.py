"""The notation of examples: a short text that says itself who asserts what, without any model.

    [Ann Roe] {said} <the bridge was shut>. | She had [the mayor/someone] {denied} <that>.

A line is a paragraph, `` | `` parts its sentences. In a sentence:

- ``[words]`` is a source; ``[she=Ann Roe]`` names it otherwise, ``[=Ann Roe]`` stands for no word;
  ``/type`` says its type (person, org, doc, anonymous, someone, group, unknown; else a named
  person), ``;reason`` behind that why it is not named;
- ``{said}`` is a cue, ``{claimed/asserts}`` one of another stance than “says”;
- ``<words>`` is what is asserted.

The first source, cue and content belong together, then the second ones; what is left over of one
sort belongs to the last of the others. In front of a sentence: ``~`` only a part is attributed,
``^2`` it goes on with the account of sentence 2 (from 1), ``?blame`` an editor would query it. In
front of a line: ``#`` a headline, ``@`` a byline, ``%`` words of the notes, not of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast, get_args

from accordingto.records import (
    ACTS,
    Annotation,
    Article,
    Attribution,
    Form,
    Kind,
    Label,
    ModelInfo,
    Query,
    Reason,
    Sentence,
    Source,
    SourceType,
    Span,
    Stance,
)

_TYPES: dict[str, SourceType] = {
    "person": "named person",
    "org": "named organization",
    "doc": "document",
    "anonymous": "anonymous",
    "someone": "unnamed person",
    "group": "unnamed group",
    "unknown": "unknown",
}
_KINDS: dict[str, Kind] = {"# ": "headline", "@ ": "byline"}
_FRONT = re.compile(r"(?P<partly>~)? ?(?:\^(?P<leans>\d+))? ?(?:\?(?P<query>[a-z]+))? ?")
_MARK = re.compile(
    r"\[(?P<words>[^\]=/;]*)(?:=(?P<name>[^\]/;]+))?(?:/(?P<type>\w+))?(?:;(?P<reason>[^\]]+))?\]"
    r"|\{(?P<cue>[^}/]*)(?:/(?P<stance>\w+))?\}|(?P<open><)|(?P<close>>)"
)
_Item = TypeVar("_Item")


@dataclass
class _Draft:
    """What is known of an example so far; ``text`` grows with it."""

    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)


def annotated(example: str) -> Annotation:
    """The annotation that an example stands for. Raises KeyError for a type that is none."""
    draft, title = _Draft(), ""
    for number, line in enumerate(_lines(example)):
        kind = _KINDS.get(line[:2], "body")
        draft.text += "\n" if number else ""
        for place, words in enumerate(line.removeprefix("# ").removeprefix("@ ").split(" | ")):
            draft.text += " " if place else ""
            _add(draft, words, number, kind)
        if kind == "headline" and not title:
            title = draft.text.rpartition("\n")[2]
    return Annotation(
        Article(draft.text, title),
        tuple(draft.sentences),
        tuple(draft.attributions),
        tuple(draft.sources.values()),
        ModelInfo("example", "1"),
    )


def notes(example: str) -> tuple[Article, ...]:
    """The notes that an example has beside its article: none, or one text."""
    words = "\n".join(line.removeprefix("% ") for line in _lines(example, notes=True))
    return (Article(words, origin="the notes"),) if words else ()


def plain(example: str) -> str:
    """The words of an example as a reader sees them."""
    parts = [annotated(example).article.text]
    parts += [f"(Notes: {text.text})" for text in notes(example)]
    return "\n".join(parts)


def _lines(example: str, *, notes: bool = False) -> list[str]:
    """The lines of the article, or those of the notes."""
    lines = (line.strip() for line in example.split("\n"))
    return [line for line in lines if line and line.startswith("% ") == notes]


def _add(draft: _Draft, words: str, paragraph: int, kind: Kind) -> None:
    """Add one sentence, with its sources and attributions."""
    front = cast("re.Match[str]", _FRONT.match(words))
    start, at = len(draft.text), front.end()
    who: list[tuple[str, Span | None]] = []
    cues: list[tuple[Span, Stance]] = []
    contents: list[Span] = []
    opened = 0
    for mark in _MARK.finditer(words, at):
        draft.text += words[at : mark.start()]
        at = mark.end()
        here = len(draft.text)
        if mark["open"]:
            opened = here
        elif mark["close"]:
            contents.append(Span(opened, here))
        elif mark["cue"] is not None:
            draft.text += mark["cue"]
            cues.append((Span(here, len(draft.text)), cast(Stance, mark["stance"] or "says")))
        else:
            draft.text += mark["words"]
            span = Span(here, len(draft.text)) if mark["words"] else None
            who.append((_source(draft, mark, span), span))
    draft.text += words[at:]
    made = _attributions(draft, who, cues, contents)
    draft.attributions += made
    query = front["query"]
    draft.sentences.append(
        Sentence(
            len(draft.sentences),
            Span(start, len(draft.text)),
            paragraph,
            kind,
            _label(made, partly=bool(front["partly"])),
            tuple(attribution.id for attribution in made),
            int(front["leans"]) - 1 if front["leans"] else None,
            Query(cast(Reason, query), 0.9) if query in get_args(Reason) else None,
        )
    )


def _source(draft: _Draft, mark: re.Match[str], span: Span | None) -> str:
    """The id of the source that a mark names; a source is made when it is first named."""
    name = mark["name"] or mark["words"]
    former = draft.sources.get(name)
    kind = _TYPES[mark["type"]] if mark["type"] else former.type if former else "named person"
    mentions = (former.mentions if former else ()) + ((span,) if span else ())
    reason = mark["reason"] or (former.reason_for_anonymity if former else None)
    draft.sources[name] = Source(name, name, kind, mentions=mentions, reason_for_anonymity=reason)
    return name


def _attributions(
    draft: _Draft,
    who: Sequence[tuple[str, Span | None]],
    cues: Sequence[tuple[Span, Stance]],
    contents: Sequence[Span],
) -> list[Attribution]:
    count = max(len(who), len(cues), min(len(contents), 1))
    made = []
    for k in range(count):
        id, span = _nth(who, k) or (None, None)
        cue, stance = _nth(cues, k) or (None, "says")
        last = k == count - 1
        content = tuple(contents[k:]) if last and k < len(contents) else tuple(contents[k : k + 1])
        content = content or tuple(contents[-1:])
        number = f"a{len(draft.attributions) + k + 1}"
        form = _form(draft.text, content)
        made.append(Attribution(number, id, span, cue, content, form, stance, 0.9))
    return made


def _nth(items: Sequence[_Item], k: int) -> _Item | None:
    """The item at a place, or the last one before it."""
    return items[min(k, len(items) - 1)] if items else None


def _form(text: str, content: Sequence[Span]) -> Form:
    words = "".join(span.of(text) for span in content)
    if words[:1] in ("“", '"'):
        return "direct"
    return "mixed" if "“" in words else "indirect"


def _label(made: Sequence[Attribution], *, partly: bool) -> Label:
    if not any(attribution.stance not in ACTS for attribution in made):
        return "narration"
    return "partly" if partly else "attributed"
