"""The layers of a small network as torch learns them and ``language.weights`` keeps them.

Each is one matrix: inputs in its rows, and in the last row what is added whatever is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn


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


def stacked(networks: Sequence[NamedLayers]) -> dict[str, NDArray[np.float32]]:
    """The weights of networks of one kind, one behind another."""
    each = [network.named() for network in networks]
    return {name: np.stack([weights[name] for weights in each]) for name in each[0]}


def _attribute(name: str) -> str:
    return name.replace(" ", "_")
