"""A case: a model of one node with its feeds, made from a seed alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from onnx import AttributeProto, helper, numpy_helper
from onnx.defs import OpSchema

from .draw import Draw, Parts, Typed, Unsuitable
from .kinds import NEWEST, SCHEMAS, code, dtype, is_native, name_of, type_proto

ATTEMPTS = 30
DOMAINS = ("", "ai.onnx.ml")


@dataclass(frozen=True, order=True)
class Target:
    """What a case is for: an operator, its version, a type parameter and the type it has."""

    domain: str
    operator: str
    version: int
    parameter: str
    kind: str

    @property
    def schema(self) -> OpSchema:
        return next(row for row in SCHEMAS[self.domain, self.operator] if row.since_version == self.version)


@dataclass
class Case:
    """A model and what is fed to it, by name; `kinds` are the feeds' types."""

    seed: int
    target: Target
    bound: dict[str, str]
    model: onnx.ModelProto
    feeds: dict[str, Any]
    kinds: dict[str, str]

    def __str__(self) -> str:
        node = self.model.graph.node[0]
        fed = [f"{name}:{shown(value)}" for name, value in self.feeds.items()]
        fed += [f"{row.name}={shown(numpy_helper.to_array(row))}" for row in self.model.graph.initializer]
        given = ", ".join(f"{row.name}={shown_attribute(row)}" for row in node.attribute)
        uses = f"opset {self.model.opset_import[0].version}"
        return f"{node.op_type}-{self.target.version} ({uses}) {self.bound} [{', '.join(fed)}] {{{given}}}"


def shown(value: Any) -> str:
    """A feed in a few characters: type and shape, and small values whole."""
    if isinstance(value, np.ndarray):
        text = f"{name_of(value.dtype)}{list(value.shape)}"
        return f"{text}{value.tolist()}" if value.size <= 4 else text
    if isinstance(value, list):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    return repr(value)[:300]


def shown_attribute(attribute: AttributeProto) -> str:
    if attribute.type in (AttributeProto.GRAPH, AttributeProto.TENSOR, AttributeProto.SPARSE_TENSOR):
        return "..."
    return str(helper.get_attribute_value(attribute))[:400]


def all_targets(recipes: dict[str, Any]) -> list[Target]:
    """Every (operator, version, parameter, type) that schemas allow and a recipe makes."""
    found = []
    for (domain, operator), versions in sorted(SCHEMAS.items()):
        if domain not in DOMAINS or operator not in recipes:
            continue
        for schema in versions:
            rows = [(row.type_param_str, kind) for row in schema.type_constraints for kind in row.allowed_type_strs]
            found += [Target(domain, operator, schema.since_version, *row) for row in sorted(rows) or [("", "")]]
    # So that any part of the seeds has something of all.
    order = np.random.default_rng(0).permutation(len(found))
    return [found[number] for number in order]


def make(seed: int, targets: list[Target], recipes: dict[str, Any]) -> Case | None:
    """The case of a seed; `None` where nothing suitable was drawn."""
    # Seeds in a row go through the targets one by one.
    target = targets[seed % len(targets)]
    schema = target.schema
    random = np.random.default_rng(seed)
    for _ in range(ATTEMPTS):
        bound = {
            row.type_param_str: str(random.choice(sorted(row.allowed_type_strs))) for row in schema.type_constraints
        }
        if target.parameter:
            bound[target.parameter] = target.kind
        draw = Draw(schema, bound, random)
        draw.target = target.parameter
        try:
            parts = recipes[target.operator](draw)
            if not target.parameter or bound[target.parameter] == target.kind:
                return model_of(seed, target, draw, parts)
        except Unsuitable:
            continue
    return None


def opset_of(draw: Draw) -> int:
    """A version of the operator set in which this version of the operator is the one."""
    rows = [row.since_version for row in SCHEMAS[draw.schema.domain, draw.schema.name]]
    later = [version for version in rows if version > draw.version]
    last = min(later) - 1 if later else NEWEST[draw.schema.domain]
    return draw.pick([draw.version, last, draw.integer(draw.version, last)])


def model_of(seed: int, target: Target, draw: Draw, parts: Parts) -> Case:
    graph = onnx.GraphProto(name="differential")
    feeds: dict[str, Any] = {}
    kinds: dict[str, str] = {}
    names = []
    for number, value in enumerate(parts.inputs):
        if value is None:
            names.append("")
            continue
        name = f"x{number}"
        names.append(name)
        add_input(graph, draw, feeds, kinds, name, value, number in parts.constant)
    while names and not names[-1]:
        names.pop()
    kept = [True] * parts.outputs if isinstance(parts.outputs, int) else parts.outputs
    outputs = [f"y{number}" if keep else "" for number, keep in enumerate(kept)]
    node = helper.make_node(target.operator, names, outputs, domain=target.domain)
    for key, value in parts.attributes.items():
        node.attribute.append(attribute(draw, key, value))
    graph.node.append(node)
    for number, name in enumerate(outputs):
        if name:
            kind = parts.kinds.get(number) or output_kind(draw, number)
            info = graph.output.add(name=name)
            if kind:
                info.type.CopyFrom(type_proto(kind))
    imports = [helper.make_opsetid(target.domain, opset_of(draw))]
    if target.domain:
        imports.append(helper.make_opsetid("", 21))
    model = helper.make_model(graph, opset_imports=imports)
    model.ir_version = max(helper.find_min_ir_version_for(imports, ignore_unknown=True), 4)
    return Case(seed, target, dict(draw.bound), model, feeds, kinds)


def add_input(
    graph: onnx.GraphProto,
    draw: Draw,
    feeds: dict[str, Any],
    kinds: dict[str, str],
    name: str,
    value: np.ndarray | Typed,
    constant: bool,
) -> None:
    """Feeds a value, or puts it into the model: always where Python can't hand it to ONNX Runtime."""
    kind = value.kind if isinstance(value, Typed) else f"tensor({name_of(value.dtype)})"
    held = value.value if isinstance(value, Typed) else value
    if not isinstance(value, Typed) and (draw.chance(0.3) or constant or not is_native(value.dtype)):
        graph.initializer.append(numpy_helper.from_array(value, name))
        return
    feeds[name], kinds[name] = held, kind
    shape = value.shape if isinstance(value, np.ndarray) else None
    graph.input.add(name=name).type.CopyFrom(type_proto(kind, shape))


def attribute(draw: Draw, key: str, value: Any) -> AttributeProto:
    """An attribute of the type that the schema gives it."""
    declared = draw.schema.attributes[key].type
    kind = getattr(AttributeProto, declared.name)
    if kind == AttributeProto.FLOAT:
        value = float(value)
    if kind == AttributeProto.FLOATS:
        value = [float(item) for item in value]
    return helper.make_attribute(key, value, attr_type=kind)


def output_kind(draw: Draw, number: int) -> str:
    """An output's type as the schema and the types bound say; empty where they don't."""
    rows = draw.schema.outputs
    row = rows[min(number, len(rows) - 1)]
    if row.option.name == "Variadic" and not row.is_homogeneous:
        return ""
    return draw.bound.get(row.type_str, row.type_str if "(" in row.type_str else "")


__all__ = ["Case", "Target", "all_targets", "code", "dtype", "make"]
