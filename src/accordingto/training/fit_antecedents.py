"""Fit the ranker of a pronoun's antecedents on the editor's set, and say how often it is right.

    python -m accordingto.training.fit_antecedents --editor DIR --texts DIR [--model DIR] [--save]

Where an attributed sentence names its source by “he” or “she”, the right antecedent is the one
whose name the editor gave. The figures are cross-fitted: every article is judged by weights that
were fitted on others. The weights saved in the model are fitted on all.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from accordingto.evaluate.files import filename, read_json, read_text
from accordingto.language.annotator import read_doc
from accordingto.language.attribution.linking import Link, link
from accordingto.language.coreference.ranker import Candidate, Ranked, Ranker, ranker
from accordingto.language.coreference.weighing import ruled
from accordingto.language.model import CONFIGURATION, PACKAGED, Model, configuration
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load, parse
from accordingto.language.profile.sources import resolver
from accordingto.quotations import quotations
from accordingto.records import Article
from accordingto.training.choices import is_source
from accordingto.writing import write

Floats = NDArray[np.float64]
FOLDS = 10
#: Weight decay: pulls weights that little speaks for towards zero.
DECAY = 2.0


@dataclass(frozen=True, slots=True)
class Case:
    """A pronoun: its article by number, its candidates, and which of them is right."""

    article: int
    candidates: Sequence[Candidate]
    right: int


def main() -> None:
    """Parse the command line, fit, print the figures and save the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--editor", type=Path, required=True, help="holds train.json")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=PACKAGED, help="its folder")
    parser.add_argument("--save", action="store_true", help="write them into its config.json")
    options = parser.parse_args()
    nlp, model = load(), load_model(options.model)
    rank = ranker(model.antecedents)
    pronouns: list[Case] = []
    for number, row in enumerate(read_json(options.editor / "train.json")):
        text = read_text(options.texts / f"{filename(row['id'])}.txt")
        article = Article(text, origin=row["id"])
        doc = parse(nlp, article)
        pronouns += cases(doc, article, _links(doc, article, model), row, number, rank)
    names = sorted({name for case in pronouns for c in case.candidates for name in c.evidence})
    right = 0
    for k in range(FOLDS):
        fitted = fit([c for c in pronouns if c.article % FOLDS != k], names)
        right += sum(
            int(np.argmax(table(c, names) @ fitted)) == c.right
            for c in pronouns
            if c.article % FOLDS == k
        )
    print(f"{len(pronouns)} pronouns, {100 * right / len(pronouns):.1f} % right, cross-fitted")
    if options.save:
        weights = dict(zip(names, np.round(fit(pronouns, names), 4).tolist(), strict=True))
        changed = replace(configuration(options.model), antecedents=weights)
        write(options.model / CONFIGURATION, changed.to_json(options.model).encode())


def _links(doc: Doc, article: Article, model: Model) -> tuple[Link, ...]:
    return link(read_doc(doc, article, model)[1].spans, model.links)


def cases(
    doc: Doc,
    article: Article,
    links: Sequence[Link],
    row: Mapping[str, Any],
    number: int,
    fallback: Ranker,
) -> list[Case]:
    """The pronouns among the links' sources whose right antecedent is among the candidates.

    ``links`` are those that the tagger finds, ``row`` what the editor judged. ``fallback``
    ranks the candidates where none is right.
    """
    named = {source["name"]: source for source in row["sources"]}
    pronouns: list[Case] = []

    def teach(pronoun: Token, candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
        """Put the right one first, so that one error does not lead to the next."""
        wanted = [
            (name, named.get(name, {}))
            for sentence in row["sentences"]
            if sentence["start"] <= pronoun.idx < sentence["end"]
            for name in sentence["sources"]
        ]
        right = [
            k
            for k, candidate in enumerate(candidates)
            if any(
                is_source(discourse[candidate.referent].name, name, source)
                for name, source in wanted
            )
        ]
        if not right:
            return fallback(pronoun, candidates)
        nearest = max(right, key=lambda k: candidates[k].evidence["nearness"])
        if len(candidates) > 1:
            pronouns.append(Case(number, candidates, nearest))
        return (Ranked(candidates[nearest].referent, 1.0),)

    speakers = resolver(doc, quotations(article.text, article.paragraphs), ruled(teach, len(doc)))
    discourse = speakers.discourse
    speakers.run(links, ())
    return pronouns


def table(case: Case, names: Sequence[str]) -> Floats:
    """The evidence of a case's candidates: one row a candidate, one column a name."""
    return np.array([[c.evidence.get(name, 0.0) for name in names] for c in case.candidates])


def fit(pronouns: Sequence[Case], names: Sequence[str]) -> Floats:
    """Weights (K,) of a conditional logistic regression (McFadden 1974), by Newton's method."""
    tables = [table(case, names) for case in pronouns]
    weights: Any = np.zeros(len(names))
    for _ in range(30):
        slope = DECAY * weights
        bend = DECAY * np.eye(len(names))
        for case, rows in zip(pronouns, tables, strict=True):
            chances = np.exp(rows @ weights - (rows @ weights).max())
            chances /= chances.sum()
            mean = chances @ rows
            slope = slope + mean - rows[case.right]
            bend = bend + (rows * chances[:, None]).T @ rows - np.outer(mean, mean)
        weights = weights - np.linalg.solve(bend, slope)
    return np.asarray(weights)


if __name__ == "__main__":
    main()
