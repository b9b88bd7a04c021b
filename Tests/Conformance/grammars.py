#!/usr/bin/env python3
"""The grammars of grammar/ and the server's semantic tokens, each against one annotated text, token by token.

Below each line of Tests/Grammar/sample.onnxtxt, sample.classes has a letter for each character of a token: see
highlighters.py; `V` is a name in quotes, which to a grammar is a string. --show prints what a highlighter does instead.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from peers.figure import Figure, finish
from peers.places import ROOT, scratch
from peers.program import require

FOLDER = ROOT / "Tests/Grammar"
sys.path.insert(0, str(FOLDER))

import highlighters  # noqa: E402

HIGHLIGHTERS = {
    "server": highlighters.server,
    "TextMate": highlighters.textmate,
    "Kate": highlighters.kate,
    "Vim": highlighters.vim,
}


def compare(name: str, text: str, classes: list[str], found: list[str]) -> Figure:
    figure = Figure(f"tokens of the annotated text: {name}")
    for number, (line, expected, letters) in enumerate(zip(text.split("\n"), classes, found, strict=True), 1):
        for token in re.finditer(r"(\S)\1*", expected):
            wanted = "v" if name == "server" and token[1] == "V" else "s" if token[1] == "V" else token[1]
            got = letters[token.start() : token.end()]
            figure.check(
                set(got.replace(" ", wanted) if wanted in "cs" else got) == {wanted},
                f"{number}:{token.start() + 1} {line[token.start() : token.end()]}",
                f"{wanted} expected, found {got}",
            )
    return figure


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", choices=HIGHLIGHTERS)
    chosen = options.parse_args()
    require()
    text = (FOLDER / "sample.onnxtxt").read_text(encoding="utf-8")
    with scratch() as folder:
        room = Path(folder)
        if chosen.show:
            print("\n".join(HIGHLIGHTERS[chosen.show](text, room)))
            return
        classes = (FOLDER / "sample.classes").read_text(encoding="utf-8").split("\n")
        finish(*(compare(name, text, classes, paint(text, room)) for name, paint in HIGHLIGHTERS.items()))


if __name__ == "__main__":
    main()
