#!/usr/bin/env python3
"""Writes what COperators embeds: schemas, documentation, function bodies, kernels and support tables of runtimes.

    generate.py [SUPPORT.json] [--check]

From the installed wheels: onnx for its own domains, onnxruntime for its further domains and its CPU kernels.
SUPPORT.json holds what other runtimes say of themselves; without it runtimes.txt stays as it is. --check writes
nothing and exits 1 if a file differs.

Every file is blocks of lines. A block begins with `= domain name version` (fields after `= ` are separated by tabs) and
the blocks are sorted by that, so that a reader finds one by halving the bytes. Fields hold `\\t`, `\\n` and `\\\\`
escaped. Lines that begin with `#` before the first block are the file's head.
"""

from __future__ import annotations

import argparse
import base64
import inspect
import itertools
import json
import re
import sys
from pathlib import Path

import numpy
import onnx
import onnxruntime
from onnx import defs, helper
from onnxruntime.capi import onnxruntime_pybind11_state as runtime

TARGET = Path(__file__).resolve().parents[2] / "COperators" / "Generated"
UNBOUNDED = 2**31 - 1
# onnx.defs tells the newest version of two domains; the others are as ONNX's registry of domains has them.
OPSETS = {
    "": defs.onnx_opset_version(),
    "ai.onnx.ml": defs.onnx_ml_opset_version(),
    "ai.onnx.preview": 1,
    "ai.onnx.preview.training": 1,
    "ai.onnx.training": 1,
}
ATTRIBUTE_TYPES = {"SPARSE_TENSOR": "sparse_tensor", "TYPE_PROTO": "type_proto", "SPARSE_TENSORS": "sparse_tensors"}


def enum_name(value: object) -> str:
    """The bare name of a case of a pybind enumeration."""
    return getattr(value, "name", str(value).rsplit(".", 1)[-1])


def escaped(text: str) -> str:
    """A field of a line."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "")


def fields(*parts: object) -> str:
    """A line of fields, without empty ones at its end."""
    return "\t".join(str(part) for part in parts).rstrip("\t")


def key(schema: object) -> tuple[bytes, bytes, int]:
    """Where a schema stands."""
    return schema.domain.encode(), schema.name.encode(), schema.since_version


def own_schemas() -> list[object]:
    """Every version of every schema: onnx's, and those of ONNX Runtime in domains that onnx has not."""
    standard = list(defs.get_all_schemas_with_history())
    domains = {schema.domain for schema in standard} | {"ai.onnx", *OPSETS}
    further = [schema for schema in runtime.get_all_operator_schema() if schema.domain not in domains]
    return sorted(standard + further, key=key)


# Types, grouped by what is around the element types: `tensor:float,double seq:float map:int64/float`.
KINDS = {
    r"tensor\((\w+)\)": "tensor",
    r"seq\(tensor\((\w+)\)\)": "seq",
    r"optional\(tensor\((\w+)\)\)": "optional",
    r"optional\(seq\(tensor\((\w+)\)\)\)": "optional_seq",
    r"sparse_tensor\((\w+)\)": "sparse",
    r"map\((\w+), ?(?:tensor\()?(\w+)\)*": "map",
    r"seq\(map\((\w+), ?(?:tensor\()?(\w+)\)*": "seq_map",
}


def types(strings: list[str]) -> str:
    """A set of types in one field."""
    groups: dict[str, list[str]] = {}
    for string in sorted(set(strings)):
        for pattern, kind in KINDS.items():
            if match := re.fullmatch(pattern, string):
                groups.setdefault(kind, []).append("/".join(match.groups()))
                break
        else:
            raise SystemExit(f"no way to write the type {string}")
    return " ".join(f"{kind}:{','.join(groups[kind])}" for kind in KINDS.values() if kind in groups)


def arity(value: int) -> str:
    """A number of parameters; `*` has no bound."""
    return "*" if value >= UNBOUNDED else str(value)


def parameter(mark: str, formal: object, index: int, least: int) -> str:
    """A formal parameter: name, type, `?` (optional) or `*` (variadic; `~` heterogeneous) with its least count."""
    option = enum_name(formal.option)
    flag = {"Single": "", "Optional": "?", "Variadic": "*"}[option.capitalize()]
    if flag == "*":
        if not getattr(formal, "is_homogeneous", getattr(formal, "isHomogeneous", True)):
            flag = "~"
        # ONNX Runtime's wheel has no least count of a parameter, only of all.
        flag += str(getattr(formal, "min_arity", max(0, least - index)))
    return fields(f"{mark} {formal.name}", getattr(formal, "type_str", None) or formal.typeStr, flag)


def number(value: float) -> str:
    """A 32-bit float in the fewest digits."""
    return str(numpy.float32(value))


def default(attribute: object) -> str:
    """`=` and the default value, or nothing."""
    proto = getattr(attribute, "default_value", None)
    if proto is None:
        proto = onnx.AttributeProto()
        proto.ParseFromString(getattr(attribute, "_default_value", b""))
    if not proto.name:
        return ""
    value = helper.get_attribute_value(proto)
    match proto.type:
        case onnx.AttributeProto.FLOAT:
            return "=" + number(value)
        case onnx.AttributeProto.INT:
            return f"={value}"
        case onnx.AttributeProto.STRING:
            return "=" + escaped(value.decode())
        case onnx.AttributeProto.FLOATS:
            return "=" + ",".join(map(number, value))
        case onnx.AttributeProto.INTS:
            return "=" + ",".join(map(str, value))
        case onnx.AttributeProto.STRINGS:
            return "=" + ",".join(escaped(item.decode()) for item in value)
    raise SystemExit(f"no way to write the default of {attribute.name}")


def flags(schema: object) -> str:
    """d deprecated, e experimental, n not deterministic, f has a function body, c has one that depends on the node."""
    result = "d" if schema.deprecated else ""
    result += "e" if enum_name(schema.support_level).upper() == "EXPERIMENTAL" else ""
    result += "n" if enum_name(getattr(schema, "node_determinism", "")).startswith("NonDet") else ""
    result += "f" if getattr(schema, "has_function", False) else ""
    result += "c" if getattr(schema, "has_context_dependent_function", False) else ""
    return result or "-"


def head(schema: object, *more: object) -> str:
    """The first line of a block."""
    return fields(f"= {schema.domain}", schema.name, schema.since_version, *more)


def attributes(schema: object) -> list[object]:
    """By name, since the wheels give them in no order."""
    return [schema.attributes[name] for name in sorted(schema.attributes)]


def schema_block(schema: object) -> list[str]:
    """Signature: arity, inputs, outputs, attributes, type parameters."""
    limits = (schema.min_input, schema.max_input, schema.min_output, schema.max_output)
    lines = [head(schema, flags(schema), " ".join(map(arity, limits)))]
    lines += [parameter("i", formal, index, schema.min_input) for index, formal in enumerate(schema.inputs)]
    lines += [parameter("o", formal, index, schema.min_output) for index, formal in enumerate(schema.outputs)]
    for attribute in attributes(schema):
        kind = enum_name(attribute.type).lower()
        lines.append(fields(f"a {attribute.name}", kind, "!" if attribute.required else default(attribute)))
    for constraint in schema.type_constraints:
        lines.append(fields(f"t {constraint.type_param_str}", types(constraint.allowed_type_strs)))
    return lines


def plain(text: str | None) -> str:
    """Documentation without its indentation and the white space around it."""
    lines = inspect.cleandoc(text or "").splitlines()
    joined = "\n".join(line.rstrip() for line in lines).strip()
    # The wheel puts this sentence right behind whatever the text ends with, such as a list.
    return re.sub(r"(?<=[^\n])\n(?=This operator has \*\*optional\*\* inputs/outputs)", "\n\n", joined)


def documentation_block(schema: object, before: object | None) -> list[str]:
    """The text, a `|` before each line (`^`: that of the version before), then a line for each description."""
    text = plain(schema.doc)
    if before and key(before)[:2] == key(schema)[:2] and text and plain(before.doc) == text:
        lines = [head(schema), "^"]
    else:
        lines = [head(schema)] + ["|" + line for line in text.split("\n") if text]
    parts = itertools.chain(
        (("i", formal.name, formal.description) for formal in schema.inputs),
        (("o", formal.name, formal.description) for formal in schema.outputs),
        (("a", attribute.name, attribute.description) for attribute in attributes(schema)),
        (("t", constraint.type_param_str, constraint.description) for constraint in schema.type_constraints),
    )
    lines += [fields(f"{mark} {name}", escaped(plain(text))) for mark, name, text in parts if plain(text)]
    return lines if len(lines) > 1 else []


def function_block(schema: object) -> list[str]:
    """For each opset that a body is written in: the serialized FunctionProto; `c` where it depends on the node."""
    lines = []
    if getattr(schema, "has_function", False):
        for opset in schema.function_opset_versions:
            body = onnx.FunctionProto.FromString(schema.get_function_with_opset_version(opset))
            content = body.SerializeToString(deterministic=True)
            lines.append(fields(f"f {opset}", base64.b64encode(content).decode()))
    if getattr(schema, "has_context_dependent_function", False):
        lines += [f"c {opset}" for opset in schema.context_dependent_function_opset_versions]
    return [head(schema), *lines] if lines else []


def kernel_blocks() -> list[list[str]]:
    """A block an operator: `k first last`, then each type parameter with the types that the kernel takes."""
    rows = {}
    for kernel in runtime.get_all_opkernel_def():
        first, last = kernel.version_range
        parameters = [f"{name}={types(allowed)}" for name, allowed in sorted(kernel.type_constraints.items())]
        line = (first, last, fields(f"k {first} {arity(last)}", *parameters))
        rows.setdefault((kernel.domain, kernel.op_name), set()).add(line)
    order = sorted(rows, key=lambda row: (row[0].encode(), row[1].encode()))
    return [
        [fields(f"= {domain}", name), *(line for _, _, line in sorted(rows[domain, name]))] for domain, name in order
    ]


def spans(versions: list[int]) -> str:
    """Runs of numbers: `1-6,8`."""
    runs: list[list[int]] = []
    for version in sorted(versions):
        if runs and version == runs[-1][1] + 1:
            runs[-1][1] = version
        else:
            runs.append([version, version])
    return ",".join(f"{first}-{last}" if first < last else str(first) for first, last in runs)


def support_line(name: str, facts: dict[str, object]) -> str:
    """One operator of a runtime: `+` supported, `~` partly, `-` not; opsets, types, limits in words."""
    if all(version.isdigit() for version in facts):
        yes = [int(version) for version, said in facts.items() if said == "yes"]
        some = [int(version) for version, said in facts.items() if said not in ("yes", "no")]
        level, opsets = ("+", spans(yes)) if yes else ("~" if some else "-", spans(some))
        return fields(f"{level} {name}", opsets, "", f"partly in opset {spans(some)}" if yes and some else "")
    level = "~" if facts.get("partly") else "+" if facts.get("supported") else "-"
    opsets = str(facts.get("opsets", "")).replace(" ", "").replace("none", "")
    limits = escaped(" ".join(str(facts.get("limits", "")).split()))
    return fields(f"{level} {name}", opsets, ",".join(facts.get("types", [])), limits)


def folded(rows: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """One row for an operator that a runtime lists by its number of dimensions: Conv1d, Conv2d, Conv3d."""
    result: dict[str, dict[str, object]] = {}
    for name, facts in rows.items():
        base = re.sub(r"[123]d$", "", name)
        if base == name:
            result[name] = facts
            continue
        row = result.setdefault(base, {"supported": False, "partly": False, "limits": ""})
        if facts["supported"]:
            listed = [*filter(None, str(row["limits"]).split(", ")), name[-2:]]
            row.update(supported=True, partly=len(listed) < 3, limits=", ".join(listed))
    return result


def runtime_blocks(path: Path) -> list[list[str]]:
    """A block a runtime: where the facts are from, `complete` if what is not listed is not there; a line an operator."""
    blocks = []
    for name, table in sorted(json.loads(path.read_text(encoding="utf-8")).items()):
        ops = table["ops"]
        rows = folded(ops if isinstance(ops, dict) else {op: {"supported": True} for op in ops})
        lines = [support_line(op, rows[op]) for op in sorted(rows, key=str.encode)]
        complete = "" if isinstance(ops, dict) else "complete"
        blocks.append([fields(f"= {name}", table["repo"], table["commit"], table["source"], complete), *lines])
    return blocks


def text(blocks: list[list[str]], more: list[str]) -> str:
    """A whole file."""
    lines = ["# Made by Sources/Operators/Generated/generate.py; do not edit.", *more]
    return "\n".join(itertools.chain(lines, *blocks)) + "\n"


def generate(support: Path | None) -> dict[str, str]:
    """The files by name."""
    schemas = own_schemas()
    newest = dict(OPSETS)
    for schema in schemas:
        if schema.domain not in OPSETS:
            newest[schema.domain] = max(newest.get(schema.domain, 1), schema.since_version)
    stamp = [f"# onnx {onnx.__version__}", f"# onnxruntime {onnxruntime.__version__}"]
    domains = [f"# domain {domain or 'ai.onnx'} {newest[domain]}" for domain in sorted(newest)]
    files = {
        "schemas.txt": text([schema_block(schema) for schema in schemas], [*stamp, *domains]),
        "documentation.txt": text(list(map(documentation_block, schemas, [None, *schemas])), stamp),
        "functions.txt": text([function_block(schema) for schema in schemas], stamp[:1]),
        "kernels.txt": text(kernel_blocks(), stamp[1:]),
    }
    if support:
        files["runtimes.txt"] = text(runtime_blocks(support), [])
    return files


def main() -> int:
    """Writes the files, or compares them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("support", nargs="?", type=Path)
    options.add_argument("--check", action="store_true")
    chosen = options.parse_args()
    differing = []
    for name, content in generate(chosen.support).items():
        target = TARGET / name
        if not chosen.check:
            target.write_text(content, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != content:
            differing.append(name)
    for name in differing:
        print(f"{name} differs from what the installed wheels give: run Sources/Operators/Generated/generate.py")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
