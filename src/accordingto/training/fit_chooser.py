"""Fit the chooser of whom a mention means on the editor's set, and say how often it is right.

    python -m accordingto.training.fit_chooser --editor FILE … --texts DIR --parts DIR
        [--more FILE …] [--model DIR] [--save]

The names are those that the recognizers in ``--parts`` find (``fit_recognizer``), which learned
from other articles; the choosers that did are put beside them. First the right answers lead from
mention to mention, and networks learn what comes up; then these choose, and the final ones learn
from both, and from what the tool was sure of in raw news (``--more``, by ``annotated_news``). The
figures are cross-fitted: every article is judged by networks that learned from others. The weights
saved in the model are fitted on all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from spacy.language import Language
from torch import Tensor, nn

from accordingto.language.coreference.chooser import Chooser, shapes
from accordingto.language.coreference.question import Choose, Question
from accordingto.language.model import CHOOSING, CONFIGURATION, Model, configuration
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load
from accordingto.training.choices import Choice, Read, choices, read
from accordingto.training.named_layers import NamedLayers, Plan, learn, stacked
from accordingto.training.parts import PARTS, choosing_part, command_line, fold, naming
from accordingto.writing import write

NETWORKS, NETWORKS_OF_A_PART = 5, 2
PLAN = Plan(passes=8, batch=32, rate=1.5e-3, decay=1e-2)
DROPOUT = 0.3


def main() -> None:
    """Parse the command line, fit, print the figures and save the weights where asked to."""
    parser = command_line(__doc__.partition("\n")[0])
    parser.add_argument("--more", type=Path, nargs="*", default=(), help="annotated, not judged")
    options = parser.parse_args()
    nlp, model = load(), load_model(options.model)
    models = naming(model, options.parts)
    articles = [one for file in options.editor for one in read(nlp, models, file, options.texts)]
    annotated = [
        choice
        for file in options.more
        for one in read(nlp, PARTS * [model], file, options.texts)
        for choice in choices(nlp, model, one)
    ]
    torch.manual_seed(0)
    first = [c for one in articles for c in choices(nlp, model, one)]
    second = again(nlp, model, articles, first)
    parts = fitted_without([*first, *second], annotated)
    print(figures([(c, taken(c, parts[fold(c.article)])) for c in second if c.clear]))
    for number, chooser in enumerate(parts):
        chooser.save(options.parts / choosing_part(number))
    if options.save:
        every = [*first, *second, *annotated]
        fitted(every, range(NETWORKS)).save(options.model / CHOOSING)
        content = configuration(options.model).to_json(options.model)
        write(options.model / CONFIGURATION, content.encode())


def again(
    nlp: Language, model: Model, articles: Sequence[Read], first: Sequence[Choice]
) -> list[Choice]:
    """The choices that come up where networks choose that were fitted on other articles."""
    choosers = [fitted([c for c in first if fold(c.article) != k], (0,)) for k in range(PARTS)]
    return [
        choice
        for one in articles
        for choice in choices(nlp, model, one, choosers[fold(one.row["id"])])
    ]


def fitted_without(every: Sequence[Choice], annotated: Sequence[Choice]) -> list[Chooser]:
    """For each part of the judged articles the networks that learned from all others."""
    seeds = range(NETWORKS_OF_A_PART)
    return [
        fitted([*(choice for choice in every if fold(choice.article) != k), *annotated], seeds)
        for k in range(PARTS)
    ]


def taken(choice: Choice, choose: Choose) -> bool:
    """Whether the likeliest answer to a question is right."""
    return bool(choice.right[int(choose(choice.question).argmax())])


def figures(answers: Sequence[tuple[Choice, bool]]) -> str:
    """Of each kind of mention: how many, in how many of 100 the answer is right, and could be."""
    by_kind: dict[str, list[tuple[Choice, bool]]] = defaultdict(list)
    for answer in answers:
        by_kind[answer[0].question.kind].append(answer)
        by_kind["all"].append(answer)
    lines = [f"{'':18}{'cases':>6}{'right':>7}{'there':>7}"]
    for kind, given in sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0])):
        right = 100 * sum(right for _, right in given) / len(given)
        there = 100 * sum(choice.right.any() for choice, _ in given) / len(given)
        lines.append(f"{kind:18}{len(given):6}{right:7.1f}{there:7.1f}")
    return "\n".join(lines)


def fitted(every: Sequence[Choice], seeds: Sequence[int]) -> Chooser:
    """Networks that learned from the clear choices, one a seed."""
    teaching = [c for c in every if c.clear and c.better.any() and not c.better.all()]
    return Chooser(stacked([train(teaching, seed) for seed in seeds]))


class Network(NamedLayers):
    """One network of a `Chooser`, for a batch of questions laid end to end."""

    def __init__(self, width: int) -> None:
        """``width``: of the tagger's states."""
        super().__init__(shapes(width))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, batch: Sequence[Choice]) -> list[Tensor]:
        """The score of each candidate of each question."""
        questions = [choice.question for choice in batch]
        sizes = [len(q.rows) for q in questions]
        starts = np.cumsum([0, *sizes[:-1]])
        rows = _joined([q.rows for q in questions])
        asker = torch.repeat_interleave(torch.arange(len(batch)), torch.tensor(sizes))
        of = torch.from_numpy(
            np.concatenate([q.of + s for q, s in zip(questions, starts, strict=True)])
        )
        asked = torch.tanh(self.layer(self.drop(_stacked(questions)), "ask"))
        hidden = self.drop(torch.relu(self.layer(rows, "facts")))
        mixed = torch.relu(self.layer(hidden, "facts mixed"))
        bridge = self.layer(asked, "bridge of the mention")[asker]
        scores = (
            self.layer(mixed, "facts score")[:, 0]
            + self.layer(rows, "facts straight")[:, 0]
            + (bridge * self.layer(rows, "bridge of the facts")).sum(1)
        )
        told = torch.tanh(self.layer(self.drop(_joined([q.states for q in questions])), "tell"))
        here = asked[asker[of]]
        places = _joined([q.places for q in questions])
        pairs = torch.cat([here, told, here * told, places], 1)
        hidden = self.drop(torch.relu(self.layer(pairs, "pair")))
        each = self.layer(hidden, "pair score")[:, 0]
        return list((scores + _added_up(each, of, len(rows))).split(sizes))


def _added_up(scores: Tensor, of: Tensor, size: int) -> Tensor:
    """The log of the summed exponentials of each candidate's places; 0 where there are none."""
    top = torch.full((size,), -1e9).scatter_reduce(0, of, scores.detach(), "amax")
    summed = torch.zeros(size).scatter_add(0, of, torch.exp(scores - top[of]))
    known = summed > 0
    safe = torch.where(known, summed, torch.ones_like(summed))
    return torch.where(known, torch.log(safe) + torch.where(known, top, torch.zeros_like(top)), 0)


def _stacked(questions: Sequence[Question]) -> Tensor:
    return torch.from_numpy(np.stack([q.asker for q in questions]))


def _joined(parts: Sequence[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.concatenate(parts))


def train(teaching: Sequence[Choice], seed: int) -> Network:
    """One network that learned from choices, ready to judge others."""
    torch.manual_seed(seed)
    network = Network(teaching[0].question.states.shape[1])

    def loss(batch: Sequence[Choice]) -> Tensor:
        """How unlikely the better candidates are."""
        each = [
            torch.logsumexp(scores, 0) - torch.logsumexp(scores[torch.from_numpy(c.better)], 0)
            for c, scores in zip(batch, network(batch), strict=True)
        ]
        return torch.stack(each).mean()

    learn(network, teaching, loss, PLAN, seed)
    return network


if __name__ == "__main__":
    main()
