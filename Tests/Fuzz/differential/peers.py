"""ONNX Runtime and onnx.reference, each case in a process beside this one that may crash or hang."""

from __future__ import annotations

import multiprocessing
import warnings
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper

from .kinds import dtype, is_native

LIMIT = 20.0


class Refused(str):
    """Why a peer computes nothing."""


class Peers:
    """Answers of the two peers; use it from one thread."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=serve, args=(other,), daemon=True)
        self.process.start()
        other.close()

    def ask(self, peer: str, model: onnx.ModelProto, feeds: dict[str, Any]) -> list[Any] | Refused:
        """The outputs of one peer, in order."""
        self.pipe.send((peer, model.SerializeToString(), feeds))
        try:
            if self.pipe.poll(LIMIT):
                return self.pipe.recv()
            why = Refused("takes too long")
        except (EOFError, ConnectionResetError):
            why = Refused("crashes")
        self.process.kill()
        self.process.join()
        self.start()
        return why

    def close(self) -> None:
        self.process.kill()


def serve(pipe: Connection) -> None:
    """Runs what is asked until the other side is gone."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    answers = {"onnxruntime": by_onnxruntime, "reference": by_reference}
    while True:
        try:
            peer, model, feeds = pipe.recv()
        except EOFError:
            return
        try:
            answer = answers[peer](model, feeds)
        except Exception as refusal:  # whatever a peer says
            answer = Refused(f"{type(refusal).__name__}: {str(refusal)[:300]}")
        try:
            pipe.send(answer)
        except Exception as refusal:
            pipe.send(Refused(f"gives what can't be read: {refusal}"))


def by_reference(content: bytes, feeds: dict[str, Any]) -> list[Any]:
    from onnx.reference import ReferenceEvaluator

    model = onnx.load_from_string(content)
    results = ReferenceEvaluator(model).run(None, feeds)
    return [as_declared(value, info) for value, info in zip(results, model.graph.output)]


def as_declared(value: Any, info: onnx.ValueInfoProto) -> Any:
    """A result as declared: the evaluator often returns the type in which it computed, and optionals as lists."""
    kind = info.type.tensor_type.elem_type
    if info.type.HasField("optional_type") and isinstance(value, list) and len(value) == 1:
        holds_tensor = info.type.optional_type.elem_type.HasField("tensor_type")
        return value[0] if holds_tensor or isinstance(value[0], list) else value
    if not isinstance(value, (np.ndarray, np.generic)) or kind in (TensorProto.UNDEFINED, TensorProto.STRING):
        return value
    value = np.asarray(value)
    return value if value.dtype.kind in "OUST" else value.astype(dtype_of(kind))


def by_onnxruntime(content: bytes, feeds: dict[str, Any]) -> list[Any]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = onnx.load_from_string(content)
    types = readable_outputs(model)
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    results = session.run(None, feeds)
    return [
        np.asarray(value).astype(dtype_of(types[info.name])) if info.name in types else value
        for info, value in zip(session.get_outputs(), results)
    ]


def readable_outputs(model: onnx.ModelProto) -> dict[str, int]:
    """Casts outputs of types that Python can't take to float, which holds them exactly; the true types by name."""
    types = {}
    for info in model.graph.output:
        kind = info.type.tensor_type.elem_type
        if kind in (TensorProto.UNDEFINED, TensorProto.STRING) or is_native(dtype_of(kind)):
            continue
        inner = f"{info.name}_exact"
        for node in model.graph.node:
            node.output[:] = [inner if name == info.name else name for name in node.output]
        model.graph.node.append(helper.make_node("Cast", [inner], [info.name], to=TensorProto.FLOAT))
        info.type.tensor_type.elem_type = TensorProto.FLOAT
        types[info.name] = kind
    return types


def dtype_of(kind: int) -> np.dtype:
    return dtype(TensorProto.DataType.Name(kind).lower())
