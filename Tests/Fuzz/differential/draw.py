"""What recipes draw from: shapes, tensors, axes and attributes, all out of one seeded generator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from onnx.defs import OpSchema

from .kinds import dtype, element, is_float, is_integer, largest, range_of

Item = TypeVar("Item")
Shape = tuple[int, ...]
WORDS = ["", "a", "b", "ab", "Abc", "x y", "é", "日本", "a,b", "10", "-1.5", "the", "The", "foo bar  baz", "😀"]


class Unsuitable(Exception):
    """The types drawn do not go together; the case is drawn again."""


@dataclass(frozen=True)
class Typed:
    """A value whose type NumPy does not tell: a sequence, an optional, a map."""

    kind: str
    value: Any


@dataclass
class Parts:
    """A node: inputs in order (`None`: left out), attributes, outputs (`False`: left out), the outputs' types."""

    inputs: list[np.ndarray | Typed | None]
    attributes: dict[str, Any] = field(default_factory=dict)
    outputs: int | list[bool] = 1
    constant: set[int] = field(default_factory=set)
    kinds: dict[int, str] = field(default_factory=dict)


class Draw:
    """One case's source of numbers, with the schema and the type chosen for each of its type parameters."""

    def __init__(self, schema: OpSchema, bound: dict[str, str], random: np.random.Generator) -> None:
        self.schema, self.bound, self.random = schema, bound, random
        self.version = schema.since_version

    def element(self, parameter: str) -> str:
        """The element type bound to a type parameter; a type's own name is taken as it is."""
        return element(self.bound.get(parameter, parameter))

    def bind(self, parameter: str, kind: str) -> None:
        """Gives a type parameter the type that another choice implies."""
        allowed = {row.type_param_str: row.allowed_type_strs for row in self.schema.type_constraints}
        if kind not in allowed.get(parameter, []):
            raise Unsuitable(f"{parameter} can't be {kind}")
        if self.bound.get(parameter) != kind and parameter == getattr(self, "target", None):
            raise Unsuitable(f"{parameter} has to be {self.bound[parameter]}")
        self.bound[parameter] = kind

    def match(self, first: str, second: str) -> None:
        """Makes two type parameters the same, keeping that which the case is for."""
        if getattr(self, "target", None) == second:
            first, second = second, first
        self.bind(second, self.bound[first])

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self.random.integers(low, high + 1))

    def number(self, low: float, high: float) -> float:
        return float(np.float32(self.random.uniform(low, high)))

    def chance(self, share: float = 0.5) -> bool:
        return bool(self.random.random() < share)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.integer(0, len(items) - 1)]

    def some(self, items: Sequence[Item], least: int = 0) -> list[Item]:
        """A part of the items, in any order."""
        order = self.random.permutation(len(items))
        return [items[number] for number in order[: self.integer(min(least, len(items)), len(items))]]

    def shape(self, least: int = 0, most: int = 5, zero: float = 0.04, size: int = 5) -> Shape:
        """A shape whose rank lies in a range; a size is seldom 0, and sometimes long in the last place."""
        rank = self.integer(least, most)
        sizes = [0 if self.chance(zero) else self.integer(1, size if rank < 5 else 3) for _ in range(rank)]
        if sizes and self.chance(0.15):
            sizes[-1] = self.integer(1, 70)
        return tuple(sizes)

    def broadcast(self, shape: Shape) -> Shape:
        """A shape that broadcasts to another: sizes become 1, leading ones go."""
        start = self.integer(0, len(shape)) if self.chance(0.4) else 0
        return tuple(1 if self.chance(0.25) else size for size in shape[start:])

    def broadcast_pair(self, shape: Shape) -> tuple[Shape, Shape]:
        """Two shapes that broadcast together to nothing larger than the given one."""
        pair = (shape, self.broadcast(shape)) if self.chance(0.7) else (self.broadcast(shape), self.broadcast(shape))
        return pair if self.chance() else (pair[1], pair[0])

    def axis(self, rank: int, negative: bool = True) -> int:
        """One axis, counted from either end."""
        return self.integer(-rank if negative else 0, rank - 1)

    def axes(self, rank: int, least: int = 1, negative: bool = True) -> list[int]:
        """Several axes without repetition."""
        found = self.some(range(rank), least)
        return [axis - rank if negative and self.chance(0.3) else axis for axis in found]

    def tensor(self, parameter: str, shape: Shape, low: float = -4, high: float = 4, special: float = 0) -> np.ndarray:
        """A tensor of the element type bound to a parameter; `special` is the chance of NaN and infinities in it."""
        name = self.element(parameter)
        if name == "string":
            return np.array([self.pick(WORDS) for _ in range(int(np.prod(shape)))], dtype=object).reshape(shape)
        if name == "bool":
            return np.asarray(self.random.random(shape) < 0.5)
        if name.startswith("complex"):
            parts = self.random.uniform(low, high, (2, *shape))
            return np.asarray(parts[0] + 1j * parts[1]).astype(dtype(name))
        if is_integer(name):
            least, most = range_of(name)
            first, last = max(least, int(np.ceil(low))), min(most, int(np.floor(high)))
            first, last = min(first, most), max(last, least)
            kind = np.uint64 if first >= 0 and last > 2**62 else np.int64
            values = self.random.integers(min(first, last), max(first, last), shape, dtype=kind, endpoint=True)
            return np.asarray(values).astype(dtype(name))
        return self.floats(name, shape, low, high, special)

    def floats(self, name: str, shape: Shape, low: float, high: float, special: float) -> np.ndarray:
        most = largest(name)
        low, high = max(low, -most), min(high, most)
        values = np.asarray(self.random.uniform(low, high, shape))
        if self.chance(0.2):
            values = np.round(values * 2) / 2
            values = np.clip(values, low, high)
        if special and self.chance(special) and values.size and name in ("float", "double", "float16", "bfloat16"):
            flat = values.reshape(-1)
            for _ in range(self.integer(1, 3)):
                flat[self.integer(0, flat.size - 1)] = self.pick([np.nan, np.inf, -np.inf, 0.0, -0.0])
        if name == "float8e8m0":
            values = 2.0 ** np.round(np.clip(values, -8, 8) / 2)
        return np.asarray(values).astype(dtype(name))

    def integers(self, values: Sequence[int] | int, name: str = "int64") -> np.ndarray:
        """Known whole numbers, of an element type or of that which is bound to a parameter."""
        return np.array(values, dtype=dtype(self.element(name)))

    def attributes(self, **offered: Any) -> dict[str, Any]:
        """A part of the attributes offered, those only that this version has."""
        known = self.schema.attributes
        return {
            key: value for key, value in offered.items() if key in known and (known[key].required or self.chance(0.6))
        }

    def has(self, attribute: str) -> bool:
        return attribute in self.schema.attributes

    def takes(self, count: int) -> bool:
        """Whether this version takes so many inputs."""
        return self.schema.max_input >= count


__all__ = ["Draw", "Parts", "Shape", "Typed", "Unsuitable", "is_float", "is_integer"]
