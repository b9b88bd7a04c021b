"""Where a difference from a peer is meant, or nothing defines the answer, with the reason. A failing case is looked up here."""

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


def has_input(case: Case, place: int) -> bool:
    names = case.model.graph.node[0].input
    return len(names) > place and bool(names[place])


def unlike_reference(operators: str, reason: str, when: Callable[[Case, str], bool] = lambda case, why: True) -> Deliberate:
    """A row for what onnx.reference alone computes, and not as the operator's text says."""
    return Deliberate(tuple(operators.split()), f"onnx.reference {reason}", lambda case, why: by_reference(case, why) and when(case, why))


DELIBERATE: list[Deliberate] = [
    unlike_reference(
        "RNN GRU LSTM",
        "ignores sequence_lens, clip, activations, input_forget and initial states of some layouts",
        lambda case, why: has_input(case, 4)
        or has_input(case, 7)
        or given(case, "clip", "activations", "input_forget", "layout", "direction"),
    ),
    unlike_reference("LRN", "sums over as many channels as there are images"),
    unlike_reference("Resize Upsample", "rounds integers, where ONNX Runtime cuts off", lambda case, why: "int" in kinds(case)),
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
    unlike_reference("MaxPool AveragePool LpPool", "rounds sizes down with auto_pad SAME", lambda case, why: "SAME" in str(case)),
    unlike_reference(
        "Softmax LogSoftmax Hardmax", "does not flatten to two axes before version 13", lambda case, why: case.target.version < 13
    ),
    Deliberate(
        ("Dropout",),
        "the mask out of training has no definition before version 10: ONNX Runtime writes 0, here it is 1",
        lambda case, why: case.target.version < 10 and len(case.model.graph.node[0].output) > 1,
    ),
    unlike_reference("Erf", "rounds its float, which is 1 from 4 on; of integers the answer hangs on that"),
    unlike_reference(
        "Unique", "takes other slices where it does not sort", lambda case, why: given(case, "axis") and given(case, "sorted")
    ),
    unlike_reference("Unique", "gives an empty tensor back as it is", lambda case, why: "shape [0]" in why),
    unlike_reference("Pad CenterCropPad Trilu GridSample Col2Im", "fills strings with the number 0", lambda case, why: "string" in kinds(case)),
    Deliberate(("ReduceLogSumExp",), "ONNX Runtime sums exponentials of integers cut off to integers", lambda case, why: "int" in kinds(case)),
    Deliberate(
        ("ScatterElements", "ScatterND"), "complex numbers have no order", lambda case, why: "complex" in kinds(case) and given(case, "reduction")
    ),
    unlike_reference(
        "Add Sub Mul Div Pow And Or Xor Equal Greater Less PRelu",
        "broadcasts before version 7 as NumPy does, whatever axis says",
        lambda case, why: case.target.version < 7,
    ),
    unlike_reference("Selu Elu HardSigmoid", "has the later defaults in version 1", lambda case, why: case.target.version == 1),
    unlike_reference("Squeeze", "takes axes one after the other", lambda case, why: "shape" in why),
]


def deliberate_reason(case: Case, why: str) -> str:
    """Why this failure is none; empty where it is one."""
    for row in DELIBERATE:
        if (not row.operators or case.target.operator in row.operators) and row.when(case, why):
            return row.reason
    return ""


# Integers that are rounded quotients of floats: the operators, and how far apart answers may be.
ROUNDED = {name: 1 for name in "QuantizeLinear DynamicQuantizeLinear QLinearConv QLinearMatMul Resize Upsample".split()}
# Operators whose tolerance is wider by a factor: they sum many products, or functions of large numbers.
LOOSE: dict[str, float] = {"RNN": 3, "GRU": 3, "LSTM": 3, "CumProd": 3, "ReduceProd": 3}


def looseness(case: Case) -> tuple[int, float]:
    """How far apart integers may be, and the factor on the tolerance of floats."""
    return ROUNDED.get(case.target.operator, 0), LOOSE.get(case.target.operator, 1)
