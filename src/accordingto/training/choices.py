"""An editor's judgements → for every mention that is no name, who of its candidates is right.

The candidates are those that the tool itself has before it, wherever its own earlier answers led:
a chooser taught on them learns to go on from its own mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from accordingto.evaluate.editor import UNKNOWN
from accordingto.evaluate.files import filename, read_json, read_text
from accordingto.evaluate.names import DESCRIBED, same
from accordingto.language.annotator import read_doc, read_steps
from accordingto.language.coreference.question import Choose, Floats, Question
from accordingto.language.model import Model
from accordingto.language.pipeline import parse
from accordingto.language.tagging.tagger import Tagging
from accordingto.records import Article, Span
from accordingto.training.parts import fold

#: The types of source that an editor's type may go by.
_LIKE = {
    "anonymous": frozenset({"anonymous", "unnamed person", "unnamed group"}),
    "unnamed person": frozenset({"unnamed person", "anonymous"}),
}
_NOT_PROSE = ("headline", "byline")


@dataclass(frozen=True, slots=True)
class Read:
    """A judged article, parsed and tagged: ``row`` is the editor's judgement of it."""

    article: Article
    row: Mapping[str, Any]
    parsed: bytes
    sentences: Sequence[Span]
    tagging: Tagging


@dataclass(frozen=True, slots=True)
class Choice:
    """A question, which candidates name the right source (N,), which of them are the better (N,).

    The better ones are of the type that the editor gave.
    ``clear``: the judgement is of this mention alone, so that it may teach; of whom somebody else
    relays (“Roe said that Doe said”) a sentence's judgement often tells nothing.
    """

    article: str
    question: Question
    right: NDArray[np.bool_]
    better: NDArray[np.bool_]
    clear: bool


def read(nlp: Language, models: Sequence[Model], judged: Path, texts: Path) -> Iterator[Read]:
    """The articles of an editor's file, parsed and tagged, each by its part's model.

    Raises InputError.
    """
    for row in read_json(judged):
        text = read_text(texts / f"{filename(row['id'])}.txt")
        article = Article(text, origin=row["id"])
        doc = parse(nlp, article)
        sentences, tagging = read_doc(doc, article, models[fold(row["id"])])
        yield Read(article, row, doc.to_bytes(), sentences, tagging)


def choices(nlp: Language, model: Model, read: Read, choose: Choose | None = None) -> list[Choice]:
    """The choices of one article that ``choose`` comes to; without it, the right answers lead."""
    made: list[Choice] = []

    def listening(question: Question) -> Floats:
        choice = _judged(question, read)
        if choice is not None:
            made.append(choice)
        return _right(question, choice) if choose is None else choose(question)

    doc = Doc(nlp.vocab).from_bytes(read.parsed)
    steps = read_steps(doc, read.article, read.sentences, read.tagging, model, choose=listening)
    relayed = [c.link.source for c in steps.claims if c.within is not None and c.link.source]
    return [
        replace(one, clear=False)
        if any(span.start <= one.question.start < span.end for span in relayed)
        else one
        for one in made
    ]


def _right(question: Question, choice: Choice | None) -> Floats:
    """The better candidate for certain; somebody new, or nobody, where none is known to be."""
    chances = np.zeros(len(question.rows), np.float32)
    known = choice is not None and choice.better.any()
    chances[int(choice.better.argmax()) if choice is not None and known else -1] = 1
    return chances


def _judged(question: Question, read: Read) -> Choice | None:
    """A question with its right answers; None where no editor's source stands to it."""
    row = read.row
    here = [s for s in row["sentences"] if s["start"] <= question.start < s["end"]]
    if not here or here[0]["label"] == "narration":
        return None
    sentence = here[0]
    if not is_prose(sentence):
        return None
    wanted = sentence["sources"]
    table = {source["name"]: source for source in row["sources"]}
    right = np.array([bool(n) and _is_any(n, wanted, table) for n in question.names])
    if wanted == [UNKNOWN] and question.pronoun:
        right[-1] = True
    types = set().union(*(_types(table.get(name, {}).get("type")) for name in wanted))
    fits = np.array([type_ is None or type_ in types for type_ in question.types])
    better = right & fits if (right & fits).any() else right
    who = sentence.get("who")
    if who and question.kind != "nothing":
        clear = question.text in who or who in question.text
    else:
        clear = len(wanted) == 1
    return Choice(row["id"], question, right, better, clear)


def _types(given: str | None) -> frozenset[str]:
    return _LIKE.get(given or "", frozenset({given} if given else ()))


def _is_any(name: str, wanted: Sequence[str], table: Mapping[str, Mapping[str, Any]]) -> bool:
    return any(is_source(name, gold, table.get(gold, {})) for gold in wanted)


def is_prose(sentence: Mapping[str, Any]) -> bool:
    """Whether an editor's sentence is body text, and cut rightly."""
    return not sentence.get("bad") and sentence.get("kind") not in _NOT_PROSE


def is_source(name: str, gold: str, row: Mapping[str, Any]) -> bool:
    """Whether a name is that of an editor's source; ``row``: of the table of sources."""
    return same(name, gold, row.get("mentions") or (), row.get("type") in DESCRIBED)
