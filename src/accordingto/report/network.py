"""Where things stand in the graph of who asserts what: places and sizes, as in `layout`."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from accordingto.analysis.graph import (
    ACTS_ON,
    AFFILIATED,
    ARTICLE,
    ASSERTS,
    CARRIES_OVER,
    ECHOES,
    REPEATS,
    UNKNOWN,
    VIA,
)
from accordingto.report.wording import count, shorten

#: So many sources the network shows one by one; the others are one node.
SINGLE = 12
#: The node of the others.
_OTHERS = "others"
#: Above so many sentences the network shows only those that have a source.
CROWDED = 60

_NAME_WIDTH = 34
_CLAIM_STEP = 22.0
_ASSERTER_STEP = 40.0
#: From one line of a name to the next.
_LINE = 14.0
#: The width of a letter, taken wide: in no font may a name run out of the picture.
_LETTER = 8.0
#: Between the two columns, and right of them for the arcs.
_GAP, _MARGIN = 260.0, 80.0
#: The relations that are drawn as lines, and how the picture calls them.
_DRAWN = {
    ASSERTS: "asserts",
    ACTS_ON: "acts",
    CARRIES_OVER: "carries",
    ECHOES: "echoes",
    REPEATS: "repeats",
    VIA: "via",
}


@dataclass(frozen=True, slots=True)
class Asserter:
    """A source, or the article, in the network; its texts end at ``x``.

    ``lines`` are its key and name, whole, one below the other; ``speaks_for`` is a last line, “for
    S1 Port Office”, or "" where it speaks for itself.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    speaks_for: str
    style: str


@dataclass(frozen=True, slots=True)
class ClaimRun:
    """One sentence of the network, or several in a row that the same sources assert.

    ``text`` is “12” or “12–15”; ``keys`` are those of its sources: “S1, S3 via S2”.
    """

    x: float
    y: float
    text: str
    keys: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Lines of one look: ``path`` is SVG path data.

    ``relation`` is asserts, acts, carries, echoes, repeats or via.
    """

    path: str
    style: str
    relation: str


@dataclass(frozen=True, slots=True)
class Network:
    """The graph of who asserts what. ``left_out`` counts the sentences not drawn.

    ``keys_x`` is where the keys of the claims begin.
    """

    width: float
    height: float
    keys_x: float
    asserters: tuple[Asserter, ...]
    claims: tuple[ClaimRun, ...]
    edges: tuple[Edge, ...]
    left_out: int


def network(graph: nx.MultiDiGraph[str], keys: Mapping[str, tuple[str, str]]) -> Network:
    """Asserters on the left, sentences in reading order on the right, a line for who says what.

    ``keys`` gives the key and style of each source's node. The places are networkx's layout
    in columns with the asserters in the order of their claims' mean place, which keeps lines
    apart. Each sentence names its sources by key too, so that no line need be followed. Above
    `CROWDED` sentences those without a source are left out, neighbours that the same sources
    assert are one, and who speaks through whom is told by the keys alone. Of more than `SINGLE`
    sources those with the fewest sentences are one node.
    """
    graph, keys = _folded(graph, keys)
    total = sum(data["kind"] == "claim" for _, data in graph.nodes(data=True))
    runs, asserters = _columns(graph, crowded=total > CROWDED)
    named = [(node, _name(graph, node, keys), _speaks_for(graph, node, keys)) for node in asserters]
    tallest = max((len(lines) + bool(last) for _, lines, last in named), default=1)
    step = _ASSERTER_STEP + _LINE * max(0, tallest - 2)
    height = max(_CLAIM_STEP * len(runs), step * len(asserters), _CLAIM_STEP)
    at = _places(asserters, [run[0] for run in runs], height, step)
    at |= {claim: at[run[0]] for run in runs for claim in run}
    widths = [len(text) for _, lines, last in named for text in (*lines, last)]
    near = _LETTER * max(widths, default=0) + 16
    far = near + _GAP
    numbers = [_numbers(graph, run) for run in runs]
    said = [_keys(graph, run[0], keys) for run in runs]
    keys_x = far + _LETTER * max(map(len, numbers), default=0) + 8
    right = keys_x + _LETTER * max(map(len, said), default=0) + 4
    return Network(
        width=right + _MARGIN,
        height=height,
        keys_x=keys_x,
        asserters=tuple(
            Asserter(near, at[node], name, last, "bare" if node == ARTICLE else keys[node][1])
            for node, name, last in named
        ),
        claims=tuple(
            ClaimRun(far, at[run[0]], text, who)
            for run, text, who in zip(runs, numbers, said, strict=True)
        ),
        edges=tuple(
            edge
            for edge in _edges(graph, keys, at, (near + 8, far - 4, right))
            if edge.relation != "via" or total <= CROWDED
        ),
        left_out=total - sum(map(len, runs)),
    )


def _columns(graph: nx.MultiDiGraph[str], *, crowded: bool) -> tuple[list[list[str]], list[str]]:
    """The sentences to draw, in runs that share a place, and who asserts them, in order."""
    claims = [node for node, data in graph.nodes(data=True) if data["kind"] == "claim"]
    runs = [[claim] for claim in claims]
    if crowded:
        runs = _runs(graph, [claim for claim in claims if _said_by(graph, claim)])
    place = {claim: at for at, run in enumerate(runs) for claim in run}
    asserters = [
        node
        for node, data in graph.nodes(data=True)
        if data["kind"] in ("source", "article") and any(claim in place for claim in graph[node])
    ]
    asserters.sort(key=lambda node: _mean([place[c] for c in graph[node] if c in place]))
    return runs, asserters


def _edges(
    graph: nx.MultiDiGraph[str],
    keys: Mapping[str, tuple[str, str]],
    at: Mapping[str, float],
    xs: tuple[float, float, float],
) -> tuple[Edge, ...]:
    """The lines between what has a place in ``at``, those of one look from one node joined.

    ``xs`` are where a line leaves an asserter, reaches a sentence, and leaves it on the right.
    """
    near, far, right = xs
    paths: dict[tuple[str, str, str], dict[str, None]] = {}
    for tail, head, data in graph.edges(data=True):
        relation = _DRAWN.get(str(data["relation"]))
        if relation is None or tail not in at or head not in at:
            continue
        style = keys[tail][1] if tail in keys else "bare"
        if relation in ("asserts", "acts"):
            path = _curve(near, at[tail], far, at[head])
        elif at[tail] == at[head]:  # within one run
            continue
        else:
            path = _arc(near if relation == "via" else right, at[tail], at[head])
        paths.setdefault((tail, relation, style), {})[path] = None
    return tuple(
        Edge("".join(lines), style, relation) for (_, relation, style), lines in paths.items()
    )


def _runs(graph: nx.MultiDiGraph[str], claims: Sequence[str]) -> list[list[str]]:
    """Sentences that follow each other and have the same sources, put together."""
    runs: list[list[str]] = []
    for claim in claims:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and graph.nodes[claim]["number"] == graph.nodes[last]["number"] + 1
            and _said_by(graph, claim) == _said_by(graph, last)
        ):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    return runs


def _said_by(graph: nx.MultiDiGraph[str], claim: str) -> set[tuple[str, str, bool]]:
    """Which sources assert, or act in, a sentence, and whether it is by relay."""
    return {
        (str(data.get("asserter", source)), str(data["relation"]), data["via"] != "")
        for source, _, data in graph.in_edges(claim, data=True)
        if graph.nodes[source]["kind"] == "source"
    }


def _numbers(graph: nx.MultiDiGraph[str], run: Sequence[str]) -> str:
    first, last = (int(graph.nodes[node]["number"]) for node in (run[0], run[-1]))
    return str(first) if first == last else f"{first}–{last}"


def _keys(graph: nx.MultiDiGraph[str], claim: str, keys: Mapping[str, tuple[str, str]]) -> str:
    """The sources of a sentence as the article's gutter names them: “S1, S3 via S2”."""
    edges = [
        edge
        for edge in graph.in_edges(claim, keys=True, data=True)
        if edge[0] in keys and edge[3]["relation"] == ASSERTS
    ]
    said = [(str(data.get("asserter", tail)), key, data) for tail, _, key, data in edges]
    short = {tail: "unknown" if tail == UNKNOWN else keys[tail][0] for tail, *_ in said}
    speakers = {key.removeprefix(f"{tail} "): tail for tail, key, _ in said}
    named: dict[str, None] = {}
    for tail, _, data in said:
        via = speakers.get(str(data["via"]), tail)
        named[short[tail] if via == tail else f"{short[tail]} via {short[via]}"] = None
    return ", ".join(named)


def _speaks_for(graph: nx.MultiDiGraph[str], node: str, keys: Mapping[str, tuple[str, str]]) -> str:
    """The organization that a source speaks for, by its key too if it is a source."""
    for _, head, data in graph.out_edges(node, data=True):
        if data["relation"] == AFFILIATED:
            key = f"{keys[head][0]} " if head in keys else ""
            return shorten(f"for {key}{graph.nodes[head]['name']}", _NAME_WIDTH)
    return ""


def _places(
    asserters: list[str], claims: list[str], height: float, asserter_step: float
) -> dict[str, float]:
    """The vertical place of every node, both columns spread over the whole height."""
    places: dict[str, float] = {}
    if asserters and claims:
        # Columns as lists: from sets (as in nx.bipartite_layout) the order would differ each run.
        sides: nx.Graph[str] = nx.Graph()
        sides.add_nodes_from([*asserters, *claims])
        layout = nx.multipartite_layout(sides, subset_key={0: asserters, 1: claims})
        places = {node: float(y) for node, (_, y) in layout.items()}
    for column, step in ((asserters, asserter_step), (claims, _CLAIM_STEP)):
        ys = [places.get(node, 0.0) for node in column]
        low, high = min(ys, default=0.0), max(ys, default=0.0)
        margin = min(step, height) / 2
        for node, y in zip(column, ys, strict=True):
            share = 0.5 if high == low else (y - low) / (high - low)
            places[node] = margin + share * (height - 2 * margin)
    return places


def _name(
    graph: nx.MultiDiGraph[str], node: str, keys: Mapping[str, tuple[str, str]]
) -> tuple[str, ...]:
    """Key and name of an asserter, whole, in lines that leave room for the drawing."""
    if node == ARTICLE:
        return ("the article itself",)
    name = str(graph.nodes[node]["name"])
    whole = name if node in (UNKNOWN, _OTHERS) else f"{keys[node][0]} {name}"
    return tuple(textwrap.wrap(whole, _NAME_WIDTH)) or (whole,)


def _claims_of(graph: nx.MultiDiGraph[str], node: str) -> int:
    return sum(graph.nodes[head]["kind"] == "claim" for head in graph[node])


def _folded(
    graph: nx.MultiDiGraph[str], keys: Mapping[str, tuple[str, str]]
) -> tuple[nx.MultiDiGraph[str], Mapping[str, tuple[str, str]]]:
    """The graph with all but the `SINGLE` largest sources in one node, and its keys.

    The sentences of the others still name them by their keys.
    """
    sources = [node for node in keys if node in graph and node != UNKNOWN]
    if len(sources) <= SINGLE:
        return graph, keys
    sources.sort(key=lambda node: -_claims_of(graph, node))
    others = [node for node in sources[SINGLE:] if any(True for _ in graph[node])]
    if not others:  # the rest is only talked about
        return graph, keys
    folded = graph.copy()
    name = count(len(others), "further source")
    folded.add_node(_OTHERS, **(graph.nodes[others[0]] | {"name": name, "label": name}))
    for node in others:
        for _, head, key, data in graph.out_edges(node, keys=True, data=True):
            if graph.nodes[head]["kind"] == "claim":
                folded.add_edge(_OTHERS, head, key=f"{node} {key}", **data, asserter=node)
        for _, head, key in list(folded.out_edges(node, keys=True)):
            folded.remove_edge(node, head, key)
    return folded, {**keys, _OTHERS: ("", "other")}


def _mean(places: Sequence[int]) -> float:
    return sum(places) / len(places)


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = (x1 + x2) / 2
    return f"M{x1:.0f} {y1:.0f}C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"


def _arc(x: float, y1: float, y2: float) -> str:
    out = x + min(60.0, 14 + abs(y2 - y1) / 6)
    return f"M{x:.0f} {y1:.0f}C{out:.0f} {y1:.0f} {out:.0f} {y2:.0f} {x:.0f} {y2:.0f}"
