#!/usr/bin/env python3
"""The formats of `check` and `infer` for programs: JSON by our schemas, SARIF, JUnit and GitHub's commands by others' rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import jsonschema
import referencing
import sarif_pydantic
from onnx import ModelProto, TensorProto, helper
from peers.corpus import broken_models
from peers.figure import Figure, finish
from peers.places import ROOT, scratch
from peers.program import graven, require

SCHEMAS = {
    name: json.loads((ROOT / f"docs/schemas/{name}").read_bytes())
    for name in ("check.schema.json", "infer.schema.json")
}
REGISTRY = referencing.Registry().with_resources(
    [(name, referencing.Resource.from_contents(schema)) for name, schema in SCHEMAS.items()]
)
FROM_CORPUS = 24
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
GITHUB = re.compile(r"::(error|warning|notice) file=([^,:\n]+)(?:,line=(\d+),col=(\d+))?,title=([^,:\n]+)::(.+)")
CONCISE = re.compile(r"(.+?): (error|warning|info) ([A-Z]\d{3}) (.+)")
Object = dict[str, Any]


def model(op: str = "Relu", given: str = "x", name: str = "n") -> ModelProto:
    """A model of one node."""
    values = [helper.make_tensor_value_info(value, TensorProto.FLOAT, [2]) for value in "xy"]
    graph = helper.make_graph([helper.make_node(op, [given], ["y"], name)], "g", values[:1], values[1:])
    return helper.make_model(graph, ir_version=10, opset_imports=[helper.make_opsetid("", 22)])


def write_samples(folder: Path) -> list[str]:
    """Writes models that are right, wrong and none at all, with names that need escapes; hands on their paths."""
    right, wrong = model().SerializeToString(), model(given="nope", name='a<b>&"c"').SerializeToString()
    samples = {
        "right.onnx": right,
        "wrong.onnx": wrong,
        "sub folder/ü %41,:#.onnx": wrong,
        "truncated.onnx": right[:-9],
        "empty.onnx": b"",
        "page.onnx": b"<!DOCTYPE html><html></html>",
        "right.onnxtxt": graven("text", "-", stdin=right).out,
        "wrong.onnxtxt": graven("text", "-", stdin=wrong).out + "# 漢🎈\n# graven: ignore\n".encode(),
        "syntax.onnxtxt": graven("text", "-", stdin=right).out.replace(b"Relu", b"= Relu"),
    }
    for name, content in samples.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    corpus = broken_models()
    for path in sorted(corpus.glob("*.onnx"))[:: max(1, 103 // FROM_CORPUS)] if corpus else []:
        (folder / path.name).write_bytes(path.read_bytes())
        samples[path.name] = b""
    return list(samples)


def faults(document: object, schema: str) -> list[str]:
    """What the schema refuses."""
    validator = jsonschema.Draft202012Validator(SCHEMAS[schema], registry=REGISTRY)
    return [f"{'/'.join(map(str, fault.path))}: {fault.message}"[:300] for fault in validator.iter_errors(document)]


def disorder(document: object, schema: Object, base: Object) -> list[str]:
    """The objects whose keys do not stand in the schema's order."""
    if "$ref" in schema:
        file, _, place = schema["$ref"].partition("#/$defs/")
        base = SCHEMAS[file] if file else base
        return disorder(document, base["$defs"][place], base)
    found: list[str] = []
    for option in schema.get("oneOf", ()):
        if option.get("type") in ("object", "array") or "$ref" in option:
            found += disorder(document, option, base)
    if isinstance(document, dict) and "properties" in schema:
        known = [key for key in schema["properties"] if key in document]
        if known != list(document) and set(known) == set(document):
            found.append(" ".join(document))
        for key, value in document.items():
            found += disorder(value, schema["properties"].get(key, {}), base)
    if isinstance(document, list) and "items" in schema:
        for value in document:
            found += disorder(value, schema["items"], base)
    return found


def check_json(paths: list[str], folder: Path, figure: Figure) -> Object:
    run = graven("check", "--format", "json", "--select", "ALL", *paths, cwd=folder)
    figure.check(run.status == 1, "check: errors are status 1", run.said)
    document = json.loads(run.out)
    figure.check(
        not (wrong := faults(document, "check.schema.json")), "check: JSON by its schema", "; ".join(wrong[:3])
    )
    schema = SCHEMAS["check.schema.json"]
    figure.check(not (wrong := disorder(document, schema, schema)), "check: order of keys", "; ".join(wrong[:3]))
    figure.check([file["path"] for file in document["files"]] == paths, "check: files as given")
    counts = [d["severity"] for file in document["files"] for d in file["diagnostics"]]
    summary = document["summary"]
    figure.check(
        [summary[key] for key in ("errors", "warnings", "infos")]
        == [counts.count(severity) for severity in ("error", "warning", "info")],
        "check: the summary counts",
        str(summary),
    )
    again = graven("check", "--format", "json", "--select", "ALL", "--jobs", "1", *paths, cwd=folder)
    figure.check(again.out == run.out, "check: the same with one job")
    for name in paths:
        if not name.startswith("right"):
            continue
        only = graven("check", "--format", "json", name, cwd=folder)
        figure.check(only.status == 0, f"check: {name} is right", only.out.decode()[:300])
    return document


def infer_json(document: Object, folder: Path, figure: Figure) -> None:
    for file in document["files"]:
        if file["form"] == "unreadable" or any(d["code"] == "K001" for d in file["diagnostics"]):
            continue
        run = graven("infer", "--format", "json", file["path"], cwd=folder)
        case = f"infer: JSON of {file['path']} by its schema"
        try:
            wrong = faults(json.loads(run.out), "infer.schema.json")
        except ValueError as error:
            wrong = [f"{run.said}: {error}"]
        figure.check(not wrong, case, "; ".join(wrong[:3]))


def sarif(document: Object, paths: list[str], folder: Path, figure: Figure) -> None:
    run = graven("check", "--format", "sarif", "--select", "ALL", *paths, cwd=folder)
    try:
        sarif_pydantic.Sarif.model_validate_json(run.out)
        refused = ""
    except ValueError as error:
        refused = str(error)[:300]
    figure.check(not refused, "SARIF: sarif-pydantic reads it", refused)
    content = json.loads(run.out)["runs"][0]
    ours = [(file, d) for file in document["files"] for d in file["diagnostics"]]
    figure.check(len(content["results"]) == len(ours), "SARIF: a result for each finding")
    rules = content["tool"]["driver"]["rules"]
    figure.check(len({rule["id"] for rule in rules}) == len(rules), "SARIF: rules are there once")
    for (file, diagnostic), result in zip(ours, content["results"]):
        physical = result["locations"][0]["physicalLocation"]
        region, start = physical.get("region", {}), (diagnostic["range"] or {}).get("start")
        figure.check(
            result["ruleId"] == diagnostic["code"] == rules[result["ruleIndex"]]["id"]
            and result["level"] == LEVELS[diagnostic["severity"]]
            and urllib.parse.unquote(physical["artifactLocation"]["uri"]) == file["path"]
            and (start is None or (region["startLine"], region["startColumn"]) == (start["line"], start["column"])),
            f"SARIF: {file['path']} {diagnostic['code']}",
            json.dumps(result)[:300],
        )
    report = folder / "report.sarif"
    report.write_bytes(run.out)
    command = [Path(sys.executable).parent / "sarif", "summary", report]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [d["code"] for _, d in ours if d["severity"] == "error"]
    figure.check(
        done.returncode == 0 and all(code in done.stdout for code in errors) and f"error: {len(errors)}" in done.stdout,
        "SARIF: sarif-tools sums it up",
        (done.stdout + done.stderr)[-300:],
    )


def junit(document: Object, paths: list[str], folder: Path, figure: Figure) -> None:
    run = graven("check", "--format", "junit", "--select", "ALL", *paths, cwd=folder)
    root = ElementTree.fromstring(run.out)
    figure.check(root.tag == "testsuites", "JUnit: the root", root.tag)
    suites = root.findall("testsuite")
    figure.check([suite.get("name") for suite in suites] == paths, "JUnit: a suite for each file")
    for suite, file in zip(suites, document["files"]):
        cases = suite.findall("testcase")
        bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
        errors = sum(d["severity"] == "error" for d in file["diagnostics"])
        figure.check(
            len(cases) == int(suite.get("tests", -1)) == max(1, len(file["diagnostics"]))
            and len(bad) == errors == int(suite.get("failures", -1)) + int(suite.get("errors", -1))
            and all(case.get("name") and case.get("classname") for case in cases),
            f"JUnit: {file['path']}",
            str(suite.attrib),
        )
    total = sum(int(suite.get("tests", 0)) for suite in suites)
    figure.check(int(root.get("tests", -1)) == total, "JUnit: the root counts")


def lines(document: Object, paths: list[str], folder: Path, figure: Figure) -> None:
    ours = [(file["path"], d) for file in document["files"] for d in file["diagnostics"]]
    run = graven("check", "--format", "github", "--select", "ALL", *paths, cwd=folder)
    commands = run.out.decode().splitlines()
    figure.check(len(commands) == len(ours), "GitHub: a command for each finding", f"{len(commands)}, {len(ours)}")
    for (path, diagnostic), line in zip(ours, commands):
        found = GITHUB.fullmatch(line)
        start = (diagnostic["range"] or {}).get("start", {})
        figure.check(
            found is not None
            and found[1] == COMMANDS[diagnostic["severity"]]
            and urllib.parse.unquote(found[2]) == path
            and (found[3], found[4]) == tuple(str(start[key]) if start else None for key in ("line", "column"))
            and found[5] == f"{diagnostic['code']} {diagnostic['name']}",
            f"GitHub: {path} {diagnostic['code']}",
            line,
        )
    concise = graven("check", "--format", "concise", "--select", "ALL", *paths, cwd=folder).out.decode().splitlines()
    codes = [found[3] for line in concise if (found := CONCISE.fullmatch(line))]
    figure.check(codes == [d["code"] for _, d in ours], "concise: a line for each finding")


def main() -> None:
    require()
    figure = Figure("reports for programs, read by others")
    with scratch() as name:
        folder = Path(name)
        paths = write_samples(folder)
        document = check_json(paths, folder, figure)
        infer_json(document, folder, figure)
        sarif(document, paths, folder, figure)
        junit(document, paths, folder, figure)
        lines(document, paths, folder, figure)
    if broken_models() is None:
        figure.leave_out("models of the corpus's broken: no corpus beside the repository", FROM_CORPUS)
    finish(figure)


if __name__ == "__main__":
    main()
