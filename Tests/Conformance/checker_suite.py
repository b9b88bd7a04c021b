#!/usr/bin/env python3
"""ONNX's own tests of its checker: `graven check` refuses what onnx.checker refuses, and accepts what it accepts.

Refused is a file with an error of the codes that the rule catalogue ascribes to the checker ("c" in its column "said
by"); with `full_check` also those of strict inference ("f"). `peers/refusals.py` has both sets, and the few warnings
that count.

Parts, which `check_tensor` and its kin see alone, are wrapped into the smallest model that holds them: a tensor is a
weight, an attribute stands in a node of a domain of its own, a value is a graph's input. External data that ONNX's test
had beside the model is made of zeros, as long as the model says.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import onnx
from google.protobuf.message import Message
from onnx import FunctionProto, GraphProto, ModelProto, NodeProto, SparseTensorProto, TensorProto, helper

from peers.corpus import corpus
from peers.deliberate_suites import CHECKER_DIFFERENCES, Deliberate
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import require
from peers.refusals import CHECKER, INFERENCE, Finding, findings

DOMAIN = "conformance.wrapped"


@dataclass
class Case:
    """One call of ONNX's tests: a file, and whether the checker took it."""

    name: str
    path: Path
    options: dict
    outcome: str
    said: str


def cases(room: Path) -> Iterator[Case]:
    """Every case of both suites; files that had to be made lie in `room`."""
    place = corpus()
    for at in sorted((place / "suites").glob("checker*/*/case.json")) if place else []:
        row = json.loads(at.read_text())
        source = at.parent / row["inputs"][0]
        path = source
        if row["api"] != "check_model":
            path = room / f"{row['id'].replace('/', '-')}.onnx"
            path.write_bytes(wrapped(source, row).SerializeToString())
        elif row.get("by_path") and row["outcome"] == "ok":
            path = with_data(source, room / row["id"])
        error = at.parent / "error.txt"
        said = " ".join(error.read_text().split()) if error.exists() else ""
        yield Case(row["id"], path, row["options"], row["outcome"], said)


def with_data(source: Path, folder: Path) -> Path:
    """A copy of a model with the files that its tensors name."""
    folder.mkdir(parents=True)
    graph = onnx.load(source, load_external_data=False).graph
    held = [attribute.t for node in graph.node for attribute in node.attribute]
    for tensor in [*graph.initializer, *held]:
        keys = {entry.key: entry.value for entry in tensor.external_data}
        if keys:
            size = int(keys.get("offset", 0)) + int(keys.get("length", 0))
            at = folder / keys["location"]
            at.write_bytes(bytes(max(size, at.stat().st_size if at.exists() else 0)))
    return Path(shutil.copy(source, folder))


# Parts


def wrapped(source: Path, row: dict) -> ModelProto:
    """The smallest model that holds a part."""
    part = getattr(onnx, row["proto"])()
    part.ParseFromString(source.read_bytes())
    options = {"ir_version": 14, "opset_imports": {"": 28}, **row["options"]}
    model = ModelProto(ir_version=options["ir_version"], graph=GraphProto(name="wrapped"))
    for domain, version in {**options["opset_imports"], DOMAIN: 1}.items():
        model.opset_import.append(helper.make_opsetid(domain, version))
    if isinstance(part, FunctionProto):
        wrap_function(model, part)
    else:
        WRAP[row["proto"]](model.graph, part)
    return model


def wrap_tensor(graph: GraphProto, part: TensorProto) -> None:
    part.name = part.name or "part"
    graph.initializer.append(part)
    graph.node.append(NodeProto(op_type="Reader", domain=DOMAIN, input=[part.name]))


def wrap_sparse(graph: GraphProto, part: SparseTensorProto) -> None:
    part.values.name = part.values.name or "part"
    graph.sparse_initializer.append(part)
    graph.node.append(NodeProto(op_type="Reader", domain=DOMAIN, input=[part.values.name]))


def wrap_attribute(graph: GraphProto, part: onnx.AttributeProto) -> None:
    graph.node.append(NodeProto(op_type="Holder", domain=DOMAIN, attribute=[part]))


def wrap_value(graph: GraphProto, part: onnx.ValueInfoProto) -> None:
    graph.input.append(part)


def wrap_node(graph: GraphProto, part: NodeProto) -> None:
    for name in filter(None, part.input):
        graph.input.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [None]))
    graph.node.append(part)


def wrap_function(model: ModelProto, part: FunctionProto) -> None:
    """The function with stubs of those that it calls."""
    model.functions.append(part)
    del model.opset_import[:]
    model.opset_import.extend(part.opset_import)
    called = {(node.domain, node.op_type): node for node in part.node if node.domain not in ("", "ai.onnx")}
    for node in called.values():
        if (node.domain, node.op_type) != (part.domain, part.name):
            body = [NodeProto(op_type="Identity", input=node.input[:1], output=[name]) for name in node.output]
            stub = FunctionProto(domain=node.domain, name=node.op_type, input=node.input, output=node.output, node=body)
            stub.opset_import.extend(part.opset_import)
            model.functions.append(stub)


WRAP: dict[str, Callable[[GraphProto, Message], None]] = {
    "TensorProto": wrap_tensor,
    "SparseTensorProto": wrap_sparse,
    "AttributeProto": wrap_attribute,
    "ValueInfoProto": wrap_value,
    "NodeProto": wrap_node,
    "GraphProto": lambda graph, part: graph.CopyFrom(part),
}


# Verdicts


def refused(case: Case, found: list[Finding]) -> list[Finding]:
    """The findings for which the checker would have refused the file."""
    codes = CHECKER | INFERENCE if case.options.get("full_check") else CHECKER
    return [one for one in found if one.refuses(codes)]


def main() -> None:
    require()
    figure = Figure("ONNX's checker tests: refused and accepted alike")
    if corpus() is None:
        figure.leave_out("cases: no corpus beside the repository", 1555)
    deliberate = Deliberate(CHECKER_DIFFERENCES)
    with scratch() as room:
        all_cases = list(cases(Path(room)))
        said = dict(findings([case.path for case in all_cases]))
        for case in all_cases:
            found = said[case.path]
            if found is None:
                figure.check(False, case.name, "no answer")
                continue
            ours = refused(case, found)
            alike = bool(ours) == (case.outcome == "error")
            why = str(ours[0]) if ours else f"not refused; found {', '.join(map(str, found))}; ONNX: {case.said}"
            figure.check(alike or deliberate.explains(case, ours), case.name, why)
    deliberate.conclude(figure)
    finish(figure)


if __name__ == "__main__":
    main()
