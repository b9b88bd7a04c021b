"""Where a difference from a peer is meant, or nothing defines the answer, with the reason.

A failing case is looked up here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .case import Case


@dataclass(frozen=True)
class Deliberate:
    """Operators (empty: all) and a test of the case and of what was said, with the reason."""

    operators: tuple[str, ...]
    reason: str
    when: Callable[[Case, str], bool] = lambda case, why: True


def by_reference(case: Case, why: str) -> bool:
    """Whether only onnx.reference says otherwise."""
    return why.startswith("[onnx.reference]")


def given(case: Case, *names: str) -> bool:
    return any(row.name in names for row in case.model.graph.node[0].attribute)


def kinds(case: Case) -> str:
    """The types bound, in one text to look into."""
    return " ".join(case.bound.values())


def has_nothing(case: Case) -> bool:
    """Whether an input has no elements."""
    fed = [value.size for value in case.feeds.values() if hasattr(value, "size")]
    return 0 in fed or any(0 in row.dims for row in case.model.graph.initializer)


def has_input(case: Case, place: int) -> bool:
    names = case.model.graph.node[0].input
    return len(names) > place and bool(names[place])


def unlike_reference(
    operators: str, reason: str, when: Callable[[Case, str], bool] = lambda case, why: True
) -> Deliberate:
    """A row for what onnx.reference alone computes, and not as the operator's text says."""
    return Deliberate(
        tuple(operators.split()),
        f"onnx.reference {reason}",
        lambda case, why: by_reference(case, why) and when(case, why),
    )


DELIBERATE: list[Deliberate] = [
    unlike_reference(
        "RNN GRU LSTM",
        "ignores sequence_lens, clip, activations, input_forget and initial states of some layouts",
        lambda case, why: (
            has_input(case, 4)
            or has_input(case, 7)
            or given(case, "clip", "activations", "input_forget", "layout", "direction")
        ),
    ),
    unlike_reference("LRN", "sums over as many channels as there are images"),
    unlike_reference(
        "Resize Upsample", "rounds integers, where ONNX Runtime cuts off", lambda case, why: "int" in kinds(case)
    ),
    unlike_reference("Resize Upsample GridSample", "drops imaginary parts", lambda case, why: "complex" in kinds(case)),
    unlike_reference("GridSample", "keeps weights in the integers' type", lambda case, why: "int" in case.bound["T1"]),
    Deliberate(
        ("Resize", "Upsample", "GridSample"),
        "complex numbers are resized by mode nearest only; onnx.reference drops imaginary parts",
        lambda case, why: "complex" in kinds(case) and why.startswith("refused"),
    ),
    unlike_reference(
        "Resize",
        "takes -0.5 for the place of a single result in mode pytorch_half_pixel",
        lambda case, why: "pytorch_half_pixel" in str(case),
    ),
    unlike_reference("AveragePool", "counts padding before version 7", lambda case, why: case.target.version == 1),
    unlike_reference("GlobalMaxPool", "loses axes where there is one spatial axis", lambda case, why: "shape" in why),
    unlike_reference("QLinearConv", "broadcasts scales of channels over the last axis, and adds an axis"),
    unlike_reference(
        "MaxPool AveragePool LpPool", "rounds sizes down with auto_pad SAME", lambda case, why: "SAME" in str(case)
    ),
    unlike_reference(
        "Softmax LogSoftmax Hardmax",
        "does not flatten to two axes before version 13",
        lambda case, why: case.target.version < 13,
    ),
    Deliberate(
        ("Dropout",),
        "the mask out of training has no definition before version 10: ONNX Runtime writes 0, here it is 1",
        lambda case, why: case.target.version < 10 and len(case.model.graph.node[0].output) > 1,
    ),
    unlike_reference("Erf", "rounds its float, which is 1 from 4 on; of integers the answer hangs on that"),
    unlike_reference(
        "Unique",
        "does not keep the order of the first ones where it does not sort",
        lambda case, why: given(case, "sorted"),
    ),
    unlike_reference("Unique", "gives an empty tensor back as it is", lambda case, why: "shape [0]" in why),
    unlike_reference(
        "Pad CenterCropPad Trilu GridSample Col2Im",
        "fills strings with the number 0",
        lambda case, why: "string" in kinds(case),
    ),
    Deliberate(
        ("ReduceLogSumExp",),
        "ONNX Runtime sums exponentials of integers cut off to integers",
        lambda case, why: "int" in kinds(case),
    ),
    Deliberate(
        ("ScatterElements", "ScatterND"),
        "complex numbers have no order",
        lambda case, why: "complex" in kinds(case) and given(case, "reduction"),
    ),
    unlike_reference(
        "Add Sub Mul Div Pow And Or Xor Equal Greater Less PRelu",
        "broadcasts before version 7 as NumPy does, whatever axis says",
        lambda case, why: case.target.version < 7,
    ),
    unlike_reference(
        "Selu Elu HardSigmoid", "has the later defaults in version 1", lambda case, why: case.target.version == 1
    ),
    unlike_reference(
        "GridSample", "computes places in half precision", lambda case, why: "float16" in case.bound["T2"]
    ),
    unlike_reference("LpNormalization", "adds numbers and not their absolute values for p = 1 and 3"),
    unlike_reference(
        "Gemm", "ignores beta without broadcasting before version 7", lambda case, why: case.target.version < 7
    ),
    unlike_reference(
        "LinearRegressor SVMRegressor TreeEnsembleRegressor",
        "computes in the features' integer type",
        lambda case, why: "tensor(int" in kinds(case),
    ),
    unlike_reference(
        "TreeEnsembleRegressor", "has the least float where a leaf says nothing of a target, and adds no base values"
    ),
    unlike_reference("LinearRegressor", "takes no intercepts for NaN", lambda case, why: not given(case, "intercepts")),
    unlike_reference(
        "DictVectorizer", "gives one axis, where ONNX Runtime's operator gives two", lambda case, why: "shape" in why
    ),
    Deliberate(
        ("CastMap",), "ONNX Runtime fills gaps of sparse maps with the text 0.f", lambda case, why: "0.f" in why
    ),
    Deliberate(
        ("Attention",),
        "the function of causal attention casts minus infinity to a mask's integer type, which nothing defines",
        lambda case, why: "int" in case.bound["U"] and given(case, "is_causal"),
    ),
    unlike_reference(
        "LayerNormalization", "divides zero by zero where there is nothing to sum", lambda case, why: "nan" in why
    ),
    unlike_reference(
        "Loop", "joins the values scanned, where the operator stacks them", lambda case, why: "shape" in why
    ),
    unlike_reference(
        "Pad", "pads float8e8m0, which has no zero, with NaN", lambda case, why: "float8e8m0" in kinds(case)
    ),
    unlike_reference(
        "SequenceInsert", "takes the place behind the last for the first", lambda case, why: has_input(case, 2)
    ),
    Deliberate(
        ("ReduceMean",),
        "the mean of no integers is not defined",
        lambda case, why: "int" in kinds(case) and has_nothing(case),
    ),
    unlike_reference("StringNormalizer", "strips accents", lambda case, why: "strings" in why or "differ" in why),
    Deliberate(
        ("Loop",),
        "ONNX Runtime leaves all but the first of stacked strings empty",
        lambda case, why: "string" in case.bound["V"],
    ),
    Deliberate(
        ("Cast", "CastLike"),
        "float8e8m0 has no sign: onnx.reference takes the size of negative numbers, ONNX Runtime the least",
        lambda case, why: case.bound["T2"] == "tensor(float8e8m0)",
    ),
    Deliberate(
        ("Cast", "CastLike"),
        "which texts are true is not defined",
        lambda case, why: (case.bound["T1"], case.bound["T2"]) == ("tensor(string)", "tensor(bool)"),
    ),
    unlike_reference("Shape", "counts an end before the first axis from behind", lambda case, why: given(case, "end")),
    Deliberate(
        ("Cast", "CastLike"),
        "numbers as text: ONNX Runtime writes 3, NumPy 3.0; both say the number, and nothing defines more",
        lambda case, why: case.bound["T2"] == "tensor(string)" and "float" in case.bound["T1"],
    ),
    unlike_reference("Squeeze Unsqueeze", "takes axes one after the other", lambda case, why: "shape" in why),
]


def deliberate_reason(case: Case, why: str) -> str:
    """Why this failure is none; empty where it is one."""
    for row in DELIBERATE:
        if (not row.operators or case.target.operator in row.operators) and row.when(case, why):
            return row.reason
    return ""


# Integers that are rounded quotients of floats: the operators, and how far apart answers may be.
ROUNDED = {name: 1 for name in "QuantizeLinear DynamicQuantizeLinear QLinearConv QLinearMatMul Resize Upsample".split()}
# Operators whose tolerance is wider by a factor: they sum many products, or onnx.reference
# has coefficients in float.
LOOSE: dict[str, float] = {"GridSample": 10, "Resize": 10, "RNN": 3, "GRU": 3, "LSTM": 3, "CumProd": 3, "ReduceProd": 3}


def looseness(case: Case) -> tuple[int, float]:
    """How far apart integers may be, and the factor on the tolerance of floats."""
    return ROUNDED.get(case.target.operator, 0), LOOSE.get(case.target.operator, 1)


# Operators that are not tried, with the reason.
NOT_TRIED = {
    "Bernoulli": "random",
    "Multinomial": "random",
    "RandomNormal": "random",
    "RandomNormalLike": "random",
    "RandomUniform": "random",
    "RandomUniformLike": "random",
    "TreeEnsemble": "its node tests are in the conformance cases; no recipe yet",
    "ImageDecoder": "needs files of images: the node tests have them",
}
