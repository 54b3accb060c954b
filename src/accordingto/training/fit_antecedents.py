"""Fit the ranker of a pronoun's antecedents on the editor's set, and say how often it is right.

    python -m accordingto.training.fit_antecedents --editor DIR --texts DIR --out antecedents.json

Where an attributed sentence names its source by “he” or “she”, the right antecedent is the one
whose name the editor gave. The figures are cross-fitted: every article is judged by weights that
were fitted on others. The weights written are fitted on all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from accordingto.evaluate.files import filename, read_json, read_text
from accordingto.evaluate.names import DESCRIBED, same
from accordingto.language.annotator import read_doc
from accordingto.language.attribution.linking import Link, link
from accordingto.language.coreference.ranker import Candidate, Ranked, rank
from accordingto.language.pipeline import load, parse
from accordingto.language.profile.sources import resolver
from accordingto.language.segmentation.quotations import quotations
from accordingto.language.tagging.tagger import RoleTagger
from accordingto.records import Article
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
    """Parse the command line, fit, print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--editor", type=Path, required=True, help="holds train.json")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    nlp, tagger = load(), RoleTagger()
    found: list[Case] = []
    for number, row in enumerate(read_json(options.editor / "train.json")):
        text = read_text(options.texts / f"{filename(row['id'])}.txt")
        article = Article(text, origin=row["id"])
        doc = parse(nlp, article)
        found += cases(doc, article, link(read_doc(doc, article, tagger)[1].roles), row, number)
    names = sorted({name for case in found for each in case.candidates for name in each.evidence})
    right = 0
    for k in range(FOLDS):
        fitted = fit([c for c in found if c.article % FOLDS != k], names)
        right += sum(
            int(np.argmax(table(c, names) @ fitted)) == c.right
            for c in found
            if c.article % FOLDS == k
        )
    print(f"{len(found)} pronouns, {100 * right / len(found):.1f} % right, cross-fitted")
    made = dict(zip(names, np.round(fit(found, names), 4).tolist(), strict=True))
    write(options.out, f"{json.dumps(made, indent=1)}\n".encode())


def cases(
    doc: Doc, article: Article, links: Sequence[Link], row: Mapping[str, Any], number: int
) -> list[Case]:
    """The pronouns among the links' sources whose right antecedent is among the candidates.

    ``links`` are those that the tagger finds, ``row`` what the editor judged.
    """
    told = {each["name"]: each for each in row["sources"]}
    found: list[Case] = []

    def ranker(pronoun: Token, candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
        """Put the right one first, so that one error does not lead to the next."""
        wanted = [
            (name, told.get(name, {}))
            for each in row["sentences"]
            if each["start"] <= pronoun.idx < each["end"]
            for name in each["sources"]
        ]
        right = [
            k
            for k, each in enumerate(candidates)
            if any(_is(register[each.entry].name, name, source) for name, source in wanted)
        ]
        if not right:
            return rank(pronoun, candidates)
        nearest = max(right, key=lambda k: candidates[k].evidence["nearness"])
        if len(candidates) > 1:
            found.append(Case(number, candidates, nearest))
        return (Ranked(candidates[nearest].entry, 1.0),)

    speakers = resolver(doc, quotations(article.text, article.paragraphs), ranker)
    register = speakers.register
    speakers.run(links, ())
    return found


def _is(name: str, gold: str, row: Mapping[str, Any]) -> bool:
    return same(name, gold, row.get("mentions") or (), row.get("type") in DESCRIBED)


def table(case: Case, names: Sequence[str]) -> Floats:
    """The evidence of a case's candidates: one row a candidate, one column a name."""
    return np.array([[c.evidence.get(name, 0.0) for name in names] for c in case.candidates])


def fit(found: Sequence[Case], names: Sequence[str]) -> Floats:
    """Weights (K,) of a conditional logistic regression (McFadden 1974), by Newton's method."""
    tables = [table(case, names) for case in found]
    weights: Any = np.zeros(len(names))
    for _ in range(30):
        slope = DECAY * weights
        bend = DECAY * np.eye(len(names))
        for case, rows in zip(found, tables, strict=True):
            chances = np.exp(rows @ weights - (rows @ weights).max())
            chances /= chances.sum()
            mean = chances @ rows
            slope = slope + mean - rows[case.right]
            bend = bend + (rows * chances[:, None]).T @ rows - np.outer(mean, mean)
        weights = weights - np.linalg.solve(bend, slope)
    return np.asarray(weights)


if __name__ == "__main__":
    main()
