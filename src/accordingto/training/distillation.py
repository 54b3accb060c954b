"""What a larger network teaches a smaller one: its probabilities for every word and sentence.

A teacher reads what the student will read, in the same windows. For the roles its targets are the
posterior of its CRF: the probabilities of the tags of every word, and how often one tag is expected
to follow another; they are all that the cross entropy between two CRFs needs (Wang et al.,
“Structure-Level Knowledge Distillation for Multilingual Sequence Labeling”, ACL 2020). Links it
does not teach.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from accordingto.errors import InputError
from accordingto.language.model import sha256
from accordingto.language.tagging.crf import posterior, stretches
from accordingto.training.examples import Array, Example, SoftTargets, batch, grouped
from accordingto.training.network import Network

#: A teacher, loaded when it is asked for: what it thinks may be stored already.
Teacher = Callable[[], Network]


def distilled(
    pool: Sequence[Example], path: Path, teacher: Teacher, checkpoint: Path, device: str
) -> list[Example]:
    """The examples with a teacher's targets, in their order.

    The targets are stored at ``path``, so that no text is read twice by the same teacher. Raises
    InputError where those stored there are of another ``checkpoint`` or of other examples.
    """
    origin = {"teacher": sha256(checkpoint), "examples": _digest(pool)}
    if not path.exists():
        targets = soft_targets(teacher(), pool, device)
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save({"origin": origin, "targets": [_tensors(window) for window in targets]}, path)
    stored = torch.load(path)
    if stored["origin"] != origin:
        raise InputError(
            f"The targets in {path} are of another teacher or of other texts.",
            "Delete the file, or name another folder for targets.",
        )
    return [
        replace(example, soft=SoftTargets(**{name: t.numpy() for name, t in window.items()}))
        for example, window in zip(pool, stored["targets"], strict=True)
    ]


def soft_targets(
    teacher: Network, pool: Sequence[Example], device: str = "cpu", pieces: int = 6000
) -> list[SoftTargets]:
    """What a teacher on that device thinks of examples, in their order."""
    teacher.eval()
    targets: dict[int, SoftTargets] = {}
    started = time.time()
    for group in grouped(list(enumerate(pool)), pieces, lambda pair: len(pair[1].window.ids)):
        numbers, windows = zip(*group, strict=True)
        targets.update(zip(numbers, _read(teacher, windows, device), strict=True))
        if len(targets) % 500 < len(group):
            print(f"read {len(targets)}/{len(pool)} {time.time() - started:.0f}s", flush=True)
    return [targets[number] for number in range(len(pool))]


@torch.no_grad()
def _read(teacher: Network, group: Sequence[Example], device: str) -> list[SoftTargets]:
    with torch.autocast(device, torch.bfloat16):
        raw = teacher(*batch(group, device).inputs)
    output = raw.full().cpu()
    transitions, first = (scores.cpu().numpy() for scores in teacher.scores())
    targets = []
    for row, example in enumerate(group):
        at = torch.from_numpy(example.window.pieces_at)
        emissions = output.roles[row, at].numpy()
        paragraphs = [
            posterior(emissions[start:end], transitions, first)
            for start, end in stretches(example.paragraphs)
        ]
        count = len(example.window.numbers)
        sentences = torch.cat(
            [
                output.labels[row, :count].softmax(1),
                output.kinds[row, :count].softmax(1),
                output.carry[row, :count, None].sigmoid(),
            ],
            1,
        )
        targets.append(
            SoftTargets(
                np.concatenate([tags for tags, _ in paragraphs]).astype(np.float16),
                np.stack([follows for _, follows in paragraphs]).astype(np.float32),
                sentences.half().numpy(),
                output.who[row, at].softmax(1).half().numpy(),
            )
        )
    return targets


def _tensors(targets: SoftTargets) -> dict[str, Tensor]:
    arrays: dict[str, Array] = {f.name: getattr(targets, f.name) for f in fields(targets)}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def _digest(pool: Sequence[Example]) -> str:
    """A sum of all that the teacher reads."""
    digest = hashlib.sha256()
    for example in pool:
        digest.update(example.window.ids.tobytes())
    return digest.hexdigest()
