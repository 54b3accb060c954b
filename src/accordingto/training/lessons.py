"""What a larger network teaches a smaller one: its probabilities for every word and sentence.

A teacher reads what the pupil will read, in the same windows. For the roles its lesson is the
posterior of its CRF: the probabilities of the tags of every word, and how often one tag is expected
to follow another; they are all that the cross entropy between two CRFs needs (Wang et al.,
“Structure-Level Knowledge Distillation for Multilingual Sequence Labeling”, ACL 2020). Links it
does not teach.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from accordingto.language.tagging.crf import stretches
from accordingto.training.examples import Array, Example, Lesson, batch, grouped
from accordingto.training.network import Network, Output, log_partition


def taught(teacher: Network, pool: Sequence[Example], pieces: int = 6000) -> list[Example]:
    """The examples with the teacher's lessons, in their order."""
    teacher.eval()
    lessons: dict[int, Lesson] = {}
    started = time.time()
    for group in grouped(list(enumerate(pool)), pieces, lambda each: len(each[1].window.ids)):
        numbers, windows = zip(*group, strict=True)
        lessons.update(zip(numbers, _read(teacher, windows), strict=True))
        if len(lessons) % 500 < len(group):
            print(f"taught {len(lessons)}/{len(pool)} {time.time() - started:.0f}s", flush=True)
    return [replace(e, lesson=lessons[number]) for number, e in enumerate(pool)]


def _read(teacher: Network, group: Sequence[Example]) -> list[Lesson]:
    b = batch(group)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        raw = teacher(b.ids, b.mask, b.shapes, b.quotes, b.sentences)
    out = Output(*(getattr(raw, name).float() for name in Output.__slots__))
    lessons = []
    for row, e in enumerate(group):
        at = torch.from_numpy(e.window.pieces_at)
        tags, follows = posterior(teacher, out.roles[row, at], e.paragraphs)
        count = len(e.window.numbers)
        sentences = torch.cat(
            [
                out.labels[row, :count].softmax(1),
                out.kinds[row, :count].softmax(1),
                out.carry[row, :count, None].sigmoid(),
                out.types[row, :count].softmax(1),
            ],
            1,
        )
        lessons.append(
            Lesson(
                _half(tags),
                follows.numpy(),
                _half(sentences),
                _half(out.words[row, at].softmax(1)),
            )
        )
    return lessons


def _half(tensor: Tensor) -> Array:
    array: Array = tensor.half().numpy()
    return array


def posterior(
    network: Network, emissions: Tensor, paragraphs: Sequence[int]
) -> tuple[Tensor, Tensor]:
    """The CRF's probabilities of tags (W, 7) and expected transitions (P, 7, 7) of a window.

    They are the derivatives of its log-partition by emissions and by transitions.
    """
    bounds = stretches(paragraphs)
    width = max(t - s for s, t in bounds)
    rows = torch.stack([F.pad(emissions[s:t], (0, 0, 0, width - t + s)) for s, t in bounds])
    mask = torch.stack([torch.arange(width) < t - s for s, t in bounds])
    transitions, first = (each.detach() for each in network.scores())
    with torch.enable_grad():
        rows = rows.detach().requires_grad_()
        each = transitions.expand(len(bounds), -1, -1).clone().requires_grad_()
        total = log_partition(rows, mask, each, first).sum()
        tags, follows = torch.autograd.grad(total, (rows, each))
    return torch.cat([tags[k, : t - s] for k, (s, t) in enumerate(bounds)]), follows
