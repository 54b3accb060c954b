"""Attributions as PolNeAR marks them: spans of source, cue and content in brat standoff.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) also marks attitudes, intentions and orders, so
that a prediction to be compared with it holds every attribution with content, of any stance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from accordingto.evaluate.files import malformed, read_text
from accordingto.records import Annotation, Attribution, Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """The spans of one attribution; any role may be without."""

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    confidence: float = 1.0

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: each role a list of [start, end]."""
        return {
            role: [[span.start, span.end] for span in spans]
            for role, spans in (
                ("source", self.source),
                ("cue", self.cue),
                ("content", self.content),
            )
        }


@dataclass(frozen=True, slots=True)
class Standoff:
    """The attributions of one file, and the places that are out of bounds (``Discard``)."""

    marked: tuple[Marked, ...]
    discarded: Spans = ()


def read_standoff(path: Path) -> Standoff:
    """Read one ``.ann`` file. Attributions with neither cue nor content are left out.

    Lines ``T1 <tab> Cue 10 14;16 20 <tab> …`` are spans, lines ``E1 <tab> Attribution:T4
    Content:T3 Source2:T1`` link them: a digit after a role tells one span from the next.
    """
    spans: dict[str, tuple[str, Spans]] = {}
    events: list[dict[str, list[str]]] = []
    try:
        for line in re.split(r"\r\n|\r|\n", read_text(path)):
            key, *fields = line.split("\t")
            if key.startswith("T") and fields:
                name, _, places = fields[0].partition(" ")
                ends = (map(int, place.split()) for place in places.split(";"))
                spans[key] = name, tuple(Span(*pair) for pair in ends)
            elif key.startswith("E") and fields:
                roles = defaultdict(list)
                for link in fields[0].split():
                    role, _, target = link.partition(":")
                    roles[role.rstrip("0123456789").lower()].append(target)
                events.append(roles)
    except (ValueError, TypeError) as error:
        raise malformed(path, error) from error

    def of(event: dict[str, list[str]], role: str) -> Spans:
        return tuple(s for key in event.get(role, ()) if key in spans for s in spans[key][1])

    marked = (Marked(of(e, "source"), of(e, "cue"), of(e, "content")) for e in events)
    return Standoff(
        tuple(attribution for attribution in marked if attribution.cue or attribution.content),
        tuple(s for name, places in spans.values() if name == "Discard" for s in places),
    )


def from_annotation(annotation: Annotation) -> tuple[Marked, ...]:
    """The tool's attributions in this form, in order, those without content left out.

    PolNeAR marks the outermost attribution only, so that those relayed by another stay out too.
    Sources that assert the same content together (“A and B said”) are one attribution here, with
    the spans of both.
    """
    merged: dict[tuple[Span | None, Spans], Marked] = {}
    for attribution in annotation.attributions:
        if not attribution.content or attribution.via is not None:
            continue
        key = attribution.cue, attribution.content
        one = _marked(attribution)
        merged[key] = _joined(merged[key], one) if key in merged else one
    return tuple(merged.values())


def _marked(attribution: Attribution) -> Marked:
    return Marked(
        _some(attribution.source),
        _some(attribution.cue),
        attribution.content,
        attribution.confidence,
    )


def _joined(one: Marked, other: Marked) -> Marked:
    sources = tuple(sorted({*one.source, *other.source}))
    return replace(one, source=sources, confidence=max(one.confidence, other.confidence))


def _some(span: Span | None) -> Spans:
    return () if span is None else (span,)
