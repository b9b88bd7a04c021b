"""Compares models with protobuf's own Python runtime, the tests' second opinion."""

from __future__ import annotations

from collections.abc import Iterator

import onnx
from google.protobuf.message import Message
from onnx import numpy_helper


def canonical(content: bytes, model: onnx.ModelProto) -> bool:
    """Whether protobuf writes the model it read from these bytes as the same bytes again."""
    return model.SerializeToString() == content


def same_fields(left: Message, right: Message) -> bool:
    """Field by field: presence, NaN payloads and unknown fields count, the order of fields in a file does not."""
    return left.SerializeToString(deterministic=True) == right.SerializeToString(deterministic=True)


def differences(left: Message, right: Message, path: str = "") -> Iterator[str]:
    """Field paths, as `graph.node[3].attribute[0].f`, at which two messages differ."""
    for field in left.DESCRIPTOR.fields:
        here = f"{path}.{field.name}" if path else field.name
        a, b = getattr(left, field.name), getattr(right, field.name)
        if is_repeated(field):
            if len(a) != len(b):
                yield here
            elif field.message_type is None:
                if list(a) != list(b) and repr(list(a)) != repr(list(b)):
                    yield here
            else:
                for index, (x, y) in enumerate(zip(a, b)):
                    yield from differences(x, y, f"{here}[{index}]")
        elif left.HasField(field.name) != right.HasField(field.name):
            yield here
        elif field.message_type is not None:
            if left.HasField(field.name):
                yield from differences(a, b, here)
        elif a != b and repr(a) != repr(b):
            yield here


def lost_fields(before: Message, after: Message, path: str = "") -> Iterator[str]:
    """Field paths of what is set in the first message and not so in the second, which may have more of everything."""
    for field, value in before.ListFields():
        here = f"{path}.{field.name}" if path else field.name
        other = getattr(after, field.name)
        if is_repeated(field):
            if len(other) < len(value):
                yield here
            for index, (x, y) in enumerate(zip(value, other)):
                if field.message_type is not None:
                    yield from lost_fields(x, y, f"{here}[{index}]")
                elif repr(x) != repr(y):
                    yield f"{here}[{index}]"
        elif not after.HasField(field.name):
            yield here
        elif field.message_type is not None:
            yield from lost_fields(value, other, here)
        elif repr(value) != repr(other):
            yield here


def is_repeated(field: object) -> bool:
    """protobuf's own answer, under the name that its version has for it."""
    answer = getattr(field, "is_repeated", None)
    if answer is None:
        return field.label == field.LABEL_REPEATED
    return answer() if callable(answer) else answer


def without_packing(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy in which numbers lie in `raw_data`, and fields that are set to nothing are not set."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    normalise(copy)
    return copy


def normalise(message: Message) -> None:
    """Does `without_packing`'s work in place, below any message."""
    if isinstance(message, onnx.TensorProto):
        pack(message)
    for field in message.DESCRIPTOR.fields:
        if is_repeated(field):
            if field.message_type is not None:
                for item in getattr(message, field.name):
                    normalise(item)
        elif message.HasField(field.name):
            value = getattr(message, field.name)
            if field.message_type is not None:
                normalise(value)
            elif not value and field.containing_oneof is None:
                message.ClearField(field.name)


def pack(tensor: onnx.TensorProto) -> None:
    """Moves a tensor's numbers into `raw_data` where onnx can read them."""
    if tensor.data_location == onnx.TensorProto.EXTERNAL or tensor.data_type in (0, onnx.TensorProto.STRING):
        return
    try:
        numbers = numpy_helper.from_array(numpy_helper.to_array(tensor))
    except Exception:  # counts and types that do not agree: compared as they are
        return
    for name in ("float_data", "int32_data", "int64_data", "double_data", "uint64_data"):
        tensor.ClearField(name)
    tensor.raw_data = numbers.raw_data
