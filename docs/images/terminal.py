#!/usr/bin/env python3
"""Records the README's terminal picture: runs the commands below on detector.onnxtxt, in a terminal of their own, and
draws what they print, in its colours, as terminal.svg.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
GRAVEN = Path(os.environ.get("GRAVEN") or HERE.parents[1] / ".build/release/graven").resolve()
# A model that an exporter wrote: Clip of an int64, which its opset does not have yet. With the status of each command.
COMMANDS = {
    "graven text detector.onnx | tee detector.onnxtxt": 0,
    "graven check detector.onnxtxt": 1,
    "graven check --fix detector.onnxtxt": 0,
    "graven fmt --check detector.onnxtxt && graven build detector.onnxtxt -o detector.onnx": 0,
    "graven eval detector.onnx --input boxes=random:7 --dim N=5 --input 'most={3}'": 0,
}
COLUMNS = 118
# In pixels; letters are 0.6 of their size wide in most monospaced fonts.
SIZE, WIDTH, HEIGHT, MARGIN = 14, 8.4, 19, 18
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
BACKGROUND, FOREGROUND = "#16181d", "#d5d9e0"
COLOURS = {31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79b8ff", 35: "#d2a8ff", 36: "#76e3ea"}
ESCAPE = re.compile(r"\x1b\[([\d;]*)m")
Style = tuple[int, ...]
Cell = tuple[str, Style]


def printed(command: str, status: int, folder: Path) -> str:
    """What a command prints on a terminal; it must end in a status, else the picture would tell another story."""
    ours, theirs = pty.openpty()
    variables = {**os.environ, "TERM": "xterm-256color", "PATH": f"{folder}:{os.environ['PATH']}"}
    shell = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=variables, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    said = b""
    # A terminal that nobody holds open any more answers with an error.
    try:
        while data := os.read(ours, 1 << 16):
            said += data
    except OSError:
        pass
    os.close(ours)
    text = said.decode("utf-8").replace("\r\n", "\n").rstrip("\n")
    if shell.wait() != status:
        sys.exit(f"{command}\n{text}\nended with {shell.returncode}, not {status}")
    return text


def rows(text: str) -> Iterator[list[Cell]]:
    """The lines of a terminal: each letter with its style, lines that are too long go on in the next row."""
    style: Style = ()
    for line in text.split("\n"):
        cells: list[Cell] = []
        for place, part in enumerate(ESCAPE.split(line)):
            if place % 2 == 0:
                cells += [(letter, style) for letter in part]
            else:
                codes = tuple(int(code or 0) for code in part.split(";"))
                style = () if 0 in codes else (*style, *codes)
        yield cells[:COLUMNS]
        for start in range(COLUMNS, len(cells), COLUMNS):
            yield cells[start : start + COLUMNS]


def runs(cells: list[Cell]) -> Iterator[tuple[int, str, Style]]:
    """Words and what is between them, by column: a run has one style, and no gap in which fonts could drift apart."""
    start = 0
    for at in range(1, len(cells) + 1):
        if at == len(cells) or cells[at][1] != cells[start][1] or cells[at - 1][0] == " " != cells[at][0]:
            text = "".join(letter for letter, _ in cells[start:at]).rstrip()
            if text:
                yield start, text, cells[start][1]
            start = at


def drawn(cells: list[Cell], row: int) -> str:
    """A row as an SVG text; each run stands at its column whatever the font's width."""
    spans = []
    for column, text, style in runs(cells):
        colour = next((f' fill="{COLOURS[code]}"' for code in style if code in COLOURS), "")
        weight = ' font-weight="bold"' if 1 in style else ""
        spans.append(f'<tspan x="{MARGIN + column * WIDTH:.1f}"{colour}{weight}>{escape(text, quote=False)}</tspan>')
    return f'<text y="{MARGIN + (row + 0.75) * HEIGHT:.1f}">{"".join(spans)}</text>' if spans else ""


def picture(lines: list[list[Cell]]) -> str:
    width, height = round(2 * MARGIN + COLUMNS * WIDTH), 2 * MARGIN + len(lines) * HEIGHT
    texts = "\n".join(text for row, cells in enumerate(lines) if (text := drawn(cells, row)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' font-family="{FONTS}" font-size="{SIZE}" fill="{FOREGROUND}">\n<title>graven text, check, fmt, build and'
        f' eval in a terminal</title>\n<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>\n{texts}\n</svg>\n'
    )


def main() -> None:
    if not GRAVEN.exists():
        sys.exit(f"{GRAVEN} is missing: run `make build`, or name the program in GRAVEN")
    lines: list[list[Cell]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "graven").symlink_to(GRAVEN)
        subprocess.run([GRAVEN, "build", HERE / "detector.onnxtxt", "-o", folder / "detector.onnx"], check=True)
        for command, status in COMMANDS.items():
            lines += [[]] if lines else []
            lines += rows(f"\x1b[1;32m$\x1b[0m \x1b[1m{command}\x1b[0m")
            if said := printed(command, status, folder):
                lines += rows(said)
    (HERE / "terminal.svg").write_text(picture(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
