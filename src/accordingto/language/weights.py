"""Weights of small networks, by name, in a file of numpy's. Below all rooms of ``language``."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Weights = Mapping[str, NDArray[np.float32]]
#: The shape of each weight by its name.
Shapes = Mapping[str, tuple[int, ...]]


def load_weights(path: Path, shapes: Shapes, *, several: bool = False) -> Weights:
    """The weights in a file, each of its shape; of ``several`` networks, one behind another.

    Raises ValueError where they are not there or do not fit.
    """
    try:
        with np.load(path) as file:
            weights = {name: file[name].astype(np.float32) for name in shapes}
    except (KeyError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path.name} holds no weights ({error})") from error
    if any(weights[name].shape[several:] != shape for name, shape in shapes.items()):
        raise ValueError(f"the weights in {path.name} do not fit each other")
    return weights


def save_weights(path: Path, weights: Weights) -> None:
    """Write weights, in half precision."""
    halves: Any = {name: every.astype(np.float16) for name, every in weights.items()}
    np.savez_compressed(path, **halves)


def layer(values: Floats, weights: Floats) -> NDArray[np.float32]:
    """What a layer makes of values (…, in); the last row of its weights (in + 1, out) is added.

    Of the weights of M networks (M, in + 1, out), what each makes of values (…, N, in).
    """
    added = weights[-1] if weights.ndim == 2 else weights[:, -1:]
    return np.asarray(values @ weights[..., :-1, :] + added)
