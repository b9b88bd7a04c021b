"""Normalisations and losses."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..draw import Draw, Parts, Shape


def channels_shape(draw: Draw, least: int = 2) -> Shape:
    return (draw.integer(1, 3), draw.integer(1, 5), *draw.shape(least - 2, 3, zero=0.02))


def batch(draw: Draw) -> Parts:
    shape = channels_shape(draw)
    names = [row.type_str for row in draw.schema.inputs]
    given = draw.attributes(epsilon=draw.pick([1e-5, 1e-3]), momentum=draw.number(0.5, 0.99))
    outputs = 1
    if draw.has("is_test"):
        given["is_test"] = 1
    elif draw.has("training_mode") and draw.chance(0.4):
        given["training_mode"] = 1
        outputs = 3
    if draw.version == 1:
        given["consumed_inputs"] = [0, 0, 0, 1, 1]
    size = (shape[1],)
    inputs = [draw.tensor(names[0], shape, -3, 3), draw.tensor(names[1], size), draw.tensor(names[2], size)]
    return Parts([*inputs, draw.tensor(names[3], size, -1, 1), draw.tensor(names[4], size, 0.3, 3)], given, outputs)


def instance(draw: Draw) -> Parts:
    shape = (draw.integer(1, 3), draw.integer(1, 5), *(draw.integer(1, 6) for _ in range(draw.integer(1, 3))))
    inputs = [draw.tensor("T", shape), draw.tensor("T", (shape[1],)), draw.tensor("T", (shape[1],))]
    return Parts(inputs, draw.attributes(epsilon=draw.pick([1e-5, 1e-2])))


def layer(draw: Draw) -> Parts:
    shape = draw.shape(1, 4, zero=0.01)
    given = draw.attributes(axis=draw.axis(len(shape)), epsilon=draw.pick([1e-5, 1e-2]))
    tail = shape[given.get("axis", -1) % len(shape) :]
    scale = "V" if draw.schema.name == "RMSNormalization" else "T"
    inputs = [draw.tensor("T", shape), draw.tensor(scale, tail)]
    if draw.schema.name == "RMSNormalization":
        return Parts(inputs, given)
    inputs.append(draw.tensor("T", tail) if draw.chance() else None)
    return Parts(inputs, given, draw.integer(1, 3) if draw.element("U") == "float" else 1)


def group(draw: Draw) -> Parts:
    groups = draw.integer(1, 4)
    channels = groups * draw.integer(1, 3)
    shape = (draw.integer(1, 3), channels, *(draw.integer(1, 5) for _ in range(draw.integer(1, 3))))
    size = (groups if draw.version < 21 else channels,)
    inputs = [draw.tensor("T", shape), draw.tensor("T", size), draw.tensor("T", size)]
    return Parts(inputs, {"num_groups": groups} | draw.attributes(epsilon=draw.pick([1e-5, 1e-2])))


def norm(draw: Draw) -> Parts:
    shape = draw.shape(1, 4, zero=0)
    return Parts([draw.tensor("T", shape)], draw.attributes(axis=draw.axis(len(shape)), p=draw.integer(1, 2)))


def mean_variance(draw: Draw) -> Parts:
    shape = (draw.integer(1, 3), draw.integer(1, 4), draw.integer(1, 5), draw.integer(2, 5))
    return Parts([draw.tensor("T", shape)], draw.attributes(axes=draw.pick([[0, 2, 3], [1, 2, 3], [0, 1], [3], [-1]])))


def loss(draw: Draw) -> Parts:
    classes = draw.integer(2, 5)
    shape = (draw.integer(1, 4), classes, *draw.shape(0, 2, zero=0, size=4))
    target = (shape[0], *shape[2:])
    given: dict[str, Any] = draw.attributes(
        reduction=draw.pick(["none", "mean", "sum"]), ignore_index=draw.pick([0, 1, -1])
    )
    labels = draw.tensor("Tind", target, 0, classes - 1)
    if given.get("ignore_index") == -1 and labels.size:
        labels = np.where(draw.random.random(target) < 0.2, np.array(-1, labels.dtype), labels)
        labels = np.asarray(labels)
        labels.reshape(-1)[0] = 0
    inputs = [draw.tensor("T", shape, -3, 3), labels]
    if draw.chance():
        inputs.append(draw.tensor("T", (classes,), 0.1, 2))
    outputs = draw.integer(1, 2) if draw.schema.name.startswith("Softmax") else 1
    return Parts(inputs, given, outputs)


RECIPES = {
    "BatchNormalization": batch,
    "InstanceNormalization": instance,
    "LayerNormalization": layer,
    "RMSNormalization": layer,
    "GroupNormalization": group,
    "LpNormalization": norm,
    "MeanVarianceNormalization": mean_variance,
    "NegativeLogLikelihoodLoss": loss,
    "SoftmaxCrossEntropyLoss": loss,
}
