"""How each highlighter colours a text: for each character of each line a letter, or a space where it has no class.

c comment, s string, n number, t type, w keyword, k key, f function or operator, d note, v name.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from pathlib import Path

from peers.places import GRAVEN, ROOT

GRAMMAR = ROOT / "grammar"
LETTERS = {
    "Comment": "c", "String": "s", "Number": "n", "Type": "t", "Keyword": "w", "Key": "k", "Function": "f", "Note": "d",
    "Name": "v",
}  # fmt: skip
KINDS = {
    "comment": "c", "string": "s", "number": "n", "type": "t", "keyword": "w", "property": "k", "function": "f",
    "decorator": "d", "variable": "v", "parameter": "v", "typeParameter": "v", "namespace": "v", "label": "v",
    "enumMember": "v",
}  # fmt: skip
SCOPES = {
    "comment": "c", "string": "s", "constant": "n", "storage.type": "t", "storage.modifier": "d", "keyword": "w",
    "variable.other.property": "k", "entity.name.function": "f", "entity.name.namespace": "v", "variable": "v",
}  # fmt: skip


class Painting:
    """The letters of a text."""

    def __init__(self, text: str) -> None:
        self.lines = [[" "] * len(line) for line in text.split("\n")]

    def paint(self, line: int, start: int, end: int, letter: str) -> None:
        for column in range(start, min(end, len(self.lines[line]))):
            self.lines[line][column] = letter

    def letters(self) -> list[str]:
        return ["".join(line) for line in self.lines]


def server(text: str, room: Path) -> list[str]:
    """`graven lsp`, textDocument/semanticTokens/full."""
    uri = (room / "sample.onnxtxt").as_uri()
    tokens = {"requests": {"full": True}, "tokenTypes": list(KINDS), "tokenModifiers": [], "formats": ["relative"]}
    capabilities = {"general": {"positionEncodings": ["utf-32"]}, "textDocument": {"semanticTokens": tokens}}
    document = {"uri": uri, "languageId": "onnx-text", "version": 1, "text": text}
    asked = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": capabilities}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        {"id": 2, "method": "textDocument/semanticTokens/full", "params": {"textDocument": {"uri": uri}}},
        {"id": 3, "method": "shutdown"},
        {"method": "exit"},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in asked]
    sent = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies)
    said = subprocess.run([GRAVEN, "lsp"], input=sent, capture_output=True, check=True, timeout=60).stdout
    answers = {}
    while said:
        head, _, rest = said.partition(b"\r\n\r\n")
        size = int(re.search(rb"\d+", head)[0])
        message = json.loads(rest[:size])
        answers[message.get("id")] = message.get("result")
        said = rest[size:]
    legend = answers[1]["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
    painting, line, column = Painting(text), 0, 0
    data = answers[2]["data"]
    for index in range(0, len(data), 5):
        down, right, length, kind, _ = data[index : index + 5]
        line, column = line + down, right if down else column + right
        painting.paint(line, column, column + length, KINDS[legend[kind]])
    return painting.letters()


def textmate(text: str, room: Path) -> list[str]:
    """PyPI's textmate-grammar-python."""
    import logging

    from textmate_grammar.parsers.base import LanguageParser

    # It tells of every character that no pattern takes.
    logging.disable(logging.WARNING)
    grammar = json.loads((GRAMMAR / "onnx-text.tmLanguage.json").read_text(encoding="utf-8"))
    parser = LanguageParser(grammar)
    painting = Painting(text)
    for (line, column), content, scopes in parser.parse_string(text).flatten():
        scope = scopes[-1]
        letter = next((letter for prefix, letter in SCOPES.items() if scope.startswith(prefix)), " ")
        for offset, part in enumerate(content.split("\n")):
            painting.paint(
                line + offset, column if offset == 0 else 0, (column if offset == 0 else 0) + len(part), letter
            )
    return painting.letters()


def kate(text: str, room: Path) -> list[str]:
    """KDE's highlighter, as Kate uses it, with a theme that has a colour for each class."""
    syntax = (GRAMMAR / "onnx-text.xml").read_text(encoding="utf-8")
    styles = dict(re.findall(r'<itemData name="(\w+)" defStyleNum="ds(\w+)"', syntax))
    colours = {f"#0000{10 + index:02x}": name for index, name in enumerate(styles)}
    theme = {
        "metadata": {"name": "Classes", "revision": 1},
        "text-styles": {
            style: {"text-color": colour, "selected-text-color": colour}
            for (name, style), colour in zip(styles.items(), colours, strict=True)
        },
        "editor-colors": {},
    }
    base = room / "data/org.kde.syntax-highlighting"
    for folder, name, content in (
        ("syntax", "onnx-text.xml", syntax),
        ("themes", "classes.theme", json.dumps(theme)),
    ):
        (base / folder).mkdir(parents=True, exist_ok=True)
        (base / folder / name).write_text(content, encoding="utf-8")
    source = room / "sample.onnxtxt"
    source.write_text(text, encoding="utf-8")
    shown = subprocess.run(
        ["kate-syntax-highlighter", "--syntax", "ONNX text", "--theme", "Classes", str(source)],
        env={**os.environ, "XDG_DATA_HOME": str(room / "data"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    painting, line, column, letter = Painting(text), 0, 0, " "
    body = shown[re.search(r"<pre[^>]*>\n?", shown).end() : shown.index("</pre>")]
    for tag, words in re.findall(r"(<[^>]*>)|([^<]+)", body):
        if tag:
            found = re.search(r"color:(#\w+)", tag)
            letter = LETTERS.get(colours.get(found[1], ""), " ") if found else " "
            continue
        for offset, part in enumerate(html.unescape(words).split("\n")):
            if offset:
                line, column = line + 1, 0
            if line < len(painting.lines):
                painting.paint(line, column, column + len(part), letter)
            column += len(part)
    return painting.letters()


def vim(text: str, room: Path) -> list[str]:
    """Vim itself."""
    source, report = room / "sample.onnxtxt", room / "report"
    source.write_text(text, encoding="utf-8")
    script = room / "report.vim"
    script.write_text(
        f"set nocompatible\nset rtp^={GRAMMAR / 'vim'}\nsyntax on\nedit {source}\nset filetype=onnxtext\nset synmaxcol=0\n"
        "syntax sync fromstart\nlet s:rows = []\nfor s:line in range(1, line('$'))\n"
        "  call add(s:rows, join(map(range(1, strlen(getline(s:line))), "
        "\"synIDattr(synID(s:line, v:val, 1), 'name')\"), ','))\nendfor\n"
        f"call writefile(s:rows, '{report}')\nqall!\n"
    )
    subprocess.run(
        ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-S", str(script)],
        check=False,
        timeout=60,
        capture_output=True,
    )
    painting = Painting(text)
    for line, row in enumerate(report.read_text().splitlines()):
        for column, name in enumerate(row.split(",") if row else []):
            painting.paint(line, column, column + 1, LETTERS.get(name.removeprefix("onnxtext"), " "))
    return painting.letters()
