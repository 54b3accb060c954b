"""Fit what an editor would enter as somebody's title, and say how often it is right.

    python -m accordingto.training.fit_titles --editor DIR --texts DIR [--model DIR] [--save]

Of all that an article says beside the names of a source, the phrases that share words with the
title in the editor's table teach what a title is like: each counts as far as its words are the
editor's (token F1). The figures are cross-fitted: every article is judged by weights that were
fitted on others. The weights saved in the model are fitted on all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from accordingto.evaluate.editor import GoldArticle, articles, is_named
from accordingto.evaluate.figures import Tally, percent, ratio, table
from accordingto.evaluate.sourcing import same_title, shared_words
from accordingto.language.annotator import steps, weighing_of
from accordingto.language.model import CONFIGURATION, PACKAGED, Model, configuration
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load, parse
from accordingto.language.profile.sources import name_sources
from accordingto.language.profile.title_choice import chooser, evidences
from accordingto.language.profile.title_phrases import TitlePhrase
from accordingto.quotations import quotations
from accordingto.records import Article
from accordingto.training import regression
from accordingto.writing import write

#: The editor's files that teach, in the folder of all.
FILES = ("train.json", "train2.json")


@dataclass(frozen=True, slots=True)
class Case:
    """A source: its article by number, its name, what is said of it, and the editor's title."""

    article: int
    name: str
    phrases: tuple[TitlePhrase, ...]
    title: str


def main() -> None:
    """Parse the command line, fit, print the figures and save the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--editor", type=Path, required=True, help=f"holds {', '.join(FILES)}")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=PACKAGED, help="its folder")
    parser.add_argument("--save", action="store_true", help="write them into its config.json")
    options = parser.parse_args()
    nlp, model = load(), load_model(options.model)
    sources: list[Case] = []
    for file in FILES:
        for gold, article in articles(options.editor / file, options.texts):
            number = len({case.article for case in sources})
            sources += cases(parse(nlp, article), article, model, gold, number)
    print(report(sources, cross_fitted(sources)))
    if options.save:
        changed = replace(configuration(options.model), titles=fitted(sources))
        write(options.model / CONFIGURATION, changed.to_json(options.model).encode())


def cases(doc: Doc, article: Article, model: Model, gold: GoldArticle, number: int) -> list[Case]:
    """The sources of a parsed article that are in the editor's table, and what is said of them."""
    made = steps(doc, article, model)
    claims = made.claims
    told: dict[str, tuple[TitlePhrase, ...]] = {}

    def note(phrases: Sequence[TitlePhrase], name: str) -> None:
        told[name] = tuple(phrases)

    inner = frozenset(k for k, claim in enumerate(claims) if claim.within is not None)
    marks = quotations(article.text, article.paragraphs)
    links = [claim.link for claim in claims]
    weighing = weighing_of(doc, made.tagging, model)
    name_sources(doc, links, marks, weighing, note, inner)
    return list(_matched(told, gold, number))


def _matched(
    told: dict[str, tuple[TitlePhrase, ...]], gold: GoldArticle, number: int
) -> Iterator[Case]:
    left = dict(told)
    for row in gold.sources:
        name = next((name for name in left if is_named(name, row)), None)
        if name is not None:
            yield Case(number, name, left.pop(name), row.title)


def cross_fitted(sources: Sequence[Case]) -> list[str | None]:
    """The title of each source, by weights that were fitted on other articles."""
    given: list[str | None] = [None] * len(sources)
    for k in range(regression.FOLDS):
        weights = fitted([case for case in sources if case.article % regression.FOLDS != k])
        choose = chooser(weights)
        for at, case in enumerate(sources):
            if case.article % regression.FOLDS == k:
                given[at] = choose(case.phrases, case.name)
    return given


def fitted(sources: Sequence[Case]) -> dict[str, float]:
    """The weight of each piece of evidence."""
    rows, right = [], []
    for case in sources:
        for phrase, evidence in evidences(case.phrases, case.name).items():
            rows.append(evidence)
            right.append(_alike(case.title, phrase.text) if case.title else 0.0)
    names = sorted({name for row in rows for name in row})
    found = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    weights = regression.fit(found, np.array(right))
    return dict(zip(names, np.round(weights, 4).tolist(), strict=True))


def report(sources: Sequence[Case], given: Sequence[str | None]) -> str:
    """How many titles are the editor's, by `same_title`, and their words."""
    pairs = list(zip(sources, given, strict=True))
    entered = [(case.title, title or "") for case, title in pairs if case.title]
    right = sum(bool(title) and same_title(gold, title) for gold, title in entered)
    shared = Tally()
    for case, title in pairs:
        shared += shared_words(case.title, title or "")
    surplus = sum(bool(title) and not case.title for case, title in pairs)
    return table(
        [
            (f"{len(sources)} sources, {len(entered)} with a title", ""),
            ("right", f"{percent(ratio(right, len(entered)))}   ({len(entered)})"),
            ("words", shared),
            ("surplus", f"{surplus} of {len(sources) - len(entered)}"),
        ],
        width=15,
    )


def _alike(gold: str, phrase: str) -> float:
    return shared_words(gold, phrase).f1


if __name__ == "__main__":
    main()
