"""Attributes of every type, with and without values, with odd numbers, names and references."""

from __future__ import annotations

import struct
from typing import Any

from onnx import AttributeProto, GraphProto, NodeProto, helper

from .probe_parts import FLOAT1, changed, external, put, sparse, typed


def attribute(**fields: Any) -> AttributeProto:
    """An attribute `a`, its type by name."""
    kind = fields.pop("type", None)
    made = AttributeProto(name=fields.pop("name", "a"), **fields)
    if kind:
        made.type = AttributeProto.AttributeType.Value(kind)
    return made


def subgraph(name: str, **fields: Any) -> GraphProto:
    """A graph of one node."""
    return GraphProto(
        name=name,
        node=[NodeProto(op_type="Relu", domain="", input=["x"], output=["z"])],
        output=[helper.make_tensor_value_info("z", 1, [1])],
        **fields,
    )


def float_bits(bits: int) -> AttributeProto:
    """A FLOAT attribute with these 32 bits."""
    made = attribute(type="FLOAT")
    made.MergeFromString(b"\x15" + struct.pack("<I", bits))
    return made


LISTS = ["INTS", "FLOATS", "STRINGS", "TENSORS", "GRAPHS", "TYPE_PROTOS", "SPARSE_TENSORS"]
ONES = ["INT", "FLOAT", "STRING", "TENSOR", "GRAPH", "TYPE_PROTO", "SPARSE_TENSOR"]
PAIR = typed(1, [2], "float_data", [1.0, 2.0])
ATTRIBUTES: list[tuple[str, AttributeProto]] = [
    *[(f"int {i}", attribute(i=i, type="INT")) for i in (1, 0, -(2**63), 2**63 - 1)],
    *[
        (f"float {f}", attribute(f=f, type="FLOAT"))
        for f in (
            1.0,
            0.0,
            float("nan"),
            float("inf"),
            float("-inf"),
            -0.0,
            1e-45,
            3.4028235e38,
            0.1,
            1e16,
            1e-5,
            16777216.0,
        )
    ],
    *[(f"float bits {bits:#x}", float_bits(bits)) for bits in (0x7FC00001, 0xFFC00000)],
    *[(f"string {s!r}", attribute(s=s, type="STRING")) for s in (b'x "q" \\ \n', b"\xff\x00\x80", b"", b"\r\n\t\x7f")],
    ("strings", attribute(strings=[b"x", b"\xff"], type="STRINGS")),
    ("ints", attribute(ints=[1, -2], type="INTS")),
    ("floats that are whole", attribute(floats=[1.0, 2.0], type="FLOATS")),
    ("floats", attribute(floats=[1.0, 2.5, float("nan"), float("-inf")], type="FLOATS")),
    *[(f"empty {kind}", attribute(type=kind)) for kind in LISTS],
    *[(f"{kind} without a value", attribute(type=kind)) for kind in ONES],
    ("no type", attribute(i=3)),
    ("no type, no value", attribute()),
    ("unknown type", changed(attribute(), lambda a: a.MergeFromString(b"\xa0\x01\x63"))),
    ("a second value", attribute(i=3, f=1.0, type="INT")),
    ("doc_string", attribute(i=3, type="INT", doc_string="d")),
    *[
        (f"reference as {kind}", attribute(ref_attr_name="b", type=kind))
        for kind in ("INT", "INTS", "STRINGS", "TENSOR", None)
    ],
    ("reference to an odd name", attribute(ref_attr_name="b-c", type="INT")),
    ("reference and a value", attribute(ref_attr_name="b", i=1, type="INT")),
    *[
        (f"name {name!r}", attribute(name=name, i=1, type="INT"))
        for name in ("a-b", "a.b", "1a", "", "float", "a b", "_x", "é")
    ],
    *[
        (f"tensor named {name!r}", attribute(t=typed(1, [2], "float_data", [1.0, 2.0], name), type="TENSOR"))
        for name in ("nm", "", "/a/b", "float")
    ],
    ("tensor of rank 0", attribute(t=typed(7, [], "int64_data", [3]), type="TENSOR")),
    ("tensor of strings", attribute(t=typed(8, [1], "string_data", [b"x"], "v"), type="TENSOR")),
    ("tensor of strings, unnamed", attribute(t=typed(8, [1], "string_data", [b"x"]), type="TENSOR")),
    ("tensor, external", attribute(t=external(location="w.bin"), type="TENSOR")),
    ("tensor, external and named", attribute(t=changed(external(location="w.bin"), put(name="q")), type="TENSOR")),
    ("tensors", attribute(tensors=[PAIR, typed(1, [1], "float_data", [3.0], "b")], type="TENSORS")),
    *[
        (f"graph named {name!r}", attribute(g=subgraph(name), type="GRAPH"))
        for name in ("sg", "/a.b", "1", "", "inf", "float", "seq")
    ],
    (
        "graph with an initializer",
        attribute(g=subgraph("sg", initializer=[typed(1, [1], "float_data", [1.0], "w")]), type="GRAPH"),
    ),
    ("graphs", attribute(graphs=[subgraph("a"), subgraph("b")], type="GRAPHS")),
    ("type", attribute(tp=FLOAT1, type="TYPE_PROTO")),
    (
        "type of an optional sequence",
        attribute(
            tp=helper.make_optional_type_proto(helper.make_sequence_type_proto(helper.make_tensor_type_proto(1, None))),
            type="TYPE_PROTO",
        ),
    ),
    ("types", attribute(type_protos=[FLOAT1, FLOAT1], type="TYPE_PROTOS")),
    ("sparse tensor", attribute(sparse_tensor=sparse("", ""), type="SPARSE_TENSOR")),
    ("sparse tensors", attribute(sparse_tensors=[sparse("", ""), sparse("v", "i")], type="SPARSE_TENSORS")),
]
