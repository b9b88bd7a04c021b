"""Operators that work element by element, with the older kind of broadcasting before version 7."""

from __future__ import annotations

from functools import partial

import numpy as np

from ..draw import Draw, Parts, Shape, Unsuitable
from ..kinds import code, dtype, is_float, is_integer, range_of

# What numbers a function of one tensor is given.
DOMAINS = {
    "Acos": (-1, 1),
    "Acosh": (1, 6),
    "Asin": (-1, 1),
    "Atanh": (-0.95, 0.95),
    "Log": (0.05, 9),
    "Sqrt": (0, 9),
    "Reciprocal": (0.2, 5),
    "Tan": (-1.4, 1.4),
    "Exp": (-6, 6),
    "Cosh": (-6, 6),
    "Sinh": (-6, 6),
}
PLAIN = """Abs Asinh Atan Ceil Cos Erf Floor HardSwish IsInf IsNaN Mish Neg Not Relu Round Sigmoid Sign Sin
Softplus Softsign Tanh BitwiseNot Celu Elu Gelu HardSigmoid LeakyRelu Selu Shrink Swish ThresholdedRelu""".split()
# The variable's types that make NaN and infinities, too.
SPECIAL = 0.15


def unary(draw: Draw, low: float = -5, high: float = 5) -> Parts:
    """One tensor, with attributes where there are some."""
    given = draw.attributes(
        alpha=draw.number(0.1, 2),
        beta=draw.number(0.1, 2),
        gamma=draw.number(0.5, 2),
        bias=draw.number(-1, 1),
        lambd=draw.number(0, 2),
        approximate=draw.pick(["none", "tanh"]),
        detect_negative=draw.integer(0, 1),
        detect_positive=draw.integer(0, 1),
    )
    parameter = draw.schema.inputs[0].type_str
    if not draw.bound.get(parameter, parameter).startswith("tensor"):
        raise Unsuitable("a sequence")
    special = 0.8 if draw.schema.name.startswith("Is") else SPECIAL
    if draw.schema.name in DOMAINS:
        special = 0
    return Parts([draw.tensor(parameter, draw.shape(), low, high, special)], given)


def old_broadcast(draw: Draw, shape: Shape) -> tuple[Shape, dict[str, int]]:
    """The second shape before version 7: the same, or with `broadcast` a part of the first in a row."""
    if draw.chance(0.4) or not shape:
        return shape, {}
    length = draw.integer(0, len(shape))
    if draw.chance():
        return shape[len(shape) - length :], {"broadcast": 1}
    if not length:
        return (), {"broadcast": 1}
    axis = draw.integer(0, len(shape) - length)
    return shape[axis : axis + length], {"broadcast": 1, "axis": axis}


def pair_shapes(draw: Draw) -> tuple[Shape, Shape, dict[str, int]]:
    shape = draw.shape()
    if draw.has("broadcast"):
        second, given = old_broadcast(draw, shape)
        return shape, second, given
    return *draw.broadcast_pair(shape), {}


def binary(draw: Draw, low: float = -5, high: float = 5, special: float = SPECIAL) -> Parts:
    first, second, given = pair_shapes(draw)
    kinds = [row.type_str for row in draw.schema.inputs]
    return Parts(
        [draw.tensor(kinds[0], first, low, high, special), draw.tensor(kinds[1], second, low, high, special)], given
    )


def without_zeros(values: np.ndarray) -> np.ndarray:
    """Divisors: every zero, or what is near to it, becomes one; so does -1, by which the least number overflows."""
    near = np.abs(values.astype(np.float64)) < 0.25
    return np.where(near | (values.astype(np.float64) == -1), np.ones((), values.dtype), values).astype(values.dtype)


def divide(draw: Draw) -> Parts:
    parts = binary(draw, -100, 100, 0)
    parts.inputs[1] = without_zeros(parts.inputs[1])
    return parts


def modulo(draw: Draw) -> Parts:
    parts = divide(draw)
    parts.attributes = {"fmod": 1} if is_float(draw.element("T")) else draw.attributes(fmod=draw.integer(0, 1))
    return parts


def power(draw: Draw) -> Parts:
    first, second, given = pair_shapes(draw)
    kinds = [row.type_str for row in draw.schema.inputs]
    whole = [is_integer(draw.element(kind)) for kind in kinds]
    base = draw.tensor(kinds[0], first, -3 if whole[1] else 0.1, 3)
    exponent = draw.tensor(kinds[1], second, 0 if whole[0] else -2, 3)
    if whole[0]:
        base = draw.tensor(kinds[0], first, 0, 3)
    return Parts([base, exponent], given)


def shift(draw: Draw) -> Parts:
    bits = dtype(draw.element("T")).itemsize * 8
    first, second = draw.broadcast_pair(draw.shape())
    low, high = range_of(draw.element("T"))
    inputs = [draw.tensor("T", first, low, high), draw.tensor("T", second, 0, bits - 1)]
    return Parts(inputs, {"direction": draw.pick(["LEFT", "RIGHT"])})


def bits(draw: Draw) -> Parts:
    low, high = range_of(draw.element("T"))
    parts = binary(draw, low, high)
    return parts


def variadic(draw: Draw) -> Parts:
    shape = draw.shape()
    count = draw.integer(1, 4)
    shapes = [shape if draw.version < 8 else draw.broadcast(shape) for _ in range(count)]
    return Parts([draw.tensor("T", each, -5, 5, SPECIAL) for each in shapes])


def clip(draw: Draw) -> Parts:
    values = draw.tensor("T", draw.shape(), -9, 9, SPECIAL)
    if draw.has("min"):
        return Parts([values], draw.attributes(min=draw.number(-4, 0), max=draw.number(0, 4)))
    least = draw.tensor("T", (), -4, 0) if draw.chance(0.7) else None
    most = draw.tensor("T", (), 1, 5) if draw.chance(0.7) else None
    return Parts([values, least, most])


def prelu(draw: Draw) -> Parts:
    if draw.version < 7:
        shape = draw.shape(2, 4)
        slope = draw.pick([(1,), (shape[1],)])
    else:
        shape = draw.shape()
        slope = draw.broadcast(shape)
    return Parts([draw.tensor("T", shape, -5, 5), draw.tensor("T", slope, 0, 2)])


def where(draw: Draw) -> Parts:
    shape = draw.shape()
    shapes = [draw.broadcast(shape) if draw.chance() else shape for _ in range(3)]
    return Parts([draw.tensor("bool", shapes[0]), draw.tensor("T", shapes[1]), draw.tensor("T", shapes[2])])


def castable(draw: Draw, source: str, result: str) -> np.ndarray:
    """Values that the other type holds: whole numbers in its range, strings of numbers."""
    low, high = -5.0, 5.0
    if is_integer(result):
        least, most = range_of(result)
        low, high = max(least, -100), min(most, 100)
    shape = draw.shape()
    if source == "string":
        if result == "string":
            return draw.tensor("string", shape)
        values = draw.tensor("int64" if is_integer(result) else "double", shape, low, high)
        return np.array([str(value) for value in values.reshape(-1).tolist()], dtype=object).reshape(shape)
    if is_integer(result) and is_float(source) and source != "float8e8m0":
        return np.trunc(draw.tensor("double", shape, low, high)).astype(dtype(source))
    special = 0.3 if is_float(result) else 0
    return draw.tensor(source, shape, low, high, special)


def cast(draw: Draw) -> Parts:
    source, result = draw.element("T1"), draw.element("T2")
    given = {"to": code(result), **draw.attributes(saturate=draw.integer(0, 1))}
    if draw.version == 1:
        given["to"] = result.upper()
    if result == "float8e8m0":
        given |= draw.attributes(round_mode=draw.pick(["up", "down", "nearest"]))
    return Parts([castable(draw, source, result)], given)


def cast_like(draw: Draw) -> Parts:
    source, result = draw.element("T1"), draw.element("T2")
    return Parts(
        [castable(draw, source, result), draw.tensor("T2", (1,))], draw.attributes(saturate=draw.integer(0, 1))
    )


def bit_cast(draw: Draw) -> Parts:
    source, result = draw.element("T1"), draw.element("T2")
    if "string" in (source, result) or "bool" in (source, result) and source != result:
        raise Unsuitable("bits of strings or truth values")
    if width(source) != width(result):
        names = [
            kind
            for kind in draw.schema.type_constraints[1].allowed_type_strs
            if width(draw.element(kind)) == width(source)
        ]
        draw.bind("T2", draw.pick(sorted(names)))
        result = draw.element("T2")
    return Parts([draw.tensor("T1", draw.shape(), -100, 100)], {"to": code(result)})


def width(name: str) -> int:
    """How many bits an element takes."""
    import ml_dtypes

    if name in ("string", "bool"):
        return {"string": 0, "bool": 1}[name]
    if name.startswith("complex"):
        return dtype(name).itemsize * 8
    return (ml_dtypes.iinfo if is_integer(name) else ml_dtypes.finfo)(dtype(name)).bits


def normalised(draw: Draw) -> Parts:
    """Softmax and its kin along an axis."""
    shape = draw.shape(1, 4)
    return Parts([draw.tensor("T", shape, -5, 5)], draw.attributes(axis=draw.axis(len(shape), draw.version >= 11)))


def dropout(draw: Draw) -> Parts:
    """Out of training, where nothing is random."""
    inputs = [draw.tensor("T", draw.shape(), -5, 5)]
    outputs = draw.integer(1, 2)
    if draw.version >= 12:
        if draw.chance():
            inputs.append(draw.tensor("T1", (), 0, 0.9))
        return Parts(inputs, draw.attributes(seed=draw.integer(0, 9)), outputs)
    given = draw.attributes(ratio=draw.number(0, 0.9))
    if draw.has("is_test"):
        given["is_test"] = 1
    return Parts(inputs, given, outputs)


def swiglu(draw: Draw) -> Parts:
    shape = draw.shape()
    inputs = [draw.tensor("T", shape, -5, 5), draw.tensor("T", shape, -5, 5)]
    return Parts(inputs, draw.attributes(alpha=draw.number(0.5, 2)))


def trilu(draw: Draw) -> Parts:
    values = draw.tensor("T", draw.shape(2, 4))
    diagonal = draw.integers(draw.integer(-4, 4)) if draw.chance(0.7) else None
    return Parts([values, diagonal], draw.attributes(upper=draw.integer(0, 1)))


def cumulative(draw: Draw) -> Parts:
    shape = draw.shape(1, 4)
    axis = draw.integers(draw.axis(len(shape)), "T2")
    given = draw.attributes(exclusive=draw.integer(0, 1), reverse=draw.integer(0, 1))
    return Parts([draw.tensor("T", shape, -2, 2), axis], given)


RECIPES = {
    **{name: partial(unary, low=low, high=high) for name, (low, high) in DOMAINS.items()},
    **{name: unary for name in PLAIN},
    **{name: binary for name in "Add Sub Mul Equal Greater GreaterOrEqual Less LessOrEqual And Or Xor".split()},
    **{name: bits for name in ("BitwiseAnd", "BitwiseOr", "BitwiseXor")},
    **{name: variadic for name in ("Max", "Min", "Mean", "Sum")},
    **{name: normalised for name in ("Softmax", "LogSoftmax", "Hardmax")},
    "Div": divide,
    "Mod": modulo,
    "Pow": power,
    "BitShift": shift,
    "Clip": clip,
    "PRelu": prelu,
    "Where": where,
    "Cast": cast,
    "CastLike": cast_like,
    "BitCast": bit_cast,
    "Dropout": dropout,
    "SwiGLU": swiglu,
    "Trilu": trilu,
    "CumSum": cumulative,
    "CumProd": cumulative,
}
