"""ai.onnx.ml: features, linear models, support vectors, trees."""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import numpy_helper

from ..draw import WORDS, Draw, Parts, Typed, Unsuitable

TRANSFORMS = ["NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT"]


def rows(draw: Draw, parameter: str, width: int | None = None) -> np.ndarray:
    """Some rows of features."""
    return draw.tensor(parameter, (draw.integer(1, 5), width or draw.integer(1, 5)), -4, 4)


def floats(draw: Draw, count: int, low: float = -2, high: float = 2) -> list[float]:
    return [draw.number(low, high) for _ in range(count)]


def labels(draw: Draw, parameter: str, count: int, numbers: str) -> dict[str, Any]:
    """Class labels of the type that the result has."""
    if draw.element(parameter) == "string":
        return {"classlabels_strings": [f"c{number}" for number in range(count)]}
    return {numbers: [int(number) for number in draw.random.permutation(10)[:count]]}


def pick_features(draw: Draw) -> Parts:
    shape = draw.shape(1, 3, zero=0)
    count = draw.integer(1, 4)
    return Parts([draw.tensor("T", shape), draw.tensor("int64", (1, count), 0, shape[-1] - 1)])


def binarizer(draw: Draw) -> Parts:
    return Parts([rows(draw, "T")], draw.attributes(threshold=draw.number(-2, 2)))


def scaler(draw: Draw) -> Parts:
    values = rows(draw, "T")
    count = draw.pick([1, values.shape[1]])
    return Parts([values], {"offset": floats(draw, count), "scale": floats(draw, count)})


def normalizer(draw: Draw) -> Parts:
    return Parts([rows(draw, "T")], {"norm": draw.pick(["MAX", "L1", "L2"])})


def imputer(draw: Draw) -> Parts:
    values = rows(draw, "T")
    count = draw.pick([1, values.shape[1]])
    if values.dtype.kind == "f":
        if draw.chance():
            values[draw.random.random(values.shape) < 0.3] = np.nan
            return Parts([values], {"imputed_value_floats": floats(draw, count), "replaced_value_float": float("nan")})
        return Parts(
            [values], {"imputed_value_floats": floats(draw, count), "replaced_value_float": float(values[0, 0])}
        )
    given = {"imputed_value_int64s": [draw.integer(-9, 9) for _ in range(count)]}
    return Parts([values], given | {"replaced_value_int64": draw.integer(-3, 3)})


def one_hot(draw: Draw) -> Parts:
    given = draw.attributes(zeros=1)
    if draw.element("T") == "string":
        return Parts([draw.tensor("T", draw.shape(1, 3))], given | {"cats_strings": WORDS})
    values = draw.tensor("int64", draw.shape(1, 3), 0, 5).astype(draw.tensor("T", ()).dtype)
    return Parts([values], given | {"cats_int64s": [0, 1, 2, 3, 4, 5]})


def feature_vectors(draw: Draw) -> Parts:
    batch = draw.integer(1, 4)
    widths = [draw.integer(1, 4) for _ in range(draw.integer(1, 3))]
    return Parts([draw.tensor("T1", (batch, width)) for width in widths], {"inputdimensions": widths})


def categories(draw: Draw) -> Parts:
    if draw.bound["T1"] == draw.bound["T2"]:
        raise Unsuitable("strings to numbers, or the other way")
    names = WORDS[:6]
    given = {"cats_strings": names, "cats_int64s": list(range(6))}
    given |= draw.attributes(default_int64=-7, default_string="none")
    return Parts([draw.tensor("T1", draw.shape(1, 3), -2, 8)], given)


LABEL_TYPES = {"string": "strings", "int64": "int64s", "float": "floats"}


def label_encoder(draw: Draw) -> Parts:
    source, result = draw.element("T1"), draw.element("T2")
    shape = draw.shape(1, 3)
    if draw.version == 1:
        if source == result:
            raise Unsuitable("strings to numbers, or the other way")
        given: dict[str, Any] = {"classes_strings": WORDS[:6]} | draw.attributes(
            default_int64=-7, default_string="none"
        )
        return Parts([draw.tensor("T1", shape, -2, 8)], given)
    count = 5
    keys = (
        np.array(WORDS[:count], object) if source == "string" else np.arange(count).astype(draw.tensor("T1", ()).dtype)
    )
    values = draw.tensor("T2", (count,))
    inputs: list[Any] = [draw.tensor("T1", shape, -2, 8)]
    if source in ("float", "double"):
        inputs = [np.round(inputs[0])]
    if draw.version >= 4 and (source not in LABEL_TYPES or result not in LABEL_TYPES or draw.chance(0.3)):
        given = {"keys_tensor": numpy_helper.from_array(keys), "values_tensor": numpy_helper.from_array(values)}
        return Parts(inputs, given | {"default_tensor": numpy_helper.from_array(draw.tensor("T2", (1,)))})
    given = {f"keys_{LABEL_TYPES[source]}": keys.tolist(), f"values_{LABEL_TYPES[result]}": values.tolist()}
    return Parts(inputs, given | draw.attributes(default_int64=-7, default_string="none", default_float=-1.5))


def linear_regressor(draw: Draw) -> Parts:
    values, targets = rows(draw, "T"), draw.integer(1, 3)
    given: dict[str, Any] = {"coefficients": floats(draw, targets * values.shape[1]), "targets": targets}
    given |= draw.attributes(intercepts=floats(draw, targets), post_transform=draw.pick(TRANSFORMS[:1]))
    return Parts([values], given)


def linear_classifier(draw: Draw) -> Parts:
    values, classes = rows(draw, "T1"), draw.integer(2, 4)
    given = labels(draw, "T2", classes, "classlabels_ints")
    given |= {"coefficients": floats(draw, classes * values.shape[1]), "intercepts": floats(draw, classes)}
    return Parts([values], given | draw.attributes(post_transform=draw.pick(TRANSFORMS[:4])), 2)


def kernel(draw: Draw) -> dict[str, Any]:
    return {
        "kernel_type": draw.pick(["LINEAR", "POLY", "RBF", "SIGMOID"]),
        "kernel_params": [draw.number(0.1, 0.5), draw.number(0, 1), float(draw.integer(1, 3))],
    }


def support_regressor(draw: Draw) -> Parts:
    values, supports = rows(draw, "T"), draw.integer(1, 4)
    given = kernel(draw) | {
        "n_supports": supports,
        "coefficients": floats(draw, supports),
        "support_vectors": floats(draw, supports * values.shape[1]),
        "rho": floats(draw, 1),
    }
    return Parts([values], given | draw.attributes(one_class=draw.integer(0, 1)))


def support_classifier(draw: Draw) -> Parts:
    values, classes = rows(draw, "T1"), draw.integer(2, 4)
    each = [draw.integer(1, 3) for _ in range(classes)]
    pairs = classes * (classes - 1) // 2
    given = labels(draw, "T2", classes, "classlabels_ints") | kernel(draw)
    given |= {
        "vectors_per_class": each,
        "support_vectors": floats(draw, sum(each) * values.shape[1]),
        "coefficients": floats(draw, sum(each) * (classes - 1)),
        "rho": floats(draw, pairs),
    }
    if draw.chance(0.4):
        given |= {"prob_a": floats(draw, pairs, -2, -0.5), "prob_b": floats(draw, pairs)}
    return Parts([values], given | draw.attributes(post_transform=draw.pick(TRANSFORMS[:3])), 2)


MODES = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ"]


def trees(draw: Draw, width: int, prefix: str, outputs: int) -> dict[str, Any]:
    """Some full trees of depth one or two, with weights at the leaves."""
    found: dict[str, list[Any]] = {
        name: [] for name in "treeids nodeids featureids values modes true false missing".split()
    }
    leaves: list[tuple[int, int, int, float]] = []
    mode = draw.pick(MODES) if draw.chance(0.7) else None
    for tree in range(draw.integer(1, 3)):
        depth = draw.integer(1, 2)
        for node in range(2 ** (depth + 1) - 1):
            is_leaf = node >= 2**depth - 1
            found["treeids"].append(tree)
            found["nodeids"].append(node)
            found["featureids"].append(0 if is_leaf else draw.integer(0, width - 1))
            found["values"].append(0.0 if is_leaf else draw.pick([draw.number(-2, 2), float(draw.integer(-2, 2))]))
            found["modes"].append("LEAF" if is_leaf else mode or draw.pick(MODES))
            found["true"].append(0 if is_leaf else 2 * node + 1)
            found["false"].append(0 if is_leaf else 2 * node + 2)
            found["missing"].append(draw.integer(0, 1))
            if is_leaf:
                leaves += [(tree, node, output, draw.number(-1, 1)) for output in draw.some(range(outputs), 1)]
    columns = list(zip(*leaves))
    given = {
        "nodes_treeids": found["treeids"],
        "nodes_nodeids": found["nodeids"],
        "nodes_featureids": found["featureids"],
        "nodes_modes": found["modes"],
        "nodes_truenodeids": found["true"],
        "nodes_falsenodeids": found["false"],
        f"{prefix}_treeids": list(columns[0]),
        f"{prefix}_nodeids": list(columns[1]),
        f"{prefix}_ids": list(columns[2]),
    }
    if draw.chance(0.3):
        given["nodes_missing_value_tracks_true"] = found["missing"]
    numbers: dict[str, list[float]] = {"nodes_values": found["values"], f"{prefix}_weights": list(columns[3])}
    if draw.chance(0.4):
        numbers["base_values"] = floats(draw, outputs)
    as_tensors = (
        draw.version >= 3 and draw.bound.get("T", draw.bound.get("T1")) == "tensor(double)" and draw.chance(0.7)
    )
    for name, values in numbers.items():
        if as_tensors:
            given[f"{name}_as_tensor"] = numpy_helper.from_array(np.array(values))
        else:
            given[name] = values
    return given


def tree_regressor(draw: Draw) -> Parts:
    values, targets = rows(draw, "T"), draw.integer(1, 3)
    given = trees(draw, values.shape[1], "target", targets) | {"n_targets": targets}
    given |= draw.attributes(
        aggregate_function=draw.pick(["SUM", "AVERAGE", "MIN", "MAX"]), post_transform=draw.pick(TRANSFORMS[:4])
    )
    return Parts([values], given)


def tree_classifier(draw: Draw) -> Parts:
    values, classes = rows(draw, "T1"), draw.integer(2, 4)
    given = trees(draw, values.shape[1], "class", classes) | labels(draw, "T2", classes, "classlabels_int64s")
    return Parts([values], given | draw.attributes(post_transform=draw.pick(TRANSFORMS[:4])), 2)


def map_value(draw: Draw, name: str) -> Any:
    return {"int64": draw.integer(-5, 5), "string": draw.pick(WORDS[1:])}.get(name, draw.number(-4, 4))


def dictionary(draw: Draw) -> Parts:
    key, value = draw.bound["T1"][4:-1].split(", ")
    draw.bind("T2", f"tensor({value})")
    keys: list[Any] = WORDS[1:7] if key == "string" else list(range(6))
    fed = {name: map_value(draw, value) for name in draw.some(keys, 1)}
    return Parts([Typed(draw.bound["T1"], fed)], {"string_vocabulary" if key == "string" else "int64_vocabulary": keys})


def cast_map(draw: Draw) -> Parts:
    _, value = draw.bound["T1"][4:-1].split(", ")
    if value == "string" and draw.element("T2") != "string":
        texts = {number: str(draw.integer(0, 99)) for number in draw.some(range(6), 1)}
        fed: dict[int, Any] = dict(sorted(texts.items()))
    else:
        fed = {number: map_value(draw, value) for number in sorted(draw.some(range(6), 1))}
    form = draw.pick(["DENSE", "SPARSE"])
    given: dict[str, Any] = {"cast_to": "TO_" + draw.element("T2").upper(), "map_form": form}
    if form == "SPARSE":
        given["max_map"] = draw.integer(6, 8)
    return Parts([Typed(draw.bound["T1"], fed)], given)


def zip_map(draw: Draw) -> Parts:
    values = draw.tensor("float", draw.pick([(3,), (draw.integer(1, 4), 3)]))
    if "string" in draw.bound["T"]:
        return Parts([values], {"classlabels_strings": ["x", "y", "z"]})
    return Parts([values], {"classlabels_int64s": [4, 2, 9]})


RECIPES = {
    "ArrayFeatureExtractor": pick_features,
    "Binarizer": binarizer,
    "Scaler": scaler,
    "Normalizer": normalizer,
    "Imputer": imputer,
    "OneHotEncoder": one_hot,
    "FeatureVectorizer": feature_vectors,
    "CategoryMapper": categories,
    "LabelEncoder": label_encoder,
    "LinearRegressor": linear_regressor,
    "LinearClassifier": linear_classifier,
    "SVMRegressor": support_regressor,
    "SVMClassifier": support_classifier,
    "TreeEnsembleRegressor": tree_regressor,
    "TreeEnsembleClassifier": tree_classifier,
    "DictVectorizer": dictionary,
    "CastMap": cast_map,
    "ZipMap": zip_map,
}
