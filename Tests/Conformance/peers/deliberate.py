"""The deliberate differences from onnx.parser that docs/format.md lists, each as a condition on a case.

Every function answers whether its difference explains one text; a case that none explains is a failure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import onnx
from google.protobuf.message import Message

from .compare import is_repeated, same_fields
from .tokens import Token, tokens

VALUE_LISTS = ("tensors", "graphs", "type_protos", "sparse_tensors")


def explain(text: bytes, expected: onnx.ModelProto, built: onnx.ModelProto | None, message: str) -> str | None:
    """Why `graven build` may differ from the reference here, or `None`."""
    if built is not None:
        return "lists of tensors, graphs, types keep their values" if keeps_lists(expected, built) else None
    found = [token for token in tokens(text) if token.kind != "comment"]
    if reference_in_list(found):
        return "a reference inside a list is an error"
    if spaced_minus(found):
        return "`- 5` is an error"
    if number_out_of_range(found, message):
        return "numbers out of range are errors"
    if unreadable(expected):
        return "nesting that protobuf can't read back is an error"
    if "attribute list" in message and expected.functions:
        return "errors inside a function's attribute list are errors"
    return None


def keeps_lists(expected: onnx.ModelProto, built: onnx.ModelProto) -> bool:
    """Equal but for lists of messages in attributes, which the reference drops."""
    ours, theirs = without_lists(built), without_lists(expected)
    return same_fields(ours, theirs) and count_lists(built) > count_lists(expected)


def attributes(message: Message) -> Iterator[onnx.AttributeProto]:
    """Every attribute below a message, the outer ones first."""
    for field, value in message.ListFields():
        if field.message_type is None:
            continue
        for item in value if is_repeated(field) else [value]:
            if isinstance(item, onnx.AttributeProto):
                yield item
            yield from attributes(item)


def count_lists(model: onnx.ModelProto) -> int:
    """How many elements the lists of messages have."""
    return sum(len(getattr(item, name)) for item in attributes(model) for name in VALUE_LISTS)


def without_lists(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy without these elements."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    for item in list(attributes(copy)):
        for name in VALUE_LISTS:
            item.ClearField(name)
    return copy


def reference_in_list(found: list[Token]) -> bool:
    """`[@x]`, or `[1, @x]`."""
    depth = 0
    for token in found:
        depth += (token.text == b"[") - (token.text == b"]")
        if depth > 0 and (token.kind == "note" or token.text == b"@"):
            return True
    return False


def spaced_minus(found: list[Token]) -> bool:
    """A minus that does not touch its number."""
    return any(
        token.text == b"-" and following.kind in ("number", "word") and following.start > token.start + 1
        for token, following in zip(found, found[1:])
    )


def number_out_of_range(found: list[Token], message: str) -> bool:
    """A literal beyond 64 bits, or beyond the float that it is for, of which the message speaks."""
    if not re.search(r"range|too (large|big|small)|overflow|does not fit|beyond", message):
        return False
    return any(token.kind == "number" and beyond(token.text.decode()) for token in found)


def beyond(number: str) -> bool:
    """Whether a literal is outside the integers of 63 bits, or the finite numbers of 32-bit floats."""
    if re.fullmatch(r"-?[0-9]+", number):
        digits = number.lstrip("-").lstrip("0")
        return len(digits) > 19 or not -(2**63) <= int(number) < 2**63
    return abs(float(number)) > 3.4028235e38


def unreadable(model: onnx.ModelProto) -> bool:
    """Whether protobuf refuses to read back what the reference made."""
    try:
        onnx.ModelProto().ParseFromString(model.SerializeToString())
    except Exception:  # DecodeError on reading, EncodeError on writing
        return True
    return False
