"""Trained models that people use, with seeded inputs and what ONNX Runtime gives for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from .evaluation_cases import Case
from .packages import REAL_MODEL_WHEELS, models_in_wheel
from .places import CACHE

# What the models' own code feeds: a sampling rate, windows of audio.
NUMBERS = {"sr": 16000}
LENGTHS = {"input": 576, "x": 64, "speech": 576}
FLOATS = {"tensor(float)": np.float32, "tensor(double)": np.float64, "tensor(float16)": np.float16}


def seeded_inputs(session: object, seed: int = 0) -> dict[str, np.ndarray]:
    """Inputs of a session's types; free sizes are 1 in front, an audio window or 64 elsewhere."""
    generator = np.random.default_rng(seed)
    feeds: dict[str, np.ndarray] = {}
    for value in session.get_inputs():
        shape = [
            size if isinstance(size, int) and size > 0 else free_size(value.name, axis)
            for axis, size in enumerate(value.shape)
        ]
        if value.type in FLOATS:
            feeds[value.name] = generator.standard_normal(shape).astype(FLOATS[value.type])
        elif value.type == "tensor(bool)":
            feeds[value.name] = np.ones(shape, bool)
        elif value.name in NUMBERS or not shape:
            feeds[value.name] = np.full(shape, NUMBERS.get(value.name, 1), value.type[7:-1])
        else:
            feeds[value.name] = generator.integers(0, 2, shape).astype(value.type[7:-1])
    return feeds


def free_size(name: str, axis: int) -> int:
    if axis == 0 or ("state" in name and axis == 1):
        return 1
    return LENGTHS.get(name, 64)


def trained_models() -> list[Path]:
    """The models of the wheels; fewer where they can't be had."""
    return [path for wheel in REAL_MODEL_WHEELS for path in models_in_wheel(wheel) or []]


def trained_cases() -> list[Case]:
    """Each with ONNX Runtime's outputs, written on first use."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    cases = []
    for path in trained_models():
        data = CACHE / "trained" / path.stem
        data.mkdir(parents=True, exist_ok=True)
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        feeds = seeded_inputs(session)
        names = [value.name for value in session.get_outputs()]
        outputs = dict(zip(names, session.run(names, feeds)))
        for prefix, values in (("input", feeds), ("output", outputs)):
            for number, (name, value) in enumerate(values.items()):
                tensor = numpy_helper.from_array(np.asarray(value), name)
                onnx.save_tensor(tensor, data / f"{prefix}_{number}.pb")
        cases.append(
            Case(
                path.name,
                path,
                [(name, data / f"input_{number}.pb") for number, name in enumerate(feeds)],
                [(name, data / f"output_{number}.pb") for number, name in enumerate(names)],
                rtol=1e-3,
                atol=1e-4,
            )
        )
    return cases
