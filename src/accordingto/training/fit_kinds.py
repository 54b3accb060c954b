"""Fit what a description means, of four kinds, on the editor's set, and say how often it is right.

    python -m accordingto.training.fit_kinds --editor FILE … --texts DIR --parts DIR
        [--model DIR] [--save]

Of every sentence whose one source goes by the description that stands there, the editor's type of
that source teaches: somebody, several, an institution or a document. The names are those that the
recognizers in ``--parts`` find (``fit_recognizer``), which learned from other articles. The figures
are cross-fitted by article; the weights saved in the model are fitted on all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor

from accordingto.evaluate.names import same
from accordingto.language.annotator import weighing_of
from accordingto.language.coreference.clusters import clusters
from accordingto.language.coreference.kinds import BESIDE, KINDS, KindHead, evidence, shapes
from accordingto.language.coreference.mentions import Mention, described, mentions
from accordingto.language.coreference.question import Floats
from accordingto.language.model import CONFIGURATION, Model, configuration
from accordingto.language.model import KINDS as WEIGHTS
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load
from accordingto.records import Span
from accordingto.training.choices import Read, is_prose, read
from accordingto.training.named_layers import NamedLayers, Plan, learn
from accordingto.training.parts import PARTS, command_line, fold, naming
from accordingto.writing import write

PLAN = Plan(passes=20, batch=64, rate=2e-3, decay=1.0)
#: What each of an editor's types can be; who stays anonymous may be one or several.
_OF_TYPE = {
    "named person": ("person",),
    "unnamed person": ("person",),
    "anonymous": ("person", "group"),
    "unnamed group": ("group",),
    "named organization": ("organization",),
    "document": ("document",),
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A description: what is read of it, the tables' kind, and the kinds that it may be (4,)."""

    article: str
    read: Floats
    table: int
    may: NDArray[np.bool_]


def main() -> None:
    """Parse the command line, fit, print the figures and save the weights where asked to."""
    options = command_line(__doc__.partition("\n")[0]).parse_args()
    nlp, model = load(), load_model(options.model)
    models = naming(model, options.parts)
    every = [
        lesson
        for file in options.editor
        for one in read(nlp, models, file, options.texts)
        for lesson in lessons(nlp, model, one)
    ]
    print(figures(every))
    if options.save:
        fitted(every).save(options.model / WEIGHTS)
        content = configuration(options.model).to_json(options.model)
        write(options.model / CONFIGURATION, content.encode())


def lessons(nlp: Language, model: Model, read: Read) -> Iterator[Lesson]:
    """The descriptions of one article whose kind the editor's type tells."""
    doc = Doc(nlp.vocab).from_bytes(read.parsed)
    named = clusters(doc)
    states = weighing_of(doc, read.tagging, model).states
    types = {source["name"]: source["type"] for source in read.row["sources"]}
    for sentence in read.row["sentences"]:
        who, sources = sentence.get("who"), sentence["sources"]
        if not who or not is_prose(sentence) or len(sources) != 1 or sources[0] not in types:
            continue
        start = read.article.text.find(who, sentence["start"], sentence["end"])
        found = mentions(doc, named, Span(start, start + len(who))) if start >= 0 else ()
        if len(found) == 1 and found[0].kind in KINDS and _goes_by(found[0], sources[0]):
            may = np.array([kind in _OF_TYPE[types[sources[0]]] for kind in KINDS])
            read_of_it = evidence(doc, found[0], states)
            yield Lesson(read.row["id"], read_of_it, KINDS.index(found[0].kind), may)


def _goes_by(mention: Mention, name: str) -> bool:
    """Whether a source has no name but the description: “a spokesman” may be an institution's."""
    return same(described(mention), name, described=True)


def figures(every: Sequence[Lesson]) -> str:
    """How many descriptions are of the right kind by the tables, and by heads of other articles."""
    by_table = by_head = 0
    for k in range(PARTS):
        head = fitted([lesson for lesson in every if fold(lesson.article) != k])
        for lesson in every:
            if fold(lesson.article) == k:
                other = head.clearly(lesson.read, lesson.table)
                by_table += int(lesson.may[lesson.table])
                by_head += int(lesson.may[lesson.table if other is None else other])
    total = len(every)
    return f"{total} descriptions: {by_table / total:.1%} by the tables, {by_head / total:.1%} now"


def fitted(every: Sequence[Lesson]) -> KindHead:
    """The head that learned from descriptions."""
    torch.manual_seed(0)
    network = NamedLayers(shapes((len(every[0].read) - BESIDE) // 2))

    def loss(batch: Sequence[Lesson]) -> Tensor:
        """How unlikely the kinds are that a description may be."""
        scores = network.layer(torch.from_numpy(np.stack([one.read for one in batch])), "kinds")
        may = torch.from_numpy(np.stack([one.may for one in batch]))
        chances = torch.log_softmax(scores, 1).masked_fill(~may, -1e9)
        return -torch.logsumexp(chances, 1).mean()

    learn(network, every, loss, PLAN, seed=0)
    return KindHead(network.named())


if __name__ == "__main__":
    main()
