"""The deliberate differences from ONNX's checker and inference in their own test suites.

Each has the clause of the specification that it rests on, and what a user would lose without it. A case that none
explains is a failure.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .figure import Figure


@dataclass(frozen=True)
class Difference:
    """One deliberate difference: when it applies, and why it is right."""

    what: str
    clause: str
    loss: str
    applies: Callable[..., bool]


class Deliberate:
    """Counts which differences explain cases."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self.differences = differences
        self.counts: collections.Counter[str] = collections.Counter()

    def explains(self, *facts: object) -> bool:
        for one in self.differences:
            if one.applies(*facts):
                self.counts[one.what] += 1
                return True
        return False

    def conclude(self, figure: Figure) -> None:
        """Notes each difference with its cases."""
        for one in self.differences:
            figure.notes.append(f"deliberate, {self.counts[one.what]} cases: {one.what} ({one.clause})")


def finds(codes: str, *operators: str) -> Callable[..., bool]:
    """Every finding that ONNX has not is one of these codes, at nodes of some operators."""
    return lambda case, found: (
        bool(found) and all(one.code in codes.split() and one.operator in operators for one in found)
    )


def runs(*operators: str) -> Callable[..., bool]:
    """The model has a node of one of these operators."""
    return lambda case, found: bool(case.operators & set(operators))


def says(*words: str) -> Callable[..., bool]:
    """ONNX refuses with these words, and we find nothing."""
    return lambda case, found: not found and all(word in case.said for word in words)


CHECKER_DIFFERENCES = (
    Difference(
        "operators that only ONNX's test defines",
        "ONNX IR, Operator Sets: ai.onnx has the operators of its specification; the tests add to it in Python",
        "that a misspelt operator is found",
        finds("M004", "CustomOp", "DummyGraph"),
    ),
    Difference(
        "operators that were withdrawn with ONNX 1.5",
        "ONNX Operators: ConstantFill, GivenTensorFill, Scale and their kin are in no version of ai.onnx",
        "that a model is found which nothing runs; the checker skips these names",
        finds("M004", "ConstantFill", "GivenTensorFill", "Scale"),
    ),
    Difference(
        "weights are in files",
        "onnx.proto, TensorProto.external_data, location: a path of a file; ONNX's container keeps #t0 in its memory",
        "that a model is found whose weights were never saved",
        lambda case, found: bool(found) and all(one.code == "W004" and 'no file "#' in one.message for one in found),
    ),
    Difference(
        "operators of other domains are taken",
        "ONNX IR, Operator Sets: any domain can be imported; check_custom_domain asks for a process's own schemas",
        "nothing: no file says which schemas a process has registered",
        lambda case, found: bool(case.options.get("check_custom_domain")) and not found,
    ),
)

REFUSAL_DIFFERENCES = (
    Difference(
        "STFT makes one side of the spectrum by default",
        "ONNX Operators, STFT-17, onesided: default 1 (ONNX's inference takes an absent attribute for 0)",
        "shapes: ours are those of a run, ONNX's are not",
        finds("S001", "STFT"),
    ),
    Difference(
        "weights of RNN, GRU and LSTM fit hidden_size and direction",
        "ONNX Operators, LSTM-7, W and R: [num_directions, 4*hidden_size, input_size or hidden_size]; GRU, RNN alike",
        "a model at which runtimes stop, found before it runs",
        finds("S002", "RNN", "GRU", "LSTM"),
    ),
    Difference(
        "updates of ScatterND have the shape that indices and data give",
        "ONNX Operators, ScatterND-11: updates has shape indices.shape[:-1] ++ data.shape[indices.shape[-1]:]",
        "a model at which runtimes stop, found before it runs",
        finds("S002", "ScatterND"),
    ),
    Difference(
        "NonMaxSuppression has boxes and scores of one batch, and selects none by default",
        "ONNX Operators, NonMaxSuppression-10: boxes [num_batches, ...], scores [num_batches, ...]; "
        "max_output_boxes_per_class: default 0, which means no output",
        "a model at which runtimes stop, found before it runs",
        finds("S001 S002", "NonMaxSuppression"),
    ),
    Difference(
        "labels of a loss have the scores' shape without the classes",
        "ONNX Operators, SoftmaxCrossEntropyLoss-12: scores (N, C, D1, ..., Dk), labels (N, D1, ..., Dk)",
        "a model at which runtimes stop, found before it runs",
        finds("S017", "SoftmaxCrossEntropyLoss"),
    ),
    Difference(
        "indices of GatherElements have the rank of the data",
        "ONNX Operators, GatherElements-11: both have the same rank r >= 1",
        "a model at which runtimes stop, found before it runs",
        finds("S017", "GatherElements"),
    ),
    Difference(
        "group divides the channels that a Conv makes",
        "ONNX Operators, Conv-1, group: number of groups input channels and output channels are divided into",
        "a model at which runtimes stop, found before it runs",
        finds("S003", "Conv"),
    ),
    Difference(
        "elements that are put together fit",
        "ONNX Operators, ConcatFromSequence-11: all tensors have the same shape, except for the dimension of the axis",
        "a model that fails at its first run; what the sequence holds is known here",
        finds("S002", "ConcatFromSequence"),
    ),
    Difference(
        "sizes are given as a list",
        "ONNX Operators, CenterCropPad-18, shape: 1-D tensor",
        "a model at which runtimes stop, found before it runs",
        finds("S017", "CenterCropPad"),
    ),
    Difference(
        "integers wrap around",
        "ONNX Operators, Add-14, on int64: elements of the type; no text makes an overflow an error",
        "a false alarm on models that hash; what depends on such a number is unknown here",
        says("Integer overflow", "during data propagation"),
    ),
    Difference(
        "a branch that is never taken does not run",
        "ONNX Operators, If-1: then_branch is run if cond is true; it is false here, by the shape of the input",
        "a false alarm on exported models, whose branches are for inputs of different rank",
        says("op_type:If", "op_type:ArgMin"),
    ),
)

TYPE_DIFFERENCES = (
    Difference(
        "NonMaxSuppression selects none by default",
        "ONNX Operators, NonMaxSuppression-10, max_output_boxes_per_class: default 0, which means no output",
        "that the declared [2, 3] is false: a run gives [0, 3]",
        runs("NonMaxSuppression"),
    ),
    Difference(
        "axes and steps of Slice that are inputs may be any",
        "ONNX Operators, Slice-10: axes are those that starts and ends apply to (ONNX takes unknown ones for absent)",
        "sizes that a run need not have",
        runs("Slice"),
    ),
    Difference(
        "STFT makes one side of the spectrum by default",
        "ONNX Operators, STFT-17, onesided: default 1 (ONNX's inference takes an absent attribute for 0)",
        "shapes: ours are those of a run, ONNX's are not",
        runs("STFT"),
    ),
    Difference(
        "StringConcat makes strings",
        "ONNX Operators, StringConcat-20, T: tensor(string) (ONNX hands on whatever element type comes in)",
        "the type of an output, where the inputs are wrong and types are not checked",
        runs("StringConcat"),
    ),
    Difference(
        "a dimension's name is one size",
        "ONNX IR, Static tensor shapes: a name stands for one and the same size; the sequence's elements differ in it",
        "a wrong equality: seq(float[H, W, 3]) of elements [200, 300, 3] and [5, 1, 3]",
        runs("SequenceMap"),
    ),
    Difference(
        "operators that only ONNX's test defines",
        "ONNX IR, Operator Sets: an operator of another domain is known to who defines it; the tests do so in Python",
        "nothing: no file says what they do",
        runs("CustomOp", "DummyGraph", "ReadSymbolicInput", "CreateRNG"),
    ),
)
