"""The network: one encoder with heads for roles, links and sentences.

A small BERT reads word pieces; to each word embedding are added one of the word's shape and one
of its quotation state. Heads: role of every word (linear-chain CRF over words), links (a content
points to its cue and its source, a cue to its source; place 0, [CLS], is "none"), the words that an
editor would copy for who and cue, and for every sentence its label, kind and carry-over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from accordingto.language.tagging.scheme import COPIED, KINDS, LABELS, LINKS, QUOTES, SHAPES, TAGS
from accordingto.training.encoders import encoder

LINK_WIDTH = 64
IMPOSSIBLE = -1e4
#: How the scores of a sentence lie side by side: labels, kinds, carry.
SENTENCE = (len(LABELS), len(KINDS), 1)


@dataclass(frozen=True, slots=True)
class Output:
    """roles (B, T, 7), links (B, 3, T, T) from → to, labels (B, S, 3), kinds (B, S, 3),
    carry (B, S), who (B, T, 5), the tags of who and cue: all raw scores."""

    roles: Tensor
    links: Tensor
    labels: Tensor
    kinds: Tensor
    carry: Tensor
    who: Tensor

    def full(self) -> Output:
        """The same in full precision."""
        return Output(*(getattr(self, name).float() for name in Output.__slots__))

    def cpu(self) -> Output:
        """The same in the main memory."""
        return Output(*(getattr(self, name).cpu() for name in Output.__slots__))


class Network(nn.Module):
    """See the module. ``base`` is the folder of a BERT or an MPNet; ``pieces`` BERT's tokenizer."""

    def __init__(self, base: Path, pieces: Tokenizer, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = encoder(base, pieces, dropout)
        width = self.bert.config.hidden_size
        self.shape = nn.Embedding(len(SHAPES), width)
        self.quote = nn.Embedding(len(QUOTES), width)
        self.role = nn.Linear(width, len(TAGS))
        self.word = nn.Linear(width, len(COPIED))
        self.asks = nn.Linear(width, len(LINKS) * LINK_WIDTH)
        self.answers = nn.Linear(width, len(LINKS) * LINK_WIDTH)
        self.sentence = nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(dropout))
        self.label = nn.Linear(width, sum(SENTENCE))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.first = nn.Parameter(torch.zeros(len(TAGS)))
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.quote.weight)
        legal, begins = legal_transitions()
        self.register_buffer("legal", legal, persistent=False)
        self.register_buffer("begins", begins, persistent=False)

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, quotes: Tensor, sentences: Tensor
    ) -> Output:
        """ids, mask, shapes, quotes: (B, T) int; sentences: (B, S, T) bool, pieces of each."""
        words = self.bert.embeddings.word_embeddings(ids)
        states = self.bert(
            inputs_embeds=words + self.shape(shapes) + self.quote(quotes), attention_mask=mask
        ).last_hidden_state
        b, t, _ = states.shape
        asks = self.asks(states).view(b, t, len(LINKS), LINK_WIDTH).transpose(1, 2)
        answers = self.answers(states).view(b, t, len(LINKS), LINK_WIDTH).transpose(1, 2)
        links = asks @ answers.transpose(2, 3) / LINK_WIDTH**0.5
        here = sentences.to(states.dtype)
        mean = here @ states / here.sum(2, keepdim=True).clamp(min=1)
        top = states.unsqueeze(1).masked_fill(~sentences.unsqueeze(3), -1e4).amax(2)
        scores = self.label(self.sentence(torch.cat([mean, top], 2)))
        labels, kinds, carry = scores.split(SENTENCE, 2)
        return Output(self.role(states), links, labels, kinds, carry.squeeze(2), self.word(states))

    def scores(self) -> tuple[Tensor, Tensor]:
        """Transitions (7, 7) from → to and first tags (7,), illegal ones at IMPOSSIBLE."""
        return (
            self.transitions.masked_fill(~self.legal, IMPOSSIBLE),
            self.first.masked_fill(~self.begins, IMPOSSIBLE),
        )


def legal_transitions() -> tuple[Tensor, Tensor]:
    """(7, 7) bool, which tag may follow which, and (7,), which may be first.

    An I- tag follows only a tag of its own role.
    """
    return (
        torch.tensor([[not to.startswith("I-") or at[2:] == to[2:] for to in TAGS] for at in TAGS]),
        torch.tensor([not tag.startswith("I-") for tag in TAGS]),
    )


def crf_loss(
    emissions: Tensor,
    tags: Tensor,
    follows: Tensor,
    mask: Tensor,
    transitions: Tensor,
    first: Tensor,
) -> Tensor:
    """Summed cross entropy of a linear-chain CRF (Lafferty et al. 2001) against what is wanted.

    emissions (N, W, 7) float; tags (N, W, 7), the probability wanted of every tag, and follows
    (N, 7, 7), the transitions expected in every row: ones and counts where the tags are certain.
    mask (N, W) bool with True first.
    """
    wanted = (tags * emissions * mask.unsqueeze(2)).sum() + (tags[:, 0] * first).sum()
    return (
        log_partition(emissions, mask, transitions, first).sum()
        - wanted
        - (follows * transitions).sum()
    )


def log_partition(emissions: Tensor, mask: Tensor, transitions: Tensor, first: Tensor) -> Tensor:
    """The log of the summed weights of all tag sequences, by row (N,).

    emissions (N, W, 7), mask (N, W); transitions (7, 7). As ``tagging.crf.log_partition``, but of
    many rows at once, and with a gradient.
    """
    alpha = first + emissions[:, 0]
    for i in range(1, emissions.shape[1]):
        step = torch.logsumexp(alpha.unsqueeze(2) + transitions, 1) + emissions[:, i]
        alpha = torch.where(mask[:, i].unsqueeze(1), step, alpha)
    return torch.logsumexp(alpha, 1)
