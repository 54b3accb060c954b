"""The losses of a batch, head by head: against what people marked, and what a teacher thinks."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from accordingto.language.tagging.crf import stretches
from accordingto.language.tagging.scheme import KINDS, LABELS, TAGS
from accordingto.training.corpora import TYPES
from accordingto.training.examples import UNKNOWN, Array, Batch, Example, Lesson
from accordingto.training.network import Network, Output, crf_loss

LABEL_WEIGHTS = (1.0, 1.5, 1.0)  # narration, partly, attributed
CARRY_WEIGHT = 4.0
#: The teacher's share where people have marked the same.
TEACHER = 0.5


def loss(network: Network, output: Output, batch: Batch) -> dict[str, Tensor]:
    """The losses of a batch by head, each a scalar, weighted as they are summed."""
    output = Output(*(getattr(output, name).float() for name in Output.__slots__))
    return {
        **_roles(network, output, batch),
        "link": 0.2 * _links(output, batch),
        "who": 0.3 * _words(output, batch),
        **_sentences(output, batch),
    }


def _roles(network: Network, output: Output, batch: Batch) -> dict[str, Tensor]:
    """Cross entropy between the CRF wanted and the network's, and of its emissions alone."""
    emissions, wanted, follows, lengths = [], [], [], []
    for b, e in enumerate(batch.examples):
        if e.lesson is None and not e.marked:
            continue
        tags, pairs = _wanted(e)
        scores = output.roles[b, torch.from_numpy(e.window.pieces_at)]
        for s, t in stretches(e.paragraphs):
            emissions.append(scores[s:t])
            wanted.append(tags[s:t])
            lengths.append(t - s)
        follows.append(pairs)
    if not emissions:
        return {}
    width = max(lengths)
    rows, targets = (
        torch.stack([F.pad(each, (0, 0, 0, width - len(each))) for each in every])
        for every in (emissions, wanted)
    )
    mask = torch.arange(width) < torch.tensor(lengths).unsqueeze(1)
    transitions, first = network.scores()
    total = crf_loss(rows, targets, torch.cat(follows), mask, transitions, first)
    return {
        "crf": total / mask.sum(),
        "tag": 0.3 * F.cross_entropy(rows[mask], targets[mask]),
    }


def _wanted(e: Example) -> tuple[Tensor, Tensor]:
    """Probabilities of tags (W, 7) and expected transitions (P, 7, 7) to be learnt."""
    lesson = e.lesson
    if not e.marked and lesson is not None:
        return _tensor(lesson.tags), _tensor(lesson.follows)
    gold = torch.tensor(e.tags)
    tags = F.one_hot(gold, len(TAGS)).float()
    bounds = stretches(e.paragraphs)
    follows = torch.zeros(len(bounds), len(TAGS), len(TAGS))
    for k, (s, t) in enumerate(bounds):
        follows[k].index_put_(
            (gold[s : t - 1], gold[s + 1 : t]), torch.ones(t - s - 1), accumulate=True
        )
    if lesson is None:
        return tags, follows
    return (
        torch.lerp(tags, _tensor(lesson.tags), TEACHER),
        torch.lerp(follows, _tensor(lesson.follows), TEACHER),
    )


def _tensor(array: Array) -> Tensor:
    return torch.from_numpy(array).float()


def _links(output: Output, batch: Batch) -> Tensor:
    """Minus the log-probability that a word points to one of its partners, or to none."""
    found: list[Tensor] = []
    for b, e in enumerate(batch.examples):
        at = torch.from_numpy(e.window.pieces_at)
        places = torch.cat([torch.zeros(1, dtype=torch.long), at])  # [CLS] stands for none
        if e.links:
            kinds, words = torch.tensor([link[:2] for link in e.links]).unbind(1)
            chosen = output.links[b][kinds, at[words]][:, places]
            right = torch.zeros_like(chosen, dtype=torch.bool)
            for row, (_, _, to) in enumerate(e.links):
                right[row, [t + 1 for t in to] or [0]] = True
            found.append(
                torch.logsumexp(chosen, 1) - torch.logsumexp(chosen.masked_fill(~right, -1e9), 1)
            )
    return torch.cat(found).mean() if found else output.roles.sum() * 0.0


def _words(output: Output, batch: Batch) -> Tensor:
    scores, tags, taught = [], [], []
    for b, e in enumerate(batch.examples):
        here = output.words[b, torch.from_numpy(e.window.pieces_at)]
        scores.append(here)
        tags.append(torch.tensor(e.editor_tags))
        if e.lesson is not None:
            taught.append(F.cross_entropy(here, _tensor(e.lesson.words)))
    total = _mean(torch.cat(scores), torch.cat(tags))
    return total + torch.stack(taught).mean() if taught else total


def _sentences(output: Output, batch: Batch) -> dict[str, Tensor]:
    """Labels, kinds, carry-over and types of sentences."""
    s = batch.sentences.shape[1]
    judged = torch.full((len(batch.examples), s, 4), UNKNOWN)
    for b, e in enumerate(batch.examples):
        if e.judged:
            judged[b, : len(e.judged)] = torch.tensor(e.judged)
    label, kind, carry, source = (judged[:, :, i].flatten() for i in range(4))
    parts = {
        "label": _mean(output.labels.flatten(0, 1), label, torch.tensor(LABEL_WEIGHTS)),
        "kind": _mean(output.kinds.flatten(0, 1), kind),
        "type": _mean(output.types.flatten(0, 1), source),
        "carry": output.carry.sum() * 0.0,
    }
    known = carry != UNKNOWN
    if known.any():
        parts["carry"] = F.binary_cross_entropy_with_logits(
            output.carry.flatten()[known],
            carry[known].float(),
            pos_weight=torch.tensor(CARRY_WEIGHT),
        )
    lessons = [(b, e.lesson) for b, e in enumerate(batch.examples) if e.lesson is not None]
    if any(len(lesson.sentences) for _, lesson in lessons):
        for name, part in _taught_sentences(output, lessons).items():
            parts[name] = parts[name] + part
    weights = {"label": 0.3, "kind": 0.1, "type": 0.1, "carry": 0.1}
    return {name: weights[name] * part for name, part in parts.items()}


def _taught_sentences(output: Output, lessons: list[tuple[int, Lesson]]) -> dict[str, Tensor]:
    wanted = torch.cat([_tensor(lesson.sentences) for _, lesson in lessons])
    labels, kinds, carry, types = wanted.split([len(LABELS), len(KINDS), 1, len(TYPES)], 1)
    mine = {
        name: torch.cat([getattr(output, name)[b, : len(each.sentences)] for b, each in lessons])
        for name in ("labels", "kinds", "carry", "types")
    }
    return {
        "label": F.cross_entropy(mine["labels"], labels),
        "kind": F.cross_entropy(mine["kinds"], kinds),
        "carry": F.binary_cross_entropy_with_logits(mine["carry"], carry.squeeze(1)),
        "type": F.cross_entropy(mine["types"], types),
    }


def _mean(scores: Tensor, targets: Tensor, weights: Tensor | None = None) -> Tensor:
    if not (targets != UNKNOWN).any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores, targets, weights, ignore_index=UNKNOWN)
