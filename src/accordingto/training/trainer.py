"""Train a network: an epoch a pool of examples, averaged weights, a checkpoint and figures each."""

from __future__ import annotations

import copy
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from accordingto.training.encoders import layers
from accordingto.training.examples import Batch, Example, batches
from accordingto.training.figures import figures
from accordingto.training.losses import loss
from accordingto.training.network import Network
from accordingto.training.settings import Plan


def train(
    network: Network,
    pools: Sequence[Sequence[Example]],
    dev: Sequence[Example],
    out: Path,
    plan: Plan,
    device: str = "cpu",
) -> Network:
    """Train by ``plan``, a pool of examples an epoch; leave checkpoints and log in ``out``.

    ``dev``: the examples to tell figures of after every epoch. Returns the network with averaged
    weights.
    """
    rng = random.Random(plan.seed)
    network.to(device)
    averaged: Network = copy.deepcopy(network).eval()
    steps = sum(sum(len(e.window.ids) for e in pool) * 1.03 // plan.pieces + 1 for pool in pools)
    optimizer = _optimizer(network, plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / plan.warm_up, max(0.0, 1 - n / steps))
    )
    step, started = 0, time.time()
    for epoch, pool in enumerate(pools, 1):
        network.train()
        losses: dict[str, float] = {}
        for batch in batches(pool, plan.pieces, rng, device):
            parts = _step(network, batch, optimizer, device)
            schedule.step()
            step += 1
            _average(averaged, network, min(plan.decay, step / (step + 10)))
            for name, part in parts.items():
                losses[name] = 0.98 * losses.get(name, part.item()) + 0.02 * part.item()
            if step % 50 == 0:
                shown = " ".join(f"{name} {value:.3f}" for name, value in losses.items())
                seconds = time.time() - started
                print(f"{epoch} {step}/{steps:.0f} {seconds:.0f}s {shown}", flush=True)
            if step % 500 == 0:
                torch.save(averaged.state_dict(), out / "latest.pt")
        torch.save(averaged.state_dict(), out / f"epoch{epoch}.pt")
        report = figures(averaged, dev, device)
        _log(out, {"epoch": epoch, "seconds": round(time.time() - started), **losses, **report})
    return averaged


def _step(
    network: Network, batch: Batch, optimizer: torch.optim.Optimizer, device: str
) -> dict[str, Tensor]:
    """One step down the slope of a batch; its losses by head."""
    with torch.autocast(device, torch.bfloat16):
        output = network(*batch.inputs)
    parts = loss(network, output, batch)
    torch.stack(list(parts.values())).sum().backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return parts


def _optimizer(network: Network, plan: Plan) -> torch.optim.Optimizer:
    encoder = list(network.bert.parameters())
    known = {id(weights) for weights in encoder}
    heads = [weights for weights in network.parameters() if id(weights) not in known]
    if plan.frozen:
        for part in (network.bert.embeddings, *layers(network.bert)[: plan.frozen]):
            part.requires_grad_(False)
    encoder = [weights for weights in encoder if weights.requires_grad]
    groups = [
        {"params": encoder, "lr": plan.rate},
        {"params": heads, "lr": plan.heads * plan.rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


@torch.no_grad()
def _average(averaged: Network, network: Network, decay: float) -> None:
    """Move the averaged weights a step towards the network's (exponential moving average)."""
    own, others = list(averaged.parameters()), list(network.parameters())
    torch._foreach_lerp_(own, others, 1 - decay)


def _log(out: Path, line: dict[str, float]) -> None:
    text = json.dumps(line)
    with (out / "log.jsonl").open("a", encoding="utf8") as file:
        file.write(text + "\n")
    print(text, flush=True)
