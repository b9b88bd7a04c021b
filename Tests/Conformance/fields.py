#!/usr/bin/env python3
"""Every (message, field) pair of ONNX survives `text` and `build`, and a change of something else with `edit`.

One model for every path of fields from the model down. A pair is kept when it is kept wherever it occurs.
"""

from __future__ import annotations

import collections
import os
import tempfile
from pathlib import Path

from peers.fields import FieldModel, field_models
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import graven, on_two_cores, require
from peers.ways import first_difference, there_and_back

EDITOR = "sed -i s/ir_version:.*11/ir_version:12/"


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


def main() -> None:
    require()
    build = Figure("(message, field) pairs kept by text and build")
    edit = Figure("(message, field) pairs kept by edit")
    lost: dict[str, dict[str, list[str]]] = {
        "build": collections.defaultdict(list),
        "edit": collections.defaultdict(list),
    }
    cases = list(field_models())
    with scratch() as name:
        room = Path(name)
        for case, (back, why) in on_two_cores(
            lambda case: there_and_back(case.model.SerializeToString(), "reference", room), cases
        ):
            content = case.model.SerializeToString()
            if back != content:
                lost["build"][case.pair].append(
                    f"{'.'.join(case.path)}: {why or first_difference(content, back or b'')}"
                )
        for case, why in on_two_cores(lambda case: edited(case, room), cases):
            if why:
                lost["edit"][case.pair].append(f"{'.'.join(case.path)}: {why}")
    for figure, way in ((build, "build"), (edit, "edit")):
        for pair in dict.fromkeys(case.pair for case in cases):
            figure.check(pair not in lost[way], pair, "; ".join(lost[way][pair][:1]) if pair in lost[way] else "")
        bad = sum(map(len, lost[way].values()))
        figure.notes.append(f"{len(cases) - bad:,} of {len(cases):,} models, one for each path of fields")
    finish(build, edit)


if __name__ == "__main__":
    main()
