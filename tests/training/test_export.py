"""What is done to a network once it is written.

Needs torch: ``pip install -e '.[train]'``, then ``pytest -m torch``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from accordingto.language.model import NETWORK, PACKAGED

pytestmark = pytest.mark.torch


def _guarded(path: Path) -> None:
    """A softmax whose output is 0 where it is no number, and a sum of it, as torch writes it."""
    import onnx
    from onnx import TensorProto, helper

    nodes = [
        helper.make_node("Softmax", ["x"], ["soft"]),
        helper.make_node("IsNaN", ["soft"], ["nan"]),
        helper.make_node("Where", ["nan", "zero", "soft"], ["safe"]),
        helper.make_node("Add", ["safe", "safe"], ["y"]),
    ]
    shape = [2, 3]
    graph = helper.make_graph(
        nodes,
        "guarded",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, shape)],
        [helper.make_tensor("zero", TensorProto.FLOAT, [], [0.0])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(path))


def _made(path: Path) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    rows = np.arange(6, dtype=np.float32).reshape(2, 3)
    return np.asarray(session.run(["y"], {"x": rows})[0])


def test_a_network_without_its_guard_gives_the_same(tmp_path: Path) -> None:
    import onnx

    from accordingto.training.export import unguard

    path = tmp_path / "guarded.onnx"
    _guarded(path)
    before = _made(path)
    unguard(path)
    assert (_made(path) == before).all()
    assert [node.op_type for node in onnx.load(str(path)).graph.node] == ["Softmax", "Add"]


def test_the_packaged_network_has_none() -> None:
    import onnx

    nodes = onnx.load(str(PACKAGED / NETWORK)).graph.node
    assert "IsNaN" not in {node.op_type for node in nodes}
