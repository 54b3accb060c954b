"""Fit the confidence of attributions on PolNeAR's dev split, and say how far it can be trusted.

    python -m accordingto.training.fit_confidence --polnear DIR [--model DIR] [--save]

The figures are cross-fitted: every article is judged by weights that were fitted on others. The
weights saved in the model are fitted on all.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accordingto.evaluate import calibration
from accordingto.evaluate.documents import MarkedArticle, read_split
from accordingto.evaluate.standoff import from_annotation
from accordingto.language.annotator import annotate_doc, read_doc
from accordingto.language.attribution.linking import link
from accordingto.language.model import CONFIGURATION, PACKAGED, Model, configuration
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load, parse
from accordingto.language.tagging.confidence import Evidence
from accordingto.records import Article
from accordingto.writing import write

Floats = NDArray[np.float64]
FOLDS = 10
#: Weight decay: pulls weights that little speaks for towards zero.
DECAY = 3.0


@dataclass(frozen=True, slots=True)
class Case:
    """A predicted attribution: its article by number, its evidence, and whether it is right."""

    article: int
    evidence: Evidence
    right: bool


def main() -> None:
    """Parse the command line, fit, print the figures and save the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--polnear", type=Path, required=True, help="holds dev/")
    parser.add_argument("--model", type=Path, default=PACKAGED, help="its folder")
    parser.add_argument("--save", action="store_true", help="write them into its config.json")
    options = parser.parse_args()
    found, gold = cases(options.polnear / "dev", load_model(options.model))
    names = list(found[0].evidence)
    table = np.array([[case.evidence[name] for name in names] for case in found])
    right = np.array([case.right for case in found], dtype=float)
    fold = np.array([case.article % FOLDS for case in found])
    chances = np.zeros(len(found))
    for k in range(FOLDS):
        fitted = fit(table[fold != k], right[fold != k])
        chances[fold == k] = 1 / (1 + np.exp(-table[fold == k] @ fitted))
    judged = [calibration.Judged(float(c), bool(r)) for c, r in zip(chances, right, strict=True)]
    print(f"cross-fitted over {FOLDS} folds of articles")
    print(calibration.figures(judged, gold))
    if options.save:
        weights = dict(zip(names, np.round(fit(table, right), 4).tolist(), strict=True))
        changed = replace(configuration(options.model), confidence=weights)
        write(options.model / CONFIGURATION, changed.to_json(options.model).encode())


def cases(split: Path, model: Model) -> tuple[list[Case], int]:
    """Every predicted attribution of a split that the tagger's links account for.

    The second value is how many attributions gold has.
    """
    nlp = load()
    found: list[Case] = []
    total = 0
    for number, (name, text, gold) in enumerate(read_split(split)):
        article = Article(text, origin=name)
        doc = parse(nlp, article)
        links = link(read_doc(doc, article, model.tagger)[1].spans, model.confidence)
        known = {(each.cue, each.content[0].start): each.evidence for each in links}
        predicted = from_annotation(annotate_doc(doc, article, model, least=0))
        judged, count = calibration.judge([MarkedArticle(name, text, gold, predicted)])
        total += count
        for verdict in judged:
            each = predicted[verdict.index]
            proof = known.get((each.cue[0] if each.cue else None, each.content[0].start))
            if proof:
                found.append(Case(number, proof, verdict.right))
    return found, total


def fit(table: Floats, right: Floats) -> Floats:
    """Weights (K,) of a logistic regression of right (N,) on table (N, K), by Newton's method."""
    found: Any = np.zeros(table.shape[1])
    for _ in range(30):
        chances = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (chances - right) + DECAY * found
        bend = (table * (chances * (1 - chances))[:, None]).T @ table + DECAY * np.eye(len(found))
        found = found - np.linalg.solve(bend, slope)
    return np.asarray(found)


if __name__ == "__main__":
    main()
