"""Annotations built by hand for the tests: no model, no spaCy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.records import (
    Annotation,
    Article,
    Attribution,
    Finding,
    Form,
    Kind,
    Label,
    ModelInfo,
    Sentence,
    Source,
    Span,
    Stance,
)

MODEL = ModelInfo("hand-made", "1")


@dataclass(frozen=True)
class Claim:
    """One attribution, its spans given as words of its sentence."""

    source: str | None
    who: str | None = None
    cue: str | None = None
    content: str | None = None
    form: Form = "indirect"
    stance: Stance = "says"
    confidence: float = 0.9
    via: str | None = None
    why: str = ""
    id: str = ""


@dataclass(frozen=True)
class Unit:
    """One sentence with its label and claims; ``leans_on`` is an index from 0."""

    text: str
    label: Label = "narration"
    claims: tuple[Claim, ...] = ()
    kind: Kind = "body"
    leans_on: int | None = None


def compose(
    paragraphs: Sequence[Sequence[Unit]],
    sources: Sequence[Source] = (),
    *,
    title: str = "",
    origin: str = "",
    space: str = " ",
    line: str = "\n",
    findings: tuple[Finding, ...] = (),
) -> Annotation:
    """Put sentences together to an annotated article."""
    text = line.join(space.join(unit.text for unit in paragraph) for paragraph in paragraphs)
    sentences: list[Sentence] = []
    attributions: list[Attribution] = []
    mentions: dict[str, list[Span]] = {}
    at = 0
    for number, paragraph in enumerate(paragraphs):
        for unit in paragraph:
            start = text.index(unit.text, at)
            at = start + len(unit.text)
            ids = []
            for claim in unit.claims:
                made = _attribution(unit, claim, start, f"a{len(attributions) + 1}")
                attributions.append(made)
                ids.append(made.id)
                if made.source is not None and made.source_id is not None:
                    mentions.setdefault(made.source_id, []).append(made.source)
            sentences.append(
                Sentence(
                    len(sentences),
                    Span(start, at),
                    number,
                    unit.kind,
                    unit.label,
                    tuple(ids),
                    unit.leans_on,
                )
            )
    return Annotation(
        article=Article(text, title, origin),
        sentences=tuple(sentences),
        attributions=tuple(attributions),
        sources=tuple(
            Source(
                source.id,
                source.name,
                source.type,
                source.title,
                tuple(dict.fromkeys(mentions.get(source.id, ()))),
                source.reason_for_anonymity,
                source.justification,
                source.organization,
            )
            for source in sources
        ),
        model=MODEL,
        findings=findings,
    )


def _attribution(unit: Unit, claim: Claim, start: int, id: str) -> Attribution:
    def find(words: str | None) -> Span | None:
        if words is None:
            return None
        at = start + unit.text.index(words)
        return Span(at, at + len(words))

    content = find(claim.content)
    return Attribution(
        id=claim.id or id,
        source_id=claim.source,
        source=find(claim.who),
        cue=find(claim.cue),
        content=() if content is None else (content,),
        form=claim.form,
        stance=claim.stance,
        confidence=claim.confidence,
        via=claim.via,
        why=claim.why,
    )


def plain(*lines: str) -> Annotation:
    """Every line one sentence of narration; no source."""
    return compose([[Unit(line)] for line in lines])


def harbour() -> Annotation:
    """A short fictional story that holds every label, kind and shape once."""
    sources = (
        Source("office", "Port Safety Office", "named organization"),
        Source("mara", "Mara Quill", "named person", title="harbour master of Eastmere"),
        Source(
            "crew",
            "a member of the crew",
            "anonymous",
            reason_for_anonymity="because the case is open",
        ),
        Source("reports", "reports", "document"),
    )
    headline = Unit("Ferry strikes pier in Eastmere", kind="headline")
    byline = Unit("By Tomas Reed", kind="byline")
    paragraphs = (
        (headline,),
        (byline,),
        (
            Unit("A ferry struck the old pier in Eastmere on Tuesday, the second such accident."),
            Unit(
                "According to the Port Safety Office, the captain slowed the ship, but a gust "
                "turned it towards the pier.",
                "attributed",
                (
                    Claim(
                        "office",
                        "the Port Safety Office",
                        "According to",
                        "the captain slowed the ship, but a gust turned it towards the pier",
                        confidence=0.94,
                        why="“According to” names the source of the sentence.",
                    ),
                ),
            ),
            Unit("The mate, fearing for the passengers, dropped the anchor.", leans_on=3),
        ),
        (
            Unit(
                "The crossing reopened at noon, with reports suggesting that the pier will be "
                "closed for a month.",
                "partly",
                (
                    Claim(
                        "reports",
                        "reports",
                        "suggesting",
                        "that the pier will be closed for a month",
                        confidence=0.71,
                    ),
                ),
            ),
            Unit(
                "The office ordered the company to send a diver.",
                "narration",
                (
                    Claim(
                        "office",
                        "The office",
                        "ordered",
                        "the company to send a diver",
                        stance="orders",
                    ),
                ),
            ),
        ),
        (
            Unit(
                "“It was an ordinary gust,” said Mara Quill, the harbour master.",
                "attributed",
                (Claim("mara", "Mara Quill", "said", "“It was an ordinary gust,”", form="direct"),),
            ),
            Unit(
                "Quill said that a member of the crew had told her the radar was off.",
                "attributed",
                (
                    Claim(
                        "mara",
                        "Quill",
                        "said",
                        "that a member of the crew had told her the radar was off",
                        id="outer",
                    ),
                    Claim(
                        "crew",
                        "a member of the crew",
                        "had told her",
                        "the radar was off",
                        via="outer",
                    ),
                ),
            ),
            Unit(
                "The ship was reportedly overdue for inspection.",
                "attributed",
                (
                    Claim(
                        None,
                        None,
                        "reportedly",
                        "The ship was reportedly overdue for inspection",
                        stance="hearsay",
                    ),
                ),
            ),
        ),
    )
    start = len("\n".join((headline.text, byline.text))) + 1
    first, account, leaning = (unit.text for unit in paragraphs[2])
    goes_on = start + len(first) + len(account) + 2
    return compose(
        paragraphs,
        sources,
        title="Ferry strikes pier in Eastmere",
        origin="https://example.org/ferry",
        findings=(
            Finding(
                "unsourced-count",
                "warning",
                Span(start, start + len(first)),
                "“the second such accident”: who counts?",
                "Name the record that the count comes from.",
            ),
            Finding(
                "carry-over",
                "warning",
                Span(goes_on, goes_on + len(leaning)),
                "Goes on with the account of the Port Safety Office from sentence 4, but does not "
                "say so.",
                "Name the Port Safety Office again, or say how the paper knows.",
            ),
        ),
    )


def crowd(size: int) -> Annotation:
    """``size`` named people, each with one sentence."""
    sources = [Source(f"p{n}", f"Person Number {n}", "named person") for n in range(size)]
    paragraphs = [
        [
            Unit(
                f"Speaker {n} said the bridge was safe.",
                "attributed",
                (Claim(f"p{n}", f"Speaker {n}", "said", "the bridge was safe"),),
            )
        ]
        for n in range(size)
    ]
    return compose(paragraphs, sources)


def throng(sources: int, sentences: int) -> Annotation:
    """A long article: every fourth sentence is narration, the others say who said them.

    Every sixth source is an organization, the next one speaks for it; every tenth claim is relayed.
    """
    cast = [
        Source(f"p{n}", f"Harbour Department Number {n}", "named organization")
        if n % 6 == 0
        else Source(
            f"p{n}",
            f"Ann-Marie Roe-Stone {n}",
            "named person",
            f"spokeswoman for the Harbour Department Number {n - 1}" if n % 6 == 1 else None,
            organization=f"Harbour Department Number {n - 1}" if n % 6 == 1 else None,
        )
        for n in range(sources)
    ]
    units = []
    for n in range(sentences):
        source, relay = cast[(n - n // 4) * 7 % sources], cast[n * 11 % sources]
        content = f"that bridge {n} would be closed to traffic for {n} days while it is inspected"
        claims = (Claim(source.id, source.name, "said", content, id=f"c{n}"),)
        if n % 10 == 1:
            claims += (Claim(relay.id, None, None, content, via=f"c{n}"),)
        said = Unit(f"{source.name} said {content}.", "attributed", claims)
        units.append(Unit(f"It rained on day {n} of the repairs.") if n % 4 == 3 else said)
    paragraphs = [units[at : at + 4] for at in range(0, sentences, 4)]
    return compose(paragraphs, cast, title="A long article")
