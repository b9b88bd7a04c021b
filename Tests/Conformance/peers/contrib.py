"""A node of each of ONNX Runtime's own operators, as far as its schema tells what one looks like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import onnx
from onnx import AttributeProto, TensorProto, helper

DOMAIN = "com.microsoft"
ALLOWED = {
    "INT": 1,
    "FLOAT": 1.0,
    "STRING": "x",
    "INTS": [1],
    "FLOATS": [1.0],
    "STRINGS": ["x"],
    "TENSOR": helper.make_tensor("t", TensorProto.FLOAT, [1], [1.0]),
    "GRAPH": helper.make_graph([], "g", [], []),
}


def contrib_schemas() -> list[Any]:
    """The schemas that are in the installed wheel, in order."""
    from onnxruntime.capi import _pybind_state

    found = [each for each in _pybind_state.get_all_operator_schema() if each.domain == DOMAIN]
    return sorted(found, key=lambda each: (each.name, each.since_version))


def contrib_model(schema: Any) -> onnx.ModelProto:
    """A node with the required inputs, in the first type that each takes, and the required attributes."""
    types = {each.type_param_str: each.allowed_type_strs[0] for each in schema.type_constraints}
    graph = onnx.GraphProto(name="case")
    node = graph.node.add(op_type=schema.name, domain=DOMAIN)
    for position in range(schema.min_input):
        formal = schema.inputs[min(position, len(schema.inputs) - 1)]
        text = types.get(formal.typeStr, formal.typeStr)
        make = helper.make_sparse_tensor_type_proto if text.startswith("sparse") else helper.make_tensor_type_proto
        element = TensorProto.DataType.Value(text.partition("(")[2].removesuffix(")").upper())
        graph.input.append(helper.make_value_info(f"x{position}", make(element, ["A", "B"])))
        node.input.append(f"x{position}")
    for position in range(max(1, schema.min_output)):
        node.output.append(f"y{position}")
        graph.output.append(helper.make_tensor_value_info(f"y{position}", TensorProto.FLOAT, None))
        graph.output[-1].ClearField("type")
    node.attribute.extend(required(schema))
    imports = [helper.make_opsetid("", 21), helper.make_opsetid(DOMAIN, schema.since_version)]
    return helper.make_model(graph, opset_imports=imports, ir_version=10)


def required(schema: Any) -> Iterator[AttributeProto]:
    """Some value for each required attribute."""
    for name, attribute in sorted(schema.attributes.items()):
        if attribute.required:
            yield helper.make_attribute(name, ALLOWED[attribute.type.name])


def contrib_faults(schema: Any) -> Iterator[tuple[str, onnx.ModelProto]]:
    """The same with one fault of the signature."""
    made = contrib_model(schema)
    made.graph.node[0].attribute.append(helper.make_attribute("no_such_attribute", 1))
    yield "an unknown attribute", made
    if schema.min_input:
        made = contrib_model(schema)
        del made.graph.node[0].input[:]
        yield "no inputs", made
    for number, attribute in enumerate(contrib_model(schema).graph.node[0].attribute):
        made = contrib_model(schema)
        del made.graph.node[0].attribute[number]
        yield f"no {attribute.name}", made
