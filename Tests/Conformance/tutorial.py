#!/usr/bin/env python3
"""docs/tutorial.md does what it says: its commands are run in an empty folder, and print what stands below them.

A fence `console` holds commands after `$ `, each with its output; a fence with `file=NAME` holds a file that a reader makes.
--update writes the outputs into the page.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
from pathlib import Path

from peers.figure import Figure, finish
from peers.places import GRAVEN, ROOT, scratch
from peers.program import require

PAGE = ROOT / "docs/tutorial.md"
FENCE = re.compile(r"^```(?P<kind>\w+)(?: file=(?P<file>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)


def commands(body: str) -> list[tuple[str, str]]:
    """The commands of a block, each with the output that is shown; a line that ends in a backslash goes on."""
    found: list[tuple[str, str]] = []
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif found and not found[-1][1] and found[-1][0].endswith("\\\n"):
            found[-1] = (found[-1][0] + line, "")
        else:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return found


def run(command: str, room: Path) -> str:
    environment = {**os.environ, "PATH": f"{room / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=room / "work",
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout + done.stderr


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--update", action="store_true")
    update = options.parse_args().update
    require()
    figure = Figure("docs/tutorial.md: each command prints what the page shows")
    page = PAGE.read_text(encoding="utf-8")
    with scratch() as folder:
        room = Path(folder)
        for name in ("bin", "work"):
            (room / name).mkdir()
        (room / "bin/graven").symlink_to(GRAVEN)

        def block(match: re.Match[str]) -> str:
            if match["file"]:
                (room / "work" / match["file"]).write_text(match["body"], encoding="utf-8")
                return match[0]
            if match["kind"] != "console":
                return match[0]
            body = ""
            for command, shown in commands(match["body"]):
                said = run(command, room)
                figure.check(said == shown, command.strip(), f"printed {said!r}")
                body += f"$ {command}{said}"
            return f"```console\n{body}```"

        updated = FENCE.sub(block, page)
    if update:
        PAGE.write_text(updated, encoding="utf-8")
    finish(figure)


if __name__ == "__main__":
    main()
