#!/usr/bin/env python3
"""What the command line promises: exit statuses, help, standard input and output, folders, links, modes, messages."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from onnx import helper
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import Run, graven, require

TEXT = b'<ir_version: 10, opset_import: ["": 22]>\ng (float[2] x) => (float[2] y) {\n  y = Relu (x)\n}\n'
FORMATTED = b'<\n  ir_version: 10,\n  opset_import: ["" : 22]\n>\ng (float[2] x) => (float[2] y) {\n  y = Relu (x)\n}\n'
WRONG = TEXT.replace(b"  y = Relu (x)\n", b"  y = = Relu (x)\n  z = Relu (y\n  w = Relu (x)\n")
COMMANDS = ("text", "build", "verify", "fmt", "edit", "op")
NO_MODELS = {
    "pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 1234\n",
    "page": b"<!DOCTYPE html><html><body>Not found</body></html>",
    "nothing": b"",
}
Check = Callable[[Path, Figure], None]


def binary() -> bytes:
    """A model of one node."""
    values = [helper.make_tensor_value_info(name, 1, [2]) for name in "xy"]
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "g", values[:1], values[1:])
    return helper.make_model(graph, ir_version=10, opset_imports=[helper.make_opsetid("", 22)]).SerializeToString()


def expect(figure: Figure, what: str, run: Run, status: int, *needles: bytes) -> None:
    """The exit status, and words that standard output or error must have."""
    said = run.out + run.err
    missing = [needle for needle in needles if needle not in said]
    figure.check(run.status == status and not missing, what, f"{run.said}; missing {missing}")


def help_and_usage(folder: Path, figure: Figure) -> None:
    expect(figure, "--version", graven("--version"), 0, b"0.")
    expect(figure, "--help", graven("--help"), 0, *(command.encode() for command in COMMANDS))
    for command in COMMANDS:
        expect(
            figure,
            f"{command} --help has an example",
            graven(command, "--help"),
            0,
            f"graven {command} ".encode(),
            b"xample",
        )
    for arguments in (
        ["nonsense"],
        ["text"],
        ["build"],
        ["verify"],
        ["text", "--nonsense", "x"],
        ["text", "x", "--weights", "y"],
    ):
        expect(figure, f"usage error: {' '.join(arguments)}", graven(*arguments), 2)


def operators(folder: Path, figure: Figure) -> None:
    expect(figure, "op: a name", graven("op", "Clip@11"), 0, b"Clip-11", b"Inputs (1 to 3)", b"History", b"Runtimes")
    expect(figure, "op: a name of another domain", graven("op", "com.microsoft.FusedConv"), 0, b"com.microsoft")
    expect(figure, "op: with two colons", graven("op", "ai.onnx.ml::ZipMap@1"), 0, b"ai.onnx.ml.ZipMap-1")
    expect(figure, "op: an unknown name", graven("op", "Convv"), 2, b"did you mean Conv")
    expect(figure, "op: an unknown domain", graven("op", "my.domain.Conv"), 2, b"com.microsoft")
    expect(figure, "op: an unknown version", graven("op", "Conv@99"), 2, b"the newest that is known is 28")
    expect(figure, "op: before the first version", graven("op", "Gelu@19"), 2, b"comes with version 20")


def files_that_are_no_models(folder: Path, figure: Figure) -> None:
    for command in ("text", "build", "verify"):
        expect(
            figure, f"{command}: a file that is not there", graven(command, folder / "absent.onnx"), 2, b"absent.onnx"
        )
        expect(figure, f"{command}: a folder", graven(command, folder), 2)
    for name, content in NO_MODELS.items():
        path = folder / f"{name}.onnx"
        path.write_bytes(content)
        expect(figure, f"text: {name}", graven("text", path), 2, f"{name}.onnx".encode())
    expect(figure, "text: a Git LFS pointer is named", graven("text", folder / "pointer.onnx"), 2, b"LFS", b"F001")
    (folder / "short.onnx").write_bytes(binary()[:-9])
    expect(
        figure, "text: a truncated file is placed", graven("text", folder / "short.onnx"), 2, b"F003", b"graph", b"byte"
    )


def standard_streams(folder: Path, figure: Figure) -> None:
    text = graven("text", "-", stdin=binary())
    expect(figure, "text: standard input to standard output", text, 0, b"Relu")
    built = graven("build", "-", stdin=text.out)
    figure.check(built.out == binary(), "build: standard input to standard output", built.said)
    figure.check(not text.err, "text: silent in a pipe", text.said)
    figure.check(graven("fmt", "-", stdin=TEXT).out == FORMATTED, "fmt: standard input to standard output")
    refused = graven("fmt", "-", "--stdin-filename", "named.onnxtxt", stdin=WRONG)
    expect(figure, "fmt --stdin-filename names the file in messages", refused, 2, b"named.onnxtxt:3:")
    again = graven("text", "-", stdin=text.out)
    figure.check(again.status == 0 and again.out == text.out, "text: takes a text too", again.said)
    kept = graven("build", "-", stdin=binary())
    figure.check(kept.status == 0 and kept.out == binary(), "build: takes a binary too", kept.said)


def output_files(folder: Path, figure: Figure) -> None:
    source, target, link = folder / "m.onnx", folder / "real.onnxtxt", folder / "link.onnxtxt"
    source.write_bytes(binary())
    run = graven("text", source, "-o", target)
    figure.check(run.status == 0 and not run.out and target.exists(), "-o writes the file and nothing else", run.said)
    mask = os.umask(0)
    os.umask(mask)
    figure.check(stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask, "-o: a new file's mode follows the mask")
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target.name)
    graven("text", source, "-o", link)
    figure.check(link.is_symlink() and b"Relu" in target.read_bytes(), "-o: a link's target is replaced, not the link")
    figure.check(stat.S_IMODE(target.stat().st_mode) == 0o640, "-o: the mode stays", oct(target.stat().st_mode))
    before = target.read_bytes()
    (folder / "wrong.onnxtxt").write_bytes(WRONG)
    failed = graven("build", folder / "wrong.onnxtxt", "-o", target)
    figure.check(
        failed.status in (1, 2) and target.read_bytes() == before, "-o: a failure leaves the target", failed.said
    )
    expect(
        figure,
        "-o: a folder that is not there",
        graven("text", source, "-o", folder / "no" / "t.onnxtxt"),
        2,
        b"no/t.onnxtxt",
    )
    figure.check(not [name for name in os.listdir(folder) if name.startswith(".")], "-o: no temporary file stays")


def formatting(folder: Path, figure: Figure) -> None:
    for name in ("a.onnxtxt", "sub/b.onnxtxt", "sub/c.onnxtext", "left/d.onnxtxt", "e.txt", "skipped.onnxtxt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(TEXT)
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("left/\nskipped.*\n")
    check = graven("fmt", "--check", folder)
    figure.check(
        check.status == 1 and (folder / "a.onnxtxt").read_bytes() == TEXT, "fmt --check: 1, changes nothing", check.said
    )
    diff = graven("fmt", "--diff", folder / "a.onnxtxt")
    figure.check(b"\n+++ " in b"\n" + diff.out and (folder / "a.onnxtxt").read_bytes() == TEXT, "fmt --diff", diff.said)
    run = graven("fmt", folder)
    done = {
        name
        for name in ("a.onnxtxt", "sub/b.onnxtxt", "sub/c.onnxtext", "left/d.onnxtxt", "e.txt", "skipped.onnxtxt")
        if (folder / name).read_bytes() == FORMATTED
    }
    figure.check(
        run.status == 0 and done == {"a.onnxtxt", "sub/b.onnxtxt", "sub/c.onnxtext"},
        "fmt: walks folders, honours .gitignore",
        f"{run.said}, formatted {sorted(done)}",
    )
    figure.check(graven("fmt", "--check", folder).status == 0, "fmt --check: 0 when nothing would change")
    (folder / "third").mkdir()
    (folder / "third/x.onnxtxt").write_bytes(TEXT)
    (folder / "graven.toml").write_text('exclude = ["third/"]\n')
    figure.check(graven("fmt", "--check", folder).status == 0, "fmt: honours the exclude of graven.toml")
    figure.check(graven("fmt", "--check", "--no-config", folder).status == 1, "fmt --no-config looks at none")
    figure.check(graven("fmt", "--check", folder / "third/x.onnxtxt").status == 1, "fmt: a file by name is taken")
    (folder / "graven.toml").write_text("exlude = []\n")
    expect(figure, "graven.toml: an unknown key", graven("fmt", folder), 2, b'graven.toml:1:1: unknown key "exlude"')
    (folder / "graven.toml").unlink()
    (folder / "third/x.onnxtxt").unlink()
    stamp = (folder / "a.onnxtxt").stat().st_mtime_ns
    graven("fmt", folder)
    figure.check((folder / "a.onnxtxt").stat().st_mtime_ns == stamp, "fmt: a formatted file is not written again")
    (folder / "link.onnxtxt").symlink_to("e.txt")
    (folder / "e.txt").chmod(0o600)
    graven("fmt", folder / "link.onnxtxt")
    figure.check(
        (folder / "link.onnxtxt").is_symlink()
        and (folder / "e.txt").read_bytes() == FORMATTED
        and stat.S_IMODE((folder / "e.txt").stat().st_mode) == 0o600,
        "fmt: through a link, mode kept",
    )
    (folder / "wrong.onnxtxt").write_bytes(WRONG)
    both = graven("fmt", folder / "wrong.onnxtxt", folder / "e.txt")
    figure.check(
        both.status == 2 and (folder / "wrong.onnxtxt").read_bytes() == WRONG,
        "fmt: what does not parse stays, 2",
        both.said,
    )


def messages(folder: Path, figure: Figure) -> None:
    path = folder / "wrong.onnxtxt"
    path.write_bytes(WRONG)
    run = graven("build", path, "-o", folder / "x.onnx")
    figure.check(
        run.status in (1, 2) and b"wrong.onnxtxt:3:7" in run.err, "build: an error has file, line, column", run.said
    )
    figure.check(run.err.count(b"wrong.onnxtxt:") >= 2, "build: two mistakes are two errors", run.said)
    figure.check(b"\x1b" not in run.err, "no colour in a pipe")
    coloured = graven("build", "--color", "always", path, "-o", folder / "x.onnx")
    figure.check(b"\x1b[" in coloured.err, "--color always", coloured.said)
    comment = graven("build", "-", stdin=TEXT + b"# a comment\n# another\n")
    figure.check(
        comment.status == 0 and comment.err.count(b"comment") == 1, "build: says once that comments go", comment.said
    )
    extension = graven("build", "-", stdin=TEXT.replace(b"(x)", b'(x) @doc "d"'))
    figure.check(
        extension.status == 0 and b"#!onnx-text" in extension.err,
        "build: an extension without a pragma warns",
        extension.said,
    )
    unknown = graven("build", "-", stdin=b"#!onnx-text 7\n" + TEXT)
    expect(figure, "build: an unknown pragma version is named", unknown, unknown.status or 1, b"7")


def verifying(folder: Path, figure: Figure) -> None:
    (folder / "m.onnx").write_bytes(binary())
    expect(figure, "verify: identical", graven("verify", folder / "m.onnx"), 0, b"identical")
    content = binary()
    crooked = content[2:] + content[:2]  # ir_version last
    (folder / "crooked.onnx").write_bytes(crooked)
    expect(figure, "verify: equal is not identical", graven("verify", folder / "crooked.onnx"), 1, b"equal")
    expect(
        figure,
        "verify: several files",
        graven("verify", folder / "m.onnx", folder / "crooked.onnx"),
        1,
        b"identical",
        b"equal",
    )


def editing(folder: Path, figure: Figure) -> None:
    path = folder / "m.onnx"

    def edit(editor: str) -> Run:
        path.write_bytes(binary())
        return graven("edit", path, environment={**os.environ, "EDITOR": editor, "VISUAL": editor})

    run = edit("true")
    figure.check(run.status == 0 and path.read_bytes() == binary(), "edit: nothing changed, nothing written", run.said)
    run = edit("sed -i s/Relu/Tanh/")
    figure.check(
        run.status == 0 and path.read_bytes() == binary().replace(b"Relu", b"Tanh"), "edit: writes the binary", run.said
    )
    run = edit("sed -i s/Relu/=/")
    figure.check(run.status != 0 and path.read_bytes() == binary(), "edit: a mistake leaves the binary", run.said)
    run = edit("false")
    figure.check(
        run.status == 2 and path.read_bytes() == binary(), "edit: the editor's failure leaves the binary", run.said
    )


def main() -> None:
    require()
    checks: tuple[Check, ...] = (
        help_and_usage,
        operators,
        files_that_are_no_models,
        standard_streams,
        output_files,
        formatting,
        messages,
        verifying,
        editing,
    )
    figure = Figure("command line as documented")
    for check in checks:
        with scratch() as name:
            check(Path(name), figure)
    finish(figure)


if __name__ == "__main__":
    main()
