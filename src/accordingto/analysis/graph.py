"""An annotation as a graph of who asserts what.

Four kinds of node, told apart by their attribute ``kind``: ``source``, ``claim`` (a sentence),
``organization`` (that somebody speaks for and that is no source itself) and ``article``. All
attributes are strings, whole numbers and floats, so that every format of a graph can hold them.
"""

from __future__ import annotations

from collections import Counter

import networkx as nx

from accordingto.analysis.restatements import Match, echoes, repeats
from accordingto.records import ACTS, Annotation, Attribution, Sentence, Span

#: The node of the article itself, which asserts its own narration.
ARTICLE = "article"
#: The node of all claims whose source could not be told.
UNKNOWN = "unknown source"

ASSERTS = "asserts"
ACTS_ON = "acts"
CARRIES_OVER = "carries over"
ECHOES = "echoes"
REPEATS = "repeats"
VIA = "via"
AFFILIATED = "affiliated with"


def source_node(source_id: str | None) -> str:
    """The node of a source; of `UNKNOWN` where the source could not be told."""
    return UNKNOWN if source_id is None else f"source/{source_id}"


def claim_node(index: int) -> str:
    """The node of a sentence, by its index from 0."""
    return f"claim/{index}"


def organization_node(name: str) -> str:
    """The node of an organization that is no source of the article."""
    return f"organization/{name}"


def build(annotation: Annotation) -> nx.MultiDiGraph[str]:
    """Sources, claims, organizations and the article, joined by who asserts what.

    Every node has a ``kind`` and a ``label`` (what a viewer of graphs shows). Besides: `ARTICLE`
    (``name``, ``origin``, ``sha256``), one node for each source (``name``, ``type``, ``title``),
    `UNKNOWN` where a claim has no source that could be told, one for each sentence (``number``
    from 1, ``text``, ``judgement``: attributed, partly or narration, ``unit``: body, headline or
    byline, ``paragraph`` from 0), and one for each organization that is no source (``name``).

    Edges, by their attribute ``relation``:

    - ``asserts``: source → claim, keyed by the attribution's id, with ``attribution`` (that id),
      ``cue`` (its words, or ""), ``content`` (the attributed clause within this sentence, or ""),
      ``form``, ``stance``, ``confidence`` (0 to 1) and ``via`` (an attribution's id, or "");
      also article → claim, keyed ``narration``, for what the article asserts itself: narration
      of the body, and the article's own part of a sentence that is only partly attributed;
    - ``acts``: the same attributes, where the stance is an act (``intends``, ``orders``): shown,
      but no claim, and in no measure;
    - ``via``: source → the source through which it speaks, with ``claims`` (how many);
    - ``affiliated with``: source → its organization, itself a source or not;
    - ``carries over``: claim → the claim it leans on;
    - ``echoes``: narration → the claim it restates, with ``similarity`` (`restatements.echoes`);
    - ``repeats``: sentence → the sentence it says again, with ``similarity``
      (`restatements.repeats`).

    An attribution over several sentences gives an edge to each.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=annotation.article.title)
    _add_nodes(graph, annotation)
    for sentence in annotation.sentences:
        _join(graph, annotation, sentence)
    _relay(graph, annotation)
    _employ(graph, annotation)
    for relation, matches in ((ECHOES, echoes(annotation)), (REPEATS, repeats(annotation))):
        for match in matches:
            _match(graph, relation, match)
    return graph


def _add_nodes(graph: nx.MultiDiGraph[str], annotation: Annotation) -> None:
    article = annotation.article
    graph.add_node(
        ARTICLE,
        kind="article",
        label=article.title or "the article itself",
        name=article.title,
        origin=article.origin,
        sha256=article.sha256,
    )
    for source in annotation.sources:
        graph.add_node(
            source_node(source.id),
            kind="source",
            label=source.name,
            name=source.name,
            type=source.type,
            title=source.title or "",
        )
    for sentence in annotation.sentences:
        graph.add_node(
            claim_node(sentence.index),
            kind="claim",
            label=str(sentence.index + 1),
            number=sentence.index + 1,
            text=sentence.span.of(article.text),
            judgement=sentence.label,
            unit=sentence.kind,
            paragraph=sentence.paragraph,
        )


def _join(graph: nx.MultiDiGraph[str], annotation: Annotation, sentence: Sentence) -> None:
    """Add the edges that end in, or leave, one sentence."""
    claim = claim_node(sentence.index)
    text = annotation.article.text
    claimed = False
    for attribution in annotation.attributions_of(sentence):
        is_act = attribution.stance in ACTS
        # The label has the last word: in narration nobody puts forward a claim.
        if not is_act and sentence.label == "narration":
            continue
        claimed = claimed or not is_act
        _assert(graph, attribution, sentence, ACTS_ON if is_act else ASSERTS, text)
    if sentence.label != "narration" and not claimed:
        _add_unknown(graph)
        graph.add_edge(UNKNOWN, claim, key="label", **_own())
    if sentence.kind == "body" and sentence.label != "attributed":
        graph.add_edge(ARTICLE, claim, key="narration", **_own())
    if sentence.carries_over_from is not None:
        graph.add_edge(
            claim, claim_node(sentence.carries_over_from), key=CARRIES_OVER, relation=CARRIES_OVER
        )


def _assert(
    graph: nx.MultiDiGraph[str],
    attribution: Attribution,
    sentence: Sentence,
    relation: str,
    text: str,
) -> None:
    if attribution.source_id is None:
        _add_unknown(graph)
    graph.add_edge(
        source_node(attribution.source_id),
        claim_node(sentence.index),
        key=attribution.id,
        relation=relation,
        attribution=attribution.id,
        cue="" if attribution.cue is None else attribution.cue.of(text),
        content=" … ".join(
            Span(max(span.start, sentence.span.start), min(span.end, sentence.span.end)).of(text)
            for span in attribution.content
            if span.overlaps(sentence.span)
        ),
        form=attribution.form,
        stance=attribution.stance,
        confidence=float(attribution.confidence),
        via=attribution.via or "",
    )


def _own() -> dict[str, str | float]:
    """The attributes of an assertion that no attribution stands behind."""
    return {
        "relation": ASSERTS,
        "attribution": "",
        "cue": "",
        "content": "",
        "form": "",
        "stance": "",
        "confidence": 1.0,
        "via": "",
    }


def _add_unknown(graph: nx.MultiDiGraph[str]) -> None:
    graph.add_node(UNKNOWN, kind="source", label=UNKNOWN, name=UNKNOWN, type="unknown", title="")


def _relay(graph: nx.MultiDiGraph[str], annotation: Annotation) -> None:
    """Join whoever puts forward a claim to the source through which the article has it."""
    asserted = {
        id for _, _, id, data in graph.edges(keys=True, data=True) if data["relation"] == ASSERTS
    }
    claims = Counter(
        (inner.source_id, annotation.attribution(inner.via).source_id)
        for inner in annotation.attributions
        if inner.via is not None and inner.id in asserted
    )
    for (inner, outer), count in claims.items():
        if inner == outer:
            continue
        if outer is None:
            _add_unknown(graph)
        graph.add_edge(source_node(inner), source_node(outer), VIA, relation=VIA, claims=count)


def _employ(graph: nx.MultiDiGraph[str], annotation: Annotation) -> None:
    """Join each source to the organization for which it speaks."""
    nodes = {
        source.name: source_node(source.id)
        for source in reversed(annotation.sources)
        if source.type == "named organization"
    }
    for source in annotation.sources:
        name = source.organization
        if name is None:
            continue
        node = nodes.get(name) or organization_node(name)
        if node not in graph:
            graph.add_node(node, kind="organization", label=name, name=name)
        graph.add_edge(source_node(source.id), node, AFFILIATED, relation=AFFILIATED)


def _match(graph: nx.MultiDiGraph[str], relation: str, match: Match) -> None:
    graph.add_edge(
        claim_node(match.later),
        claim_node(match.claim),
        relation,
        relation=relation,
        similarity=match.similarity,
    )
