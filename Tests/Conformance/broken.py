#!/usr/bin/env python3
"""Broken models: `graven check` finds the right fault at the right place, and nothing that is not there.

The truth is `expected.json` beside the models: codes with field paths, and codes that may be reported as well. A warning or
an error that is neither is a false alarm.
"""

from __future__ import annotations

import json
from pathlib import Path

from peers.figure import Figure, finish
from peers.places import ROOT
from peers.program import graven, on_two_cores, require

FOLDER = ROOT.parent / "shared/corpus/broken"


def findings(case: dict) -> tuple[list[dict] | None, str]:
    """The diagnostics of a case's model, or why there are none."""
    target = ["--target", case["target"]] if "target" in case else []
    run = graven("check", "--no-config", "--select", "ALL", "--format", "json", *target, FOLDER / case["file"])
    try:
        return json.loads(run.out)["files"][0]["diagnostics"], ""
    except (ValueError, LookupError):
        return None, run.err.decode(errors="replace")[-200:]


def is_at(found: dict, wanted: dict) -> bool:
    return found["code"] == wanted["code"] and found["at"] in [wanted["at"], *wanted.get("or_at", [])]


def main() -> None:
    require()
    truth = FOLDER / "expected.json"
    faults = Figure("broken models: the right code at the right place")
    alarms = Figure("broken models: no false alarm")
    if not truth.exists():
        for figure in (faults, alarms):
            figure.leave_out("models: no corpus beside the repository", 103)
        finish(faults, alarms)
        return
    cases = json.loads(truth.read_text())
    for case, (found, why) in on_two_cores(findings, cases):
        name = Path(case["file"]).stem
        if found is None:
            faults.check(False, name, why)
            continue
        missing = [want for want in case["expect"] if not any(is_at(one, want) for one in found)]
        seen = ", ".join(f"{one['code']} {one['at']}" for one in found)
        faults.check(
            not missing, name, f"no {missing[0]['code']} at {missing[0]['at']}; found {seen}" if missing else ""
        )
        allowed = {want["code"] for want in case["expect"]} | set(case["also_allowed"])
        wrong = [one for one in found if one["severity"] != "info" and one["code"] not in allowed]
        alarms.check(not wrong, name, "; ".join(f"{one['code']} {one['at']}: {one['message']}" for one in wrong[:2]))
    finish(faults, alarms)


if __name__ == "__main__":
    main()
