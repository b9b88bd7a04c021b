"""The text that conversations are about: one of everything, with one finding that has a fix."""

from __future__ import annotations

from pathlib import Path

from peers.places import ROOT

PATH = ROOT / "Tests/Editors/model.onnxtxt"
TEXT = PATH.read_text(encoding="utf-8")
# The same without what is wrong.
RIGHT = TEXT.replace("cliped", "clipped")
# Characters of two, three and four bytes, and of two units in UTF-16, before a name that is not defined.
HEADER = '#!onnx-text 1\n<ir_version: 10, opset_import: ["" : 22]>\n'
WIDE = HEADER + 'g (float[2] "größe€😀") => (float[2] y) {\n  y = Add ("größe€😀", nope)\n}\n'
SMALL = HEADER + "g (float[2] x) => (float[2] y) {\n  y = Relu (x)\n}\n"


def write(folder: Path) -> Path:
    """The text's place in a folder, with its weights; the text itself need not be on disk."""
    (folder / "weights.bin").write_bytes(bytes(288))
    return folder / "model.onnxtxt"
