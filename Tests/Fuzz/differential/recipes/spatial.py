"""Convolution, pooling, resizing and sampling over 1 to 3 spatial axes."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..draw import Draw, Parts, Shape, Unsuitable


def spatial_shape(draw: Draw, rank: int | None = None, least: int = 1) -> Shape:
    """Sizes of spatial axes, two of them mostly."""
    rank = rank or draw.pick([1, 2, 2, 2, 3])
    return tuple(draw.integer(least, 12 if rank == 1 else 8 if rank == 2 else 5) for _ in range(rank))


def window(draw: Draw, sizes: Shape, kernel: list[int]) -> dict[str, Any]:
    """Strides, dilations and padding so that the window fits at least once."""
    rank = len(sizes)
    given = draw.attributes(strides=[draw.integer(1, 3) for _ in sizes], dilations=[draw.integer(1, 2) for _ in sizes])
    dilations = given.get("dilations", [1] * rank)
    reach = [(size - 1) * step + 1 for size, step in zip(kernel, dilations)]
    if draw.chance(0.25) and not any(step > 1 for step in dilations):
        given["auto_pad"] = draw.pick(["SAME_UPPER", "SAME_LOWER", "VALID", "NOTSET"])
    if given.get("auto_pad", "NOTSET") == "NOTSET" and draw.chance(0.6):
        given["pads"] = [draw.integer(0, size - 1) for size in kernel * 2]
    pads = given.get("pads", [0] * 2 * rank)
    if not given.get("auto_pad", "").startswith("SAME"):
        for at, size in enumerate(sizes):
            if size + pads[at] + pads[at + rank] < reach[at]:
                raise Unsuitable("the window does not fit")
    return given


def kernel_of(draw: Draw, sizes: Shape) -> list[int]:
    return [draw.integer(1, min(4, size)) for size in sizes]


def convolution(draw: Draw) -> Parts:
    sizes = spatial_shape(draw)
    kernel = kernel_of(draw, sizes)
    group = draw.pick([1, 1, 2, 3])
    inner, outer = draw.integer(1, 5), draw.integer(1, 5)
    if draw.chance(0.15):
        inner, outer = 1, 1
        group = draw.pick([4, 8, 17])
    if draw.chance(0.1):
        inner, outer = draw.pick([8, 16, 33]), draw.pick([8, 16, 33])
    given = window(draw, sizes, kernel) | draw.attributes(kernel_shape=kernel)
    given |= {"group": group} if group > 1 else {}
    values = (draw.integer(0 if draw.chance(0.03) else 1, 3), inner * group, *sizes)
    weights = (outer * group, inner, *kernel)
    name = draw.schema.name
    if name == "QLinearConv":
        return quantized_convolution(draw, values, weights, given)
    if name == "ConvInteger":
        inputs = [draw.tensor("T1", values, 0, 200), draw.tensor("T2", weights, -100, 100)]
        zero = draw.tensor("T1", (), 0, 20) if draw.chance() else None
        other = draw.tensor("T2", draw.pick([(), (outer * group,)]), -5, 20) if draw.chance() else None
        return Parts([*inputs, zero, other], given)
    bias = draw.tensor("T", (outer * group,), -1, 1) if draw.chance() else None
    return Parts([draw.tensor("T", values, -2, 2), draw.tensor("T", weights, -1, 1), bias], given)


def quantized_convolution(draw: Draw, values: Shape, weights: Shape, given: dict[str, Any]) -> Parts:
    each = (weights[0],) if draw.chance() else ()
    scales = [draw.tensor("float", shape, 0.01, 0.1) for shape in ((), each, ())]
    zeros = [draw.tensor(kind, shape, -10 if kind == "T2" else 0, 100) for kind, shape in (("T1", ()), ("T3", ()))]
    weight_zero = draw.tensor("T2", each, 0, 0) if draw.element("T2") == "int8" else draw.tensor("T2", each, 90, 150)
    bias = draw.tensor("int32", (weights[0],), -500, 500) if draw.chance() else None
    inputs = [draw.tensor("T1", values, -128, 255), scales[0], zeros[0], draw.tensor("T2", weights, -128, 255)]
    return Parts([*inputs, scales[1], weight_zero, scales[2], zeros[1], bias], given)


def transposed_convolution(draw: Draw) -> Parts:
    sizes = spatial_shape(draw)
    rank = len(sizes)
    kernel = [draw.integer(1, 4) for _ in sizes]
    group = draw.pick([1, 1, 2])
    inner, outer = draw.integer(1, 4) * group, draw.integer(1, 4)
    given: dict[str, Any] = draw.attributes(
        strides=[draw.integer(1, 3) for _ in sizes],
        dilations=[draw.integer(1, 2) for _ in sizes],
        kernel_shape=kernel,
    )
    given |= {"group": group} if group > 1 else {}
    strides, dilations = given.get("strides", [1] * rank), given.get("dilations", [1] * rank)
    if draw.chance(0.3):
        given["output_padding"] = [draw.integer(0, max(step, 1) - 1) for step in strides]
    if draw.chance(0.5):
        pads = [draw.integer(0, size // 2) for size in kernel * 2]
        reached = [
            (size - 1) * step + (k - 1) * d + 1 - pads[at] - pads[at + rank]
            for at, (size, step, k, d) in enumerate(zip(sizes, strides, kernel, dilations))
        ]
        if min(reached) < 1:
            raise Unsuitable("nothing is left")
        given["pads"] = pads
    elif draw.chance(0.2):
        given["auto_pad"] = draw.pick(["SAME_UPPER", "SAME_LOWER", "VALID"])
    values, weights = (draw.integer(1, 2), inner, *sizes), (inner, outer, *kernel)
    bias = draw.tensor("T", (outer * group,), -1, 1) if draw.chance() else None
    return Parts([draw.tensor("T", values, -2, 2), draw.tensor("T", weights, -1, 1), bias], given)


def pool(draw: Draw) -> Parts:
    sizes = spatial_shape(draw)
    kernel = kernel_of(draw, sizes)
    given = window(draw, sizes, kernel) | {"kernel_shape": kernel}
    name = draw.schema.name
    given |= draw.attributes(
        ceil_mode=draw.integer(0, 1), count_include_pad=draw.integer(0, 1), storage_order=draw.integer(0, 1)
    )
    if name == "LpPool":
        given |= draw.attributes(p=draw.pick([1.0, 2.0, 3.0]) if draw.version == 1 else draw.integer(1, 3))
    outputs = draw.integer(1, 2) if name == "MaxPool" and draw.version >= 8 else 1
    return Parts([draw.tensor("T", (draw.integer(1, 2), draw.integer(1, 4), *sizes), -9, 9)], given, outputs)


def global_pool(draw: Draw) -> Parts:
    shape = (draw.integer(1, 3), draw.integer(1, 4), *spatial_shape(draw))
    power = draw.pick([1.0, 2.0]) if draw.version == 1 else draw.integer(1, 3)
    return Parts([draw.tensor("T", shape, -3, 3)], draw.attributes(p=power))


def unpool(draw: Draw) -> Parts:
    sizes = spatial_shape(draw, 2)
    kernel = [2, 2]
    shape = (draw.integer(1, 2), draw.integer(1, 3), *sizes)
    full = int(np.prod(shape[:2])) * int(np.prod([2 * size for size in sizes]))
    indices = draw.random.permutation(full)[: int(np.prod(shape))].astype(np.int64).reshape(shape)
    inputs = [draw.tensor("T1", shape, -4, 4), indices]
    return Parts(inputs, {"kernel_shape": kernel, "strides": [2, 2]})


def roi_pool(draw: Draw) -> Parts:
    count = draw.integer(1, 3)
    batch = draw.integer(1, 2)
    corners = np.sort(draw.random.integers(0, 8, (count, 2, 2)), axis=1).reshape(count, 4)
    rois = np.concatenate([draw.random.integers(0, batch, (count, 1)), corners], 1)
    values = draw.tensor("T", (batch, draw.integer(1, 3), 8, 8))
    given = {"pooled_shape": [draw.integer(1, 3), draw.integer(1, 3)]} | draw.attributes(spatial_scale=1.0)
    return Parts([values, rois.astype(values.dtype)], given)


def roi_align(draw: Draw) -> Parts:
    count, batch = draw.integer(1, 3), draw.integer(1, 2)
    starts = draw.random.uniform(0, 4, (count, 2))
    values = draw.tensor("T1", (batch, draw.integer(1, 3), 8, 8))
    rois = np.concatenate([starts, starts + draw.random.uniform(0.5, 5, (count, 2))], 1).astype(values.dtype)
    given = draw.attributes(
        mode=draw.pick(["avg", "max"]),
        output_height=draw.integer(1, 4),
        output_width=draw.integer(1, 4),
        sampling_ratio=draw.integer(0, 3),
        spatial_scale=draw.pick([0.5, 1.0]),
        coordinate_transformation_mode=draw.pick(["half_pixel", "output_half_pixel"]),
    )
    return Parts([values, rois, draw.tensor("int64", (count,), 0, batch - 1)], given)


def upsample(draw: Draw) -> Parts:
    shape = (draw.integer(1, 2), draw.integer(1, 3), draw.integer(1, 5), draw.integer(1, 5))
    scales = [1.0, 1.0, draw.pick([1.0, 1.5, 2.0, 3.0]), draw.pick([1.0, 2.0, 2.5])]
    given: dict[str, Any] = draw.attributes(mode=draw.pick(["nearest", "bilinear" if draw.version == 1 else "linear"]))
    values = draw.tensor("T", shape)
    if draw.version == 1:
        return Parts([values], given | {"height_scale": scales[2], "width_scale": scales[3]})
    if draw.version == 7:
        return Parts([values], given | {"scales": scales})
    if draw.schema.name == "Resize" and draw.chance(0.3):
        scales[2] = 0.5
    return Parts([values, np.array(scales, np.float32)], given)


TRANSFORMS = ["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"]


def resize(draw: Draw) -> Parts:
    if draw.version == 10:
        return upsample(draw)
    rank = draw.pick([3, 4, 4, 5])
    shape = (draw.integer(1, 2), draw.integer(1, 2), *(draw.integer(2, 6) for _ in range(rank - 2)))
    mode = draw.pick(["nearest", "linear"] + ["cubic"] * (rank == 4))
    given: dict[str, Any] = {"mode": mode} | draw.attributes(
        coordinate_transformation_mode=draw.pick(TRANSFORMS + ["half_pixel_symmetric"] * (draw.version >= 19)),
        nearest_mode=draw.pick(["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"]),
    )
    if mode == "cubic":
        given |= draw.attributes(cubic_coeff_a=draw.pick([-0.5, -0.75]), exclude_outside=draw.integer(0, 1))
    axes = list(range(2, rank))
    if draw.version >= 18:
        if draw.chance(0.4):
            given["axes"] = axes
        if mode != "nearest":
            given |= draw.attributes(antialias=draw.integer(0, 1))
    whole = "axes" not in given
    scales: np.ndarray | None = None
    sizes: np.ndarray | None = None
    if draw.chance():
        factors = [draw.pick([0.5, 0.7, 1.0, 1.5, 2.0, 3.0]) for _ in axes]
        scales = np.array([1.0] * 2 * whole + factors, np.float32)
    else:
        sizes = np.array(list(shape[:2]) * whole + [draw.integer(1, 9) for _ in axes], np.int64)
        if draw.version >= 18 and not whole:
            given |= draw.attributes(keep_aspect_ratio_policy=draw.pick(["stretch", "not_larger", "not_smaller"]))
    parameters = [row.type_str for row in draw.schema.inputs]
    roi = draw.tensor(parameters[1], (0,)) if draw.version == 11 else None
    if scales is None and draw.version == 11:
        scales = np.zeros((0,), np.float32)
    constant = {1, 2, 3}
    return Parts([draw.tensor(parameters[0], shape, -9, 9), roi, scales, sizes], given, 1, constant)


def grid_sample(draw: Draw) -> Parts:
    rank = 2 if draw.version == 16 or draw.chance(0.7) else 3
    shape = (draw.integer(1, 2), draw.integer(1, 3), *(draw.integer(2, 6) for _ in range(rank)))
    places = (shape[0], *(draw.integer(1, 5) for _ in range(rank)), rank)
    modes = (
        ["bilinear", "nearest", "bicubic"] if draw.version == 16 else ["linear", "nearest"] + ["cubic"] * (rank == 2)
    )
    given = draw.attributes(
        mode=draw.pick(modes),
        padding_mode=draw.pick(["zeros", "border", "reflection"]),
        align_corners=draw.integer(0, 1),
    )
    return Parts([draw.tensor("T1", shape), draw.tensor("T2", places, -1.3, 1.3)], given)


def affine_grid(draw: Draw) -> Parts:
    rank = draw.integer(2, 3)
    batch = draw.integer(1, 3)
    size = [batch, draw.integer(1, 3), *(draw.integer(2, 6) for _ in range(rank))]
    theta = draw.tensor("T1", (batch, rank, rank + 1), -1.5, 1.5)
    return Parts([theta, draw.integers(size)], draw.attributes(align_corners=draw.integer(0, 1)))


def deformable(draw: Draw) -> Parts:
    group, offset_group = draw.pick([1, 2]), draw.pick([1, 2])
    channels = 2 * group if offset_group == 2 else draw.integer(1, 3) * group
    sizes, kernel = [draw.integer(3, 6), draw.integer(3, 6)], [draw.integer(1, 3), draw.integer(1, 3)]
    given = draw.attributes(
        strides=[draw.integer(1, 2) for _ in sizes], pads=[draw.integer(0, 1) for _ in range(4)], kernel_shape=kernel
    )
    given |= {"group": group, "offset_group": offset_group}
    strides, pads = given.get("strides", [1, 1]), given.get("pads", [0] * 4)
    out = [(sizes[at] + pads[at] + pads[at + 2] - kernel[at]) // strides[at] + 1 for at in range(2)]
    batch, outer, area = draw.integer(1, 2), draw.integer(1, 2) * group, kernel[0] * kernel[1]
    inputs = [
        draw.tensor("T", (batch, channels, *sizes)),
        draw.tensor("T", (outer, channels // group, *kernel), -1, 1),
        draw.tensor("T", (batch, offset_group * area * 2, *out), -1.5, 1.5),
        draw.tensor("T", (outer,)) if draw.chance() else None,
        draw.tensor("T", (batch, offset_group * area, *out), 0, 1) if draw.chance() else None,
    ]
    return Parts(inputs, given)


def suppression(draw: Draw) -> Parts:
    batch, boxes, classes = draw.integer(1, 2), draw.integer(1, 8), draw.integer(1, 3)
    given = draw.attributes(center_point_box=draw.integer(0, 1))
    corners = draw.random.uniform(0, 1, (batch, boxes, 2))
    rows = np.concatenate([corners, corners + draw.random.uniform(0.1, 0.6, corners.shape)], -1)
    scores = draw.tensor("float", (batch, classes, boxes), 0, 1)
    inputs: list[Any] = [rows.astype(np.float32), scores, draw.integers([draw.integer(0, 4)])]
    if draw.chance(0.8):
        inputs.append(np.array([draw.number(0.1, 0.8)], np.float32))
        if draw.chance():
            inputs.append(np.array([draw.number(0, 0.6)], np.float32))
    return Parts(inputs, given)


def local_response(draw: Draw) -> Parts:
    shape = (draw.integer(1, 2), draw.integer(1, 8), *spatial_shape(draw, 2))
    given = {"size": draw.pick([1, 3, 5])}
    given |= draw.attributes(alpha=draw.number(0.001, 0.5), beta=draw.number(0.3, 1), bias=draw.number(0.5, 2))
    return Parts([draw.tensor("T", shape)], given)


def determinant(draw: Draw) -> Parts:
    size = draw.integer(1, 5)
    return Parts([draw.tensor("T", (*draw.shape(0, 2), size, size))])


RECIPES = {
    "Conv": convolution,
    "ConvInteger": convolution,
    "QLinearConv": convolution,
    "ConvTranspose": transposed_convolution,
    "MaxPool": pool,
    "AveragePool": pool,
    "LpPool": pool,
    "GlobalAveragePool": global_pool,
    "GlobalMaxPool": global_pool,
    "GlobalLpPool": global_pool,
    "MaxUnpool": unpool,
    "MaxRoiPool": roi_pool,
    "RoiAlign": roi_align,
    "Upsample": upsample,
    "Resize": resize,
    "GridSample": grid_sample,
    "AffineGrid": affine_grid,
    "DeformConv": deformable,
    "NonMaxSuppression": suppression,
    "LRN": local_response,
    "Det": determinant,
}
