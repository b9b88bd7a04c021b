#!/usr/bin/env python3
"""The operator data: generated again it is the same, and `graven op` says of every schema what onnx.defs says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from onnx import defs
from peers.figure import Figure, finish
from peers.program import graven, on_two_cores, require

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "Sources" / "Operators" / "Generated" / "generate.py"
UNBOUNDED = 2**31 - 1


def bounded(value: int) -> int | None:
    """A count as `graven op` writes it."""
    return None if value >= UNBOUNDED else value


def signature(schema: defs.OpSchema) -> dict[str, object]:
    """What is compared, as onnx.defs has it."""
    return {
        "deprecated": schema.deprecated,
        "min_inputs": schema.min_input,
        "max_inputs": bounded(schema.max_input),
        "min_outputs": schema.min_output,
        "max_outputs": bounded(schema.max_output),
        "inputs": [(each.name, each.type_str, each.option.name.lower()) for each in schema.inputs],
        "outputs": [(each.name, each.type_str, each.option.name.lower()) for each in schema.outputs],
        "attributes": sorted((name, each.type.name.lower(), each.required) for name, each in schema.attributes.items()),
        "types": {each.type_param_str: set(each.allowed_type_strs) for each in schema.type_constraints},
        "since_version": schema.since_version,
    }


def said(page: dict) -> dict[str, object]:
    """The same, as `graven op --format json` has it."""
    return {
        **{name: page[name] for name in ("deprecated", "since_version", "min_inputs", "max_inputs")},
        **{name: page[name] for name in ("min_outputs", "max_outputs")},
        "inputs": [(each["name"], each["type"], each["option"]) for each in page["inputs"]],
        "outputs": [(each["name"], each["type"], each["option"]) for each in page["outputs"]],
        "attributes": sorted((each["name"], each["type"], each["required"]) for each in page["attributes"]),
        "types": {each["name"]: set(each["types"]) for each in page["types"]},
    }


def same_data() -> Figure:
    """Generates again and compares."""
    figure = Figure("operator data: what the wheels give")
    done = subprocess.run([sys.executable, GENERATOR, "--check"], capture_output=True, text=True, check=False)
    figure.check(done.returncode == 0, "generate.py --check", (done.stdout + done.stderr)[-300:])
    return figure


def same_signatures() -> Figure:
    """Asks for each version of each operator."""
    figure = Figure("graven op: signatures as onnx.defs has them")

    def ask(schema: defs.OpSchema) -> object:
        name = f"{schema.domain}::{schema.name}" if schema.domain else schema.name
        run = graven("op", f"{name}@{schema.since_version}", "--format", "json")
        return said(json.loads(run.out)) if run.status == 0 else run.said

    for schema, answer in on_two_cores(ask, list(defs.get_all_schemas_with_history())):
        expected = signature(schema)
        differing = [name for name in expected if isinstance(answer, dict) and answer[name] != expected[name]]
        ok = isinstance(answer, dict) and not differing
        figure.check(ok, f"{schema.domain} {schema.name}-{schema.since_version}", f"{differing or answer}")
    return figure


def main() -> None:
    require()
    finish(same_data(), same_signatures())


if __name__ == "__main__":
    main()
