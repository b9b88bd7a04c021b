#!/usr/bin/env python3
"""Every version of every standard operator has a shape function, a case that is accepted and cases that are refused.

Accepted: a model of one node that onnx.checker takes with full check. Refused: the same with a type that is not
allowed, an unknown attribute, without a required one, with too few or too many inputs, and with ranks that
onnx.checker refuses. ONNX Runtime's own operators: faults of their signatures, and which have a shape function.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import onnx
from onnx.defs import OpSchema, get_schema
from peers.cases import Case, accepted, backend_cases, standard_schemas
from peers.contrib import contrib_faults, contrib_model, contrib_schemas
from peers.faults import faulty, wrong_ranks
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import graven, on_two_cores, require

BATCH = 500
NO_FUNCTION = "no shape function"
# ONNX Runtime and the models of the time broadcast without the attribute where shapes let them.
LENIENT = frozenset(("Add", "And", "Div", "Equal", "Greater", "Less", "Mul", "Or", "Pow", "Sub", "Xor"))
LAST_LENIENT = 6


def errors(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """The errors that `graven check` finds in each file."""
    found = {}
    for start in range(0, len(paths), BATCH):
        batch = paths[start : start + BATCH]
        run = graven("check", "--no-config", "--format", "json", *batch, limit=300)
        for path, row in zip(batch, json.loads(run.out)["files"], strict=True):
            found[path] = [
                f"{one['code']} {one['message']}" for one in row["diagnostics"] if one["severity"] == "error"
            ]
    return found


def unknown(path: Path) -> str:
    """Why `graven infer` has no type for one of a model's outputs; empty when it has all."""
    run = graven("infer", "--format", "json", path)
    try:
        answer = json.loads(run.out)
    except ValueError:
        return run.said
    reasons = [one["reason"] for one in answer["unknown_from"] if NO_FUNCTION in one["reason"]]
    outputs = [one["name"] for one in answer["values"] if one["output"] and one["kind"] is None]
    return "; ".join(reasons + [f"no type for {name}" for name in outputs])


def title(schema: OpSchema) -> str:
    return f"{schema.domain}{'.' if schema.domain else ''}{schema.name}-{schema.since_version}"


def without_types(model: onnx.ModelProto) -> bytes:
    """The model without what it says of its outputs, which is to be inferred."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    for info in copy.graph.output:
        info.ClearField("type")
    return copy.SerializeToString()


def withdrawn(schema: OpSchema, other: onnx.ModelProto | None) -> onnx.ModelProto | None:
    """The case of another version where this one takes the operator away."""
    if other is None:
        return None
    model = onnx.ModelProto()
    model.CopyFrom(other)
    for entry in model.opset_import:
        if entry.domain == schema.domain:
            entry.version = schema.since_version
    return model


def standard(room: Path) -> list[Figure]:
    """The standard operators."""
    functions = Figure("standard schemas: all outputs inferred")
    right = Figure("standard schemas: an accepting case")
    wrong = Figure("standard schemas: refusing cases, each refused")
    cases: dict[tuple[str, str], list[Case]] = backend_cases()
    good: dict[Path, OpSchema] = {}
    bad: dict[OpSchema, dict[Path, str]] = {}
    last: dict[tuple[str, str], onnx.ModelProto | None] = {}
    for number, schema in enumerate(standard_schemas()):
        key = (schema.domain, schema.name)
        bad[schema] = {}
        if schema.deprecated:
            other = last.get(key) or accepted(get_schema(schema.name, schema.domain), cases.get(key, []))[0]
            model = withdrawn(schema, other)
            made = [] if model is None else [("the withdrawn operator", model)]
            for figure in (functions, right):
                figure.leave_out("schemas that withdraw an operator")
        else:
            model, why = accepted(schema, cases.get(key, []))
            last[key] = model
            if model is None:
                right.check(False, title(schema), f"no case: {why}")
                continue
            path = room / f"{number}.onnx"
            path.write_bytes(model.SerializeToString())
            good[path] = schema
            (room / f"{number}.bare").write_bytes(without_types(model))
            made = [*faulty(model, schema)]
            if schema.name not in LENIENT or schema.since_version > LAST_LENIENT:
                made += wrong_ranks(model)
        for index, (what, fault) in enumerate(made):
            path = room / f"{number}-{index}.onnx"
            path.write_bytes(fault.SerializeToString())
            bad[schema][path] = what
    for path, said in errors(list(good)).items():
        right.check(not said, title(good[path]), "; ".join(said))
    for (path, schema), why in on_two_cores(lambda pair: unknown(pair[0].with_suffix(".bare")), good.items()):
        functions.check(not why, title(schema), why)
    said = errors([path for paths in bad.values() for path in paths])
    for schema, paths in bad.items():
        passed = [what for path, what in paths.items() if not said[path]]
        why = "nothing refused it with " + "; ".join(passed) if passed else "no case"
        wrong.check(bool(paths) and not passed, title(schema), why)
    wrong.notes.append(f"{len(said):,} models with one fault each")
    return [functions, right, wrong]


def contrib(room: Path) -> Figure:
    """ONNX Runtime's own operators: faults of their signatures are refused; how many outputs can be inferred."""
    figure = Figure("contrib schemas: faults of the signature, each refused")
    faults: dict[Path, str] = {}
    right: dict[Path, str] = {}
    schemas = contrib_schemas()
    for number, schema in enumerate(schemas):
        name = f"{schema.domain}.{schema.name}-{schema.since_version}"
        right[room / f"contrib{number}.onnx"] = name
        (room / f"contrib{number}.onnx").write_bytes(contrib_model(schema).SerializeToString())
        for index, (what, model) in enumerate(contrib_faults(schema)):
            path = room / f"contrib{number}-{index}.onnx"
            path.write_bytes(model.SerializeToString())
            faults[path] = f"{name}: {what}"
    signature = ("A0", "M0", "T001", "I0")
    for path, said in errors(list(faults)).items():
        figure.check(any(one.startswith(signature) for one in said), faults[path], "; ".join(said) or "no error")
    unreached = [name for (path, name), why in on_two_cores(lambda pair: unknown(pair[0]), right.items()) if why]
    names = ", ".join(name.split(".")[-1] for name in unreached) or "none"
    figure.notes.append(f"{len(schemas):,} schemas, {len(unreached):,} without a shape function: {names}")
    return figure


def main() -> None:
    require()
    with scratch() as name:
        finish(*standard(Path(name)), contrib(Path(name)))


if __name__ == "__main__":
    main()
