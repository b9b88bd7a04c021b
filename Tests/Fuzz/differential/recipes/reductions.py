"""Reductions over axes, given as an attribute or, later, as an input."""

from __future__ import annotations

from ..draw import Draw, Parts


def reduction(draw: Draw, low: float = -4, high: float = 4) -> Parts:
    shape = draw.shape(size=4)
    name = draw.schema.name
    positive = name.startswith("ReduceLogSum") and name != "ReduceLogSumExp"
    values = draw.tensor("T", shape, 0.1 if positive else low, high)
    given = draw.attributes(keepdims=draw.integer(0, 1), noop_with_empty_axes=draw.integer(0, 1))
    axes = draw.axes(len(shape), negative=draw.version >= 11) if shape and draw.chance(0.8) else None
    if draw.has("axes"):
        return Parts([values], given | ({"axes": axes} if axes else {}))
    if axes is None and draw.chance(0.3):
        axes = []
    return Parts([values, None if axes is None else draw.integers(axes)], given)


def extremum_place(draw: Draw) -> Parts:
    shape = draw.shape(1, 4, zero=0.02)
    given = draw.attributes(
        axis=draw.axis(len(shape), draw.version >= 11),
        keepdims=draw.integer(0, 1),
        select_last_index=draw.integer(0, 1),
    )
    return Parts([draw.tensor("T", shape, -4, 4)], given)


NAMES = "L1 L2 LogSum LogSumExp Max Mean Min Prod Sum SumSquare".split()
RECIPES = {
    **{f"Reduce{name}": reduction for name in NAMES},
    "ArgMax": extremum_place,
    "ArgMin": extremum_place,
}
