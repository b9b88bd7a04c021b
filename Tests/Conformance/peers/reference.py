"""What onnx.reference makes of a model and the inputs of a case, and whether that is what the case says."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import onnx
from google.protobuf.message import DecodeError
from onnx import numpy_helper

from .evaluation_cases import Case

MESSAGES = {
    "tensor_type": (onnx.TensorProto, numpy_helper.to_array),
    "sequence_type": (onnx.SequenceProto, numpy_helper.to_list),
    "optional_type": (onnx.OptionalProto, numpy_helper.to_optional),
    "map_type": (onnx.MapProto, numpy_helper.to_dict),
}
NARROW = ("float8", "float4", "float6", "bfloat", "int4", "uint4", "int2", "uint2")


def value(path: Path, info: onnx.ValueInfoProto) -> object:
    message, convert = MESSAGES[info.type.WhichOneof("value") or "tensor_type"]
    parsed = message()
    parsed.ParseFromString(path.read_bytes())
    return convert(parsed)


def values(model: onnx.ModelProto, case: Case) -> tuple[dict[str, object], list[object]]:
    """The inputs of a case by name, and its outputs; its messages are told by the declared types."""
    inputs = {info.name: info for info in model.graph.input}
    outputs = {info.name: info for info in model.graph.output}
    feeds = {name: value(path, inputs[name]) for name, path in case.feeds}
    return feeds, [value(path, outputs[name]) for name, path in case.outputs]


def difference(wanted: object, found: object, rtol: float, atol: float) -> str:
    """Why two values are not equal under ONNX's rules; empty where they are."""
    if wanted is None or found is None:
        return "" if wanted is found else "only one of the two is there"
    if isinstance(wanted, (list, tuple)):
        if not isinstance(found, (list, tuple)) or len(wanted) != len(found):
            return "another length, or no sequence"
        return next((why for pair in zip(wanted, found) if (why := difference(*pair, rtol, atol))), "")
    wanted, found = np.asarray(wanted), np.asarray(found)
    if wanted.shape != found.shape:
        return f"shape {list(found.shape)}, {list(wanted.shape)} wanted"
    if wanted.dtype == object or wanted.dtype.kind in "UST":
        return "" if np.array_equal(wanted.astype(str), found.astype(str)) else "strings differ"
    if wanted.dtype != found.dtype:
        return f"{found.dtype}, {wanted.dtype} wanted"
    if found.dtype.name == "bfloat16":
        rtol = max(rtol, 2**-6)
    if found.dtype.kind == "V" or found.dtype.name.startswith(NARROW):
        wanted, found = wanted.astype(np.float32), found.astype(np.float32)
    try:
        np.testing.assert_allclose(found, wanted, rtol=rtol, atol=atol)
    except AssertionError as wrong:
        return "; ".join(line.strip() for line in str(wrong).splitlines() if "ismatch" in line or "Max" in line)[:140]
    return ""


def judge(model: onnx.ModelProto, case: Case, feeds: dict[str, object], wanted: list[object]) -> str:
    """Why a model does not compute what a case says; empty where it does."""
    from onnx.reference import ReferenceEvaluator

    warnings.simplefilter("ignore")
    try:
        with np.errstate(all="ignore"):
            found = ReferenceEvaluator(model).run([name for name, _ in case.outputs], feeds)
    except Exception as wrong:  # the reference lets out whatever it meets
        return f"{type(wrong).__name__}: {str(wrong)[:160]}"
    return next((why for a, b in zip(wanted, found) if (why := difference(a, b, case.rtol, case.atol))), "")


def judge_by_runtime(model: onnx.ModelProto, case: Case, feeds: dict[str, object], wanted: list[object]) -> str:
    """The same by ONNX Runtime."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    try:
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        found = session.run([name for name, _ in case.outputs], feeds)
    except Exception as wrong:  # what it has no kernel for, and more
        return f"{type(wrong).__name__}: {str(wrong)[:160]}"
    return next((why for a, b in zip(wanted, found) if (why := difference(a, b, case.rtol, case.atol))), "")


def read(case: Case) -> tuple[onnx.ModelProto, dict[str, object], list[object]] | None:
    """The model, inputs and outputs of a case; `None` where its data is none of ONNX's messages."""
    model = onnx.load(case.model)
    try:
        feeds, wanted = values(model, case)
    except (DecodeError, KeyError, ValueError, TypeError):
        return None
    return model, feeds, wanted
