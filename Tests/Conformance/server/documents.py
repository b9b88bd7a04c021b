"""Texts of any size that look like models of real exporters, without an error, the same for the same seed.

Of the values 40 % have quoted names with scopes, 10 % of the nodes have notes; there are branches, 20 functions that
are called, and three symbolic dimensions. Weights lie in `weights.bin` beside the text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

WIDTH = 64
SQUARE = WIDTH * WIDTH * 4
WEIGHTS = "weights.bin"
FUNCTIONS = 20
QUOTED, NOTED = 0.4, 0.1
OWNERS = ("vision", "speech", "ranking", "platform")
PARTS = ("self_attention/output", "feed_forward/intermediate", "layer_normalization", "residual_connection")
UNARY = ("Relu", "Sigmoid", "Tanh", "Softplus", "Erf", "Abs", "Neg", "Sign", "Mish", "HardSwish")
BINARY = ("Add", "Mul", "Sub", "Max", "Min")
SOURCE = "/models/transformer/modeling.py"


@dataclass
class Maker:
    """Writes one text; `values` are those that have the model's main type, the latest last."""

    nodes: int
    seed: int
    lines_asked: int = 0
    chance: random.Random = field(init=False)
    lines: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=lambda: ["x"])
    unread: list[str] = field(default_factory=list)
    made: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    # Names

    def scope(self) -> str:
        """The name scope of the node to come, as PyTorch's exporter writes one."""
        layer, part = divmod(self.made, 40)
        return f"/model/transformer/encoder/layers.{layer}/{PARTS[part // 10]}"

    def name(self, operator: str) -> tuple[str, str]:
        """A value's name and its node's, empty where the node has none."""
        if self.chance.random() < QUOTED:
            path = f"{self.scope()}/{operator}_{self.made}"
            return f'"{path}_output_0"', f'["{path}"] '
        return f"{operator.lower()}_{self.made}", ""

    def recent(self) -> str:
        """A value to read: one that nothing reads yet where there are some, else one of the latest."""
        if len(self.unread) > 2 or self.unread and self.chance.random() < 0.6:
            return self.unread.pop(0)
        return self.values[-1 - min(int(self.chance.expovariate(0.4)), len(self.values) - 1)]

    def keep(self, value: str) -> None:
        self.values.append(value)
        self.unread.append(value)

    # Nodes

    def node(self, operator: str, arguments: str, attributes: str = "", indent: str = "  ", keep: bool = True) -> str:
        """Writes a node with one output, and returns that."""
        value, label = self.name(operator.split(".")[-1])
        attributes = f" <{attributes}>" if attributes else ""
        self.lines.append(f"{indent}{label}{value} = {operator}{attributes} ({arguments})")
        if self.chance.random() < NOTED:
            self.note(indent + "  ")
        self.made += 1
        if keep:
            self.keep(value)
        return value

    def note(self, indent: str) -> None:
        kind = self.chance.randrange(3)
        if kind == 0:
            self.lines.append(f'{indent}@meta ["owner": "{self.chance.choice(OWNERS)}"]')
        elif kind == 1:
            line = self.chance.randrange(2000)
            trace = f'File \\"{SOURCE}\\", line {line}, in forward'
            self.lines.append(f'{indent}@meta ["pkg.torch.onnx.stack_trace": "{trace}"]')
        else:
            self.lines.append(f'{indent}@doc "What layer {self.made} does, and why it is there."')

    def unary(self) -> None:
        self.node(self.chance.choice(UNARY), self.recent())

    def binary(self) -> None:
        self.node(self.chance.choice(BINARY), f"{self.recent()}, {self.recent()}")

    def linear(self) -> None:
        weight = f'"encoder.weight.{self.chance.randrange(8)}"'
        product = self.node("MatMul", f"{self.recent()}, {weight}", keep=False)
        self.node("Add", f'{product}, "encoder.bias.{self.chance.randrange(8)}"')

    def normalization(self) -> None:
        self.node("LayerNormalization", f"{self.recent()}, scale, shift", "axis = -1, epsilon = 1.0e-5")

    def attention(self) -> None:
        """Attention over the memory, whose length is another dimension."""
        turned = self.node("Transpose", "memory", "perm = [0, 2, 1]", keep=False)
        scores = self.node("MatMul", f"{self.recent()}, {turned}", keep=False)
        weights = self.node("Softmax", scores, "axis = -1", keep=False)
        self.node("MatMul", f"{weights}, memory")

    def call(self) -> None:
        number = self.chance.randrange(FUNCTIONS)
        self.node(f"local.Block{number}", f"{self.recent()}, {self.recent()}", f"alpha = 0.{1 + number % 9}")

    def branch(self) -> None:
        """An If whose branches use a value from outside."""
        value, label = self.name("If")
        outer, number = self.recent(), self.made
        self.made += 1
        self.lines.append(f"  {label}{value} = If (flag) <")
        for branch, operator in (("then_branch", "Relu"), ("else_branch", "Neg")):
            inner = f"{branch[:4]}_{number}"
            self.lines.append(f"    {branch} = {inner}_graph () => (float[N, T, {WIDTH}] {inner}) {{")
            self.lines.append(f"      {inner}_a = {operator} ({outer})")
            self.lines.append(f"      {inner} = Mul ({inner}_a, {outer})")
            self.lines.append("    }," if branch == "then_branch" else "    }")
            self.made += 2
        self.lines.append("  >")
        self.keep(value)

    KINDS: tuple[tuple[Callable[[Maker], None], int], ...] = (
        (unary, 30),
        (binary, 25),
        (linear, 20),
        (normalization, 8),
        (attention, 6),
        (call, 9),
        (branch, 2),
    )

    # The whole

    def header(self) -> Iterator[str]:
        yield "#!onnx-text 1 unset=domain storage=raw"
        yield "<"
        yield "  ir_version: 10,"
        yield '  producer_name: "pytorch",'
        yield '  producer_version: "2.9.0",'
        yield '  opset_import: ["" : 22, "local" : 1],'
        yield '  metadata_props: ["team": "vision"]'
        yield ">"
        yield (
            f"main_graph (float[N, T, {WIDTH}] x, float[N, M, {WIDTH}] memory, bool flag) => "
            f"(float[N, T, {WIDTH}] result) <"
        )
        for number in range(8):
            data = f'@data("{WEIGHTS}", 0, {SQUARE})'
            yield f'  float[{WIDTH}, {WIDTH}] "encoder.weight.{number}" = {data},'
            yield f'  float[{WIDTH}] "encoder.bias.{number}" = @data("{WEIGHTS}", {256 * number}, 256),'
        yield f'  float[{WIDTH}] scale = @data("{WEIGHTS}", 0, 256),'
        yield f'  float[{WIDTH}] shift = @data("{WEIGHTS}", 256, 256)'
        yield "> {"

    def function(self, number: int) -> Iterator[str]:
        yield ""
        yield f'<domain: "local", opset_import: ["" : 22], doc_string: "block {number}">'
        yield f"Block{number} <alpha: float = 0.5> (a, b) => (c) {{"
        yield "  factor = Constant <value_float: float = @alpha> ()"
        yield "  sum = Add (a, b)"
        yield "  scaled = Mul (sum, factor)"
        yield f"  active = {UNARY[number % len(UNARY)]} (scaled)"
        yield "  c = Add (active, a)"
        yield "}"

    def text(self) -> str:
        """The whole text, of `nodes` nodes or a few more, or of about `lines_asked` lines."""
        self.lines += self.header()
        kinds, shares = zip(*self.KINDS)
        end = FUNCTIONS * 9 + 2
        while self.made < self.nodes or len(self.lines) + end < self.lines_asked:
            self.chance.choices(kinds, shares)[0](self)
        # The result is the sum of what nothing has read.
        self.lines.append(f"  result = Sum ({', '.join(self.unread or self.values[-1:])})")
        self.lines.append("}")
        for number in range(FUNCTIONS):
            self.lines += self.function(number)
        return "\n".join(self.lines) + "\n"


def document(nodes: int, seed: int = 1) -> str:
    """A text of about `nodes` nodes."""
    return Maker(nodes, seed).text()


def long_document(lines: int, seed: int = 1) -> str:
    """A text of about `lines` lines."""
    return Maker(0, seed, lines).text()


def write_weights(folder: Path) -> None:
    """The file that the texts' tensors are in."""
    (folder / WEIGHTS).write_bytes(bytes(SQUARE))
