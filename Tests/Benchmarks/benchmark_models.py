"""The models that the evaluator is timed with: ten generated ones, a chain of tiny nodes, light and trained ones.

The ten come from `../shared/tools/models` beside the repository, made in the cache once (1.4 GB), or lie in the folder
that GRAVEN_BENCHMARK_MODELS names. Their inputs are seeded, and the same for every contender.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Conformance"))

import numpy as np  # noqa: E402
import onnx  # noqa: E402
from onnx import TensorProto, helper, numpy_helper  # noqa: E402
from peers.evaluation_cases import backend_cases  # noqa: E402
from peers.places import CACHE, ROOT  # noqa: E402
from peers.trained import trained_cases  # noqa: E402

from eval_peer import Feeds  # noqa: E402

TINY_NODES = 10_000
SIZES = {"batch": 1, "seq": 128}
WORDS = 30_522  # of the smallest vocabulary


@dataclass(frozen=True)
class Timed:
    """A model with its feeds. `asked`: the ratio to reach in steady state with two threads, where there is one."""

    name: str
    model: Path
    feeds: Feeds
    asked: float | None = None


# File stem, name, what is asked of the steady state. Those with a figure are also asked for a soon first result.
GENERATED = (
    ("resnet50", "ResNet-50", 0.90),
    ("mobilenetv2", "MobileNetV2", 0.80),
    ("ssd_mobilenetv2", "SSD", 0.85),
    ("bert_base", "BERT-base", 1.0),
    ("qdq_cnn", "int8 CNN", 1.0),
    ("lstm", "LSTM", 1.0),
    ("resnet50_folded", "ResNet-50, folded", None),
    ("bert4_decomposed", "BERT of 4 layers, decomposed", None),
    ("big500", "BERT-base of 500 MB", None),
    ("qdq_cnn_fp32", "CNN, not quantised", None),
)


def generated_folder() -> Path | None:
    """The folder of the ten, which are generated on first use; `None` where their generator is missing."""
    named = os.environ.get("GRAVEN_BENCHMARK_MODELS")
    if named:
        return Path(named)
    place = CACHE / "benchmark-models"
    stamp = place / ".complete"
    if not stamp.exists():
        script = ROOT.parent / "shared/tools/models/gen_all.sh"
        if not script.exists():
            return None
        place.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "PYTHON": sys.executable, "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run(["sh", script, place], check=True, env=environment)
        stamp.touch()
    return place


def generated_models(room: Path) -> list[Timed]:
    """The ten with their inputs, which are written to `room`; none, with a message, where they can't be made."""
    folder = generated_folder()
    if folder is None:
        print("left out: the ten generated models; ../shared/tools/models is not beside the repository")
        return []
    return [
        Timed(name, folder / f"{stem}.onnx", inputs(folder / f"{stem}.onnx", room), asked)
        for stem, name, asked in GENERATED
    ]


def inputs(model: Path, room: Path) -> Feeds:
    """Seeded inputs of a model whose weights are no inputs, as files: noise, or the tokens of a text and no padding."""
    generator = np.random.default_rng(0)
    feeds = []
    for info in onnx.load(model, load_external_data=False).graph.input:
        kind = info.type.tensor_type
        shape = [dim.dim_value or SIZES[dim.dim_param] for dim in kind.shape.dim]
        if kind.elem_type == TensorProto.FLOAT:
            value = generator.standard_normal(shape, np.float32)
        elif info.name == "attention_mask":
            value = np.ones(shape, np.int64)
        else:
            value = generator.integers(0, WORDS, shape)
        path = room / f"{model.stem}.{len(feeds)}.npy"
        np.save(path, value)
        feeds.append((info.name, path))
    return feeds


def tiny_nodes(room: Path) -> Timed:
    """A chain of additions of one float each."""
    nodes = [helper.make_node("Add", [f"v{n}", "one"], [f"v{n + 1}"]) for n in range(TINY_NODES)]
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("v0", TensorProto.FLOAT, [1])],
        [helper.make_tensor_value_info(f"v{TINY_NODES}", TensorProto.FLOAT, [1])],
        [numpy_helper.from_array(np.ones(1, np.float32), "one")],
    )
    path = room / "tiny.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
    return Timed(f"{TINY_NODES:,} tiny nodes", path, inputs(path, room))


def with_output(model: Path, value: str, room: Path) -> Path:
    """The model with one more output, which is what ONNX Runtime needs to tell a value in the middle."""
    proto = onnx.load(model)
    proto.graph.output.append(onnx.ValueInfoProto(name=value))
    path = room / "with_output.onnx"
    onnx.save(proto, path)
    return path


def early_value(model: Path) -> str:
    """The output of the first Relu."""
    nodes = onnx.load(model, load_external_data=False).graph.node
    return next(node.output[0] for node in nodes if node.op_type == "Relu")


def light_models() -> list[Timed]:
    """The models without weights of the onnx wheel."""
    cases = [case for case in backend_cases() if case.name.startswith("light/")]
    return [Timed(case.name.split("/")[1].removeprefix("test_"), case.model, case.feeds) for case in cases]


def trained_models() -> list[Timed]:
    """Trained models; fewer, with a message, where pip can't get them."""
    cases = trained_cases()
    if not cases:
        print("left out: trained models; pip could not get their wheels")
    return [Timed(case.name, case.model, case.feeds) for case in cases]
