#!/usr/bin/env python3
"""JupyterLab in Chromium as a client of `graven lsp`: a model with a mistake is opened, diagnosed, hovered over, has a
value renamed, is mended and saved, with nothing installed but what editors/jupyterlab/README.md says. All that passes
between browser and server is recorded, and must be valid, in order, and what the client said it can do.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
EDITORS = HERE.parent / "Editors"
sys.path[:0] = [str(HERE.parent / "Conformance"), str(EDITORS)]

from editor import LIMIT, Editor, wait  # noqa: E402
from editors import Outcome, judge  # noqa: E402
from lab import TOKEN, jupyterlab  # noqa: E402
from peers.figure import Figure, finish  # noqa: E402
from peers.places import scratch  # noqa: E402
from peers.program import graven, require  # noqa: E402
from playwright.sync_api import Error, sync_playwright  # noqa: E402
from server.rules import SERVER  # noqa: E402

SIZE = {"width": 1120, "height": 700}


def session(editor: Editor, model: Path, pictures: Path) -> Iterator[Outcome]:
    """What was tried, and how it went."""
    yield "the file has its type", wait(lambda: "onnx-text" in editor.status), editor.status
    for line, word in (("producer_name", '"pytorch"'), ("float[8]", "float"), ("b = Identity", "Identity")):
        yield f"{word} has a colour", editor.coloured(line, word), ""
    yield "squiggles", wait(lambda: editor.marks == ["cliped"]), str(editor.marks)
    said = editor.finding("Identity", "cliped")
    yield "a finding's message", "did you mean" in said and "clipped" in said, said
    editor.picture(pictures / "jupyterlab-squiggles.png")
    editor.rest()
    said = editor.hover("Conv <", "Conv ")
    yield "hover: an operator's documentation", "Conv-22" in said and "computes the output" in said, said
    yield "hover: this call's types", "float[N, 8, 26, 26]" in said, said
    editor.picture(pictures / "jupyterlab-hover.png")
    editor.rest()
    said = editor.hover("clipped = ", "clipped")
    yield "hover: a value's type", "float[N, 8, 26, 26]" in said, said
    editor.rest()
    editor.rename("clipped = ", "clipped", "held")
    yield "rename", wait(lambda: "held = local" in editor.text and "Relu (held)" in editor.text), editor.text
    editor.rest()
    editor.replace("Identity", "cliped", "held")
    yield "mended: no squiggles", wait(lambda: not editor.marks), str(editor.marks)
    editor.page.keyboard.press("Control+s")
    yield "save", wait(lambda: "Identity (held)" in model.read_text(encoding="utf-8")), "not in the file"
    text = model.read_text(encoding="utf-8")
    uses = {name: len(re.findall(rf"\b{name}\b", text)) for name in ("clipped", "cliped", "held")}
    yield "all uses are renamed", uses == {"clipped": 0, "cliped": 0, "held": 3}, str(uses)
    check = graven("check", model)
    yield "graven check", check.status == 0, check.said


def browse(address: str, model: Path, pictures: Path) -> Iterator[Outcome]:
    """The session in a browser; what it can't find ends it."""
    with sync_playwright() as playwright:
        # Chromium refuses root its sandbox.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(LIMIT * 1000)
        try:
            page.goto(f"{address}/lab/tree/{model.name}?token={TOKEN}&reset")
            page.wait_for_selector(".jp-FileEditor .cm-content", timeout=3 * LIMIT * 1000)
            editor = Editor(page)
            editor.hide_files()
            yield from session(editor, model, pictures)
        except Error as problem:
            page.screenshot(path=pictures / "failed.png")
            yield "the session runs to its end", False, str(problem)
        finally:
            browser.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pictures", type=Path, help="a folder to write screenshots into")
    chosen = options.parse_args()
    require()
    figure = Figure("JupyterLab: a session with the language server")
    with scratch() as name:
        room = Path(name)
        files, recording = room / "models", room / "recording"
        files.mkdir()
        model = Path(shutil.copy(EDITORS / "model.onnxtxt", files))
        (files / "weights.bin").write_bytes(bytes(288))
        pictures = chosen.pictures or room
        pictures.mkdir(parents=True, exist_ok=True)
        if shutil.which("chromium") is None:
            figure.check(False, "chromium is installed", "run `make test-browser`")
        else:
            with jupyterlab(room, files, recording) as address:
                for case, ok, why in browse(address, model, pictures):
                    figure.check(ok, case, why[:500])
            conversation, wrong = judge(recording)
            figure.check(not wrong, "the server's messages", "; ".join(wrong[:6]))
            counts = conversation.counts
            figure.notes.append(f"{counts['client']} messages of the client, {counts[SERVER]} of the server")
    finish(figure)


if __name__ == "__main__":
    main()
