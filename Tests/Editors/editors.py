#!/usr/bin/env python3
"""Real editors, without a screen, as clients of `graven lsp`: Neovim, Emacs with eglot and with lsp-mode, Vim with ALE,
Kate. Each opens the same model, sees what is wrong, asks, completes, renames, formats and mends. All that passes
between editor and server is recorded (tap.py), and must be valid, in order, and what the editor said it can do.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Conformance"))

import kate  # noqa: E402
from peers.figure import Figure, finish  # noqa: E402
from peers.places import GRAVEN, scratch  # noqa: E402
from peers.program import require  # noqa: E402
from server.rules import SERVER, Conversation  # noqa: E402

LIMIT = 120
LAST = "stop"
Outcome = tuple[str, bool, str]
Editor = Callable[[Path, list[str]], Iterator[Outcome]]


def script(*command: str, needs: str, model: str = "model.onnxtxt", **more: str) -> Editor:
    """An editor that runs a script, which prints its outcomes or writes them to REPORT; `more` are variables for it."""

    def run(room: Path, server: list[str]) -> Iterator[Outcome]:
        if shutil.which(needs) is None:
            yield f"{needs} is installed", False, "run `make setup`"
            return
        report = room / "report"
        variables = {
            **os.environ,
            "HOME": str(room),
            "LSP_COMMAND": " ".join(server),
            "MODEL": str(room / model),
            "REPORT": str(report),
            **more,
        }
        try:
            done = subprocess.run(
                command, env=variables, cwd=room, capture_output=True, text=True, timeout=LIMIT, check=False
            )
            said = done.stdout + (report.read_text(encoding="utf-8") if report.exists() else "")
        except subprocess.TimeoutExpired as late:
            said = (late.stdout or b"").decode("utf-8", "replace")
            yield "the script ends", False, f"not within {LIMIT} s"
        yield from read(said)

    return run


def read(said: str) -> Iterator[Outcome]:
    """The outcomes that a script printed; without the last one it broke off."""
    last = ""
    for line in said.splitlines():
        verdict, _, rest = line.partition(" ")
        if verdict == "ok":
            last = rest
            yield rest, True, ""
        elif verdict == "FAIL":
            last, _, why = rest.partition(": ")
            yield last, False, why
    if last != LAST:
        yield "the script runs to its end", False, said[-300:]


def kate_runs(room: Path, server: list[str]) -> Iterator[Outcome]:
    missing = [name for name in ("kate", "Xvfb", "xdotool", "import", "dbus-run-session") if shutil.which(name) is None]
    if missing:
        yield f"{missing[0]} is installed", False, "run `make setup`"
        return
    yield from kate.outcomes(room / "home", room / "model.onnxtxt", room / "recording", server, room / "kate.png")


EDITORS: dict[str, Editor] = {
    "Neovim": script(
        *("nvim", "--headless", "-n", "-u", "NONE", "-i", "NONE", "-c", f"luafile {HERE / 'neovim.lua'}"), needs="nvim"
    ),
    "Emacs, eglot": script("emacs", "--batch", "-l", str(HERE / "eglot.el"), needs="emacs"),
    "Emacs, lsp-mode": script("emacs", "--batch", "-l", str(HERE / "lsp_mode.el"), needs="emacs"),
    "Vim, ALE": script(
        *("vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-S", str(HERE / "ale.vim")), needs="vim"
    ),
    "Kate": kate_runs,
}


def judge(recording: Path) -> tuple[Conversation, list[str]]:
    """What was said, and what the server did wrong."""
    conversation, trouble = Conversation(), []
    if not recording.exists():
        return conversation, ["nothing was said"]
    for line in recording.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "message" in row:
            conversation.say(row["side"], row["message"])
        elif "status" in row:
            conversation.end(row["status"])
        elif row["side"] == SERVER:
            trouble.append(row["trouble"])
    return conversation, trouble + conversation.violations[SERVER]


def try_editor(name: str, editor: Editor, keep: Path | None) -> Figure:
    """One editor in a folder of its own."""
    figure = Figure(f"{name}: a session with the language server")
    with scratch() as folder:
        room = Path(folder)
        shutil.copy(HERE / "model.onnxtxt", room)
        (room / "weights.bin").write_bytes(bytes(288))
        recording = room / "recording"
        server = [sys.executable, str(HERE / "tap.py"), str(recording), str(GRAVEN), "lsp"]
        for case, ok, why in editor(room, server):
            figure.check(ok, case, why[:500])
        conversation, wrong = judge(recording)
        figure.check(not wrong, "the server's messages", "; ".join(wrong[:6]))
        counts = conversation.counts
        figure.notes.append(f"{counts['client']} messages of the editor, {counts[SERVER]} of the server")
        if keep is not None:
            keep.mkdir(exist_ok=True)
            for path in room.glob("*"):
                if path.is_file():
                    shutil.copy(path, keep / f"{name.split(',')[-1].strip().lower()}-{path.name}")
    return figure


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("editors", nargs="*", help="some of: " + "; ".join(EDITORS))
    options.add_argument("--keep", type=Path, help="a folder for recordings and screenshots")
    chosen = options.parse_args()
    require()
    names = [name for name in EDITORS if not chosen.editors or any(one in name for one in chosen.editors)]
    finish(*(try_editor(name, EDITORS[name], chosen.keep) for name in names))


if __name__ == "__main__":
    main()
