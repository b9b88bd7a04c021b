#!/usr/bin/env python3
"""What people wait for every day: `git log -p` over a large model, opening a 2 GB model in Neovim, a new virtual
environment with the wheel. Needs `make wheel` for the last; 5 GB of scratch files lie in --room (default: a temporary folder).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Conformance"))

import numpy  # noqa: E402
import onnx  # noqa: E402
from onnx import helper, numpy_helper  # noqa: E402
from peers.places import GRAVEN, ROOT  # noqa: E402

COMMITS = 20
ROUNDS = 5
PACKAGES = ROOT / ".build/packages"


def timed(*command: str | Path, **options) -> float:
    begin = time.perf_counter()
    subprocess.run([*map(str, command)], check=True, capture_output=True, **options)
    return time.perf_counter() - begin


def hundred_megabytes(slope: float) -> bytes:
    weights = numpy.random.default_rng(1).standard_normal((25, 1_000_000), dtype=numpy.float32)
    names = [f"w{index}" for index in range(len(weights))]
    nodes = [helper.make_node("LeakyRelu", ["x"], ["v"], "first", alpha=slope)]
    for index, name in enumerate(names):
        nodes.append(
            helper.make_node("Add", ["v" if index == 0 else f"v{index}", name], [f"v{index + 1}"], f"n{index}")
        )
    values = [
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1_000_000]) for name in ("x", f"v{len(names)}")
    ]
    tensors = [numpy_helper.from_array(row, name) for row, name in zip(weights, names, strict=True)]
    graph = helper.make_graph(nodes, "g", values[:1], values[1:], tensors)
    return helper.make_model(graph, ir_version=10, opset_imports=[helper.make_opsetid("", 22)]).SerializeToString()


def log(room: Path) -> tuple[float, float]:
    """Seconds of the first `git log -p`, and of the second."""
    programs, models = room / "bin", room / "models"
    programs.mkdir()
    models.mkdir()
    (programs / "graven").symlink_to(GRAVEN)
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(room)}
    environment |= {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def git(*arguments: str) -> float:
        return timed("git", *arguments, cwd=models, env=environment)

    git("init", "-q")
    # Compressing random numbers is git's time, and would be most of the bench's.
    git("config", "core.compression", "0")
    timed("graven", "git", "setup", cwd=models, env=environment)
    content = hundred_megabytes(0)
    for commit in range(COMMITS):
        (models / "m.onnx").write_bytes(hundred_megabytes(commit / 64) if commit else content)
        git("add", "-A")
        git("commit", "-q", "-m", f"commit {commit}")
    first = git("log", "-p")
    return first, statistics.median(git("log", "-p") for _ in range(ROUNDS))


def two_gigabytes(path: Path) -> None:
    """A model of 2,000 weights of a megabyte, written a piece at a time."""
    graph = onnx.GraphProto(name="large")
    graph.input.append(helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1 << 18]))
    graph.output.append(helper.make_tensor_value_info("v2000", onnx.TensorProto.FLOAT, [1 << 18]))
    for index in range(2000):
        graph.node.append(helper.make_node("Add", ["x" if index == 0 else f"v{index}", f"w{index}"], [f"v{index + 1}"]))
    weights = bytes(1 << 20)

    def varint(number: int) -> bytes:
        digits = b""
        while number > 127:
            digits += bytes([number & 127 | 128])
            number >>= 7
        return digits + bytes([number])

    def tensors():
        for index in range(2000):
            tensor = onnx.TensorProto(dims=[1 << 18], data_type=onnx.TensorProto.FLOAT, name=f"w{index}")
            head = tensor.SerializeToString() + b"\x4a" + varint(len(weights))
            yield b"\x2a" + varint(len(head) + len(weights)) + head, weights

    # onnx.proto: GraphProto is field 7 of the model, an initializer is field 5 of the graph.
    rest = graph.SerializeToString()
    size = len(rest) + sum(len(head) + len(body) for head, body in tensors())
    model = helper.make_model(onnx.GraphProto(), ir_version=10, opset_imports=[helper.make_opsetid("", 22)])
    model.ClearField("graph")
    with path.open("wb") as out:
        out.write(model.SerializeToString() + b"\x3a" + varint(size) + rest)
        for head, body in tensors():
            out.write(head)
            out.write(body)


def open_in_neovim(room: Path) -> float:
    """Seconds from the command that opens the model until its text is there."""
    path, report, script = room / "large.onnx", room / "report", room / "init.lua"
    two_gigabytes(path)
    script.write_text(
        f"vim.g.graven_command = {{ '{GRAVEN}', 'lsp' }}\n"
        f"vim.opt.runtimepath:append('{ROOT / 'editors/neovim'}')\n"
        "vim.api.nvim_create_autocmd('VimEnter', { nested = true, callback = function()\n"
        "  local begin = vim.loop.hrtime()\n"
        f"  vim.cmd('edit {path}')\n"
        "  assert(vim.api.nvim_buf_line_count(0) > 4000)\n"
        f"  vim.fn.writefile({{ tostring((vim.loop.hrtime() - begin) / 1e9) }}, '{report}')\n"
        "  vim.cmd('qall!')\nend })\n"
    )
    seconds = []
    for _ in range(ROUNDS):
        timed("nvim", "--headless", "-n", "-u", script, "-i", "NONE")
        seconds.append(float(report.read_text()))
    return statistics.median(seconds)


def new_environment(room: Path) -> float:
    """Seconds until a new virtual environment has checked its first model."""
    model = room / "model.onnxtxt"
    model.write_text('<ir_version: 10, opset_import: ["" : 22]>\ng (float[2] x) => (float[2] y) {\n  y = Relu (x)\n}\n')
    seconds = []
    for round in range(ROUNDS):
        environment = room / f"venv{round}"
        begin = time.perf_counter()
        timed(sys.executable, "-m", "venv", environment)
        timed(environment / "bin/pip", "install", "--no-index", "--find-links", PACKAGES, "graven")
        timed(environment / "bin/graven", "check", model)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--room", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.room) as folder:
        room = Path(folder)
        first, second = log(room)
        wheel = next(PACKAGES.glob("*.whl"), None)
        rows = [
            (f"git log -p, {COMMITS} commits of a 100 MB model, first run", first, None),
            ("git log -p again", second, 1.0),
            ("opening a 2 GB model in Neovim", open_in_neovim(room), 0.5),
        ]
        if wheel:
            rows += [
                ("a new virtual environment to the first check", new_environment(room), 5.0),
                (f"{wheel.name}, MB", wheel.stat().st_size / 1e6, 25.0),
            ]
    print(f"{'what':70} {'reached':>9} {'asked':>7}")
    for what, reached, asked in rows:
        verdict = "" if asked is None else f" {asked:7g}" + ("" if reached < asked else "  NOT REACHED")
        print(f"{what:70} {reached:9.3f}{verdict}")
    if wheel is None:
        print("no wheel: run `make wheel` first")


if __name__ == "__main__":
    main()
