#!/usr/bin/env python3
"""The VS Code extension: its manifest, its files, the package that `make vsix` makes, and its reading and writing of models
with the real language server.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
from editor_packages import EDITORS, model, package, saved
from peers.figure import Figure, finish
from peers.places import ROOT, scratch
from peers.program import require

FOLDER = ROOT / "editors/vscode"
NAMES = {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}
FILE = {"type": "string", "pattern": r"^\./"}
# Of the extension manifest's reference (code.visualstudio.com/api/references/extension-manifest), what is used here.
MANIFEST = {
    "type": "object",
    "required": ["name", "version", "publisher", "engines", "main", "contributes", "license", "categories"],
    "properties": {
        "name": NAMES,
        "publisher": NAMES,
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "main": FILE,
        "engines": {"type": "object", "required": ["vscode"]},
        "keywords": {"type": "array", "maxItems": 30},
        "contributes": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "languages": {"type": "array", "items": {"required": ["id", "extensions", "configuration"]}},
                "grammars": {"type": "array", "items": {"required": ["language", "scopeName", "path"]}},
                "customEditors": {"type": "array", "items": {"required": ["viewType", "displayName", "selector"]}},
                "commands": {"type": "array", "items": {"required": ["command", "title"]}},
                "menus": {"type": "object"},
                "configuration": {"type": "object", "required": ["title", "properties"]},
            },
        },
    },
}


def manifest(figure: Figure) -> None:
    contents = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    problems = [one.message for one in jsonschema.Draft202012Validator(MANIFEST).iter_errors(contents)]
    figure.check(not problems, "package.json is an extension's manifest", "; ".join(problems))
    script = (FOLDER / "extension.js").read_text(encoding="utf-8")
    for command in contents["contributes"]["commands"]:
        figure.check(f"'{command['command']}'" in script, f"{command['command']} is registered")
    for editor in contents["contributes"]["customEditors"]:
        figure.check(f"'{editor['viewType']}'" in script, f"{editor['viewType']} is registered")
    version = (ROOT / "Sources/graven/Graven.swift").read_text(encoding="utf-8")
    figure.check(f'version = "{contents["version"]}"' in version, "its version is the program's", contents["version"])


def archive(figure: Figure, room: Path) -> None:
    command = [sys.executable, str(ROOT / "packaging/vsix.py"), str(room)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    figure.check(done.returncode == 0, "make vsix", done.stderr)
    with zipfile.ZipFile(next(room.glob("*.vsix"))) as made:
        names = set(made.namelist())
        contents = json.loads(made.read("extension/package.json"))["contributes"]
        files = [one["path"] for one in contents["grammars"]] + [one["configuration"] for one in contents["languages"]]
        missing = [file for file in [*files, "./extension.js", "./models.js"] if f"extension/{file[2:]}" not in names]
        figure.check(not missing, "each file that the manifest names is in the package", str(missing))
        grammar = json.loads(made.read("extension/onnx-text.tmLanguage.json"))
        figure.check(
            grammar["scopeName"] == contents["grammars"][0]["scopeName"], "the grammar has the manifest's scope"
        )
        listed = ElementTree.fromstring(made.read("[Content_Types].xml"))
        suffixes = {one.get("Extension") for one in listed}
        unknown = {Path(name).suffix for name in names if Path(name).suffix} - suffixes - {".xml"}
        figure.check(not unknown, "[Content_Types].xml knows each kind of file", str(unknown))
        assets = [
            one.get("Path")
            for one in ElementTree.fromstring(made.read("extension.vsixmanifest")).iter()
            if one.get("Path")
        ]
        figure.check(set(assets) <= names, "extension.vsixmanifest names files that are there", str(assets))


def main() -> None:
    require()
    figure = Figure("VS Code: the extension's manifest, package, and models with the real server")
    manifest(figure)
    for script in sorted(FOLDER.glob("*.js")):
        done = subprocess.run(["node", "--check", script], capture_output=True, text=True, check=False)
        figure.check(done.returncode == 0, f"node --check {script.name}", done.stderr)
    with scratch() as folder:
        room = Path(folder)
        archive(figure, room)
        (room / "model.onnx").write_bytes(model())
        for case, ok, why in package("vscode", "node", str(EDITORS / "vscode.js"), needs="node")(
            room, ["graven", "lsp"]
        ):
            figure.check(ok, case, why[:500])
        saved(figure, room)
    finish(figure)


if __name__ == "__main__":
    main()
