"""A model there and back through the program: the three ways that weights can go."""

from __future__ import annotations

import tempfile
from pathlib import Path

from .program import graven

WAYS = ("reference", "inline", "safetensors")


def there_and_back(content: bytes, way: str, room: Path, extra: tuple[str, ...] = ()) -> tuple[bytes | None, str]:
    """The binary that comes back, or `None` and why not.

    The text of `reference` takes its weights from the source, which therefore stays; the others must do without it.
    """
    with tempfile.TemporaryDirectory(dir=room) as name:
        folder = Path(name)
        source, text, back = folder / "model.onnx", folder / "model.onnxtxt", folder / "back.onnx"
        source.write_bytes(content)
        run = graven("text", source, "--weights", way, *extra, "-o", text, limit=300)
        if not text.exists():
            return None, f"text: {run.said}"
        if way != "reference":
            source.unlink()
        built = graven("build", text, "-o", back, limit=300)
        if built.status != 0 or not back.exists():
            return None, f"build: {built.said}"
        return back.read_bytes(), ""


def first_difference(left: bytes, right: bytes) -> str:
    """Where two files part, for a report."""
    at = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
    return f"differs at byte {at} ({len(left)} bytes there, {len(right)} back)"
