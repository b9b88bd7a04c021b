"""Runs a case through `graven eval`, and reads what it saves."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from google.protobuf.message import DecodeError
from onnx import numpy_helper
from peers.program import graven

from .case import Case
from .kinds import name_of
from .peers import Refused

LIMIT = 20.0
# A crash would otherwise wait for Swift's own backtracer.
ENVIRONMENT = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}
MESSAGES = {
    "tensor": (onnx.TensorProto, numpy_helper.to_array),
    "sequence": (onnx.SequenceProto, numpy_helper.to_list),
    "optional": (onnx.OptionalProto, numpy_helper.to_optional),
    "map": (onnx.MapProto, numpy_helper.to_dict),
}


class Fault(str):
    """A crash, a time-out, or output that can't be read."""


def write(case: Case, folder: Path) -> list[str]:
    """Puts the model and its feeds into a folder; the arguments that run it."""
    (folder / "model.onnx").write_bytes(case.model.SerializeToString())
    arguments = ["eval", str(folder / "model.onnx"), "--no-config", "--threads", "1"]
    for name, value in case.feeds.items():
        (folder / f"{name}.pb").write_bytes(message(value, case.kinds[name]).SerializeToString())
        arguments.append(f"--input={name}={folder / name}.pb")
    return arguments


def message(value: Any, kind: str) -> Any:
    """A feed as the message of its type."""
    if kind.startswith("seq(map"):
        made = onnx.SequenceProto(elem_type=onnx.SequenceProto.MAP)
        made.map_values.extend(map_message(item, kind[4:-1]) for item in value)
        return made
    if kind.startswith("seq("):
        if not value:
            return onnx.SequenceProto(elem_type=onnx.SequenceProto.TENSOR)
        return numpy_helper.from_list(list(value))
    if kind.startswith("optional("):
        if value is None:
            return onnx.OptionalProto(elem_type=onnx.OptionalProto.UNDEFINED)
        made = onnx.OptionalProto()
        if kind.startswith("optional(seq"):
            made.elem_type = onnx.OptionalProto.SEQUENCE
            made.sequence_value.CopyFrom(message(value, kind[9:-1]))
        else:
            made.elem_type = onnx.OptionalProto.TENSOR
            made.tensor_value.CopyFrom(numpy_helper.from_array(value))
        return made
    if kind.startswith("map("):
        return map_message(value, kind)
    return numpy_helper.from_array(value)


def map_message(value: dict[Any, Any], kind: str) -> onnx.MapProto:
    """A map with its values as one sequence of scalars, as onnx.proto has it."""
    made = onnx.MapProto()
    key, held = kind[4:-1].split(", ")
    made.key_type = onnx.TensorProto.STRING if key == "string" else onnx.TensorProto.INT64
    if key == "string":
        made.string_keys.extend(text.encode() for text in value)
    else:
        made.keys.extend(value)
    made.values.elem_type = onnx.SequenceProto.TENSOR
    types = {"float": np.float32, "double": np.float64, "int64": np.int64, "string": object}
    for item in value.values():
        made.values.tensor_values.append(numpy_helper.from_array(np.array(item, dtype=types[held])))
    return made


def run(case: Case, folder: Path, *options: str) -> list[Any] | Refused | Fault:
    """The outputs in order, why there are none, or how the program failed."""
    saved = folder / "out"
    done = graven(
        *write(case, folder), *options, "--save", saved, "--format", "json", limit=LIMIT, environment=ENVIRONMENT
    )
    if done.status is None:
        return Fault("takes too long")
    if done.status < 0:
        return Fault(f"crashes: signal {-done.status}: {done.said}")
    if done.status:
        return Refused(refusal(done.err or done.out))
    try:
        rows = {row["name"]: row for row in json.loads((saved / "index.json").read_text())["values"]}
        return [read(saved / rows[info.name]["file"], rows[info.name]["kind"]) for info in case.model.graph.output]
    except (OSError, ValueError, KeyError, DecodeError, TypeError) as wrong:
        return Fault(f"output can't be read: {wrong!r}")


def refusal(said: bytes) -> str:
    """The message of a refusal, out of the JSON where it is there."""
    text = said.decode("utf-8", "replace").strip()
    try:
        return "; ".join(row["message"] for row in json.loads(text)["diagnostics"])[:400]
    except (ValueError, KeyError, TypeError):
        return text[:400]


def read(path: Path, form: str) -> Any:
    made, convert = MESSAGES[form]
    parsed = made()
    parsed.ParseFromString(path.read_bytes())
    if form == "sequence" and parsed.elem_type == onnx.SequenceProto.MAP:
        return [read_map(item) for item in parsed.map_values]
    if form == "map":
        return read_map(parsed)
    value = convert(parsed)
    if isinstance(value, np.ndarray) and name_of(value.dtype) == "string":
        return np.array(
            [text.decode() if isinstance(text, bytes) else str(text) for text in value.flat], object
        ).reshape(value.shape)
    return value


def read_map(parsed: onnx.MapProto) -> dict[Any, Any]:
    keys = [text.decode() for text in parsed.string_keys] or list(parsed.keys)
    return dict(zip(keys, numpy_helper.to_list(parsed.values)))
