"""Sequences and optionals."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..draw import Draw, Parts, Typed, Unsuitable
from ..kinds import code, dtype, is_native


def tensors(draw: Draw, parameter: str, count: int, rank: int | None = None) -> Typed:
    """A sequence of tensors of the element type in a sequence type."""
    name = draw.element(parameter)
    if not is_native(dtype(name)):
        raise Unsuitable("ONNX Runtime takes no such sequence from Python")
    rank = draw.integer(0, 3) if rank is None else rank
    items = [draw.tensor(name, draw.shape(rank, rank, zero=0.02)) for _ in range(count)]
    return Typed(f"seq(tensor({name}))", items)


def place(draw: Draw, count: int) -> np.ndarray:
    return draw.integers(draw.integer(-count, count - 1), "I")


def same_element(draw: Draw, sequence: str, tensor: str) -> None:
    """Binds the tensor's type to that of the sequence's elements, or the other way where the case is for the tensor."""
    if draw.target == tensor:
        draw.bind(sequence, f"seq({draw.bound[tensor]})")
    else:
        draw.bind(tensor, f"tensor({draw.element(sequence)})")


def at(draw: Draw) -> Parts:
    same_element(draw, "S", "T")
    count = draw.integer(1, 4)
    return Parts([tensors(draw, "S", count), place(draw, count)])


def construct(draw: Draw) -> Parts:
    same_element(draw, "S", "T")
    return Parts([draw.tensor("T", draw.shape(0, 3)) for _ in range(draw.integer(1, 4))])


def empty(draw: Draw) -> Parts:
    return Parts([], {"dtype": code(draw.element("S"))})


def erase(draw: Draw) -> Parts:
    count = draw.integer(1, 4)
    return Parts([tensors(draw, "S", count), place(draw, count) if draw.chance(0.7) else None])


def insert(draw: Draw) -> Parts:
    same_element(draw, "S", "T")
    count = draw.integer(1, 4)
    values = tensors(draw, "S", count)
    where = draw.integers(draw.integer(-count, count), "I") if draw.chance(0.7) else None
    return Parts([values, draw.tensor("T", draw.shape(0, 3)), where])


def length(draw: Draw) -> Parts:
    return Parts([tensors(draw, "S", draw.integer(1, 4))])


def join(draw: Draw) -> Parts:
    same_element(draw, "S", "T")
    rank = draw.integer(1, 3)
    shape = draw.shape(rank, rank, zero=0)
    stacked = draw.chance()
    axis = draw.integer(-rank - stacked, rank - 1 + stacked)
    items = []
    for _ in range(draw.integer(1, 4)):
        sizes = list(shape)
        if not stacked:
            sizes[axis] = draw.integer(1, 4)
        items.append(draw.tensor("T", tuple(sizes)))
    if not is_native(items[0].dtype):
        raise Unsuitable("ONNX Runtime takes no such sequence from Python")
    given = {"axis": axis} | ({"new_axis": 1} if stacked else {})
    return Parts([Typed(draw.bound["S"], items)], given)


def cut(draw: Draw) -> Parts:
    same_element(draw, "S", "T")
    shape = list(draw.shape(1, 3, zero=0))
    axis = draw.axis(len(shape))
    given: dict[str, Any] = draw.attributes(axis=axis)
    axis = given.get("axis", 0)
    way = draw.pick(["none", "size", "sizes"])
    lengths: np.ndarray | None = None
    if way == "none":
        given |= draw.attributes(keepdims=draw.integer(0, 1))
    elif way == "size":
        lengths = draw.integers(draw.integer(1, shape[axis]), "I")
    else:
        sizes = [draw.integer(0 if draw.chance(0.2) else 1, 3) for _ in range(draw.integer(1, 3))]
        shape[axis] = sum(sizes)
        lengths = draw.integers(sizes, "I")
    return Parts([draw.tensor("T", tuple(shape)), lengths], given)


def value_of(draw: Draw, kind: str) -> Any:
    """A value of a tensor or sequence type."""
    name = draw.element(kind)
    if kind.startswith("seq"):
        return tensors(draw, kind, draw.integer(1, 3)).value
    return draw.tensor(name, draw.shape(0, 3))


def optional(draw: Draw) -> Parts:
    draw.bind("O", f"optional({draw.bound['V']})") if draw.target != "O" else draw.bind("V", draw.bound["O"][9:-1])
    kind = draw.bound["V"]
    value = value_of(draw, kind)
    return Parts([Typed(kind, value) if kind.startswith("seq") else value])


def from_optional(draw: Draw) -> Parts:
    kind = draw.bound["O"]
    inner = kind[9:-1] if kind.startswith("optional") else kind
    if draw.schema.name == "OptionalGetElement":
        draw.bind("V", inner)
    if not is_native(dtype(draw.element(inner))):
        raise Unsuitable("ONNX Runtime takes no such optional from Python")
    value: Any = value_of(draw, inner)
    if draw.schema.name == "OptionalHasElement" and kind.startswith("optional") and draw.chance(0.3):
        value = None
    return Parts([value if kind.startswith("tensor") else Typed(kind, value)])


def identity(draw: Draw) -> Parts:
    kind = draw.bound[draw.schema.inputs[0].type_str]
    if kind.startswith("tensor"):
        return Parts([draw.tensor(kind, draw.shape(), special=0.2)])
    if not is_native(dtype(draw.element(kind))):
        raise Unsuitable("ONNX Runtime takes no such value from Python")
    inner = kind[9:-1] if kind.startswith("optional") else kind
    return Parts([Typed(kind, value_of(draw, inner))])


RECIPES = {
    "Identity": identity,
    "SequenceAt": at,
    "SequenceConstruct": construct,
    "SequenceEmpty": empty,
    "SequenceErase": erase,
    "SequenceInsert": insert,
    "SequenceLength": length,
    "ConcatFromSequence": join,
    "SplitToSequence": cut,
    "Optional": optional,
    "OptionalGetElement": from_optional,
    "OptionalHasElement": from_optional,
}
