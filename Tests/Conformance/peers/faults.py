"""A right model of one node, made wrong in the ways that an operator's schema forbids."""

from __future__ import annotations

from collections.abc import Iterator

import onnx
from onnx import TypeProto, helper
from onnx.defs import OpSchema

UNBOUNDED = 2**31 - 1
# Types to try where a parameter does not allow them, as schemas write them.
STRANGE = {
    "tensor(string)": helper.make_tensor_type_proto(8, [2]),
    "tensor(bool)": helper.make_tensor_type_proto(9, [2]),
    "tensor(float)": helper.make_tensor_type_proto(1, [2]),
    "tensor(complex64)": helper.make_tensor_type_proto(14, [2]),
    "seq(tensor(float))": helper.make_sequence_type_proto(helper.make_tensor_type_proto(1, [2])),
    "map(string, tensor(float))": helper.make_map_type_proto(8, helper.make_tensor_type_proto(1, [])),
}
RANKS = (0, 1, 9)


def faulty(model: onnx.ModelProto, schema: OpSchema) -> Iterator[tuple[str, onnx.ModelProto]]:
    """Models with one fault each, and what it is."""
    at = len(model.graph.node) - 1
    node = model.graph.node[at]
    made = copy_of(model)
    made.graph.node[at].attribute.append(helper.make_attribute("no_such_attribute", 1))
    if is_refused(made):  # some schemas take any
        yield "an unknown attribute", made
    for number, attribute in enumerate(node.attribute):
        if attribute.name in schema.attributes and schema.attributes[attribute.name].required:
            made = copy_of(model)
            del made.graph.node[at].attribute[number]
            yield f"no {attribute.name}", made
    if schema.min_input > 0:
        made = copy_of(model)
        del made.graph.node[at].input[:]
        yield "no inputs", made
    if schema.max_input < UNBOUNDED:
        made = copy_of(model)
        extra = onnx.ValueInfoProto(name="one_too_many", type=STRANGE["tensor(float)"])
        made.graph.input.append(extra)
        made.graph.node[at].input.extend([extra.name] * (schema.max_input + 1 - len(node.input)))
        yield "too many inputs", made
    for position, name in enumerate(node.input):
        if not name:
            continue
        formal = schema.inputs[min(position, len(schema.inputs) - 1)]
        for text, strange in STRANGE.items():
            if text not in formal.types:
                yield f"{text} for {formal.name}", retyped(model, name, strange)
                break


def wrong_ranks(model: onnx.ModelProto) -> Iterator[tuple[str, onnx.ModelProto]]:
    """Models with an input of another rank, those that onnx.checker refuses."""
    node = model.graph.node[-1]
    types = {info.name: info.type for info in model.graph.input}
    for name in dict.fromkeys(node.input):
        if name not in types or types[name].WhichOneof("value") != "tensor_type":
            continue
        tensor = types[name].tensor_type
        for rank in RANKS:
            made = retyped(model, name, helper.make_tensor_type_proto(tensor.elem_type, [2] * rank))
            if rank != len(tensor.shape.dim) and is_refused(made):
                yield f"rank {rank} for {name}", made


def is_refused(model: onnx.ModelProto) -> bool:
    """Whether onnx.checker finds a fault."""
    try:
        onnx.checker.check_model(model, full_check=True)
    except Exception:  # each check has its own
        return True
    return False


def retyped(model: onnx.ModelProto, name: str, new: TypeProto) -> onnx.ModelProto:
    """The model with another type for an input, which is no constant then."""
    made = copy_of(model)
    for kept in (made.graph.initializer, made.graph.input):
        for number in reversed(range(len(kept))):
            if kept[number].name == name:
                del kept[number]
    made.graph.input.append(onnx.ValueInfoProto(name=name, type=new))
    return made


def copy_of(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy that may be changed."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    return copy
