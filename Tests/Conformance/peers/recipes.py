"""Nodes for operators and versions that no backend test has, and values for attributes that old versions require.

A recipe is a graph in ONNX's own text; it holds for every version of its operator, or for those up to one.
"""

from __future__ import annotations

from collections.abc import Iterator

import onnx
from onnx import AttributeProto, NodeProto, helper
from onnx.defs import OpSchema

# What old versions require and new ones lack, by operator and version: name and value.
REQUIRED = {
    ("BatchNormalization", 1): {"consumed_inputs": [0, 0, 0, 1, 1]},
    ("Cast", 1): {"to": "FLOAT"},
    ("Concat", 1): {"axis": 0},
    ("Upsample", 1): {"height_scale": 2.0, "width_scale": 2.0},
}

FOREVER = 10_000
TREE = (
    "nodes_featureids = [0, 0, 0], nodes_falsenodeids = [2, 0, 0], nodes_truenodeids = [1, 0, 0], "
    'nodes_modes = ["BRANCH_LEQ", "LEAF", "LEAF"], nodes_nodeids = [0, 1, 2], nodes_treeids = [0, 0, 0], '
    "nodes_values = [1.0, 0.0, 0.0]"
)
LOOP = "body = b (int64 i, bool c0, float[2] x0) => (bool c1, float[2] x1) { c1 = Identity (c0) x1 = Relu (x0) }"

# Domain and operator, the last version it holds for, and the graph.
RECIPES: list[tuple[str, str, int, str]] = [
    ("", "Cast", 5, '(int64[2] x) => (float[2] y) { y = Cast <to = "FLOAT"> (x) }'),
    (
        "",
        "ConcatFromSequence",
        FOREVER,
        "(seq(float[2, 3]) s) => (float[?, 3] y) { y = ConcatFromSequence <axis = 0> (s) }",
    ),
    ("", "Constant", FOREVER, "() => (float[2] y) { y = Constant <value = float[2] {1.0, 2.0}> () }"),
    ("", "GlobalLpPool", FOREVER, "(float[1, 3, 4, 4] x) => (float[1, 3, 1, 1] y) { y = GlobalLpPool (x) }"),
    (
        "",
        "GridSample",
        19,
        "(float[1, 1, 4, 4] x, float[1, 6, 6, 2] g) => (float[1, 1, 6, 6] y) { y = GridSample (x, g) }",
    ),
    ("", "Loop", FOREVER, f"(int64 n, bool c, float[2] x) => (float[2] y) {{ y = Loop <{LOOP}> (n, c, x) }}"),
    (
        "",
        "MaxRoiPool",
        FOREVER,
        "(float[1, 3, 8, 8] x, float[2, 5] r) => (float[2, 3, 2, 2] y) "
        "{ y = MaxRoiPool <pooled_shape = [2, 2]> (x, r) }",
    ),
    (
        "",
        "MeanVarianceNormalization",
        FOREVER,
        "(float[1, 3, 4, 4] x) => (float[1, 3, 4, 4] y) { y = MeanVarianceNormalization (x) }",
    ),
    ("", "Multinomial", FOREVER, "(float[2, 5] x) => (int32[2, 3] y) { y = Multinomial <sample_size = 3> (x) }"),
    ("", "Optional", FOREVER, "(float[2] x) => (optional(float[2]) y) { y = Optional (x) }"),
    ("", "Pad", 1, "(float[2, 3] x) => (float[2, 5] y) { y = Pad <paddings = [0, 1, 0, 1]> (x) }"),
    ("", "RandomNormal", FOREVER, "() => (float[2, 3] y) { y = RandomNormal <shape = [2, 3]> () }"),
    ("", "RandomNormalLike", FOREVER, "(float[2, 3] x) => (float[2, 3] y) { y = RandomNormalLike (x) }"),
    ("", "RandomUniform", FOREVER, "() => (float[2, 3] y) { y = RandomUniform <shape = [2, 3]> () }"),
    ("", "RandomUniformLike", FOREVER, "(float[2, 3] x) => (float[2, 3] y) { y = RandomUniformLike (x) }"),
    (
        "",
        "Resize",
        11,
        "(float[1, 1, 2, 2] x, float[8] r) => (float[1, 1, 4, 4] y) <float[4] s = {1, 1, 2, 2}> "
        "{ y = Resize (x, r, s) }",
    ),
    ("", "SequenceAt", FOREVER, "(seq(float[2]) s, int64 i) => (float[2] y) { y = SequenceAt (s, i) }"),
    (
        "",
        "SequenceConstruct",
        FOREVER,
        "(float[2] a, float[2] b) => (seq(float[2]) s) { s = SequenceConstruct (a, b) }",
    ),
    ("", "SequenceEmpty", FOREVER, "() => (seq(float) s) { s = SequenceEmpty () }"),
    ("", "SequenceErase", FOREVER, "(seq(float[2]) s, int64 i) => (seq(float[2]) t) { t = SequenceErase (s, i) }"),
    ("", "SequenceLength", FOREVER, "(seq(float[2]) s) => (int64 n) { n = SequenceLength (s) }"),
    ("", "Split", 1, "(float[4] x) => (float[2] y, float[2] z) { y, z = Split <axis = 0> (x) }"),
    (
        "",
        "STFT",
        FOREVER,
        "(float[1, 128, 1] x) => (float[1, 15, 9, 2] y) <int64 step = {8}, int64 length = {16}> "
        "{ y = STFT <onesided = 1> (x, step, , length) }",
    ),
    ("", "Tile", 5, "(float[2, 3] x, float t, float a) => (float[?, ?] y) { y = Tile (x, t, a) }"),
    ("", "TopK", 9, "(float[2, 5] x) => (float[2, 2] v, int64[2, 2] i) { v, i = TopK <k = 2, axis = 1> (x) }"),
    ("ai.onnx.ml", "CastMap", FOREVER, "(map(int64, float) m) => (float[1, ?] y) { y = ai.onnx.ml.CastMap (m) }"),
    (
        "ai.onnx.ml",
        "CategoryMapper",
        FOREVER,
        "(string[3] x) => (int64[3] y) "
        '{ y = ai.onnx.ml.CategoryMapper <cats_int64s = [0, 1], cats_strings = ["a", "b"]> (x) }',
    ),
    (
        "ai.onnx.ml",
        "DictVectorizer",
        FOREVER,
        "(map(string, float) m) => (float[1, 2] y) "
        '{ y = ai.onnx.ml.DictVectorizer <string_vocabulary = ["a", "b"]> (m) }',
    ),
    (
        "ai.onnx.ml",
        "FeatureVectorizer",
        FOREVER,
        "(float[1, 2] a, float[1, 3] b) => (float[1, 5] y) "
        "{ y = ai.onnx.ml.FeatureVectorizer <inputdimensions = [2, 3]> (a, b) }",
    ),
    (
        "ai.onnx.ml",
        "Imputer",
        FOREVER,
        "(float[2, 3] x) => (float[2, 3] y) { y = ai.onnx.ml.Imputer <imputed_value_floats = [1.0]> (x) }",
    ),
    (
        "ai.onnx.ml",
        "LabelEncoder",
        1,
        '(string[3] x) => (int64[3] y) { y = ai.onnx.ml.LabelEncoder <classes_strings = ["a", "b"]> (x) }',
    ),
    (
        "ai.onnx.ml",
        "LinearClassifier",
        FOREVER,
        "(float[4, 3] x) => (int64[4] l, float[4, 2] s) { l, s = ai.onnx.ml.LinearClassifier "
        "<coefficients = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], intercepts = [0.0, 1.0], classlabels_ints = [0, 1]> (x) }",
    ),
    (
        "ai.onnx.ml",
        "LinearRegressor",
        FOREVER,
        "(float[4, 3] x) => (float[4, 1] y) "
        "{ y = ai.onnx.ml.LinearRegressor <coefficients = [1.0, 2.0, 3.0], intercepts = [0.0]> (x) }",
    ),
    (
        "ai.onnx.ml",
        "Normalizer",
        FOREVER,
        '(float[4, 3] x) => (float[4, 3] y) { y = ai.onnx.ml.Normalizer <norm = "L2"> (x) }',
    ),
    (
        "ai.onnx.ml",
        "OneHotEncoder",
        FOREVER,
        "(int64[3] x) => (float[3, 2] y) { y = ai.onnx.ml.OneHotEncoder <cats_int64s = [1, 2]> (x) }",
    ),
    (
        "ai.onnx.ml",
        "SVMClassifier",
        FOREVER,
        "(float[4, 3] x) => (int64[4] l, float[4, 2] s) { l, s = ai.onnx.ml.SVMClassifier <classlabels_ints = [0, 1], "
        "coefficients = [1.0, -1.0], rho = [0.1], support_vectors = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "
        'vectors_per_class = [1, 1], kernel_type = "LINEAR"> (x) }',
    ),
    (
        "ai.onnx.ml",
        "SVMRegressor",
        FOREVER,
        "(float[4, 3] x) => (float[4, 1] y) { y = ai.onnx.ml.SVMRegressor <coefficients = [1.0], n_supports = 1, "
        "rho = [0.1], support_vectors = [1.0, 2.0, 3.0]> (x) }",
    ),
    (
        "ai.onnx.ml",
        "Scaler",
        FOREVER,
        "(float[4, 3] x) => (float[4, 3] y) { y = ai.onnx.ml.Scaler <offset = [0.0], scale = [2.0]> (x) }",
    ),
    (
        "ai.onnx.ml",
        "TreeEnsembleClassifier",
        FOREVER,
        f"(float[4, 3] x) => (int64[4] l, float[4, 2] s) {{ l, s = ai.onnx.ml.TreeEnsembleClassifier <{TREE}, "
        "class_ids = [0, 1], class_nodeids = [1, 2], class_treeids = [0, 0], class_weights = [1.0, 1.0], "
        "classlabels_int64s = [0, 1]> (x) }",
    ),
    (
        "ai.onnx.ml",
        "TreeEnsembleRegressor",
        FOREVER,
        f"(float[4, 3] x) => (float[4, 1] y) {{ y = ai.onnx.ml.TreeEnsembleRegressor <{TREE}, n_targets = 1, "
        "target_ids = [0, 0], target_nodeids = [1, 2], target_treeids = [0, 0], target_weights = [1.0, 2.0]> (x) }",
    ),
    (
        "ai.onnx.ml",
        "ZipMap",
        FOREVER,
        "(float[4, 2] x) => (seq(map(int64, float)) y) { y = ai.onnx.ml.ZipMap <classlabels_int64s = [0, 1]> (x) }",
    ),
    (
        "ai.onnx.preview.training",
        "Gradient",
        FOREVER,
        '(float[2] a) => (float[2] d) { b = Relu (a) d = ai.onnx.preview.training.Gradient <xs = ["a"], y = "b"> (a) }',
    ),
]


def required_attributes(schema: OpSchema, node: NodeProto) -> Iterator[AttributeProto]:
    """Values for what this version requires and the node lacks."""
    have = {each.name for each in node.attribute}
    for name, value in REQUIRED.get((schema.name, schema.since_version), {}).items():
        if name not in have:
            yield helper.make_attribute(name, value)


def recipes(domain: str, name: str, version: int) -> Iterator[onnx.ModelProto]:
    """Models of one node (with what it needs) for this version."""
    imports = f'"{domain}" : {version}' + (', "" : 21' if domain else "")
    for its_domain, its_name, last, graph in RECIPES:
        if (its_domain, its_name) == (domain, name) and version <= last:
            yield onnx.parser.parse_model(f"<ir_version: 13, opset_import: [{imports}]> case {graph}")
