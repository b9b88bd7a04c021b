"""ONNX Runtime, or onnx.reference, in a small process of its own that runs one model as often as it is told.

`Peer` starts this file, which imports the engine, opens the model, runs it once, and says in a line of JSON how long
that took; then, for each number that it reads, it runs the model so often and says the median. On an empty standard
input it ends there, which makes it a fresh process to first result.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Feeds = list[tuple[str, Path]]
Evaluate = Callable[[], object]


@dataclass(frozen=True)
class Opened:
    """What opening a model and running it once took: seconds, and peak resident bytes before and after."""

    open: float
    first: float
    before: int
    after: int

    @property
    def to_first_result(self) -> float:
        return self.open + self.first


def command(engine: str, model: Path, threads: int, feeds: Feeds) -> list[str]:
    """The child's arguments; `engine` is onnxruntime or reference."""
    given = [f"{name}={path}" for name, path in feeds]
    return [sys.executable, __file__, engine, str(model), str(threads), *given]


def opened(line: str) -> Opened:
    return Opened(**json.loads(line))


class Peer:
    """An engine with an open model; ends with the `with` block."""

    def __init__(self, engine: str, model: Path, threads: int, feeds: Feeds) -> None:
        self.process = subprocess.Popen(
            command(engine, model, threads, feeds), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.opened = opened(self.answer())

    def median(self, runs: int) -> float:
        """Median seconds of so many runs."""
        assert self.process.stdin
        self.process.stdin.write(f"{runs}\n")
        self.process.stdin.flush()
        return float(self.answer())

    def answer(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{' '.join(map(str, self.process.args))} ended with {self.process.wait()}")
        return line

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()


def loaded(path: str) -> object:
    """A feed: an array of NumPy, or a tensor of an ONNX data set."""
    if path.endswith(".npy"):
        import numpy

        return numpy.load(path)
    import onnx
    from onnx import numpy_helper

    return numpy_helper.to_array(onnx.load_tensor(path))


def onnxruntime_opener(threads: int) -> Callable[[str, dict], Evaluate]:
    """Imports ONNX Runtime; what opens a model in it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 4

    def open_model(model: str, feeds: dict) -> Evaluate:
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return lambda: session.run(None, feeds)

    return open_model


def reference_opener(_: int) -> Callable[[str, dict], Evaluate]:
    """Imports onnx.reference; what opens a model in it."""
    from onnx.reference import ReferenceEvaluator

    def open_model(model: str, feeds: dict) -> Evaluate:
        evaluator = ReferenceEvaluator(model)
        return lambda: evaluator.run(None, feeds)

    return open_model


OPENERS = {"onnxruntime": onnxruntime_opener, "reference": reference_opener}


def peak() -> int:
    """Peak resident bytes of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def seconds(work: Evaluate) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def child(engine: str, model: str, threads: str, *given: str) -> None:
    """The child's whole life."""
    pairs = [feed.rsplit("=", 1) for feed in given]
    feeds = {name: loaded(path) for name, path in pairs}
    open_model = OPENERS[engine](int(threads))
    before, begin = peak(), time.perf_counter()
    evaluate = open_model(model, feeds)
    took = time.perf_counter() - begin
    first = seconds(evaluate)
    print(json.dumps({"open": took, "first": first, "before": before, "after": peak()}), flush=True)
    for line in sys.stdin:
        print(statistics.median(seconds(evaluate) for _ in range(int(line))), flush=True)


if __name__ == "__main__":
    child(*sys.argv[1:])
