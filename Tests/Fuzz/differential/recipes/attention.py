"""Attention, rotary embeddings, linear attention."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..draw import Draw, Parts, Shape


def attention(draw: Draw) -> Parts:
    draw.match("T1", "T2")
    batch, kv_heads, times = draw.integer(1, 2), draw.integer(1, 2), draw.integer(1, 2)
    heads, queries, keys = kv_heads * times, draw.integer(1, 4), draw.integer(1, 4)
    width, value_width = 2 * draw.integer(1, 3), draw.integer(1, 4)
    flat = draw.chance(0.4)
    past = draw.integer(1, 3) if draw.chance(0.3) else 0

    def make(parameter: str, count: int, length: int, size: int) -> np.ndarray:
        shape: Shape = (batch, length, count * size) if flat else (batch, count, length, size)
        return draw.tensor(parameter, shape, -1, 1)

    inputs: list[Any] = [
        make("T1", heads, queries, width),
        make("T1", kv_heads, keys, width),
        make("T2", kv_heads, keys, value_width),
    ]
    total = past + keys
    given: dict[str, Any] = {"q_num_heads": heads, "kv_num_heads": kv_heads} if flat else {}
    given |= draw.attributes(scale=draw.number(0.1, 1), softcap=draw.number(1, 5)) if draw.chance(0.4) else {}
    if draw.chance(0.3):
        given["is_causal"] = 1
    mask = None
    if draw.target == "U" or draw.chance(0.4):
        shape = draw.pick(
            [(queries, total), (1, 1, queries, total), (batch, 1, queries, total), (batch, heads, queries, total)]
        )
        mask = draw.tensor("U", shape, -2, 2)
        if mask.dtype == bool:
            mask[..., 0] = True
    inputs.append(mask)
    outputs = [True, False, False, False]
    if past:
        inputs += [
            draw.tensor("T1", (batch, kv_heads, past, width), -1, 1),
            draw.tensor("T2", (batch, kv_heads, past, value_width), -1, 1),
        ]
        outputs[1:3] = [True, True]
    if draw.chance(0.3):
        outputs[3] = True
        given |= draw.attributes(qk_matmul_output_mode=draw.integer(0, 3))
    while not outputs[-1]:
        outputs.pop()
    return Parts(inputs, given, outputs)


def rotary(draw: Draw) -> Parts:
    batch, length, heads, width = draw.integer(1, 2), draw.integer(1, 4), draw.integer(1, 3), 2 * draw.integer(1, 4)
    flat = draw.chance()
    shape = (batch, length, heads * width) if flat else (batch, heads, length, width)
    given = {"num_heads": heads} if flat else {}
    given |= draw.attributes(interleaved=draw.integer(0, 1))
    turned = width
    if draw.chance(0.3) and width > 2:
        turned = given["rotary_embedding_dim"] = 2 * draw.integer(1, width // 2)
    if draw.chance():
        longest = length + 3
        caches, positions = (longest, turned // 2), draw.tensor("int64", (batch, length), 0, longest - 1)
    else:
        caches, positions = (batch, length, turned // 2), None
    inputs = [
        draw.tensor("T", shape, -2, 2),
        draw.tensor("T", caches, -1, 1),
        draw.tensor("T", caches, -1, 1),
        positions,
    ]
    return Parts(inputs, given)


def linear(draw: Draw) -> Parts:
    batch, length, kv_heads, times = draw.integer(1, 2), draw.integer(1, 4), draw.integer(1, 2), draw.integer(1, 2)
    heads, width, value_width = kv_heads * times, draw.integer(1, 4), draw.integer(1, 4)
    rule = draw.pick(["linear", "gated", "delta", "gated_delta"])
    given: dict[str, Any] = {"q_num_heads": heads, "kv_num_heads": kv_heads, "update_rule": rule}
    given |= draw.attributes(scale=draw.number(0.2, 1))
    has_past = draw.chance()
    if not has_past:
        draw.match("T", "S")
    inputs: list[Any] = [
        draw.tensor("T", (batch, length, heads * width), -1, 1),
        draw.tensor("T", (batch, length, kv_heads * width), -1, 1),
        draw.tensor("T", (batch, length, kv_heads * value_width), -1, 1),
        draw.tensor("S", (batch, kv_heads, width, value_width), -1, 1) if has_past else None,
        draw.tensor("T", (batch, length, kv_heads * draw.pick([1, width])), -1, 0) if "gated" in rule else None,
        draw.tensor("T", (batch, length, kv_heads), 0, 1) if "delta" in rule else None,
    ]
    return Parts(inputs, given, 2)


def causal_convolution(draw: Draw) -> Parts:
    batch, channels, length, kernel = draw.integer(1, 2), draw.integer(1, 4), draw.integer(1, 6), draw.integer(1, 4)
    inputs = [
        draw.tensor("T", (batch, channels, length), -1, 1),
        draw.tensor("T", (channels, 1, kernel), -1, 1),
        draw.tensor("T", (channels,), -1, 1) if draw.chance() else None,
        draw.tensor("T", (batch, channels, kernel - 1), -1, 1) if draw.chance() and kernel > 1 else None,
    ]
    return Parts(inputs, draw.attributes(activation=draw.pick(["none", "silu", "swish"])), 2)


RECIPES = {
    "Attention": attention,
    "RotaryEmbedding": rotary,
    "LinearAttention": linear,
    "CausalConvWithState": causal_convolution,
}
