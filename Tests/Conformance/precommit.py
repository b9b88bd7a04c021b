#!/usr/bin/env python3
"""The hooks of `.pre-commit-hooks.yaml`, tried with the real pre-commit, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from onnx import TensorProto, helper
from peers.figure import Figure, finish
from peers.places import GRAVEN, ROOT, scratch
from peers.program import require

HOOKS = ".pre-commit-hooks.yaml"
PRE_COMMIT = Path(sys.executable).parent / "pre-commit"
TEXT = b'<ir_version: 10, opset_import: ["": 22]>\ng (float[2] x) => (float[2] y) {\n  y = Relu (x)\n}\n'


def binary(given: str = "x") -> bytes:
    """A model of one node, which is wrong where its input is not there."""
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [2]) for name in "xy"]
    graph = helper.make_graph([helper.make_node("Relu", [given], ["y"], "n")], "g", values[:1], values[1:])
    return helper.make_model(graph, ir_version=10, opset_imports=[helper.make_opsetid("", 22)]).SerializeToString()


class Project:
    """A repository that uses the hooks of another one."""

    def __init__(self, folder: Path) -> None:
        programs = folder / "bin"
        programs.mkdir()
        (programs / "graven").symlink_to(GRAVEN)
        self.environment = {
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(folder / "cache"),
            "PRE_COMMIT_COLOR": "never",
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{who}_{what}": "test@example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        # The hooks alone: a clone of everything would take longer than the hooks.
        self.hooks = self.repository(folder / "hooks")
        shutil.copy(ROOT / HOOKS, self.hooks)
        self.git(self.hooks, "add", "-A")
        self.git(self.hooks, "commit", "-q", "-m", "hooks")
        self.root = self.repository(folder / "project")

    def repository(self, folder: Path) -> Path:
        folder.mkdir()
        self.git(folder, "init", "-q")
        return folder

    def git(self, folder: Path, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=folder, env=self.environment, check=True, capture_output=True)

    def run(self, *arguments: str | Path) -> tuple[int, str]:
        """What pre-commit says, with its exit status."""
        command = [PRE_COMMIT, *arguments]
        done = subprocess.run(
            command, cwd=self.root, env=self.environment, check=False, capture_output=True, text=True, timeout=120
        )
        return done.returncode, done.stdout + done.stderr

    def try_hook(self, hook: str, name: str, content: bytes) -> tuple[int, str]:
        """Stages a file and runs one hook on what is staged."""
        for path in self.root.glob("*.onnx*"):
            self.git(self.root, "rm", "-q", "-f", path.name)
        (self.root / name).write_bytes(content)
        self.git(self.root, "add", "-A", "-f")
        return self.run("try-repo", self.hooks, hook)


def main() -> None:
    require()
    figure = Figure("hooks of pre-commit")
    with scratch() as name:
        project = Project(Path(name))
        status, said = project.run("validate-manifest", ROOT / HOOKS)
        figure.check(status == 0, "the manifest is valid", said)
        for file, wrong, right in (
            ("m.onnx", binary("nope"), binary()),
            ("m.onnxtxt", TEXT.replace(b"(x)", b"(nope)"), TEXT),
            ("m.onnxtext", TEXT.replace(b"(x)", b"(nope)"), TEXT),
        ):
            status, said = project.try_hook("graven-check", file, wrong)
            figure.check(status == 1 and "G002" in said, f"graven-check stops a wrong {file}", said[-300:])
            status, said = project.try_hook("graven-check", file, right)
            figure.check(status == 0 and "Passed" in said, f"graven-check lets a right {file} pass", said[-300:])
        status, said = project.try_hook("graven-check", "m.txt", TEXT)
        figure.check(status == 0 and "Skipped" in said, "graven-check looks at models only", said[-300:])
        status, said = project.try_hook("graven-fmt", "m.onnxtxt", TEXT)
        formatted = (project.root / "m.onnxtxt").read_bytes()
        figure.check(
            status == 1 and "files were modified" in said and formatted != TEXT, "graven-fmt re-formats", said[-300:]
        )
        status, said = project.try_hook("graven-fmt", "m.onnxtxt", formatted)
        figure.check(status == 0 and "Passed" in said, "graven-fmt lets a formatted text pass", said[-300:])
        status, said = project.try_hook("graven-fmt", "m.onnx", binary())
        figure.check(status == 0 and "Skipped" in said, "graven-fmt looks at texts only", said[-300:])
    finish(figure)


if __name__ == "__main__":
    main()
