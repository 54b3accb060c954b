"""A trained network → the ONNX file (int8) that the package carries."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from accordingto.training.network import Network

INPUTS = ("ids", "mask", "shapes", "quotes", "sentences")
OUTPUTS = ("roles", "links", "labels", "kinds", "carry", "types", "who")


class _Rows(nn.Module):
    """An embedding table in int8 with a scale for every row: a quarter of the size, hardly a loss.

    ONNX Runtime's own quantization has one scale for the whole table, which rare words spoil.
    """

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.table[ids].float() * self.scale[ids]


class _Plain(nn.Module):
    """The network with a plain tuple for output, as the exporter wants it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, quotes: Tensor, sentences: Tensor
    ) -> tuple[Tensor, ...]:
        o = self.network(ids, mask, shapes, quotes, sentences)
        return o.roles, o.links, o.labels, o.kinds, o.carry, o.types, o.words


def export(network: Network, tokenizer: Path, out: Path) -> None:
    """Write roles.onnx (dynamic int8), transitions.npz and tokenizer.json into ``out``."""
    network = copy.deepcopy(network).eval()
    embeddings = network.bert.embeddings
    embeddings.word_embeddings = _Rows(embeddings.word_embeddings.weight.detach())
    b, s, t = 2, 3, 24
    example = (
        torch.ones(b, t, dtype=torch.long),
        torch.ones(b, t, dtype=torch.long),
        torch.zeros(b, t, dtype=torch.long),
        torch.zeros(b, t, dtype=torch.long),
        torch.ones(b, s, t, dtype=torch.bool),
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:4]}
    axes["sentences"] = {0: "batch", 1: "sentences", 2: "pieces"}
    full = out / "roles.fp32.onnx"
    torch.onnx.export(
        _Plain(network),
        example,
        str(full),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    # The heads are small and sure of themselves only in full precision; the encoder bears int8.
    nodes = onnx.load(str(full)).graph.node
    kept = [n.name for n in nodes if n.op_type == "MatMul" and "/bert/" not in n.name]
    quantize_dynamic(
        full,
        out / "roles.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=kept,
        op_types_to_quantize=["MatMul"],
    )
    transitions, first = (x.detach().numpy() for x in network.scores())
    np.savez(out / "transitions.npz", transitions=transitions, first=first)
    shutil.copy(tokenizer, out / "tokenizer.json")
