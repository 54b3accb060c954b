"""Fit what an editor would query on readers' judgements, and say how far to trust it.

    python -m accordingto.training.fit_asking --config FILE [--ENTRY VALUE]…

The file says all that the run does; ``accordingto/training/configs/asking.toml`` is that of the
packaged model. Its figures are cross-fitted: every article is judged by weights that were fitted on
others (``cross-fitted.jsonl`` in the output folder has them sentence by sentence). By them the
chance is calibrated, and the least chance chosen at which a query is said. The weights of
everything, ``asking.npz``, and the configuration go into the folder ``paths.model``.

The first file of judgements sets how sparing an editor is. Of the others' readers it is fitted how
much more or less they ask.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from accordingto.errors import AccordingtoError, InputError
from accordingto.evaluate.calibration import Prediction, calibration_error
from accordingto.evaluate.figures import percent, ratio, table
from accordingto.language.asking.asker import Asker, standard
from accordingto.language.asking.evidence import Floats
from accordingto.language.model import ASKING, CONFIGURATION, configuration
from accordingto.language.tagging.scheme import REASONS
from accordingto.training.asking_readings import Cases, cases
from accordingto.training.regression import fit
from accordingto.training.settings import AskingPlan, AskingSettings, from_command_line
from accordingto.writing import write

#: Precision is read from no fewer queries than this.
FEWEST = 20
#: How much less it costs to say how sparing the readers of another file are.
FREE = 2.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line, fit, print the figures and write the weights."""
    try:
        run(from_command_line(arguments, __doc__.partition("\n")[0], AskingSettings))
    except AccordingtoError as error:
        sys.exit(str(error))


def run(settings: AskingSettings) -> None:
    """Fit by settings, print the figures and write the weights."""
    paths, plan = settings.paths, settings.plan
    judged = cases(paths.asked, paths.texts, paths.readings)
    scores = cross_fitted(judged, plan)
    norm = judged.file == 0
    slope, offset = calibrated(scores[norm, 0], judged.asked[norm])
    chances = 1 / (1 + np.exp(-(slope * scores[:, 0] + offset)))
    least = least_chance(chances[norm], judged.asked[norm], plan.precision)
    reasons = scores[:, 1:].argmax(1)
    for place, path in enumerate(paths.asked):
        here = judged.file == place
        print(f"{path.name}\n{_figures(judged, chances, reasons, here, least)}\n")
    paths.out.mkdir(parents=True, exist_ok=True)
    write(paths.out / "cross-fitted.jsonl", _lines(judged, chances, reasons).encode())
    whole = fitted(judged, np.arange(len(chances)), plan)
    weights, bias = whole.weights.copy(), whole.bias.copy()
    weights[:, 0], bias[0] = slope * weights[:, 0], slope * bias[0] + offset
    replace(whole, weights=weights, bias=bias).save(paths.model / ASKING)
    changed = replace(configuration(paths.model), asking=least)
    write(paths.model / CONFIGURATION, changed.to_json(paths.model).encode())


def cross_fitted(judged: Cases, plan: AskingPlan) -> Floats:
    """The scores (N, 9) of each case by weights that were fitted on other articles."""
    names = sorted(set(judged.articles.tolist()))
    random.Random(plan.seed).shuffle(names)
    fold = {name: place % plan.folds for place, name in enumerate(names)}
    folds = np.array([fold[name] for name in judged.articles.tolist()])
    scores = np.zeros((len(folds), 1 + len(REASONS)), np.float32)
    for k in range(plan.folds):
        part = fitted(judged, np.flatnonzero(folds != k), plan)
        rows = standard(judged.rows[folds == k], part.mean, part.deviation)
        scores[folds == k] = rows @ part.weights + part.bias
    return scores


def fitted(judged: Cases, chosen: np.ndarray, plan: AskingPlan) -> Asker:
    """The weights of some of the cases, by number; the chance is not calibrated yet."""
    rows = judged.rows[chosen]
    mean, deviation = rows.mean(0), rows.std(0) + 1e-3
    inputs = torch.from_numpy(standard(rows, mean, deviation))
    why = torch.from_numpy(judged.reasons[chosen])
    asked = (why.sum(1) > 0).float()
    others = F.one_hot(torch.from_numpy(judged.file[chosen]), int(judged.file.max()) + 1)[:, 1:]
    with_readers = torch.cat([inputs, FREE * others], 1)
    query, query_bias = _regression(
        with_readers,
        1,
        lambda scores: F.binary_cross_entropy_with_logits(scores[:, 0], asked, reduction="sum"),
        plan.decay,
    )
    known = asked > 0
    reasons, reasons_bias = _regression(
        inputs[known],
        len(REASONS),
        lambda scores: F.cross_entropy(scores, why[known], reduction="sum"),
        plan.decay_reasons,
    )
    weights = torch.cat([query[: inputs.shape[1]], reasons], 1).numpy()
    bias = torch.cat([query_bias, reasons_bias]).numpy()
    return Asker(mean, deviation, weights, bias, plan.precision)


def _regression(
    inputs: Tensor, width: int, loss: Callable[[Tensor], Tensor], decay: float
) -> tuple[Tensor, Tensor]:
    """Weights (K, width) and bias (width,) of the least loss of ``inputs @ weights + bias``."""
    weights = nn.Parameter(torch.zeros(inputs.shape[1], width))
    bias = nn.Parameter(torch.zeros(width))
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200, line_search_fn="strong_wolfe")

    def cost() -> Tensor:
        optimizer.zero_grad()
        total = loss(inputs @ weights + bias) + decay / 2 * weights.square().sum()
        total.backward()
        return total

    optimizer.step(cost)
    return weights.detach(), bias.detach()


def calibrated(scores: Floats, asked: np.ndarray) -> tuple[float, float]:
    """Slope and offset from scores (N,) to the log odds of being asked (Platt 1999)."""
    rows = np.stack([scores, np.ones_like(scores)], 1).astype(float)
    slope, offset = fit(rows, asked.astype(float))
    return float(slope), float(offset)


def least_chance(chances: np.ndarray, asked: np.ndarray, precision: float) -> float:
    """The lowest chance from which on the share of asked sentences is at least ``precision``.

    Raises InputError where no chance is high enough for that.
    """
    order = np.argsort(-chances)
    shares = np.cumsum(asked[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero((shares >= precision) & (np.arange(len(order)) >= FEWEST - 1))
    if not len(enough):
        raise InputError(
            f"No {FEWEST} queries are right to {percent(precision).strip()} of 100.",
            "Set plan.precision lower.",
        )
    return math.floor(1000 * float(chances[order[enough[-1]]])) / 1000


def _lines(judged: Cases, chances: np.ndarray, reasons: np.ndarray) -> str:
    """What is thought of each sentence by weights of other articles: a line of JSON each."""
    return "".join(
        json.dumps(
            {
                "article": str(judged.articles[row]),
                "number": int(judged.numbers[row]),
                "chance": round(float(chances[row]), 4),
                "reason": REASONS[reasons[row]],
                "asked": [REASONS[why] for why in np.flatnonzero(judged.reasons[row])],
            }
        )
        + "\n"
        for row in range(len(chances))
    )


def _figures(
    judged: Cases, chances: np.ndarray, reasons: np.ndarray, here: np.ndarray, least: float
) -> str:
    """The figures of some of the cases."""
    chances, asked = chances[here], judged.asked[here]
    right = judged.reasons[here][np.arange(len(asked)), reasons[here]] > 0
    hits = asked[np.argsort(-chances)]
    shares = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    said = chances >= least
    found = said & asked
    predictions = [
        Prediction("", float(chance), bool(hit)) for chance, hit in zip(chances, asked, strict=True)
    ]
    return table(
        [
            ("sentences, asked", f"{len(asked):5d}, {asked.sum()}"),
            ("average precision", f"{ratio(float(shares[hits].sum()), hits.sum()):.3f}"),
            (f"from {least:.3f} on", f"{said.sum():5d}"),
            ("  precision", percent(ratio(found.sum(), said.sum()))),
            ("  recall", percent(ratio(found.sum(), asked.sum()))),
            ("  reason right, of the right", percent(ratio(right[found].sum(), found.sum()))),
            ("reason right, of all asked", percent(ratio(right[asked].sum(), asked.sum()))),
            ("calibration error", f"{calibration_error(predictions):.3f}"),
        ],
        width=30,
    )


if __name__ == "__main__":
    main()
