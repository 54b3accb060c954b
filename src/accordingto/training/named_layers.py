"""The layers of a small network as torch learns them and ``language.weights`` keeps them.

Each is one matrix: inputs in its rows, and in the last row what is added whatever is read. All such
networks learn alike, by `learn`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

_Case = TypeVar("_Case")
#: No step goes further than this, in all weights together.
_FARTHEST = 2.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How a network learns: passes over the cases, cases in a step, AdamW's rate and decay.

    The rate grows over ``warm`` steps, and falls to ``least`` of itself.
    """

    passes: int
    batch: int
    rate: float
    decay: float
    warm: int = 1
    least: float = 0.0


class NamedLayers(nn.Module):
    """A network that names its layers."""

    def __init__(self, shapes: Mapping[str, tuple[int, ...]]) -> None:
        """``shapes``: of each layer (in + 1, out) by its name."""
        super().__init__()
        self.weights = nn.ParameterDict()
        for name, (fan_in, fan_out) in shapes.items():
            layer = nn.Linear(fan_in - 1, fan_out)
            whole = torch.cat([layer.weight.detach().T, layer.bias.detach()[None]])
            self.weights[_attribute(name)] = nn.Parameter(whole)

    def layer(self, values: Tensor, name: str) -> Tensor:
        """What a layer makes of values (…, in)."""
        weights = self.weights[_attribute(name)]
        return values @ weights[:-1] + weights[-1]

    def named(self) -> dict[str, NDArray[np.float32]]:
        """The weights by the names of the layers."""
        return {name.replace("_", " "): w.detach().numpy() for name, w in self.weights.items()}


def learn(
    network: nn.Module,
    cases: Sequence[_Case],
    loss: Callable[[Sequence[_Case]], Tensor],
    plan: Plan,
    seed: int,
) -> None:
    """Let a network learn from cases, so that it is ready to judge others.

    ``loss``: what the network gets wrong in some of the cases.
    """
    optimizer = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=plan.decay)
    steps = plan.passes * -(-len(cases) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(1.0, (step + 1) / plan.warm) * max(plan.least, 1 - step / steps),
    )
    order, left = random.Random(seed), list(cases)
    for _ in range(plan.passes):
        order.shuffle(left)
        for start in range(0, len(left), plan.batch):
            optimizer.zero_grad()
            loss(left[start : start + plan.batch]).backward()
            nn.utils.clip_grad_norm_(network.parameters(), _FARTHEST)
            optimizer.step()
            schedule.step()
    network.eval()


def stacked(networks: Sequence[NamedLayers]) -> dict[str, NDArray[np.float32]]:
    """The weights of networks of one kind, one behind another."""
    each = [network.named() for network in networks]
    return {name: np.stack([weights[name] for weights in each]) for name in each[0]}


def _attribute(name: str) -> str:
    return name.replace(" ", "_")
