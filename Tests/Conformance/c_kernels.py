#!/usr/bin/env python3
"""The kernels and image decoders in C, built with address and undefined-behaviour sanitizers.

Kernels are built twice: with AVX2 where the machine has it, and for any machine. Sizes are random, results are compared
with sums in doubles. Images are those of ONNX's tests, damaged.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import onnx
from onnx import numpy_helper
from peers.evaluation_cases import backend_cases
from peers.figure import Figure, finish
from peers.places import ROOT, scratch

TESTS = ROOT / "Tests/Sanitizers"
SANITIZERS = ("-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined")


def built(program: Path, test: str, module: str, *flags: str) -> Path:
    """A test with all of a C module's sources."""
    sources = sorted((ROOT / "Sources" / module).glob("*.c"))
    command = ["clang", *SANITIZERS, *flags, f"-I{ROOT / 'Sources' / module}", TESTS / test, *sources]
    subprocess.run([*command, "-lm", "-lpthread", "-ldl", "-o", program], check=True, capture_output=True)
    return program


def run(program: Path, *arguments: Path) -> tuple[int, str]:
    """Status, and what it said."""
    # Libraries that come and go while the program runs keep some memory.
    environment = {"ASAN_OPTIONS": "detect_leaks=0"}
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, env=environment)
    return done.returncode, done.stdout + done.stderr[-2000:]


def kernels(folder: Path) -> Figure:
    figure = Figure("kernels in C with sanitizers, products and convolutions")
    for name, flags in (("this machine", ()), ("any machine", ("-DGRAVEN_PORTABLE",))):
        status, said = run(built(folder / "kernels", "kernels.c", "CKernels", *flags))
        counts = re.search(r"(\d+) right, (\d+) wrong", said)
        if not counts:
            figure.check(False, name, f"status {status}: {said[:300]}")
            continue
        figure.passed += int(counts[1])
        figure.failures += [f"{name}: a wrong result"] * int(counts[2])
    return figure


def images(folder: Path) -> Figure:
    figure = Figure("image decoders with sanitizers, damaged images")
    paths = []
    for case in backend_cases():
        if "image_decoder" in case.name:
            paths.append(folder / f"{len(paths)}.image")
            paths[-1].write_bytes(numpy_helper.to_array(onnx.load_tensor(case.feeds[0][1])).tobytes())
    status, said = run(built(folder / "images", "images.c", "CImageCodecs"), *paths)
    counts = re.search(r"(\d+) decoded, (\d+) refused", said)
    figure.check(status == 0 and counts is not None and int(counts[1]) >= len(paths) > 0, "no crash", said[-300:])
    figure.notes.append(counts[0] if counts else "")
    return figure


def main() -> None:
    with scratch() as folder:
        finish(kernels(Path(folder)), images(Path(folder)))


if __name__ == "__main__":
    main()
