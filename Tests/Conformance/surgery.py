#!/usr/bin/env python3
"""Models that are cut, renamed, thinned out and brought to other opsets compute what they did, as ONNX Runtime says.

Exported models of the corpus; Upsample, Softmax and Hardmax where onnx's own converter changes results; a text with comments;
requests that can't be met.
"""

from __future__ import annotations

import json
import multiprocessing
import random
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from peers.corpus import missing_corpus
from peers.evaluation_cases import Case, corpus_cases
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import graven, on_two_cores, require
from peers.reference import difference, values

SEED = 20261124
onnxruntime.set_default_logger_severity(4)


def run(model: onnx.ModelProto | bytes, feeds: dict[str, np.ndarray], names: list[str]) -> list:
    content = model if isinstance(model, bytes) else model.SerializeToString()
    options = onnxruntime.SessionOptions()
    # What is compared is the model, not what the runtime makes of a part of it.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    known = {info.name for info in session.get_inputs()}
    return session.run(names, {name: value for name, value in feeds.items() if name in known})


def same(wanted: list, found: list) -> str:
    return next((why for a, b in zip(wanted, found) if (why := difference(a, b, 1e-6, 1e-7))), "")


def cut(case: Case) -> list[tuple[str, str]]:
    """Cuts a model at some values: what is before a value computes it, what is behind goes on from it."""
    model = onnx.load(case.model)
    try:
        feeds, _ = values(model, case)
        outputs = [info.name for info in model.graph.output]
        wanted = run(model, feeds, outputs)
    except Exception:  # no model for this runtime
        return []
    rng = random.Random(f"{SEED} {case.name}")
    made = [name for node in model.graph.node for name in node.output if name and name not in outputs]
    rows = []
    with scratch() as folder:
        part = Path(folder, "part.onnx")
        for name in rng.sample(made, min(3, len(made))):
            rows.append((f"{case.name} to {name}", cut_at(case, model, feeds, name, outputs, wanted, part)))
        pattern = graven("rename", case.model, "--regex", "(?s)(.+)=renamed/$1", "-o", part)
        why = pattern.said if pattern.status else ""
        if not why:
            renamed = {f"renamed/{key}": value for key, value in feeds.items()}
            why = same(wanted, run(part.read_bytes(), renamed, [f"renamed/{name}" for name in outputs]))
        rows.append((f"{case.name} renamed", why))
    return rows


def cut_safely(case: Case) -> list[tuple[str, str]]:
    try:
        return cut(case)
    except Exception as wrong:  # what the runtime says of a part that is wrong
        return [(case.name, f"{type(wrong).__name__}: {str(wrong)[:300]}")]


def apart(case: Case) -> list[tuple[str, str]] | None:
    """`cut` in a process of its own; `None` where the runtime takes that with it."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(cut_safely(case)))
    process.start()
    sender.close()
    try:
        rows = receiver.recv()
    except EOFError:
        rows = None
    process.join()
    return rows


def cut_at(
    case: Case, model: onnx.ModelProto, feeds: dict, name: str, outputs: list[str], wanted: list, part: Path
) -> str:
    first = graven("extract", case.model, "--to", name, "-o", part)
    if first.status:
        # What it refuses has to have a reason that is one.
        return "" if b"the type of" in first.err else first.said
    whole = onnx.ModelProto.FromString(model.SerializeToString())
    whole.graph.output.append(onnx.ValueInfoProto(name=name))
    try:
        expected = run(whole, feeds, [name])
    except Exception:  # a value that the runtime does not hand out
        return ""
    found = run(part.read_bytes(), feeds, [name])
    if why := same(expected, found):
        return why
    if len(onnx.load(part).graph.node) > len(model.graph.node):
        return "more nodes than before"
    second = graven("extract", case.model, "--from", name, "--to", *outputs, "-o", part)
    if second.status:
        return "" if b"made by no node" in second.err or b"the type of" in second.err else second.said
    return same(wanted, run(part.read_bytes(), {**feeds, name: found[0]}, outputs))


def exported() -> Figure:
    figure = Figure("exported models cut at values and put together, and renamed: same results")
    missing_corpus(figure, "producers")
    cases = {case.model: case for case in reversed(corpus_cases("producers"))}
    for case, rows in on_two_cores(apart, list(cases.values())):
        figure.check(rows is not None, case.name, "the runtime crashed")
        for name, why in rows or []:
            figure.check(not why, name, why)
    return figure


def one(
    op: str, opset: int, shape: list[int], constants: dict[str, np.ndarray], **attributes: object
) -> onnx.ModelProto:
    node = helper.make_node(op, ["x", *constants], ["y"], **attributes)
    graph = helper.make_graph(
        [node],
        "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=7)


def meanings() -> Figure:
    """Results that onnx's converter changes without a word: 1.75, 7.0, 0.53 and 1.0 are its largest differences."""
    figure = Figure("results in ONNX Runtime across versions that mean something else: largest difference 0")
    rng = np.random.default_rng(SEED)
    cases = []
    for mode in ("nearest", "linear"):
        for scale in (2, 1.5, 3, 2.6, 1.3):
            scales = np.array([1, 1, scale, scale], np.float32)
            for target in (10, 11, 13, 18, 19):
                cases.append(
                    (f"Upsample {mode} {scale}", one("Upsample", 9, [1, 2, 5, 7], {"s": scales}, mode=mode), target)
                )
    for op in ("Softmax", "LogSoftmax", "Hardmax"):
        for axis in (0, 1, 2, 3, None):
            given = {} if axis is None else {"axis": axis}
            cases += [(f"{op} {axis}", one(op, 11, [2, 3, 4, 5], {}, **given), target) for target in (13, 18)]
            cases += [(f"{op} {axis}", one(op, 13, [2, 3, 4, 5], {}, **given), target) for target in (11, 9)]
    with scratch() as folder:
        old, new = Path(folder, "old.onnx"), Path(folder, "new.onnx")
        for name, model, target in cases:
            onnx.save(model, old)
            x = rng.standard_normal(tuple(dim.dim_value for dim in model.graph.input[0].type.tensor_type.shape.dim))
            feeds = {"x": x.astype(np.float32)}
            done = graven("opset", old, "--to", str(target), "-o", new)
            what = f"{name} from {model.opset_import[0].version} to {target}"
            if done.status:
                figure.check(False, what, done.said)
                continue
            a, b = run(model, feeds, ["y"])[0], run(new.read_bytes(), feeds, ["y"])[0]
            figure.check(a.shape == b.shape and np.max(np.abs(a - b)) == 0, what, f"{np.max(np.abs(a - b)):.3g}")
    return figure


TEXT = """\
# The model.
<
  ir_version: 7,
  opset_import: ["" : 11]  // An old one.
>
g (float[2, 3] x, float[2, 3] z) => (float[2, 3] y) <
  # A weight.
  float[3] w = {1.0, 2.0, 3.0},
  float[3] unused = {0.0, 0.0, 0.0}
> {
  # First.
  a = Add   (x, w)     # Oddly spaced.
  d = Identity (a)  # Does nothing.
  # Then.
  b = Softmax (d)
  c = Mul (b, z)
  y = Clip (c)  // Last.
}
"""
COMMANDS = {
    "opset": ["--to", "13"],
    "extract": ["--to", "b"],
    "rename": ["a=sum"],
    "delete": ["d"],
}


def texts() -> Figure:
    figure = Figure("texts: comments of what stays, and lines that are not changed, stay")
    with scratch() as folder:
        text = Path(folder, "model.onnxtxt")
        for command, options in COMMANDS.items():
            text.write_text(TEXT)
            done = graven(command, text, *options, "--in-place")
            figure.check(done.status == 0, f"{command}: done", done.said)
            after = text.read_text()
            figure.check(graven("check", text).status == 0, f"{command}: sound", after)
            for comment in ("# The model.", "// An old one.", "# A weight.", "# First.", "# Oddly spaced.", "# Then."):
                figure.check(comment in after, f"{command}: {comment}", after)
            changed = set(TEXT.splitlines()) - set(after.splitlines())
            most = {"opset": 2, "extract": 6, "rename": 2, "delete": 2}[command]
            figure.check(len(changed) <= most, f"{command}: lines that are not changed", f"{len(changed)}: {changed}")
            text.write_text(TEXT)
            shown = graven(command, text, *options, "--dry-run")
            figure.check(
                shown.status == 0 and b"\n-" in shown.out and text.read_text() == TEXT,
                f"{command}: --dry-run",
                shown.said,
            )
    return figure


def refusals() -> Figure:
    figure = Figure("requests that can't be met: said why, exit status 2, nothing written")
    with scratch() as folder:
        text, out = Path(folder, "model.onnxtxt"), Path(folder, "out.onnxtxt")
        text.write_text(TEXT)
        for arguments, said in (
            (["extract", "--to", "unusd"], 'did you mean "unused"'),
            (["extract", "--to", "x"], "nothing would be left"),
            (["extract", "--to", "a", "--from", "a"], "nothing would be left"),
            (["extract", "--to", "a", "a"], "named twice"),
            (["rename", "aa=b"], "has no value"),
            (["rename", "a=b"], "is called"),
            (["rename", "a=n", "d=n"], "two values"),
            (["rename", "--regex", "nothing(.*)=b"], "no name matches"),
            (["delete", "soft"], "has no node"),
            (["delete", "c", "#9"], "has no node"),
            (["opset", "--to", "99"], "has no version 99"),
            (["opset", "--to", "com.microsoft=1"], "does not import"),
            (["opset", "--to", "new"], "is no version"),
        ):
            command, *options = arguments
            done = graven(command, text, *options, "-o", out)
            message = done.err.decode("utf-8", "replace")
            right = done.status in (2, 64) and said in message and not out.exists()
            figure.check(right, " ".join(arguments), f"exit {done.status}: {message[:200]}")
        loop = graven("opset", text, "--to", "13", "--plan", "--format", "json")
        plan = json.loads(loop.out)
        figure.check(
            [row["operator"] for row in plan["nodes"]] == ["Add", "Identity", "Softmax", "Mul", "Clip"], "plan"
        )
    return figure


def main() -> None:
    require()
    # Each case has a process of its own, made before the runtime has threads here.
    cuts = exported()
    finish(cuts, meanings(), texts(), refusals())


if __name__ == "__main__":
    main()
