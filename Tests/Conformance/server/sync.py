"""Edits over the wire: the server's text is the client's, and what it finds is what `graven check` finds in it."""

from __future__ import annotations

import collections
import json
import random
from pathlib import Path

from peers.figure import Figure
from peers.program import graven

from . import model
from .capabilities import without
from .documents import write_weights
from .lifecycle import PUSHES, ended, started
from .open import OPTIONS, Document, codes
from .texts import Text, position, units

EDITS = 150
PIECES = (
    "x",
    "\n",
    "nope",
    '"größe€😀"',
    " ",
    "(",
    ")",
    "# 😀\n",
    "  y2 = Relu (x)\n",
    "{",
    '"',
    "float[N]",
    "@meta ",
    "",
)
Key = tuple[int, str]


def checked(path: Path, text: str) -> list[Key]:
    """What `graven check` finds: line, from 0 on, and code."""
    path.write_text(text, encoding="utf-8", newline="")
    run = graven("check", "--format", "json", path)
    rows = json.loads(run.out)["files"][0]["diagnostics"]
    return sorted((one["range"]["start"]["line"] - 1 if one["range"] else 0, one["code"]) for one in rows)


def same_findings(found: list[Key], asked: list[Key]) -> bool:
    """Of a text that does not parse `check` tells what is wrong with its grammar, or that it is no text, no more."""
    if any(code == "K001" for _, code in asked):
        return not collections.Counter(asked) - collections.Counter(found)
    return found == asked or [code for _, code in asked] == ["F002"]


def formatted(text: str) -> str:
    return graven("fmt", "-", stdin=text.encode()).out.decode()


def place(chance: random.Random, text: Text) -> dict[str, int]:
    """A place in a text, at a character's beginning."""
    line = chance.randrange(len(text.lines))
    return text.position(line, chance.randrange(len(text.lines[line]) + 1))


def random_change(chance: random.Random, text: Text) -> tuple[dict, str]:
    """A small change somewhere; now and then a part of several lines is taken out."""
    start = place(chance, text)
    end = start
    if chance.random() < 0.5:
        line = min(len(text.lines) - 1, start["line"] + (chance.random() < 0.2))
        length = units(text.lines[line], text.encoding)
        end = text.position(line, chance.randrange(len(text.lines[line]) + 1)) if length else position(line, 0)
    if (end["line"], end["character"]) < (start["line"], start["character"]):
        start, end = end, start
    return {"start": start, "end": end}, chance.choice(PIECES)


def same_text(document: Document) -> bool:
    """Whether the server has the client's text: what it formats is what `graven fmt` formats."""
    edits = document.ask("formatting", options=OPTIONS) or []
    copy = Text.of(str(document.text), document.text.encoding)
    copy.apply(edits)
    asked = formatted(str(document.text))
    if asked:
        return str(copy) == asked
    # A text that does not parse is not formatted by `fmt`; here what is between its errors may be.
    return "".join(str(copy).split()) == "".join(str(document.text).split())


def random_edits(figure: Figure, folder: Path) -> None:
    """Random edits, several in one message; after each the findings are those of the whole text."""
    write_weights(folder)
    path = folder / "random.onnxtxt"
    for encoding in ("utf-8", "utf-16", "utf-32"):
        chance = random.Random(encoding)
        with started(folder, without(encodings=[encoding])) as client:
            document = Document(client, path, model.WIDE)
            for number in range(EDITS):
                if number % 30 == 29:
                    document.rewrite(model.WIDE if number % 60 == 29 else model.RIGHT)
                changes = []
                text = Text.of(str(document.text), encoding)
                for _ in range(chance.randrange(1, 4)):
                    change = random_change(chance, text)
                    text.replace(*change)
                    changes.append(change)
                document.edits(changes)
                if number % 3 == 0:
                    found = sorted((one["range"]["start"]["line"], one["code"]) for one in document.pulled())
                    asked = checked(path, str(document.text))
                    figure.check(
                        same_findings(found, asked),
                        f"{encoding}: findings after edit {number}",
                        f"{found} asked {asked}",
                    )
            figure.check(same_text(document), f"{encoding}: the text after {EDITS} edits")
            ended(figure, client, f"{encoding}: random edits")


def line_ends(figure: Figure, folder: Path) -> None:
    """Lines may end in CR LF as well. (CR alone ends no line of the format, so that a comment would have no end.)"""
    with started(folder) as client:
        text = model.SMALL.replace("(x)", "(nope)").replace("\n", "\r\n")
        found = Document(client, folder / "ends.onnxtxt", text).pulled()
        lines = [one["range"]["start"]["line"] for one in found if one.get("code") == "G002"]
        figure.check(lines == [3], "lines that end in CR LF", str(found))
        ended(figure, client, "other ends of lines")


def many_findings(figure: Figure, folder: Path) -> None:
    """At most 500 findings are sent, with one that says how many more there are."""
    nodes = "".join(f"  y{number} = Relu (nope{number})\n" for number in range(700))
    text = model.SMALL.replace("  y = Relu (x)\n", f"{nodes}  y = Relu (x)\n")
    with started(folder, PUSHES) as client:
        document = Document(client, folder / "many.onnxtxt", text)
        found = document.pushed()
        total = len(checked(folder / "many.onnxtxt", text))
        figure.check(len(found) <= 501, "at most 500 findings", str(len(found)))
        last = found[-1]["message"]
        figure.check(str(total - len(found) + 1) in last, "how many more there are", f"{last}, of {total}")
        ended(figure, client, "many findings")


def push_order(figure: Figure, folder: Path) -> None:
    """Findings are those of the latest version, and go when a document is closed."""
    with started(folder, PUSHES) as client:
        document = Document(client, model.write(folder), model.TEXT)
        for number in range(40):
            document.edit({"start": position(0, 0), "end": position(0, 0)}, "# more\n" if number % 2 else " ")
        found = document.pushed()
        figure.check(codes(found).count("G002") == 1, "findings after many edits", str(found))
        places = [document.text.slice(one["range"]) for one in found if one.get("code") == "G002"]
        figure.check(places == ["cliped"], "their place", str(places))
        versions = [
            one.message["params"].get("version", 0)
            for one in client.arrivals
            if one.message.get("method") == "textDocument/publishDiagnostics"
        ]
        figure.check(versions == sorted(versions), "versions in order", str(versions))
        mark = client.mark
        document.close()
        gone = client.notification("textDocument/publishDiagnostics", start=mark)
        figure.check(gone["diagnostics"] == [] and gone["uri"] == document.uri, "a closed document has none", str(gone))
        ended(figure, client, "pushed findings")
