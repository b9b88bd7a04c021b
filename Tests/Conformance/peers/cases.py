"""A node that ONNX accepts for every version of every standard operator: the backend tests' nodes, set back in time.

Where a newer version has an input that an older one lacks, its value becomes the attribute of that name; types that the
older version does not allow become one that it does. onnx.checker with full check says whether the outcome is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, TypeProto, defs, helper, numpy_helper
from onnx.defs import OpSchema

from .recipes import recipes, required_attributes
from .truth import Truth, backend_truth

VARIADIC = OpSchema.FormalParameterOption.Variadic
TRIES = 60
# In this order a type that is not allowed is replaced by one that is.
PREFERRED = ("float", "int64", "bool", "int32", "double", "float16", "uint8", "int8", "string", "float8e4m3fn")
IR_VERSION = 13
# onnx's inference does not take the function body that onnx has for it.
ONLY_PLAIN_CHECK = frozenset([("MeanVarianceNormalization", 13)])


class Case(NamedTuple):
    """A node, the types of its inputs, and the values of those that may be constants."""

    node: NodeProto
    types: dict[str, TypeProto]
    values: dict[str, np.ndarray]
    ranks: dict[str, int]
    version: int


def backend_cases() -> dict[tuple[str, str], list[Case]]:
    """The backend tests of one node, by operator."""
    found: dict[tuple[str, str], list[Case]] = {}
    for truth in backend_truth():
        if "/light/" in truth.path.as_posix():
            continue
        model = onnx.load(truth.path)
        if len(model.graph.node) != 1 or model.functions:
            continue
        case = single(model, truth)
        found.setdefault((case.node.domain, case.node.op_type), []).append(case)
    return found


def single(model: onnx.ModelProto, truth: Truth) -> Case:
    """The case that a model of one node is."""
    node = model.graph.node[0]
    versions = {entry.domain: entry.version for entry in model.opset_import}
    values = {name: numpy_helper.to_array(tensor) for name, tensor in truth.small.items()}
    values |= {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    types = {info.name: info.type for info in model.graph.input}
    types |= {name: tensor_type(value) for name, value in values.items() if name not in types}
    ranks = {name: len(shape) for name, (_, shape) in truth.values.items()}
    return Case(node, types, values, ranks, versions.get(node.domain, 1))


def tensor_type(value: np.ndarray) -> TypeProto:
    """An array's type."""
    element = TensorProto.STRING if value.dtype.kind in "OUST" else helper.np_dtype_to_tensor_dtype(value.dtype)
    return helper.make_tensor_type_proto(element, value.shape)


def accepted(schema: OpSchema, cases: Sequence[Case]) -> tuple[onnx.ModelProto | None, str]:
    """A model of one node of this version that onnx.checker accepts, or what it says of the last try."""
    why = "nothing to try"
    key = (schema.domain, schema.name, schema.since_version)
    adapted = (made for case in cases[:TRIES] if (made := set_back(case, schema)) is not None)
    for source in (recipes(*key), adapted):
        for model in source:
            try:
                return checked(model), ""
            except Exception as refusal:  # every check has its own
                why = f"{type(refusal).__name__}: {str(refusal).strip().splitlines()[0][:150]}"
    return None, why


def checked(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model, if it passes the full check."""
    node = model.graph.node[-1]
    versions = {entry.domain: entry.version for entry in model.opset_import}
    onnx.checker.check_model(model, full_check=(node.op_type, versions[node.domain]) not in ONLY_PLAIN_CHECK)
    return model


def set_back(case: Case, schema: OpSchema) -> onnx.ModelProto | None:
    """A case's node as the schema's version has it."""
    newer = defs.get_schema(case.node.op_type, case.version, case.node.domain)
    node = NodeProto(op_type=schema.name, domain=schema.domain)
    values = dict(case.values)
    types = {name: clone(each) for name, each in case.types.items()}
    attributes = {each.name: each for each in case.node.attribute}
    inputs: list[str] = []
    for position, name in enumerate(case.node.input):
        formal = newer.inputs[min(position, len(newer.inputs) - 1)]
        place = place_of(formal.name, position, schema, newer)
        if place is not None:
            inputs += [""] * (place - len(inputs)) + [name]
        elif name and formal.name in schema.attributes and name in values:
            attributes[formal.name] = helper.make_attribute(
                formal.name, plain(values[name], schema.attributes[formal.name].type)
            )
    if len(inputs) < schema.min_input:
        return None
    node.input.extend(inputs)
    node.output.extend(case.node.output[: schema.max_output])
    kinds = {
        name: int(each.type.value if hasattr(each.type, "value") else each.type)
        for name, each in schema.attributes.items()
    }
    node.attribute.extend(each for name, each in attributes.items() if kinds.get(name) == each.type)
    node.attribute.extend(required_attributes(schema, node))
    retype(node, schema, types, values)
    return model_of(node, schema, types, values, case.ranks)


def place_of(name: str, position: int, schema: OpSchema, newer: OpSchema) -> int | None:
    """Where the schema has the input that a newer version has here, by name, else by position."""
    names = [each.name for each in schema.inputs]
    if schema.inputs and schema.inputs[-1].option == VARIADIC and position >= len(names) - 1:
        return position
    if name in names:
        return names.index(name)
    if name in schema.attributes or position >= len(names):
        return None
    return position if names[position] not in [each.name for each in newer.inputs] else None


def plain(value: np.ndarray, kind: OpSchema.AttrType) -> object:
    """A constant input's value as an attribute's."""
    if kind in (OpSchema.AttrType.INTS, OpSchema.AttrType.FLOATS):
        return value.reshape(-1).tolist()
    item = value.reshape(-1)[0].item() if value.size else 0
    return float(item) if kind == OpSchema.AttrType.FLOAT else int(item)


def clone(proto: TypeProto) -> TypeProto:
    """A copy that may be changed."""
    copy = TypeProto()
    copy.CopyFrom(proto)
    return copy


def formal_inputs(node: NodeProto, schema: OpSchema) -> Iterator[tuple[str, OpSchema.FormalParameter]]:
    """The inputs that a node has, each with the schema's parameter."""
    for position, name in enumerate(node.input):
        if name and schema.inputs:
            yield name, schema.inputs[min(position, len(schema.inputs) - 1)]


def retype(node: NodeProto, schema: OpSchema, types: dict[str, TypeProto], values: dict[str, np.ndarray]) -> None:
    """Replaces tensors' element types that the schema does not allow."""
    chosen: dict[str, str] = {}
    for name, formal in formal_inputs(node, schema):
        if name not in types or types[name].WhichOneof("value") != "tensor_type":
            continue
        allowed = {text[7:-1] for text in formal.types if text.startswith("tensor(")}
        own = TensorProto.DataType.Name(types[name].tensor_type.elem_type).lower()
        variable = formal.type_str
        if allowed and variable in chosen and chosen[variable] != own or allowed and own not in allowed:
            target = chosen.get(variable) or next((each for each in PREFERRED if each in allowed), None)
            if target is None:
                continue
            types[name].tensor_type.elem_type = TensorProto.DataType.Value(target.upper())
            values.pop(name, None)
            own = target
        if formal.is_homogeneous:
            chosen.setdefault(variable, own)


def model_of(
    node: NodeProto,
    schema: OpSchema,
    types: dict[str, TypeProto],
    values: dict[str, np.ndarray],
    ranks: dict[str, int],
) -> onnx.ModelProto:
    """The node in a model that imports the schema's version; integers and flags are constants.

    Outputs have the types that onnx infers, or the type of the first input where they share a type parameter, or where
    the operator's version says no more.
    """
    graph = onnx.GraphProto(name="case", node=[node])
    for name in dict.fromkeys(each for each in node.input if each):
        if name in values and values[name].dtype.kind in "iub":
            graph.initializer.append(numpy_helper.from_array(values[name], name))
        elif name in types:
            graph.input.append(onnx.ValueInfoProto(name=name, type=types[name]))
    graph.output.extend(onnx.ValueInfoProto(name=name) for name in node.output if name)
    imports = [helper.make_opsetid(schema.domain, schema.since_version)]
    if schema.domain:
        imports.append(helper.make_opsetid("", 21))
    model = helper.make_model(graph, opset_imports=imports, ir_version=IR_VERSION)
    inferred = {info.name: info.type for info in onnx.shape_inference.infer_shapes(model).graph.output}
    first = next((types[name].tensor_type.elem_type for name in node.input if name in types), 0)
    for info in graph.output:
        kind = inferred[info.name].WhichOneof("value")
        if kind in (None, "tensor_type"):
            tensor = inferred[info.name].tensor_type
            if not tensor.HasField("shape"):
                tensor.elem_type = tensor.elem_type or first
                tensor.shape.SetInParent()
                for _ in range(ranks.get(info.name, 0)):
                    tensor.shape.dim.add()
        info.type.CopyFrom(inferred[info.name])
    del model.graph.output[:]
    model.graph.output.extend(graph.output)
    return model


def standard_schemas() -> list[OpSchema]:
    """Every version of every operator that ONNX has, in order."""
    return sorted(defs.get_all_schemas_with_history(), key=lambda each: (each.domain, each.name, each.since_version))
