#!/usr/bin/env python3
"""Whenever the program is stopped while it writes, the target is the old file or the new one, whole.

`kill -9` and `kill` at many moments of `build`, `text` and `fmt`; a disk that is full (a small tmpfs, where mounting is
permitted). After a failure that the program survives, and after `kill`, no temporary file stays.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
from onnx import helper, numpy_helper
from peers.figure import Figure, finish
from peers.places import GRAVEN, scratch
from peers.program import graven, require

MOMENTS = 60


def model(megabytes: int) -> bytes:
    """Random weights of a size, so that writing takes a while."""
    numbers = np.random.default_rng(7).standard_normal(megabytes << 18).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("Identity", ["w"], ["y"])],
        "g",
        [],
        [helper.make_tensor_value_info("y", 1, None)],
        [numpy_helper.from_array(numbers, "w")],
    )
    return helper.make_model(graph).SerializeToString()


def stop_at_many_moments(
    figure: Figure, folder: Path, command: list[str], target: Path, old: bytes, number: int
) -> None:
    """Sends a signal at moments spread over the command's own time; the target must be old or new each time."""
    target.write_bytes(old)
    start = time.perf_counter()
    subprocess.run([GRAVEN, *command], check=True, capture_output=True)
    whole, new = time.perf_counter() - start, target.read_bytes()
    names = set(os.listdir(folder))
    for moment in range(MOMENTS):
        target.write_bytes(old)
        process = subprocess.Popen([GRAVEN, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * (moment + 0.5) / MOMENTS)
        process.send_signal(number)
        process.wait()
        left = set(os.listdir(folder)) - names
        content = target.read_bytes()
        what = f"{command[0]}, signal {number} at {moment + 1}/{MOMENTS} of {whole * 1000:.0f} ms"
        figure.check(content in (old, new), what, f"{len(content):,} bytes, neither old nor new")
        if number != signal.SIGKILL:
            figure.check(not left, what, f"left behind: {sorted(left)}")
        for name in left:
            (folder / name).unlink()


def full_disk(figure: Figure, room: Path, text: bytes) -> None:
    """A target on a file system with room for the old file only."""
    disk = room / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        figure.leave_out("cases of a full disk: mounting a tmpfs is not permitted here", 4)
        return
    try:
        target = disk / "model.onnx"
        for what, old in (("no target yet", None), ("an old target", b"old")):
            if old is not None:
                target.write_bytes(old)
            run = graven("build", "-", "-o", target, stdin=text)
            now = target.read_bytes() if target.exists() else None
            figure.check(run.status == 2 and now == old, f"full disk, {what}", f"{run.said}, changed: {now != old}")
            left = [path for path in disk.iterdir() if path != target]
            figure.check(not left, f"full disk, {what}", f"left behind: {[path.name for path in left]}")
            for path in left:
                path.unlink()
    finally:
        subprocess.run(["umount", disk], check=False)


def main() -> None:
    require()
    figure = Figure("stopped while it writes: the old file or the new one, nothing left")
    with scratch() as name:
        folder = Path(name)
        source, text, crooked = folder / "model.onnx", folder / "model.onnxtxt", folder / "crooked.onnxtxt"
        source.write_bytes(model(16))
        printed = graven("text", source, "--weights", "inline").out
        text.write_bytes(printed)
        unformatted = printed.replace(b"  ", b"     ")
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
            stop_at_many_moments(
                figure,
                folder,
                ["build", str(text), "-o", str(folder / "back.onnx")],
                folder / "back.onnx",
                b"old",
                number,
            )
            stop_at_many_moments(
                figure,
                folder,
                ["text", str(source), "--weights", "inline", "-o", str(folder / "t.onnxtxt")],
                folder / "t.onnxtxt",
                b"old",
                number,
            )
            stop_at_many_moments(figure, folder, ["fmt", str(crooked)], crooked, unformatted, number)
        full_disk(figure, folder, printed)
    finish(figure)


if __name__ == "__main__":
    main()
