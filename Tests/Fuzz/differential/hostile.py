"""Cases made wrong in one or two places: shapes, numbers that say where or how many, attributes, inputs left out.

Nothing is asked of the answer but that there is one, or a refusal: no crash, no hang.
"""

from __future__ import annotations

import numpy as np
from onnx import AttributeProto, numpy_helper

from .case import Case

EXTREMES = (0, 1, -1, 2, -2, 3, 7, -9, 100, 1 << 16, 2**31 - 1, -(2**31), 2**31, 2**32 + 1, 2**62, 2**63 - 1, -(2**63))
FRACTIONS = (0.0, -1.0, 0.5, 1e-30, 1e30, float("nan"), float("inf"), float("-inf"))


def spoil(case: Case) -> None:
    """Changes the case in place, out of its seed."""
    random = np.random.default_rng(case.seed + 1_000_000_007)
    for info in case.model.graph.input:
        info.type.tensor_type.ClearField("shape")
    if case.target.operator == "Loop":
        # As many steps as asked for take as long as they take.
        return
    for _ in range(int(random.integers(1, 3))):
        ways = [spoil_input, spoil_input, spoil_attribute, spoil_names]
        ways[int(random.integers(0, len(ways)))](case, random)


def spoil_input(case: Case, random: np.random.Generator) -> None:
    """Another shape, or an extreme number, for one tensor."""
    rows = case.model.graph.initializer
    names = [name for name, value in case.feeds.items() if isinstance(value, np.ndarray)] + [row.name for row in rows]
    if not names:
        return
    name = names[int(random.integers(0, len(names)))]
    if name in case.feeds:
        case.feeds[name] = spoiled(case.feeds[name], random)
        return
    for row in rows:
        if row.name == name:
            row.CopyFrom(numpy_helper.from_array(spoiled(numpy_helper.to_array(row), random), name))


def spoiled(value: np.ndarray, random: np.random.Generator) -> np.ndarray:
    if value.size and random.random() < 0.5 and value.dtype.kind in "iuf":
        found = value.copy()
        flat = found.reshape(-1)
        at = int(random.integers(0, flat.size))
        if value.dtype.kind == "f":
            with np.errstate(over="ignore"):
                flat[at] = FRACTIONS[int(random.integers(0, len(FRACTIONS)))]
        else:
            bounds = np.iinfo(value.dtype)
            flat[at] = min(max(EXTREMES[int(random.integers(0, len(EXTREMES)))], bounds.min), bounds.max)
        return found
    shape = list(value.shape)
    way = int(random.integers(0, 3))
    if way == 0 or not shape:
        shape.insert(int(random.integers(0, len(shape) + 1)), int(random.integers(0, 3)))
    elif way == 1:
        shape.pop(int(random.integers(0, len(shape))))
    else:
        shape[int(random.integers(0, len(shape)))] = int(random.integers(0, 7))
    if not value.size:
        return np.zeros(shape, value.dtype) if value.dtype != object else np.full(shape, "", object)
    return np.resize(value, shape)


def spoil_attribute(case: Case, random: np.random.Generator) -> None:
    """An extreme number for one attribute, or a list of another length."""
    rows = [row for row in case.model.graph.node[0].attribute if row.type in KINDS]
    if not rows:
        return
    row = rows[int(random.integers(0, len(rows)))]
    number = EXTREMES[int(random.integers(0, len(EXTREMES)))]
    if row.type == AttributeProto.INT:
        row.i = number
    elif row.type == AttributeProto.FLOAT:
        row.f = FRACTIONS[int(random.integers(0, len(FRACTIONS)))]
    elif not row.ints or random.random() < 0.3:
        row.ints.append(number)
    elif random.random() < 0.3:
        row.ints.pop()
    else:
        row.ints[int(random.integers(0, len(row.ints)))] = number


KINDS = (AttributeProto.INT, AttributeProto.INTS, AttributeProto.FLOAT)


def spoil_names(case: Case, random: np.random.Generator) -> None:
    """One input left out, or there twice."""
    names = case.model.graph.node[0].input
    if names:
        names[int(random.integers(0, len(names)))] = str(random.choice(["", *names]))
