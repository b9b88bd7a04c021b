"""Damage: to the bytes of models, to the structure of models, to the tokens of texts, to the layout of texts.

Every function takes its random numbers from the generator it is given, so a seed and a number name a case.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import onnx

from .tokens import tokens

HUGE = (2**31 - 1, 2**31, 2**32, 2**40, 2**62, 2**63 - 1)
POOL = rb"""< > ( ) [ ] { } , = => : . @ ? "s" "" x float int64 seq( optional( map( inf nan -inf 1 -1 1.5 5. 1e999 -
raw typed b node tensor type value graph attr function sparse sparse_tensor opaque model ints floats strings tensors
@raw @typed @doc @meta @data( @unknown @denote _unknown ... x"00" x"0" b64"AA==" b"\x00" 0x1 1e 1. .5 == \ ' """.split()
HUGE_NUMBERS = (
    b"9" * 30,
    b"9" * 5000,
    b"-" + b"9" * 25,
    b"1e99999",
    b"18446744073709551616",
    b"1" + b"0" * 400 + b".5",
)
ODD_STRINGS = (
    b'"',
    b'"""',
    b"\0",
    b"\xff",
    b"\xc3",
    "é".encode(),
    "\u202e".encode(),
    "\ufeff".encode(),
    b'"\\',
    b'b"\\x"',
    b'"a\nb"',
    b"n" * 100_000,
    b"/*",
    b"\r",
)


def damaged_binary(rng: random.Random, content: bytes) -> bytes:
    """Bytes of a model, changed a little or a lot; or a model with nonsense in it."""
    change = rng.choice(BINARY)
    try:
        return change(rng, content)
    except Exception:  # the seed has not what the change is about
        return flip_bits(rng, content)


def truncate(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content))]


def flip_bits(rng: random.Random, content: bytes) -> bytes:
    out = bytearray(content or b"\0")
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def overwrite(rng: random.Random, content: bytes) -> bytes:
    at, size = rng.randrange(len(content)), rng.choice((1, 4, 16))
    return content[:at] + rng.randbytes(size) + content[at + size :]


def remove(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + content[at + rng.choice((1, 2, 8, 64)) :]


def insert(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + rng.randbytes(rng.choice((1, 2, 8))) + content[at:]


def repeat(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content))
    end = at + rng.choice((8, 64, 512))
    return content[:end] + content[at:end] + content[end:]


def long_length(rng: random.Random, content: bytes) -> bytes:
    """A length that the file has not."""
    at = rng.randrange(len(content))
    return content[:at] + varint(rng.choice((*HUGE, 2**64 - 1))) + content[at + 1 :]


def unknown_field(rng: random.Random, content: bytes) -> bytes:
    body = rng.randbytes(rng.randrange(40))
    return content + varint((rng.choice((99, 1000, 2**20, 2**29 - 1)) << 3) | 2) + varint(len(body)) + body


def nested_wire(rng: random.Random, content: bytes) -> bytes:
    """Graphs in attributes in nodes, or types in types, as deep as the wire format lets them be."""
    inner = b""
    steps = rng.choice(((1 << 3 | 2, 5 << 3 | 2, 6 << 3 | 2), (4 << 3 | 2, 1 << 3 | 2)))
    for _ in range(rng.choice((10, 34, 100, 2000))):
        for tag in steps:
            inner = bytes([tag]) + varint(len(inner)) + inner
    return content + bytes([7 << 3 | 2]) + varint(len(inner)) + inner


def varint(number: int) -> bytes:
    """A number as protobuf writes it."""
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def nonsense(rng: random.Random, content: bytes) -> bytes:
    """A model that protobuf reads, with values that make no sense."""
    model = onnx.ModelProto.FromString(content)
    graph = model.graph
    huge = rng.choice(HUGE) * rng.choice((1, -1))
    tensors = list(graph.initializer) + [item.t for node in graph.node for item in node.attribute if item.HasField("t")]
    kind = rng.randrange(9)
    if kind == 0:
        model.ir_version = huge
    elif kind == 1:
        model.opset_import.add(domain="", version=huge)
    elif kind == 2:
        rng.choice(graph.node).output.extend(f"extra{i}" for i in range(1000))
    elif kind == 3:
        rng.choice(graph.input).type.tensor_type.elem_type = rng.choice((0, 999, -5))
    elif kind == 4:
        rng.choice(tensors).dims.append(huge)
    elif kind == 5:
        rng.choice(tensors).data_type = rng.choice((0, 8, 16, 22, 99, -1))
    elif kind == 6:
        tensor = rng.choice(tensors)
        tensor.raw_data = tensor.raw_data[: len(tensor.raw_data) // 2] + bytes(rng.randrange(4))
    elif kind == 7:
        tensor = rng.choice(tensors)
        tensor.data_location = onnx.TensorProto.EXTERNAL
        for key, values in (("location", ("../../x", "/dev/zero", "missing", "")), ("offset", ("-1", str(huge), "x"))):
            tensor.external_data.add(key=key, value=rng.choice(values))
    else:
        rng.choice(graph.node).attribute.add(name="a", type=rng.choice((1, 2, 4, 5, 7)), ref_attr_name="r", i=huge)
    return model.SerializeToString()


BINARY: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    truncate,
    flip_bits,
    overwrite,
    remove,
    insert,
    repeat,
    long_length,
    unknown_field,
    nested_wire,
    nonsense,
    nonsense,
    nonsense,
)


def pieces(text: bytes) -> list[bytes]:
    """A text cut at its tokens; each piece is a token with the white space before it."""
    starts = [token.start for token in tokens(text)]
    return [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)])]


def mutated_text(rng: random.Random, text: bytes, most: int) -> bytes:
    """Up to `most` tokens dropped, put in, replaced or exchanged."""
    parts = pieces(text)
    for _ in range(rng.randint(1, most)):
        at, other = rng.randrange(len(parts)), rng.randrange(len(parts))
        kind = rng.random()
        if kind < 0.3:
            parts[at] = b""
        elif kind < 0.55:
            parts[at] = rng.choice(POOL)
        elif kind < 0.85:
            parts[at] += rng.choice((b"", b" ")) + rng.choice(POOL)
        else:
            parts[at], parts[other] = parts[other], parts[at]
    return b"".join(parts)


def damaged_text(rng: random.Random, text: bytes) -> bytes:
    """A text that is nearly right, or far from it: deep, long, cut off, with bytes that are no text."""
    kind = rng.randrange(8)
    parts = pieces(text)
    at = rng.randrange(len(parts))
    if kind == 0:
        return text[: rng.randrange(len(text) + 1)]
    if kind == 1:
        parts.insert(
            at, rng.choice((b"[", b"(", b"{", b"<", b"seq(", b"g () => () {")) * rng.choice((100, 10_000, 200_000))
        )
    elif kind == 2:
        depth = rng.choice((20, 34, 500, 5000))
        return b"g () => () " + b"{ x = If <t = g () => () " * depth + b"{}" + b"> (c) }" * depth
    elif kind == 3:
        parts.insert(at, b" " + rng.choice(HUGE_NUMBERS))
    elif kind == 4:
        parts.insert(at, rng.choice(ODD_STRINGS))
    elif kind == 5:
        parts[at] *= rng.choice((2, 1000, 20_000))
    elif kind == 6:
        return flip_bits(rng, text)
    else:
        return mutated_text(rng, text, 5)
    return b"".join(parts)


def relaid_text(rng: random.Random, text: bytes) -> bytes:
    """The same tokens with other white space, and comments in gaps of every kind; tokens that touch still touch."""
    out = bytearray()
    for number, part in enumerate(pieces(text)):
        token = part.lstrip(b" \t\n\r\v\f")
        gap = part[: len(part) - len(token)]
        if number and gap and rng.random() < 0.3:
            gap = rng.choice((b" ", b"\n", b"\n\n\n", b"\t", b"\r\n", b"   \n  "))
        if number > 1 and rng.random() < 0.08 and may_part(out, token):
            comment = rng.choice((b"# own words", b"// slashes", b"#", b"#no space", b"# graven: ignore G001 why"))
            gap = rng.choice((b" ", b"\n", b"\n\n  ", b"")) + comment + rng.choice((b"\n", b"\n\n", b"\r\n"))
        out += gap + token
    return bytes(out)


def may_part(before: bytearray, token: bytes) -> bool:
    """Whether a gap may come between: not inside `=>`, nor after a prefix or a spaced-out `@`."""
    return not (before.endswith(b"=") and token.startswith(b">")) and not before.endswith((b"@", b"/")) and bool(token)
