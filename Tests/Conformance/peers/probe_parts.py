"""What probes are made of: changes of a message, and small tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from onnx import ModelProto, SparseTensorProto, TensorProto, helper

Message = TypeVar("Message")
Change = Callable[[Any], object]
Rows = list[tuple[str, Change]]


def base() -> ModelProto:
    """One node, with its domain present and empty, as the reference's parser leaves it."""
    value = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", 3]) for name in "xy"]
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"], domain="")], "g", value[:1], value[1:])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=12)


def put(**fields: Any) -> Change:
    """Sets plain fields; a list replaces a repeated one."""

    def change(message: Any) -> None:
        for name, value in fields.items():
            if isinstance(value, list):
                message.ClearField(name)
                getattr(message, name).extend(value)
            else:
                setattr(message, name, value)

    return change


def clear(*names: str) -> Change:
    """Takes fields away."""
    return lambda message: [message.ClearField(name) for name in names]


def add(field: str, **values: Any) -> Change:
    """Appends a message to a repeated field."""
    return lambda message: getattr(message, field).add(**values)


def each(what: str, values: list[Any], change: Callable[[Any], Change]) -> Rows:
    """One row a value."""
    return [(f"{what} {value!r}", change(value)) for value in values]


FLOAT1 = helper.make_tensor_type_proto(1, [1])
KEY = {"key": "k", "value": 'v "q"'}


def raw(kind: int, dims: list[int], content: bytes, name: str = "") -> TensorProto:
    """A tensor with `raw_data`."""
    tensor = TensorProto(data_type=kind, dims=dims, raw_data=content)
    put(name=name)(tensor)
    return tensor


def typed(kind: int, dims: list[int], field: str, values: list[Any], name: str = "") -> TensorProto:
    """A tensor with one of the typed fields."""
    tensor = TensorProto(data_type=kind, dims=dims)
    put(**{field: values}, name=name)(tensor)
    return tensor


def sparse(values: str, indices: str) -> SparseTensorProto:
    """Three places, of which one holds a number."""
    return SparseTensorProto(
        values=typed(1, [1], "float_data", [1.0], values), indices=typed(7, [1], "int64_data", [2], indices), dims=[3]
    )


def external(kind: int = 1, **entries: str) -> TensorProto:
    """A tensor whose numbers lie in another file."""
    return TensorProto(
        data_type=kind,
        dims=[4],
        data_location=TensorProto.EXTERNAL,
        external_data=[{"key": key, "value": value} for key, value in entries.items()],
    )


def changed(message: Message, change: Change) -> Message:
    """The message after a change."""
    change(message)
    return message
