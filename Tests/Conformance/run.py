#!/usr/bin/env python3
"""Runs every conformance script, prints their figures in one table, and ends in `N passed, N failed`.

Each script runs by itself as well, and prints its figure. --swift-tests puts `swift test` first.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = (
    "static",
    "cli",
    "operators",
    "probes",
    "real_models",
    "mutated",
    "fields",
    "objects",
    "roundtrip",
    "peer_texts",
    "peer_flag",
    "fmt_laws",
    "damaged",
    "writing",
    "reports",
    "precommit",
    "git",
    "packages",
    "broken",
    "checker_suite",
    "inference_suite",
    "shapes",
    "coverage",
    "false_alarms",
    "hostile",
    "load_prediction",
    "evaluation",
    "c_kernels",
    "language_server",
    "soak",
    "../Editors/editors",
    "editor_packages",
    "vscode",
    "editor_settings",
    "grammars",
    "grammar_rules",
    "surgery",
    "opsets",
    "killed_saves",
    "tutorial",
    "protocol",
)
Row = dict[str, object]


def swift_tests() -> Row:
    """`swift test`, with its counts of tests."""
    done = subprocess.run(["swift", "test"], cwd=HERE.parents[1], capture_output=True, text=True, check=False)
    print(done.stdout[-20_000:] + done.stderr[-5_000:])
    count = re.findall(r"Test run with (\d+) tests?.*?(passed|failed)", done.stdout)
    names = sorted(set(re.findall(r"[✘] Test (.*?) (?:failed|recorded)", done.stdout)))
    total = sum(int(number) for number, _ in count)
    failed = len(names) or (1 if done.returncode else 0)
    return {
        "name": "swift test",
        "asked": 1.0,
        "passed": max(0, total - failed),
        "failed": failed,
        "left_out": 0,
        "reached": done.returncode == 0,
        "failures": names or [(done.stdout + done.stderr)[-500:]],
    }


def script(name: str) -> list[Row]:
    """One script's figures; a script that ends otherwise than by printing them counts as one failure."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "figures")
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, HERE / f"{name}.py"], env={**os.environ, "CONFORMANCE_REPORT": str(report)}, check=False
        )
        print(f"  ({name}.py took {time.perf_counter() - begin:.0f} s)\n", flush=True)
        rows = [json.loads(line) for line in report.read_text().splitlines()] if report.exists() else []
    if not rows or done.returncode and all(row["reached"] for row in rows):
        rows.append(
            {
                "name": f"{name}.py ended with {done.returncode}",
                "asked": 1.0,
                "passed": 0,
                "failed": 1,
                "left_out": 0,
                "reached": False,
                "failures": [],
            }
        )
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--swift-tests", action="store_true")
    options.add_argument("scripts", nargs="*", help="some of: " + " ".join(SCRIPTS))
    chosen = options.parse_args()
    rows = [swift_tests()] if chosen.swift_tests else []
    for name in chosen.scripts or SCRIPTS:
        print(f"== {name}", flush=True)
        rows += script(name)
    print(f"{'figure':74} {'asked':>7} {'reached':>8} {'passed':>8} {'failed':>7} {'left out':>9}")
    for row in rows:
        total = row["passed"] + row["failed"]
        share = f"{100 * row['passed'] / total:.4g} %" if total else "-"
        asked = f"{100 * row['asked']:g} %"
        print(
            f"{row['name']:74} {asked:>7} {share:>8} {row['passed']:>8,} {row['failed']:>7,} {row['left_out']:>9,}"
            + ("" if row["reached"] else "  NOT REACHED")
        )
    # Whoever sees the end of a long run only sees why.
    for row in rows:
        if not row["reached"]:
            for failure in row["failures"]:
                print(f"failed: {row['name']}: {failure}")
    # A figure that asks for less than everything fails as one, not by its cases.
    failed = sum(0 if row["reached"] else max(1, row["failed"]) for row in rows)
    print(f"{sum(row['passed'] for row in rows)} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
