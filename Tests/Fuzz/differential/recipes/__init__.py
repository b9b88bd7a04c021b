"""How a node of each operator is made at random: one table, by the operator's name."""

from __future__ import annotations

from collections.abc import Callable

from ..draw import Draw, Parts
from . import elementwise, matrix, movement, normalization, quantization, recurrent, reductions, spatial

Recipe = Callable[[Draw], Parts]
RECIPES: dict[str, Recipe] = {
    name: recipe
    for module in (elementwise, matrix, movement, normalization, quantization, recurrent, reductions, spatial)
    for name, recipe in module.RECIPES.items()
}
