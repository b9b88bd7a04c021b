"""Models with inputs and the outputs that they give: ONNX's backend tests out of the wheel, and the corpus's parts."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from .corpus import BACKEND_KINDS, corpus
from .places import CACHE


@dataclass(frozen=True)
class Case:
    """One run of a model. Feeds and outputs are (name, file) in the graph's order."""

    name: str
    model: Path
    feeds: list[tuple[str, Path]]
    outputs: list[tuple[str, Path]]
    rtol: float = 1e-3
    atol: float = 1e-7


@dataclass
class Written:
    """A folder of cases as it is being written."""

    place: Path
    index: list[dict] = field(default_factory=list)

    def add(self, name: str, model: onnx.ModelProto, sets: list, rtol: float, atol: float) -> None:
        folder = self.place / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
        for number, (inputs, outputs) in enumerate(sets):
            data = folder / f"test_data_set_{number}"
            data.mkdir()
            for prefix, values, infos in (
                ("input", inputs, model.graph.input),
                ("output", outputs, model.graph.output),
            ):
                for index, (value, info) in enumerate(zip(values, infos)):
                    (data / f"{prefix}_{index}.pb").write_bytes(message(value, info))
        self.index.append({"name": name, "rtol": rtol, "atol": atol})


def message(value: object, info: onnx.ValueInfoProto) -> bytes:
    """A value as the message that its declared type has in a data set."""
    if hasattr(value, "SerializeToString"):
        return value.SerializeToString()
    kind = info.type.WhichOneof("value")
    if kind == "sequence_type":
        return numpy_helper.from_list(list(value), info.name).SerializeToString()
    if kind == "optional_type":
        return numpy_helper.from_optional(value, info.name).SerializeToString()
    if kind == "map_type":
        return numpy_helper.from_dict(value, info.name).SerializeToString()
    return numpy_helper.from_array(np.asarray(value), info.name).SerializeToString()


def dummy(info: onnx.ValueInfoProto) -> np.ndarray:
    """The input that ONNX's runner gives its models without data: rising from 0 to 1."""
    shape = tuple(dim.dim_value or 1 for dim in info.type.tensor_type.shape.dim)
    count = int(np.prod(shape))
    return (np.arange(count).reshape(shape) / count).astype(np.float32)


def backend_cases() -> list[Case]:
    """ONNX's backend tests (2,036 with onnx 1.23.2), with their data, written on first use."""
    place = CACHE / f"backend-data-{onnx.__version__}"
    stamp = place / "index.json"
    if not stamp.exists():
        written = Written(place)
        write_backend_cases(written)
        stamp.write_text(json.dumps(written.index))
    cases = []
    for row in json.loads(stamp.read_text()):
        cases += list(folder_cases(place / row["name"], row["name"], row["rtol"], row["atol"]))
    return cases


def write_backend_cases(written: Written) -> None:
    from onnx.backend.test.case.model import collect_testcases
    from onnx.backend.test.loader import load_model_tests

    warnings.simplefilter("ignore")
    for folder, kind in BACKEND_KINDS.items():
        cases = {case.name: case for case in load_model_tests(kind=kind)}
        if kind == "simple":
            cases |= {case.name: case for case in collect_testcases() if case.kind == kind and case.name not in cases}
        for name, case in cases.items():
            if case.model is not None and case.data_sets is not None:
                written.add(f"{folder}/{name}", case.model, case.data_sets, case.rtol, case.atol)
            elif kind == "real":
                add_light(written, f"{folder}/{name}", case)
            else:
                copy_case(written, f"{folder}/{name}", case)


def add_light(written: Written, name: str, case: object) -> None:
    """A model whose weights are made, by the wheel's outputs or those of onnx.reference, as ONNX's runner does."""
    path = Path(onnx.__file__).parent.joinpath(*case.url.split("/")[1:])
    model = onnx.load(path)
    weights = {tensor.name for tensor in model.graph.initializer}
    inputs = [dummy(info) for info in model.graph.input if info.name not in weights]
    recorded = [path.with_name(f"{path.stem}_output_{index}.pb") for index in range(len(model.graph.output))]
    if all(file.exists() for file in recorded):
        outputs = [onnx.load_tensor(file) for file in recorded]
    else:
        from onnx.reference import ReferenceEvaluator

        names = [info.name for info in model.graph.input if info.name not in weights]
        outputs = ReferenceEvaluator(model).run(None, dict(zip(names, inputs)))
    # The data of a model whose weights are inputs too has only the others.
    written.add(name, model, [(inputs, outputs)], case.rtol, case.atol)


def copy_case(written: Written, name: str, case: object) -> None:
    shutil.rmtree(written.place / name, ignore_errors=True)
    shutil.copytree(case.model_dir, written.place / name)
    written.index.append({"name": name, "rtol": case.rtol, "atol": case.atol})


def folder_cases(folder: Path, name: str, rtol: float = 1e-3, atol: float = 1e-7) -> Iterator[Case]:
    """The cases of a folder in ONNX's layout: a model and its data sets."""
    graph = onnx.load(folder / "model.onnx", load_external_data=False).graph
    weights = {tensor.name for tensor in graph.initializer}
    all_inputs = [info.name for info in graph.input]
    free_inputs = [name for name in all_inputs if name not in weights]
    for data in sorted(folder.glob("test_data_set_*")):
        count = len(list(data.glob("input_*.pb")))
        names = free_inputs if count <= len(free_inputs) else all_inputs
        feeds = [(names[index], data / f"input_{index}.pb") for index in range(min(count, len(names)))]
        outputs = [
            (info.name, data / f"output_{index}.pb")
            for index, info in enumerate(graph.output)
            if (data / f"output_{index}.pb").exists()
        ]
        if outputs:
            yield Case(f"{name}/{data.name}", folder / "model.onnx", feeds, outputs, rtol, atol)


def suite_cases() -> list[Case]:
    """ONNX's own cases for its evaluator (the corpus's suites/evaluator); none without the corpus."""
    place = corpus()
    if place is None:
        return []
    cases = []
    for path in sorted((place / "suites/evaluator").glob("*/case.json")):
        row = json.loads(path.read_text())
        if row["outcome"] != "ok":
            continue
        feeds = [(feed["name"], path.parent / feed["file"]) for feed in row["feeds"]]
        outputs = [(output["name"], path.parent / output["file"]) for output in row["outputs"]]
        cases.append(Case(row["id"], path.parent / "model.onnx", feeds, outputs))
    return cases


def suite_error_count() -> int:
    """How many of those cases ask for an error of onnx.reference, whose checks are its own."""
    place = corpus()
    paths = (place / "suites/evaluator").glob("*/case.json") if place else ()
    return sum(json.loads(path.read_text())["outcome"] != "ok" for path in paths)


def corpus_cases(part: str) -> list[Case]:
    """The cases of a part of the corpus that is laid out as ONNX's tests are; none without the corpus."""
    place = corpus()
    if place is None:
        return []
    cases = []
    for model in sorted((place / part).rglob("model.onnx")):
        cases += list(folder_cases(model.parent, model.parent.relative_to(place).as_posix()))
    return cases
