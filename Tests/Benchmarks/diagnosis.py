"""Rows of the benchmark: inference and checks beside onnx's own, which run in this process without the import.

graven's time is that of the whole process less that of `graven --version`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Conformance"))

import onnx  # noqa: E402
import onnx.checker  # noqa: E402
import onnx.shape_inference  # noqa: E402
from peers.corpus import backend_models  # noqa: E402

if TYPE_CHECKING:
    from bench import Bench, Contender

Race = Callable[..., list[float]]


def infer_files(paths: list[Path]) -> None:
    """What onnx does from file to answer."""
    for path in paths:
        try:
            onnx.shape_inference.infer_shapes(onnx.load(path, load_external_data=False))
        except Exception:  # a model that it refuses counts with the time that this takes
            continue


def check_files(paths: list[Path]) -> None:
    """onnx.checker's verdict on each file, with the full check."""
    for path in paths:
        try:
            onnx.checker.check_model(path, full_check=True)
        except Exception:
            continue


def diagnosis_rows(bench: Bench, medians: Race, timed: Callable[[Callable[[], object]], Contender], large: Path) -> None:
    """Adds the rows; `large` is the model of 20,000 nodes."""
    models = backend_models()
    light = [path for path in models if path.parent.name == "light"]
    for what, paths in (("20,000 nodes", [large]), (f"{len(light)} light models", light)):
        peer, ours = medians(timed(lambda: infer_files(paths)), bench.graven("infer", "--format", "json", *paths))
        add(bench, f"infer {what}", peer, ours, 3)
    folder = models[0].parents[1]
    # Findings are its job: the exit status is 1 where there are some.
    check = bench.graven("check", "--no-config", "--jobs", "1", folder, statuses=(0, 1))
    peer, ours = medians(timed(lambda: check_files(models)), check)
    add(bench, f"check {len(models):,} backend models, one thread", peer, ours, 5)


def add(bench: Bench, what: str, peer: float, ours: float, asked: float) -> None:
    ratio = peer / ours
    bench.add(what, f"{1000 * peer:,.1f} ms", f"{1000 * ours:,.1f} ms", f"{ratio:.2f}x", f"{asked:g}x", ratio >= asked)
