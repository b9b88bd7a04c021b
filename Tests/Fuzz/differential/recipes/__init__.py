"""How a node of each operator is made at random: one table, by the operator's name."""

from __future__ import annotations

from collections.abc import Callable

from ..draw import Draw, Parts
from . import (
    attention,
    control,
    elementwise,
    machine_learning,
    matrix,
    movement,
    normalization,
    quantization,
    recurrent,
    reductions,
    sequences,
    signals,
    spatial,
    texts,
)

Recipe = Callable[[Draw], Parts]
MODULES = (
    attention,
    control,
    elementwise,
    machine_learning,
    matrix,
    movement,
    normalization,
    quantization,
    recurrent,
    reductions,
    sequences,
    signals,
    spatial,
    texts,
)
RECIPES: dict[str, Recipe] = {name: recipe for module in MODULES for name, recipe in module.RECIPES.items()}
