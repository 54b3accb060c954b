"""Fit how sure to be of a link, on PolNeAR's dev split: below a threshold it is left out.

    python -m accordingto.training.fit_links --polnear DIR [--model DIR] [--save]

A link is right where ``evaluate documents`` counts the attribution with its source. The figures are
cross-fitted: every article is judged by weights that were fitted on others. The weights saved in
the model are fitted on all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from accordingto.evaluate import calibration
from accordingto.evaluate.documents import cover, match, read_split, touched, words_of
from accordingto.evaluate.standoff import Marked, Standoff, from_annotation
from accordingto.language.annotator import annotate_doc, read_doc
from accordingto.language.attribution.linking import link
from accordingto.language.model import CONFIGURATION, PACKAGED, Model, configuration
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load, parse
from accordingto.language.tagging.confidence import EVIDENCE
from accordingto.records import Article
from accordingto.training.regression import Case, cross_fitted, fitted
from accordingto.writing import write


def main() -> None:
    """Parse the command line, fit, print the figures and save the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--polnear", type=Path, required=True, help="holds dev/")
    parser.add_argument("--model", type=Path, default=PACKAGED, help="its folder")
    parser.add_argument("--save", action="store_true", help="write them into its config.json")
    options = parser.parse_args()
    judged = list(cases(options.polnear / "dev", load_model(options.model)))
    predictions = [
        calibration.Prediction("", float(chance), case.right)
        for chance, case in zip(cross_fitted(judged, EVIDENCE), judged, strict=True)
    ]
    print(calibration.figures(predictions))
    if options.save:
        changed = replace(configuration(options.model), links=fitted(judged, EVIDENCE))
        write(options.model / CONFIGURATION, changed.to_json(options.model).encode())


def cases(split: Path, model: Model) -> Iterator[Case]:
    """Every predicted attribution of a split that the tagger's links account for."""
    nlp = load()
    for number, (name, text, gold) in enumerate(read_split(split)):
        article = Article(text, origin=name)
        doc = parse(nlp, article)
        links = link(read_doc(doc, article, model)[1].spans, model.links)
        known = {(made.cue, made.content[0].start): made.evidence for made in links}
        predicted = from_annotation(annotate_doc(doc, article, model, least=0))
        for index, right in _judged(text, gold, predicted):
            marked = predicted[index]
            evidence = known.get((marked.cue[0] if marked.cue else None, marked.content[0].start))
            if evidence:
                yield Case(number, evidence, right)


def _judged(text: str, gold: Standoff, predicted: tuple[Marked, ...]) -> Iterator[tuple[int, bool]]:
    """The predictions by number, and whether content and source are gold's."""
    words = words_of(text)
    out = cover(words, gold.discarded)
    wanted = touched(gold.marked, words, out)
    given = touched(predicted, words, out)
    right = {hit.index for _, hit in match(wanted, given, need_source=True)}
    for prediction in given:
        yield prediction.index, prediction.index in right


if __name__ == "__main__":
    main()
