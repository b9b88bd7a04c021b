"""RNN, GRU and LSTM in either direction, with the optional inputs there or not."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..draw import Draw, Parts

GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}
ACTIVATIONS = [
    "Tanh",
    "Sigmoid",
    "Relu",
    "Affine",
    "LeakyRelu",
    "ThresholdedRelu",
    "ScaledTanh",
    "HardSigmoid",
    "Elu",
    "Softsign",
    "Softplus",
]
EACH = {"RNN": 1, "GRU": 2, "LSTM": 3}


def recurrent(draw: Draw) -> Parts:
    name = draw.schema.name
    steps, batch, width, hidden = draw.integer(1, 4), draw.integer(1, 3), draw.integer(1, 4), draw.integer(1, 5)
    given: dict[str, Any] = {"hidden_size": hidden}
    given |= draw.attributes(direction=draw.pick(["forward", "reverse", "bidirectional"]))
    directions = 2 if given.get("direction") == "bidirectional" else 1
    batch_first = draw.version >= 14 and draw.chance(0.25)
    given |= {"layout": 1} if batch_first else {}
    given |= (
        draw.attributes(
            clip=draw.number(0.5, 3), linear_before_reset=draw.integer(0, 1), input_forget=draw.integer(0, 1)
        )
        if draw.chance(0.4)
        else {}
    )
    if draw.chance(0.25):
        given["activations"] = [draw.pick(ACTIVATIONS[:3]) for _ in range(EACH[name] * directions)]
    gates = GATES[name]
    shape = (batch, steps, width) if batch_first else (steps, batch, width)
    state = (batch, directions, hidden) if batch_first else (directions, batch, hidden)
    inputs: list[np.ndarray | None] = [
        draw.tensor("T", shape, -1, 1),
        draw.tensor("T", (directions, gates * hidden, width), -1, 1),
        draw.tensor("T", (directions, gates * hidden, hidden), -1, 1),
        draw.tensor("T", (directions, 2 * gates * hidden), -1, 1) if draw.chance() else None,
        draw.tensor("T1", (batch,), 1, steps) if draw.chance(0.4) else None,
        draw.tensor("T", state, -1, 1) if draw.chance() else None,
    ]
    if name == "LSTM":
        inputs.append(draw.tensor("T", state, -1, 1) if draw.chance() else None)
        inputs.append(draw.tensor("T", (directions, 3 * hidden), -1, 1) if draw.chance(0.3) else None)
    if draw.has("output_sequence"):
        given["output_sequence"] = 1
    return Parts(inputs, given, 3 if name == "LSTM" else 2)


RECIPES = {name: recurrent for name in GATES}
