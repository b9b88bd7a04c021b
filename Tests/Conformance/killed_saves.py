#!/usr/bin/env python3
"""Saving over a model is killed with SIGKILL, again and again, at moments spread over the whole of it: afterwards the file is
the old one or the new one, whole. Every way of saving is tried, through the editors' packages too.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper
from peers.figure import Figure, finish
from peers.places import GRAVEN, ROOT, scratch
from peers.program import require

KILLS = 30
NUMBERS = 8 << 20
Start = Callable[[Path], subprocess.Popen[bytes]]


def model(operator: str = "LeakyRelu", opset: int = 22, **attributes: float) -> bytes:
    """32 MB of weights and a few nodes."""
    weights = numpy.arange(NUMBERS, dtype=numpy.float32)
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [NUMBERS]) for name in ("x", "y")]
    nodes = [
        helper.make_node(operator, ["x"], ["a"], "n1", **attributes),
        helper.make_node("Add", ["a", "w"], ["y"], "n2"),
    ]
    graph = helper.make_graph(nodes, "g", values[:1], values[1:], [numpy_helper.from_array(weights, "w")])
    return helper.make_model(graph, ir_version=7, opset_imports=[helper.make_opsetid("", opset)]).SerializeToString()


def fixable() -> bytes:
    """A model that `check --fix` changes: a weight that nothing reads."""
    changed = onnx.load_from_string(model(alpha=0.25))
    changed.graph.initializer.append(numpy_helper.from_array(numpy.zeros(3, numpy.float32), "unused"))
    return changed.SerializeToString()


def text() -> bytes:
    """A text that `fmt` changes in every line."""
    nodes = "".join(f"  v{index + 1} =  Relu(v{index})\n" for index in range(60_000))
    return f'<ir_version: 10, opset_import: ["" : 22]>\ng (float[2] v0) => (float[2] v60000) {{\n{nodes}}}\n'.encode()


def process(*command: str | Path, **more) -> subprocess.Popen[bytes]:
    """A program in a session of its own, so that what it starts dies with it."""
    return subprocess.Popen(
        [*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **more
    )


def server(path: Path) -> subprocess.Popen[bytes]:
    """`graven/saveModel`, as editors send it; returns once it is on its way."""
    running = subprocess.Popen(
        [GRAVEN, "lsp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert running.stdin and running.stdout

    def send(method: str, params: object, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
        body = json.dumps(message).encode()
        running.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        running.stdin.flush()

    send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
    running.stdout.readline()
    send("initialized", {})
    changed = (path.parent / "changed.onnxtxt").read_text(encoding="utf-8")
    send("graven/saveModel", {"uri": path.as_uri(), "text": changed}, 2)
    threading.Thread(target=end, args=(running,), daemon=True).start()
    return running


def end(running: subprocess.Popen[bytes]) -> None:
    """Ends a server that has answered; one that is killed has ended."""
    assert running.stdin and running.stdout
    said = b""
    while (more := running.stdout.read1()) and b'"saved"' not in said[-200:] + more:
        said += more
    try:
        running.stdin.close()
    except BrokenPipeError:
        pass


def neovim(path: Path) -> subprocess.Popen[bytes]:
    script = path.parent / "init.lua"
    script.write_text(
        f"vim.g.graven_command = {{ '{GRAVEN}', 'lsp' }}\n"
        f"vim.opt.runtimepath:append('{ROOT / 'editors/neovim'}')\n"
        "vim.api.nvim_create_autocmd('VimEnter', { nested = true, callback = function()\n"
        f"  vim.cmd('edit {path}')\n  vim.cmd('%s/0.25/0.5/')\n  vim.cmd('write')\n  vim.cmd('qall!')\nend }})\n"
    )
    return process("nvim", "--headless", "-n", "-u", script, "-i", "NONE")


def emacs(path: Path) -> subprocess.Popen[bytes]:
    program = (
        f"(progn (add-to-list 'load-path \"{ROOT / 'editors/emacs'}\") (require 'onnx-text-mode)"
        f' (setq make-backup-files nil create-lockfiles nil large-file-warning-threshold nil onnx-text-program "{GRAVEN}")'
        f' (find-file "{path}") (search-forward "0.25") (replace-match "0.5") (save-buffer))'
    )
    return process("emacs", "--batch", "--eval", program)


@dataclass
class Way:
    """A way of saving: the file before and after, and what does it."""

    name: str
    before: bytes
    after: bytes
    start: Start
    suffix: str = ".onnx"


def ways() -> Iterator[Way]:
    old, new = model(alpha=0.25), model(alpha=0.5)
    environment = {**os.environ, "EDITOR": "sed -i s/0.25/0.5/", "VISUAL": ""}
    yield Way("language server, graven/saveModel", old, new, server)
    yield Way(
        "graven build -o", old, new, lambda path: process(GRAVEN, "build", path.parent / "changed.onnxtxt", "-o", path)
    )
    yield Way("graven edit", old, new, lambda path: process(GRAVEN, "edit", path, env=environment))
    yield Way("Neovim, :write", old, new, neovim)
    yield Way("Emacs, save-buffer", old, new, emacs)
    yield Way("graven check --fix", fixable(), old, lambda path: process(GRAVEN, "check", "--fix", path))
    raw = text()
    formatted = raw.replace(b"=  Relu(", b"= Relu (").replace(
        b'<ir_version: 10, opset_import: ["" : 22]>', b'<\n  ir_version: 10,\n  opset_import: ["" : 22]\n>'
    )
    yield Way("graven fmt", raw, formatted, lambda path: process(GRAVEN, "fmt", path), suffix=".onnxtxt")


def kill_saves(figure: Figure, way: Way, room: Path) -> None:
    path = room / f"model{way.suffix}"

    def fresh() -> None:
        for left in room.glob(".*"):
            left.unlink()
        path.write_bytes(way.before)
        path.chmod(0o640)

    fresh()
    if way.suffix == ".onnx":
        shown = subprocess.run([GRAVEN, "text", path], check=True, capture_output=True).stdout
        (room / "changed.onnxtxt").write_bytes(shown.replace(b"0.25", b"0.5"))
    begin = time.perf_counter()
    running = way.start(path)
    running.wait()
    whole = time.perf_counter() - begin
    figure.check(path.read_bytes() == way.after, f"{way.name}: left alone, it saves", f"exit {running.returncode}")

    moments, counts = random.Random(11), dict.fromkeys(("before", "during", "after"), 0)
    for kill in range(KILLS):
        fresh()
        names = set(room.iterdir())
        running = way.start(path)
        time.sleep(whole * 1.1 * (kill + moments.random()) / KILLS)
        try:
            os.killpg(running.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        running.wait()
        found = path.read_bytes()
        figure.check(
            found in (way.before, way.after), f"{way.name}: kill {kill}", f"{len(found)} bytes, neither old nor new"
        )
        figure.check(path.stat().st_mode & 0o777 == 0o640, f"{way.name}: kill {kill}: its mode stays")
        left = set(room.iterdir()) - names
        counts["after" if found == way.after else "during" if left else "before"] += 1
    # What a killed save leaves behind does not disturb the next one.
    path.write_bytes(way.before)
    way.start(path).wait()
    figure.check(path.read_bytes() == way.after, f"{way.name}: the next one saves")
    figure.notes.append(f"{way.name}: killed " + ", ".join(f"{count} {when}" for when, count in counts.items()))
    figure.check(counts["after"] < KILLS, f"{way.name}: some are killed before they are done")


def main() -> None:
    require()
    figure = Figure("kill -9 while saving: the old file or the new one, whole")
    for way in ways():
        with scratch() as room:
            kill_saves(figure, way, Path(room))
    finish(figure)


if __name__ == "__main__":
    main()
