"""A trained network → a model folder that loads: the ONNX file (int8) and all beside it."""

from __future__ import annotations

import copy
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from accordingto.language.model import (
    ASKING,
    CHOOSING,
    CONFIGURATION,
    KINDS,
    NAMING,
    NETWORK,
    PACKAGED,
    TOKENIZER,
    configuration,
)
from accordingto.language.tagging.tagger import OUTPUTS, STATES
from accordingto.records import ModelInfo
from accordingto.training.network import Network
from accordingto.writing import write

#: The layer, from 1, whose states the tagger keeps: the higher ones know little but their own task.
STATES_LAYER = 4
INPUTS = ("ids", "mask", "shapes", "quotes", "sentences")


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
        output = self.network(ids, mask, shapes, quotes, sentences)
        return tuple(getattr(output, name) for name in OUTPUTS)


def export(network: Network, tokenizer: Path, info: ModelInfo, out: Path) -> None:
    """Write the model folder ``out``: the network in dynamic int8, its tokenizer and configuration.

    What comes after the network is the packaged model's, until the commands that fit it save their
    own (the model card names them).
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _to_onnx(network, full)
        _quantize(full, out / NETWORK)
    give_states(out / NETWORK)
    unguard(out / NETWORK)
    shutil.copy(tokenizer, out / TOKENIZER)
    for name in (ASKING, CHOOSING, KINDS, NAMING):
        shutil.copy(PACKAGED / name, out / name)
    transitions, first = (scores.detach().cpu().numpy() for scores in network.scores())
    made = replace(configuration(PACKAGED), info=info, transitions=transitions, first=first)
    write(out / CONFIGURATION, made.to_json(out).encode())


def _to_onnx(network: Network, path: Path) -> None:
    """Write the network with its word embeddings in int8, all else in full precision."""
    network = copy.deepcopy(network).cpu().eval()
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
    torch.onnx.export(
        _Plain(network),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def give_states(path: Path) -> None:
    """Let a written network also give the states that the tagger keeps of each piece.

    What it gives beside them stays the same.
    """
    network = onnx.load(str(path))
    norm = f"/network/bert/encoder/layer.{STATES_LAYER - 1}/output/LayerNorm/LayerNormalization"
    made = next(node for node in network.graph.node if node.name == norm)
    width = next(w.dims[0] for w in network.graph.initializer if w.name == made.input[1])
    network.graph.node.append(onnx.helper.make_node("Identity", made.output[:1], [STATES]))
    network.graph.output.append(
        onnx.helper.make_tensor_value_info(
            STATES, onnx.TensorProto.FLOAT, ["batch", "pieces", width]
        )
    )
    onnx.save(network, str(path))


def unguard(path: Path) -> None:
    """Take the guard against numbers that are none out of attention: a fourth of the time.

    Only a piece that may look at no piece at all would need it, and [CLS] may always be looked at.
    What the network gives stays the same to the bit.
    """
    network = onnx.load(str(path))
    nodes = network.graph.node
    asks = {node.output[0]: node for node in nodes if node.op_type == "IsNaN"}
    guards = [node for node in nodes if node.op_type == "Where" and node.input[0] in asks]
    kept = {guard.output[0]: guard.input[2] for guard in guards}
    for guard in guards:
        nodes.remove(asks[guard.input[0]])
        nodes.remove(guard)
    for node in nodes:
        for place, name in enumerate(node.input):
            node.input[place] = kept.get(name, name)
    onnx.save(network, str(path))


def _quantize(full: Path, path: Path) -> None:
    # The heads are small and sure of themselves only in full precision; the encoder bears int8.
    nodes = onnx.load(str(full)).graph.node
    heads = [n.name for n in nodes if n.op_type == "MatMul" and "/bert/" not in n.name]
    quantize_dynamic(
        full,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=heads,
        op_types_to_quantize=["MatMul"],
    )
