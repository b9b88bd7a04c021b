"""Models that are small to store and could be endless to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import onnx
from onnx import FunctionProto, GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto, helper

Case = tuple[str, bytes]
HUGE = 2**62
LEAST, MOST = -(2**63), 2**63 - 1
MANY, VERY_MANY = 10_000, 100_000
FLOAT1 = helper.make_tensor_type_proto(TensorProto.FLOAT, [1])


def node(
    operator: str, inputs: Sequence[str], outputs: Sequence[str], domain: str = "", **attributes: object
) -> NodeProto:
    """A node; unlike onnx.helper's without a search for its schema."""
    made = NodeProto(op_type=operator, domain=domain, input=inputs, output=outputs)
    made.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())
    return made


def model(
    nodes: Sequence[NodeProto],
    inputs: Sequence[ValueInfoProto] = (),
    constants: dict[str, np.ndarray] | None = None,
    functions: Sequence[FunctionProto] = (),
    version: int = 21,
) -> ModelProto:
    """A model that returns what its last node makes."""
    graph = GraphProto(name="g", node=nodes, input=inputs or [value("x")])
    graph.initializer.extend(onnx.numpy_helper.from_array(array, name) for name, array in (constants or {}).items())
    last = next((name for name in reversed(nodes[-1].output) if name), "x") if nodes else "x"
    graph.output.append(value(last, [None]))
    made = ModelProto(ir_version=10, graph=graph, functions=functions)
    made.opset_import.append(helper.make_opsetid("", version))
    made.opset_import.append(helper.make_opsetid("own", 1))
    return made


def value(
    name: str, shape: Sequence[int | str | None] | None = (1,), element: int = TensorProto.FLOAT
) -> ValueInfoProto:
    """An input or output."""
    return helper.make_tensor_value_info(name, element, shape)


def integers(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


def field(number: int, content: bytes) -> bytes:
    """A protobuf field of bytes."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


# MARK: Nesting


def nested_graphs(depth: int) -> bytes:
    """If in If in If, written without recursion."""
    inner = GraphProto(name="b", node=[node("Identity", ["x"], ["y"])], output=[value("y")]).SerializeToString()
    kind = b"\xa0\x01\x05"  # AttributeProto.type: GRAPH
    for _ in range(depth):
        branches = b"".join(field(5, field(1, name) + field(6, inner) + kind) for name in (b"then_branch",))
        made = field(1, b"c") + field(2, b"y") + field(4, b"If") + branches
        inner = field(1, made) + field(2, b"b") + field(12, value("y").SerializeToString())
    top = model([node("Identity", ["x"], ["z"])])
    top.graph.input.append(value("c", [], TensorProto.BOOL))
    return top.SerializeToString() + field(7, inner)


def nested_types(depth: int, number: int) -> bytes:
    """A sequence (4) or an optional (9) of sequences of sequences."""
    inner = FLOAT1.SerializeToString()
    for _ in range(depth):
        inner = field(number, field(1, inner))
    info = field(1, b"deep") + field(2, inner)
    return model([node("Identity", ["deep"], ["y"])]).SerializeToString() + field(7, field(11, info))


def nesting() -> Iterator[Case]:
    for depth in (20, 100, 1_000, MANY):
        yield f"{depth:,} graphs in one another", nested_graphs(depth)
        yield f"{depth:,} sequences in one another", nested_types(depth, 4)
        yield f"{depth:,} optionals in one another", nested_types(depth, 9)


# MARK: Einsum


def einsums() -> Iterator[Case]:
    for equation in (
        "......->...",
        "...i...j...->ij",
        ".",
        "..",
        "...." * 30,
        "...," * 40 + "...",
        "->" * 50,
        "i" * 200 + "->i",
    ):
        made = model([node("Einsum", ["x", "x"], ["y"], equation=equation)], [value("x", [2, 3])])
        yield f"Einsum {equation[:20]!r} ({len(equation)})", made.SerializeToString()
    terms = ["..." + "ab" * (number % 3) for number in range(1_000)]
    made = model([node("Einsum", ["x"] * 1_000, ["y"], equation=",".join(terms))], [value("x", [2] * 8)])
    yield "Einsum of 1,000 terms", made.SerializeToString()


# MARK: Sizes


def sizes() -> Iterator[Case]:
    big = [value("x", [HUGE, HUGE])]
    rows: list[tuple[NodeProto, dict[str, np.ndarray]]] = [
        (node("MatMul", ["x", "x"], ["y"]), {}),
        (node("Reshape", ["x", "s"], ["y"]), {"s": integers(-1)}),
        (node("Reshape", ["x", "s"], ["y"]), {"s": integers(HUGE, HUGE, HUGE)}),
        (node("Flatten", ["x"], ["y"], axis=0), {}),
        (node("Concat", ["x"] * 9, ["y"], axis=0), {}),
        (node("Size", ["x"], ["y"]), {}),
        (node("Tile", ["x", "s"], ["y"]), {"s": integers(HUGE, 3)}),
        (node("Expand", ["x", "s"], ["y"]), {"s": integers(HUGE, HUGE, HUGE)}),
        (node("Pad", ["x", "s"], ["y"]), {"s": integers(HUGE, MOST, LEAST, MOST)}),
        (node("ConstantOfShape", ["s"], ["y"]), {"s": integers(HUGE, HUGE)}),
        (node("ConstantOfShape", ["s"], ["y"]), {"s": integers(10**9)}),
        (node("ConstantOfShape", ["s"], ["y"]), {"s": integers(LEAST)}),
        (node("Range", ["a", "b", "c"], ["y"]), {"a": np.int64(0), "b": np.int64(MOST), "c": np.int64(1)}),
        (node("Range", ["a", "b", "c"], ["y"]), {"a": np.int64(LEAST), "b": np.int64(MOST), "c": np.int64(1)}),
        (node("Range", ["a", "b", "c"], ["y"]), {"a": np.float32(0), "b": np.float32("inf"), "c": np.float32(1)}),
        (node("Range", ["a", "b", "c"], ["y"]), {"a": np.float64(0), "b": np.float64(1), "c": np.float64(5e-324)}),
        (node("Range", ["a", "b", "c"], ["y"]), {"a": np.float32("nan"), "b": np.float32(3), "c": np.float32("nan")}),
        (node("OneHot", ["s", "d", "v"], ["y"]), {"s": integers(1), "d": np.int64(HUGE), "v": integers(0, 1)}),
        (node("TopK", ["x", "k"], ["y", "z"]), {"k": integers(MOST)}),
        (node("Split", ["x", "s"], ["y", "z"]), {"s": integers(MOST, MOST)}),
        (node("Split", ["x"], ["y"], num_outputs=MOST), {}),
        (
            node("Slice", ["x", "a", "b", "c", "d"], ["y"]),
            {"a": integers(LEAST), "b": integers(MOST), "c": integers(LEAST), "d": integers(LEAST)},
        ),
        (
            node("Slice", ["x", "a", "b", "c", "d"], ["y"]),
            {"a": integers(MOST), "b": integers(LEAST), "c": integers(0), "d": integers(LEAST)},
        ),
        (node("Gather", ["x", "s"], ["y"], axis=LEAST), {"s": integers(LEAST)}),
        (node("Unsqueeze", ["x", "s"], ["y"]), {"s": integers(LEAST, MOST, MOST)}),
        (node("Squeeze", ["x", "s"], ["y"]), {"s": integers(LEAST, MOST)}),
        (node("Transpose", ["x"], ["y"], perm=[LEAST, MOST]), {}),
        (node("ReduceSum", ["x", "s"], ["y"]), {"s": integers(LEAST, MOST)}),
        (node("Resize", ["x", "", "s"], ["y"]), {"s": np.array([1e38, float("nan")], np.float32)}),
        (node("Resize", ["x", "", "", "s"], ["y"]), {"s": integers(LEAST, MOST)}),
        (node("CumSum", ["x", "s"], ["y"]), {"s": integers(LEAST)}),
        (node("CenterCropPad", ["x", "s"], ["y"]), {"s": integers(MOST, LEAST)}),
        (node("Cast", ["x"], ["y"], to=MOST), {}),
        (node("Softmax", ["x"], ["y"], axis=LEAST), {}),
        (node("BlackmanWindow", ["s"], ["y"]), {"s": np.int64(MOST)}),
        (node("MelWeightMatrix", ["a", "a", "a", "f", "f"], ["y"]), {"a": np.int64(MOST), "f": np.float32(1)}),
        (node("RandomNormal", [], ["y"], shape=[HUGE, HUGE]), {}),
        (node("SplitToSequence", ["x", "s"], ["y"]), {"s": np.int64(1)}),
    ]
    for made, constants in rows:
        yield (
            f"huge sizes: {made.op_type} {list(constants.values())}",
            model([made], big, constants).SerializeToString(),
        )
    image = [value("x", [1, HUGE, HUGE, MOST]), value("w", [HUGE, HUGE, MOST, HUGE])]
    for operator in (
        "Conv",
        "ConvTranspose",
        "MaxPool",
        "AveragePool",
        "LpPool",
        "DepthToSpace",
        "SpaceToDepth",
        "Col2Im",
    ):
        for number in (0, -1, HUGE, MOST, LEAST):
            attributes: dict[str, object] = {
                "kernel_shape": [number, number],
                "strides": [number, number],
                "dilations": [number, number],
                "pads": [number] * 4,
            }
            if operator in ("DepthToSpace", "SpaceToDepth"):
                attributes = {"blocksize": number}
            elif operator.startswith("Conv"):
                attributes["group"] = number
            inputs = ["x", "w", "w"] if operator == "Col2Im" else ["x", "w"] if operator.startswith("Conv") else ["x"]
            yield (
                f"{operator} of {number}",
                model([node(operator, inputs, ["y"], **attributes)], image).SerializeToString(),
            )
    for operator in ("LSTM", "GRU", "RNN"):
        made = node(operator, ["x", "x", "x"], ["y"], hidden_size=MOST)
        yield f"{operator} with huge hidden_size", model([made], [value("x", [HUGE] * 3)]).SerializeToString()
    endless = model([node("Identity", ["w"], ["y"])])
    endless.graph.initializer.append(TensorProto(name="w", data_type=7, dims=[HUGE, HUGE], int64_data=[1]))
    yield "an initializer of 2^124 elements", endless.SerializeToString()
    endless.graph.initializer[0].dims[:] = [10**9]
    yield "an initializer of 10^9 elements with one", endless.SerializeToString()
    flat = model([node("Add", ["x", "x"], ["y"]), node("Transpose", ["y"], ["z"])], [value("x", [2] * VERY_MANY)])
    yield "a rank of 100,000", flat.SerializeToString()


# MARK: Loops


def loops() -> Iterator[Case]:
    grow = GraphProto(
        name="b",
        node=[
            node("Identity", ["c"], ["d"]),
            node("Concat", ["s", "s"], ["t"], axis=0),
            node("Add", ["i", "i"], ["o"]),
        ],
        input=[value("i", [], 7), value("c", [], 9), value("s", None, 7)],
        output=[value("d", [], 9), value("t", None, 7), value("o", [], 7)],
    )
    for trips in (100, HUGE, MOST, LEAST):
        made = node("Loop", ["n", "k", "s"], ["y", "z"], body=grow)
        constants = {"n": np.int64(trips), "k": np.bool_(True), "s": integers(1, 2)}
        yield f"Loop of {trips} that doubles a tensor", model([made], [], constants).SerializeToString()
    nested = GraphProto(
        name="b0",
        node=[node("Identity", ["c0"], ["d0"]), node("Add", ["s0", "s0"], ["t0"])],
        input=[value("i0", [], 7), value("c0", [], 9), value("s0", [], 7)],
        output=[value("d0", [], 9), value("t0", [], 7)],
    )
    for depth in range(1, 21):
        nested = GraphProto(
            name=f"b{depth}",
            node=[
                node("Identity", [f"c{depth}"], [f"d{depth}"]),
                node("Loop", ["n", "k", f"s{depth}"], [f"t{depth}"], body=nested),
            ],
            input=[value(f"i{depth}", [], 7), value(f"c{depth}", [], 9), value(f"s{depth}", [], 7)],
            output=[value(f"d{depth}", [], 9), value(f"t{depth}", [], 7)],
        )
        if depth in (8, 20):
            constants = {"n": np.int64(100), "k": np.bool_(True), "s": np.int64(1)}
            made = model([node("Loop", ["n", "k", "s"], ["y"], body=nested)], [], constants)
            yield f"{depth + 1} loops of 100 in one another", made.SerializeToString()


# MARK: Growth


def growth() -> Iterator[Case]:
    rows: list[tuple[str, np.ndarray, dict[str, object]]] = [
        ("Concat", integers(1, 2), {"axis": 0}),
        ("Mul", integers(3), {}),
        ("StringConcat", np.array(["ab"], object), {}),
    ]
    for operator, start, attributes in rows:
        nodes = [node(operator, [f"v{i}", f"v{i}"], [f"v{i + 1}"], **attributes) for i in range(120)]
        yield f"{operator} doubles a constant 120 times", model(nodes, [], {"v0": start}).SerializeToString()
    inputs = [value("x", ["N", "M"])]
    nodes = [node("Shape", ["x"], ["v0"], end=1), *(node("Mul", [f"v{i}", f"v{i}"], [f"v{i + 1}"]) for i in range(99))]
    nodes.append(node("ConstantOfShape", ["v99"], ["y"]))
    yield "a named size squared 99 times", model(nodes, inputs).SerializeToString()
    for operator in ("Mul", "Add", "Div", "Mod", "Max", "Sub"):
        nodes = [node("Shape", ["x"], ["v0"], end=1), node("Shape", ["x"], ["w0"], start=1)]
        for i in range(100):
            nodes += [
                node(operator, [f"v{i}", f"w{i}"], [f"v{i + 1}"]),
                node("Add", [f"w{i}", f"v{i + 1}"], [f"w{i + 1}"]),
            ]
        nodes.append(node("ConstantOfShape", ["v100"], ["y"]))
        yield f"sizes that grow by {operator} 100 times", model(nodes, inputs).SerializeToString()
    nodes = [node("Concat", [f"x{i}" for i in range(MANY)], ["y"], axis=0), node("Add", ["y", "y"], ["z"])]
    yield (
        "10,000 named sizes in one sum",
        model(nodes, [value(f"x{i}", [f"N{i}"]) for i in range(MANY)]).SerializeToString(),
    )
    nodes = [node("Add", [f"x{i}", f"x{i + 1}"], [f"y{i}"]) for i in range(MANY - 1)]
    yield (
        "10,000 named sizes that must be equal",
        model(nodes, [value(f"x{i}", [f"N{i}"]) for i in range(MANY)]).SerializeToString(),
    )


# MARK: Functions


def function(name: str, calls: Sequence[str]) -> FunctionProto:
    """A function that passes its input through others."""
    nodes = [node(callee, [f"v{i}"], [f"v{i + 1}"], "own") for i, callee in enumerate(calls)] or [
        node("Relu", ["v0"], ["v1"])
    ]
    made = FunctionProto(domain="own", name=name, input=["v0"], output=[nodes[-1].output[0]], node=nodes)
    made.opset_import.extend([helper.make_opsetid("", 21), helper.make_opsetid("own", 1)])
    return made


def functions() -> Iterator[Case]:
    call = [node("F0", ["x"], ["y"], "own")]
    yield "a function that calls itself", model(call, functions=[function("F0", ["F0"])]).SerializeToString()
    ring = [function(f"F{i}", [f"F{(i + 1) % MANY}"]) for i in range(MANY)]
    yield "10,000 functions in a ring", model(call, functions=ring).SerializeToString()
    for width, depth in ((1, MANY), (2, 100), (2, MANY), (10, 50)):
        made = [function(f"F{i}", [f"F{i + 1}"] * width if i + 1 < depth else []) for i in range(depth)]
        yield (
            f"{depth:,} functions, each calling the next {width} times",
            model(call, functions=made).SerializeToString(),
        )


# MARK: Numbers of things


def crowds() -> Iterator[Case]:
    ring = [node("Add", [f"v{(i + 1) % MANY}", "x"], [f"v{i}"]) for i in range(MANY)]
    yield "a cycle of 10,000 nodes", model(ring).SerializeToString()
    mesh = [node("Max", [f"v{(i * 7 + k) % MANY}" for k in range(10)], [f"v{i}"]) for i in range(MANY)]
    yield "10,000 nodes in many cycles", model(mesh).SerializeToString()
    chain = [node("Relu", [f"v{i}"], [f"v{i + 1}"]) for i in range(MANY)]
    yield "10,000 nodes in reverse", model(chain[::-1], [value("v0")]).SerializeToString()
    yield "100,000 values of one name", model([node("Relu", ["x"], ["y"])] * VERY_MANY).SerializeToString()
    named = [NodeProto(op_type="Relu", name="n", input=["x"], output=[f"y{i}"]) for i in range(VERY_MANY)]
    yield "100,000 nodes of one name", model(named).SerializeToString()
    made = model([node("Relu", ["x"], ["y"])])
    made.graph.initializer.extend([TensorProto(name="w", data_type=1, dims=[1], raw_data=b"\0\0\0\0")] * VERY_MANY)
    yield "100,000 weights of one name", made.SerializeToString()
    made = model([node("Relu", ["x"], ["y"])])
    made.graph.input.extend([value("x")] * VERY_MANY)
    yield "100,000 inputs of one name", made.SerializeToString()
    made = model([node("Relu", ["x"], ["y"])])
    made.graph.value_info.extend([value("y", [i]) for i in range(VERY_MANY)])
    yield "100,000 declarations of one value", made.SerializeToString()
    made = model([node("Relu", ["x"], ["y"])])
    made.graph.output.extend([value("y", [i]) for i in range(VERY_MANY)])
    yield "100,000 outputs of one name", made.SerializeToString()
    made = model([node("Relu", ["x"], ["y"])])
    made.opset_import.extend([helper.make_opsetid("d", 1)] * VERY_MANY)
    yield "100,000 imports of one domain", made.SerializeToString()
    made = model([node("Relu", ["x"], ["y"])])
    made.metadata_props.extend([onnx.StringStringEntryProto(key="k", value="v")] * VERY_MANY)
    yield "100,000 metadata of one key", made.SerializeToString()
    made = model([node("F", ["x"], ["y"], "own")], functions=[function("F", [])] * MANY)
    yield "10,000 functions of one name", made.SerializeToString()
    made = model([node("Relu", ["x"], ["y"])])
    made.graph.node[0].attribute.extend([helper.make_attribute("alpha", 1.0)] * MANY)
    yield "10,000 attributes of one name", made.SerializeToString()
    lost = [node("Relu", [f"missing{i}"], [f"y{i}"]) for i in range(MANY)]
    yield "10,000 names that are not defined", model(lost).SerializeToString()
    unknown = [node(f"Convolution{i}", ["x"], [f"y{i}"]) for i in range(MANY)]
    yield "10,000 operators that there are not", model(unknown).SerializeToString()
    wide = [node("Sum", ["x"] * VERY_MANY, ["y"]), node("Split", ["x"], [f"z{i}" for i in range(VERY_MANY)])]
    yield "nodes with 100,000 inputs and outputs", model(wide).SerializeToString()
    yield (
        "a name of a million letters",
        model([node("Relu", ["a" * 1_000_000], ["y"])], [value("b" * 1_000_000)]).SerializeToString(),
    )
    yield "an operator's name of a million letters", model([node("Conv" * 250_000, ["x"], ["y"])]).SerializeToString()
    sequence = [node("SequenceConstruct", ["x"] * MANY, ["s"])]
    sequence += [node("SequenceInsert", ["s" if i == 0 else f"s{i - 1}", "x"], [f"s{i}"]) for i in range(1_000)]
    yield "sequences of 10,000 that grow 1,000 times", model(sequence).SerializeToString()


def hostile() -> Iterator[Case]:
    """All of them."""
    for family in (nesting, einsums, sizes, loops, growth, functions, crowds):
        yield from family()
