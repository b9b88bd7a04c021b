"""Tensors of every element type and storage, with numbers, names and fields that are easily lost."""

from __future__ import annotations

import struct

from onnx import TensorProto

from .probe_parts import KEY, add, changed, clear, external, put, raw, typed

BYTES = bytes(range(1, 65))
WIDTHS = {
    "FLOAT": 4,
    "UINT8": 1,
    "INT8": 1,
    "UINT16": 2,
    "INT16": 2,
    "INT32": 4,
    "INT64": 8,
    "BOOL": 1,
    "FLOAT16": 2,
    "DOUBLE": 8,
    "UINT32": 4,
    "UINT64": 8,
    "COMPLEX64": 8,
    "COMPLEX128": 16,
    "BFLOAT16": 2,
    "FLOAT8E4M3FN": 1,
    "FLOAT8E4M3FNUZ": 1,
    "FLOAT8E5M2": 1,
    "FLOAT8E5M2FNUZ": 1,
    "FLOAT8E8M0": 1,
}
NARROW = ["UINT4", "INT4", "FLOAT4E2M1", "UINT2", "INT2", "FLOAT6E2M3", "FLOAT6E3M2"]
FIELDS = {
    "FLOAT": "float_data",
    "COMPLEX64": "float_data",
    "DOUBLE": "double_data",
    "COMPLEX128": "double_data",
    "INT64": "int64_data",
    "UINT32": "uint64_data",
    "UINT64": "uint64_data",
}
NUMBER = TensorProto.DataType.Value
PATTERNS = [
    ("FLOAT", "<I", bits)
    for bits in (
        0x7FC00001,
        0x7F800001,
        0xFFC00000,
        0x7FC00000,
        0x80000000,
        1,
        0x7F7FFFFF,
        0x7F800000,
        0xFF800000,
        0x3DCCCCCD,
    )
]
PATTERNS += [("DOUBLE", "<Q", bits) for bits in (0x7FF8000000000001, 1, 0x7FE1CCF385EBC8A0, 0x3FB999999999999A)]
PATTERNS += [
    ("FLOAT16", "<H", 0x7E01),
    ("BFLOAT16", "<H", 0x7FC1),
    ("INT64", "<Q", 1 << 63),
    ("UINT64", "<Q", (1 << 64) - 1),
]

TENSORS: list[tuple[str, TensorProto]] = [
    *[(f"{name} raw", raw(NUMBER(name), [2], BYTES[: 2 * width])) for name, width in WIDTHS.items()],
    *[(f"{name} raw", raw(NUMBER(name), [4], b"\x21\x43\x65"[: 3 if "6E" in name else 2])) for name in NARROW],
    *[
        (
            f"{name} typed",
            typed(NUMBER(name), [2], FIELDS.get(name, "int32_data"), [1, 2, 3, 4][: 4 if "COMP" in name else 2]),
        )
        for name in [*WIDTHS, *NARROW]
    ],
    *[
        (f"{name} with bits {bits:#x}", raw(NUMBER(name), [1], struct.pack(form, bits)))
        for name, form, bits in PATTERNS
    ],
    ("STRING", typed(8, [2], "string_data", [b"a", b'b "q" \\ \n'])),
    ("STRING that is not UTF-8", typed(8, [1], "string_data", [b"\xff\xfe\x00z"])),
    ("STRING with NUL", typed(8, [1], "string_data", [b"a\0b"])),
    ("STRING, no elements", typed(8, [0], "string_data", [])),
    ("FLOAT, no elements", typed(1, [0], "float_data", [])),
    ("FLOAT, no elements, raw", raw(1, [0], b"")),
    ("FLOAT, rank 0", typed(1, [], "float_data", [1.5])),
    ("FLOAT -0.0 typed", typed(1, [1], "float_data", [-0.0])),
    ("FLOAT without numbers", typed(1, [4], "float_data", [])),
    ("FLOAT, 100 elements", raw(1, [100], struct.pack("<100f", *range(100)))),
    ("raw_data of another size", raw(1, [4], bytes(8))),
    ("raw_data of no whole element", raw(1, [1], bytes(3))),
    ("INT8 beyond its range", typed(3, [1], "int32_data", [300])),
    ("UINT32 beyond its range", typed(12, [1], "uint64_data", [2**40])),
    ("doc_string", changed(typed(1, [1], "float_data", [1.0]), put(doc_string="d"))),
    ("metadata", changed(typed(1, [1], "float_data", [1.0]), add("metadata_props", **KEY))),
    ("segment", changed(typed(1, [1], "float_data", [1.0]), lambda t: put(begin=0)(t.segment))),
    ("data_location said", changed(typed(1, [1], "float_data", [1.0]), put(data_location=0))),
    ("external", external(location="w.bin", offset="0", length="16")),
    ("external with a checksum", external(location="w.bin", checksum="abc")),
    ("external, no entries", external()),
    ("external and raw", changed(external(location="w.bin"), put(raw_data=bytes(16)))),
    ("external entries alone", changed(external(location="w.bin"), clear("data_location"))),
    ("external with a backslash", external(location="a\\b.bin")),
    ("external INT4", external(22, location="w")),
    ("raw and typed", changed(typed(1, [1], "float_data", [1.0]), put(raw_data=bytes(4)))),
    ("two typed fields", changed(typed(1, [1], "float_data", [1.0]), put(int32_data=[1]))),
    ("unknown data_type", raw(99, [1], b"\0")),
    ("undefined data_type", raw(0, [1], b"\0")),
    ("no data_type", changed(raw(1, [1], bytes(4)), clear("data_type"))),
    ("negative dimension", typed(1, [-1], "float_data", [1.0])),
    *[
        (f"named {name!r}", typed(1, [1], "float_data", [1.0], name))
        for name in ("layer.0.weight", "1", "", "onnx::W", "float")
    ],
    ("no name", changed(typed(1, [1], "float_data", [1.0]), clear("name"))),
    ("unknown field", changed(typed(1, [1], "float_data", [1.0]), lambda t: t.MergeFromString(b"\xf8\x7f\x05"))),
]
