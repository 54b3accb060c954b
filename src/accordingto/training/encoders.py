"""The encoders a network can start from, under one interface: BERT's, and MPNet as a teacher.

Each has ``config.hidden_size``, ``embeddings.word_embeddings`` by BERT's numbers of word pieces,
and reads (inputs_embeds, attention_mask) → an object with ``last_hidden_state`` (B, T, width).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812
from transformers import AutoConfig, BertModel, MPNetModel

#: How MPNet writes BERT's special pieces; all other pieces are written alike.
_SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
_FIRST_PLACE = 2


def encoder(base: Path, pieces: Tokenizer, dropout: float) -> nn.Module:
    """The encoder in the folder ``base`` (config.json, model.safetensors)."""
    config = AutoConfig.from_pretrained(base)
    config.hidden_dropout_prob = dropout
    # Dropout on attention weights keeps torch from its fast attention on a CPU.
    config.attention_probs_dropout_prob = 0.0
    if config.model_type == "mpnet":
        return MPNet(base, config, pieces)
    return BertModel.from_pretrained(base, config=config, add_pooling_layer=False)


def layers(model: nn.Module) -> Sequence[nn.Module]:
    """The layers of an encoder, from the lowest."""
    inner = model.model if isinstance(model, MPNet) else model
    return list(inner.encoder.layer)


class MPNet(nn.Module):
    """MPNet (Song et al., NeurIPS 2020) with BERT's numbers of word pieces and fast attention."""

    def __init__(self, base: Path, config: AutoConfig, pieces: Tokenizer) -> None:
        super().__init__()
        self.config = config
        self.model = MPNetModel.from_pretrained(base, config=config, add_pooling_layer=False)
        self.embeddings = self.model.embeddings
        theirs = Tokenizer.from_file(str(base / "tokenizer.json"))
        table = self.embeddings.word_embeddings.weight.detach()
        renumbered = torch.zeros(pieces.get_vocab_size(), table.shape[1])
        for piece, number in pieces.get_vocab().items():
            renumbered[number] = table[theirs.token_to_id(_SPECIAL.get(piece, piece))]
        self.embeddings.word_embeddings = nn.Embedding.from_pretrained(renumbered, freeze=False)

    def forward(self, inputs_embeds: Tensor, attention_mask: Tensor) -> SimpleNamespace:
        """See the module."""
        b, t, _ = inputs_embeds.shape
        places = torch.arange(t, device=inputs_embeds.device) + _FIRST_PLACE
        places = self.embeddings.position_embeddings(places)
        states = self.embeddings.dropout(self.embeddings.LayerNorm(inputs_embeds + places))
        # A bias that needs a gradient would keep torch from its fast attention.
        bias = self.model.encoder.compute_position_bias(states).detach()
        bias = bias + (1 - attention_mask[:, None, None, :].to(bias.dtype)) * -1e4
        for layer in self.model.encoder.layer:
            own = layer.attention.attn
            q, k, v = (
                project(states).view(b, t, self.config.num_attention_heads, -1).transpose(1, 2)
                for project in (own.q, own.k, own.v)
            )
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
            seen = own.o(seen.transpose(1, 2).reshape(b, t, -1))
            states = layer.attention.LayerNorm(layer.attention.dropout(seen) + states)
            states = layer.output(layer.intermediate(states), states)
        return SimpleNamespace(last_hidden_state=states)
