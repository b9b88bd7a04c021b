"""Small models with one feature each that a text form must carry, as tables of what to set on a model that has nothing.

Each table's rows are (what, change); `change` gets the message that the table is about, in a model of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from onnx import FunctionProto, ModelProto, NodeProto, TensorProto, TypeProto, helper

from .probe_attributes import ATTRIBUTES, attribute
from .probe_parts import FLOAT1, KEY, Change, Rows, add, base, changed, clear, each, put, sparse, typed
from .probe_tensors import TENSORS

ODD_NAMES = [
    "/layer/Conv_output_0",
    "1",
    "a b",
    'a"b',
    "a\\b",
    "a\nb",
    "模型",
    "a.b",
    "a:0",
    "-",
    "float",
    "graph",
    "int64",
    "inf",
    "nan",
    "seq",
    "map",
    "a#b",
    "a//b",
    "tab\tx",
    "\x01",
    "\x7f",
    "",
    "<",
    "a,b",
    "@x",
    "é",
]

MODEL: Rows = [
    ("nothing", lambda m: None),
    ("doc_string", put(doc_string='two\nlines "q" \\b')),
    ("metadata", add("metadata_props", **KEY)),
    ("metadata, key alone", add("metadata_props", key="k")),
    ("metadata, value alone", add("metadata_props", value="v")),
    ("producer_name present and empty", put(producer_name="")),
    ("producer_name beyond ASCII", put(producer_name="模型 é")),
    ("producer_version", put(producer_version="1.0")),
    ("no ir_version", clear("ir_version")),
    ("ir_version 0", put(ir_version=0)),
    ("training_info", lambda m: m.training_info.add().initialization_binding.add(key="a", value="b")),
    ("configuration", add("configuration", name="c", num_devices=2, device=["a", "b"])),
    ("opset without domain", lambda m: m.opset_import[0].ClearField("domain")),
    ("opset without version", lambda m: m.opset_import[0].ClearField("version")),
    ("opset with neither", lambda m: (m.opset_import[0].ClearField("domain"), m.opset_import[0].ClearField("version"))),
    ("no opset_import", clear("opset_import")),
    ("opset twice", add("opset_import", domain="", version=21)),
    ("domain", put(domain="com.x")),
    ("model_version -5", put(model_version=-5)),
    ("no graph", clear("graph")),
    ("unknown field", lambda m: m.MergeFromString(b"\xf8\x7f\x05")),
    ("unknown field of fixed width", lambda m: m.MergeFromString(b"\xfd\x7f\x01\x02\x03\x04")),
]

GRAPH: Rows = [
    ("doc_string", put(doc_string="d")),
    ("metadata", add("metadata_props", **KEY)),
    (
        "quantization_annotation",
        lambda g: g.quantization_annotation.add(tensor_name="x").quant_parameter_tensor_names.add(
            key="SCALE_TENSOR", value="s"
        ),
    ),
    ("no name", clear("name")),
    *each("name", ["", "torch-jit-export/1", "模型", "float"], lambda name: put(name=name)),
    ("sparse initializer", lambda g: g.sparse_initializer.append(sparse("sw", "i"))),
    ("sparse initializer without names", lambda g: g.sparse_initializer.append(sparse("", ""))),
    ("no nodes", clear("node")),
    ("no inputs", clear("input")),
    ("no outputs", clear("output")),
    ("unknown field", lambda g: g.MergeFromString(b"\xf8\x7f\x05")),
    (
        "initializer that is an input too",
        lambda g: (
            g.input.append(helper.make_tensor_value_info("w", TensorProto.FLOAT, [1])),
            g.initializer.append(typed(1, [1], "float_data", [1.0], "w")),
        ),
    ),
]

NODE: Rows = [
    *each("value named", ODD_NAMES, lambda name: put(output=[name, "y"])),
    *each("name", ["/n/x", "1", "", "float", 'a"b', "a]b"], lambda name: put(name=name)),
    ("no domain", clear("domain")),
    *each(
        "domain",
        ["ai.onnx.ml", "com.microsoft", "my-domain", "a/b", "1x", "pkg.onnxscript.torch_lib", "..", "a."],
        lambda domain: put(domain=domain),
    ),
    *each("operator", ["aten::add", "my-op", "Op.X", "1Op", "FAKE!", ""], lambda op: put(op_type=op)),
    ("no operator", clear("op_type")),
    *each("overload", ["ov", "1", "a-b", "a.b", ""], lambda overload: put(overload=overload)),
    ("doc_string", put(doc_string="d")),
    ("metadata", add("metadata_props", **KEY)),
    ("device", add("device_configurations", configuration_id="c", pipeline_stage=1)),
    *each(
        "inputs",
        [[""], ["", "x"], ["x", ""], ["x", "", "x"], ["", "", ""], [], ["x", "", ""]],
        lambda names: put(input=names),
    ),
    *each("outputs", [[""], ["y", ""], ["", "y"], [], ["y", "", "z"]], lambda names: put(output=names)),
    ("unknown field", lambda n: n.MergeFromString(b"\xf8\x7f\x05")),
]


def tensor_type(shape: list[Any] | None, element: int = 1) -> Change:
    """Gives a value a tensor type."""
    return lambda v: v.type.CopyFrom(helper.make_tensor_type_proto(element, shape))


def typed_as(made: Callable[[], TypeProto]) -> Change:
    """Gives a value any type."""
    return lambda v: v.type.CopyFrom(made())


def opaque(**fields: str) -> Change:
    """Gives a value an opaque type."""
    return lambda v: v.type.opaque_type.CopyFrom(TypeProto.Opaque(**fields))


def both(*changes: Change) -> Change:
    """One change after the other."""
    return lambda message: [change(message) for change in changes]


VALUE: Rows = [
    ("doc_string", both(tensor_type([1]), put(doc_string="d"))),
    ("metadata", both(tensor_type([1]), add("metadata_props", **KEY))),
    ("denotation of the type", both(tensor_type([1]), lambda v: put(denotation="IMAGE")(v.type))),
    (
        "denotation of a dimension",
        both(tensor_type([1]), lambda v: put(denotation="DATA_BATCH")(v.type.tensor_type.shape.dim[0])),
    ),
    ("no type", lambda v: None),
    ("empty type", lambda v: v.type.SetInParent()),
    ("no element type", both(tensor_type([1]), lambda v: v.type.tensor_type.ClearField("elem_type"))),
    *each("shape", [[], None, [None, 2], ["a + b"], ['a"b'], [""], ["12"], ["批"], [-1], [0]], tensor_type),
    *each("element type", [0, 99], lambda element: tensor_type([1], element)),
    *[(f"element type {name}", tensor_type([1], number)) for name, number in TensorProto.DataType.items() if number],
    ("sequence", typed_as(lambda: helper.make_sequence_type_proto(FLOAT1))),
    ("optional", typed_as(lambda: helper.make_optional_type_proto(helper.make_tensor_type_proto(1, None)))),
    ("optional sequence", typed_as(lambda: helper.make_optional_type_proto(helper.make_sequence_type_proto(FLOAT1)))),
    ("map", typed_as(lambda: helper.make_map_type_proto(7, helper.make_tensor_type_proto(1, [])))),
    ("map to a sequence", typed_as(lambda: helper.make_map_type_proto(8, helper.make_sequence_type_proto(FLOAT1)))),
    ("sparse tensor", typed_as(lambda: helper.make_sparse_tensor_type_proto(1, [3, 4]))),
    ("sparse tensor without shape", typed_as(lambda: helper.make_sparse_tensor_type_proto(1, None))),
    *[
        (f"opaque {fields}", opaque(**fields))
        for fields in (
            {"domain": "a.b", "name": "N"},
            {"name": "N"},
            {},
            {"domain": "d"},
            {"domain": "d", "name": "a.b"},
            {"domain": "a-b", "name": "N"},
        )
    ],
    ("sequence of nothing", lambda v: v.type.sequence_type.SetInParent()),
    ("map without values", lambda v: put(key_type=7)(v.type.map_type)),
]


FUNCTION: Rows = [
    ("nothing", lambda f: None),
    ("doc_string", put(doc_string="d")),
    ("attributes", put(attribute=["p", "q"])),
    ("attribute with a default", lambda f: f.attribute_proto.append(attribute(name="alpha", f=1.0, type="FLOAT"))),
    (
        "attributes of both kinds",
        lambda f: (put(attribute=["p"])(f), f.attribute_proto.append(attribute(i=1, type="INT"))),
    ),
    ("value_info", lambda f: f.value_info.append(helper.make_tensor_value_info("a", 1, [1]))),
    ("metadata", add("metadata_props", **KEY)),
    *each("overload", ["ov", ""], lambda overload: put(overload=overload)),
    ("no domain", clear("domain")),
    ("no name", clear("name")),
    ("odd name", put(name="aten::add")),
    ("attribute with an odd name", put(attribute=["p-q"])),
    ("input with an odd name", put(input=["/a/b"])),
    ("no inputs, no outputs", clear("input", "output")),
    ("no opset_import", clear("opset_import")),
    ("unknown field", lambda f: f.MergeFromString(b"\xf8\x7f\x05")),
]


def function() -> FunctionProto:
    """A function of one node."""
    return FunctionProto(
        domain="dom",
        name="F",
        input=["a"],
        output=["b"],
        opset_import=[helper.make_opsetid("", 22)],
        node=[NodeProto(op_type="Relu", domain="", input=["a"], output=["b"])],
    )


def probes() -> Iterator[tuple[str, ModelProto]]:
    """Every model with what it probes."""
    for what, change in [(f"model: {what}", change) for what, change in MODEL]:
        yield what, changed(base(), change)
    for table, name, find in (
        (GRAPH, "graph", lambda m: m.graph),
        (NODE, "node", lambda m: m.graph.node[0]),
        (VALUE, "value", lambda m: m.graph.value_info.add(name="v")),
        (FUNCTION, "function", lambda m: (m.functions.append(function()), m.functions[0])[1]),
    ):
        for what, change in table:
            model = base()
            change(find(model))
            yield f"{name}: {what}", model
    for what, tensor in TENSORS:
        model = base()
        model.graph.initializer.append(tensor)
        yield f"initializer: {what}", model
    for what, made in ATTRIBUTES:
        model = base()
        model.graph.node[0].attribute.append(made)
        yield f"attribute: {what}", model
