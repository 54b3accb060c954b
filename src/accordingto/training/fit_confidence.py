"""Fit the confidence of attributions on the editor's judgements, and say how far to trust it.

    python -m accordingto.training.fit_confidence --editor DIR --texts DIR --parts DIR [--save]

An attribution is right where ``evaluate calibration`` says so: the editor gives most of its words
to the source that is named. The weights are fitted on the editor's train.json. Its figures are
cross-fitted, every article judged by weights that were fitted on others, and come by the kind of
attribution: what made it. dev.json is judged by the weights fitted on all of train. In train the
names, and whom a mention means, are told by the networks that learned from other articles
(``fit_recognizer``, ``fit_chooser``).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from accordingto.evaluate import calibration, editor
from accordingto.language.annotator import assembled, steps
from accordingto.language.attribution.evidence import NAMES
from accordingto.language.model import CONFIGURATION, PACKAGED, Model, configuration
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load, parse
from accordingto.language.tagging.confidence import Evidence, confidence
from accordingto.training.parts import choosing, fold, naming
from accordingto.training.regression import Case, cross_fitted, fitted
from accordingto.writing import write

_MADE_BY = "made by "


def main() -> None:
    """Parse the command line, fit, print the figures and save the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--editor", type=Path, required=True, help="holds train.json, dev.json")
    parser.add_argument("--texts", type=Path, required=True, help="holds ID.txt of all of them")
    parser.add_argument("--model", type=Path, default=PACKAGED, help="its folder")
    parser.add_argument("--save", action="store_true", help="write them into its config.json")
    parser.add_argument("--parts", type=Path, required=True, help="what both kept")
    options = parser.parse_args()
    model = load_model(options.model)
    models = choosing(naming(model, options.parts), options.parts)
    train = list(cases(options.editor / "train.json", options.texts, models))
    chances = cross_fitted(train, NAMES)
    print(f"train, cross-fitted\n{_figures(train, chances)}\n")
    weights = fitted(train, NAMES)
    dev = list(cases(options.editor / "dev.json", options.texts, [model]))
    sure = [confidence(case.evidence, weights) for case in dev]
    print(f"dev, by the weights of train\n{_figures(dev, sure)}")
    print(f"error of a perfect confidence on so few cases{_chance_error(sure):13.3f}")
    if options.save:
        changed = replace(configuration(options.model), confidence=weights)
        write(options.model / CONFIGURATION, changed.to_json(options.model).encode())


def cases(gold_json: Path, texts: Path, models: Sequence[Model]) -> Iterator[Case]:
    """Every attribution of a claim in the articles of an editor's file.

    ``models``: one, or that of each part of the articles.
    """
    nlp = load()
    for number, (gold, article) in enumerate(editor.articles(gold_json, texts)):
        doc = parse(nlp, article)
        model = models[fold(gold.id) % len(models)]
        made = steps(doc, article, model)
        ids = [attribution.id for attribution in made.built.attributions]
        evidence = dict(zip(ids, made.built.evidence, strict=True))
        for prediction in calibration.judge(gold, assembled(article, made, model)):
            proof = evidence[prediction.id]
            yield Case(number, proof, prediction.right, _kind(proof))


def _kind(evidence: Evidence) -> str:
    """What made an attribution: the tagger, or the rule of that name."""
    return next(name for name in evidence if name.startswith(_MADE_BY)).removeprefix(_MADE_BY)


def _figures(judged: list[Case], chances: np.ndarray | list[float]) -> str:
    return calibration.figures(
        [
            calibration.Prediction("", float(chance), case.right, case.kind)
            for chance, case in zip(chances, judged, strict=True)
        ]
    )


def _chance_error(chances: list[float], times: int = 200) -> float:
    """The calibration error to be expected where every chance is exactly right."""
    rng = np.random.default_rng(0)
    errors = [
        calibration.calibration_error(
            [
                calibration.Prediction("", chance, bool(hit))
                for chance, hit in zip(chances, rng.random(len(chances)) < chances, strict=True)
            ]
        )
        for _ in range(times)
    ]
    return float(np.mean(errors))


if __name__ == "__main__":
    main()
