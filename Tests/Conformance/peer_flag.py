#!/usr/bin/env python3
"""`graven text --peer`: onnx.parser reads it, and its model equals the original up to what `--peer` listed.

Packing and set-but-empty fields do not count, here and in the figure for onnx.printer's own text beside it. The share
that comes back without any loss, listed or not, is printed as a note, so that listing can't stand for keeping.
"""

from __future__ import annotations

import hashlib
import re
from multiprocessing import Pool
from pathlib import Path

import onnx
import onnx.parser
import onnx.printer
from peers.compare import differences, without_packing
from peers.corpus import PARTS, backend_models, corpus_models, label, missing_corpus, read
from peers.figure import Figure, finish
from peers.program import graven, require

FIELD_PATH = re.compile(r"(?<![\w.])[a-z_]+(?:\[\d+\])?(?:\.[a-z_]+(?:\[\d+\])?)*(?![\w.]*\()")


def listed(messages: bytes) -> set[str]:
    """The field paths that `--peer` names, each at the start of a line or after a colon and a space."""
    found = set()
    for line in messages.decode("utf-8", "replace").splitlines():
        found.update(match.group() for match in FIELD_PATH.finditer(line))
    return found


def covered(path: str, paths: set[str]) -> bool:
    """Whether a path or something above it is listed."""
    steps = re.split(r"(?=[.\[])", path)
    return any("".join(steps[:count]) in paths for count in range(1, len(steps) + 1))


def losses(text: str, model: onnx.ModelProto) -> list[str] | str:
    """Paths that differ after the reference has read a text; a string where it can't."""
    try:
        back = onnx.parser.parse_model(text)
    except Exception as problem:  # ParseError and others
        return str(problem).splitlines()[0]
    return list(differences(without_packing(model), without_packing(back)))


def attempt(path: Path) -> tuple[str, str, bool, bool]:
    """The case, why it fails (empty: it does not), whether nothing is lost, whether onnx.printer loses nothing."""
    model = read(path.read_bytes())
    if model is None:
        return label(path), "unreadable", False, False
    try:
        peer = losses(onnx.printer.to_text(model), model) == []
    except Exception:  # strings that are not UTF-8
        peer = False
    run = graven("text", "--peer", "--weights", "inline", path)
    if not run.out:
        return label(path), f"text: {run.said}", False, peer
    try:
        lost = losses(run.out.decode(), model)
    except UnicodeDecodeError as problem:
        return label(path), str(problem), False, peer
    if isinstance(lost, str):
        return label(path), f"onnx.parser: {lost}", False, peer
    paths = listed(run.err)
    unlisted = [where for where in lost if not covered(where, paths)]
    return label(path), f"lost and not listed: {unlisted[0]}" if unlisted else "", not lost, peer


def main() -> None:
    require()
    figure = Figure("text --peer: equal in onnx.parser, up to what was listed", asked=0.98)
    missing_corpus(figure, *PARTS)
    content = {hashlib.sha256(path.read_bytes()).digest(): path for path in [*backend_models(), *corpus_models(*PARTS)]}
    whole = peer_whole = 0
    with Pool(2) as pool:
        for where, why, kept, peer in pool.imap(attempt, content.values(), chunksize=16):
            if why == "unreadable":
                figure.leave_out("files that protobuf can't read")
                continue
            figure.check(not why, where, why)
            whole, peer_whole = whole + kept, peer_whole + peer
    total = figure.total or 1
    figure.notes.append(
        f"without any loss: {100 * whole / total:.1f} %; onnx.printer's own text: {100 * peer_whole / total:.1f} %"
    )
    finish(figure)


if __name__ == "__main__":
    main()
