#!/usr/bin/env python3
"""`graven git` with the real git: models as texts in diff, log, merge and rebase, with Git LFS and without."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import numpy
import onnx
import onnxruntime
from onnx import helper, numpy_helper
from peers.figure import Figure, finish
from peers.places import GRAVEN, scratch
from peers.program import require

ATTRIBUTES = "*.onnx diff=onnx merge=onnx"
NODES = 500


def model(
    nodes: int = 8,
    slopes: dict[int, float] | None = None,
    weight: int = 0,
    without: int | None = None,
    more: bool = False,
) -> bytes:
    """A chain of LeakyRelu and Add. `slopes` changes single attributes, `weight` the seed of the weights, `without` takes
    a node out, `more` uses the value of the node before the last a second time."""
    values = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [2, 64]) for name in ("x", "y")]
    made, last = [], "x"
    for index in range(nodes):
        name = "y" if index == nodes - 1 else f"v{index}"
        if index == without:
            continue
        if index % 2:
            made.append(helper.make_node("Add", [last, "w"], [name], f"n{index}"))
        else:
            slope = (slopes or {}).get(index, 0.25)
            made.append(helper.make_node("LeakyRelu", [last], [name], f"n{index}", alpha=slope))
        last = name
    if more:
        made.append(helper.make_node("Neg", [f"v{nodes - 3}"], ["z"], "more"))
        values.append(helper.make_tensor_value_info("z", onnx.TensorProto.FLOAT, [2, 64]))
    weights = numpy.random.default_rng(weight).standard_normal(64, dtype=numpy.float32)
    graph = helper.make_graph(
        made, "chain", values[:1], values[1:], initializer=[numpy_helper.from_array(weights, "w")]
    )
    return helper.make_model(graph, ir_version=10, opset_imports=[helper.make_opsetid("", 22)]).SerializeToString()


def same(found: bytes, wanted: bytes) -> bool:
    """Whether two binaries are the same model."""
    return onnx.load_from_string(found) == onnx.load_from_string(wanted)


class Repository:
    """A repository with one model, in a home of its own."""

    def __init__(self, room: Path, lfs: bool = False) -> None:
        programs = room / "bin"
        programs.mkdir()
        (programs / "graven").symlink_to(GRAVEN)
        self.home = room / "home"
        self.home.mkdir()
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
            "PATH": f"{programs}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_EDITOR": "true",
            **{f"GIT_{who}_{what}": "test@example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        self.root = room / "models"
        self.root.mkdir()
        self.path = self.root / "m.onnx"
        self.git("init", "-q", "-b", "main")
        if lfs:
            self.git("lfs", "install", "--local")
            (self.root / ".gitattributes").write_text("*.onnx filter=lfs diff=lfs merge=lfs -text\n")
        self.setup = self.run("graven", "git", "setup")
        self.commit(model(), "first")

    def run(self, *command: str | Path, cwd: Path | None = None) -> tuple[int, str]:
        done = subprocess.run(
            [*map(str, command)],
            cwd=cwd or self.root,
            env=self.environment,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")

    def git(self, *arguments: str) -> str:
        status, said = self.run("git", *arguments)
        if status:
            raise RuntimeError(f"git {' '.join(arguments)}: {said}")
        return said

    def commit(self, content: bytes, message: str) -> None:
        self.path.write_bytes(content)
        self.git("add", "-A")
        if self.git("status", "--short"):
            self.git("commit", "-q", "-m", message)

    def branches(self, ours: bytes, theirs: bytes, base: bytes) -> None:
        """Two branches, main and theirs, that change one model."""
        self.git("checkout", "-q", "main")
        self.run("git", "branch", "-D", "theirs")
        self.commit(base, "base")
        self.git("checkout", "-q", "-b", "theirs")
        self.commit(theirs, "theirs")
        self.git("checkout", "-q", "main")
        self.commit(ours, "ours")


def changed(diff: str) -> list[str]:
    """A diff's removed and added lines."""
    return [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def setting_up(figure: Figure, room: Path) -> None:
    repository = Repository(room)
    attributes = repository.root / ".gitattributes"
    figure.check(repository.setup[0] == 0, "setup in a repository", repository.setup[1])
    figure.check(attributes.read_text() == ATTRIBUTES + "\n", "setup writes .gitattributes", attributes.read_text())
    repository.run("graven", "git", "setup")
    figure.check(attributes.read_text() == ATTRIBUTES + "\n", "setup twice writes one line", attributes.read_text())
    attributes.write_text("*.bin -text")
    repository.run("graven", "git", "setup")
    figure.check(attributes.read_text() == f"*.bin -text\n{ATTRIBUTES}\n", "other lines stay", attributes.read_text())
    figure.check("graven git textconv" in repository.git("config", "diff.onnx.textconv"), "the name is short on PATH")
    outside = room / "outside"
    outside.mkdir()
    status, said = repository.run("graven", "git", "setup", cwd=outside)
    figure.check(status == 2 and "--global" in said, "outside of a repository: says what to do", said)
    status, said = repository.run("graven", "git", "setup", "--global", cwd=outside)
    figure.check(status == 0, "setup --global", said)
    found = repository.home / "config/git/attributes"
    figure.check(found.exists() and found.read_text() == ATTRIBUTES + "\n", "global attributes")
    # By its path, where the shell does not find it by name, and even where that has a quote in it.
    odd = room / "it's here"
    odd.mkdir()
    shutil.copy(GRAVEN, odd / "other")
    repository.run(odd / "other", "git", "setup")
    repository.path.write_bytes(model(slopes={2: 0.5}))
    shown = repository.git("diff", "m.onnx")
    figure.check(len(changed(shown)) == 2, "a program that is not on PATH", shown[:300])


def differences(figure: Figure, room: Path) -> None:
    repository = Repository(room)
    repository.commit(model(NODES), "long")
    repository.path.write_bytes(model(NODES, slopes={250: 0.5}))
    lines = changed(repository.git("diff"))
    figure.check(
        len(lines) == 2 and "0.25" in lines[0] and "0.5" in lines[1],
        f"an attribute of {NODES} nodes: one line removed, one added",
        "\n".join(lines[:6]),
    )
    figure.check("@@ chain (" in repository.git("diff"), "the graph's name stands above the change")
    repository.path.write_bytes(model(NODES, weight=1))
    lines = changed(repository.git("diff"))
    figure.check(
        len(lines) == 2 and all('@data("sha256:' in line and "float[64] w" in line for line in lines),
        "a weight: its digests",
        "\n".join(lines[:6]),
    )
    figure.check(max(map(len, repository.git("diff").splitlines())) < 300, "weights are never shown in full")
    repository.commit(model(NODES, slopes={2: 0.5}), "changed")
    first = repository.git("log", "-p")
    figure.check(
        len(changed(first)) > 500 and first == repository.git("log", "-p"), "log -p from the cache is the same"
    )
    figure.check("refs/notes/textconv/onnx" in repository.git("for-each-ref"), "texts are cached")
    repository.run("graven", "git", "setup")
    figure.check("textconv" not in repository.git("for-each-ref"), "setup empties the cache")


def oddities(figure: Figure, room: Path) -> None:
    """What is no whole model must not stop git diff."""
    repository = Repository(room)
    external = onnx.load_from_string(model())
    tensor = external.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="gone.bin")
    cases = {
        "external data that is absent": (external.SerializeToString(), '"location": "gone.bin"'),
        "a damaged model": (model()[:-40], "# no model: the file ends inside"),
        "an empty file": (b"", "# no model: the file is empty"),
        "a web page": (b"<!DOCTYPE html><p>404", "a web page was saved"),
        "a pointer of Git LFS": (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 5\n",
            "+oid sha256:0000",
        ),
        "a text": (b'<ir_version: 10, opset_import: ["" : 22]>\ng () => () {}\n', "+g () => () {}"),
    }
    for case, (content, expected) in cases.items():
        repository.path.write_bytes(content)
        status, said = repository.run("git", "diff")
        figure.check(status == 0 and expected in said, f"diff of {case}", said[:400])


def clean_merges(figure: Figure, room: Path) -> None:
    repository = Repository(room)
    ways = {
        "attributes of two nodes": (dict(slopes={0: 0.5}), dict(slopes={6: 0.75}), dict(slopes={0: 0.5, 6: 0.75})),
        "attributes of nodes side by side": (
            dict(nodes=9, slopes={2: 0.5}),
            dict(nodes=9, weight=4, slopes={4: 0.5}),
            dict(nodes=9, weight=4, slopes={2: 0.5, 4: 0.5}),
        ),
        "our attribute, their weights": (dict(slopes={0: 0.5}), dict(weight=3), dict(slopes={0: 0.5}, weight=3)),
        "our weights, their attribute": (dict(weight=3), dict(slopes={0: 0.5}), dict(slopes={0: 0.5}, weight=3)),
        "their node": (dict(slopes={0: 0.5}), dict(more=True), dict(slopes={0: 0.5}, more=True)),
        "the same change twice": (
            dict(slopes={0: 0.5}),
            dict(slopes={0: 0.5}, weight=1),
            dict(slopes={0: 0.5}, weight=1),
        ),
    }
    for case, (ours, theirs, both) in ways.items():
        base = model(nodes=ours.get("nodes", 8))
        for how in ("merge", "rebase"):
            repository.branches(model(**ours), model(**theirs), base)
            command = ["merge", "-q", "-m", "merged", "theirs"] if how == "merge" else ["rebase", "-q", "theirs"]
            status, said = repository.run("git", *command)
            figure.check(status == 0 and same(repository.path.read_bytes(), model(**both)), f"{how}: {case}", said)
            figure.check(repository.git("status", "--short") == "", f"{how}: {case}: nothing is left", said)
            repository.run("git", "rebase", "--abort")
    onnxruntime.InferenceSession(repository.path.read_bytes(), providers=["CPUExecutionProvider"])

    repository.branches(model(slopes={0: 0.5}), model(slopes={6: 0.75}), model())
    repository.git("mv", "m.onnx", "renamed.onnx")
    repository.git("commit", "-q", "-m", "renamed")
    status, said = repository.run("git", "merge", "-q", "-m", "merged", "theirs")
    found = (repository.root / "renamed.onnx").read_bytes()
    figure.check(status == 0 and same(found, model(slopes={0: 0.5, 6: 0.75})), "merge: we renamed the model", said)


def conflicts(figure: Figure, room: Path) -> None:
    repository = Repository(room)
    text, theirs = repository.root / "m.merge.onnxtxt", repository.root / "m.theirs.onnx"

    def finish_with(case: str, choice: str, wanted: bytes) -> None:
        """Resolves each conflict for one side, and follows what the driver said."""
        kept, side = [], ""
        for line in text.read_text().splitlines(keepends=True):
            if line[:7] in ("<<<<<<<", "=======", ">>>>>>>"):
                side = {"<": "ours", "=": "theirs", ">": ""}[line[0]]
            elif side in ("", choice):
                kept.append(line)
        text.write_text("".join(kept))
        status, said = repository.run("graven", "build", text, "-o", repository.path)
        figure.check(status == 0 and same(repository.path.read_bytes(), wanted), f"{case}: {choice} is built", said)

    for case, ours, other in (
        ("an attribute changed twice", dict(slopes={4: 0.5}), dict(slopes={4: 0.75})),
        ("weights changed twice", dict(weight=1), dict(weight=2)),
        ("an attribute and weights", dict(slopes={4: 0.5}, weight=1), dict(slopes={4: 0.75}, weight=2)),
    ):
        for choice in ("ours", "theirs"):
            repository.branches(model(**ours), model(**other), model())
            status, said = repository.run("git", "merge", "theirs")
            figure.check(status == 1 and "CONFLICT" in said, f"{case}: git stops", said)
            figure.check(repository.path.read_bytes() == model(**ours), f"{case}: the model stays as ours")
            figure.check("<<<<<<< ours" in text.read_text(), f"{case}: markers beside the model", said)
            figure.check("graven build m.merge.onnxtxt -o m.onnx" in said, f"{case}: says how to go on", said)
            figure.check(theirs.exists() == ("weight" in other), f"{case}: their weights are kept if needed")
            finish_with(case, choice, model(**(ours if choice == "ours" else other)))
            text.unlink()
            theirs.unlink(missing_ok=True)
            repository.git("add", "m.onnx")
            repository.git("commit", "-q", "-m", "merged")

    # No line is changed twice, but what they use is no longer there.
    repository.branches(model(without=5), model(more=True), model())
    status, said = repository.run("git", "merge", "theirs")
    figure.check(status == 1 and "v5" in said, "a merge that makes a wrong model", said)
    figure.check("<<<<" not in text.read_text() and "Neg" in text.read_text(), "its text is left", said)
    figure.check(repository.path.read_bytes() == model(without=5), "the model stays as ours")
    repository.git("merge", "--abort")
    text.unlink()

    repository.branches(model(slopes={4: 0.5}), model()[:-30], model())
    status, said = repository.run("git", "merge", "theirs")
    figure.check(
        status == 1 and "damaged" in said and repository.path.read_bytes() == model(slopes={4: 0.5}),
        "a damaged side",
        said,
    )
    repository.git("merge", "--abort")

    repository.git("checkout", "-q", "-b", "added")
    (repository.root / "new.onnx").write_bytes(model(slopes={0: 0.5}))
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "added")
    repository.git("checkout", "-q", "main")
    (repository.root / "new.onnx").write_bytes(model(slopes={0: 0.75}))
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "added too")
    status, said = repository.run("git", "merge", "added")
    merged = repository.root / "new.merge.onnxtxt"
    figure.check(status == 1 and merged.exists(), "a model added on both sides", said)
    figure.check(merged.exists() and merged.read_text().count("<<<<<<<") == 1, "what both share stands once")


def large_files(figure: Figure, room: Path) -> None:
    """Git LFS keeps the models; git itself sees pointers."""
    repository = Repository(room, lfs=True)
    attributes = (repository.root / ".gitattributes").read_text()
    figure.check(attributes.endswith(f"-text\n{ATTRIBUTES}\n"), "LFS: its line stays, ours comes after", attributes)
    figure.check("git-lfs" in repository.git("show", "--no-textconv", "HEAD:m.onnx"), "LFS: a pointer is committed")
    repository.path.write_bytes(model(slopes={2: 0.5}))
    figure.check(len(changed(repository.git("diff"))) == 2, "LFS: diff", repository.git("diff")[:500])
    repository.branches(model(slopes={0: 0.5}), model(slopes={6: 0.75}), model())
    status, said = repository.run("git", "merge", "-q", "-m", "merged", "theirs")
    wanted = model(slopes={0: 0.5, 6: 0.75})
    figure.check(status == 0 and same(repository.path.read_bytes(), wanted), "LFS: merge", said)
    figure.check("git-lfs" in repository.git("cat-file", "-p", "HEAD:m.onnx"), "LFS: the merge is a pointer again")
    figure.check(repository.git("status", "--short") == "", "LFS: nothing is left", repository.git("status"))
    repository.branches(model(slopes={4: 0.5}, weight=1), model(slopes={4: 0.75}, weight=2), model())
    status, said = repository.run("git", "merge", "theirs")
    figure.check(status == 1 and (repository.root / "m.theirs.onnx").exists(), "LFS: conflict", said)
    figure.check(same(repository.path.read_bytes(), model(slopes={4: 0.5}, weight=1)), "LFS: the model stays as ours")
    left = sorted(path.name for path in repository.root.iterdir() if path.name.startswith(".merge"))
    figure.check(not left, "LFS: no temporary files are left", str(left))


def main() -> None:
    require()
    figure = Figure("models in git: diff, log, merge, rebase, LFS")
    for part in (setting_up, differences, oddities, clean_merges, conflicts, large_files):
        with scratch() as room:
            part(figure, Path(room))
    finish(figure)


if __name__ == "__main__":
    main()
