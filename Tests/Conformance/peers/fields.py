"""One model for every path of protobuf fields below a model, each setting one field to a value of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import onnx
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message
from onnx import AttributeProto, TensorProto, helper

from .compare import is_repeated

Path = tuple[str, ...]

# Values that are nobody's default, by protobuf's type number.
VALUES: dict[int, object] = {
    FieldDescriptor.TYPE_INT64: 7,
    FieldDescriptor.TYPE_INT32: 3,
    FieldDescriptor.TYPE_UINT64: 5,
    FieldDescriptor.TYPE_FLOAT: 1.5,
    FieldDescriptor.TYPE_DOUBLE: 2.5,
    FieldDescriptor.TYPE_STRING: "zz",
    FieldDescriptor.TYPE_BYTES: b"zz",
}

# The type that an attribute must have for a field of it to mean anything.
ATTRIBUTE_TYPES = {
    "f": "FLOAT",
    "i": "INT",
    "s": "STRING",
    "t": "TENSOR",
    "g": "GRAPH",
    "tp": "TYPE_PROTO",
    "sparse_tensor": "SPARSE_TENSOR",
    "floats": "FLOATS",
    "ints": "INTS",
    "strings": "STRINGS",
    "tensors": "TENSORS",
    "graphs": "GRAPHS",
    "type_protos": "TYPE_PROTOS",
    "sparse_tensors": "SPARSE_TENSORS",
}


class FieldModel(NamedTuple):
    """A model, the path of the field that it sets, and the (message, field) pair at the path's end."""

    path: Path
    pair: str
    model: onnx.ModelProto


def base() -> onnx.ModelProto:
    """Two nodes, a weight and a function."""
    twice = helper.make_function(
        "own", "Twice", ["a"], ["b"], [helper.make_node("Add", ["a", "a"], ["b"])], [helper.make_opsetid("", 18)]
    )
    graph = helper.make_graph(
        [
            helper.make_node("Mul", ["x", "k"], ["h"], name="scale"),
            helper.make_node("Twice", ["h"], ["y"], name="call", domain="own"),
        ],
        "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 2])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 2])],
        [helper.make_tensor("k", TensorProto.FLOAT, [2], [0.5, 4.0])],
    )
    return helper.make_model(
        graph,
        functions=[twice],
        ir_version=11,
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("own", 1)],
    )


def paths(message: Descriptor, before: Path = (), inside: tuple[str, ...] = ()) -> Iterator[tuple[Path, str]]:
    """Paths to plain fields, no message within itself, with the (message, field) pair at the end."""
    for field in message.fields:
        here = (*before, field.name)
        if field.message_type is None:
            yield here, f"{message.name}.{field.name}"
        elif field.message_type.name not in inside:
            yield from paths(field.message_type, here, (*inside, field.message_type.name))


def place(model: Message, path: Path) -> Message:
    """The message that holds the path's last field, made (the first of a list) where it is missing, and dressed."""
    message = model
    for name in path[:-1]:
        dress(message, name)
        field = message.DESCRIPTOR.fields_by_name[name]
        items = getattr(message, name)
        message = (items[0] if len(items) else items.add()) if is_repeated(field) else items
        message.SetInParent()
    dress(message, path[-1])
    return message


def dress(message: Message, field: str) -> None:
    """Gives an attribute the type that the field needs."""
    if isinstance(message, AttributeProto) and field in ATTRIBUTE_TYPES:
        message.name = message.name or "extra"
        message.type = message.type or AttributeProto.AttributeType.Value(ATTRIBUTE_TYPES[field])


def field_models() -> Iterator[FieldModel]:
    """The models, in the schema's order."""
    for path, pair in paths(onnx.ModelProto.DESCRIPTOR, (), ("ModelProto",)):
        model = base()
        message = place(model, path)
        field = message.DESCRIPTOR.fields_by_name[path[-1]]
        value = VALUES.get(field.type)
        if field.type == FieldDescriptor.TYPE_ENUM:
            value = field.enum_type.values[-1].number
        if is_repeated(field):
            getattr(message, path[-1]).append(value)
        else:
            setattr(message, path[-1], value)
        yield FieldModel(path, pair, model)
