"""Two partitions of the same mentions compared: MUC, B³, CEAF-e, and their mean (CoNLL F1).

MUC: Vilain et al., MUC-6, 1995. B³: Bagga and Baldwin, LREC 1998. CEAF-e: Luo, HLT 2005, with φ4.
The mean of the three: Pradhan et al., CoNLL 2012. Counts are added over documents, as its scorer
does.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass

import networkx

Cluster = Set[Hashable]


@dataclass(frozen=True, slots=True)
class Shares:
    """Numerators and denominators of a recall and a precision, which documents add to."""

    found: float = 0.0
    gold: float = 0.0
    right: float = 0.0
    predicted: float = 0.0

    def __add__(self, other: Shares) -> Shares:
        return Shares(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.predicted + other.predicted,
        )

    @property
    def recall(self) -> float:
        """The share of gold that was found, 0 to 1."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """The share of the predicted that is right, 0 to 1."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def muc(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> Shares:
    """Links: how few cuts make each cluster of one side out of the other's."""
    return Shares(*_links(gold, predicted), *_links(predicted, gold))


def b_cubed(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> Shares:
    """Mentions: how much of its cluster each finds in the other side's."""
    return Shares(*_mentions(gold, predicted), *_mentions(predicted, gold))


def ceaf(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> Shares:
    """Entities: each cluster beside one of the other side, so that they agree best (φ4)."""
    graph: networkx.Graph[tuple[str, int]] = networkx.Graph()
    for i, one in enumerate(gold):
        for k, other in enumerate(predicted):
            if shared := len(one & other):
                alike = 2 * shared / (len(one) + len(other))
                graph.add_edge(("gold", i), ("predicted", k), weight=alike)
    pairs = networkx.max_weight_matching(graph)
    alike = sum(graph.edges[pair]["weight"] for pair in pairs)
    return Shares(alike, len(gold), alike, len(predicted))


def _links(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    found = whole = 0
    for cluster in clusters:
        parts = sum(bool(cluster & other) for other in others)
        alone = len(cluster) - sum(len(cluster & other) for other in others)
        found += len(cluster) - parts - alone
        whole += len(cluster) - 1
    return found, whole


def _mentions(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    found = sum(
        len(cluster & other) ** 2 / len(cluster) for cluster in clusters for other in others
    )
    return found, sum(map(len, clusters))
