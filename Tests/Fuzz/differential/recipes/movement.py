"""Operators that move, pick and count elements without changing them."""

from __future__ import annotations

import numpy as np

from ..draw import Draw, Parts, Shape, Unsuitable
from ..kinds import is_float, is_integer


def concat(draw: Draw) -> Parts:
    shape = list(draw.shape(1, 4))
    axis = draw.axis(len(shape), draw.version >= 11)
    inputs = []
    for _ in range(draw.integer(1, 4)):
        shape[axis] = draw.integer(0, 4)
        inputs.append(draw.tensor("T", tuple(shape)))
    given = {} if draw.version == 1 and axis == 1 and draw.chance() else {"axis": axis}
    return Parts(inputs, given)


def split(draw: Draw) -> Parts:
    shape = list(draw.shape(1, 4))
    axis = draw.axis(len(shape), draw.version >= 11)
    count = draw.integer(1, 4)
    sizes = [draw.integer(0, 3) for _ in range(count)]
    given = draw.attributes(axis=axis)
    axis = given.get("axis", 0)
    equal = draw.chance(0.4)
    shape[axis] = count * draw.integer(1, 3) if equal else sum(sizes)
    if equal and draw.version >= 18:
        if draw.chance():
            shape[axis] = max(count, shape[axis] - draw.integer(0, 1))
        given["num_outputs"] = count
    lengths = None if equal else sizes
    if draw.version >= 13:
        inputs = [draw.tensor("T", tuple(shape)), None if lengths is None else draw.integers(lengths)]
        return Parts(inputs, given, count)
    if lengths is not None:
        given["split"] = lengths
    return Parts([draw.tensor("T", tuple(shape))], given, count)


def slices(draw: Draw) -> Parts:
    shape = draw.shape(1, 4)
    axes = draw.axes(len(shape), negative=draw.version >= 11) or [0]
    starts, ends, steps = [], [], []
    for axis in axes:
        size = shape[axis]
        step = 1 if draw.version < 10 or draw.chance() else draw.pick([-3, -2, -1, 2, 3])
        start, end = draw.integer(-size - 1, size + 1), draw.pick([draw.integer(-size - 1, size + 1), 2**31 - 1])
        if step < 0:
            end = draw.pick([draw.integer(-size - 1, size), -(2**31)])
        starts.append(start)
        ends.append(end)
        steps.append(step)
    values = draw.tensor("T", shape)
    if draw.version < 10:
        return Parts([values], {"starts": starts, "ends": ends, "axes": axes})
    inputs = [values, draw.integers(starts, "Tind"), draw.integers(ends, "Tind"), draw.integers(axes, "Tind")]
    if any(step != 1 for step in steps) or draw.chance():
        inputs.append(draw.integers(steps, "Tind"))
    return Parts(inputs)


def places(draw: Draw, shape: Shape, size: int, parameter: str = "Tind", negative: bool = True) -> np.ndarray:
    """Indices into an axis of some size."""
    if size == 0:
        raise Unsuitable("nothing to index")
    return draw.tensor(parameter, shape, -size if negative else 0, size - 1)


def gather(draw: Draw) -> Parts:
    shape = draw.shape(1, 4)
    given = draw.attributes(axis=draw.axis(len(shape)))
    size = shape[given.get("axis", 0)]
    return Parts([draw.tensor("T", shape), places(draw, draw.shape(0, 3), size, negative=draw.version >= 11)], given)


def gather_elements(draw: Draw) -> Parts:
    shape = draw.shape(1, 4)
    given = draw.attributes(axis=draw.axis(len(shape)))
    axis = given.get("axis", 0) % len(shape)
    wanted = tuple(
        draw.integer(0, 5) if at == axis else draw.integer(min(1, size), size) for at, size in enumerate(shape)
    )
    return Parts([draw.tensor("T", shape), places(draw, wanted, shape[axis])], given)


def tuples(draw: Draw, shape: Shape, lead: Shape, depth: int) -> np.ndarray:
    """Index tuples into the leading axes of a shape."""
    if 0 in shape[:depth]:
        raise Unsuitable("nothing to index")
    columns = [draw.tensor("int64", lead, -size if draw.version >= 12 else 0, size - 1) for size in shape[:depth]]
    return np.stack(columns, -1) if columns else np.zeros((*lead, 0), np.int64)


def gather_nd(draw: Draw) -> Parts:
    shape = draw.shape(1, 4)
    batch = draw.integer(0, min(2, len(shape) - 1)) if draw.has("batch_dims") else 0
    depth = draw.integer(1, len(shape) - batch)
    lead = (*shape[:batch], *draw.shape(0, 2))
    given = {"batch_dims": batch} if batch else {}
    return Parts([draw.tensor("T", shape), tuples(draw, shape[batch:], lead, depth)], given)


def scatter(draw: Draw) -> Parts:
    shape = draw.shape(1, 4, zero=0)
    given = draw.attributes(axis=draw.axis(len(shape), draw.schema.name != "Scatter" or draw.version >= 11))
    axis = given.get("axis", 0) % len(shape)
    wanted = tuple(draw.integer(0 if draw.chance(0.1) else 1, size) for size in shape)
    kinds = ["none", "add", "mul"] + ["max", "min"] * (draw.version >= 18)
    if draw.has("reduction") and draw.element("T") not in ("string", "bool") and draw.chance(0.6):
        given["reduction"] = draw.pick(kinds)
    if given.get("reduction", "none") == "none":
        indices = distinct(draw, wanted, axis, shape[axis])
    else:
        indices = places(draw, wanted, shape[axis])
    return Parts([draw.tensor("T", shape), indices, draw.tensor("T", wanted)], given)


def distinct(draw: Draw, shape: Shape, axis: int, size: int) -> np.ndarray:
    """Indices that hit no place twice, from either end."""
    order = np.argsort(draw.random.random(tuple(size if at == axis else n for at, n in enumerate(shape))), axis=axis)
    indices = np.take(order, range(shape[axis]), axis=axis)
    if draw.version >= 11:
        indices = np.where(draw.random.random(indices.shape) < 0.3, indices - size, indices)
    return draw.integers(indices.tolist(), "Tind").reshape(shape)


def scatter_nd(draw: Draw) -> Parts:
    shape = draw.shape(1, 4, zero=0)
    depth = draw.integer(1, len(shape))
    kinds = ["none", "add", "mul"] + ["max", "min"] * (draw.version >= 18)
    given = {}
    if draw.has("reduction") and draw.element("T") not in ("string", "bool") and draw.chance(0.6):
        given["reduction"] = draw.pick(kinds)
    room = int(np.prod(shape[:depth]))
    count = draw.integer(0, min(room, 6))
    if given.get("reduction", "none") == "none":
        flat = draw.random.permutation(room)[:count]
    else:
        flat = draw.random.integers(0, room, count)
    indices = np.stack(np.unravel_index(flat, shape[:depth]), -1).astype(np.int64).reshape(count, depth)
    return Parts([draw.tensor("T", shape), indices, draw.tensor("T", (count, *shape[depth:]))], given)


def transpose(draw: Draw) -> Parts:
    shape = draw.shape()
    return Parts(
        [draw.tensor("T", shape)], draw.attributes(perm=[int(axis) for axis in draw.random.permutation(len(shape))])
    )


def reshape(draw: Draw) -> Parts:
    shape = draw.shape()
    sizes = [size for size in shape if size != 1]
    while len(sizes) > 1 and draw.chance():
        at = draw.integer(0, len(sizes) - 2)
        sizes[at : at + 2] = [sizes[at] * sizes[at + 1]]
    while draw.chance(0.3):
        sizes.insert(draw.integer(0, len(sizes)), 1)
    given = {}
    if 0 in shape and draw.has("allowzero"):
        given = {"allowzero": 1}
    elif 0 in shape:
        sizes = [0] * sum(size == 0 for size in shape[:1])
        if not sizes:
            raise Unsuitable("a size of zero can't be asked for")
        sizes += [draw.integer(1, 3)]
    elif sizes and draw.chance(0.4):
        sizes[draw.integer(0, len(sizes) - 1)] = -1
    values = draw.tensor("T", shape)
    if draw.version == 1:
        return Parts([values], {"shape": sizes})
    return Parts([values, draw.integers(sizes)], given)


def flatten(draw: Draw) -> Parts:
    shape = draw.shape(1)
    axis = draw.integer(-len(shape) if draw.version >= 11 else 0, len(shape))
    return Parts([draw.tensor("T", shape)], draw.attributes(axis=axis))


def with_axes(draw: Draw, values: np.ndarray, axes: list[int] | None) -> Parts:
    """Axes as an attribute, or from version 13 as an input."""
    if draw.version < 13:
        return Parts([values], {} if axes is None else {"axes": axes})
    return Parts([values, None if axes is None else draw.integers(axes)])


def squeeze(draw: Draw) -> Parts:
    shape = tuple(1 if draw.chance() else size for size in draw.shape())
    ones = [axis for axis, size in enumerate(shape) if size == 1]
    axes = draw.some(ones, 1) if ones else None
    if axes and draw.version >= 11:
        axes = [axis - len(shape) if draw.chance(0.3) else axis for axis in axes]
    return with_axes(draw, draw.tensor("T", shape), axes if draw.chance(0.7) or draw.version == 1 else None)


def unsqueeze(draw: Draw) -> Parts:
    shape = draw.shape(0, 3)
    rank = len(shape) + draw.integer(1, 2)
    axes = draw.some(range(rank), rank)[: rank - len(shape)]
    if draw.version < 11:
        axes = sorted(axes)
    elif draw.chance():
        axes = [axis - rank for axis in axes]
    return with_axes(draw, draw.tensor("T", shape), axes)


def expand(draw: Draw) -> Parts:
    first, second = draw.broadcast_pair(draw.shape())
    return Parts([draw.tensor("T", first), draw.integers(list(second))])


def tile(draw: Draw) -> Parts:
    if draw.version == 1:
        shape = draw.shape(1, 4)
        return Parts(
            [draw.tensor("T", shape), draw.tensor("T", (), 1, 3), draw.integers(draw.axis(len(shape), False), "T")]
        )
    shape = draw.shape(0, 4)
    return Parts([draw.tensor("T", shape), draw.integers([draw.integer(0, 3) for _ in shape])])


def pad(draw: Draw) -> Parts:
    shape = draw.shape(1, 4, zero=0.01)
    modes = ["constant", "edge", "reflect"] + ["wrap"] * (draw.version >= 19)
    mode = draw.pick(modes)
    axes = draw.axes(len(shape)) if draw.version >= 18 and draw.chance(0.4) else None
    sizes = [shape[axis] for axis in axes] if axes is not None else list(shape)
    if mode != "constant" and 0 in shape:
        raise Unsuitable("nothing to repeat")
    most = [size - 1 if mode == "reflect" else 3 for size in sizes]
    least = [-1 if mode == "constant" and size > 2 and draw.chance(0.2) else 0 for size in sizes]
    pads = [draw.integer(low, max(low, min(high, 4))) for low, high in zip(least + least, most + most)]
    values = draw.tensor("T", shape)
    given = {} if mode == "constant" and draw.chance() else {"mode": mode}
    if draw.version < 11:
        name = "paddings" if draw.has("paddings") else "pads"
        return Parts([values], given | {name: pads} | draw.attributes(value=draw.number(-3, 3)))
    filler = draw.tensor("T", ()) if draw.chance() else None
    inputs = [values, draw.integers(pads), filler]
    if axes is not None:
        inputs.append(draw.integers(axes, "Tind"))
    return Parts(inputs, given)


def depth_space(draw: Draw) -> Parts:
    block = draw.integer(1, 3)
    batch, channels, height, width = (draw.integer(1, 3) for _ in range(4))
    given: dict[str, object] = {"blocksize": block}
    if draw.schema.name == "DepthToSpace":
        shape = (batch, channels * block * block, height, width)
    else:
        shape = (batch, channels, height * block, width * block)
    given |= draw.attributes(mode=draw.pick(["DCR", "CRD"]))
    return Parts([draw.tensor(draw.schema.inputs[0].type_str, shape)], given)


def one_hot(draw: Draw) -> Parts:
    shape = draw.shape(0, 3)
    depth = draw.integer(1, 6)
    indices = draw.tensor("T1", shape, -depth if draw.version >= 11 else 0, depth - 1)
    if is_float(draw.element("T1")):
        indices = np.round(indices.astype(np.float64)).astype(indices.dtype)
    size = draw.tensor("T2", draw.pick([(), (1,)]), depth, depth)
    given = draw.attributes(axis=draw.integer(-len(shape) - 1, len(shape)))
    return Parts([indices, size, draw.tensor("T3", (2,))], given)


def eye_like(draw: Draw) -> Parts:
    values = draw.tensor("T1", draw.shape(2, 2))
    from ..kinds import code

    given = draw.attributes(k=draw.integer(-3, 3))
    if draw.chance():
        given["dtype"] = code(draw.element("T2"))
    else:
        draw.match("T1", "T2")
        values = draw.tensor("T1", values.shape)
    return Parts([values], given)


def shape_of(draw: Draw) -> Parts:
    shape = draw.shape()
    bounds = draw.attributes(start=draw.integer(-6, 6), end=draw.integer(-6, 6))
    return Parts([draw.tensor("T", shape)], bounds)


def constant(draw: Draw) -> Parts:
    from onnx import numpy_helper

    return Parts([], {"value": numpy_helper.from_array(draw.tensor("T", draw.shape()))})


def constant_of_shape(draw: Draw) -> Parts:
    from onnx import numpy_helper

    if draw.bound["T2"] == "tensor(float)" and draw.chance():
        return Parts([draw.integers(list(draw.shape()))])
    return Parts([draw.integers(list(draw.shape()))], {"value": numpy_helper.from_array(draw.tensor("T2", (1,)))})


def number_range(draw: Draw) -> Parts:
    step = draw.pick([-2, -1, 1, 2, 3]) if is_integer(draw.element("T")) else draw.pick([-1.5, -0.5, 0.25, 1.0, 2.0])
    start, count = draw.integer(-5, 5), draw.integer(-1, 12)
    values = [start, start + step * count, step]
    return Parts([np.array(value).astype(draw.tensor("T", ()).dtype) for value in values])


def nonzero(draw: Draw) -> Parts:
    return Parts([draw.tensor("T", draw.shape(0, 4), -1, 1)])


def compress(draw: Draw) -> Parts:
    shape = draw.shape(1, 4)
    given = draw.attributes(axis=draw.axis(len(shape), draw.version >= 11))
    size = shape[given["axis"]] if "axis" in given else int(np.prod(shape))
    return Parts([draw.tensor("T", shape), draw.tensor("bool", (draw.integer(0, size),))], given)


def top_k(draw: Draw) -> Parts:
    shape = draw.shape(1, 4, zero=0)
    given = draw.attributes(axis=draw.axis(len(shape), draw.version >= 11), largest=draw.integer(0, 1))
    count = draw.integer(0 if draw.chance(0.1) else 1, shape[given.get("axis", -1)])
    values = draw.tensor("T", shape, -9, 9)
    if draw.version == 1:
        return Parts([values], given | {"k": count}, 2)
    return Parts([values, draw.integers([count])], given, 2)


def unique(draw: Draw) -> Parts:
    shape = draw.shape(1, 4)
    given = draw.attributes(axis=draw.axis(len(shape)), sorted=draw.integer(0, 1))
    return Parts([draw.tensor("T", shape, -2, 2)], given, draw.integer(1, 4))


def reverse_sequence(draw: Draw) -> Parts:
    shape = draw.shape(2, 4)
    batch = draw.integer(0, 1)
    lengths = [draw.integer(min(1, shape[1 - batch]), shape[1 - batch]) for _ in range(shape[batch])]
    return Parts([draw.tensor("T", shape), draw.integers(lengths)], {"batch_axis": batch, "time_axis": 1 - batch})


def centre_crop_pad(draw: Draw) -> Parts:
    shape = draw.shape(1, 4)
    axes = draw.axes(len(shape)) if draw.chance() else list(range(len(shape)))
    given = {} if axes == list(range(len(shape))) else {"axes": axes}
    return Parts([draw.tensor("T", shape), draw.integers([draw.integer(1, 7) for _ in axes], "Tind")], given)


def tensor_scatter(draw: Draw) -> Parts:
    rank = draw.integer(2, 4)
    shape = tuple(draw.integer(1, 5) for _ in range(rank))
    axis = draw.integer(1, rank - 1)
    given = draw.attributes(mode=draw.pick(["linear", "circular"]))
    given["axis"] = axis - rank if draw.chance() else axis
    length = draw.integer(1, shape[axis])
    update = tuple(length if at == axis else size for at, size in enumerate(shape))
    last = shape[axis] - 1 if given.get("mode") == "circular" else shape[axis] - length
    starts = draw.tensor("int64", (shape[0],), 0, last) if draw.chance(0.8) else None
    return Parts([draw.tensor("T", shape), draw.tensor("T", update), starts], given)


def column_to_image(draw: Draw) -> Parts:
    rank = draw.integer(1, 3)
    image = [draw.integer(2, 6) for _ in range(rank)]
    block = [draw.integer(1, min(3, size)) for size in image]
    given = draw.attributes(strides=[draw.integer(1, 2) for _ in image], pads=[draw.integer(0, 1) for _ in image * 2])
    strides, pads = given.get("strides", [1] * rank), given.get("pads", [0] * 2 * rank)
    counts = [(size + pads[at] + pads[at + rank] - block[at]) // strides[at] + 1 for at, size in enumerate(image)]
    shape = (draw.integer(1, 2), draw.integer(1, 2) * int(np.prod(block)), int(np.prod(counts)))
    return Parts([draw.tensor("T", shape), draw.integers(image), draw.integers(block)], given)


RECIPES = {
    "Concat": concat,
    "Split": split,
    "Slice": slices,
    "Gather": gather,
    "GatherElements": gather_elements,
    "GatherND": gather_nd,
    "Scatter": scatter,
    "ScatterElements": scatter,
    "ScatterND": scatter_nd,
    "Transpose": transpose,
    "Reshape": reshape,
    "Flatten": flatten,
    "Squeeze": squeeze,
    "Unsqueeze": unsqueeze,
    "Expand": expand,
    "Tile": tile,
    "Pad": pad,
    "DepthToSpace": depth_space,
    "SpaceToDepth": depth_space,
    "OneHot": one_hot,
    "EyeLike": eye_like,
    "Shape": shape_of,
    "Size": shape_of,
    "Constant": constant,
    "ConstantOfShape": constant_of_shape,
    "Range": number_range,
    "NonZero": nonzero,
    "Compress": compress,
    "TopK": top_k,
    "Unique": unique,
    "ReverseSequence": reverse_sequence,
    "CenterCropPad": centre_crop_pad,
    "TensorScatter": tensor_scatter,
    "Col2Im": column_to_image,
}
