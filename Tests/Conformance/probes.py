#!/usr/bin/env python3
"""Models with one feature each (342 are asked for) come back byte-identical; beside it what onnx's own text keeps."""

from __future__ import annotations

from pathlib import Path

import onnx.parser
import onnx.printer
from peers.figure import Figure, finish
from peers.places import scratch
from peers.probes import probes
from peers.program import on_two_cores, require
from peers.ways import first_difference, there_and_back

ASKED_MODELS = 342


def kept_by_peer(model: onnx.ModelProto) -> bool:
    """Whether onnx.printer and onnx.parser carry the model without a change of bytes."""
    try:
        back = onnx.parser.parse_model(onnx.printer.to_text(model))
    except Exception:  # parse errors, text that is not UTF-8, and whatever else the printer meets
        return False
    return back.SerializeToString() == model.SerializeToString()


def main() -> None:
    require()
    figure = Figure("models of one feature: identical")
    cases = list(probes())
    if len(cases) < ASKED_MODELS:
        raise SystemExit(f"{len(cases)} models are fewer than the {ASKED_MODELS} asked for")
    with scratch() as room:
        for (what, model), (back, why) in on_two_cores(
            lambda case: there_and_back(case[1].SerializeToString(), "reference", Path(room)), cases
        ):
            content = model.SerializeToString()
            figure.check(back == content, what, why or first_difference(content, back or b""))
    figure.notes.append(f"onnx.printer and onnx.parser keep {sum(kept_by_peer(model) for _, model in cases)} of them")
    finish(figure)


if __name__ == "__main__":
    main()
