#!/usr/bin/env python3
"""The folders of editors/ in the real editors, and nothing else of ours: each opens a binary model, is told what is wrong
with its text, formats, renames, evaluates and saves. What it saved is the model that was meant, byte for byte.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from peers.figure import Figure, finish
from peers.places import GRAVEN, ROOT, scratch
from peers.program import require

EDITORS = ROOT / "Tests/Editors"
sys.path.insert(0, str(EDITORS))

from editors import Editor, judge, script  # noqa: E402


def model(slope: float = 0.25, total: str = "b") -> bytes:
    """What the sessions open, or what they save: with another slope, and another name for a value."""
    weights = numpy.arange(64, dtype=numpy.float32)
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [2, 64]) for name in ("x", "y")]
    nodes = [
        helper.make_node("LeakyRelu", ["x"], ["a"], "n1", alpha=slope),
        helper.make_node("Add", ["a", "w"], [total], "n2"),
        helper.make_node("Flatten", [total], ["y"], "n3", axis=1),
    ]
    graph = helper.make_graph(nodes, "g", values[:1], values[1:], [numpy_helper.from_array(weights, "w")])
    return helper.make_model(graph, ir_version=10, opset_imports=[helper.make_opsetid("", 22)]).SerializeToString()


def package(name: str, *command: str, needs: str) -> Editor:
    return script(*command, needs=needs, model="model.onnx", PACKAGE=str(ROOT / "editors" / name), GRAVEN=str(GRAVEN))


def lisp(client: str) -> Editor:
    return package("emacs", "emacs", "--batch", "-l", str(EDITORS / f"{client}_package.el"), needs="emacs")


PACKAGES: dict[str, Editor] = {
    "Neovim": package(
        "neovim", *("nvim", "--headless", "-n", "-u", str(EDITORS / "neovim_package.lua"), "-i", "NONE"), needs="nvim"
    ),
    "Vim, ALE": package(
        "vim",
        *("vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-S", str(EDITORS / "ale_package.vim")),
        needs="vim",
    ),
    "Emacs, lsp-mode": lisp("lsp_mode"),
    "Emacs, eglot": lisp("eglot"),
}


def saved(figure: Figure, room: Path) -> None:
    """What the session has written."""
    found = (room / "model.onnx").read_bytes()
    figure.check(found == model(0.5, "sum"), "the binary is what was meant, byte for byte")
    session = onnxruntime.InferenceSession(found, providers=["CPUExecutionProvider"])
    result = session.run(None, {"x": numpy.full((2, 64), -2, numpy.float32)})[0]
    wanted = numpy.broadcast_to(numpy.arange(64, dtype=numpy.float32) - 1, (2, 64))
    figure.check(numpy.array_equal(result, wanted), "ONNX Runtime runs it with the new attribute")
    copy = room / "copy.onnx"
    if copy.exists():
        figure.check(onnx.load(copy) == onnx.load_from_string(found), "a copy under another name is the same model")


def try_package(name: str, editor: Editor, after: Callable[[Figure, Path], None]) -> Figure:
    figure = Figure(f"{name}, by its package: opens, diagnoses, formats, renames, evaluates, saves")
    with scratch() as folder:
        room = Path(folder)
        (room / "model.onnx").write_bytes(model())
        recording = room / "recording"
        server = [sys.executable, str(EDITORS / "tap.py"), str(recording), str(GRAVEN), "lsp"]
        for case, ok, why in editor(room, server):
            figure.check(ok, case, why[:500])
        _, wrong = judge(recording)
        figure.check(not wrong, "the server's messages", "; ".join(wrong[:6]))
        after(figure, room)
    return figure


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("editors", nargs="*", help="some of: " + "; ".join(PACKAGES))
    chosen = options.parse_args()
    require()
    names = [name for name in PACKAGES if not chosen.editors or any(one in name for one in chosen.editors)]
    finish(*(try_package(name, PACKAGES[name], saved) for name in names))


if __name__ == "__main__":
    main()
