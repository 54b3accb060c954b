"""An annotation as a graph of who asserts what, and the measures drawn from it.

Three kinds of node, told apart by their attribute ``kind``: ``source``, ``claim`` (a sentence) and
``article``. Edges run from whoever asserts to what is asserted. All attributes are strings, whole
numbers and floats, so that every writer of networkx (GraphML, GEXF) takes the graph as it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import networkx as nx

from accordingto.records import ACTS, Annotation, Attribution, Sentence

#: The node of the article itself, which asserts its own narration.
ARTICLE = "article"
#: The node of all claims whose source could not be told.
UNKNOWN = "unknown source"

ASSERTS = "asserts"
ACTS_ON = "acts"
CARRIES_OVER = "carries over"

_NAMED = ("named person", "named organization")


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts of the body's sentences, and how the claims spread over the sources.

    ``sentences`` = ``attributed`` + ``partly`` + ``narration``; headlines, bylines and captions
    are counted nowhere. ``named`` counts the named people and organizations that put forward a
    claim, ``other`` all further sources that do. ``shares`` are pairs of source node and share
    (see `shares`), largest first; ``concentration`` is None where nothing is attributed.
    """

    sentences: int
    attributed: int
    partly: int
    narration: int
    named: int
    other: int
    shares: tuple[tuple[str, float], ...]
    concentration: float | None


def source_node(source_id: str | None) -> str:
    """The node of a source; of `UNKNOWN` where the source could not be told."""
    return UNKNOWN if source_id is None else f"source/{source_id}"


def claim_node(index: int) -> str:
    """The node of a sentence, by its index from 0."""
    return f"claim/{index}"


def build(annotation: Annotation) -> nx.MultiDiGraph[str]:
    """Sources, claims and the article, joined by who asserts what.

    Nodes: `ARTICLE` (``name``, ``origin``, ``sha256``), one for each source (``name``, ``type``,
    ``title``), one for each sentence (``number`` from 1, ``text``, ``label``, ``unit``,
    ``paragraph``), and `UNKNOWN` where a claim has no source that could be told.

    Edges, by their attribute ``relation``:

    - ``asserts``: source → claim, keyed by the attribution's id, with ``cue`` (its words, or ""),
      ``form``, ``stance``, ``confidence`` (0 to 1) and ``via`` (an attribution's id, or "");
      also article → claim, keyed ``narration``, for what the article asserts itself: narration
      of the body, and the article's own part of a sentence that is only partly attributed;
    - ``acts``: the same attributes, where the stance is an act (``intends``, ``orders``): shown,
      but no claim, and in no measure;
    - ``carries over``: claim → the claim it leans on.

    An attribution over several sentences gives an edge to each.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=annotation.article.title)
    article = annotation.article
    graph.add_node(
        ARTICLE, kind="article", name=article.title, origin=article.origin, sha256=article.sha256
    )
    for source in annotation.sources:
        graph.add_node(
            source_node(source.id),
            kind="source",
            name=source.name,
            type=source.type,
            title=source.title or "",
        )
    for sentence in annotation.sentences:
        graph.add_node(
            claim_node(sentence.index),
            kind="claim",
            number=sentence.index + 1,
            text=sentence.span.of(article.text),
            label=sentence.label,
            unit=sentence.kind,
            paragraph=sentence.paragraph,
        )
    for sentence in annotation.sentences:
        _join(graph, annotation, sentence)
    return graph


def _join(graph: nx.MultiDiGraph[str], annotation: Annotation, sentence: Sentence) -> None:
    """Add the edges that end in, or leave, one sentence."""
    claim = claim_node(sentence.index)
    text = annotation.article.text
    claimed = False
    for each in annotation.attributions_of(sentence):
        is_act = each.stance in ACTS
        # The label has the last word: in narration nobody puts forward a claim.
        if not is_act and sentence.label == "narration":
            continue
        claimed = claimed or not is_act
        _assert(graph, each, claim, ACTS_ON if is_act else ASSERTS, text)
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
    graph: nx.MultiDiGraph[str], each: Attribution, claim: str, relation: str, text: str
) -> None:
    if each.source_id is None:
        _add_unknown(graph)
    graph.add_edge(
        source_node(each.source_id),
        claim,
        key=each.id,
        relation=relation,
        cue="" if each.cue is None else each.cue.of(text),
        form=each.form,
        stance=each.stance,
        confidence=float(each.confidence),
        via=each.via or "",
    )


def _own() -> dict[str, str | float]:
    """The attributes of an assertion that no attribution stands behind."""
    return {
        "relation": ASSERTS,
        "cue": "",
        "form": "",
        "stance": "",
        "confidence": 1.0,
        "via": "",
    }


def _add_unknown(graph: nx.MultiDiGraph[str]) -> None:
    graph.add_node(UNKNOWN, kind="source", name=UNKNOWN, type="unknown", title="")


def shares(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """The share of the claims that each source puts forward, 0 to 1, largest first.

    The unit is the pair (source, sentence of the body) joined by ``asserts``, counted once
    however often the source speaks in that sentence. A sentence with two sources therefore counts
    once for each, and the shares add up to 1. What the article asserts itself is no claim of a
    source. Empty where nothing is attributed.
    """
    pairs = {
        (asserter, claim)
        for asserter, claim, data in graph.edges(data=True)
        if data["relation"] == ASSERTS
        and asserter != ARTICLE
        and graph.nodes[claim]["unit"] == "body"
    }
    counts = Counter(asserter for asserter, _ in sorted(pairs))
    return {node: count / len(pairs) for node, count in counts.most_common()}


def concentration(graph: nx.MultiDiGraph[str]) -> float | None:
    """The Herfindahl index of the claims over the sources: the sum of the squared shares.

    1 where one source says everything, 1/n where n sources share equally; None where nothing is
    attributed. (O. C. Herfindahl, Concentration in the Steel Industry, 1950.)
    """
    found = shares(graph)
    return sum(share**2 for share in found.values()) if found else None


def measure(annotation: Annotation) -> Measures:
    """The counts and measures of one annotation."""
    graph = build(annotation)
    labels = Counter(each.label for each in annotation.sentences if each.kind == "body")
    found = shares(graph)
    named = sum(graph.nodes[node]["type"] in _NAMED for node in found)
    return Measures(
        sentences=labels.total(),
        attributed=labels["attributed"],
        partly=labels["partly"],
        narration=labels["narration"],
        named=named,
        other=len(found) - named,
        shares=tuple(found.items()),
        concentration=concentration(graph),
    )
