#!/usr/bin/env python3
"""Every (message, field) pair of ONNX survives `text` and `build`, and changes of something else.

Those are a change with `edit`, a fix with `check --fix` (of a name that two nodes have), and the types that `infer -o`
adds. One model for every path of fields from the model down. A pair is kept when it is kept wherever it occurs.
"""

from __future__ import annotations

import collections
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import onnx
from onnx import helper
from peers.compare import lost_fields
from peers.fields import FieldModel, field_models
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import graven, on_two_cores, require
from peers.ways import first_difference, there_and_back

EDITOR = "sed -i s/ir_version:.*11/ir_version:12/"
DUPLICATE_NAME = "G006"


def edited(case: FieldModel, room: Path) -> str:
    """Why `graven edit` with another `ir_version` did not give just that; empty when it did."""
    wanted = type(case.model)()
    wanted.CopyFrom(case.model)
    if case.path == ("ir_version",):
        wanted.ir_version = case.model.ir_version
    else:
        wanted.ir_version = 12
    with tempfile.TemporaryDirectory(dir=room) as folder:
        path = Path(folder, "model.onnx")
        path.write_bytes(case.model.SerializeToString())
        run = graven("edit", path, environment={**os.environ, "EDITOR": EDITOR, "VISUAL": EDITOR})
        content = path.read_bytes()
    if run.status != 0:
        return f"edit: {run.said}"
    expected = wanted.SerializeToString()
    return "" if content == expected else "edit: " + first_difference(expected, content)


def built(case: FieldModel, room: Path) -> str:
    """Why `graven text` and `graven build` did not give the same model; empty when they did."""
    content = case.model.SerializeToString()
    back, why = there_and_back(content, "reference", room)
    return "" if back == content else why or first_difference(content, back or b"")


def fixed(case: FieldModel, room: Path) -> str:
    """Why `graven check --fix` did not just rename the second of two nodes with one name; empty when it did."""
    model = type(case.model)()
    model.CopyFrom(case.model)
    model.graph.node.extend(helper.make_node("Identity", ["h"], [name], name="twice") for name in ("h1", "h2"))
    with tempfile.TemporaryDirectory(dir=room) as folder:
        path = Path(folder, "model.onnx")
        path.write_bytes(model.SerializeToString())
        run = graven("check", "--fix", "--no-config", "--select", DUPLICATE_NAME, path)
        after = onnx.ModelProto.FromString(path.read_bytes())
    if run.status != 0:
        return f"check --fix: {run.said}"
    renamed = after.graph.node[-1].name
    after.graph.node[-1].name = "twice"
    before, content = model.SerializeToString(), after.SerializeToString()
    if renamed == "twice":
        return "check --fix: nothing fixed"
    return "" if before == content else "check --fix: " + first_difference(before, content)


def annotated(case: FieldModel, room: Path) -> str:
    """What `graven infer -o` lost or changed, other than adding types; empty when nothing."""
    with tempfile.TemporaryDirectory(dir=room) as folder:
        path, output = Path(folder, "model.onnx"), Path(folder, "out.onnx")
        path.write_bytes(case.model.SerializeToString())
        run = graven("infer", path, "-o", output)
        if run.status != 0 or not output.exists():
            return f"infer -o: {run.said}"
        after = onnx.ModelProto.FromString(output.read_bytes())
    return "; ".join(f"infer -o: {path} is lost" for path in lost_fields(case.model, after))


ROUTES: tuple[tuple[str, Callable[[FieldModel, Path], str]], ...] = (
    ("text and build", built),
    ("edit", edited),
    ("check --fix", fixed),
    ("infer -o", annotated),
)


def main() -> None:
    require()
    cases = list(field_models())
    figures = []
    with scratch() as room:
        for name, route in ROUTES:
            lost: dict[str, list[str]] = collections.defaultdict(list)
            for case, why in on_two_cores(lambda case, route=route: route(case, Path(room)), cases):
                if why:
                    lost[case.pair].append(f"{'.'.join(case.path)}: {why}")
            figure = Figure(f"(message, field) pairs kept by {name}")
            for pair in dict.fromkeys(case.pair for case in cases):
                figure.check(pair not in lost, pair, "; ".join(lost[pair][:1]) if pair in lost else "")
            bad = sum(map(len, lost.values()))
            figure.notes.append(f"{len(cases) - bad:,} of {len(cases):,} models, one for each path of fields")
            figures.append(figure)
    finish(*figures)


if __name__ == "__main__":
    main()
