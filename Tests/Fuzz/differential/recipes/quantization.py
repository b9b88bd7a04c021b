"""Quantisation per tensor, per axis and per block."""

from __future__ import annotations

from typing import Any

from ..draw import Draw, Parts, Shape, Unsuitable
from ..kinds import code, is_integer, range_of


def scale_shape(draw: Draw, shape: Shape) -> tuple[Shape, dict[str, Any]]:
    """The shape of the scales, with the axis or block that it means."""
    ways = ["tensor"] + ["axis"] * (draw.version >= 13) + ["block"] * (draw.version >= 21)
    way = draw.pick(ways)
    if way == "tensor" or not shape:
        return draw.pick([(), (1,)] if draw.version >= 13 else [()]), {}
    axis = draw.axis(len(shape))
    if way == "axis":
        return (shape[axis],), {"axis": axis}
    block = draw.integer(1, max(1, shape[axis]))
    sizes = list(shape)
    sizes[axis] = -(-shape[axis] // block)
    if shape[axis] % block or block == shape[axis] and draw.chance():
        raise Unsuitable("blocks of one size only")
    return tuple(sizes), {"axis": axis, "block_size": block}


def parameters(draw: Draw) -> tuple[str, str, str]:
    """The type parameters of values, scales and results in this version."""
    inputs = [row.type_str for row in draw.schema.inputs]
    return inputs[0], inputs[1], inputs[2]


def quantize(draw: Draw) -> Parts:
    values, scales, zeros = parameters(draw)
    if draw.version == 19 or draw.version == 21:
        scales = values
    if draw.version >= 23 and draw.element(scales) != "float8e8m0" and draw.bound[values] != draw.bound[scales]:
        draw.match(values, scales)
    shape = draw.shape(0, 4, zero=0.02)
    wanted, given = scale_shape(draw, shape)
    kind = draw.element(zeros)
    low, high = (-60, 60) if not is_integer(kind) else (-9, 9)
    whole = draw.element(values) == "int32"
    inputs = [
        draw.tensor(values, shape, -300 if whole else low, 300 if whole else high),
        draw.tensor(scales, wanted, 1 if draw.element(scales) == "int32" else 0.05, 2),
    ]
    zero = draw.tensor(zeros, wanted, *(small_range(kind))) if is_integer(kind) else draw.tensor(zeros, wanted, 0, 0)
    if kind == "uint8" and draw.chance(0.3) and draw.target != zeros:
        inputs.append(None)
    elif draw.has("output_dtype") and draw.chance(0.3):
        inputs.append(None)
        given["output_dtype"] = code(kind)
    else:
        inputs.append(zero)
    given |= draw.attributes(saturate=draw.integer(0, 1)) if kind.startswith("float8") else {}
    return Parts(inputs, given)


def small_range(kind: str) -> tuple[int, int]:
    low, high = range_of(kind)
    return max(low // 4, -100), min(high // 2, 100)


def dequantize(draw: Draw) -> Parts:
    values, scales, _ = parameters(draw)
    kind = draw.element(values)
    shape = draw.shape(0, 4, zero=0.02)
    wanted, given = scale_shape(draw, shape)
    low, high = range_of(kind) if is_integer(kind) else (-6, 6)
    if kind == "int32":
        low, high = -1000, 1000
    inputs = [draw.tensor(values, shape, low, high), draw.tensor(scales, wanted, 0.05, 2)]
    if is_integer(kind) and kind != "int32" and draw.chance(0.7):
        inputs.append(draw.tensor(values, wanted, *small_range(kind)))
    if draw.version >= 23:
        given["output_dtype"] = code(draw.element(draw.schema.outputs[0].type_str))
    return Parts(inputs, given)


def dynamic(draw: Draw) -> Parts:
    return Parts([draw.tensor("T1", draw.shape(0, 4, zero=0), draw.pick([-5, 0.5]), 9)], {}, 3)


RECIPES = {"QuantizeLinear": quantize, "DequantizeLinear": dequantize, "DynamicQuantizeLinear": dynamic}
