"""Types and shapes of all values in a real run of a model on its own data, worked out once and kept in the cache.

ONNX's backend cases run in its reference evaluator, the large ones of kind `light` in ONNX Runtime; what exporters
wrote runs in the reference evaluator as well. Where an evaluator refuses a case, or disagrees with the outputs that
come with it, only the outputs count.
"""

from __future__ import annotations

import base64
import json
import multiprocessing
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from onnx import TensorProto, ValueInfoProto, helper, numpy_helper

from .corpus import BACKEND_KINDS, backend_models, corpus
from .places import CACHE

# What may be given as a constant: shapes, axes, flags, scales; not data.
SMALL_INTEGERS, SMALL_FLOATS = 64, 8


class Truth(NamedTuple):
    """One case: its model, the element type (0: not sure) and shape of values, what was fed, and the small feeds."""

    path: Path
    values: dict[str, tuple[int, list[int]]]
    fed: dict[str, list[int]]
    small: dict[str, TensorProto]


class Run(NamedTuple):
    """A model with the values fed and the values that must come out, by name."""

    path: Path
    feeds: dict[str, Any]
    outputs: dict[str, Any]
    light: bool = False


def backend_truth() -> list[Truth]:
    """Every backend case of the installed wheel."""
    return kept(f"truth-backend-{onnx.__version__}", CACHE / f"backend-{onnx.__version__}", backend_runs)


def producers_truth() -> list[Truth]:
    """The corpus's models out of exporters; none where there is no corpus."""
    place = corpus()
    return [] if place is None else kept(f"truth-producers-{onnx.__version__}", place, producer_runs)


def kept(name: str, base: Path, runs: Callable[[], Iterable[Run]]) -> list[Truth]:
    """The truth of these runs out of the cache, where it is put on first use."""
    file = CACHE / f"{name}.json"
    if not file.exists():
        with multiprocessing.Pool(2) as pool:
            rows = pool.map(row_of, runs(), chunksize=4)
        for row in rows:
            row["path"] = Path(row["path"]).relative_to(base).as_posix()
        file.write_text(json.dumps(rows))
    return [
        Truth(
            base / row["path"],
            {name: (code, shape) for name, (code, shape) in row["values"].items()},
            row["fed"],
            {name: TensorProto.FromString(base64.b64decode(text)) for name, text in row["small"].items()},
        )
        for row in json.loads(file.read_text())
    ]


def backend_runs() -> Iterable[Run]:
    """The runs that ONNX's own test runner would do."""
    from onnx.backend.test.case.model import collect_testcases
    from onnx.backend.test.loader import load_model_tests
    from onnx.backend.test.runner import Runner

    warnings.simplefilter("ignore")
    backend_models()
    place = CACHE / f"backend-{onnx.__version__}"
    for folder, kind in BACKEND_KINDS.items():
        cases = {case.name: case for case in load_model_tests(kind=kind)}
        if kind == "simple":
            cases |= {case.name: case for case in collect_testcases() if case.kind == kind and case.name not in cases}
        for name, case in cases.items():
            path = place / folder / f"{name}.onnx"
            graph = onnx.load(path).graph
            if kind == "real":
                weights = {tensor.name for tensor in graph.initializer}
                feeds = {
                    info.name: Runner.generate_dummy_data(info, seed=0, name=case.model_name, random=False)
                    for info in graph.input
                    if info.name not in weights
                }
                yield Run(path, feeds, {}, light=True)
            elif case.model is not None:
                inputs, outputs = case.data_sets[0]
                yield Run(path, named(inputs, graph.input), named(outputs, graph.output))
            else:
                folder_of_data = Path(case.model_dir, "test_data_set_0")
                yield Run(
                    path, loaded(folder_of_data, "input", graph.input), loaded(folder_of_data, "output", graph.output)
                )


def producer_runs() -> Iterable[Run]:
    """What the frameworks computed with the models that they wrote."""
    place = corpus() / "producers"
    for case in json.loads((place / "manifest.json").read_text())["cases"]:
        folder = place / case["dir"]
        graph = onnx.load(folder / "model.onnx").graph
        infos = {info.name: info for info in [*graph.input, *graph.output]}
        if not case["data_sets"]:
            continue
        row = case["data_sets"][0]
        feeds, outputs = (
            {item["name"]: read_value(folder / item["file"], infos[item["name"]]) for item in row[side]}
            for side in ("inputs", "outputs")
        )
        yield Run(folder / "model.onnx", feeds, outputs)


def named(values: Iterable[Any], infos: Iterable[ValueInfoProto]) -> dict[str, Any]:
    """A case's values by the names that the graph has for them, as arrays, lists and so on."""
    return {info.name: plain(value) for info, value in zip(infos, values)}


def plain(value: Any) -> Any:
    """A tensor of any kind (some cases hold numpy's scalars) as an array; lists and so on as they are."""
    if isinstance(value, TensorProto):
        return numpy_helper.to_array(value)
    return np.asarray(value) if isinstance(value, np.generic) else value


def loaded(folder: Path, side: str, infos: Iterable[ValueInfoProto]) -> dict[str, Any]:
    """The files `input_0.pb` and so on of a folder of test data."""
    found = {}
    for index, info in enumerate(infos):
        file = folder / f"{side}_{index}.pb"
        if file.exists():
            found[info.name] = read_value(file, info)
    return found


def read_value(file: Path, info: ValueInfoProto) -> Any:
    """One file of test data, by the declared type."""
    content = file.read_bytes()
    match info.type.WhichOneof("value"):
        case "sequence_type":
            return numpy_helper.to_list(onnx.SequenceProto.FromString(content))
        case "optional_type":
            return numpy_helper.to_optional(onnx.OptionalProto.FromString(content))
        case "map_type":
            return numpy_helper.to_dict(onnx.MapProto.FromString(content))
        case _:
            return numpy_helper.to_array(TensorProto.FromString(content))


def row_of(run: Run) -> dict[str, Any]:
    """What the cache keeps of one run."""
    model = onnx.load(run.path)
    values = {name: value for name, value in run.outputs.items() if isinstance(value, np.ndarray)}
    inner = [name for node in model.graph.node for name in node.output if name and name not in values]
    if inner:
        try:
            values |= (by_onnxruntime if run.light else by_reference)(model, run, inner)
        except Exception:  # whatever the evaluator says: the outputs are known
            pass
    rows = {name: [element_code(value), list(value.shape)] for name, value in values.items()}
    # Before opset 10 the mask of Dropout has the data's type; the evaluator makes it bool.
    if {use.domain: use.version for use in model.opset_import}.get("", 99) < 10:
        for node in model.graph.node:
            if node.op_type == "Dropout" and len(node.output) > 1 and node.output[1] in rows:
                rows[node.output[1]][0] = 0
    arrays = {name: value for name, value in run.feeds.items() if isinstance(value, np.ndarray)}
    return {
        "path": str(run.path),
        "values": rows,
        "fed": {name: list(value.shape) for name, value in arrays.items()},
        "small": {
            name: base64.b64encode(numpy_helper.from_array(value, name).SerializeToString()).decode()
            for name, value in arrays.items()
            if is_small(value)
        },
    }


def is_small(value: np.ndarray) -> bool:
    """Whether a feed is what models have as a constant."""
    if value.dtype.kind in "iub":
        return value.size <= SMALL_INTEGERS
    return value.dtype.kind == "f" and value.ndim <= 1 and value.size <= SMALL_FLOATS


def by_reference(model: onnx.ModelProto, run: Run, inner: list[str]) -> dict[str, np.ndarray]:
    """Inner values out of ONNX's reference evaluator, if it agrees with the outputs' shapes."""
    from onnx.reference import ReferenceEvaluator

    warnings.simplefilter("ignore")
    results = ReferenceEvaluator(model).run(None, run.feeds, intermediate=True)
    for name, value in run.outputs.items():
        if isinstance(value, np.ndarray) and np.shape(results.get(name)) != value.shape:
            raise ValueError(f"the evaluator gives {name} another shape")
    found = {name: results.get(name) for name in inner}
    return {
        name: np.asarray(value)
        for name, value in found.items()
        if isinstance(value, np.ndarray) or value is not None and np.isscalar(value)
    }


def by_onnxruntime(model: onnx.ModelProto, run: Run, inner: list[str]) -> dict[str, np.ndarray]:
    """Inner values out of ONNX Runtime, which computes all of them when they are outputs."""
    import onnxruntime

    have = {info.name for info in model.graph.output}
    model.graph.output.extend(ValueInfoProto(name=name) for name in inner if name not in have)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    names = [info.name for info in session.get_outputs()]
    return dict(zip(names, session.run(names, run.feeds)))


def element_code(value: np.ndarray) -> int:
    """An array's element type as ONNX numbers it; 0 when numpy's type says nothing about it."""
    if value.dtype.kind in "OUST":
        return TensorProto.STRING
    try:
        return int(helper.np_dtype_to_tensor_dtype(value.dtype))
    except (KeyError, ValueError):
        return 0
