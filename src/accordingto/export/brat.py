"""brat standoff (brat.nlplab.org/standoff.html): a zip of the text, its .ann and brat's settings.

Unpack it into brat's data folder. ``article.txt`` is the article to the character (offsets in an
.ann count its code points); ``article.ann`` holds for each attribution the text-bound ``Source``,
``Cue`` and ``Content``, and an event ``Attribution`` over its cue (else its source, else its
content) that joins them, as PolNeAR does, with ``Via`` for the attribution around it and the
attributes ``Stance`` and ``Form``. A note gives each source's name. An attribution without any
span is left out. A span over several lines is written line by line, as brat asks.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import count
from typing import get_args

from accordingto.export import utf8
from accordingto.records import Annotation, Attribution, Form, Span, Stance

_ROLES = ("Source", "Cue", "Content")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\S")
_BREAKS = re.compile(r"[\s\ufffd]+")


def render(annotation: Annotation) -> bytes:
    """A zip archive of ``article.txt``, ``article.ann`` and ``annotation.conf``."""
    files = {
        "article.txt": annotation.article.text,
        "article.ann": "".join(f"{line}\n" for line in _standoff(annotation)),
        "annotation.conf": _settings(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            # Its time is the format's first: 1 January 1980. The same input gives the same bytes.
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, utf8(text))
    return packed.getvalue()


def _standoff(annotation: Annotation) -> Iterator[str]:
    """The lines of the .ann file."""
    triggers = list(_triggers(annotation))
    events = {attribution.id: f"E{n}" for n, (attribution, _) in enumerate(triggers, start=1)}
    places, marks = count(1), count(1)
    for attribution, trigger in triggers:
        event = events[attribution.id]
        place = next(places)
        yield _bound(annotation, place, "Attribution", trigger)
        links = [f"Attribution:T{place}"]
        for role, number, span in _numbered(attribution):
            place = next(places)
            yield _bound(annotation, place, role, span)
            links.append(f"{role}{number}:T{place}")
            if role == "Source" and attribution.source_id is not None:
                name = " ".join(annotation.source(attribution.source_id).name.split())
                yield f"#{next(marks)}\tAnnotatorNotes T{place}\t{name}"
        if attribution.via in events:
            links.append(f"Via:{events[attribution.via]}")
        yield f"{event}\t{' '.join(links)}"
        for attribute, value in (("Stance", attribution.stance), ("Form", attribution.form)):
            yield f"A{next(marks)}\t{attribute} {event} {value}"


def _triggers(annotation: Annotation) -> Iterator[tuple[Attribution, Span]]:
    """The attributions that have any span, with the one that the event stands over."""
    for attribution in annotation.attributions:
        spans = (attribution.cue, attribution.source, *attribution.content)
        trigger = next((span for span in spans if span is not None and len(span)), None)
        if trigger is not None:
            yield attribution, trigger


def _numbered(attribution: Attribution) -> Iterator[tuple[str, str, Span]]:
    """The spans with their roles; the second content is ``Content2``, and so on."""
    for role, span in (("Source", attribution.source), ("Cue", attribution.cue)):
        if span is not None and len(span):
            yield role, "", span
    for number, span in enumerate(filter(len, attribution.content), start=1):
        yield "Content", "" if number == 1 else str(number), span


def _bound(annotation: Annotation, number: int, role: str, span: Span) -> str:
    text = annotation.article.text
    lines = [match.span() for match in _LINE.finditer(text, span.start, span.end)]
    pieces = [Span(*line) for line in lines] or [span]
    places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
    words = " ".join(_BREAKS.sub(" ", piece.of(text)) for piece in pieces)
    return f"T{number}\t{role} {places}\t{words}"


def _settings() -> str:
    """``annotation.conf``: the types that the .ann file uses, which brat must know."""
    arguments = "Source?:Source, Cue?:Cue, Content*:Content, Via?:Attribution"
    values = {"Stance": get_args(Stance), "Form": get_args(Form)}
    return "\n".join(
        [
            *("[entities]", *_ROLES, "", "[relations]", "", "[events]"),
            f"Attribution\t{arguments}",
            "",
            "[attributes]",
            *(f"{name}\tArg:Attribution, Value:{'|'.join(v)}" for name, v in values.items()),
            "",
        ]
    )
