"""Where things stand in the report's pictures: places and sizes, no markup.

All lengths are in the units of the picture's own coordinates (CSS pixels at natural size), the
origin at the top left. Classes name a look; the style sheet gives it its colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from accordingto.graph import ACTS_ON, ARTICLE, CARRIES_OVER, UNKNOWN
from accordingto.wording import shorten

#: Above so many sentences the network shows only those that have a source.
CROWDED = 60

_NAME_WIDTH = 34
_CLAIM_STEP = 22.0
_ASSERTER_STEP = 40.0
#: The width of a letter, taken wide: in no font may a name run out of the picture.
_LETTER = 8.0


@dataclass(frozen=True, slots=True)
class Tick:
    """One sentence of the strip: its number, what to say of it, its look."""

    number: int
    title: str
    style: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One tick a sentence, side by side; tick ``i`` stands at ``i * step``."""

    width: int
    height: int
    step: int
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A marked cell of the matrix."""

    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Band:
    """A row of the matrix: its code at ``y`` (the base line) and its marked cells."""

    code: str
    style: str
    y: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on the matrix's axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sources × sentences in reading order. Cells are ``cell`` wide and ``tall`` high."""

    width: float
    height: float
    left: float
    cell: float
    tall: float
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Asserter:
    """A source, or the article, in the network; its text ends at ``x``."""

    x: float
    y: float
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence in the network."""

    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of the network: ``path`` is SVG path data, ``relation`` as in the graph."""

    path: str
    style: str
    relation: str


@dataclass(frozen=True, slots=True)
class Network:
    """The graph of who asserts what. ``left_out`` counts the sentences not drawn."""

    width: float
    height: float
    asserters: tuple[Asserter, ...]
    claims: tuple[Claim, ...]
    edges: tuple[Edge, ...]
    left_out: int


def strip(ticks: Sequence[Tick]) -> Strip:
    """One row of ticks in reading order."""
    step = 10
    return Strip(max(step, step * len(ticks)), 16, step, tuple(ticks))


def matrix(rows: Sequence[tuple[str, str, Sequence[int]]], total: int) -> Matrix:
    """Rows of (code, style, sentence numbers) over ``total`` sentences."""
    left, top, row_step = 52.0, 22.0, 24.0
    cell = min(28.0, max(6.0, 640.0 / max(total, 1)))
    every = next(step for step in (1, 5, 10, 20, 50, 100, 10**9) if step * cell >= 20)
    shown = [n for n in range(1, total + 1) if n == 1 or n % every == 0]
    if every > 1 and len(shown) > 1 and (shown[1] - 1) * cell < 20:
        del shown[0]
    return Matrix(
        width=left + cell * total + 8,
        height=top + row_step * len(rows) + 4,
        left=left,
        cell=cell,
        tall=14.0,
        bands=tuple(
            Band(
                code,
                style,
                top + row_step * at + 16,
                tuple(Cell(left + cell * (n - 1), top + row_step * at + 5, n) for n in numbers),
            )
            for at, (code, style, numbers) in enumerate(rows)
        ),
        marks=tuple(Mark(left + cell * (n - 0.5), str(n)) for n in shown),
    )


def network(graph: nx.MultiDiGraph[str], codes: Mapping[str, tuple[str, str]]) -> Network:
    """Asserters on the left, sentences in reading order on the right, a line for who says what.

    ``codes`` gives the code and style of each source's node. The places are networkx's layout
    in columns with the asserters in the order of their claims' mean place, which keeps lines apart.
    """
    kinds = {node: str(data["kind"]) for node, data in graph.nodes(data=True)}
    claims = [node for node, kind in kinds.items() if kind == "claim"]
    drawn = claims
    if len(claims) > CROWDED:
        drawn = [claim for claim in claims if _has_source(graph, claim)]
    place = {claim: at for at, claim in enumerate(drawn)}
    asserters = [
        node
        for node, kind in kinds.items()
        if kind != "claim" and any(claim in place for claim in graph.successors(node))
    ]
    asserters.sort(key=lambda node: _mean([place[c] for c in graph.successors(node) if c in place]))
    height = max(_CLAIM_STEP * len(drawn), _ASSERTER_STEP * len(asserters), _CLAIM_STEP)
    at = _places(asserters, drawn, height)
    names = {node: _name(graph, node, codes) for node in asserters}
    near = _LETTER * max((len(name) for name in names.values()), default=0) + 16
    far = near + 260
    edges = []
    for tail, head, data in graph.edges(data=True):
        if tail not in at or head not in at:
            continue
        relation = str(data["relation"])
        if relation == CARRIES_OVER:
            path = _arc(far + 26, at[tail], at[head])
            edges.append(Edge(path, "bare", "carries"))
        else:
            style = "bare" if tail == ARTICLE else codes[tail][1]
            path = _curve(near + 8, at[tail], far - 4, at[head])
            edges.append(Edge(path, style, "acts" if relation == ACTS_ON else "asserts"))
    return Network(
        width=far + 110,
        height=height,
        asserters=tuple(
            Asserter(near, at[node], names[node], "bare" if node == ARTICLE else codes[node][1])
            for node in asserters
        ),
        claims=tuple(Claim(far, at[node], int(graph.nodes[node]["number"])) for node in drawn),
        edges=tuple(edges),
        left_out=len(claims) - len(drawn),
    )


def _has_source(graph: nx.MultiDiGraph[str], claim: str) -> bool:
    return any(graph.nodes[node]["kind"] == "source" for node in graph.predecessors(claim))


def _places(asserters: list[str], claims: list[str], height: float) -> dict[str, float]:
    """The vertical place of every node, both columns spread over the whole height."""
    found: dict[str, float] = {}
    if asserters and claims:
        # Columns as lists: from sets (as in nx.bipartite_layout) the order would differ each run.
        sides: nx.Graph[str] = nx.Graph()
        sides.add_nodes_from([*asserters, *claims])
        layout = nx.multipartite_layout(sides, subset_key={0: asserters, 1: claims})
        found = {node: float(y) for node, (_, y) in layout.items()}
    for column, step in ((asserters, _ASSERTER_STEP), (claims, _CLAIM_STEP)):
        ys = [found.get(node, 0.0) for node in column]
        low, high = min(ys, default=0.0), max(ys, default=0.0)
        margin = min(step, height) / 2
        for node, y in zip(column, ys, strict=True):
            share = 0.5 if high == low else (y - low) / (high - low)
            found[node] = margin + share * (height - 2 * margin)
    return found


def _name(graph: nx.MultiDiGraph[str], node: str, codes: Mapping[str, tuple[str, str]]) -> str:
    if node == ARTICLE:
        return "the article itself"
    code, name = codes[node][0], str(graph.nodes[node]["name"])
    return name if node == UNKNOWN else f"{code} {shorten(name, _NAME_WIDTH)}"


def _mean(places: Sequence[int]) -> float:
    return sum(places) / len(places)


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = (x1 + x2) / 2
    return f"M{x1:.0f} {y1:.1f}C{middle:.0f} {y1:.1f} {middle:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"


def _arc(x: float, y1: float, y2: float) -> str:
    out = x + min(60.0, 14 + abs(y2 - y1) / 6)
    return f"M{x:.0f} {y1:.1f}C{out:.0f} {y1:.1f} {out:.0f} {y2:.1f} {x:.0f} {y2:.1f}"
