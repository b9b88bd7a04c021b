"""Models of a size, made on the fly: many nodes, many numbers, many bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SHAPE = ["N", 8, 32, 32]


def many_nodes(count: int) -> onnx.ModelProto:
    """A chain of nodes with names and value types as exporters write them."""
    kinds = (
        ("Conv", {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1], "strides": [1, 1], "dilations": [1, 1], "group": 1}),
        ("Relu", {}),
        ("Add", {}),
        ("LeakyRelu", {"alpha": 0.1}),
    )
    nodes, values, before = [], [], "input"
    for number in range(count):
        layer, (kind, attributes) = number // 10, kinds[number % 4]
        after = f"/layers.{layer}/op{number}/Output_{number}"
        second = {"Conv": [f"layers.{layer}.weight"], "Add": ["input"]}.get(kind, [])
        nodes.append(
            helper.make_node(kind, [before, *second], [after], name=f"/layers.{layer}/{kind}_{number}", **attributes)
        )
        values.append(helper.make_tensor_value_info(after, TensorProto.FLOAT, SHAPE))
        before = after
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, SHAPE)],
        [helper.make_tensor_value_info(before, TensorProto.FLOAT, None)],
        value_info=values,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])


def many_numbers(count: int) -> onnx.ModelProto:
    """One float32 tensor, normally distributed as weights are."""
    numbers = (np.random.default_rng(0).standard_normal(count) * 0.05).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("Identity", ["w"], ["y"])],
        "g",
        [],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(numbers, "w")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])


def many_bytes(path: Path, size: int, tensors: int) -> None:
    """A model of about `size` bytes in `tensors` equal weights, written as it is made; one is in memory at a time."""
    count = size // tensors // 4
    pattern = np.random.default_rng(0).bytes(4 * count)
    skeleton = many_numbers(0)
    del skeleton.graph.initializer[:]
    heads = [tensor_head(f"layers.{number}.weight", count) for number in range(tensors)]
    graph = skeleton.graph.SerializeToString()
    name_end = graph.index(b"\x12\x01g") + 3  # node and name stand before the initializers, input and output after them
    payload = 4 * count
    bodies = [len(head) + len(field(9, payload)) + payload for head in heads]
    graph_size = len(graph) + sum(len(field(5, body)) + body for body in bodies)
    skeleton.ClearField("graph")
    before, after = onnx.ModelProto(ir_version=skeleton.ir_version), onnx.ModelProto(opset_import=skeleton.opset_import)
    with path.open("wb") as out:
        out.write(before.SerializeToString() + field(7, graph_size) + graph[:name_end])
        for head, body in zip(heads, bodies):
            out.write(field(5, body) + head + field(9, payload))
            out.write(pattern)
        out.write(graph[name_end:] + after.SerializeToString())


def tensor_head(name: str, count: int) -> bytes:
    """A tensor's fields before its `raw_data`."""
    return TensorProto(dims=[count], data_type=TensorProto.FLOAT, name=name).SerializeToString()


def field(number: int, length: int) -> bytes:
    """The tag and length of a field that has its own length."""
    return bytes(varint(number << 3 | 2)) + bytes(varint(length))


def varint(number: int) -> Iterator[int]:
    """A number as protobuf writes it."""
    while number > 0x7F:
        yield number & 0x7F | 0x80
        number >>= 7
    yield number
