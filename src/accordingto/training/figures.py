"""Dev figures of a network while it trains: quick, on the tokenizer's own words.

The figures that count come from ``accordingto evaluate``; these choose between epochs.
"""

from __future__ import annotations

import random
from collections import Counter

import torch
from tokenizers import Tokenizer

from accordingto.language.tagging.crf import spans_of, stretches, viterbi
from accordingto.language.tagging.scheme import TAGS
from accordingto.training.corpora import Document
from accordingto.training.examples import UNKNOWN, batches, examples
from accordingto.training.network import Network


@torch.no_grad()
def figures(
    network: Network, tokenizer: Tokenizer, roles: list[Document], judged: list[Document]
) -> dict[str, float]:
    """Exact F1 of each role, accuracy of links and labels, F1 of carry-over: percent."""
    network.eval()
    n: Counter[str] = Counter()
    transitions, first = (t.numpy() for t in network.scores())
    pool = [e for d in roles + judged for e in examples(d, tokenizer, 320)]
    for batch in batches(pool, 6000, random.Random(0)):
        out = network(batch.ids, batch.mask, batch.shapes, batch.quotes, batch.sentences)
        for b, e in enumerate(batch.examples):
            at = torch.from_numpy(e.window.pieces_at)
            if e.tags and e.tags[0] != UNKNOWN:
                emissions = out.roles[b, at].numpy()
                for s, t in stretches(e.paragraphs):
                    tags = viterbi(emissions[s:t], transitions, first)
                    mine, gold = set(spans_of(tags)), set(spans_of(list(e.tags[s:t])))
                    for role, *_ in mine & gold:
                        n[role + ".tp"] += 1
                    for role, *_ in mine:
                        n[role + ".p"] += 1
                    for role, *_ in gold:
                        n[role + ".g"] += 1
            places = torch.cat([torch.zeros(1, dtype=torch.long), at])
            for kind, i, to in e.links:
                guess = int(out.links[b, kind, at[i]][places].argmax())
                n[f"link{kind}.n"] += 1
                n[f"link{kind}"] += guess - 1 in to if to else guess == 0
            for k, (label, kind, carry, source) in enumerate(e.judged):
                for name, gold_value, scores in (
                    ("label", label, out.labels),
                    ("kind", kind, out.kinds),
                    ("type", source, out.types),
                ):
                    if gold_value != UNKNOWN:
                        n[name + ".n"] += 1
                        n[name] += int(scores[b, k].argmax()) == gold_value
                if carry != UNKNOWN:
                    said = bool(out.carry[b, k] > 0)
                    n["carry.tp"] += said and carry == 1
                    n["carry.p"] += said
                    n["carry.g"] += carry == 1
    shown = {
        role: 200 * n[role + ".tp"] / max(1, n[role + ".p"] + n[role + ".g"])
        for role in (*{tag[2:] for tag in TAGS if tag != "O"}, "carry")
    }
    for name in ("link0", "link1", "link2", "label", "kind", "type"):
        shown[name] = 100 * n[name] / max(1, n[name + ".n"])
    return {name: round(value, 2) for name, value in shown.items()}
