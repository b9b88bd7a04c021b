#!/usr/bin/env python3
"""Builds the libFuzzer targets with the address sanitizer and runs each for --seconds, from seeds of the backend tests.

The targets are the executables of Package.swift that GRAVEN_FUZZ=1 adds, by the names in TARGETS. An input over one
second, over 2 GB, or that crashes is kept in Tests/Fuzz/findings/TARGET; what lies there is tried before anything else,
so a finding becomes a regression test by being committed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "Conformance"))

from peers.corpus import backend_models  # noqa: E402
from peers.places import CACHE  # noqa: E402
from peers.program import graven, on_two_cores  # noqa: E402

# Each target with what its seeds are, and the longest input that it is given.
TARGETS = {"fuzz-wire": ("models", 1 << 16), "fuzz-text": ("texts", 1 << 14), "fuzz-roundtrip": ("models", 1 << 14)}
# A crash would otherwise wait minutes for Swift's own backtracer, and for symbols.
ENVIRONMENT = {
    **os.environ,
    "GRAVEN_FUZZ": "1",
    "SWIFT_BACKTRACE": "enable=no",
    "ASAN_OPTIONS": "symbolize=0:detect_leaks=0",
}
SCRATCH = ROOT / ".build/fuzz"
SANITIZERS = ("-Xswiftc", "-sanitize=fuzzer,address", "-Xswiftc", "-parse-as-library")


def build(target: str) -> Path:
    """The executable of one target, optimised, with checks."""
    command = ["swift", "build", "-c", "release", "--product", target, "--scratch-path", str(SCRATCH), *SANITIZERS]
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=True)
    return SCRATCH / "release" / target


def seeds(kind: str) -> Path:
    """A folder of small models, or of their texts, named by their place in the suite."""
    folder = CACHE / "fuzz" / f"seeds-{kind}"
    if not folder.exists():
        folder.mkdir(parents=True)
        small = [path for path in backend_models() if path.stat().st_size < 4000][::4]
        if kind == "models":
            for path in small:
                (folder / path.name).write_bytes(path.read_bytes())
        else:
            for path, run in on_two_cores(lambda path: graven("text", path, "--weights", "inline"), small):
                (folder / f"{path.stem}.onnxtxt").write_bytes(run.out)
    return folder


def fuzz(target: str, seconds: int) -> bool:
    """Tries the findings, then runs the target; whether nothing was found."""
    kind, longest = TARGETS[target]
    program = build(target)
    findings, grown = HERE / "findings" / target, CACHE / "fuzz" / target
    findings.mkdir(parents=True, exist_ok=True)
    grown.mkdir(parents=True, exist_ok=True)
    known = sorted(path for path in findings.iterdir() if path.name != ".gitkeep")
    if known and subprocess.run([program, *known], env=ENVIRONMENT, check=False).returncode:
        print(f"{target}: a known finding fails again")
        return False
    done = subprocess.run(
        [
            program,
            grown,
            seeds(kind),
            f"-max_total_time={seconds}",
            f"-max_len={longest}",
            "-timeout=1",
            "-rss_limit_mb=2048",
            "-print_final_stats=1",
            "-verbosity=1",
            f"-artifact_prefix={findings}/",
        ],
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    units = re.search(r"number_of_executed_units: *(\d+)", done.stderr)
    print(
        f"{target}: {int(units[1]) if units else 0:,} inputs in {seconds} s, "
        + ("nothing found" if done.returncode == 0 else "FOUND")
    )
    if done.returncode:
        print(done.stderr[-3000:])
    return done.returncode == 0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=120)
    options.add_argument("targets", nargs="*", default=list(TARGETS))
    chosen = options.parse_args()
    clean = [fuzz(target, chosen.seconds) for target in chosen.targets]
    sys.exit(0 if all(clean) else 1)


if __name__ == "__main__":
    main()
