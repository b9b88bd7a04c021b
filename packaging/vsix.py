#!/usr/bin/env python3
"""Makes the VS Code extension: the files of editors/vscode and the grammar, with the manifests of a VSIX.

Usage: vsix.py OUTPUT_FOLDER

`vscode-languageclient` is put in with npm where that is installed and reaches its registry; else the extension is made without
it, and `npm install` in the installed extension's folder completes it.
Source: the Open Packaging Conventions (ECMA-376, part 2), as `vsce package` uses them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "editors/vscode"
DATE = (2020, 1, 1, 0, 0, 0)
TYPES = {
    ".json": "application/json", ".js": "application/javascript", ".md": "text/markdown", ".vsixmanifest": "text/xml",
    ".txt": "text/plain", ".cjs": "application/javascript", ".mjs": "application/javascript", ".ts": "text/plain",
    ".map": "application/json", ".yml": "text/plain",
}  # fmt: skip


def manifest(package: dict) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="{package["name"]}" Version="{package["version"]}" Publisher="{package["publisher"]}"/>
    <DisplayName>{escape(package["displayName"])}</DisplayName>
    <Description xml:space="preserve">{escape(package["description"])}</Description>
    <Tags>{",".join(package["keywords"])}</Tags>
    <Categories>{",".join(package["categories"])}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="{package["engines"]["vscode"]}"/>
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
  </Assets>
</PackageManifest>
"""


def main() -> None:
    output = Path(sys.argv[1])
    package = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room, "extension")
        shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("node_modules"))
        shutil.copy(ROOT / "grammar/onnx-text.tmLanguage.json", folder)
        shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")
        if shutil.which("npm"):
            quiet = ["npm", "install", "--omit=dev", "--no-audit", "--no-fund", "--silent", "--fetch-retries=0"]
            if subprocess.run(quiet, cwd=folder, capture_output=True, check=False).returncode:
                print("npm reaches no registry: the extension is made without vscode-languageclient")
        files = {f"extension/{path.relative_to(folder)}": path for path in sorted(folder.rglob("*")) if path.is_file()}
        suffixes = sorted({path.suffix for path in files.values()} - {""} | {".vsixmanifest"})
        rows = "".join(
            f'<Default Extension="{suffix}" ContentType="{TYPES.get(suffix, "application/octet-stream")}"/>'
            for suffix in suffixes
        )
        head = '<?xml version="1.0" encoding="utf-8"?>\n'
        types = f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rows}</Types>\n'
        output.mkdir(parents=True, exist_ok=True)
        made = output / f"{package['name']}-{package['version']}.vsix"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            contents = {"[Content_Types].xml": types.encode(), "extension.vsixmanifest": manifest(package).encode()}
            contents |= {name: path.read_bytes() for name, path in files.items()}
            for name, content in contents.items():
                entry = zipfile.ZipInfo(name, DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
    print(made)


if __name__ == "__main__":
    main()
