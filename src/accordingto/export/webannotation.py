"""W3C Web Annotations (JSON-LD), for Hypothesis, Recogito, triple stores and whoever reads them.

An AnnotationCollection with one page (W3C Recommendation “Web Annotation Data Model”, 2017), by
the standard's own terms and motivations, nothing of our own:

- a sentence: ``classifying``; its body is its label (TextualBody), its target the sentence;
- an attribution: ``identifying``; its targets are the contents. Its bodies: the source's name
  (a TextualBody to identify), the words that name the source and the cue (SpecificResources, to
  identify and to highlight), the stance (to classify), why it was read so (to describe), and the
  attribution around it, if one is (to link);
- a finding: ``assessing``; its body is the message.

A place is given twice: by code points (TextPositionSelector) and by its words and what stands
around them (TextQuoteSelector). Annotations are named after the text's SHA-256 (RFC 6920: ``ni:``);
the text itself is the article's address, where it has one.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import accordingto
from accordingto.export.json import encoded
from accordingto.records import Annotation, Attribution, Finding, Sentence, Span
from accordingto.review.anchoring import Anchor

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


@dataclass(frozen=True, slots=True)
class _Text:
    """The annotated text: its name, an IRI made of its hash, and the address that it stands at."""

    annotation: Annotation
    name: str
    address: str

    def part(self, name: str) -> str:
        """An IRI for a part of what is said about the text."""
        return f"{self.name}#{quote(name.encode('utf-8', 'surrogatepass'), safe='')}"


def render(annotation: Annotation) -> bytes:
    """The annotations as JSON-LD in UTF-8."""
    text = _Text(annotation, _name(annotation), _address(annotation))
    name = text.name
    items = list(_items(text))
    collection = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": annotation.article.title or "Who says so?",
        "total": len(items),
        "first": {
            "id": f"{name}#page",
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": items,
        },
    }
    return encoded(json.dumps(collection, ensure_ascii=False, indent=2))


def _items(text: _Text) -> Iterator[dict[str, Any]]:
    for sentence in text.annotation.sentences:
        yield _of_sentence(text, sentence)
    for attribution in text.annotation.attributions:
        yield _of_attribution(text, attribution)
    for number, finding in enumerate(text.annotation.findings):
        yield _of_finding(text, number, finding)


def _of_sentence(text: _Text, sentence: Sentence) -> dict[str, Any]:
    return _item(
        text,
        f"sentence-{sentence.index}",
        "classifying",
        [_words(sentence.label, "classifying")],
        [_place(text, sentence.span)],
    )


def _of_attribution(text: _Text, attribution: Attribution) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = []
    if attribution.source_id is not None:
        bodies.append(_words(text.annotation.source(attribution.source_id).name, "identifying"))
    for span, purpose in ((attribution.source, "identifying"), (attribution.cue, "highlighting")):
        if span is not None:
            bodies.append({**_place(text, span), "purpose": purpose})
    bodies.append(_words(attribution.stance, "classifying"))
    if attribution.why:
        bodies.append(_words(attribution.why, "describing"))
    if attribution.via is not None:
        outer = text.part(f"attribution-{attribution.via}")
        bodies.append({"type": "SpecificResource", "source": outer, "purpose": "linking"})
    targets = [_place(text, span) for span in attribution.content]
    whole: list[dict[str, Any]] = [{"type": "SpecificResource", "source": text.address}]
    return _item(text, f"attribution-{attribution.id}", "identifying", bodies, targets or whole)


def _of_finding(text: _Text, number: int, finding: Finding) -> dict[str, Any]:
    message = f"{finding.message} {finding.suggestion}".strip()
    return _item(
        text,
        f"finding-{number}",
        "assessing",
        [_words(message, "assessing"), _words(finding.rule, "classifying")],
        [_place(text, finding.span)],
    )


def _item(
    text: _Text,
    name: str,
    motivation: str,
    bodies: list[dict[str, Any]],
    targets: list[dict[str, Any]],
) -> dict[str, Any]:
    return {
        "id": text.part(name),
        "type": "Annotation",
        "motivation": motivation,
        "generator": {
            "id": f"urn:accordingto:{accordingto.__version__}",
            "type": "Software",
            "name": f"accordingto {accordingto.__version__}",
        },
        "body": bodies,
        "target": targets,
    }


def _words(text: str, purpose: str) -> dict[str, Any]:
    return {
        "type": "TextualBody",
        "value": text,
        "format": "text/plain",
        "language": "en",
        "purpose": purpose,
    }


def _place(text: _Text, span: Span) -> dict[str, Any]:
    anchor = Anchor.at(text.annotation.article.text, span)
    return {
        "type": "SpecificResource",
        "source": text.address,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            },
        ],
    }


def _name(annotation: Annotation) -> str:
    digest = base64.urlsafe_b64encode(bytes.fromhex(annotation.article.sha256)).decode()
    return f"ni:///sha-256;{digest.rstrip('=')}"


def _address(annotation: Annotation) -> str:
    origin = annotation.article.origin
    online = origin.startswith(("http://", "https://")) and not any(map(str.isspace, origin))
    return quote(origin, safe=":/?#[]@!$&'()*+,;=%") if online else _name(annotation)
