#!/usr/bin/env python3
"""What `graven infer` finds out about types and shapes, graded against real runs in three settings.

    types     told the inputs' types and shapes
    given     told small inputs' values too, as initializers
    symbolic  every dimension of every input is a symbol of its own

Declared types of other values are taken away first. A dimension is known when its number, or its expression over the
inputs' dimensions, gives the size of the run; a value is fully known when its type and all its dimensions are.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import onnx
from onnx import TensorProto
from peers.corpus import label, missing_corpus
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import graven, on_two_cores, require
from peers.truth import Truth, backend_truth, producers_truth

Dimension = int | str | None
Found = dict[str, tuple[int, list[Dimension] | None]]

ELEMENTS = {name.lower(): number for name, number in TensorProto.DataType.items()}
CALLS: dict[str, Callable[..., float]] = {
    "floor": math.floor,
    "ceil": math.ceil,
    "min": min,
    "max": max,
    "mod": lambda a, b: a % b,
}


class Setting(NamedTuple):
    """What is told, and what is asked: the share of values, or of dimensions, that must be known."""

    name: str
    asked: float
    by_dimension: bool = False


BACKEND = (Setting("types", 0.96), Setting("given", 0.995), Setting("symbolic", 0.94, by_dimension=True))
EXPORTED = (Setting("symbolic", 0.97, by_dimension=True),)


def question(truth: Truth, setting: Setting) -> onnx.ModelProto:
    """The model without the types that are to be found, told what the setting tells."""
    model = onnx.load(truth.path)
    del model.graph.value_info[:]
    for info in model.graph.output:
        info.ClearField("type")
    if setting.name == "symbolic":
        weights = {tensor.name for tensor in model.graph.initializer}
        for index, info in enumerate(model.graph.input):
            if info.name not in weights and info.type.WhichOneof("value") == "tensor_type":
                for axis, dimension in enumerate(info.type.tensor_type.shape.dim):
                    dimension.dim_param = f"s{index}_{axis}"
    elif setting.name == "given":
        model.graph.initializer.extend(truth.small.values())
        rest = [info for info in model.graph.input if info.name not in truth.small]
        del model.graph.input[:]
        model.graph.input.extend(rest)
    return model


def symbols(truth: Truth, model: onnx.ModelProto) -> dict[str, int]:
    """The size that each symbol has in the run."""
    return {
        f"s{index}_{axis}": size
        for index, info in enumerate(model.graph.input)
        for axis, size in enumerate(truth.fed.get(info.name, ()))
    }


def inferred(path: Path) -> tuple[Found, str]:
    """What the program says of the main graph's tensors, or why it says nothing."""
    run = graven("infer", "--format", "json", path)
    try:
        values = json.loads(run.out)["values"]
    except (ValueError, LookupError):
        return {}, run.said
    return {
        value["name"]: (ELEMENTS.get(value["element_type"] or "", 0), value["shape"])
        for value in values
        if value["graph"] == "graph" and value["kind"] == "tensor" and isinstance(value["name"], str)
    }, ""


def size_of(dimension: Dimension, sizes: dict[str, int]) -> float | None:
    """A dimension's size in the run; `None` for an unknown one, and where it names what is no input's dimension."""
    if not isinstance(dimension, str):
        return dimension
    names = set(re.findall(r"[A-Za-z_]\w*", dimension)) - set(CALLS)
    if not names <= set(sizes) or not re.fullmatch(r"[\w\s+\-*/%(),]*", dimension):
        return None
    try:
        return eval(dimension, {"__builtins__": {}}, {**CALLS, **sizes})  # noqa: S307 - only arithmetic comes so far
    except ArithmeticError:
        return None


def grade(truth: Truth, found: Found, sizes: dict[str, int], known: Figure, right: Figure, setting: Setting) -> None:
    """Counts a case's values (or dimensions) that are known, and its values that are not wrong."""
    for name, (code, shape) in truth.values.items():
        case = f"{label(truth.path)} {name}"
        element, dimensions = found.get(name, (0, None))
        wrong = element and code and element != code
        if dimensions is not None:
            answers = [size_of(dimension, sizes) for dimension in dimensions]
            wrong = wrong or len(answers) != len(shape) or any(a not in (None, b) for a, b in zip(answers, shape))
        else:
            answers = [None] * len(shape)
        why = f"{TensorProto.DataType.Name(element).lower()}{dimensions}, it is {shape}"
        right.check(not wrong, case, why)
        if setting.by_dimension:
            for answer, size in zip([None] * len(shape) if wrong else answers, shape):
                known.check(answer == size, case, why)
        else:
            known.check(not wrong and bool(element) and dimensions is not None and None not in answers, case, why)


def figures(corpus: str, cases: list[Truth], setting: Setting, room: Path) -> list[Figure]:
    """One corpus in one setting: what is known, and that nothing is wrong."""
    unit = "dimensions known" if setting.by_dimension else "values fully known"
    known = Figure(f"inference, {corpus}, {setting.name}: {unit}", setting.asked)
    right = Figure(f"inference, {corpus}, {setting.name}: values not wrong")
    if not cases:
        for figure in (known, right):
            missing_corpus(figure, "producers")

    def ask(case: tuple[int, Truth]) -> tuple[Found, str, dict[str, int]]:
        number, truth = case
        model = question(truth, setting)
        path = room / f"{number}.onnx"
        path.write_bytes(model.SerializeToString())
        found, why = inferred(path)
        path.unlink()
        return found, why, symbols(truth, model) if setting.name == "symbolic" else {}

    for (_, truth), (found, why, sizes) in on_two_cores(ask, enumerate(cases)):
        if why:
            right.check(False, label(truth.path), why)
        grade(truth, found, sizes, known, right, setting)
    return [known, right]


def main() -> None:
    require()
    rows = []
    with scratch() as name:
        for corpus, cases, settings in (
            ("backend models", backend_truth(), BACKEND),
            ("exported models", producers_truth(), EXPORTED),
        ):
            for setting in settings:
                rows += figures(corpus, cases, setting, Path(name))
    finish(*rows)


if __name__ == "__main__":
    main()
