"""Models to test with: ONNX's backend tests out of the installed wheel, and the conformance corpus where there is one.

The corpus is `../shared/corpus/conformance.tar.gz` beside the repository (unpacked into the cache once), or the folder
that GRAVEN_CORPUS names. Without it the backend models are what is tested; `missing_corpus` says so in a figure.
"""

from __future__ import annotations

import os
import tarfile
import warnings
from pathlib import Path

import onnx

from .figure import Figure
from .places import CACHE, ROOT

BACKEND_KINDS = {
    "node": "node",
    "simple": "simple",
    "pytorch-converted": "pytorch-converted",
    "pytorch-operator": "pytorch-operator",
    "light": "real",
}
PARTS = ("backend", "backend_old", "suites", "producers", "foreign", "fields")
EXPECTED = {
    "backend": 1561,
    "backend_old": 2360,
    "suites": 5448,
    "producers": 168,
    "foreign": 960,
    "fields": 1260,
    "mutated": 381,
}


def backend_models() -> list[Path]:
    """ONNX's backend models (2,036 with onnx 1.23.2) as files, made from the installed wheel on first use."""
    place = CACHE / f"backend-{onnx.__version__}"
    stamp = place / "complete"
    if not stamp.exists():
        write_backend_models(place)
        stamp.touch()
    return sorted(place.rglob("*.onnx"))


def write_backend_models(place: Path) -> None:
    """Writes `place/KIND/CASE.onnx` for every case that ONNX's own runner would load."""
    from onnx.backend.test.case.model import collect_testcases
    from onnx.backend.test.loader import load_model_tests

    warnings.simplefilter("ignore")
    data = Path(onnx.__file__).parent
    for folder, kind in BACKEND_KINDS.items():
        (place / folder).mkdir(parents=True, exist_ok=True)
        cases = {case.name: case for case in load_model_tests(kind=kind)}
        if kind == "simple":  # some of these exist as Python source only
            cases |= {case.name: case for case in collect_testcases() if case.kind == kind and case.name not in cases}
        for name, case in cases.items():
            if case.model is not None:
                content = case.model.SerializeToString(deterministic=True)
            elif kind == "real":  # the wheel has these without weights, named by their address
                content = data.joinpath(*case.url.split("/")[1:]).read_bytes()
            else:
                content = Path(case.model_dir, "model.onnx").read_bytes()
            (place / folder / f"{name}.onnx").write_bytes(content)


def corpus() -> Path | None:
    """The unpacked conformance corpus, or `None`."""
    named = os.environ.get("GRAVEN_CORPUS")
    if named:
        return Path(named)
    archive = ROOT.parent / "shared/corpus/conformance.tar.gz"
    if not archive.exists():
        return None
    place = CACHE / "corpus"
    stamp = place / ".complete"
    mark = str(archive.stat().st_size)
    if not stamp.exists() or stamp.read_text() != mark:
        with tarfile.open(archive) as packed:
            packed.extractall(place, filter="data")
        stamp.write_text(mark)
    return place


def broken_models() -> Path | None:
    """The folder of models with one fault each: beside the repository, or named by GRAVEN_BROKEN; `None` without."""
    place = Path(os.environ.get("GRAVEN_BROKEN") or ROOT.parent / "shared/corpus/broken")
    return place if place.is_dir() else None


def missing_corpus(figure: Figure, *parts: str) -> None:
    """Counts in `figure` the corpus files that can't be tried because the corpus is not here."""
    if corpus() is None:
        for part in parts:
            figure.leave_out(f"files of the corpus's {part}: no corpus beside the repository", EXPECTED[part])


def corpus_models(*parts: str) -> list[Path]:
    """The `.onnx` files of these parts of the corpus; none where there is no corpus."""
    place = corpus()
    return [] if place is None else sorted(path for part in parts for path in (place / part).rglob("*.onnx"))


def label(path: Path) -> str:
    """A file's name in reports: below the cache or the corpus, not below some machine's folders."""
    for base in (CACHE, corpus()):
        if base is not None and path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.name


def read(content: bytes) -> onnx.ModelProto | None:
    """The model that protobuf reads in these bytes, or `None`."""
    model = onnx.ModelProto()
    try:
        model.ParseFromString(content)
    except Exception:  # protobuf's DecodeError differs between its implementations
        return None
    return model
