"""The losses of a batch, head by head: against what people marked, and what a teacher thinks."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from accordingto.language.tagging.crf import stretches
from accordingto.language.tagging.scheme import TAGS
from accordingto.training.examples import UNKNOWN, Array, Batch, Example, SoftTargets
from accordingto.training.network import SENTENCE, Network, Output, crf_loss

LABEL_WEIGHTS = (1.0, 1.5, 1.0)  # narration, partly, attributed
CARRY_WEIGHT = 4.0
#: What each head's loss counts for in the sum.
WEIGHTS = {
    "crf": 1.0,
    "tag": 0.3,
    "link": 0.2,
    "who": 0.3,
    "label": 0.3,
    "kind": 0.1,
    "carry": 0.1,
}
#: The teacher's share where people have marked the same.
TEACHER = 0.5


def loss(network: Network, output: Output, batch: Batch) -> dict[str, Tensor]:
    """The losses of a batch by head, each a scalar, weighted as they are summed."""
    output = output.full()
    parts = {
        **_roles(network, output, batch),
        "link": _links(output, batch),
        "who": _who(output, batch),
        **_sentences(output, batch),
    }
    return {name: WEIGHTS[name] * part for name, part in parts.items()}


def _roles(network: Network, output: Output, batch: Batch) -> dict[str, Tensor]:
    """Cross entropy between the CRF wanted and the network's, and of its emissions alone."""
    device = output.roles.device
    emissions, wanted, follows, lengths = [], [], [], []
    for b, example in enumerate(batch.examples):
        if example.soft is None and not example.marked:
            continue
        tags, pairs = wanted_tags(example)
        scores = output.roles[b, _pieces(example, device)]
        for start, end in stretches(example.paragraphs):
            emissions.append(scores[start:end])
            wanted.append(tags[start:end])
            lengths.append(end - start)
        follows.append(pairs)
    if not emissions:
        return {}
    width = max(lengths)
    rows, targets = _padded(emissions, width), _padded(wanted, width).to(device)
    mask = (torch.arange(width) < torch.tensor(lengths).unsqueeze(1)).to(device)
    transitions, first = network.scores()
    total = crf_loss(rows, targets, torch.cat(follows).to(device), mask, transitions, first)
    return {"crf": total / mask.sum(), "tag": F.cross_entropy(rows[mask], targets[mask])}


def wanted_tags(example: Example) -> tuple[Tensor, Tensor]:
    """Probabilities of tags (W, 7) and expected transitions (P, 7, 7) to be learnt."""
    soft = example.soft
    if not example.marked and soft is not None:
        return _tensor(soft.tags), _tensor(soft.follows)
    gold = torch.tensor(example.tags)
    tags = F.one_hot(gold, len(TAGS)).float()
    bounds = stretches(example.paragraphs)
    follows = torch.zeros(len(bounds), len(TAGS), len(TAGS))
    for k, (start, end) in enumerate(bounds):
        follows[k].index_put_(
            (gold[start : end - 1], gold[start + 1 : end]),
            torch.ones(end - start - 1),
            accumulate=True,
        )
    if soft is None:
        return tags, follows
    return (
        torch.lerp(tags, _tensor(soft.tags), TEACHER),
        torch.lerp(follows, _tensor(soft.follows), TEACHER),
    )


def _links(output: Output, batch: Batch) -> Tensor:
    """Minus the log-probability that a word points to one of its partners, or to none."""
    device = output.links.device
    losses: list[Tensor] = []
    for b, example in enumerate(batch.examples):
        if not example.links:
            continue
        at = _pieces(example, device)
        places = torch.cat([at.new_zeros(1), at])  # [CLS] stands for none
        kinds, words = torch.tensor([link[:2] for link in example.links]).to(device).unbind(1)
        chosen = output.links[b][kinds, at[words]][:, places]
        right = torch.zeros(chosen.shape, dtype=torch.bool)
        for row, (_, _, to) in enumerate(example.links):
            right[row, [partner + 1 for partner in to] or [0]] = True
        among = chosen.masked_fill(~right.to(device), -1e9)
        losses.append(torch.logsumexp(chosen, 1) - torch.logsumexp(among, 1))
    return torch.cat(losses).mean() if losses else output.roles.sum() * 0.0


def _who(output: Output, batch: Batch) -> Tensor:
    """The words that an editor would copy for who and cue."""
    device = output.who.device
    scores, tags, soft = [], [], []
    for b, example in enumerate(batch.examples):
        here = output.who[b, _pieces(example, device)]
        scores.append(here)
        tags.append(torch.tensor(example.copied))
        if example.soft is not None:
            soft.append(F.cross_entropy(here, _tensor(example.soft.who).to(device)))
    total = _mean(torch.cat(scores), torch.cat(tags).to(device))
    return total + torch.stack(soft).mean() if soft else total


def _sentences(output: Output, batch: Batch) -> dict[str, Tensor]:
    """Labels, kinds and carry-over of sentences."""
    device = output.labels.device
    targets = torch.full((*batch.sentences.shape[:2], len(SENTENCE)), UNKNOWN)
    for b, example in enumerate(batch.examples):
        if example.sentences:
            targets[b, : len(example.sentences)] = torch.tensor(example.sentences)
    label, kind, carry = (target.flatten() for target in targets.to(device).unbind(2))
    parts = {
        "label": _mean(
            output.labels.flatten(0, 1), label, torch.tensor(LABEL_WEIGHTS, device=device)
        ),
        "kind": _mean(output.kinds.flatten(0, 1), kind),
        "carry": output.carry.sum() * 0.0,
    }
    known = carry != UNKNOWN
    if known.any():
        parts["carry"] = F.binary_cross_entropy_with_logits(
            output.carry.flatten()[known],
            carry[known].float(),
            pos_weight=torch.tensor(CARRY_WEIGHT, device=device),
        )
    soft = [(b, e.soft) for b, e in enumerate(batch.examples) if e.soft is not None]
    if any(len(targets.sentences) for _, targets in soft):
        for name, part in _soft_sentences(output, soft).items():
            parts[name] = parts[name] + part
    return parts


def _soft_sentences(output: Output, soft: Sequence[tuple[int, SoftTargets]]) -> dict[str, Tensor]:
    """What a teacher thinks of the sentences of some rows of a batch."""
    wanted = torch.cat([_tensor(targets.sentences) for _, targets in soft])
    labels, kinds, carry = wanted.to(output.labels.device).split(SENTENCE, 1)
    own = {
        name: torch.cat([getattr(output, name)[b, : len(t.sentences)] for b, t in soft])
        for name in ("labels", "kinds", "carry")
    }
    return {
        "label": F.cross_entropy(own["labels"], labels),
        "kind": F.cross_entropy(own["kinds"], kinds),
        "carry": F.binary_cross_entropy_with_logits(own["carry"], carry.squeeze(1)),
    }


def _pieces(example: Example, device: torch.device) -> Tensor:
    """The places (W,) of the words of an example."""
    return torch.from_numpy(example.window.pieces_at).to(device)


def _tensor(array: Array) -> Tensor:
    return torch.from_numpy(array).float()


def _padded(rows: Sequence[Tensor], width: int) -> Tensor:
    return torch.stack([F.pad(row, (0, 0, 0, width - len(row))) for row in rows])


def _mean(scores: Tensor, targets: Tensor, weights: Tensor | None = None) -> Tensor:
    if not (targets != UNKNOWN).any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores, targets, weights, ignore_index=UNKNOWN)
