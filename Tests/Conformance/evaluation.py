#!/usr/bin/env python3
"""What `graven eval` computes is what ONNX's tests, its evaluator's tests and other frameworks say.

Asked of the backend tests of the installed wheel at their official tolerances, and where the corpus is here: of ONNX's
evaluator cases, the node tests of earlier releases, and models with the outputs of the frameworks that exported them. The outputs
are read back and compared here, not by the program. EVALUATION_CASES names a part of the cases' names, to try those only.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import numpy as np
import onnx
from google.protobuf.message import DecodeError
from onnx import numpy_helper
from peers.corpus import missing_corpus
from peers.evaluation_cases import Case, backend_cases, corpus_cases, suite_cases, suite_error_count
from peers.figure import Figure, finish
from peers.program import graven, on_two_cores, require
from peers.trained import trained_cases
from peers.undefined import CHANGED_SINCE, UNDEFINED_EVALUATIONS

MESSAGES = {
    "tensor": (onnx.TensorProto, numpy_helper.to_array),
    "sequence": (onnx.SequenceProto, numpy_helper.to_list),
    "optional": (onnx.OptionalProto, numpy_helper.to_optional),
    "map": (onnx.MapProto, numpy_helper.to_dict),
}
# Element types that NumPy compares as float.
NARROW = ("bfloat16", "float8", "float4", "float6", "int4", "uint4", "int2", "uint2")


def read(path: Path, like: str) -> object:
    """A value of a data set; its message is told by the declared type."""
    message, convert = MESSAGES[like]
    parsed = message()
    parsed.ParseFromString(path.read_bytes())
    return convert(parsed)


def difference(want: object, got: object, case: Case, where: str) -> str:
    """Why two values are not equal by ONNX's rules; empty where they are."""
    if want is None or got is None:
        return "" if want is got else f"{where}: only one of the two is there"
    if isinstance(want, dict):
        if not isinstance(got, dict) or set(want) != set(got):
            return f"{where}: keys differ"
        return next((why for key in want if (why := difference(want[key], got[key], case, f"{where}[{key}]"))), "")
    if isinstance(want, (list, tuple)):
        if not isinstance(got, (list, tuple)) or len(want) != len(got):
            return f"{where}: another length, or no sequence"
        pairs = enumerate(zip(want, got))
        return next((why for number, (a, b) in pairs if (why := difference(a, b, case, f"{where}[{number}]"))), "")
    want, got = np.asarray(want), np.asarray(got)
    if want.shape != got.shape:
        return f"{where}: shape {list(got.shape)}, want {list(want.shape)}"
    if want.dtype == object or want.dtype.kind in "UST":
        return "" if np.array_equal(want.astype(str), got.astype(str)) else f"{where}: strings differ"
    # Before NumPy had bfloat16, ONNX's tests held its bits.
    if want.dtype == np.uint16 and got.dtype.name == "bfloat16":
        want = want.view(got.dtype)
    if want.dtype != got.dtype:
        return f"{where}: {got.dtype}, want {want.dtype}"
    rtol = max(case.rtol, 2**-6) if got.dtype.name == "bfloat16" else case.rtol
    if got.dtype.kind == "V" or got.dtype.name.startswith(NARROW):
        want, got = want.astype(np.float32), got.astype(np.float32)
    try:
        np.testing.assert_allclose(got, want, rtol=rtol, atol=case.atol)
    except AssertionError as wrong:
        lines = [line.strip() for line in str(wrong).splitlines() if "ismatch" in line or "Max" in line]
        return f"{where}: " + "; ".join(lines)[:140]
    return ""


def evaluate(case: Case) -> str:
    """Why a case fails; empty where it passes."""
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder, "out")
        feeds = [f"--input={name}={path}" for name, path in case.feeds]
        names = [name for name, _ in case.outputs]
        run = graven("eval", case.model, *names, "--no-config", *feeds, "--save", saved, "--format", "json", limit=120)
        if run.status != 0:
            return run.said if run.err else run.out.decode("utf-8", "replace")[:300]
        index = {row["name"]: row for row in json.loads((saved / "index.json").read_text())["values"]}
        for name, path in case.outputs:
            form = index[name]["kind"]
            try:
                why = difference(read(path, form), read(saved / index[name]["file"], form), case, name)
            except (DecodeError, KeyError, ValueError) as wrong:
                why = f"{name}: no {form} of ONNX: {wrong}"
            if why:
                return why
    return ""


def score(
    figure: Figure, cases: list[Case], undefined: dict[str, str] | None = None, changed: dict[str, str] | None = None
) -> Figure:
    """Counts cases; those that nothing defines are left out, and failures that later releases explain say so."""
    chosen = os.environ.get("EVALUATION_CASES", "")
    for case, why in on_two_cores(evaluate, [case for case in cases if chosen in case.name]):
        reason = (undefined or {}).get(case.name)
        if reason and why:
            figure.leave_out(reason)
        elif reason:
            figure.check(False, case.name, f"passes, though it is left out for {reason}")
        else:
            known = next((text for part, text in (changed or {}).items() if part in case.name), "")
            figure.check(not why, case.name, f"[{known}] {why}" if known else why)
    return figure


def main() -> None:
    require()
    figures = [
        score(Figure("evaluation: ONNX's backend tests", asked=2029 / 2036), backend_cases()),
        score(Figure("evaluation: ONNX's evaluator tests"), suite_cases(), UNDEFINED_EVALUATIONS),
        score(Figure("evaluation: exported models, as their frameworks"), corpus_cases("producers")),
        score(Figure("evaluation: trained models, as ONNX Runtime"), trained_cases()),
        score(
            Figure("evaluation: node tests of earlier releases", asked=0.985),
            corpus_cases("backend_old"),
            changed=CHANGED_SINCE,
        ),
    ]
    if errors := suite_error_count():
        figures[1].leave_out("that ask for an error of onnx.reference's own", errors)
    for figure, part in zip((figures[1], figures[2], figures[4]), ("suites", "producers", "backend_old")):
        missing_corpus(figure, part)
    finish(*figures)


if __name__ == "__main__":
    main()
