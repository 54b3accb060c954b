"""Dev figures of a network while it trains: quick, on the tokenizer's own words.

The figures that count come from ``accordingto evaluate``; these choose between epochs.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import torch

from accordingto.language.tagging.crf import Floats, spans_of, stretches, viterbi
from accordingto.language.tagging.scheme import LINKS, ROLES
from accordingto.training.examples import UNKNOWN, Example, batches
from accordingto.training.network import Network, Output

#: Something counted: a head and what was counted of it ("right", "said", "gold", "asked").
Counted = tuple[str, str]


@torch.no_grad()
def figures(network: Network, pool: Sequence[Example], device: str = "cpu") -> dict[str, float]:
    """Exact F1 of each role, accuracy of links and labels, F1 of carry-over: percent."""
    network.eval()
    counts: Counter[Counted] = Counter()
    transitions, first = (scores.cpu().numpy() for scores in network.scores())
    for batch in batches(pool, 6000, random.Random(0), device):
        output = network(*batch.inputs).full().cpu()
        for row, example in enumerate(batch.examples):
            if example.marked:
                counts.update(_roles(output, row, example, transitions, first))
            counts.update(_links(output, row, example))
            counts.update(_sentences(output, row, example))
    shown = {name: _f1(counts, name) for name in (*ROLES, "carry")}
    links = [_link(kind) for kind in range(len(LINKS))]
    shown |= {name: _accuracy(counts, name) for name in (*links, "label", "kind")}
    return {name: round(value, 2) for name, value in shown.items()}


def _roles(
    output: Output, row: int, example: Example, transitions: Floats, first: Floats
) -> Iterator[Counted]:
    """The spans decoded and those marked, and how many are the same."""
    emissions = output.roles[row, torch.from_numpy(example.window.pieces_at)].numpy()
    for start, end in stretches(example.paragraphs):
        said = set(spans_of(viterbi(emissions[start:end], transitions, first)))
        gold = set(spans_of(example.tags[start:end]))
        for name, spans in (("right", said & gold), ("said", said), ("gold", gold)):
            yield from ((role, name) for role, *_ in spans)


def _links(output: Output, row: int, example: Example) -> Iterator[Counted]:
    """Whether each link leads to one of its partners, or to none where there is none."""
    at = torch.from_numpy(example.window.pieces_at)
    places = torch.cat([at.new_zeros(1), at])
    for kind, word, to in example.links:
        best = int(output.links[row, kind, at[word]][places].argmax())
        yield from _answer(_link(kind), (best - 1 in to) if to else best == 0)


def _sentences(output: Output, row: int, example: Example) -> Iterator[Counted]:
    for number, (label, kind, carry) in enumerate(example.sentences):
        if label != UNKNOWN:
            yield from _answer("label", int(output.labels[row, number].argmax()) == label)
        if kind != UNKNOWN:
            yield from _answer("kind", int(output.kinds[row, number].argmax()) == kind)
        if carry != UNKNOWN:
            said, gold = bool(output.carry[row, number] > 0), bool(carry)
            facts = {"right": said and gold, "said": said, "gold": gold}
            yield from (("carry", name) for name, true in facts.items() if true)


def _answer(name: str, right: bool) -> Iterable[Counted]:
    return [(name, "asked"), (name, "right")] if right else [(name, "asked")]


def _link(kind: int) -> str:
    return f"link{kind}"


def _f1(counts: Counter[Counted], name: str) -> float:
    total = counts[name, "said"] + counts[name, "gold"]
    return 200 * counts[name, "right"] / max(1, total)


def _accuracy(counts: Counter[Counted], name: str) -> float:
    return 100 * counts[name, "right"] / max(1, counts[name, "asked"])
