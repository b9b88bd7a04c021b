#!/usr/bin/env python3
"""Models that `graven opset` brings to 28, 13 and 10 are valid and compute the same, as onnx.reference says.

Asked of ONNX's backend tests and of the node tests of earlier releases, where the reference computes what the original's data
says. Beside it onnx's own converter. OPSETS=13 names the versions to try, OPSET_CASES a part of the cases' names.
"""

from __future__ import annotations

import collections
import os
import sys
from multiprocessing import Pool
from pathlib import Path

import onnx
from onnx import version_converter
from peers.corpus import missing_corpus
from peers.evaluation_cases import Case, backend_cases, corpus_cases
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import graven, require
from peers.reference import judge, judge_by_runtime, read

TARGETS = tuple(int(text) for text in os.environ.get("OPSETS", "28,13,10").split(","))
ENGINES = ("graven", "onnx")
# Of all cases; the corpus beside this repository has about three quarters of those that the peer was counted on.
ASKED = {28: 3590 / 3600, 13: 2400 / 3384, 10: 1900 / 3713}

LEFT_OUT = {
    "judge": "models that ONNX Runtime says are the same, where onnx.reference computes an old version in another way",
    "invalid before": "models that onnx.checker refuses before the conversion too",
}


def imported(model: onnx.ModelProto) -> int | None:
    return next((entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")), None)


def convert(engine: str, case: Case, model: onnx.ModelProto, target: int) -> tuple[onnx.ModelProto | None, str]:
    """The model in another opset, or why not."""
    if engine == "onnx":
        try:
            return version_converter.convert_version(model, target), ""
        except Exception as wrong:  # assertions and conversion errors
            return None, f"refused: {str(wrong)[:160]}"
    with scratch() as folder:
        place = Path(folder, "model.onnx")
        run = graven("opset", case.model, "--to", str(target), "-o", place)
        if run.status != 0:
            return None, f"refused: {run.err.decode('utf-8', 'replace')[:300]}"
        return onnx.load(place), ""


def verdict(engine: str, case: Case, original: tuple, target: int) -> tuple[str, str]:
    """same, refused, invalid or different, and why."""
    model, feeds, wanted = original
    new, why = convert(engine, case, model, target)
    if new is None:
        return "refused", why
    if imported(new) != target:
        return "refused", f"opset {imported(new)}"
    try:
        onnx.checker.check_model(new, full_check=True)
    except Exception as wrong:
        return ("invalid", str(wrong)[:300]) if is_valid(model) else ("invalid before", "")
    why = judge(new, case, feeds, wanted)
    if why and not judge_by_runtime(new, case, feeds, wanted):
        return "judge", why
    return ("different", why) if why else ("same", "")


def is_valid(model: onnx.ModelProto) -> bool:
    try:
        onnx.checker.check_model(model, full_check=True)
    except Exception:  # what the checker does not like of it
        return False
    return True


def work(case: Case) -> list[tuple[int, str, str, str]]:
    """A row for each version and engine; none where the original does not count."""
    original = read(case)
    if original is None or imported(original[0]) is None or judge(original[0], case, *original[1:]):
        return []
    return [
        (target, engine, *verdict(engine, case, original, target))
        for target in TARGETS
        if imported(original[0]) != target
        for engine in ENGINES
    ]


def quiet() -> None:
    """The checker writes to standard output what it does."""
    sys.stderr = sys.stdout = open(os.devnull, "w")  # noqa: SIM115


def main() -> None:
    require()
    chosen = os.environ.get("OPSET_CASES", "")
    first = {}
    for case in [*backend_cases(), *corpus_cases("backend_old")]:
        if "/light/" not in f"/{case.name}" and chosen in case.name:
            first.setdefault(case.model, case)
    figures = {target: Figure(f"models brought to opset {target}: same results", ASKED[target]) for target in TARGETS}
    wrong = Figure("models brought to another opset: none invalid, none different")
    tables: dict[tuple[int, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    with Pool(2, quiet) as pool:
        cases = list(first.values())
        for case, rows in zip(cases, pool.imap(work, cases, chunksize=8)):
            for target, engine, kind, why in rows:
                tables[target, engine][kind] += 1
                if engine == "graven" and kind in LEFT_OUT:
                    figures[target].leave_out(LEFT_OUT[kind])
                elif engine == "graven":
                    figures[target].check(kind == "same", case.name, f"{kind}: {why}")
                    wrong.check(kind in ("same", "refused"), f"{case.name} to {target}", f"{kind}: {why}")
    for (target, engine), table in sorted(tables.items()):
        figures[target].notes.append(
            f"{engine}: {', '.join(f'{kind} {count:,}' for kind, count in table.most_common())}"
        )
    missing_corpus(figures[TARGETS[0]], "backend_old")
    finish(*figures.values(), wrong)


if __name__ == "__main__":
    main()
