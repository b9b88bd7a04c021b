#!/usr/bin/env python3
"""ONNX's own tests of shape inference: `graven infer` knows what ONNX infers, `graven check` refuses what it refuses.

Types: every kind, element type, rank and number that ONNX gives a value, ours gives it too; a name of ONNX's needs a
name, an expression or a number. What ONNX does not know, and names that it makes up (`unk__0`), ask for nothing.

Refusals: ONNX accepts a model exactly where `check` reports no error of these codes (`peers/refusals.py`): T001-T005,
T007-T011, A009, A010, A011, A013, S001-S006, S012-S014, S016-S020 and X002. Inference also trips over some of what the
checker is for, but not over all of it; so where ONNX refuses, A003, A007, G019, M004, M009, W001 to W004 count as well,
and where it accepts they do not. Without `check_type` the T codes don't count where ONNX accepts: it then does not look
at the types of inputs. Without `strict_mode` ONNX keeps its errors to itself, and an "ok" says nothing.

Functions and nodes are wrapped into the smallest model that calls them with the types given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import onnx
from google.protobuf.message import Message
from onnx import (
    AttributeProto,
    FunctionProto,
    GraphProto,
    ModelProto,
    NodeProto,
    OperatorSetIdProto,
    TensorProto,
    TensorShapeProto,
    TypeProto,
    helper,
)

from peers.corpus import corpus
from peers.deliberate_suites import REFUSAL_DIFFERENCES, TYPE_DIFFERENCES, Deliberate
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import graven, on_two_cores, require
from peers.refusals import ALSO_INFERENCE, INFERENCE, TYPES, Finding, findings

SUITES = ("shape_inference", "function_inference", "node_inference")
Key = tuple[str, str]
Part = TypeVar("Part", bound=Message)


@dataclass
class Case:
    """One call of ONNX's tests: a model, and what came of it."""

    name: str
    path: Path
    options: dict
    outcome: str
    said: str
    expected: dict[Key, TypeProto] = field(default_factory=dict)

    @property
    def operators(self) -> set[str]:
        """What the model's main graph runs."""
        return {node.op_type for node in onnx.load(self.path, load_external_data=False).graph.node}


def cases(suite: Path, room: Path) -> Iterator[Case]:
    """The cases of a suite; models that had to be made lie in `room`."""
    for at in sorted(suite.glob("*/case.json")):
        row = json.loads(at.read_text())
        folder, name = at.parent, row["id"]
        error = folder / "error.txt"
        said = " ".join(error.read_text().split()) if error.exists() else ""
        if suite.name == "shape_inference":
            case = Case(name, folder / "input.onnx", row["options"], row["outcome"], said)
            if row["results"] and row["outcome"] == "ok":
                model = onnx.load(folder / "expected.onnx", load_external_data=False)
                case.expected = dict(types(model.graph, "graph"))
        else:
            wrap = function_model if suite.name == "function_inference" else node_model
            model = wrap(folder, row)
            case = Case(name, room / f"{name.replace('/', '-')}.onnx", {}, row["outcome"], said)
            case.path.write_bytes(model.SerializeToString())
            # A node's results are listed by name, a function's in order.
            names = [one.name for one in model.graph.output]
            outputs = list(row.get("types", [])) if suite.name == "node_inference" else names
            for result in row["results"] if row["outcome"] == "ok" else []:
                number = int(result.removeprefix("expected_").removesuffix(".pb"))
                case.expected["graph", outputs[number]] = parsed(TypeProto(), folder / result)
        yield case


def types(graph: GraphProto, path: str) -> Iterator[tuple[Key, TypeProto]]:
    """The types that a graph and those below it say, by graph and name."""
    for value in [*graph.value_info, *graph.output]:
        if value.HasField("type"):
            yield (path, value.name), value.type
    for number, node in enumerate(graph.node):
        for index, attribute in enumerate(node.attribute):
            if attribute.type == AttributeProto.GRAPH:
                yield from types(attribute.g, f"{path}.node[{number}].attribute[{index}].g")


def parsed(message: Part, path: Path) -> Part:
    """The message out of a file."""
    message.ParseFromString(path.read_bytes())
    return message


def function_model(folder: Path, row: dict) -> ModelProto:
    """A model whose only node calls the function."""
    function = parsed(FunctionProto(), folder / "function.pb")
    attributes = [parsed(AttributeProto(), folder / name) for name in row["inputs"] if name.startswith("attr")]
    given = [parsed(TypeProto(), folder / name) for name in row["inputs"] if name.startswith("type_")]
    node = NodeProto(op_type=function.name, domain=function.domain, overload=function.overload, attribute=attributes)
    # A type of nothing stands for an input that the call leaves out.
    node.input.extend(name if one.WhichOneof("value") else "" for name, one in zip(function.input, given))
    node.output.extend(function.output)
    model = smallest(node, dict(zip(function.input, given)), list(function.opset_import))
    if function.domain not in [one.domain for one in model.opset_import]:
        model.opset_import.append(helper.make_opsetid(function.domain, 1))
    model.functions.append(function)
    return model


def node_model(folder: Path, row: dict) -> ModelProto:
    """A model of the one node."""
    node = parsed(NodeProto(), folder / "node.pb")
    given = {row["names"][name]: parsed(TypeProto(), folder / name) for name in row["names"] if name.startswith("type")}
    imports = row["options"]["opset_imports"] or {row["options"]["domain"]: row["options"]["since_version"]}
    model = smallest(node, given, [helper.make_opsetid(domain, version) for domain, version in imports.items()])
    for name in row["inputs"]:
        if name.startswith("data_"):
            tensor = parsed(TensorProto(), folder / name)
            tensor.name = row["names"][name]
            model.graph.initializer.append(tensor)
    return model


def smallest(node: NodeProto, given: dict[str, TypeProto], imports: list[OperatorSetIdProto]) -> ModelProto:
    """A model of one node, whose inputs have these types."""
    graph = GraphProto(name="wrapped", node=[node])
    for name in filter(None, node.input):
        graph.input.add(name=name).type.CopyFrom(given.get(name, TypeProto()))
    for name in node.output:
        graph.output.add(name=name)
    return ModelProto(ir_version=10, opset_import=imports, graph=graph)


# Types


def inferred(case: Case) -> tuple[dict[Key, dict] | None, str]:
    """What `graven infer` says of each value."""
    run = graven("infer", "--format", "json", case.path)
    try:
        return {(one["graph"], one["name"]): one for one in json.loads(run.out)["values"]}, ""
    except (ValueError, LookupError):
        return None, run.said


def lacking(theirs: TypeProto, ours: dict | None) -> str:
    """What ONNX knows and `ours` does not say; empty where there is nothing."""
    kind = (theirs.WhichOneof("value") or "").removesuffix("_type")
    if not kind:
        return ""
    if not ours or ours["kind"] != kind:
        return f"{kind}, ours {ours and ours['kind']}"
    part = getattr(theirs, f"{kind}_type")
    if kind in ("sequence", "optional"):
        return lacking(part.elem_type, ours["element"])
    if kind == "map":
        return lacking(part.value_type, ours["element"])
    if kind == "opaque":
        return ""
    wanted = TensorProto.DataType.Name(part.elem_type).lower()
    if part.elem_type and ours["element_type"] != wanted:
        return f"{wanted}, ours {ours['element_type']}"
    if not part.HasField("shape"):
        return ""
    sizes = [dimension_of(one) for one in part.shape.dim]
    if ours["shape"] is None or len(ours["shape"]) != len(sizes):
        return f"{sizes}, ours {ours['shape']}"
    for wanted, got in zip(sizes, ours["shape"]):
        if isinstance(wanted, int) and got != wanted or isinstance(wanted, str) and got is None:
            return f"{sizes}, ours {ours['shape']}"
    return ""


def dimension_of(dimension: TensorShapeProto.Dimension) -> int | str | None:
    """A number, a name, or nothing; names that inference made up are nothing."""
    if dimension.HasField("dim_value"):
        return dimension.dim_value
    name = dimension.dim_param
    return None if not name or name.startswith("unk__") else name


# Refusals


def refused(case: Case, found: list[Finding]) -> list[Finding]:
    """The findings for which ONNX's inference would have refused the case."""
    codes = INFERENCE | ALSO_INFERENCE
    if case.outcome == "ok":
        codes = INFERENCE if case.options.get("check_type", True) else INFERENCE - TYPES
    return [one for one in found if one.refuses(codes)]


def main() -> None:
    require()
    known = Figure("ONNX's inference tests: all that ONNX infers is known")
    verdict = Figure("ONNX's inference tests: refused and accepted alike")
    for figure in (known, verdict):
        if corpus() is None:
            figure.leave_out("cases: no corpus beside the repository", 1343)
    types_differ, refusals_differ = Deliberate(TYPE_DIFFERENCES), Deliberate(REFUSAL_DIFFERENCES)
    with scratch() as room:
        all_cases = [case for suite in SUITES if corpus() for case in cases(corpus() / "suites" / suite, Path(room))]
        for case, (values, why) in on_two_cores(inferred, [case for case in all_cases if case.expected]):
            wrong = [why] if values is None else []
            for key, theirs in case.expected.items():
                if values is not None and (lack := lacking(theirs, values.get(key))):
                    wrong.append(f"{key[1]}: {lack}")
            known.check(not wrong or types_differ.explains(case, wrong), case.name, "; ".join(wrong[:3]))
        said = dict(findings([case.path for case in all_cases]))
        for case in all_cases:
            found = said[case.path]
            if found is None:
                verdict.check(False, case.name, "no answer")
                continue
            if case.outcome == "ok" and not case.options.get("strict_mode", True):
                verdict.leave_out("cases where ONNX keeps its errors to itself")
                continue
            ours = refused(case, found)
            alike = bool(ours) == (case.outcome == "error")
            why = str(ours[0]) if ours else f"not refused; found {', '.join(map(str, found))}; ONNX: {case.said}"
            verdict.check(alike or refusals_differ.explains(case, ours), case.name, why)
    types_differ.conclude(known)
    refusals_differ.conclude(verdict)
    finish(known, verdict)


if __name__ == "__main__":
    main()
