"""If, Loop, Scan and SequenceMap around small graphs."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import GraphProto, NodeProto, helper, numpy_helper

from ..draw import Draw, Parts, Typed, Unsuitable
from ..kinds import dtype, is_native, type_proto
from .sequences import tensors


def graph(nodes: list[NodeProto], inputs: dict[str, str], outputs: dict[str, str]) -> GraphProto:
    """A graph whose values have types and, but for a loop's counter and condition, no shapes."""
    infos = [
        [
            onnx.ValueInfoProto(name=name, type=type_proto(kind, () if name in ("step", "condition") else None))
            for name, kind in row.items()
        ]
        for row in (inputs, outputs)
    ]
    return helper.make_graph(nodes, "body", *infos)


def tensor_kind(draw: Draw, parameter: str = "V") -> str:
    kind = draw.bound[parameter]
    if not kind.startswith("tensor"):
        raise Unsuitable("the recipe knows tensors")
    return kind


def constant(name: str, value: np.ndarray) -> NodeProto:
    return helper.make_node("Constant", [], [name], value=numpy_helper.from_array(value))


def sequence_branch(draw: Draw, name: str) -> NodeProto:
    """A sequence of outer tensors would need inputs; an empty one of the type does not."""
    from ..kinds import code

    return helper.make_node("SequenceEmpty", [], [name], dtype=code(draw.element("V")))


def choice(draw: Draw) -> Parts:
    kind = draw.bound["V"]
    if kind.startswith("optional"):
        raise Unsuitable("the recipe knows no optionals here")
    shape = draw.shape(0, 3)
    given: dict[str, Any] = {}
    for branch in ("then_branch", "else_branch"):
        name = f"{branch}_value"
        if kind.startswith("seq"):
            node = sequence_branch(draw, name)
        else:
            node = constant(name, draw.tensor("V", shape))
        given[branch] = graph([node], {}, {name: kind})
    return Parts([draw.tensor("bool", draw.pick([(), (1,)]))], given, 1, kinds={0: kind})


def loop(draw: Draw) -> Parts:
    """A value that is carried unchanged, and gathered in each step."""
    kind = tensor_kind(draw)
    boolean = "tensor(bool)"
    nodes = [
        helper.make_node("Identity", ["condition"], ["goes_on"]),
        helper.make_node("Identity", ["carried"], ["next"]),
        helper.make_node("Identity", ["carried"], ["scanned"]),
    ]
    inputs = {"step": "tensor(int64)", "condition": boolean, "carried": kind}
    body = graph(nodes, inputs, {"goes_on": boolean, "next": kind, "scanned": kind})
    count = draw.integers(draw.integer(0 if draw.chance(0.1) else 1, 4))
    condition = np.array(draw.chance(0.9)) if draw.chance() else None
    value = draw.tensor("V", draw.shape(0, 3))
    return Parts([count, condition, value], {"body": body}, 2, kinds={0: kind, 1: kind})


def scan(draw: Draw) -> Parts:
    """A state that becomes the last slice, and slices handed on, in either direction."""
    kind = tensor_kind(draw)
    nodes = [
        helper.make_node("Identity", ["slice"], ["last"]),
        helper.make_node("Identity", ["state"], ["before"]),
    ]
    body = graph(nodes, {"state": kind, "slice": kind}, {"last": kind, "before": kind})
    shape = draw.shape(0, 2, zero=0)
    steps = draw.integer(1, 4)
    given: dict[str, Any] = {"body": body, "num_scan_inputs": 1}
    if draw.version == 8:
        batch = draw.integer(1, 3)
        given |= draw.attributes(directions=[draw.integer(0, 1)])
        inputs = [None, draw.tensor("V", (batch, *shape)), draw.tensor("V", (batch, steps, *shape))]
        return Parts(inputs, given, 2, kinds={0: kind, 1: kind})
    given |= draw.attributes(scan_input_directions=[draw.integer(0, 1)], scan_output_directions=[draw.integer(0, 1)])
    axis = draw.integer(0, len(shape))
    if axis:
        given["scan_input_axes"] = [axis - len(shape) - 1 if draw.version >= 11 and draw.chance() else axis]
    whole = (*shape[:axis], steps, *shape[axis:])
    return Parts([draw.tensor("V", shape), draw.tensor("V", whole)], given, 2, kinds={0: kind, 1: kind})


def sequence_map(draw: Draw) -> Parts:
    kind = draw.bound["S"]
    inner = f"tensor({draw.element('S')})"
    if not is_native(dtype(draw.element("S"))):
        raise Unsuitable("ONNX Runtime takes no such sequence from Python")
    body = graph([helper.make_node("Identity", ["item"], ["same"])], {"item": inner}, {"same": inner})
    values = tensors(draw, "S", draw.integer(1, 3))
    return Parts([Typed(kind, values.value)], {"body": body}, 1, kinds={0: kind})


RECIPES = {"If": choice, "Loop": loop, "Scan": scan, "SequenceMap": sequence_map}
