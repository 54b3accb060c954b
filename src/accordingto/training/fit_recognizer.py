"""Fit the recognizer of names on silver, on an editor's sources and on gold sets.

    python -m accordingto.training.fit_recognizer --editor FILE … --texts DIR --news FILE.jsonl.xz
        --gold FILE … --parts DIR [--model DIR] [--save]

``accordingto.training.name_lessons`` says what teaches. The recognizers that learned without each
part of the editor's articles go to ``--parts``, for what is fitted after them; the weights saved in
the model are fitted on all. ``accordingto evaluate names`` measures them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from accordingto.evaluate.files import read_json
from accordingto.language.model import CONFIGURATION, NAMING, PACKAGED, configuration
from accordingto.language.model import load as load_model
from accordingto.language.naming.evidence import WIDTH, Floats
from accordingto.language.naming.recognizer import HIDDEN, SEEN, Recognizer, shapes
from accordingto.language.pipeline import load
from accordingto.training.corpora import news
from accordingto.training.name_lessons import Lesson, of_editor, of_gold, of_silver
from accordingto.training.named_layers import NamedLayers, Plan, learn
from accordingto.training.parts import PARTS, fold, naming_part
from accordingto.writing import write

PLAN = Plan(passes=3, batch=1, rate=2e-3, decay=1e-2, warm=200, least=0.02)
DROPOUT = 0.3
#: A gold set is small: it is gone through so often in each pass.
_GOLD = 2


def main() -> None:
    """Parse the command line, fit, and save the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--editor", type=Path, nargs="+", required=True, help="judged articles")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True, help="raw articles")
    parser.add_argument("--apart", type=Path, nargs="*", default=(), help="judged, not to be read")
    parser.add_argument("--count", type=int, default=1500, help="of raw articles")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="words with tags")
    parser.add_argument("--model", type=Path, default=PACKAGED, help="its folder")
    parser.add_argument("--parts", type=Path, help="keep what learned without each part")
    parser.add_argument("--save", action="store_true", help="write the weights into the model")
    options = parser.parse_args()
    nlp, model = load(names=True), load_model(options.model)
    left_out = {row["id"] for path in (*options.editor, *options.apart) for row in read_json(path)}
    texts = [one for path in options.editor for one in of_editor(path, options.texts)]
    raw = news(options.news, nlp, left_out, options.count, random.Random(0))
    silver = of_silver(nlp, model, [*texts, *((one.article, ()) for one in raw)])
    judged, others = silver[: len(texts)], silver[len(texts) :]
    others += _GOLD * [lesson for path in options.gold for lesson in of_gold(nlp, model, path)]
    if options.parts:
        options.parts.mkdir(parents=True, exist_ok=True)
        for part in range(PARTS):
            without = [lesson for lesson in judged if fold(lesson.article) != part]
            fitted([*without, *others]).save(options.parts / naming_part(part))
    if options.save:
        fitted([*judged, *others]).save(options.model / NAMING)
        changed = configuration(options.model)
        write(options.model / CONFIGURATION, changed.to_json(options.model).encode())


def fitted(lessons: Sequence[Lesson]) -> Recognizer:
    """A recognizer that learned from lessons."""
    return Recognizer(train(lessons).named())


class Network(NamedLayers):
    """A `Recognizer` that can learn."""

    def __init__(self, width: int) -> None:
        """``width``: of the tagger's states."""
        super().__init__(shapes(width))
        self.width = width
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, words: Tensor, same: Tensor) -> Tensor:
        """The scores of the tags (W, T) of a text's words."""
        states, evidence = words[:, : self.width], words[:, self.width :]
        hidden = torch.relu(self.layer(torch.cat([self.drop(states), evidence], 1), "words"))
        hidden = hidden + torch.relu(self.layer(_windows(self.drop(hidden)), "near"))
        hidden = hidden + torch.relu(self.layer(self.drop(_elsewhere(hidden, same)), "elsewhere"))
        hidden = hidden + torch.relu(self.layer(_windows(self.drop(hidden)), "far"))
        return self.layer(self.drop(hidden), "tags")


def _windows(hidden: Tensor) -> Tensor:
    padded = nn.functional.pad(hidden, (0, 0, SEEN // 2, SEEN // 2))
    return torch.cat([padded[at : at + len(hidden)] for at in range(SEEN)], 1)


def _elsewhere(hidden: Tensor, same: Tensor) -> Tensor:
    known = same >= 0
    numbers = same[known]
    count = int(same.max()) + 1 if len(numbers) else 0
    sums = torch.zeros(count, HIDDEN).index_add(0, numbers, hidden[known])
    means = sums / torch.bincount(numbers, minlength=count)[:, None]
    made = torch.zeros_like(hidden)
    made[known] = means[numbers]
    return made


def train(lessons: Sequence[Lesson], seed: int = 0) -> Network:
    """A network that learned from lessons, ready to judge other texts."""
    torch.manual_seed(seed)
    network = Network(lessons[0].words.shape[1] - WIDTH)

    def loss(batch: Sequence[Lesson]) -> Tensor:
        """How unlikely the tags are that the words of a text may have."""
        (lesson,) = batch
        scores = network(_tensor(lesson.words), torch.from_numpy(lesson.same))
        may = torch.from_numpy(lesson.may)
        chances = torch.log_softmax(scores, 1).masked_fill(~may, -1e9)
        return -torch.logsumexp(chances, 1).mean()

    learn(network, lessons, loss, PLAN, seed)
    return network


def _tensor(values: Floats) -> Tensor:
    return torch.from_numpy(values.astype(np.float32))


if __name__ == "__main__":
    main()
