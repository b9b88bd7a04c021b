"""Types as schemas write them, such as `tensor(float)`, and the NumPy types and protobuf messages that hold them."""

from __future__ import annotations

import re

import numpy as np
import onnx
from onnx import TensorProto, TypeProto, helper

FLOATS = ("float", "double", "float16", "bfloat16")
NATIVE = set("?bhilqBHILQefdFDO")


def element(kind: str) -> str:
    """The innermost element type's name: `float` of `seq(tensor(float))`; of a map the value's."""
    inside = re.findall(r"\w+", kind)
    return inside[-1]


def code(name: str) -> int:
    """The number that onnx.proto has for an element type."""
    return int(getattr(TensorProto, name.upper()))


def dtype(name: str) -> np.dtype:
    """NumPy's type for an element type's name; objects for strings."""
    return np.dtype(object) if name == "string" else np.dtype(helper.tensor_dtype_to_np_dtype(code(name)))


def name_of(kind: np.dtype) -> str:
    """An element type's name by NumPy's type."""
    if kind.kind in "OUST":
        return "string"
    return TensorProto.DataType.Name(int(helper.np_dtype_to_tensor_dtype(kind))).lower()


def is_native(kind: np.dtype) -> bool:
    """Whether NumPy itself has the type, so that ONNX Runtime takes it from Python."""
    return kind.kind in "OUST" or kind.kind != "V" and kind.char in NATIVE


def is_float(name: str) -> bool:
    return name in FLOATS or name.startswith("float")


def is_integer(name: str) -> bool:
    return name.startswith(("int", "uint"))


def range_of(name: str) -> tuple[int, int]:
    """The least and the greatest number of an integer type."""
    bits = int(name.lstrip("uint"))
    return (0, 2**bits - 1) if name.startswith("u") else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


def largest(name: str) -> float:
    """The greatest finite number of a float type."""
    import ml_dtypes

    return float(ml_dtypes.finfo(dtype(name)).max)


def type_proto(kind: str, shape: tuple[int, ...] | None = None) -> TypeProto:
    """The message for a type as schemas write it; the shape is the tensor's."""
    made = TypeProto()
    form, _, inside = kind.partition("(")
    inside = inside[:-1]
    if form == "tensor":
        made.tensor_type.elem_type = code(inside)
        if shape is not None:
            made.tensor_type.shape.SetInParent()
            for size in shape:
                made.tensor_type.shape.dim.add().dim_value = size
    elif form == "seq":
        made.sequence_type.elem_type.CopyFrom(type_proto(inside))
    elif form == "optional":
        made.optional_type.elem_type.CopyFrom(type_proto(inside))
    elif form == "map":
        key, _, value = inside.partition(", ")
        made.map_type.key_type = code(key)
        made.map_type.value_type.CopyFrom(type_proto(value if "(" in value else f"tensor({value})"))
    else:
        raise ValueError(f"no type: {kind}")
    return made


def schema_domain(domain: str) -> str:
    return domain or "ai.onnx"


SCHEMAS: dict[tuple[str, str], list[onnx.defs.OpSchema]] = {}
for _schema in onnx.defs.get_all_schemas_with_history():
    SCHEMAS.setdefault((_schema.domain, _schema.name), []).append(_schema)
for _row in SCHEMAS.values():
    _row.sort(key=lambda schema: schema.since_version)
NEWEST = {"": onnx.defs.onnx_opset_version(), "ai.onnx.ml": 5}
